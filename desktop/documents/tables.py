"""Rows of tables: ruled cells, text in the middle, the head repeated on every page."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.blocks import Cell, Table
from desktop.documents.page import Item, Row, Stroke
from desktop.documents.setting import Setter, baseline

PADDING = 3.5
LEADING = 1.4
RULE = 0.5


def table_rows(setter: Setter, block: Table) -> Iterator[Row]:
    """One row a table row; a row taller than a page is parted between lines of text."""
    head = tuple(_row(setter, block.widths, block.head, first=True)) if block.head else ()
    first = not head
    for index, cells in enumerate(block.rows):
        rows = list(_row(setter, block.widths, cells, first=first))
        if head and index == 0:
            yield Row(head[0].height, head[0].items, hold=True)
        for row in rows:
            yield Row(row.height, row.items, head=head)
        first = False


def _row(
    setter: Setter, widths: tuple[float, ...], cells: tuple[Cell, ...], *, first: bool
) -> Iterator[Row]:
    size = setter.frame.size
    leading = size * LEADING
    edges = _edges(setter, widths)
    composed = []
    for cell, left, right in zip(cells, edges, edges[1:], strict=False):
        room = (right - left - 2 * PADDING) / size
        composed.append(setter.compose(cell.text, cell.hand, room, align=cell.align))
    lines = max(1, *(len(each) for each in composed))
    most = int((setter.frame.height - 2 * leading) / leading) - 1
    for start in range(0, lines, most):
        count = min(most, lines - start)
        height = count * leading + 2 * PADDING
        items: list[Item] = []
        for cell, found, left, right in zip(cells, composed, edges, edges[1:], strict=False):
            part = found[start : start + count]
            y = (height - len(part) * leading) / 2 if lines <= most else PADDING
            for line in part:
                inner = right - left - 2 * PADDING
                x = left + PADDING + setter.start(cell.align, line.width * size, inner)
                items.append(setter.text(line, size, x, y + baseline(leading, size)))
                y += leading
        items.extend(Stroke(x, 0.0, x, height, RULE) for x in edges)
        if first and start == 0:
            items.append(Stroke(edges[0], 0.0, edges[-1], 0.0, RULE))
        items.append(Stroke(edges[0], height, edges[-1], height, RULE))
        yield Row(height, tuple(items))


def _edges(setter: Setter, widths: tuple[float, ...]) -> list[float]:
    total = sum(widths)
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width / total * setter.frame.width)
    return edges
