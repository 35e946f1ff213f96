"""The print plan of a case: every document in one place, in order, as often as it is wanted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from desktop.app.notices.installed import notice as load
from desktop.app.packet import making, print_plan
from desktop.app.packet.copies import Copies
from desktop.app.packet.print_plan import Bundle, Choice, PrintPlan
from desktop.app.papers import wanted
from desktop.app.papers.printing import (
    SIDES,
    PrintTerms,
    Sides,
    afterwards,
    alone,
    fonts_told,
)
from desktop.app.samples.sample import sample
from desktop.app.session import judged
from desktop.documents.catalogue import fitting
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.errors import UserError
from tests.app.bound import PRESS, bookmarks
from tests.documents.cases import NOW, PACKS, full


def planned(case: Case, notice: Notice) -> PrintPlan:
    return print_plan.plan(case, notice, judged(case, notice, NOW, ()), NOW)


def choices(plan: PrintPlan, **copies: int) -> list[Choice]:
    """As proposed; keywords set how often by kind."""
    made = print_plan.pressed(plan, PRESS)
    return [Choice(one, copies.get(one.row.terms.kind, one.row.copies)) for one in made]


def bound(
    pack: str, some: Sequence[Choice], sides: Sides = "notice", *, listed: bool = True
) -> Bundle:
    case, notice = full(pack), load(pack)
    return print_plan.bind(
        some,
        sides,
        listed=listed,
        elsewhere=planned(case, notice).elsewhere,
        case=case,
        notice=notice,
        now=NOW,
        press=PRESS,
    )


def words(pdf: bytes) -> list[str]:
    """What each page says, without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    said = [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    return said


@pytest.mark.parametrize("pack", PACKS)
def test_every_document_is_printed_here_or_told_where(pack: str) -> None:
    case, notice = full(pack), load(pack)
    plan = planned(case, notice)
    rows = [row.terms.title for row in plan.rows]
    elsewhere = [name for name, _ in plan.elsewhere]
    assert not plan.unmade
    assert not set(rows) & set(elsewhere)
    for terms in fitting(case, notice, NOW):
        assert terms.title in (*rows, *elsewhere)
    assert all(told for _, told in plan.elsewhere)


@pytest.mark.parametrize(
    ("pack", "kind", "steps"),
    [
        (
            "LC22",
            "publicity",
            "主管领导签字 纪检部门负责人签字 审查人签字 手写日期 盖单位公章 盖主管单位公章",
        ),
        ("LC22", "guarantee", "照范本手抄 申报人签字 单位负责人签字 手写日期 盖公章"),
        ("LC22", "summary", "申报人签字 手写日期 盖公章"),
        ("LC22", "former_unit", "负责人签字 手写日期 盖原单位公章"),
        ("GJ21", "work_years", "经办人签字 盖单位公章"),
        ("ZZ23", "pledge", "承诺人签字"),
        ("LC22", "exemption_form", "各审核栏签字、盖公章、写日期"),
        ("GT23", "pledge", "照范本手抄 承诺人签字 按手印 手写日期"),
        ("ZZ23", "unit_opinion", "照范本手抄到《专业技术职务任职资格评审表》的“单位意见”栏 盖公章"),
        ("BM24", "summary", ""),
    ],
)
def test_what_is_done_on_the_paper(pack: str, kind: str, steps: str) -> None:
    assert " ".join(afterwards(load(pack).document(kind))) == steps


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (PrintTerms(), "份数和单双面通知没有写"),
        (PrintTerms(2), "通知要 2 份，单双面通知没有写"),
        (PrintTerms(2, True, "A4"), "通知要 2 份、A4、双面"),
        (PrintTerms(None, False), "通知要 单面，份数通知没有写"),
    ],
)
def test_what_a_notice_says_and_does_not_say(said: PrintTerms, sentence: str) -> None:
    assert said.words == sentence


def test_the_platforms_form_and_certificates_are_told_of() -> None:
    told = dict(planned(full("LC22"), load("LC22")).elsewhere)
    assert told["评审表"].startswith("原件 2 份，A4正反面；平台自动生成")
    assert told["身份证"] == "原件 1 份、复印件 1 份"
    assert "公示结果" not in told


def test_what_is_typed_into_the_platform_is_not_printed() -> None:
    plan = planned(full("GJ21"), load("GJ21"))
    assert "unit_opinion" not in [row.terms.kind for row in plan.rows]
    assert dict(plan.elsewhere)["单位意见"].startswith("不用打印：复制到平台")


