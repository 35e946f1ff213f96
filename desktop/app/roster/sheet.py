"""导入名单, as far as the sheet goes: what columns hold, what rows say, what is doubtful of it.

What it means for the library is :mod:`desktop.app.roster.importing`'s matter.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop.app.library import Desk
from desktop.app.roster.fields import FIELDS, Field, level_of, split_title
from desktop.app.roster.words import LEFT, said
from desktop.domain import identity, moments
from desktop.domain.notice import Notice
from desktop.rosters import cells, columns, reading
from desktop.rosters.book import Book, Cell, Row, Sheet, column_name
from desktop.rosters.columns import IGNORED, Column, Table
from desktop.rosters.doubts import Doubt, Reading
from desktop.rosters.reading import CalledOff

__all__ = [
    "FIELDS",
    "IGNORED",
    "Book",
    "CalledOff",
    "Column",
    "Doubted",
    "Field",
    "Holds",
    "Line",
    "Roster",
    "Sheet",
    "Table",
    "column_name",
    "judged",
    "opened",
    "remember",
    "remembered",
    "sheet_notes",
    "table_of",
    "usual_sheet",
]

KEY = "roster"
"""Under which key of the library's memory corrections are kept."""

_MOST_KEPT = 500
_FEW = 2
"""A row with no more cells than that and without a name is no person: a total, a note below."""

Holds = Mapping[int, str]
"""What each column (by its place) is taken to hold; ``""`` or :data:`IGNORED` for nothing."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """One doubt about a cell, or (``place`` None) about a row: ``key`` is the field concerned."""

    doubt: Doubt
    key: str = ""
    place: int | None = None

    @property
    def bad(self) -> bool:
        """Whether the row is kept back for it."""
        return self.doubt.bad

    @property
    def sentence(self) -> str:
        """What is said of it."""
        return said(self.doubt)


@dataclass(frozen=True, slots=True)
class Line:
    """One person of the roster: the row, what its cells mean by field, what is doubtful."""

    row: Row = field(repr=False)
    values: Mapping[str, str] = field(repr=False)
    doubts: tuple[Doubted, ...] = ()
    joined: tuple[int, ...] = ()

    @property
    def bad(self) -> bool:
        """Whether it is kept back."""
        return any(doubted.bad for doubted in self.doubts)

    @property
    def name(self) -> str:
        """The person's name as read; ``""`` where none could be."""
        return self.values.get("name", "")

    def also(self, *doubts: Doubted) -> Line:
        """The same with more doubts."""
        return replace(self, doubts=(*self.doubts, *doubts))


@dataclass(frozen=True, slots=True)
class Roster:
    """A sheet read as a list of people for ``notice``.

    ``hidden`` are rows left out because they are hidden, ``apart`` rows that are no person.
    """

    table: Table
    holds: Holds
    notice: Notice
    lines: tuple[Line, ...]
    hidden: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()


# ---------------------------------------------------------------------- the file and its columns


def opened(path: Path, called_off: threading.Event | None = None) -> Book:
    """The sheets of the file at ``path``; slow, from any thread."""
    return reading.read_file(path, called_off=called_off)


def usual_sheet(book: Book, own: Mapping[str, str]) -> int:
    """The sheet that is meant, as far as one can tell: in sight, with names in it."""

    def score(number: int) -> tuple[bool, bool, bool, int]:
        sheet = book.sheets[number]
        found = columns.table(sheet, own)
        named = any(column.holds == "name" for column in found.columns)
        return not sheet.hidden and named, named, bool(sheet.rows), -number

    return max(range(len(book.sheets)), key=score)


def table_of(sheet: Sheet, own: Mapping[str, str], header: int | None = None) -> Table:
    """``sheet`` with its header, found or said to be in row ``header`` (0: none)."""
    return columns.table(sheet, own, header)


