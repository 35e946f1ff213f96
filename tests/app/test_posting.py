"""What helps with 公示, and with writing the 工作总结: plain sentences from dates and text."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from desktop.app.findings.acknowledged import key, known, unread
from desktop.app.library import new_case
from desktop.app.notices.installed import notice
from desktop.app.papers.wanted import papers
from desktop.app.publicity import posting
from desktop.app.summary.writing import hits, length
from desktop.domain.case import Achievement, Case, Person, Publicity, Tick, Title, Unit
from desktop.domain.finding import Finding, Verdict
from desktop.domain.terms import SummaryTerms

NOTICE = notice("BM24")
NOW = datetime(2024, 7, 20, 10, 0, tzinfo=timezone(timedelta(hours=8)))


def case_of(**parts: object) -> Case:
    return new_case(NOTICE).model_copy(update=parts)


@pytest.mark.parametrize(
    ("start", "end", "early"),
    [
        ("2024-07-22", "2024-07-29", "7月26日（周五）"),
        ("2024-07-15", "2024-07-22", "7月19日（周五）"),
    ],
)
def test_the_end_by_both_counts(start: str, end: str, early: str) -> None:
    found = posting.period(case_of(pub=Publicity(start=start)), NOTICE)
    assert found.end == end
    assert early in found.sentences[0]
    assert "最迟要从 7月22日（周一）开始" in found.sentences[-1]


def test_a_start_on_a_day_off_ends_the_same_by_both_counts() -> None:
    found = posting.period(case_of(pub=Publicity(start="2024-07-13")), NOTICE)
    assert found.end == "2024-07-19"
    assert "首日" not in found.sentences[0]


def test_without_a_date_only_the_latest_start_is_told() -> None:
    found = posting.period(case_of(), NOTICE)
    assert (len(found.sentences), found.end) == (1, "")


@pytest.mark.parametrize(
    ("pack", "first", "second"),
    [
        ("BM24", "近五年实践能力和业绩成果、实际贡献", "公示要单位负责人签字、盖公章。"),
        ("ZZ23", "近五年实践能力和业绩成果、实际贡献", "公示要单位负责人签字、盖公章。"),
        (
            "LC22",
            (
                "基本情况、具体业绩或发表论文情况、申报职称、学历证书、任职资格证书、聘任证书、"
                "发表论文、其他代表作、荣誉证书、专业技术工作经历、主要业绩成果"
            ),
            "公示要主管领导签字、纪检部门负责人签字、盖公章。",
        ),
        ("GJ21", "基本信息、思想政治条件、申报专业、业绩成果", "公示要盖公章。"),
        ("GT23", "通知未写", "由谁签字、盖不盖章，通知未写。"),
    ],
)
def test_what_the_posted_text_has_to_say_and_who_signs(pack: str, first: str, second: str) -> None:
    said = posting.wanted(notice(pack))
    assert first in said[0]
    assert said[1] == second


@pytest.mark.parametrize("pack", ["LC22", "GT23"])
def test_days_the_notice_does_not_say_are_not_invented(pack: str) -> None:
    case = case_of(pub=Publicity(start="2022-09-05", end="2022-09-09"))
    found = posting.period(case, notice(pack))
    assert "通知未写" in found.sentences[0]
    assert found.end == ""
    assert not any("最迟" in sentence or "满" in sentence for sentence in found.sentences)


@pytest.mark.parametrize(
    ("pack", "told"), [("BM24", True), ("ZZ23", True), ("LC22", False), ("GJ21", False)]
)
def test_a_number_of_days_is_told_where_the_template_states_one(pack: str, told: bool) -> None:
    case = case_of(pub=Publicity(start="2023-05-08", end="2023-05-15"))
    assert bool(posting.days_told(case, notice(pack))) is told


def test_without_a_template_facts_are_those_since_the_title() -> None:
    items = (
        Achievement(type="业绩成果", title="甲", date="2011-07"),
        Achievement(type="业绩成果", title="乙", date="2016-06"),
    )
    case = case_of(items=items, title=Title(has=True, obtained="2015-12"))
    facts = posting.achievement_facts(case, notice("GJ21"), NOW)
    assert facts == ("2016年6月，乙。",)
    assert posting.years_told(notice("GJ21")) == "任现职以来"


def test_facts_are_those_of_the_last_five_years_as_entered() -> None:
    items = (
        Achievement(type="业绩成果", title="甲", date="2019-07", role="主持"),
        Achievement(type="业绩成果", title="乙", date="2019-06"),
        Achievement(type="实践能力", title="丙", start="2020-01", workload="300 亩"),
        Achievement(type="论文", title="丁", date="2023-01"),
        Achievement(type="实践能力", title="", date="2023-01"),
    )
    case = case_of(items=items, pub=Publicity(start="2024-07-22"))
    assert posting.achievement_facts(case, NOTICE, NOW) == (
        "2019年7月，甲，本人作用：主持。",
        "2020年1月，丙，工作量：300 亩。",
    )


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "甲。\n乙。"),
        ("自己写的", "自己写的\n甲。\n乙。"),
        ("先有甲。再说", "先有甲。再说\n乙。"),
        ("甲。乙。", "甲。乙。"),
    ],
)
def test_facts_are_added_behind_and_never_twice(text: str, after: str) -> None:
    assert posting.added(text, ("甲。", "乙。")) == after


@pytest.mark.parametrize(
    ("least", "most", "text", "standing", "sentence"),
    [
        (5, 9, "", "empty", "需要 5—9 字"),
        (5, 9, "一二三", "short", "还差 2 字"),
        (5, 9, "一二三四五", "right", "字数已符合"),
        (5, 9, "一二三四五六七八九十", "long", "多出 1 字"),
        (5, 9, "一二三——", "doubtful", "有的软件少数几个标点，按它还差 1 字，再写几个字更稳妥"),
        (None, 2, "一二三", "long", "多出 1 字"),
        (None, 2, "一二", "right", "字数已符合"),
        (4, None, "一二三", "short", "还差 1 字"),
        (None, None, "一", "free", "通知未写字数。"),
    ],
)
def test_length_against_the_notices_own_limits(
    least: int | None, most: int | None, text: str, standing: str, sentence: str
) -> None:
    found = length(text, SummaryTerms(min=least, max=most))
    assert (found.standing, found.sentence) == (standing, sentence)


def test_hits_tell_their_paragraph_and_what_stands_around() -> None:
    case = case_of(person=Person(name="王伟民"), unit=Unit(name="巴州绿洲笙林业有限公司"))
    text = "第一段。\n\n我是王伟民，在绿洲笙林业。"
    found = hits(text, case, NOTICE.summary)
    assert [(h.what, h.found, h.paragraph, h.sure) for h in found] == [
        ("本人姓名", "王伟民", 2, True),
        ("工作单位的字号", "绿洲笙林业", 2, True),
    ]
    assert (found[0].before, found[0].after) == ("我是", "，在绿洲笙林业。")
    assert hits(text, case, SummaryTerms()) == ()


def test_papers_tell_field_by_field_what_they_lack() -> None:
    case = case_of(unit=Unit(name="单位", contact="张䶮", phone="0996-2000000"))
    found = {p.terms.kind: p for p in papers(case, NOTICE, NOW)}
    assert list(found) == ["summary", "publicity", "result", "recommendation", "pledge"]
    assert [(lack.label, lack.page) for lack in found["recommendation"].lacking] == [
        ("姓名", "basic"),
        ("申报级别", "notice"),
    ]
    assert found["pledge"].ready


def test_an_acknowledgement_holds_for_its_reason_only() -> None:
    warned = Finding("BM24.pub.5wd", Verdict.WARN, "公示", "workdays_first")
    again = Finding("BM24.pub.5wd", Verdict.WARN, "公示", "calendar_unknown")
    passed = Finding("BM24.fee.time", Verdict.PASS, "缴费", "ok")
    case = case_of(ticks=(Tick(rule=key(warned)),))
    assert known(case, warned)
    assert not known(case, again)
    assert unread(case, (warned, again, passed)) == 1
