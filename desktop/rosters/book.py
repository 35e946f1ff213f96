"""What a spreadsheet holds, whatever program wrote it: sheets, rows, cells; plain and frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["text", "number", "date", "bool", "error", "unknown"]
"""What the file says a cell is; ``unknown`` where a formula has no result, or the text is lost."""

MOST_ROWS = 10_000
"""So many rows with something in them are read of a sheet …"""

MOST_COLUMNS = 200
"""… and so many columns; no roster comes near either."""

MOST_SHEETS = 40
MOST_CELLS = 400_000
"""Cells with something in them, of all sheets together …"""

MOST_CHARACTERS = 20_000_000
"""… and characters in these."""

MOST_EMPTY = 2_000
"""Where so many rows in a row are empty nothing is looked for below them."""

LONGEST = 2_000
"""Characters of a cell that are kept; one more tells that there were others."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text`` is what it says: a number as stored, a day as ``YYYY-MM-DD``.

    ``merged`` is the range (``A3:A7``) this cell is covered by where the value stands in another
    cell of it; ``formula``: the value is what a program last computed.
    """

    text: str = field(repr=False)  # people's numbers stand in it
    kind: Kind = "text"
    formula: bool = False
    merged: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Row ``number`` as the sheet counts (from 1); ``cells`` by column from 0, the filled ones."""

    number: int
    cells: dict[int, Cell]
    hidden: bool = False

    def text(self, column: int) -> str:
        """What stands in ``column``."""
        cell = self.cells.get(column)
        return cell.text if cell else ""


Left = Literal["rows", "columns", "gap", "size"]
"""What was left unread: rows or columns beyond the limit, what comes after a large gap, or the
rest of a sheet that goes on and on."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its filled rows in order."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[str, ...] = ()
    left: tuple[Left, ...] = ()

    @property
    def width(self) -> int:
        """One more than the last column with something in it."""
        return max((max(row.cells) + 1 for row in self.rows if row.cells), default=0)


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets; ``kind`` is what its content is (``xlsx``, ``xls``, ``ods``, ``csv``).

    ``macros``: programs lie in it, which nothing here runs. ``encoding`` is that of a text file.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    macros: bool = False
    encoding: str = ""


def column_name(column: int) -> str:
    """``0`` → ``A``, ``27`` → ``AB``."""
    name, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(65 + letter) + name
    return name


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, both from 0, of ``AB12``; None where it names no cell."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and digits and len(letters) <= 3):
        return None
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - 64
    return (int(digits) - 1, column - 1) if len(digits) <= 7 and int(digits) else None


def range_name(top: int, left: int, bottom: int, right: int) -> str:
    """``A3:A7`` of four places counted from 0."""
    return f"{column_name(left)}{top + 1}:{column_name(right)}{bottom + 1}"


def corners(name: str) -> tuple[int, int, int, int] | None:
    """Top, left, bottom, right from 0 of ``A3:A7``; None where it names no range."""
    first, _, last = name.partition(":")
    start, end = place_of(first), place_of(last or first)
    if start is None or end is None or end < start or end[1] < start[1]:
        return None
    return (*start, *end)


def as_json(book: Book) -> dict[str, Any]:
    """``book`` for the way from the child; short, since most of it is cells."""
    return {
        "kind": book.kind,
        "macros": book.macros,
        "encoding": book.encoding,
        "sheets": [
            {
                "name": sheet.name,
                "hidden": sheet.hidden,
                "columns": sorted(sheet.hidden_columns),
                "merges": sheet.merges,
                "left": sheet.left,
                "rows": [
                    [
                        row.number,
                        row.hidden,
                        [[n, c.text, c.kind, c.formula, c.merged] for n, c in row.cells.items()],
                    ]
                    for row in sheet.rows
                ],
            }
            for sheet in book.sheets
        ],
    }


def from_json(said: dict[str, Any]) -> Book:
    """The book of :func:`as_json`."""
    return Book(
        said["kind"],
        tuple(
            Sheet(
                sheet["name"],
                tuple(
                    Row(number, {n: Cell(*cell) for n, *cell in cells}, hidden)
                    for number, hidden, cells in sheet["rows"]
                ),
                sheet["hidden"],
                frozenset(sheet["columns"]),
                tuple(sheet["merges"]),
                tuple(sheet["left"]),
            )
            for sheet in said["sheets"]
        ),
        said["macros"],
        said["encoding"],
    )
