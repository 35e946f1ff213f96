"""Tables as .xlsx that are read the same everywhere: every cell is text, none is a formula.

A value beginning with ``=``, ``+``, ``-`` or ``@`` is stored as the words it is, marked as text for
whoever edits it later; an ID number keeps its 18 digits.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell as Written
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_TEXT = "@"
_LONGEST = 32_767  # characters Excel takes in a cell
_PROGRAM = "职称申报助手"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its width in full-width characters, whether short values are centred."""

    title: str
    width: float = 8
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A table as it is printed: landscape A4, as wide as the paper, its header on every page.

    ``above`` are lines below the title, ``below`` lines after the last row. ``marked`` are cells
    to look at, by row and column of ``rows`` from 0.
    """

    name: str
    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    above: Sequence[str] = ()
    below: Sequence[str] = ()
    marked: frozenset[tuple[int, int]] = frozenset()


def xlsx(page: Page, moment: datetime) -> bytes:
    """The .xlsx of ``page``, made at ``moment``."""
    book = Workbook()
    book.properties.creator = _PROGRAM
    naive = moment.replace(tzinfo=None)
    book.properties.created = book.properties.modified = naive
    sheet = book.active
    if not isinstance(sheet, Worksheet):
        raise TypeError
    sheet.title = _NOT_IN_NAMES.sub(" ", page.name)[:31] or "名单"
    head = _head(sheet, page)
    for number, row in enumerate(page.rows):
        sheet.row_dimensions[head + 1 + number].height = _height(row, page.columns)
        for place, value in enumerate(row):
            cell = _put(sheet, head + 1 + number, place + 1, value, framed=True)
            centred = page.columns[place].centred
            cell.alignment = Alignment(
                horizontal="center" if centred else "left", vertical="center", wrap_text=True
            )
            if (number, place) in page.marked:
                cell.fill = _MARKED
    for number, words in enumerate(page.below):
        _line(sheet, head + 2 + len(page.rows) + number, words, len(page.columns))
    _paper(sheet, head)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _height(row: Sequence[str], columns: Sequence[Column]) -> float:
    """How high a row has to be, in points: not every program finds that out by itself."""
    lines = (
        sum(max(1, ceil(_wide(line) / columns[place].width)) for line in value.split("\n"))
        for place, value in enumerate(row)
    )
    return max(_LOWEST, _LINE * max(lines, default=1) + 4)


def _wide(words: str) -> float:
    """The width of ``words`` in full-width characters."""
    return sum(1 if unicodedata.east_asian_width(char) in "WFA" else 0.55 for char in words)


_LOWEST, _LINE = 21, 14
_THIN = Side(style="thin", color="FF808080")
_FRAME = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADED = PatternFill("solid", fgColor="FFE9EEF4")
_MARKED = PatternFill("solid", fgColor="FFFFE699")


def _head(sheet: Worksheet, page: Page) -> int:
    """Title, lines and header; the header's row."""
    title = _line(sheet, 1, page.title, len(page.columns))
    title.font = Font(name="宋体", size=16, bold=True)
    title.alignment = Alignment(horizontal="center", vertical="center")
    sheet.row_dimensions[1].height = 30
    for number, words in enumerate(page.above):
        _line(sheet, 2 + number, words, len(page.columns))
    head = 2 + len(page.above)
    titles = [column.title for column in page.columns]
    sheet.row_dimensions[head].height = _height(titles, page.columns) + 4
    for place, column in enumerate(page.columns):
        cell = _put(sheet, head, place + 1, column.title, framed=True)
        cell.font = Font(name="宋体", size=10, bold=True)
        cell.fill = _HEADED
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        # An Excel column is counted in digits, of which a full-width character takes two.
        sheet.column_dimensions[get_column_letter(place + 1)].width = column.width * 2 + 0.6
    return head


def _line(sheet: Worksheet, row: int, words: str, wide: int) -> Written:
    cell = _put(sheet, row, 1, words)
    if wide > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=wide)
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True)
    return cell


def _put(sheet: Worksheet, row: int, column: int, value: str, *, framed: bool = False) -> Written:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Written):
        raise TypeError
    words = _NOT_IN_XML.sub("", value)[:_LONGEST]
    if words:
        cell.value = words
        cell.data_type = "s"  # whatever it begins with
    cell.number_format = _TEXT
    cell.quotePrefix = words[:1] in ("=", "+", "-", "@", "\t")
    cell.font = Font(name="宋体", size=10)
    if framed:
        cell.border = _FRAME
    return cell


def _paper(sheet: Worksheet, head: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.horizontalCentered = True
    for edge in ("left", "right"):
        setattr(sheet.page_margins, edge, 0.4)
    for edge in ("top", "bottom"):
        setattr(sheet.page_margins, edge, 0.75)
    sheet.print_title_rows = f"{head}:{head}"
    if sheet.oddFooter is not None:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.freeze_panes = f"A{head + 1}"
