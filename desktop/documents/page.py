"""What stands on a laid-out page. Points; x from the left edge, y downwards from the top edge."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.documents.lines import Glyph

BLACK = 0.0
GREY = 0.35
WHITE = 1.0
FAINT = 0.91
GREEN = (0.45, 0.66, 0.5)
RED = (0.75, 0.1, 0.1)

Colour = float | tuple[float, float, float]
"""A grey from 0 (black) to 1 (white), or red, green, blue."""


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text: glyph offsets in em of ``size`` from ``x``; ``y`` is the baseline.

    ``source`` is the text it stands for, for whoever copies or searches. In a table ``cell`` is its
    (row, column) among the cells, the head's row being -1. ``heavy``: its strokes are thicker by so
    much (em).
    """

    x: float
    y: float
    size: float
    glyphs: tuple[Glyph, ...]
    source: str
    colour: Colour = BLACK
    cell: tuple[int, int] | None = None
    heavy: float = 0.0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    colour: Colour = BLACK
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, its outline drawn, and filled where ``fill`` says with what."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.5
    colour: Colour = BLACK
    fill: Colour | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture (JPEG) drawn into a rectangle."""

    x: float
    y: float
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Outline:
    """Characters as drawn shapes, which no one can copy: marks, counts, watermarks.

    ``x``, ``y`` is the left end of the baseline, ``turn`` degrees against the clock about it.
    """

    x: float
    y: float
    size: float
    text: str
    face: str
    colour: Colour = BLACK
    turn: float = 0.0


Item = Text | Stroke | Box | Image | Outline


def moved(item: Item, dx: float, dy: float) -> Item:
    """``item`` shifted."""
    if isinstance(item, Stroke):
        return replace(item, x1=item.x1 + dx, y1=item.y1 + dy, x2=item.x2 + dx, y2=item.y2 + dy)
    return replace(item, x=item.x + dx, y=item.y + dy)


@dataclass(frozen=True, slots=True)
class Row:
    """A horizontal strip of the text area; its items count from its top left corner.

    ``hold``: no page break after it. ``head``: rows to repeat above it where it begins a page.
    ``fresh``: begins a new page. ``block``: which of the document's blocks it is of, -1 for none.
    """

    height: float
    items: tuple[Item, ...] = ()
    hold: bool = False
    head: tuple[Row, ...] = ()
    fresh: bool = False
    block: int = -1


@dataclass(frozen=True, slots=True)
class Stretch:
    """Items of a page, from ``start`` up to ``end``, that are of one block of the document.

    ``top`` is where they begin on the page.
    """

    block: int
    start: int
    end: int
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page; what stands in no stretch (page numbers, heads repeated) is of no block."""

    items: tuple[Item, ...] = field(default=())
    stretches: tuple[Stretch, ...] = ()
