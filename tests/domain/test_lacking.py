"""有没有: what is said not to be there is 不适用 for that reason, and set aside, never lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any, get_args

import pytest

from desktop.app.findings.because import BECAUSE
from desktop.app.findings.messages import message
from desktop.app.notices.installed import notice as load_notice
from desktop.app.pages.absent import LACKS
from desktop.app.pages.asked import asked
from desktop.app.session import judged
from desktop.domain import lacking
from desktop.domain.case import (
    Achievement,
    Aid,
    Attachment,
    Case,
    CivilTransfer,
    Has,
    Qualification,
    Service,
    Work,
)
from desktop.domain.check import check
from desktop.domain.conditions import FactName
from desktop.domain.finding import Finding, Verdict
from desktop.domain.lacking import PARTS, covered, places, present, set_aside
from desktop.domain.notice import Notice
from desktop.domain.vocabulary import NOT_THERE, THERE, THERE_OR_NOT, UNSURE
from tests.whole import PACKS, cases

ENTRIES: dict[str, Any] = {
    "items": (Achievement(id="a1", type="获奖", title="奖"), Achievement(id="p1", type="论文")),
    "service": (Service(id="s1", kind="访惠聚驻村"),),
    "quals": (Qualification(id="q1", name="注册测绘师"),),
    "aid": Aid(start="2022-03", ongoing=True),
    "civil_transfer": CivilTransfer(transferred=True, from_org="某局"),
}


def full(**has: str) -> Case:
    files = (Attachment(id="f1", slot="获奖情况", subject="a1"), Attachment(id="f2", slot="公示"))
    made = Case(case_id="c", pack_id="BM24", pack_version=1, attachments=files, **ENTRIES)
    return made.model_copy(update={"has": Has(**has)})


def answered(case: Case, path: str, value: object) -> Case:
    root, _, leaf = path.partition(".")
    part = getattr(case, root).model_copy(update={leaf: value})
    return case.model_copy(update={root: part})


@pytest.mark.parametrize("said", ["", THERE, UNSURE])
def test_what_is_not_denied_all_counts(said: str) -> None:
    case = full(**dict.fromkeys(Has.model_fields, said))
    assert present(case) is case


@pytest.mark.parametrize(
    "path,root,left",
    [
        ("has.service", "service", ()),
        ("has.quals", "quals", ()),
        ("has.aid", "aid", Aid()),
        ("has.awards", "items", ENTRIES["items"][1:]),
        ("has.papers", "items", ENTRIES["items"][:1]),
        ("has.books", "items", ENTRIES["items"]),
    ],
)
def test_what_is_denied_is_set_aside_and_comes_back(path: str, root: str, left: Any) -> None:
    case = full()
    denied = answered(case, path, NOT_THERE)
    assert getattr(present(denied), root) == left
    assert getattr(denied, root) == ENTRIES[root]
    assert present(answered(denied, path, THERE)).model_copy(update={"has": Has()}) == case


def test_nothing_of_a_transfer_counts_where_there_was_none() -> None:
    case = full().model_copy(
        update={"civil_transfer": CivilTransfer(transferred=False, from_org="某局")}
    )
    assert present(case).civil_transfer == CivilTransfer(transferred=False)


def test_files_go_with_the_entry_they_belong_to() -> None:
    assert [f.id for f in present(full(awards=NOT_THERE)).attachments] == ["f2"]
    assert [f.id for f in present(full(papers=NOT_THERE)).attachments] == ["f1", "f2"]


def test_places_are_counted_among_what_is_seen() -> None:
    types = ("业绩成果", "获奖", "获奖", "实践能力")
    items = tuple(Achievement(id=f"i{n}", type=t) for n, t in enumerate(types))
    case = full(awards=NOT_THERE).model_copy(update={"items": items})
    assert [e.id for e in lacking.counted("items", case)] == ["i0", "i3"]
    assert places("items.i0", 1, case) == 3
    assert places("items.i3", -1, case) == -3
    assert places("items.i3", 1, case) == 0


def test_what_is_covered_is_the_part_and_not_its_question() -> None:
    case = full(service=NOT_THERE, awards=NOT_THERE)
    assert covered("service", case)
    assert covered("service.s1.kind", case)
    assert not covered("items", case)
    assert set_aside("items.a1", case)
    assert not set_aside("items.p1", case)
    assert not set_aside("items", case)
    denied = case.model_copy(update={"civil_transfer": CivilTransfer(transferred=False)})
    assert covered("civil_transfer.from_org", denied)
    assert not covered("civil_transfer.transferred", denied)


# ---------------------------------------------------------------------- what the rules say


def found(case: Case, notice: Notice, now: datetime) -> dict[str, Finding]:
    return {f.rule: f for f in check(case, notice, now)}


@pytest.mark.parametrize("pack", PACKS)
def test_saying_there_is_none_of_what_is_not_there_changes_no_verdict(pack: str) -> None:
    """Who has none and says so is asked no more, and no less, than who leaves it empty."""
    told = load_notice(pack)
    for _, case, now in cases(pack):
        before = found(case, told, now)
        for part in PARTS:
            empty = not lacking.content(part, case, now) and part.path.startswith("has.")
            if part.path not in asked(told) or not empty:
                continue
            after = found(answered(case, part.path, NOT_THERE), told, now)
            turned = {rule for rule in before if before[rule].verdict != after[rule].verdict}
            # What was met since there was nothing to meet, or waited for an entry, is 不适用 now.
            assert all(
                after[rule].verdict is Verdict.NA
                and before[rule].verdict in (Verdict.TODO, Verdict.PASS)
                for rule in turned
            ), (part.path, turned)


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_not_for_this_person_says_why(pack: str) -> None:
    told = load_notice(pack)
    seen = 0
    for _, case, now in cases(pack):
        for finding in check(case, told, now):
            if finding.verdict is Verdict.NA:
                seen += 1
                assert "{" not in message(finding)
                assert message(finding).endswith("。")
    assert seen


RULES = [
    # pack, what is asked, a rule that turns on it, where that part is filled in
    ("BM24", "has.awards", "BM24.award.match", "achievements"),
    ("BM24", "has.ip", "BM24.ip.since", "achievements"),
    ("BM24", "has.representative", "BM24.rep.stamp", "achievements"),
    ("GJ21", "has.aid", "GJ21.aid.consent", "basic"),
    ("GJ21", "has.result_documents", "GJ21.workdoc.proof", "achievements"),
    ("GT23", "has.quals", "GT23.qual.exam", "title"),
    ("GT23", "has.service", "GT23.ce.village", "work"),
    ("LC22", "has.service", "LC22.exempt.fields", "work"),
]
NOW = datetime.fromisoformat("2024-07-20T10:00+08:00")


@pytest.mark.parametrize("pack,path,rule,page", RULES)
def test_a_rule_goes_by_what_was_answered(pack: str, path: str, rule: str, page: str) -> None:
    told = load_notice(pack)
    blank = Case(case_id="c", pack_id=pack, pack_version=1)

    def said(answer: str) -> tuple[Verdict, str, str]:
        one = found(answered(blank, path, answer), told, NOW)[rule]
        return one.verdict, one.reason, one.page

    home = told.rule(rule).page
    assert said("") == (Verdict.NA, "not_applicable", home)
    assert said(NOT_THERE) == (Verdict.NA, "part_lacking", home)
    assert said(THERE) == (Verdict.TODO, "part_empty", page)
    assert said(UNSURE) == (Verdict.TODO, "part_unsure", "notice")


def test_entries_there_decide_where_they_are_not_denied() -> None:
    told = load_notice("BM24")
    for answer in ("", THERE, UNSURE):
        finding = found(full(awards=answer), told, NOW)["BM24.award.match"]
        assert (finding.verdict, finding.reason) == (Verdict.TODO, "not_confirmed")
    assert found(full(awards=NOT_THERE), told, NOW)["BM24.award.match"].verdict is Verdict.NA


def test_what_the_notice_demands_cannot_be_denied_away() -> None:
    told = load_notice("GT23")
    wanting = [rule for rule in told.rules if lacking.demands(rule.check)]
    assert wanting
    for rule in wanting:
        assert lacking.about(rule.check) == ()
        types = lacking.types_of(rule.check)
        assert not [p.path for p in PARTS if p.type in types and p.path in asked(told)]


JOBS = (
    Work(start="2010-08", end="2019-03", unit="甲站", kind="正式"),
    Work(start="2019-04", end="至今", unit="乙站", kind="正式"),
)


@pytest.mark.parametrize(
    "said,work,verdict",
    [
        ("", (), Verdict.TODO),
        (NOT_THERE, (), Verdict.NA),
        (NOT_THERE, JOBS[1:], Verdict.NA),
        ("", JOBS[1:], Verdict.NA),
        (THERE, JOBS[1:], Verdict.TODO),
    ],
)
def test_who_changed_employers_is_known_from_either(
    said: str, work: tuple[Work, ...], verdict: Verdict
) -> None:
    case = Case(case_id="c", pack_id="LC22", pack_version=1, work=work)
    case = answered(answered(case, "title.has", False), "has.other_employer", said)
    assert found(case, load_notice("LC22"), NOW)["LC22.ach.prev_employer"].verdict is verdict


def test_two_employers_count_whatever_was_answered_and_it_is_told() -> None:
    case = Case(case_id="c", pack_id="LC22", pack_version=1, work=JOBS)
    case = answered(answered(case, "title.has", False), "has.other_employer", NOT_THERE)
    told = load_notice("LC22")
    assert found(case, told, NOW)["LC22.ach.prev_employer"].verdict is not Verdict.NA
    (doubt,) = [f for f in judged(case, told, NOW) if f.reason == "employer_otherwise"]
    assert (doubt.verdict, doubt.evidence, doubt.page) == (
        Verdict.WARN,
        ("has.other_employer",),
        "notice",
    )


def test_nothing_is_set_aside_silently() -> None:
    case = full(awards=NOT_THERE, service=NOT_THERE, aid=NOT_THERE, books=NOT_THERE)
    told = {
        f.evidence[0]: message(f)
        for f in judged(case, load_notice("BM24"), NOW)
        if f.rule == "entry.has"
    }
    assert told.keys() == {"has.awards", "has.service", "has.aid"}
    assert "没有获奖" in told["has.awards"]
    assert "1 项" in told["has.awards"]
    assert "收起来" in told["has.aid"]


def test_what_is_set_aside_is_not_looked_at() -> None:
    vague = Achievement(id="a1", type="获奖", title="奖" * 200)
    case = full().model_copy(update={"items": (vague,)})
    notice = load_notice("BM24")
    assert [f for f in judged(case, notice, NOW) if f.rule == "entry.length"]
    denied = answered(case, "has.awards", NOT_THERE)
    assert not [f for f in judged(denied, notice, NOW) if f.rule == "entry.length"]


# ---------------------------------------------------------------------- words


def test_every_part_and_every_fact_has_its_words() -> None:
    assert set(LACKS) == {part.path for part in PARTS}
    assert set(BECAUSE) == set(get_args(FactName))


def test_a_fact_is_settled_by_the_lack_of_all_it_asks_for_alone() -> None:
    case = full(awards=NOT_THERE, papers=NOT_THERE)
    paths = [part.path for part in lacking.lacking("items", ("获奖", "论文"), case)]
    assert paths == ["has.awards", "has.papers"]
    assert lacking.lacking("items", ("获奖", "著作"), case) == ()
    # Nobody is asked whether there is any 实践能力.
    assert lacking.lacking("items", ("获奖", "实践能力"), case) == ()


def test_every_question_belongs_to_a_part() -> None:
    own = {part.path for part in PARTS if part.path.startswith("has.")}
    assert own == {f"has.{name}" for name in Has.model_fields}


def test_another_word_is_no_answer() -> None:
    case = full(awards="大概没有")
    assert present(case) is case
    assert [f.reason for f in judged(case, load_notice("BM24"), NOW) if "has.awards" in f.evidence]
    assert all(word in ("有", "没有", "不清楚") for word in THERE_OR_NOT)
