"""Tables as text: .csv and what spreadsheets put into .txt, in any encoding used for Chinese."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from desktop.rosters.book import Book, Cell
from desktop.rosters.building import Building, Room
from desktop.rosters.markup import Broken

MOST = 64 * 1024 * 1024
"""Bytes of text that are looked at; ten thousand people take a tenth of it."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", "\t", ";", "，", "|")
_LOOKED_AT = 30  # lines
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"')
_CUT_NUMBER = re.compile(r"\d{4}\.1")


def read(data: bytes) -> Book:
    """The one sheet in ``data``; :class:`Broken` where it is no text."""
    text, encoding = decoded(data[:MOST])
    building = Building("", Room())
    if len(data) > MOST:
        building.left.add("size")
    limit = csv.field_size_limit(1 << 20)
    try:
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
        for number, values in _numbered(rows):
            cells = {n: _cell(value) for n, value in enumerate(values) if value.strip()}
            if not building.add(number, cells):
                break
    except csv.Error as error:
        if not building.rows:
            raise Broken from error
        building.left.add("size")
    finally:
        csv.field_size_limit(limit)
    return Book("csv", (building.sheet(),), encoding=encoding)


def _numbered(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    # As a spreadsheet counts: a value with a line break in it is still one row.
    return enumerate(rows, 1)


def _cell(value: str) -> Cell:
    kept = _FORMULA_TEXT.fullmatch(value.strip())
    if kept:  # what programs write so that Excel leaves an ID number alone
        return Cell(kept[1].replace('""', '"'))
    if value.startswith("'") and value[1:2].isdigit():
        return Cell(value[1:])
    # Excel writes 2025.10 so; whether it was one or ten nobody can tell any more.
    return Cell(value, "number" if _CUT_NUMBER.fullmatch(value.strip()) else "text")


def decoded(data: bytes) -> tuple[str, str]:
    """The text and its encoding; what is no character any more is marked by U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    head = data[:4096]
    if b"\0" in head:
        little, big = head[1::2].count(0), head[::2].count(0)
        if max(little, big) < len(head) // 8:
            raise Broken
        encoding = "utf-16-le" if little > big else "utf-16-be"
        return data.decode(encoding, "replace"), encoding
    for encoding in ("utf-8", "gb18030"):
        try:
            # The last character may be cut where only the beginning is looked at.
            decoder = codecs.getincrementaldecoder(encoding)("strict")
            return decoder.decode(data), encoding
        except UnicodeDecodeError:
            continue
    text = data.decode("gb18030", "replace")
    if text.count("\ufffd") * 20 > len(text):
        raise Broken
    return text, "gb18030"


def delimiter_of(text: str) -> str:
    """What stands between the values: what most lines have, and each of them as often."""
    lines = [line for line in text[: 1 << 16].splitlines() if line.strip()][:_LOOKED_AT]
    best, score = ",", 0.0
    for mark in _DELIMITERS:
        counts = [len(next(csv.reader([line], delimiter=mark), [])) - 1 for line in lines]
        with_any = [count for count in counts if count > 0]
        if not with_any:
            continue
        usual = max(set(with_any), key=with_any.count)
        found = with_any.count(usual) * min(usual, 10)
        if found > score:
            best, score = mark, found
    return best
