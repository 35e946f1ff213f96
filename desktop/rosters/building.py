"""A sheet as it is read row by row, within the limits of ``book``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.rosters.book import (
    LONGEST,
    MOST_CELLS,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_EMPTY,
    MOST_ROWS,
    Cell,
    Left,
    Row,
    Sheet,
    corners,
)


@dataclass(slots=True)
class Room:
    """How many cells, and characters in them, all the sheets of a book may still have."""

    cells: int = MOST_CELLS
    characters: int = MOST_CHARACTERS


@dataclass(slots=True)
class Building:
    """Takes rows in their order and makes a :class:`Sheet` of them."""

    name: str
    room: Room
    hidden: bool = False
    rows: list[Row] = field(default_factory=list)
    left: set[Left] = field(default_factory=set)
    merges: list[str] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)

    def add(self, number: int, cells: dict[int, Cell], *, hidden: bool = False) -> bool:
        """Keep a row where something stands in it; False once nothing more is to be read."""
        kept: dict[int, Cell] = {}
        for column, cell in cells.items():
            if not cell.text.strip() and cell.kind in ("text", "date"):
                continue
            if column >= MOST_COLUMNS:
                self.left.add("columns")
                continue
            kept[column] = cell if len(cell.text) <= LONGEST else _shortened(cell)
        if number - (self.rows[-1].number if self.rows else 0) > MOST_EMPTY:
            self.left.add("gap")
            return False
        if not kept:
            return True
        self.room.cells -= len(kept)
        self.room.characters -= sum(len(cell.text) for cell in kept.values())
        if len(self.rows) >= MOST_ROWS or self.room.cells < 0 or self.room.characters < 0:
            self.left.add("rows")
            return False
        self.rows.append(Row(number, kept, hidden))
        return True

    def sheet(self) -> Sheet:
        """What was read, merged values spread over the rows and columns they cover."""
        return Sheet(
            self.name,
            _spread(self.rows, self.merges),
            self.hidden,
            frozenset(n for n in self.hidden_columns if n < MOST_COLUMNS),
            tuple(self.merges),
            tuple(sorted(self.left)),
        )


def _shortened(cell: Cell) -> Cell:
    return replace(cell, text=cell.text[: LONGEST + 1])


def _spread(rows: list[Row], merges: list[str]) -> tuple[Row, ...]:
    """Rows with each merged value in every row it covers, said to be so.

    Only rows that have something of their own: a merged column goes on below what it belongs to.
    """
    by_number = {row.number - 1: row for row in rows}
    numbers = sorted(by_number)
    seen = 0
    for name in merges[:MOST_ROWS]:
        found = corners(name)
        if found is None:
            continue
        top, left, bottom, right = found
        origin = by_number.get(top)
        value = origin.cells.get(left) if origin else None
        if value is None:
            continue
        covered = replace(value, merged=name)
        for number in numbers if bottom - top > len(numbers) else range(top, bottom + 1):
            row = by_number.get(number)
            seen += 1
            if row is None or not top <= number <= bottom or seen > MOST_CELLS:
                continue
            seen += right - left
            for column in range(left, min(right + 1, MOST_COLUMNS)):
                if (number, column) != (top, left):
                    row.cells.setdefault(column, covered)
    return tuple(replace(row, cells=dict(sorted(row.cells.items()))) for row in rows)