def test_a_form_that_does_not_fit_is_nowhere() -> None:
    case = full("LC22", service=())
    plan = planned(case, load("LC22"))
    assert "继续教育学习免试审批表" not in str([row.title for row in plan.rows])
    assert "免试审批表" not in dict(plan.elsewhere)


def test_what_cannot_be_made_yet_is_told() -> None:
    plan = planned(full("BM24", pub__start=""), load("BM24"))
    assert "publicity" not in [row.terms.kind for row in plan.rows]
    assert any("公示" in sentence for sentence in plan.unmade)


def test_in_the_notices_order_with_copies_and_the_plan_on_top(tmp_path: Path) -> None:
    some = choices(planned(full("BM24"), load("BM24")), result=3)
    bundle = bound("BM24", some)
    said = words(bundle.pdf)
    assert said[0].startswith("打印计划申报人张䶮")
    assert "3" in said[0]
    assert len(said) == bundle.pages == bundle.paper
    order = [one.sheets.row.title for one in some if one.copies]
    path = tmp_path / "all.pdf"
    path.write_bytes(bundle.pdf)
    assert [title for title, _, _ in bookmarks(path)] == ["打印计划", *order]
    first = next(page for title, page, _ in bookmarks(path) if title == "公示结果")
    assert said[first - 1] == said[first] == said[first + 1] != said[first + 2]
    assert said[first - 1] != said[first - 2]
    # What is only uploaded is not proposed, and so not there.
    assert "业务工作总结" not in order


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("pack", ["LC22", "GT23"])
def test_the_paper_is_counted_as_it_is_printed(pack: str, sides: Sides) -> None:
    some = choices(planned(full(pack), load(pack)), pledge=2, publicity=2)
    bundle = bound(pack, some, sides, listed=False)
    count, paper = print_plan.paper(some, sides)
    assert paper == bundle.paper
    assert count == sum(1 for one in some if one.copies)
    assert bundle.two_sided == (sides == "both")
    assert bound(pack, some, sides).paper > paper


def test_a_wish_for_one_side_holds_whatever_the_rest_has() -> None:
    assert alone(False, "both")
    assert not alone(True, "notice")
    assert alone(None, "notice")
    assert alone(True, "one")


def test_the_preview_tells_what_is_wanted_and_in_which_fonts() -> None:
    made = wanted.make("guarantee", full("LC22"), load("LC22"), NOW, PRESS)
    assert made.terms == PrintTerms(1)
    wish, fonts = made.facts
    assert wish == (
        "打印：通知要 1 份，单双面通知没有写。"
        "印好以后：照范本手抄、申报人签字、单位负责人签字、手写日期、盖公章。"
    )
    assert fonts.startswith("字体：随软件的楷体、")
    typed = wanted.make("unit_opinion", full("GJ21"), load("GJ21"), NOW, PRESS)
    assert typed.facts[0] == "不用打印：复制到平台的“单位意见”栏填写。"


def test_fonts_of_this_computer_are_told_before_ours() -> None:
    told = fonts_told(("仿宋_GB2312（本机）", "宋体（随软件）", "黑体（随软件）"))
    assert told.startswith("字体：仿宋_GB2312（本机）；随软件的宋体、黑体。")


def test_nothing_chosen_is_told_calmly() -> None:
    plan = planned(full("BM24"), load("BM24"))
    none = [Choice(one.sheets, 0) for one in choices(plan)]
    with pytest.raises(UserError, match="还没有选要打印的文书"):
        bound("BM24", none)
    assert print_plan.paper(none, "notice") == (0, 0)


def test_a_packet_tells_what_to_print(tmp_path: Path) -> None:
    made_up = sample(load("BM24"))
    case, notice, now = made_up.brought.case, load("BM24"), made_up.as_of
    findings = judged(case, notice, now, ())
    plan = making.plan(case, notice, findings, made_up.brought.file_of, PRESS, now=now)
    packed = making.write(replace(plan, files=plan.files[:2], copies=Copies()), tmp_path, now)
    said = words((packed.folder / "打印计划.pdf").read_bytes())[0]
    assert "单位负责人签字、盖单位公章" in said
    assert "印好以后做什么" in said
    guide = (packed.folder / "请先看.txt").read_text("utf-8-sig")
    assert "打印计划.pdf：哪一份印几张" in guide
