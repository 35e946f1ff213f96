"""What helps writing the 工作总结: outline, facts of the case, wording, earlier versions."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from desktop.app.notices.installed import notice
from desktop.app.summary.facts import facts
from desktop.app.summary.outline import outlined, sections, told
from desktop.app.summary.phrases import phrases
from desktop.app.summary.versions import gone, versions
from desktop.domain.case import Achievement, Assessment, Case, Education, Training, Work
from tests.ui.hands import Clock, open_session

TOPICS = ("工作态度", "业务能力", "工作业绩", "学术水平")
BEGAN = datetime(2024, 7, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))


# -- outline -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("一、工作态度\n勤勉。\n二、业务能力\n会画图。", (3, 4, None, None)),
        ("工作态度：勤勉。\n业务能力：会。", (8, 7, None, None)),
        ("（一）工作态度方面，勤勉。", (13, None, None, None)),
        ("1. 工作业绩\n\n学术水平", (None, None, 0, 0)),
        ("二、业务能力\n甲\n一、工作态度\n乙乙", (2, 1, None, None)),
        ("　　在工作态度上，勤勉。", (10, None, None, None)),
        # Named in passing is no heading.
        ("端正工作态度，提高业务能力。", (None, None, None, None)),
        ("工作态度端正的人不多。", (None, None, None, None)),
        ("", (None, None, None, None)),
    ],
)
def test_what_stands_under_each_topic_is_counted(text: str, words: tuple[int | None, ...]) -> None:
    found = sections(text, TOPICS)
    assert tuple(one.topic for one in found) == TOPICS
    assert tuple(one.words if one.start is not None else None for one in found) == words


def test_the_counts_are_told_in_one_sentence() -> None:
    text = "一、工作态度\n勤勉。\n二、业务能力\n"
    assert told(sections(text, TOPICS)) == (
        "工作态度 3 字；业务能力 还没写；工作业绩 没有单独成段；学术水平 没有单独成段。"
    )
    assert told(sections("随便写写。", TOPICS)) == ""
    assert told(sections("", ())) == ""


def test_an_outline_adds_the_headings_that_lack_and_changes_no_word() -> None:
    assert outlined("", TOPICS[:2]) == "一、工作态度\n\n二、业务能力\n"
    begun = "开头。\n二、业务能力\n会画图。"
    made = outlined(begun, TOPICS)
    assert made.startswith(begun)
    assert made.removeprefix(begun).split() == ["一、工作态度", "三、工作业绩", "四、学术水平"]
    assert outlined(made, TOPICS) == made


# -- facts ---------------------------------------------------------------------------------------


def _case(**parts: object) -> Case:
    blank = Case(case_id="a", pack_id="BM24", pack_version=1)
    person = blank.person.model_copy(update={"name": "阿依古丽·买买提"})
    unit = blank.unit.model_copy(update={"name": "库尔勒绿源林业有限公司"})
    return blank.model_copy(update={"person": person, "unit": unit, **parts})


def test_facts_are_dates_roles_and_quantities_in_the_order_of_the_steps() -> None:
    case = _case(
        edu=(Education(id="e", level="本科", school="昆仑农业大学", major="林学", end="2012-06"),),
        work=(
            Work(id="w", start="2012-07", end="2018-01", post="技术员"),
            Work(id="v", start="2018-02", end="至今", post="工程师"),
        ),
        items=(
            Achievement(
                id="i",
                title="胡杨林更新复壮",
                date="2022-11",
                role="项目负责人",
                workload="60%",
                intro="主持完成胡杨林复壮，更新1200亩，成活率提高8个百分点。",
            ),
        ),
        ce=(Training(id="c", year=2023, kind="公需", hours=30),),
        assess=(Assessment(id="s", year=2023, grade="优秀"),),
    )
    found = {one.title: one.pieces for one in facts(case, notice("BM24").summary)}
    assert list(found) == ["学历", "工作经历", "业绩", "继续教育", "年度考核"]
    assert found["学历"] == ("2012年6月，昆仑农业大学 林学 本科",)
    assert found["工作经历"] == ("2012年7月至2018年1月，技术员", "2018年2月至今，工程师")
    assert found["业绩"] == (
        "2022年11月，《胡杨林更新复壮》，项目负责人，60%",
        "更新1200亩",
        "成活率提高8个百分点",
    )
    assert found["继续教育"] == ("2023年公需科目30学时",)
    assert found["年度考核"] == ("2023年度考核优秀",)


def test_no_fact_names_whom_the_notice_hides() -> None:
    titled = Achievement(id="i", title="绿源林业苗圃建设", date="2022-11")
    case = _case(items=(titled, Achievement(id="j", title="苗圃建设", date="2023-01")))
    hidden = facts(case, notice("BM24").summary)
    assert [one.pieces for one in hidden] == [("2023年1月，《苗圃建设》",)]
    allowed = notice("BM24").summary.model_copy(update={"identity_allowed": True})
    assert len(facts(case, allowed)[0].pieces) == 2


def test_an_empty_case_has_nothing_to_offer() -> None:
    assert facts(_case(), notice("BM24").summary) == ()


# -- wording -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("完成了若干项目。", ["若干"]),
        ("大概栽了五百亩左右。", ["大概", "左右"]),
        ("育苗、造林、抚育等等。", ["等等"]),
        ("育苗、造林、抚育等，", ["等"]),
        ("获得二等奖，优等生，等级高。", []),
        ("完成1200亩造林设计。", []),
        ("坚持每月巡护胡杨林，完成设计。\n坚持每月巡护胡杨林。", ["坚持每月巡护胡杨林"]),
        # Short turns may come again.
        ("认真负责，认真负责。", []),
        ("", []),
    ],
)
def test_vague_words_and_repetitions_are_found(text: str, found: list[str]) -> None:
    hits = phrases(text)
    assert [hit.found for hit in hits] == found
    assert all(text[hit.start : hit.end] == hit.found for hit in hits)


def test_a_repetition_says_where_it_was_said_first() -> None:
    text = "开头一段。\n\n坚持每月巡护胡杨林。\n坚持每月巡护胡杨林。"
    (hit,) = phrases(text)
    assert (hit.paragraph, hit.what) == (3, "与第 2 段重复")
    assert not hit.sure


# -- earlier versions ----------------------------------------------------------------------------


def _past(*saved: tuple[float, str]) -> list[tuple[datetime, str]]:
    return [(BEGAN + timedelta(minutes=at), text) for at, text in saved]


LONG = "坚持每月巡护胡杨林，完成退耕还林的设计。"


@pytest.mark.parametrize(
    ("past", "now", "kept"),
    [
        (_past((0, "甲"), (0.1, "甲乙"), (0.2, "甲乙丙")), "甲乙丙", []),
        (_past((0, "甲"), (11, "甲乙")), "甲乙", ["甲"]),
        (_past((0, LONG * 2), (1, LONG)), LONG, [LONG * 2]),
        (_past((0, LONG + "甲" * 30), (1, LONG + "乙" * 30)), LONG + "乙" * 30, [LONG + "甲" * 30]),
        (_past((0, "甲"), (20, "乙"), (40, "甲"), (60, "丙")), "丙", ["甲", "乙"]),
        # What stands there now and what was empty is no version.
        (_past((0, "甲"), (20, ""), (40, "甲")), "甲", []),
        ([], "", []),
    ],
)
def test_pauses_and_losses_leave_versions(
    past: list[tuple[datetime, str]], now: str, kept: list[str]
) -> None:
    assert [one.text for one in versions(past, now)] == kept


def test_a_version_says_when_in_beijing_time_and_how_long() -> None:
    at = datetime(2024, 7, 1, 1, 5, tzinfo=UTC)
    (one,) = versions([(at, "胡杨"), (at + timedelta(hours=1), "胡杨林")], "胡杨林")
    assert (one.when, one.words) == ("2024年7月1日 09:05", 2)


def test_what_is_gone_is_marked_clause_by_clause() -> None:
    text = "甲说一句，乙说一句。丙说一句。"
    assert [text[a:b] for a, b in gone(text, "甲说一句，丙说一句。")] == ["乙说一句。"]
    assert list(gone(text, text)) == []


def test_the_history_knows_every_text_there_was(tmp_path: Path) -> None:
    clock = Clock()
    session = open_session(tmp_path, clock=clock)
    began, written = clock.now, [LONG * 8]
    session.set("summary.text", written[0])
    for change in (
        lambda text: text + "尾巴",
        lambda text: text[:60] + "中间" + text[60:],
        lambda text: text[20:],
        lambda _text: "短",
        lambda _text: "",
        lambda _text: LONG * 9,
    ):
        clock.pass_by(700)
        session.set("person.phone", "13999001122")
        written.append(change(written[-1]))
        session.set("summary.text", written[-1])
    clock.pass_by(700)
    session.undo()
    written.append("")
    past = session.library.texts(session.case.case_id, "summary.text")
    assert [text for _, text in past] == written
    assert past[0][0] == began
    assert past[3][0] == began + timedelta(seconds=2100)
    assert session.library.texts(session.case.case_id, "person.name") == ()


def test_the_text_a_case_came_with_is_where_its_history_begins(tmp_path: Path) -> None:
    session = open_session(tmp_path, {"summary.text": LONG})
    copied = session.case.model_copy(update={"case_id": "other"})
    session.library.create(copied, label="导入材料")
    assert [text for _, text in session.library.texts("other", "summary.text")] == [LONG]
