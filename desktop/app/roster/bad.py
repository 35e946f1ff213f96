"""The sheet of people that were kept back: like the roster itself, with the reasons at the end.

It can be put right and taken in as it is: its columns are called what they were called.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal, InvalidOperation

from desktop.app.roster.fields import FIELDS
from desktop.app.roster.sheet import Line, Roster
from desktop.rosters import cells
from desktop.rosters.book import Cell
from desktop.rosters.writing import Column, Page, xlsx

ROW, REASON = "原表第几行", "要改的地方"
"""What the columns are called that the roster itself does not have."""

FILE = "先没有导入的人.xlsx"

_WIDEST = 14
_PRINTED = 20  # digits of a number that are written out


def sheet(roster: Roster, lines: Iterable[Line], moment: datetime) -> bytes:
    """The .xlsx with ``lines`` of ``roster``, made at ``moment``."""
    kept = [
        replace(column, holds=roster.holds.get(column.place, ""))
        for column in roster.table.columns
        if _wanted(column.title, roster.holds.get(column.place, ""))
    ]
    rows: list[tuple[str, ...]] = []
    marked: set[tuple[int, int]] = set()
    for number, line in enumerate(lines):
        wrong = {d.place for d in line.doubts if d.bad}
        values = [_as_text(line, c.place, c.place in wrong and c.holds) for c in kept]
        rows.append((str(line.row.number), *values, reasons(roster, line)))
        marked |= {(number, at + 1) for at, c in enumerate(kept) if c.place in wrong}
    columns = [Column(ROW, 4, centred=True)]
    for at, column in enumerate(kept):
        title = column.title or FIELDS[column.holds].title
        widest = max((len(row[at + 1]) for row in rows), default=0)
        columns.append(Column(title, min(max(4, len(title), widest * 0.7), _WIDEST)))
    columns.append(Column(REASON, 30))
    page = Page(
        "先没有导入的",
        f"先没有导入的人（{len(rows)} 人）",
        columns,
        rows,
        above=("改好标黄的格子后，直接用“导入名单”选这个文件就行；最后一列不用删。",),
        marked=frozenset(marked),
    )
    return xlsx(page, moment)


def reasons(roster: Roster, line: Line) -> str:
    """Why ``line`` was kept back, each reason with the column it is about."""
    titles = {column.place: column.title for column in roster.table.columns}
    said = []
    for doubted in line.doubts:
        if not doubted.bad:
            continue
        about = titles.get(doubted.place, "") if doubted.place is not None else ""
        about = about or (FIELDS[doubted.key].title if doubted.key else "")
        said.append(f"{about}：{doubted.sentence}" if about else doubted.sentence)
    return "\n".join(said)


def _wanted(title: str, holds: str) -> bool:
    return title not in (ROW, REASON) and bool(title or holds in FIELDS)


def _as_text(line: Line, place: int, wrong: str | bool) -> str:
    """What stands at ``place``; where that, as text, would pass for right, with a “？” behind it.

    A sheet of text does not tell a formula without a result from an empty cell, nor 2018.1 from
    2018.10: what was kept back must not come in with the next reading only for that.
    """
    cell = line.row.cells.get(place)
    said = _plain(cell) if cell is not None else ""
    if cell is None or not wrong or not isinstance(wrong, str):
        return said
    again = cells.read(FIELDS[wrong].kind, Cell(said))
    return said if again.bad or not cells.read(FIELDS[wrong].kind, cell).bad else f"{said}？"


def _plain(cell: Cell) -> str:
    if cell.kind == "date":
        return cell.text.lstrip("-")
    if cell.kind != "number":
        return cell.text
    try:
        number = Decimal(cell.text)
    except InvalidOperation:
        return cell.text
    whole = number == number.to_integral_value() and number.adjusted() < _PRINTED
    return str(int(number)) if whole else cell.text
