"""The report of our own bugs: versions and places, never a value, never a folder of the user's."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.app.troubles.report import Trouble, noted, report, trouble
from desktop.domain.case import Case
from desktop.domain.change import get

AT = datetime(2024, 7, 1, 1, 5, tzinfo=UTC)
ID_NO = "65990119910417022X"


def caught() -> Trouble:
    case = Case(case_id="a", pack_id="BM24", pack_version=1)
    try:
        get(case, f"person.{ID_NO}")
    except KeyError as bug:
        return trouble(type(bug), bug.__traceback__, AT)
    raise AssertionError


def test_places_are_told_innermost_first_and_no_value_is() -> None:
    one = caught()
    assert one.kind == "UnknownPath"
    assert [place.split(":")[0] for place in one.places] == [
        "domain/change.py",
        "domain/change.py",
        "test_trouble_report.py",
    ]
    assert one.line.startswith("UnknownPath at domain/change.py:")
    told = report([one])
    assert ID_NO not in told
    assert str(Path(__file__).parent) not in told


def test_the_same_bug_counts_up_and_another_comes_behind() -> None:
    first, other = caught(), Trouble("ValueError", ("a.py:1 f",), AT)
    again = Trouble(first.kind, first.places, AT + timedelta(minutes=1))
    known = noted(noted(noted((), first), other), again)
    assert [(one.kind, one.times) for one in known] == [("UnknownPath", 2), ("ValueError", 1)]
    assert known[0].at == AT


def test_the_report_reads_like_a_note() -> None:
    lines = report([Trouble("ValueError", ("a.py:1 f", "b.py:2 g"), AT)], notice="BM24 第 1 版")
    assert "通知：BM24 第 1 版" in lines
    assert f"Python：{sys.version_info.major}.{sys.version_info.minor}" in lines
    assert "第 1 处：ValueError，2024-07-01 09:05:00（北京时间），共 1 次\n    a.py:1 f\n" in lines
    assert "通知" not in report([])
