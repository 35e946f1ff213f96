"""What cells mean, and why they are doubted."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.rosters.book import Cell
from desktop.rosters.cells import Kind, read
from tests.rosters.messy import id_no

MAN = "65990119880312093X"

FINE: list[tuple[Kind, Cell, str]] = [
    ("month", Cell("2025-07-01"), "2025-07"),
    ("month", Cell("2025/7/1"), "2025-07"),
    ("month", Cell("2025.7"), "2025-07"),
    ("month", Cell("2025.1"), "2025-01"),
    ("month", Cell("2025.7", "number"), "2025-07"),
    ("month", Cell("2025.11", "number"), "2025-11"),
    ("day", Cell("2025年7月"), "2025-07"),
    ("day", Cell("２０２５年７月１日"), "2025-07-01"),
    ("day", Cell("20250701"), "2025-07-01"),
    ("day", Cell("20250701", "number"), "2025-07-01"),
    ("day", Cell("202507", "number"), "2025-07"),
    ("day", Cell("2025-07-01", "date"), "2025-07-01"),
    ("day", Cell("2025-07-01 00:00:00"), "2025-07-01"),
    ("day", Cell("二〇二五年十二月二十一日"), "2025-12-21"),
    ("day", Cell("13/7/2025"), "2025-07-13"),
    ("name", Cell("阿卜杜热合曼•买买提"), "阿卜杜热合曼·买买提"),
    ("name", Cell(" 王伟\n"), "王伟"),
    ("id_no", Cell(MAN), MAN),
    ("id_no", Cell(MAN.lower()), MAN),
    ("phone", Cell("13900000001", "number"), "13900000001"),
    ("phone", Cell("0996-2000000"), "0996-2000000"),
    ("count", Cell("12.0", "number"), "12"),
    ("count", Cell("12年"), "12"),
    ("text", Cell("3.0", "number"), "3"),
    ("text", Cell("　"), ""),
]


@pytest.mark.parametrize(("kind", "cell", "value"), FINE)
def test_what_is_clear_is_taken_without_a_word(kind: Kind, cell: Cell, value: str) -> None:
    found = read(kind, cell)
    assert (found.value, found.doubts) == (value, ())


LOST = id_no("19900307", 141)[:15] + "000"

BAD: list[tuple[Kind, Cell, str]] = [
    ("id_no", Cell("6.59901199003071E+17", "number"), "id_lost"),
    ("id_no", Cell("659901199003071000", "number"), "id_lost"),
    ("id_no", Cell(LOST), "id_lost"),
    ("id_no", Cell("6.59901E+17"), "id_scientific"),
    ("id_no", Cell("6.59901e17", "number"), "id_scientific"),
    ("id_no", Cell("659901900307143"), "id_15"),
    ("id_no", Cell("659901900307143", "number"), "id_15"),
    ("id_no", Cell("65990119880312"), "id_length"),
    ("id_no", Cell(MAN[:-1] + "1"), "id_checksum"),
    ("id_no", Cell("65990119881312093X"), "id_birth"),
    ("id_no", Cell("65990119880312O93X"), "id_characters"),
    ("id_no", Cell("1e999999", "number"), "id_characters"),
    ("id_no", Cell("INF", "number"), "id_characters"),
    ("month", Cell("七月"), "date_no_year"),
    ("month", Cell("7月1日"), "date_no_year"),
    ("month", Cell("--07-25", "date"), "date_year_added"),
    ("month", Cell("Jul-25"), "date_english"),
    ("month", Cell("25-Jul"), "date_english"),
    ("month", Cell("25.7"), "date_two_digits"),
    ("month", Cell("98年7月"), "date_two_digits"),
    ("month", Cell("7/1/2025"), "date_turned"),
    ("month", Cell("2025.1", "number"), "date_tenth"),
    ("month", Cell("2025"), "date_only_year"),
    ("month", Cell("2025-02-30"), "date_none"),
    ("month", Cell("2025-13"), "date_none"),
    ("month", Cell("3025-01"), "date_far"),
    ("month", Cell("去年"), "date_unknown"),
    ("name", Cell("王伟2"), "name_digits"),
    ("name", Cell("王\ufffd"), "garbled"),
    ("text", Cell("#N/A", "error"), "error"),
    ("text", Cell("#N/A"), "error"),
    ("text", Cell("", "unknown", formula=True), "formula_empty"),
    ("text", Cell("", "unknown"), "lost"),
    ("text", Cell("########"), "hashes"),
    ("text", Cell("造林科？"), "asked"),
    ("text", Cell("长" * 2001), "long"),
    ("phone", Cell("1.39E+10"), "phone_scientific"),
    ("count", Cell("很久"), "count"),
    ("count", Cell("\u1369"), "count"),  # a digit of no decimal number
]


@pytest.mark.parametrize(("kind", "cell", "reason"), BAD)
def test_what_cannot_be_taken_says_why(kind: Kind, cell: Cell, reason: str) -> None:
    found = read(kind, cell)
    assert found.bad
    assert found.value == ""
    assert [doubt.reason for doubt in found.doubts] == [reason]


FULL_WIDTH = "".join(chr(ord(char) + 0xFEE0) for char in MAN)

CARE: list[tuple[Kind, Cell, str, str]] = [
    ("day", Cell("45839", "number"), "2025-07-01", "date_serial"),
    ("day", Cell("45839"), "2025-07-01", "date_serial"),
    ("day", Cell("July 1, 2025"), "2025-07-01", "date_was_english"),
    ("name", Cell("李 丽华"), "李丽华", "blanks"),
    ("name", Cell("李\u200b丽华"), "李丽华", "unseen"),
    ("name", Cell("李\u00a0丽华"), "李丽华", "blanks"),
    ("id_no", Cell(FULL_WIDTH), MAN, "id_cleaned"),
    ("id_no", Cell("659901 19880312 093X"), MAN, "id_cleaned"),
    ("id_no", Cell(id_no("19900307", 141), "number"), id_no("19900307", 141), "id_number_whole"),
    ("text", Cell("造林科", merged="A3:A5"), "造林科", "merged"),
    ("text", Cell("造林科", formula=True), "造林科", "formula"),
    ("phone", Cell("12345"), "12345", "phone_form"),
]


@pytest.mark.parametrize(("kind", "cell", "value", "reason"), CARE)
def test_what_is_taken_with_a_doubt_says_so(
    kind: Kind, cell: Cell, value: str, reason: str
) -> None:
    found = read(kind, cell)
    assert (found.value, found.bad) == (value, False)
    assert [doubt.reason for doubt in found.doubts] == [reason]


def test_a_number_that_ends_in_000_by_right_is_to_be_looked_at() -> None:
    right = next(
        number
        for day in range(1, 29)
        for order in range(100, 1000, 100)
        if (number := id_no(f"199003{day:02}", order)).endswith("000")
    )
    found = read("id_no", Cell(right))
    assert (found.value, [d.reason for d in found.doubts]) == (right, ["id_ends_000"])


@pytest.mark.parametrize("said", ["", " ", None])
def test_an_empty_cell_is_no_doubt(said: Any) -> None:
    assert read("id_no", None if said is None else Cell(said)).doubts == ()
