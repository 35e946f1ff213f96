"""Where the header is, and what columns are called."""

from __future__ import annotations

import pytest
from openpyxl import Workbook

from desktop.rosters import kinds
from desktop.rosters.columns import FIELDS, IGNORED, Table, plain, recognised, table
from tests.rosters.messy import HEADER, active, good, saved, sheet

NAMED = {
    "姓 名": "name",
    "身份证号码（18位）": "id_no",
    "＊身份证号": "id_no",
    "公民身份号码": "id_no",
    "族别": "ethnicity",
    "出生\n年月": "birth",
    "部门/科室": "department",
    "联系电话（手机）": "phone",
    "现任专业技术职务": "title",
    "现职称 取得时间": "title_obtained",
    "参加工作时间": "work_start",
    "拟申报职称": "target",
    "申报级别": "level",
    "毕业院校": "school",
    "最高学历": "education",
    "序号": IGNORED,
    "爱好": "",
}


@pytest.mark.parametrize("title", NAMED)
def test_usual_names_are_known(title: str) -> None:
    assert recognised(title) == NAMED[title]


def test_what_somebody_decided_comes_first() -> None:
    assert recognised("爱 好", {plain("爱好"): "department"}) == "department"
    assert recognised("姓名", {"姓名": IGNORED}) == IGNORED


def test_every_field_has_a_usual_name_of_its_own() -> None:
    assert {recognised(title) for title in NAMED} <= {*FIELDS, IGNORED, ""}


def _table(rows: list[list[str | None]], merges: tuple[str, ...] = ()) -> Table:
    book = Workbook()
    page = active(book)
    for row in rows:
        page.append(row)
    for merge in merges:
        page.merge_cells(merge)
    return table(kinds.read(saved(book), "a.xlsx").sheets[0])


def test_titles_above_the_header_are_passed_over() -> None:
    found = table(kinds.read(saved(sheet([good(1)])), "a.xlsx").sheets[0])
    assert (found.header, found.high) == (3, 1)
    assert [column.title for column in found.columns] == list(HEADER)
    assert [row.number for row in found.rows] == [4]


def test_a_header_of_two_lines_is_read_as_one() -> None:
    rows: list[list[str | None]] = [
        ["名单"],
        ["序号", "姓名", "身份证号", "现职称", None, "申报", None],
        [None, None, None, "名称", "取得时间", "级别", "专业"],
        ["1", *good(1)[1:3], "助理工程师", "2018-11", "中级", "林业和草原"],
    ]
    merges = ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2")
    found = _table(rows, merges)
    assert (found.header, found.high) == (2, 2)
    held = [column.holds for column in found.columns]
    assert held == [IGNORED, "name", "id_no", "title", "title_obtained", "level", "specialty"]
    assert [row.number for row in found.rows] == [4]


def test_two_lines_without_merged_cells_are_seen_too() -> None:
    rows: list[list[str | None]] = [
        ["姓名", "身份证号", "现职称", None],
        [None, None, "名称", "取得时间"],
        [*good(1)[1:3], "助理工程师", "2018-11"],
    ]
    found = _table(rows)
    assert (found.header, found.high) == (1, 2)
    assert [c.holds for c in found.columns] == ["name", "id_no", "title", "title_obtained"]


def test_a_specialty_beside_the_school_is_what_was_studied_there() -> None:
    found = _table([["姓名", "学历", "毕业院校", "专业"], ["王伟", "本科", "新疆农业大学", "林学"]])
    assert found.columns[3].holds == "major"
    found = _table([["姓名", "申报级别", "专业"], ["王伟", "中级", "林业和草原"]])
    assert found.columns[2].holds == "specialty"


def test_a_header_that_stands_again_on_every_page_is_no_person() -> None:
    found = _table([["姓名", "性别", "部门"], ["王伟", "男", "站"], ["姓名", "性别", "部门"]])
    assert [row.number for row in found.rows] == [2]
    assert found.repeated == (3,)


def test_two_columns_never_hold_the_same() -> None:
    found = _table([["姓名", "联系电话", "手机"], ["王伟", "1", "2"]])
    assert [column.holds for column in found.columns] == ["name", "phone", ""]


def test_without_a_header_every_column_waits_for_an_answer() -> None:
    found = _table([["王伟", "男"], ["李娜", "女"]])
    assert (found.header, [column.holds for column in found.columns]) == (0, ["", ""])
    assert len(found.rows) == 2


def test_one_known_name_is_enough_where_nothing_else_can_be_meant() -> None:
    found = _table([["尊姓大名", "身份证号"], ["王伟", str(good(1)[2])]])
    assert (found.header, [column.holds for column in found.columns]) == (1, ["", "id_no"])
