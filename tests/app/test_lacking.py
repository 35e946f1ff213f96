"""没有: what is said not to be there leaves attachments, packet, platform, papers and reports."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.app.findings.listing import findings_text
from desktop.app.findings.messages import message
from desktop.app.findings.report import AWAY, report
from desktop.app.notices.installed import notice as load_notice
from desktop.app.packet.making import attachments
from desktop.app.pages import PAGES
from desktop.app.pages.absent import absent
from desktop.app.pages.asked import asked
from desktop.app.pages.form import ListSection, Section
from desktop.app.places import columns
from desktop.app.platform.sheet import sheet
from desktop.app.proofreading.form import form
from desktop.app.publicity.posting import achievement_facts
from desktop.app.review.reviewing import aspects
from desktop.app.review.stamped_copies import choices
from desktop.app.session import judged
from desktop.app.summary.facts import facts
from desktop.documents.blocks import Heading
from desktop.domain.case import Achievement, Attachment, Case, CivilTransfer, Has, Service
from desktop.domain.lacking import PARTS
from desktop.domain.merge import merge
from desktop.domain.vocabulary import NOT_THERE, THERE, UNSURE
from tests.whole import PACKS

NOW = datetime.fromisoformat("2024-07-20T10:00+08:00")
PRIZE = Achievement(id="a1", type="获奖", title="沙棘良种奖", date="2022-05")
WORK = Achievement(id="w1", type="业绩成果", title="防沙林带", date="2022-05")
FILES = (
    Attachment(id="f1", slot="获奖情况", subject="a1", title="奖状", sha256="0" * 64, format="pdf"),
    Attachment(
        id="f2", slot="印证材料", subject="w1", title="验收单", sha256="1" * 64, format="pdf"
    ),
)


def case(**has: str) -> Case:
    return Case(
        case_id="c",
        pack_id="BM24",
        pack_version=1,
        has=Has(**has),
        items=(PRIZE, WORK),
        attachments=FILES,
    )


def told(one: Case) -> dict[str, object]:
    """Everything that goes out of a case, in words."""
    notice = load_notice("BM24")
    found = judged(one, notice, NOW)
    place = [
        group.about
        for column in columns(one, notice, found)
        for slot in column.slots
        for group in slot.groups
    ]
    lines = [line.value for p in form(one, notice, found) for b in p.blocks for line in b.lines]
    return {
        "slots": place,
        "packet": [going.attachment.title for going in attachments(one, notice, lambda _: b"")],
        "platform": [item.value for c in sheet(one, notice) for item in c.items],
        "form": lines,
        "facts": [piece for part in facts(one, notice.summary) for piece in part.pieces],
        "posted": achievement_facts(one, notice, NOW),
    }


def holds(what: object, word: str) -> bool:
    return word in repr(what)


@pytest.mark.parametrize("where", ["slots", "packet", "platform", "form", "facts", "posted"])
def test_what_there_is_none_of_goes_nowhere(where: str) -> None:
    word, other = ("奖状", "验收单") if where == "packet" else ("沙棘良种奖", "防沙林带")
    before, after = told(case(awards=THERE))[where], told(case(awards=NOT_THERE))[where]
    if where != "posted":  # only 业绩成果 and the like are posted at all
        assert holds(before, word)
    assert not holds(after, word)
    assert holds(after, other)


def test_the_answer_itself_can_be_read_through() -> None:
    assert holds(told(case(awards=NOT_THERE))["form"], NOT_THERE)


def test_the_report_ends_with_what_does_not_apply_and_why() -> None:
    notice, one = load_notice("BM24"), case(awards=NOT_THERE)
    made = report(one, notice, judged(one, notice, NOW), NOW)
    headings = [block.text for block in made.blocks if isinstance(block, Heading)]
    assert headings[-1] == AWAY
    assert "您答了没有获奖" in repr(made.blocks[-1])


def test_the_terminal_says_why_something_does_not_apply() -> None:
    notice, one = load_notice("BM24"), case(awards=NOT_THERE)
    lines = [*findings_text(notice, NOW, judged(one, notice, NOW))]
    say = notice.rule("BM24.award.match").say
    at = next(n for n, line in enumerate(lines) if say in line)
    assert lines[at + 1].strip() == "您答了没有获奖，不涉及这一条。"


# ---------------------------------------------------------------------- pages


def section(path: str) -> Section | ListSection:
    every = (one for page in PAGES for one in page.sections)
    return next(
        one
        for one in every
        if (one.path if isinstance(one, ListSection) else one.fields[0].path) == path
    )


def test_a_whole_part_is_one_line() -> None:
    one = Case(case_id="c", pack_id="LC22", pack_version=1, has=Has(service=NOT_THERE))
    wanted = asked(load_notice("LC22"))
    line = absent(section("service"), one, wanted, NOW)
    assert line is not None
    assert line.sentence == "不适用：您答了没有参加过专项工作。"
    assert (line.path, line.whole) == ("has.service", True)
    assert not section("service").asked(one, wanted)
    full = one.model_copy(update={"service": (Service(kind="访惠聚驻村"),)})
    line = absent(section("service"), full, wanted, NOW)
    assert line is not None
    assert "以前填的 1 项收起来了，没有删除" in line.sentence


def test_types_of_work_are_one_line_together() -> None:
    line = absent(
        section("items"), case(awards=NOT_THERE, books=NOT_THERE), asked(load_notice("BM24")), NOW
    )
    assert line is not None
    assert "没有获奖、没有著作" in line.sentence
    assert not line.whole


def test_fields_of_a_part_are_one_line() -> None:
    transfer = CivilTransfer(transferred=False)
    one = Case(case_id="c", pack_id="GT23", pack_version=1, civil_transfer=transfer)
    wanted = asked(load_notice("GT23"))
    line = absent(section("civil_transfer.from_org"), one, wanted, NOW)
    assert line is not None
    assert line.sentence == "不适用：您答了不是从公务员队伍转来的。"
    assert absent(section("person.name"), one, wanted, NOW) is None


def test_nothing_is_said_of_what_the_notice_never_asks() -> None:
    one = case(service=NOT_THERE)
    assert absent(section("service"), one, asked(load_notice("BM24")), NOW) is None


def test_what_is_asked_first_follows_from_the_notice() -> None:
    found = {
        pack: [part.path for part in PARTS if part.path in asked(load_notice(pack))]
        for pack in PACKS
    }
    named = [path.removeprefix("has.") for path in found["BM24"]]
    assert named == ["ip", "awards", "papers", "books", "representative"]
    assert "has.aid" in found["GJ21"]
    assert "has.other_employer" in found["LC22"]
    assert {"civil_transfer.transferred", "has.quals"} <= {*found["GT23"]}
    assert all(1 < len(paths) <= 8 for paths in found.values())


def test_two_answers_are_a_conflict_and_one_is_taken_over() -> None:
    before = case()
    theirs = merge(before, before, case(awards=NOT_THERE))
    assert theirs.case.has.awards == NOT_THERE
    assert not theirs.conflicts
    both = merge(before, case(awards=THERE), case(awards=NOT_THERE))
    assert [conflict.path for conflict in both.conflicts] == ["has.awards"]


# ---------------------------------------------------------------------- what is still unanswered


def unanswered(one: Case) -> tuple[str, ...]:
    found = judged(one, load_notice(one.pack_id), NOW)
    return next((f.evidence for f in found if f.rule == "entry.asked"), ())


def test_a_new_case_is_asked_first() -> None:
    new = Case(case_id="c", pack_id="BM24", pack_version=1)
    names = ("ip", "awards", "papers", "books", "representative")
    assert unanswered(new) == tuple(f"has.{name}" for name in names)
    (first,) = [f for f in judged(new, load_notice("BM24"), NOW) if f.rule == "entry.asked"]
    assert (first.page, first.verdict.value) == ("notice", "TODO")
    assert "“得过奖吗？”" in message(first)
    every = new.model_copy(update={"has": Has(**dict.fromkeys(names, UNSURE))})
    assert unanswered(every) == ()


def test_a_case_from_before_the_questions_is_left_in_peace() -> None:
    assert unanswered(case()) == ()
    # Whoever begins to answer is asked the rest, but not what is there already.
    assert unanswered(case(ip=NOT_THERE)) == ("has.papers", "has.books", "has.representative")


def test_the_unit_looks_at_what_goes_out_alone() -> None:
    notice = load_notice("BM24")
    titles = [one.attachment.title for one in choices(case(awards=NOT_THERE), notice)]
    assert titles == ["验收单"]
    found = judged(case(awards=NOT_THERE), notice, NOW)
    assert "0 / 1 份" in repr(aspects(case(awards=NOT_THERE), notice, found))