def sheet_notes(book: Book, sheet: Sheet) -> tuple[str, ...]:
    """What has to be said of the file before anything is taken from it."""
    notes = []
    if book.macros:
        notes.append("文件里有宏（小程序）。本程序只读表格里的字，不运行宏。")
    others = [one.name for one in book.sheets if one.hidden and one is not sheet]
    if others:
        notes.append(f"文件里还有隐藏的工作表：{'、'.join(others)}。没有从那里读。")
    if sheet.hidden:
        notes.append("选的是一张隐藏的工作表。")
    last = sheet.rows[-1].number if sheet.rows else 0
    notes += dict.fromkeys(LEFT[left].format(row=last) for left in sheet.left)
    return tuple(notes)


def remembered(desk: Desk) -> dict[str, str]:
    """What somebody decided earlier that columns of a name hold."""
    kept = desk.library.memory.get(KEY)
    own = kept.get("columns") if isinstance(kept, dict) else None
    known = {*FIELDS, IGNORED, ""}
    return {k: v for k, v in own.items() if v in known} if isinstance(own, dict) else {}


def remember(desk: Desk, table: Table, holds: Holds) -> None:
    """Keep for the next roster what was decided otherwise than the program would have."""
    own = remembered(desk)
    before = dict(own)
    by_itself = {c.place: c.holds for c in columns.table(table.sheet, None, table.header).columns}
    for column in table.columns:
        title = columns.plain(column.title)
        chosen = holds.get(column.place, "")
        if title and chosen != column.holds:
            own.pop(title, None)
            if chosen != by_itself.get(column.place, ""):
                own[title] = chosen or IGNORED
    if own != before:
        newest = dict(list(own.items())[-_MOST_KEPT:])
        desk.library.memory.put(KEY, {"columns": newest})


# ---------------------------------------------------------------------- the rows


def judged(table: Table, holds: Holds, notice: Notice, *, take_hidden: bool = False) -> Roster:
    """Every row of ``table`` as a person for ``notice``, with all that is doubtful about it."""
    used = {place: key for place, key in holds.items() if key and key != IGNORED}
    lines: list[Line] = []
    hidden: list[int] = []
    apart: list[int] = []
    for row in table.rows:
        if not any(place in row.cells for place in used):
            continue
        if row.hidden and not take_hidden:
            hidden.append(row.number)
            continue
        if _no_person(row, used):
            apart.append(row.number)
        else:
            lines.append(_line(row, used, notice))
    return Roster(table, used, notice, _among_themselves(lines), tuple(hidden), tuple(apart))


def _no_person(row: Row, used: Holds) -> bool:
    """Whether the row is a total or a note: nobody's name and number, and hardly anything else."""
    own = {p: c for p, c in row.cells.items() if not c.merged}
    named = [p for p, key in used.items() if key in ("name", "id_no") and p in own]
    if named:
        words = "".join(own[p].text for p in named).replace(" ", "")
        return words.startswith(("合计", "总计", "小计", "填表人", "制表", "注：", "注:", "说明"))
    return len(own) <= _FEW or bool(own.keys().isdisjoint(used))


def _line(row: Row, used: Holds, notice: Notice) -> Line:
    values: dict[str, str] = {}
    doubts: list[Doubted] = []
    for place, key in used.items():
        found = _read(key, row.cells.get(place), notice)
        if key == "title_with_time" and found.value:
            title, time = split_title(found.value)
            values.update(_both(title, time, notice, doubts, place))
        elif found.value:
            values[key] = found.value
        doubts += [Doubted(doubt, key, place) for doubt in found.doubts]
    if not values.get("name") and not any(d.key == "name" and d.bad for d in doubts):
        doubts.append(Doubted(Doubt("name_missing", bad=True), "name", _place(used, "name")))
    wrong_id = any(d.key == "id_no" and d.bad for d in doubts)
    if not values.get("id_no") and not wrong_id and "id_no" in used.values():
        doubts.append(Doubted(Doubt("id_missing"), "id_no", _place(used, "id_no")))
    doubts += _contradictions(values, used)
    return Line(row, values, tuple(doubts))


def _read(key: str, cell: Cell | None, notice: Notice) -> Reading:
    field = FIELDS[key]
    found = cells.read(field.kind, cell)
    if field.choose is None or not found.value:
        return found
    return field.choose(found.value, notice).also(*found.doubts)


