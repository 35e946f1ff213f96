"""复印件: pages copied onto sheets, each with the words that certify it and room for the seal."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from PIL import Image as Pictures

from desktop.documents.blocks import Copied, CopySheet, Document
from desktop.documents.fonts import Hand
from desktop.documents.geometry import COPIES, MM
from desktop.documents.page import Box, Image, Item, Row, Stroke
from desktop.documents.setting import Setter, baseline

TITLE = "复印件"

STAMP_WIDTH, STAMP_HEIGHT = 128.0, 46.0
"""Millimetres; the seal of a unit is 38 to 45 across."""

ROOM = COPIES.height / MM - STAMP_HEIGHT - 4.0
"""Millimetres of a sheet's height for the copies on it."""

BETWEEN = 8.0
"""Millimetres between two copies on one sheet."""

_WORDS_SIZE, _WORDS_HEIGHT = 17.0, 30.0
_LINE_SIZE, _LINE_HEIGHT = 12.0, 27.0
_SIDE = 4 * MM
_COARSEST = 110.0  # pixels an inch: a page of unknown size is made no larger than that


def stamped_copies(groups: Sequence[Sequence[Copied]], text: str, lines: Sequence[str]) -> Document:
    """A sheet for each group of pages that belong together (the two sides of a card)."""
    blocks = tuple(CopySheet(tuple(pages), text, tuple(lines)) for pages in groups)
    return Document("stamped_copies", TITLE, COPIES, blocks)


def fit_together(pages: Sequence[Copied]) -> bool:
    """Whether pages of known size stand on one sheet in their own size."""
    wide, high = COPIES.width / MM, ROOM - BETWEEN * (len(pages) - 1)
    known = all(0 < page.width <= wide and page.height > 0 for page in pages)
    return known and sum(page.height for page in pages) <= high


def copy_rows(setter: Setter, block: CopySheet) -> Iterator[Row]:
    """One row as high as the sheet: copies from the top, the stamp at the bottom."""
    items: list[Item] = []
    count = len(block.pages)
    # Those that fit in their own size need no more than that; others share the room.
    shares = 1 if fit_together(block.pages) else count
    room = (ROOM - BETWEEN * (count - 1)) * MM / shares
    y = 0.0
    for page in block.pages:
        width, height = _size(page, setter.frame.width, room)
        items.append(Image((setter.frame.width - width) / 2, y, width, height, page.picture))
        y += height + BETWEEN * MM
    items += _stamp(setter, block)
    # A hair less than the frame: what is summed up in points never runs over.
    yield Row(setter.frame.height - 0.01, tuple(items), fresh=True)


def _size(page: Copied, wide: float, high: float) -> tuple[float, float]:
    """In its own size; smaller where there is no room for that, larger never than it is sharp."""
    with Pictures.open(io.BytesIO(page.picture)) as opened:
        across, down = opened.size
    natural = page.width * MM or across * 72 / _COARSEST
    scale = min(natural / across, wide / across, high / down)
    return across * scale, down * scale


def _stamp(setter: Setter, block: CopySheet) -> Iterator[Item]:
    """A box at the lower right: the words, lines to write on, and beside them the seal's place."""
    width, height = STAMP_WIDTH * MM, STAMP_HEIGHT * MM
    left, top = setter.frame.width - width, setter.frame.height - height - 0.5
    yield Box(left, top, width, height, 0.8)
    sealed = [line for line in block.lines if "章" in line]
    half = width / 2 if sealed else width
    written = [line for line in block.lines if "章" not in line]
    y = top + (height - _WORDS_HEIGHT - len(written) * _LINE_HEIGHT) / 2
    words = setter.line(block.text, Hand.SONG)
    size = min(_WORDS_SIZE, (half - _SIDE) / words.width)
    yield setter.text(words, size, left + _SIDE, y + baseline(_WORDS_HEIGHT, size))
    y += _WORDS_HEIGHT
    for text in written:
        foot = y + baseline(_LINE_HEIGHT, _LINE_SIZE)
        line = setter.line(text, Hand.SONG)
        if text.endswith(("：", ":")):
            yield setter.text(line, _LINE_SIZE, left + _SIDE, foot)
            start = left + _SIDE + line.width * _LINE_SIZE
            yield Stroke(start, foot + 3, left + half - _SIDE / 2, foot + 3)
        else:
            room = half - line.width * _LINE_SIZE - _SIDE / 2
            yield setter.text(line, _LINE_SIZE, left + room, foot)
        y += _LINE_HEIGHT
    for number, text in enumerate(reversed(sealed)):
        line = setter.line(text, Hand.SONG)
        size = min(_LINE_SIZE, (half - _SIDE) / line.width)
        x = left + half + (half - line.width * size) / 2
        yield setter.text(line, size, x, top + height - 10 - number * _LINE_HEIGHT)
