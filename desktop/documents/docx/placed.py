"""What the PDF's layout says of a block: its lines, and where it goes on on another page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.geometry import Frame
from desktop.documents.page import Page, Text

Lines = tuple[Text, ...]
"""Lines of text where the PDF has them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The lines of a block in the order they are read.

    ``turn`` is the first of them on a new page where there was room for it on the page before: it
    went on with what it is held to, which other programs do each in their own way.
    """

    lines: Lines = ()
    turn: int | None = None


def blocks_placed(pages: Sequence[Page], frame: Frame) -> dict[int, Placed]:
    """Every block that has text, by its number in the document."""
    found: dict[int, list[Text]] = {}
    turns: dict[int, int] = {}
    foot = 0.0  # baseline of the last line of the page before
    for page in pages:
        first = True
        for stretch in page.stretches:
            items = page.items[stretch.start : stretch.end]
            lines = [item for item in items if isinstance(item, Text)]
            known = found.setdefault(stretch.block, [])
            if first and lines and foot and _went_on(foot, frame):
                turns[stretch.block] = len(known)
            known.extend(lines)
            first = False
        foot = max((item.y for item in _texts(page)), default=0.0)
    return {number: Placed(tuple(lines), turns.get(number)) for number, lines in found.items()}


def _texts(page: Page) -> list[Text]:
    return [
        item
        for stretch in page.stretches
        for item in page.items[stretch.start : stretch.end]
        if isinstance(item, Text)
    ]


def _went_on(foot: float, frame: Frame) -> bool:
    """Whether one more line of the body would have stood below the baseline ``foot``."""
    return foot + frame.leading + (frame.leading - frame.size) / 2 < frame.top + frame.height
