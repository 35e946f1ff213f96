"""时间: the dates of the notices in use in their order, whom they concern, what is unsaid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest

from desktop.app.deadlines.dates import Event, calendar, left, next_line, over, when
from tests.app.dated import at, kept, notice, returned


def dates(pack: str, now: str = "2024-07-01T10:00", **values: Any) -> dict[str, Event]:
    return {event.key: event for event in calendar([kept(pack, now, **values)]).events}


def test_the_dates_of_two_notices_stand_in_order() -> None:
    now = "2023-10-06T12:00"
    found = calendar([kept("GT23", now, "a"), kept("BM24", now, "b"), kept("GT23", now, "c")])
    assert [event.at for event in found.events] == sorted(event.at for event in found.events)
    online = [event for event in found.events if event.key == "online-end"]
    assert [[person.case_id for person in event.people] for event in online] == [["a", "c"], ["b"]]


def test_two_versions_of_a_notice_are_told_apart() -> None:
    one = kept("BM24", "2024-07-01T10:00", "a")
    newer = replace(one, case_id="b", notice=one.notice.model_copy(update={"version": 9}))
    both, alone = calendar([one, newer]), calendar([one])
    assert len(both.events) == 2 * len(alone.events)
    assert both.called(newer.notice) == f"{one.notice.short_title}（第 9 版）"
    assert alone.called(one.notice) == one.notice.short_title


def test_no_case_no_date() -> None:
    assert calendar([]).events == ()
    assert calendar([]).unsaid == ()


@pytest.mark.parametrize(
    "pack,key,title,said",
    [
        ("BM24", "online-start", "网上申报开始", "7月10日（周三）"),
        ("BM24", "online-end", "网上申报截止", "7月30日（周二）"),
        ("BM24", "fee-end", "缴费截止", "8月20日（周二）"),
        ("GT23", "online-end", "网上申报截止", "2023年10月10日（周二）20:00"),
        ("LC22", "online-end", "网上申报截止", "2022年10月20日（周四）前"),
        ("LC22", "paper_cutoff-end", "论文发表：日期不能晚于这一天", "2022年9月30日（周五）"),
    ],
)
def test_each_window_has_its_dates(pack: str, key: str, title: str, said: str) -> None:
    event = dates(pack)[key]
    assert event.title == title
    assert when(event, at("2024-07-01T10:00")) == said
    assert event.clause
    assert event.quote in notice(pack).text


def test_the_latest_publicity_start_is_a_date_of_its_own() -> None:
    event = dates("BM24")["publicity"]
    assert when(event, at("2024-07-01T10:00")) == "7月22日（周一）"
    assert len(event.people) == 1
    assert not dates("BM24", pub__start="2024-07-15")["publicity"].people


def test_a_publicity_that_runs_has_its_last_day() -> None:
    found = dates("BM24", pub__start="2024-07-15", pub__end="2024-07-22")
    assert when(found["publicity-2024-07-22"], at("2024-07-16T10:00")) == "7月22日（周一）"
    done = dates("BM24", pub__end="2024-07-22", track__first_submit_at="2024-07-25T10:00")
    assert not [key for key in done if key.startswith("publicity-")]


@pytest.mark.parametrize(
    "pack,key,now,says,mood",
    [
        ("BM24", "online-end", "2024-07-20T10:00", "还有 10 天", "plain"),
        ("BM24", "online-end", "2024-07-27T10:00", "还有 3 天", "care"),
        ("BM24", "online-end", "2024-07-30T23:00", "就在今天", "care"),
        ("BM24", "online-end", "2024-07-31T00:00", "已经过了", "care"),
        ("BM24", "online-start", "2024-07-11T00:00", "过去了", "plain"),
        ("GT23", "online-end", "2023-10-10T17:30", "就在今天，还剩 2 小时 30 分", "care"),
        ("GT23", "online-end", "2023-10-09T23:59", "还有 1 天", "care"),
    ],
)
def test_days_left_are_beijings(pack: str, key: str, now: str, says: str, mood: str) -> None:
    assert left(dates(pack, now)[key], at(now)) == (says, mood)


def test_before_a_day_that_may_not_count_the_day_before_is_advised() -> None:
    event = dates("LC22")["online-end"]
    assert event.note == "通知写的是“前”，当天算不算通知未写：请在前一天办完。"


def test_a_return_that_is_out_stands_among_the_dates_with_its_person() -> None:
    now = "2023-10-06T12:39"
    found = dates("GT23", now, track__returns=returned("2023-10-06T10:00"))
    event = found["return-c1-r1"]
    assert [person.name for person in event.people] == ["某c1"]
    assert left(event, at(now)) == ("还剩 45 小时 21 分", "care")
    back = dates("GT23", now, track__returns=returned("2023-10-06T10:00", "2023-10-06T11:00"))
    assert not [key for key in back if key.startswith("return-")]


def test_what_is_past_and_still_concerns_somebody_is_not_over() -> None:
    now = "2024-08-01T10:00"
    assert not over(dates("BM24", now)["online-end"], at(now))
    done = dates("BM24", now, track__first_submit_at="2024-07-25T10:00")["online-end"]
    assert over(done, at(now))
    assert over(dates("BM24", now)["online-start"], at(now))


@pytest.mark.parametrize(
    "pack,says",
    [
        ("GJ21", "网上申报的时间通知未写，请问受理部门。"),
        ("GJ21", "什么时候缴费，通知未写。"),
        ("BM24", "最多可以提交几次，通知未写。"),
        ("BM24", "退回以后几小时内改好，通知未写。"),
        ("ZZ23", "评审费的金额通知未写。"),
    ],
)
def test_what_the_notice_leaves_unsaid_is_told(pack: str, says: str) -> None:
    assert says in [one.text for one in calendar([kept(pack, "2024-07-01T10:00")]).unsaid]


def test_what_the_notice_says_is_not_called_unsaid() -> None:
    told = [one.text for one in calendar([kept("GT23", "2024-07-01T10:00")]).unsaid]
    assert not [text for text in told if "提交几次" in text or "缴费，" in text or "小时内" in text]


@dataclass(frozen=True)
class Row:
    deadline: datetime | None
    deadline_word: str = "网上申报"


END = at("2024-07-30T23:59:59.999999")


@pytest.mark.parametrize(
    "rows,now,says",
    [
        ([], "2024-07-20T10:00", ""),
        ([Row(None)], "2024-07-20T10:00", ""),
        (
            [Row(END), Row(END), Row(None)],
            "2024-07-20T10:00",
            "最近的期限：网上申报，7月30日（周二），还有 10 天，2 人。",
        ),
        (
            [Row(END), Row(at("2024-07-21T18:00"), "退回修改")],
            "2024-07-20T10:00",
            "最近的期限：退回修改，7月21日（周日）18:00，还剩 32 小时，1 人。",
        ),
        (
            [Row(END), Row(at("2024-07-19T18:00"), "退回修改")],
            "2024-07-20T10:00",
            "最近的期限：网上申报，7月30日（周二），还有 10 天，1 人。1 人的期限已经过了。",
        ),
        ([Row(END)], "2024-08-01T10:00", "1 人的期限已经过了。"),
    ],
)
def test_the_line_above_the_table_says_what_is_next(rows: list[Row], now: str, says: str) -> None:
    assert next_line(rows, at(now)) == says
