"""A .xlsx or .xlsm read as it lies: values with what is hidden, merged, computed, or an error.

calamine and openpyxl tell values or formulas, not both with what is hidden, and both take a whole
sheet into memory. Here the rows come one by one and no more than a roster has.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass, field, replace

from desktop.rosters.book import LONGEST, MOST_COLUMNS, MOST_SHEETS, Book, Cell, Kind, place_of
from desktop.rosters.building import Building, Room
from desktop.rosters.formats import BUILT_IN, Shows, shows, written
from desktop.rosters.markup import Broken, Enough, listen, opened

_MOST_SEEN = 800_000
_TRUE = ("1", "true")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MAIN = "officeDocument"


def read(data: bytes) -> Book:
    """The book in ``data``; raises what ``markup`` raises."""
    with opened(data) as archive:
        names = set(archive.namelist())
        workbook_part = _workbook_part(archive)
        workbook = _Workbook()
        listen(archive, workbook_part, workbook)
        folder = posixpath.dirname(workbook_part)
        targets = _targets(archive, folder, posixpath.basename(workbook_part), names)
        styles = _Styles()
        if styles_part := targets.by_kind("styles"):
            listen(archive, styles_part, styles)
        room, read_sheets = Room(), []
        for name, link, hidden in workbook.sheets[:MOST_SHEETS]:
            part = targets.by_id.get(link, ("", ""))
            if part[0] != "worksheet" or part[1] not in names:
                continue
            sheet = Building(name, room, hidden)
            if not listen(archive, part[1], _Sheet(sheet, styles.shown, workbook.from_1904)):
                sheet.left.add("size")
            read_sheets.append(sheet)
        strings = _Strings(_wanted(read_sheets))
        if strings.wanted and (strings_part := targets.by_kind("sharedStrings")):
            listen(archive, strings_part, strings)
        for sheet in read_sheets:
            _fill(sheet, strings.found)
    macros = any(name.rpartition("/")[2] == "vbaProject.bin" for name in names)
    kind = "xlsm" if macros else "xlsx"
    return Book(kind, tuple(sheet.sheet() for sheet in read_sheets), macros)


# ---------------------------------------------------------------------- the parts


@dataclass(slots=True)
class _Targets:
    """What relations name: kind and part by id."""

    by_id: dict[str, tuple[str, str]] = field(default_factory=dict)
    folder: str = ""

    def begin(self, name: str, about: dict[str, str]) -> None:
        if name == "Relationship" and about.get("TargetMode") != "External":
            kind = about.get("Type", "").rpartition("/")[2]
            target = about.get("Target", "")
            inside = target.startswith("/")
            path = target[1:] if inside else posixpath.join(self.folder, target)
            self.by_id[about.get("Id", "")] = kind, posixpath.normpath(path)

    def end(self, name: str) -> None:
        pass

    def text(self, words: str) -> None:
        pass

    def by_kind(self, kind: str) -> str:
        return next((part for said, part in self.by_id.values() if said == kind), "")


def _targets(archive: zipfile.ZipFile, folder: str, name: str, names: set[str]) -> _Targets:
    found = _Targets(folder=folder)
    listen(archive, posixpath.join(folder, "_rels", f"{name}.rels"), found)
    found.by_id = {
        link: (kind, part)
        for link, (kind, part) in found.by_id.items()
        if kind == "worksheet" or part in names
    }
    return found


def _workbook_part(archive: zipfile.ZipFile) -> str:
    root = _Targets()
    listen(archive, "_rels/.rels", root)
    part = root.by_kind(_MAIN)
    if not part:
        raise Broken
    return part


@dataclass(slots=True)
class _Workbook:
    """Names of the sheets, the ids of their parts, whether they are hidden."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    from_1904: bool = False

    def begin(self, name: str, about: dict[str, str]) -> None:
        if name == "sheet":
            hidden = about.get("state", "visible") != "visible"
            self.sheets.append((about.get("name", ""), about.get("id", ""), hidden))
        elif name == "workbookPr":
            self.from_1904 = about.get("date1904", "") in _TRUE

    def end(self, name: str) -> None:
        pass

    def text(self, words: str) -> None:
        pass


