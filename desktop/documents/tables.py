"""Rows of tables and forms: ruled cells, the head repeated on every page.

A text too long for the least height of its row is set smaller first, then the row grows; nothing
is ever cut off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from desktop.documents.blocks import Align, Cell, Table
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM
from desktop.documents.lines import Line
from desktop.documents.marks import is_name
from desktop.documents.page import Item, Row, Stroke, Text
from desktop.documents.setting import Setter, baseline

PADDING = 3.5
LEADING = 1.4
RULE = 0.5

SHRINK = (1.0, 0.92, 0.84, 0.76)
"""Sizes of type tried for a row of given height, in parts of the frame's."""

EVEN_STEP = 0.25
"""Em by which lines of like length are tried longer until the text fits them."""

FOOT_ROOM = 1.0
"""Blank to the right of a cell's foot, in em."""


def table_rows(setter: Setter, block: Table) -> Iterator[Row]:
    """One row a table row; a row taller than a page is parted between lines of text."""
    edges = _edges(setter, block.widths)
    head = tuple(_row(setter, edges, block.head, 0.0, -1, first=True)) if block.head else ()
    first = not head
    for index, cells in enumerate(block.rows):
        least = block.heights[index] * MM if index < len(block.heights) else 0.0
        rows = list(_row(setter, edges, cells, least, index, first=first))
        if head and index == 0:
            yield Row(head[0].height, head[0].items, hold=True)
        for row in rows:
            yield Row(row.height, row.items, head=head)
        first = False


@dataclass(frozen=True)
class _Set:
    """A cell whose text has been set: its place, its lines, its size of type."""

    cell: Cell
    left: float
    right: float
    size: float
    lines: tuple[Line, ...]
    foot: tuple[Line, ...]

    @property
    def leading(self) -> float:
        return self.size * LEADING

    @cached_property
    def foot_height(self) -> float:
        return len(self.foot) * self.leading

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading + self.foot_height + 2 * PADDING


def _row(
    setter: Setter,
    edges: list[float],
    cells: tuple[Cell, ...],
    least: float,
    number: int,
    *,
    first: bool,
) -> Iterator[Row]:
    cells_set = list(_set_cells(setter, edges, cells, least))
    leading = setter.frame.size * LEADING
    most = int((setter.frame.height - 2 * leading) / leading) - 1
    lines = max(1, *(len(each.lines) for each in cells_set))
    for start in range(0, lines, most):
        end = min(start + most, lines)
        parted = lines > most
        height = max(
            (end - start) * leading + 2 * PADDING
            if parted
            else max(leading + 2 * PADDING, *(each.height for each in cells_set)),
            0.0 if parted else least,
        )
        items: list[Item] = []
        for column, each in enumerate(cells_set):
            part = each.lines[start:end]
            words = list(_text(setter, each, part, height, top=parted))
            if end == lines:
                words.extend(_foot(setter, each, height))
            items.extend(replace(text, cell=(number, column)) for text in words)
        xs = [edges[0], *(each.right for each in cells_set)]
        items.extend(Stroke(x, 0.0, x, height, RULE) for x in xs)
        if first and start == 0:
            items.append(Stroke(edges[0], 0.0, edges[-1], 0.0, RULE))
        items.append(Stroke(edges[0], height, edges[-1], height, RULE))
        yield Row(height, tuple(items))


def _set_cells(
    setter: Setter, edges: list[float], cells: tuple[Cell, ...], least: float
) -> Iterator[_Set]:
    column = 0
    for cell in cells:
        left, right = edges[column], edges[column + cell.span]
        column += cell.span
        yield _fitted(setter, cell, left, right, least)


def _fitted(setter: Setter, cell: Cell, left: float, right: float, least: float) -> _Set:
    """The cell in the largest type that keeps its row at its least height, else the smallest.

    Rather in smaller type, too, than with a number, a word or a name in two.
    """
    sizes = (_sized(setter, cell, left, right, share) for share in SHRINK)
    tried = []
    for found in sizes:
        if not _torn(found.lines) and (found.height <= least or not least):
            return found
        tried.append(found)
    # Where even the smallest tears something, and nothing else is to be had by it: full size.
    return tried[-1] if least else tried[0]


def _sized(setter: Setter, cell: Cell, left: float, right: float, share: float) -> _Set:
    size = setter.frame.size * share
    lines = _lines(setter, cell, (right - left - 2 * PADDING) / size)
    foot = tuple(setter.line(text, Hand.SONG) for text in cell.foot)
    return _Set(cell, left, right, size, lines, foot)


def _lines(setter: Setter, cell: Cell, room: float) -> tuple[Line, ...]:
    """The text in lines; what stands in the middle of its cell in lines of like length."""
    if not cell.text:
        return ()
    keep = (cell.text,) if is_name(cell.text) else ()
    lines = setter.compose(cell.text, cell.hand, room, align=cell.align, keep=keep)
    if cell.align is not Align.CENTRE or len(lines) < 2 or "\n" in cell.text:
        return lines
    even = sum(line.width for line in lines) / len(lines)
    while even < room:
        tried = setter.compose(cell.text, cell.hand, even, align=cell.align, keep=keep)
        as_few = len(tried) == len(lines) and max(line.width for line in tried) <= even
        if as_few and _torn(tried) <= _torn(lines):
            return tried
        even += EVEN_STEP
    return lines


def _torn(lines: tuple[Line, ...]) -> bool:
    return any(line.torn for line in lines)


def _text(
    setter: Setter, each: _Set, part: tuple[Line, ...], height: float, *, top: bool
) -> Iterator[Text]:
    y = PADDING
    if not (top or each.foot):
        y = (height - len(part) * each.leading) / 2
    inner = each.right - each.left - 2 * PADDING
    for line in part:
        x = each.left + PADDING + setter.start(each.cell.align, line.width * each.size, inner)
        yield setter.text(line, each.size, x, y + baseline(each.leading, each.size))
        y += each.leading


def _foot(setter: Setter, each: _Set, height: float) -> Iterator[Text]:
    y = height - PADDING - each.foot_height
    inner = each.right - each.left - PADDING - FOOT_ROOM * each.size
    for line in each.foot:
        x = each.left + setter.start(Align.RIGHT, line.width * each.size, inner)
        yield setter.text(line, each.size, x, y + baseline(each.leading, each.size))
        y += each.leading


def _edges(setter: Setter, widths: tuple[float, ...]) -> list[float]:
    total = sum(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width / total * setter.frame.width)
    return edges
