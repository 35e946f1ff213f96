"""A roster as offices keep them: made-up people and every fault there is, made by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.identity import check_character

HEADER = (
    "序号", "姓名", "身份证号码", "性别", "族别", "出生年月", "科室", "申报级别", "拟申报职称",
    "现职称", "取得时间", "联系电话",
)  # fmt: skip
DATA = Path(__file__).parent / "data"
"""Where :func:`mixed` lies as LibreOffice wrote it in other formats."""

TITLE = "2024年度职称申报人员名单"
_FAMILY = "赵钱孙李周吴郑王冯陈"
_GIVEN = ("丽华", "建国", "志强", "海燕", "古丽", "小明", "秀英", "玉兰")


def id_no(day: str, order: int) -> str:
    """An ID number of the made-up area 659901; odd orders are men's."""
    first = f"659901{day}{order:03}"
    return first + check_character(first)


def good(number: int) -> list[Any]:
    """The ``number``-th person, nothing wrong."""
    day = f"{1970 + number % 25}{number % 12 + 1:02}{number % 28 + 1:02}"
    man = number % 2
    name = _FAMILY[number % 10] + _GIVEN[number // 10 % 8]
    return [
        number, name, id_no(day, (100 + number) % 1000), "男" if man else "女", "汉",
        f"{day[:4]}-{day[4:6]}", "造林科", "中级", "工程师", "助理工程师", "2018-11",
        f"1990000{number:04}",
    ]  # fmt: skip


def changed(number: int, **how: Any) -> list[Any]:
    """A good person with cells changed, by the names below."""
    row = good(number)
    places = "no name id_no gender ethnicity birth department level target title obtained phone"
    for key, value in how.items():
        row[places.split().index(key)] = value
    return row


def sheet(rows: Sequence[Sequence[Any]], header: Sequence[str] = HEADER) -> Workbook:
    """A book with a title, the header in row 3 and ``rows`` below it."""
    book = Workbook()
    page = active(book)
    page.title = "申报人员"
    page["A1"] = TITLE
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    page["A2"] = "填报单位：巴州胡杨林业工程有限公司"
    for place, title in enumerate(header, 1):
        page.cell(3, place, title)
    for number, row in enumerate(rows, 4):
        for place, value in enumerate(row, 1):
            page.cell(number, place, value)
    return book


def active(book: Workbook) -> Worksheet:
    """The sheet in front."""
    page = book.active
    assert isinstance(page, Worksheet)
    return page


def saved(book: Workbook) -> bytes:
    """The file's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


BAD: dict[str, list[Any]] = {
    "id_lost": changed(41, id_no=int(id_no("19900307", 141)[:15] + "000")),
    "id_scientific": changed(42, id_no="6.59901E+17"),
    "id_checksum": changed(43, id_no=id_no("19900307", 143)[:17] + "#"),
    "date_english": changed(44, obtained="Jul-25"),
    "date_no_year": changed(45, obtained="七月"),
    "date_two_digits": changed(46, obtained="18.11"),
    "date_none": changed(47, obtained="2018-13"),
    "date_tenth": changed(48, obtained=2018.1),
    "error": changed(49, phone="#N/A"),
    "formula_empty": changed(50, phone="=A1&B1"),
    "gender_differs": changed(51, gender="女"),
    "birth_differs": changed(52, birth="1999-09"),
    "level_not_offered": changed(53, level="高级", target="高级工程师"),
    "name_missing": changed(54, name=None),
    "id_15": changed(55, id_no="659901900307143"),
}
"""By the reason: a row that is kept back for it."""

_WRONG = id_no("19900307", 143)
BAD["id_checksum"][2] = _WRONG[:17] + ("1" if _WRONG[17] != "1" else "2")

CARE: dict[str, list[Any]] = {
    "date_serial": changed(61, obtained=43405),
    "blanks": changed(62, name="李 丽 华"),
    "unseen": changed(63, name="王\u200b建国"),
    "id_cleaned": changed(64, id_no="　" + "".join(chr(ord(c) + 0xFEE0) for c in good(64)[2])),
    "phone_form": changed(65, phone="12345"),
}
"""By the reason: a row that is taken, with something to look at."""

FINE = (
    changed(71, obtained=date(2018, 11, 20)),
    changed(72, obtained="2018/11/20"),
    changed(73, obtained="2018.11"),
    changed(74, obtained="2018年11月"),
    changed(75, obtained=20181120),
    changed(76, obtained="二〇一八年十一月"),
)
"""Days in forms that leave no doubt."""


def messy() -> Workbook:
    """Everything at once: good ones, bad ones, hidden rows and columns, merged cells, a total."""
    rows = [*(good(n) for n in range(1, 31)), *BAD.values(), *CARE.values(), *FINE]
    twice = good(1)
    contradictory = changed(2, phone="19999999999")
    rows += [twice, contradictory, ["合计", None, None, None, None, None, None, None, len(rows)]]
    book = sheet(rows)
    page = active(book)
    page.merge_cells("G4:G6")
    page.row_dimensions[8].hidden = True
    page.row_dimensions[9].hidden = True
    page.column_dimensions["L"].hidden = True
    other = book.create_sheet("去年")
    other["A1"] = "姓名"
    other.sheet_state = "hidden"
    return book


def mixed() -> Workbook:
    """A few people with all that a file format can hide: what ``data/`` has as .xls and .ods."""
    book = sheet([*(good(n) for n in range(1, 6)), BAD["id_lost"]])
    page = active(book)
    page.merge_cells("G4:G6")
    page.row_dimensions[7].hidden = True
    page.column_dimensions["L"].hidden = True
    page["K4"] = date(2018, 11, 20)
    page["I5"] = '="工程"&"师"'
    page["J6"] = "=1/0"
    other = book.create_sheet("去年")
    other["A1"] = "姓名"
    other.sheet_state = "hidden"
    return book
