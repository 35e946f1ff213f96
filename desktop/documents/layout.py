"""Blocks → rows → pages: where everything stands. Pure but for the widths of the fonts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from desktop.documents.blocks import (
    Align,
    Block,
    CopyGrid,
    CopySheet,
    Document,
    HandSign,
    Heading,
    Labels,
    Mark,
    PageBreak,
    PageView,
    Paragraph,
    Signature,
    Small,
    Table,
    Title,
)
from desktop.documents.fonts import Fonts, Hand
from desktop.documents.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Frame, Numbering
from desktop.documents.labels import label_rows
from desktop.documents.page import Item, Page, Row, Stretch, moved
from desktop.documents.running import (
    SMALL_SIZE,
    heading_rows,
    paragraph_rows,
    small_rows,
    title_rows,
)
from desktop.documents.setting import ASCENT, Setter
from desktop.documents.sheets import grid_rows, hand_sign_rows, mark_rows
from desktop.documents.signatures import signature_rows
from desktop.documents.stamped_copies import copy_rows
from desktop.documents.tables import table_rows
from desktop.documents.views import view_rows

NUMBER_SIZE = 14.0
"""四号, the size of page numbers in official documents."""

SIGNED_LINES = 2
"""So many lines of text at least stand on the page of a signature."""

ROWS: dict[type, Callable[[Setter, Any], Iterator[Row]]] = {
    Title: title_rows,
    Heading: heading_rows,
    Paragraph: paragraph_rows,
    Small: small_rows,
    Signature: signature_rows,
    CopyGrid: grid_rows,
    HandSign: hand_sign_rows,
    Mark: mark_rows,
    Table: table_rows,
    Labels: label_rows,
    PageView: view_rows,
    CopySheet: copy_rows,
}


def lay_out(document: Document, fonts: Fonts) -> tuple[Page, ...]:
    """The pages of a document."""
    setter = Setter(document.frame, fonts)
    rows: list[Row] = []
    fresh = False
    before: Block | None = None
    for number, block in enumerate(document.blocks):
        if isinstance(block, PageBreak):
            fresh = True
            continue
        made = list(ROWS[type(block)](setter, block))
        if isinstance(block, Signature):
            rows = hold_last(rows, SIGNED_LINES)
        elif isinstance(before, Signature) and not fresh:
            made.insert(0, Row(document.frame.leading))
        if fresh and made:
            made[0] = replace(made[0], fresh=True)
            fresh = False
        rows.extend(replace(row, block=number) for row in made)
        before = block
    pages = paginate(rows, document.frame)
    return tuple(
        Page((*page.items, *page_number(setter, number)), page.stretches)
        for number, page in enumerate(pages, start=1)
    )


def hold_last(rows: Sequence[Row], count: int) -> list[Row]:
    """The last ``count`` rows of text (and blanks after them) bound to what follows."""
    held = list(rows)
    texts = 0
    for index in range(len(held) - 1, -1, -1):
        held[index] = replace(held[index], hold=True)
        texts += bool(held[index].items)
        if texts == count or held[index].fresh:
            break
    return held


def paginate(rows: Sequence[Row], frame: Frame) -> list[Page]:
    """Rows packed onto pages, each with the one it holds to where a page is large enough."""
    pages: list[Page] = []
    start = 0
    while start < len(rows):
        end = _page_end(rows, start, frame.height)
        y = frame.top
        items: list[Item] = []
        stretches: list[Stretch] = []
        for row in (*(rows[start].head if start else ()), *rows[start:end]):
            first = len(items)
            items.extend(moved(item, frame.left, y) for item in row.items)
            if row.items and stretches and stretches[-1].block == row.block:
                stretches[-1] = replace(stretches[-1], end=len(items))
            elif row.items and row.block >= 0:
                stretches.append(Stretch(row.block, first, len(items), y))
            y += row.height
        pages.append(Page(tuple(items), tuple(stretches)))
        start = end
        while start < len(rows) and not rows[start].items and not rows[start].fresh:
            start += 1  # empty lines do not begin a page
    return pages or [Page()]


def _page_end(rows: Sequence[Row], start: int, room: float) -> int:
    used = sum(row.height for row in rows[start].head) if start else 0.0
    end = start
    while end < len(rows) and used + rows[end].height <= room + 0.01:
        if end > start and rows[end].fresh:
            return end
        used += rows[end].height
        end += 1
    if end == len(rows):
        return end
    held = end
    while held > start and rows[held - 1].hold:
        held -= 1
    # Where all of it holds together, and is longer than a page, it is parted after all.
    return held if held > start else max(end, start + 1)


def page_number(setter: Setter, page: int) -> tuple[Item, ...]:
    """The number in the foot; officially 四号, one character in from the outer edge (7.5)."""
    frame = setter.frame
    if frame.numbering is Numbering.NONE:
        return ()
    if frame.numbering is Numbering.OFFICIAL:
        line = setter.line(f"— {page} —", Hand.SONG)
        right = PAGE_WIDTH - frame.right - NUMBER_SIZE - line.width * NUMBER_SIZE
        x = right if page % 2 else frame.left + NUMBER_SIZE
        y = PAGE_HEIGHT - frame.bottom + 7 * MM + NUMBER_SIZE * ASCENT
        return (setter.text(line, NUMBER_SIZE, x, y),)
    line = setter.line(str(page), Hand.SONG)
    x = frame.left + setter.start(Align.CENTRE, line.width * SMALL_SIZE)
    return (setter.text(line, SMALL_SIZE, x, PAGE_HEIGHT - frame.bottom + 8 * MM),)
