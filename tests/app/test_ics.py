"""The dates as an iCalendar file, read by a reader that forgives nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from desktop.app.deadlines.dates import Event, Person, calendar
from desktop.app.deadlines.ics import ics
from desktop.app.deadlines.ledger import Account
from tests.app.dated import at, kept, returned
from tests.app.ical import Broken, Component, read

NOW = "2023-10-06T12:00"


def accounts(**first: Any) -> list[Account]:
    return [
        kept("GT23", NOW, "a", **first),
        kept("GT23", NOW, "b"),
        kept("BM24", NOW, "c"),
        kept("LC22", NOW, "d"),
    ]


def file(now: str = NOW, *, named: bool = False, **first: Any) -> Component:
    return read(ics(calendar(accounts(**first)).events, at(now), named=named))


def by_summary(found: Component, start: str) -> Component:
    (event,) = [part for part in found.parts if part.values["SUMMARY"].startswith(start)]
    return event


def test_every_date_is_in_it_and_it_is_sound() -> None:
    events = calendar(accounts()).events
    found = file()
    assert len(found.parts) == len(events) > 10
    assert found.values["VERSION"] == "2.0"


def test_a_day_is_a_whole_day_and_a_moment_is_in_utc() -> None:
    found = file()
    day = by_summary(found, "审核材料截止")
    assert (day.values["DTSTART"], day.values["DTEND"]) == ("20240810", "20240811")
    assert day.whole_days == {"DTSTART", "DTEND"}
    moment = by_summary(found, "交评审表截止")
    assert moment.values["DTSTART"] == "20231102T120000Z"  # 20:00 in Beijing
    assert "DTEND" not in moment.values


def test_read_in_twice_it_doubles_nothing() -> None:
    first, later = file(), file("2023-10-08T09:00")
    uids = [part.values["UID"] for part in first.parts]
    assert [part.values["UID"] for part in later.parts] == uids


def test_a_date_put_off_by_a_later_version_keeps_its_uid() -> None:
    events = calendar(accounts()).events
    later = [
        replace(event, notice=event.notice.model_copy(update={"version": 9})) for event in events
    ]
    before, after = (read(ics(these, at(NOW))).parts for these in (events, later))
    assert [e.values["UID"] for e in before] == [e.values["UID"] for e in after]
    assert all(int(e.values["SEQUENCE"]) == 9 for e in after)


def test_two_versions_in_use_keep_apart() -> None:
    (online,) = [e for e in calendar(accounts()).events if e.key == "online-end" and e.whole
                 and e.notice.id == "BM24"]  # fmt: skip
    newer = replace(online, notice=online.notice.model_copy(update={"version": 9}))
    found = read(ics([online, newer], at(NOW)))  # the reader refuses a UID twice
    alone = read(ics([newer], at(NOW)))
    assert alone.parts[0].values["UID"] in [part.values["UID"] for part in found.parts]


@pytest.mark.parametrize("named", [False, True])
def test_nobody_is_named_unless_that_is_chosen(named: bool) -> None:
    events = calendar(accounts(track__returns=returned("2023-10-06T10:00"))).events
    data = ics(events, at(NOW), named=named)
    text = "".join(
        f"{part.values['SUMMARY']}{part.values['DESCRIPTION']}" for part in read(data).parts
    )
    assert ("某a" in text) is named
    assert ("某b" in text) is named
    assert "还涉及 2 人" in text


def test_what_is_due_has_alarms_and_what_begins_has_none() -> None:
    found = file(track__returns=returned("2023-10-06T10:00"))
    triggers = {
        name: [alarm.values["TRIGGER"] for alarm in by_summary(found, name).parts]
        for name in ("审核材料截止", "审核材料开始", "交评审表截止", "退回的材料")
    }
    assert triggers == {
        "审核材料截止": ["-P2DT15H", "-PT15H", "PT9H"],
        "审核材料开始": [],
        "交评审表截止": ["-P3D", "-P1D", "-PT3H"],
        "退回的材料": ["-PT24H", "-PT6H", "-PT1H"],
    }


def test_clause_and_quote_go_with_it() -> None:
    said = by_summary(file(), "审核材料截止").values["DESCRIPTION"]
    assert "依据：三（二）“审核材料时间：7月20日至8月10日”" in said
    assert "还涉及 1 人。" in said


def test_where_the_day_may_not_count_it_says_so() -> None:
    assert [e for e in file().parts if e.values["SUMMARY"].startswith("网上申报截止（请提前一天）")]


@pytest.mark.parametrize(
    "name",
    ["甲,乙;丙\\丁", "第一行\n第二行", "长" * 200, "𠮷" * 60, "a" * 74 + "长", "响\x07铃"],
)
def test_any_text_comes_through(name: str) -> None:
    (online,) = [e for e in calendar([kept("BM24", NOW)]).events if e.key == "online-end"]
    event: Event = replace(online, people=(Person("x", name),))
    found = read(ics([event], at(NOW), named=True))
    shown = name.replace("\x07", "")
    assert shown in found.parts[0].values["DESCRIPTION"]
    assert found.parts[0].values["SUMMARY"].startswith(f"{shown}：")


def test_half_a_character_costs_no_file() -> None:
    (online,) = [e for e in calendar([kept("BM24", NOW)]).events if e.key == "online-end"]
    event: Event = replace(online, people=(Person("x", "艾\ud840"),))
    found = read(ics([event], at(NOW), named=True))
    assert found.parts[0].values["SUMMARY"].startswith("艾?：")


def test_of_many_names_the_rest_is_counted() -> None:
    (online,) = [e for e in calendar([kept("BM24", NOW)]).events if e.key == "online-end"]
    many = tuple(Person(str(n), f"甲{n}") for n in range(80))
    said = read(ics([replace(online, people=many)], at(NOW), named=True)).parts[0]
    assert "甲29等 80 人" in said.values["DESCRIPTION"]
    assert "甲30" not in said.values["DESCRIPTION"]


@pytest.mark.parametrize(
    "harm",
    [
        (b"\r\n", b"\n"),
        (b"END:VEVENT", b"END:VALARM"),
        (b"UID:", b"UXD:"),
        (b"DTSTART;VALUE=DATE:2", b"DTSTART:2"),
        (b"SUMMARY:", b"SUMMARY:,"),
        (b"TRIGGER:-P2DT15H", b"TRIGGER:-P2DT"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 75),
    ],
)
def test_the_reader_does_refuse(harm: tuple[bytes, bytes]) -> None:
    data = ics(calendar([kept("BM24", NOW)]).events, at(NOW))
    read(data)
    assert harm[0] in data
    with pytest.raises(Broken):
        read(data.replace(*harm))
