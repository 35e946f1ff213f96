"""Which rows a view shows and in what order; the line above them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest

from desktop.app.applicants import pinyin
from desktop.app.applicants.rows import Column, Row, View, shown, summary
from desktop.app.applicants.standing import Status
from desktop.domain.moments import BEIJING

NOW = datetime(2024, 7, 24, 17, 30, tzinfo=BEIJING)


def row(case_id: str, name: str, **more: Any) -> Row:
    usual: dict[str, Any] = {
        "department": "苗圃", "unit": "巴州绿洲笙林业科技有限公司", "notice_id": "BM24",
        "notice": "2024 巴州林草", "apply_type": "评审", "level": "中级", "specialty": "林业和草原",
        "share": 0.5, "fix": 0, "missing": 0, "deadline": None, "deadline_word": "",
        "status": Status.FILLING, "changed_at": NOW, "first_fault": None, "open_remarks": 0,
        "fresh": True, "id_tail": "1238", "received": False,
    }  # fmt: skip
    letters = more.pop("letters", pinyin.readings(name))
    return Row(case_id=case_id, name=name, letters=letters, **{**usual, **more})


ROWS = (
    row("a", "阿依古丽·买买提", department="造林科", fix=3, id_tail="022X", share=0.9),
    row("b", "单雪莲", level="初级", missing=2, status=Status.RETURNED, id_tail="7931"),
    row("c", "曾静", department="规划室", notice_id="GT23", notice="2023 国土", share=1.0),
    row("d", "杨丽华", level="高级", fix=1, missing=1, deadline=NOW + timedelta(days=6)),
    row("e", "杨丽华", department="", status=Status.READY, deadline=NOW - timedelta(days=1)),
    row("f", "尉迟磊", changed_at=NOW + timedelta(hours=1), letters=""),
    row("g", "", unit="库尔勒市国有林场", specialty="", level=""),
)

FOUND: dict[str, str] = {
    "": "abcdefg",
    "阿依古丽": "a",
    "阿依古丽·买买提": "a",
    "阿依古丽买买提": "a",
    "阿依古丽•买买提": "a",
    "古丽": "a",
    "aygl": "a",
    "AYGL": "a",
    "ａｙｇｌ": "a",
    "mmt": "a",
    "ayglmmt": "a",
    "shan": "b",
    "dan": "b",
    "zj": "c",
    "cj": "c",
    "ylh": "de",
    "yanglihua": "de",
    "yuchi": "f",
    "wc": "f",
    "丽": "ade",
    "规划": "c",
    "造林科": "a",
    "绿洲笙": "abcdef",
    "国有林场": "g",
    "022x": "a",
    "7931": "b",
    "931": "b",
    "65990119910417022X": "a",
    "1": "",
    "杨 苗圃": "d",
    "yang 苗圃": "d",
    "苗圃 丽": "d",
    "杨 规划": "",
    "  杨   丽华  ": "de",
    "zzz": "",
    "(": "",
    "·": "abcdefg",
    ".*": "",
}


@pytest.mark.parametrize("text", FOUND)
def test_search(text: str) -> None:
    found = shown(ROWS, View(text=text, sort="name", descending=False))
    assert "".join(sorted(row.case_id for row in found)) == FOUND[text]


FILTERS: dict[str, tuple[View, str]] = {
    "none": (View(), "abcdefg"),
    "a notice": (View(notices=("GT23",)), "c"),
    "two notices": (View(notices=("GT23", "BM24")), "abcdefg"),
    "a level": (View(levels=("初级",)), "b"),
    "no level": (View(levels=("",)), "g"),
    "departments": (View(departments=("规划室", "造林科")), "ac"),
    "no department": (View(departments=("",)), "e"),
    "statuses": (View(statuses=("退回修改", "可提交")), "be"),
    "to fix": (View(only_to_fix=True), "ad"),
    "missing": (View(only_missing=True), "bd"),
    "both": (View(only_to_fix=True, only_missing=True), "d"),
    "all at once": (View(text="ylh", levels=("高级",), departments=("苗圃",)), "d"),
    "nobody": (View(notices=("LC22",)), ""),
}


@pytest.mark.parametrize("what", FILTERS)
def test_filters(what: str) -> None:
    view, expected = FILTERS[what]
    assert "".join(sorted(row.case_id for row in shown(ROWS, view))) == expected


SORTED: dict[Column, tuple[str, str]] = {
    # Nothing to sort by stands last both ways; equal ones stay as they were.
    "name": ("abdefcg", "cfdebag"),
    "department": ("cbdfgae", "abdfgce"),
    "unit": ("abcdefg", "gabcdef"),
    "notice": ("cabdefg", "abdefgc"),
    "apply_type": ("abcdefg", "abcdefg"),
    "level": ("bacefdg", "dacefbg"),
    "specialty": ("abcdefg", "abcdefg"),
    "share": ("bdefgac", "cabdefg"),
    "fix": ("bcefgda", "adbcefg"),
    "missing": ("acefgdb", "bdacefg"),
    "deadline": ("edabcfg", "deabcfg"),
    "status": ("beacdfg", "acdfgeb"),
    "changed_at": ("abcdegf", "fabcdeg"),
}


@pytest.mark.parametrize("column", get_args(Column))
@pytest.mark.parametrize("descending", [False, True])
def test_sorting(column: Column, descending: bool) -> None:
    found = shown(ROWS, View(sort=column, descending=descending))
    assert "".join(row.case_id for row in found) == SORTED[column][descending]


def test_a_view_is_written_and_read() -> None:
    view = View(
        text="杨", notices=("BM24",), levels=("初级", "中级"), departments=("",),
        statuses=(Status.READY,), only_to_fix=True, only_missing=True, sort="fix", descending=False,
    )  # fmt: skip
    assert View.read(view.written()) == view
    assert View.read(View().written()) == View()


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (None, View()),
        ([], View()),
        ("text", View()),
        ({"text": 3, "levels": "初级", "only_to_fix": 1, "descending": None}, View()),
        ({"sort": "id_no"}, View()),
        ({"sort": ["name"]}, View()),
        ({"levels": ["初级", 3, None], "unknown": 1}, View(levels=("初级",))),
    ],
)
def test_what_cannot_be_read_is_as_at_first(said: Any, expected: View) -> None:
    assert View.read(said) == expected


def of(*statuses: Status, days: float | None = None) -> tuple[Row, ...]:
    deadline = NOW + timedelta(days=days) if days is not None else None
    return tuple(replace(ROWS[0], status=status, deadline=deadline) for status in statuses)


SUMMARY: list[tuple[tuple[Row, ...], str]] = [
    ((), "共 0 人"),
    (of(Status.FILLING), "共 1 人"),
    (of(Status.READY, Status.READY, Status.RETURNED), "共 3 人　可提交 2　退回修改 1"),
    (of(Status.TO_REVIEW, Status.DISPUTED), "共 2 人　有异议 1　待审核 1"),
    (of(Status.POSTED, Status.CLOSED), "共 2 人　公示中 1　打不开 1"),
    (of(Status.FILLING, days=6), "共 1 人　距 7月30日 截止还有 6 天"),
    (of(Status.FILLING, days=0.1), "共 1 人　7月24日（今天）截止"),
    (of(Status.FILLING, days=0.5), "共 1 人　距 7月25日 截止还有 1 天"),
    (of(Status.FILLING, days=-1), "共 1 人"),
    (
        of(Status.FILLING, days=9) + of(Status.READY, days=6),
        "共 2 人　可提交 1　距 7月30日 截止还有 6 天",
    ),
]


@pytest.mark.parametrize(("rows", "line"), SUMMARY)
def test_the_line_above_the_table(rows: tuple[Row, ...], line: str) -> None:
    assert summary(rows, NOW) == line


def test_rows_keep_numbers_out_of_what_is_logged() -> None:
    assert "022X" not in repr(ROWS[0])
