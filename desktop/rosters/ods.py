"""A .ods read as it lies, row by row: values with what is hidden, merged, computed, an error."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from desktop.rosters.book import MOST_COLUMNS, MOST_EMPTY, MOST_SHEETS, Book, Cell, range_name
from desktop.rosters.building import Building, Room
from desktop.rosters.markup import Enough, Locked, listen, opened

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"
_MOST_SEEN = 800_000
_NUMBER = re.compile(r"\d+")
_HIDDEN = ("collapse", "filter")


def read(data: bytes) -> Book:
    """The book in ``data``; raises what ``markup`` raises."""
    with opened(data) as archive:
        names = archive.namelist()
        if _MANIFEST in names:
            manifest = _Manifest()
            listen(archive, _MANIFEST, manifest)
            if manifest.encrypted:
                raise Locked
        content = _Content()
        if not listen(archive, _CONTENT, content) and content.sheets:
            content.sheets[-1].left.add("size")
        macros = any(name.startswith("Basic/") and name.endswith(".xml") for name in names)
    return Book("ods", tuple(sheet.sheet() for sheet in content.sheets), macros)


@dataclass(slots=True)
class _Manifest:
    encrypted: bool = False

    def begin(self, name: str, _about: dict[str, str]) -> None:
        self.encrypted = self.encrypted or name == "encryption-data"

    def end(self, name: str) -> None:
        pass

    def text(self, words: str) -> None:
        pass


@dataclass(slots=True)
class _Open:
    """The cell being read."""

    about: dict[str, str]
    covered: bool
    lines: list[str] = field(default_factory=list)


class _Content:
    def __init__(self) -> None:
        self.sheets: list[Building] = []
        self._room = Room()
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._skip = 0  # within an annotation, or rows of a sheet that is full
        self._full = False
        self._row = self._column = self._next = 0
        self._repeat = 1
        self._hidden = False
        self._cells: dict[int, Cell] = {}
        self._cell: _Open | None = None
        self._seen = 0

    # ------------------------------------------------------------------ events

    def begin(self, name: str, about: dict[str, str]) -> None:
        if self._skip or name == "annotation":
            self._skip += 1
            return
        begun = _BEGIN.get(name)
        if begun is not None:
            begun(self, about)

    def end(self, name: str) -> None:
        if self._skip:
            self._skip -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif name == "table-row":
            self._end_row()

    def text(self, words: str) -> None:
        if self._cell is not None and self._cell.lines and not self._skip:
            self._cell.lines[-1] += words

    # ------------------------------------------------------------------ what begins

    def _begin_style(self, about: dict[str, str]) -> None:
        self._style = about.get("name", "") if about.get("family") == "table" else ""

    def _table_look(self, about: dict[str, str]) -> None:
        if self._style and about.get("display") == "false":
            self._hidden_styles.add(self._style)

    def _begin_table(self, about: dict[str, str]) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise Enough
        hidden = about.get("style-name", "") in self._hidden_styles
        self.sheets.append(Building(about.get("name", ""), self._room, hidden))
        self._row = self._column = 0
        self._full = False

    def _begin_column(self, about: dict[str, str]) -> None:
        many = _count(about.get("number-columns-repeated"))
        if about.get("visibility") in _HIDDEN and self.sheets:
            last = min(self._column + many, MOST_COLUMNS)
            self.sheets[-1].hidden_columns.update(range(self._column, last))
        self._column += many

    def _begin_row(self, about: dict[str, str]) -> None:
        if self._full or not self.sheets:
            self._skip = 1
            return
        self._repeat = _count(about.get("number-rows-repeated"))
        self._hidden = about.get("visibility") in _HIDDEN
        self._cells, self._next = {}, 0

    def _begin_cell(self, about: dict[str, str]) -> None:
        self._cell = _Open(about, covered=False)
        self._count_cell()

    def _begin_covered(self, about: dict[str, str]) -> None:
        self._cell = _Open(about, covered=True)
        self._count_cell()

    def _begin_line(self, _about: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.lines.append("")

    def _blanks(self, about: dict[str, str]) -> None:
        self.text(" " * min(_count(about.get("c")), 100))

    def _blank(self, _about: dict[str, str]) -> None:
        self.text(" ")

    def _count_cell(self) -> None:
        self._seen += 1
        if self._seen > _MOST_SEEN:
            self.sheets[-1].left.add("size")
            raise Enough

    # ------------------------------------------------------------------ what ends

    def _end_cell(self, cell: _Open) -> None:
        many = _count(cell.about.get("number-columns-repeated"))
        column, self._next = self._next, self._next + many
        if cell.covered or column >= MOST_COLUMNS:
            return
        found = _read_cell(cell)
        if found is None:
            return
        for place in range(column, min(column + many, MOST_COLUMNS)):
            self._cells[place] = found
        wide = _count(cell.about.get("number-columns-spanned"))
        high = _count(cell.about.get("number-rows-spanned"))
        if wide > 1 or high > 1:
            last_row, last_column = self._row + high - 1, column + wide - 1
            self.sheets[-1].merges.append(range_name(self._row, column, last_row, last_column))

    def _end_row(self) -> None:
        sheet = self.sheets[-1]
        if not any(cell.text or cell.kind == "unknown" for cell in self._cells.values()):
            # LibreOffice ends each sheet with a million empty rows; nobody is told of a gap.
            self._row += self._repeat
            return
        for _ in range(min(self._repeat, MOST_EMPTY)):
            self._row += 1
            if not sheet.add(self._row, dict(self._cells), hidden=self._hidden):
                self._full = True
                return


_BEGIN = {
    "style": _Content._begin_style,  # noqa: SLF001 - its own class's
    "table-properties": _Content._table_look,  # noqa: SLF001
    "table": _Content._begin_table,  # noqa: SLF001
    "table-column": _Content._begin_column,  # noqa: SLF001
    "table-row": _Content._begin_row,  # noqa: SLF001
    "table-cell": _Content._begin_cell,  # noqa: SLF001
    "covered-table-cell": _Content._begin_covered,  # noqa: SLF001
    "p": _Content._begin_line,  # noqa: SLF001
    "s": _Content._blanks,  # noqa: SLF001
    "tab": _Content._blank,  # noqa: SLF001
    "line-break": _Content._blank,  # noqa: SLF001
}


def _read_cell(cell: _Open) -> Cell | None:
    about = cell.about
    formula = "formula" in about
    words = "\n".join(cell.lines)
    kind = about.get("value-type", "")
    if kind == "error" or (formula and words.startswith(("#", "Err:"))):
        return Cell(words or "#?", "error", formula)
    if kind in ("float", "percentage", "currency"):
        return Cell(about.get("value", words), "number", formula)
    if kind == "date":
        return Cell(_as_shown(about.get("date-value", words)[:10], words), "date", formula)
    if kind == "boolean":
        return Cell(about.get("boolean-value", "").upper(), "bool", formula)
    if formula and not kind and not words:
        return Cell("", "unknown", formula=True)
    said = about.get("string-value", words)
    return Cell(said, "text", formula) if said else None


def _as_shown(day: str, words: str) -> str:
    """``day`` as far as the sheet shows it: without a day or a year that ``words`` do not have."""
    numbers = _NUMBER.findall(words)
    year, month_and_day = day[:4], day[4:]
    if numbers and year not in numbers and year[2:] not in numbers:
        return f"-{month_and_day}"
    return day[:7] if len(numbers) in (1, 2) and day.endswith("-01") else day


def _count(said: str | None) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 9 else 1