def _both(
    title: str, time: str, notice: Notice, doubts: list[Doubted], place: int
) -> Mapping[str, str]:
    found = {"title": _read("title", Cell(title), notice), "title_obtained": Reading()}
    if time:
        found["title_obtained"] = _read("title_obtained", Cell(time), notice)
    doubts += [Doubted(doubt, key, place) for key, r in found.items() for doubt in r.doubts]
    return {key: reading.value for key, reading in found.items() if reading.value}


def _place(used: Holds, key: str) -> int | None:
    return next((place for place, held in used.items() if held == key), None)


def _contradictions(values: Mapping[str, str], used: Holds) -> Iterable[Doubted]:
    """Birth and gender against the ID number, the level against the title applied for."""
    level, target = values.get("level", "").partition(" ")[0], values.get("target", "")
    if level and target and level_of(target)[0] not in ("", level):
        facts = {"target": target, "wanted": level_of(target)[0], "value": level}
        yield Doubted(Doubt("level_differs", bad=True, facts=facts), "level", _place(used, "level"))
    id_no = values.get("id_no", "")
    born = identity.birth_of(id_no) if id_no else None
    if born is None:
        return
    gender, birth = identity.gender_of(id_no), values.get("birth", "")
    if values.get("gender", gender) != gender:
        doubt = Doubt("gender_differs", bad=True, facts={"wanted": gender})
        yield Doubted(doubt, "gender", _place(used, "gender"))
    if birth and moments.month(birth) != moments.month(born.isoformat()):
        wanted = {"wanted": f"{born:%Y-%m}"}
        yield Doubted(
            Doubt("birth_differs", bad=True, facts=wanted), "birth", _place(used, "birth")
        )


# ---------------------------------------------------------------------- one row beside another


def _among_themselves(lines: list[Line]) -> tuple[Line, ...]:
    """Rows of one ID number joined where they agree, kept back where they do not."""
    by_id: dict[str, list[int]] = {}
    by_name: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        id_no = line.values.get("id_no", "")
        if id_no:
            by_id.setdefault(id_no, []).append(at)
        elif line.name:
            by_name.setdefault(line.name, []).append(at)
    gone: set[int] = set()
    for places in by_id.values():
        if len(places) > 1:
            gone |= _twice(lines, places)
    everyone: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        everyone.setdefault(line.name, []).append(at)
    for name, places in by_name.items():
        others = everyone[name][:_FEW]
        for at in places:
            other = next((o for o in others if o != at), None)
            if other is not None:
                facts = {"row": str(lines[other].row.number)}
                lines[at] = lines[at].also(
                    Doubted(Doubt("name_twice", bad=True, facts=facts), "name")
                )
    return tuple(line for at, line in enumerate(lines) if at not in gone)


def _twice(lines: list[Line], places: list[int]) -> set[int]:
    """Rows of one person: joined into the first, or each told how it differs; those that go."""
    first = places[0]
    differing = {
        key
        for at in places[1:]
        for key in lines[first].values.keys() & lines[at].values.keys()
        if lines[first].values[key] != lines[at].values[key]
    }
    if differing or any(lines[at].bad for at in places):
        if differing:
            what = "、".join(field.title for key, field in FIELDS.items() if key in differing)
            for at in places:
                other = next(o for o in places if o != at)
                facts = {"row": str(lines[other].row.number), "what": what}
                doubt = Doubt("twice_differs", bad=True, facts=facts)
                lines[at] = lines[at].also(Doubted(doubt, "id_no"))
        return set()
    values: dict[str, str] = {}
    for at in places:
        values |= lines[at].values
    numbers = tuple(lines[at].row.number for at in places[1:])
    doubts = tuple(
        Doubted(Doubt("twice_same", facts={"row": str(number)}), "id_no") for number in numbers
    )
    whole = Line(lines[first].row, values, (*lines[first].doubts, *doubts), numbers)
    lines[first] = whole
    return set(places[1:])
