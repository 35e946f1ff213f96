"""A .xls: its values by calamine, what is hidden, computed or an error from its records."""

from __future__ import annotations

import datetime as dt
import io
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import python_calamine
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from desktop.rosters.book import MOST_COLUMNS, MOST_SHEETS, Book, Cell, range_name
from desktop.rosters.building import Building, Room
from desktop.rosters.markup import Broken, Locked
from desktop.rosters.ole import Container

_BOUND_SHEET, _BEGIN, _END, _LOCKED = 0x85, 0x809, 0x0A, 0x2F
_ROW, _COLUMNS, _FORMULA, _ERROR = 0x208, 0x7D, 0x06, 0x205
_CELLS = frozenset((0x06, 0xBD, 0xD6, 0xFD, 0x203, 0x204, 0x205, 0x27E))
_NO_RECORD = 0x7F  # twice: a kind of record that there is not
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta


@dataclass(slots=True)
class _Beside:
    """What a sheet's records tell beside its values; rows and columns from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def read(data: bytes, container: Container) -> Book:
    """The book in ``data``; raises what ``markup`` raises."""
    name = "Workbook" if "Workbook" in container.names else "Book"
    beside = _records(container.stream(name))
    room, sheets = Room(), []
    near, far = _without_far_cells(data, container, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(near)) as workbook:
            for number, about in enumerate(workbook.sheets_metadata[:MOST_SHEETS]):
                if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                building = Building(about.name, room, about.visible != SheetVisibleEnum.Visible)
                sheet = workbook.get_sheet_by_index(number)
                told = beside[number] if number < len(beside) else _Beside()
                building.hidden_columns |= told.hidden_columns
                for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
                    building.merges.append(range_name(top, left, bottom, right))
                # It begins with the sheet's first row, but with the first column that has anything.
                _take(building, sheet.iter_rows(), sheet.start[1] if sheet.start else 0, told)
                if far:
                    building.left.add("columns")
                sheets.append(building)
    except PasswordError as error:
        raise Locked from error
    except CalamineError as error:
        raise Broken from error
    macros = any(name.startswith("_VBA_PROJECT") for name in container.names)
    return Book("xls", tuple(sheet.sheet() for sheet in sheets), macros)


def _take(building: Building, rows: Iterable[list[Value]], first: int, told: _Beside) -> None:
    for number, values in enumerate(rows):
        cells = {
            column: _cell(value, (number, column), told)
            for column, value in enumerate(values, first)
            if value != "" or (number, column) in told.errors
        }
        if not building.add(number + 1, cells, hidden=number in told.hidden_rows):
            return


def _cell(value: Value, place: tuple[int, int], told: _Beside) -> Cell:
    formula = place in told.formulas
    if place in told.errors:
        return Cell(told.errors[place], "error", formula)
    if isinstance(value, bool):
        return Cell(str(value).upper(), "bool", formula)
    if isinstance(value, int | float):
        whole = isinstance(value, int) or (value.is_integer() and abs(value) < 1e15)
        return Cell(str(int(value)) if whole else repr(value), "number", formula)
    if isinstance(value, dt.date):
        return Cell(f"{value:%Y-%m-%d}", "date", formula)
    return Cell(str(value), "text", formula)


# ---------------------------------------------------------------------- records


def _records(stream: bytes) -> list[_Beside]:
    """What is beside the values, sheet by sheet in the order of the workbook."""
    starts: list[int] = []
    for kind, body in _walk(stream, 0):
        if kind == _LOCKED:
            raise Locked
        if kind == _BOUND_SHEET and len(body) >= 4:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _END:
            break
    return [_of_sheet(stream, start) for start in starts[:MOST_SHEETS]]


def _of_sheet(stream: bytes, start: int) -> _Beside:
    told = _Beside()
    depth = 0
    for kind, body in _walk(stream, start):
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            break
        if depth > 1:  # a chart within the sheet
            continue
        if kind == _ROW and len(body) >= 16:
            number, looks = struct.unpack_from("<H10xH", body)
            if looks & 0x20:
                told.hidden_rows.add(number)
        elif kind == _COLUMNS and len(body) >= 10:
            first, last, width, _, looks = struct.unpack_from("<5H", body)
            if looks & 1 or not width:
                told.hidden_columns.update(range(first, min(last, 255) + 1))
        elif kind == _FORMULA and len(body) >= 14:
            row, column, _, result = struct.unpack_from("<3H8s", body)
            told.formulas.add((row, column))
            if result[6:] == b"\xff\xff" and result[0] == 2:
                told.errors[row, column] = _ERRORS.get(result[2], "#N/A")
        elif kind == _ERROR and len(body) >= 8 and body[7]:
            row, column = struct.unpack_from("<2H", body)
            told.errors[row, column] = _ERRORS.get(body[6], "#N/A")
    return told


def _without_far_cells(data: bytes, container: Container, name: str) -> tuple[bytes, bool]:
    """``data`` in which no cell lies beyond the columns of a roster, and whether one did.

    calamine makes a table from the first cell to the last: one value in the last corner of a sheet
    takes more memory than the child has.
    """
    size, places = container.places(name)
    bare = bytearray(data)
    at, far = 0, False
    for kind, body in _walk(container.stream(name), 0):
        wide = kind in _CELLS and len(body) >= 4
        if wide and struct.unpack_from("<H", body, 2)[0] >= MOST_COLUMNS:
            far = True
            for byte in (at, at + 1):
                place = places[byte // size] + byte % size
                bare[place] = _NO_RECORD
        at += 4 + len(body)
    return bytes(bare) if far else data, far


def _walk(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Kind and body of each record from ``at`` on."""
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
