"""台账: what each column says of a case, as its notice counts."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest

from desktop.app.deadlines import remaining
from desktop.app.deadlines.ledger import COLUMNS, Column, cells, matches
from tests.app.dated import at, kept, returned, submits

NOW = "2023-10-06T12:00"


def said(column: Column, pack: str, now: str = NOW, **values: Any) -> str:
    return cells(kept(pack, now, **values), at(now))[column].text


@pytest.mark.parametrize(
    "pack,to,used,left",
    [
        ("GT23", ("单位", "县市"), "0 / 3 次", "3 次"),
        ("GT23", ("单位", "评委会", "评委会"), "2 / 3 次", "1 次"),
        ("LC22", ("单位", "县市"), "1 / 3 次", "2 次"),
        ("GJ21", ("单位", "单位", "单位", "单位"), "4 / 3 次", "0 次"),
        ("BM24", ("单位", "评委会"), "2 次", "通知未写"),
        ("BM24", (), "还没有", "通知未写"),
    ],
)
def test_submissions_are_counted_as_each_notice_counts(
    pack: str, to: tuple[str, ...], used: str, left: str
) -> None:
    values: dict[str, Any] = {"track__submits": submits(*to)}
    assert said("submits", pack, **values) == used
    assert said("left", pack, **values) == left


@pytest.mark.parametrize(
    "now,says",
    [
        ("2023-10-06T10:00", "10月8日（周日）10:00，还剩 48 小时"),
        ("2023-10-06T12:39", "10月8日（周日）10:00，还剩 45 小时 21 分"),
        ("2023-10-08T09:59:30", "10月8日（周日）10:00，还剩 不到 1 分钟"),
        ("2023-10-08T10:05", "10月8日（周日）10:00，已经过了 5 分"),
    ],
)
def test_a_returns_clock_runs_to_the_minute(now: str, says: str) -> None:
    values: dict[str, Any] = {"track__returns": returned("2023-10-06T10:00")}
    assert said("term", "GT23", now, **values) == says


def test_a_returns_clock_is_beijings_whatever_the_computers_zone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a running program cannot be changed here")
    values: dict[str, Any] = {"track__returns": returned("2023-10-06T10:00")}
    was = os.environ.get("TZ")
    seen = set()
    for zone in ("UTC", "America/New_York", "Asia/Urumqi", "Asia/Shanghai"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        now = at("2023-10-06T12:39").astimezone()  # as the computer's own clock gives it
        seen.add(cells(kept("GT23", NOW, **values), now)["term"].text)
    monkeypatch.undo()
    assert os.environ.get("TZ") == was
    time.tzset()
    assert seen == {"10月8日（周日）10:00，还剩 45 小时 21 分"}


@pytest.mark.parametrize(
    "pack,values,says",
    [
        ("GT23", {}, ""),
        ("GT23", {"track__returns": returned("2023-10-06T10:00", "2023-10-06T11:00")}, ""),
        ("LC22", {"track__returns": returned("2023-10-06T10:00")}, "几小时内，通知未写"),
        (
            "GT23",
            {"track__returns": returned("2023-10-09T21:00")},
            "10月10日（周二）20:00，还剩 104 小时",
        ),
    ],
)
def test_a_term_is_told_only_where_there_is_one(
    pack: str, values: dict[str, Any], says: str
) -> None:
    assert said("term", pack, **values) == says


@pytest.mark.parametrize(
    "values,says",
    [
        ({}, ""),
        ({"track__returns": returned("2023-10-06T10:00")}, "1 次"),
        ({"track__returns": returned("2023-10-06T10:00", "", "甲", "乙")}, "1 次，2 条没改好"),
    ],
)
def test_returns_with_what_is_left_to_do(values: dict[str, Any], says: str) -> None:
    assert said("returns", "GT23", **values) == says


CHOSEN = {"apply__type": "评审", "apply__level": "中级"}


@pytest.mark.parametrize(
    "pack,values,fee,paid",
    [
        ("BM24", CHOSEN, "380 元，未缴", "8月20日（周二）截止"),
        ("BM24", {"apply__type": "", "apply__level": ""}, "还算不出来", "8月20日（周二）截止"),
        ("BM24", CHOSEN | {"track__fee": 380, "track__paid_at": "2024-08-13T09:30"},
         "已缴 380 元", "8月13日（周二）09:30已缴"),
        ("ZZ23", {}, "金额通知未写", "通知未写"),
        ("LC22", {"track__paid_at": "2022-11-01"}, "已缴", "2022年11月1日（周二）已缴"),
    ],
)  # fmt: skip
def test_fees_and_when_they_are_paid(
    pack: str, values: dict[str, Any], fee: str, paid: str
) -> None:
    assert said("fee", pack, "2024-08-01T10:00", **values) == fee
    assert said("paid", pack, "2024-08-01T10:00", **values) == paid


@pytest.mark.parametrize(
    "pack,values,says",
    [
        ("GT23", {}, "11月2日（周四）20:00截止"),
        ("LC22", {}, "2022年11月10日（周四）前截止"),
        ("BM24", {}, "通知未写"),
        ("GT23", {"track__paper_mailed_at": "2023-10-30"}, "10月30日（周一）已寄出"),
        ("GT23", {"track__paper_mailed_at": "2023-10-30",
                  "track__paper_delivered_at": "2023-11-01T09:00"}, "11月1日（周三）09:00已送到"),
    ],
)  # fmt: skip
def test_paper(pack: str, values: dict[str, Any], says: str) -> None:
    assert said("paper", pack, **values) == says


@pytest.mark.parametrize(
    "pack,values,open_",
    [
        ("GT23", {}, {"online"}),
        ("GT23", {"track__first_submit_at": "2023-10-05T10:00"}, set()),
        ("GT23", {"track__first_submit_at": "2023-10-05T10:00",
                  "track__passed_at": "2023-10-05T18:00"}, {"paper", "fee"}),
        ("GT23", {"track__first_submit_at": "2023-10-05T10:00",
                  "track__passed_at": "2023-10-05T18:00",
                  "track__paid_at": "2023-10-06T10:00",
                  "track__paper_delivered_at": "2023-10-06T10:00"}, set()),
        ("GT23", {"track__result": "通过"}, set()),
    ],
)  # fmt: skip
def test_what_is_still_open_follows_the_notices_rules(
    pack: str, values: dict[str, Any], open_: set[str]
) -> None:
    assert kept(pack, NOW, **values).open == open_


def test_nothing_known_comes_last_in_every_column() -> None:
    told: tuple[dict[str, Any], ...] = (
        {"person__name": ""},
        {"unit__department": "造林科", "track__returns": returned("2023-10-06T10:00")},
    )
    empty, full = (cells(kept("GT23", NOW, **values), at(NOW)) for values in told)
    for column in ("name", "department", "returns", "term"):
        assert empty[column].order > full[column].order, column
    assert list(empty) == list(COLUMNS)


@pytest.mark.parametrize(
    "moment,words",
    [
        ("2023-10-06T12:00", "10月6日（周五）12:00"),
        ("2024-01-01T00:05", "2024年1月1日（周一）00:05"),
    ],
)
def test_another_year_is_named(moment: str, words: str) -> None:
    assert remaining.moment_words(at(moment), at(NOW)) == words


@pytest.mark.parametrize(
    "sought,found",
    [("阿依", True), ("ayg", True), ("mmt", True), ("造林", True), ("国土", True), ("ly", False)],
)
def test_a_line_is_found_by_name_sound_department_and_notice(sought: str, found: bool) -> None:
    values = {"person__name": "阿依古丽·买买提", "unit__department": "造林科"}
    assert matches(kept("GT23", NOW, **values), sought) is found


def test_names_are_sorted_as_they_are_read() -> None:
    names = ["张伟", "阿依古丽·买买提", "李新疆", "别克·努尔兰", ""]
    lines = [cells(kept("GT23", NOW, person__name=name), at(NOW))["name"] for name in names]
    told = [cell.text for cell in sorted(lines, key=lambda cell: cell.order)]
    assert told == ["阿依古丽·买买提", "别克·努尔兰", "李新疆", "张伟", "（没有填姓名）"]