@dataclass(slots=True)
class _Styles:
    """What of a moment each cell style shows."""

    shown: list[Shows] = field(default_factory=list)
    _own: dict[int, Shows] = field(default_factory=dict)
    _inside: bool = False

    def begin(self, name: str, about: dict[str, str]) -> None:
        if name == "numFmt":
            number = _number(about.get("numFmtId"))
            self._own[number] = shows(about.get("formatCode", ""))
        elif name == "cellXfs":
            self._inside = True
        elif name == "xf" and self._inside:
            number = _number(about.get("numFmtId"))
            self.shown.append(self._own.get(number, BUILT_IN.get(number, "")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._inside = False

    def text(self, words: str) -> None:
        pass


@dataclass(slots=True)
class _Strings:
    """The shared strings that are wanted, without the reading aids above their characters."""

    wanted: frozenset[int]
    found: dict[int, str] = field(default_factory=dict)
    _at: int = -1
    _words: list[str] | None = None
    _aside: bool = False

    def begin(self, name: str, _about: dict[str, str]) -> None:
        if name == "si":
            self._at += 1
            if len(self.found) == len(self.wanted):
                raise Enough
        elif name == "t" and self._at in self.wanted and not self._aside:
            self._words = []
        elif name == "rPh":
            self._aside = True

    def end(self, name: str) -> None:
        if name == "t" and self._words is not None:
            before = self.found.get(self._at, "")
            self.found[self._at] = before + unescaped("".join(self._words))
            self._words = None
        elif name == "rPh":
            self._aside = False
        elif name == "si" and self._at in self.wanted:
            self.found.setdefault(self._at, "")

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)


class _Sheet:
    """Rows into a :class:`Building`; shared strings stay numbers, marked as ``unknown``."""

    def __init__(self, sheet: Building, shown: list[Shows], from_1904: bool) -> None:
        self._sheet = sheet
        self._shown = shown
        self._from_1904 = from_1904
        self._seen = 0
        self._hide_all = False
        self._number = 0
        self._hidden = False
        self._cells: dict[int, Cell] = {}
        self._column = -1
        self._about: dict[str, str] = {}
        self._value: list[str] | None = None
        self._said = ""
        self._formula = False
        self._valued = False
        self._aside = False
        self._far = False  # beyond the columns a roster has

    def begin(self, name: str, about: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(about)
        elif name in ("v", "t"):
            self._value = [] if not (self._aside or self._far) else None
            if self._far:
                self._sheet.left.add("columns")
        elif name == "f":
            self._formula = True
        elif name == "rPh":
            self._aside = True
        elif name == "row":
            self._begin_row(about)
        elif name == "sheetFormatPr":
            self._hide_all = about.get("zeroHeight", "") in _TRUE
        elif name == "col":
            self._col(about)
        elif name == "mergeCell":
            self._sheet.merges.append(about.get("ref", ""))

    def _begin_row(self, about: dict[str, str]) -> None:
        said = _number(about.get("r"))
        self._number = said if said > self._number else self._number + 1
        flat = about.get("customHeight", "") in _TRUE and about.get("ht") in ("0", "0.0")
        given = about.get("hidden")
        self._hidden = given in _TRUE or flat or (self._hide_all and given is None)
        self._cells, self._column, self._far = {}, -1, False

    def _begin_cell(self, about: dict[str, str]) -> None:
        self._seen += 1
        if self._seen > _MOST_SEEN:
            self._sheet.left.add("size")
            raise Enough
        reference = about.get("r", "")
        place = place_of(reference)
        self._column = place[1] if place else self._column + 1
        self._far = self._column >= MOST_COLUMNS
        self._about, self._said, self._formula, self._value = about, "", False, None
        self._valued = False

    def _col(self, about: dict[str, str]) -> None:
        if about.get("hidden", "") in _TRUE or about.get("width") in ("0", "0.0"):
            first, last = _number(about.get("min")), _number(about.get("max"))
            self._sheet.hidden_columns.update(range(max(first - 1, 0), min(last, 16_384)))

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            if self._value is not None:
                self._said += "".join(self._value)
                self._valued = True
            self._value = None
        elif name == "rPh":
            self._aside = False
        elif name == "c":
            if (self._said or self._formula) and not self._far:
                self._cells[self._column] = self._cell()
        elif name == "row" and not self._sheet.add(self._number, self._cells, hidden=self._hidden):
            raise Enough

    def text(self, words: str) -> None:
        if self._value is not None:
            self._value.append(words)

    def _cell(self) -> Cell:
        kind, said, formula = self._about.get("t", "n"), self._said, self._formula
        if not said:  # a formula; only one of words can have come to nothing
            return Cell("", "text" if kind == "str" and self._valued else "unknown", formula)
        if kind == "s":
            return Cell(said, "unknown", formula)
        if kind == "e":
            return Cell(said, "error", formula)
        if kind == "b":
            return Cell("TRUE" if said in _TRUE else "FALSE", "bool", formula)
        if kind == "d":
            return Cell(said[:10], "date", formula)
        if kind in ("str", "inlineStr"):
            return Cell(unescaped(said), "text", formula)
        return self._of_number(said.strip(), formula)

    def _of_number(self, said: str, formula: bool) -> Cell:
        style = _number(self._about.get("s"))
        shown = self._shown[style] if 0 <= style < len(self._shown) else ""
        try:
            value = float(said)
        except ValueError:
            return Cell(said, "text", formula)
        day = written(value, shown, from_1904=self._from_1904) if shown else ""
        found: Kind = "date" if day else "number"
        return Cell(day or said, found, formula)


# ---------------------------------------------------------------------- shared strings


def _wanted(sheets: list[Building]) -> frozenset[int]:
    cells = (cell for sheet in sheets for row in sheet.rows for cell in row.cells.values())
    return frozenset(_number(c.text, -1) for c in cells if c.kind == "unknown" and c.text)


def _fill(sheet: Building, found: dict[int, str]) -> None:
    """Put the strings in their places; what has none stays unknown, what is blank goes."""
    for row in sheet.rows:
        for column, cell in list(row.cells.items()):
            if cell.kind != "unknown" or not cell.text:
                continue
            words = found.get(_number(cell.text, -1))
            if words is None:
                row.cells[column] = replace(cell, text="")
            elif words.strip():
                row.cells[column] = replace(cell, text=words[: LONGEST + 1], kind="text")
            else:
                del row.cells[column]
    sheet.rows[:] = [row for row in sheet.rows if row.cells]


def unescaped(words: str) -> str:
    """Characters that XML cannot hold, as Excel writes them (``_x000D_``)."""
    if "_x" not in words:
        return words
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words)
    return plain.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _number(said: str | None, otherwise: int = 0) -> int:
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 10 else otherwise
