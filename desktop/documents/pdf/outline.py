"""Bookmarks (大纲): a document's title and headings, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.documents.blocks import Document, Heading, Title
from desktop.documents.geometry import PAGE_HEIGHT
from desktop.documents.page import Page
from desktop.documents.pdf.objects import Objects, text

_ABOVE = 6.0  # points of white left above what is gone to


@dataclass(slots=True)
class Mark:
    """A bookmark to a place ``top`` points from the upper edge of a page."""

    title: str
    page: int
    top: float
    below: list[Mark] = field(default_factory=list)


def marks(document: Document, pages: Sequence[Page]) -> list[Mark]:
    """The bookmarks of a laid-out document; pages are counted from 0."""
    found: list[Mark] = []
    open_: list[tuple[int, list[Mark]]] = [(-1, found)]
    seen = -1
    for number, page in enumerate(pages):
        for stretch in page.stretches:
            if stretch.block <= seen:
                continue  # it began further up
            seen = stretch.block
            block = document.blocks[seen]
            if not isinstance(block, Title | Heading):
                continue
            level = block.level if isinstance(block, Heading) else 0
            while open_[-1][0] >= level:
                open_.pop()
            mark = Mark(block.text.replace("\n", ""), number, stretch.top)
            open_[-1][1].append(mark)
            open_.append((level, mark.below))
    return found


def write(objects: Objects, found: Sequence[Mark], pages: Sequence[int]) -> int:
    """Put them into the file; the number of the outline's root."""
    root = objects.number()
    first, last, count = _level(objects, found, root, pages)
    objects.set(
        root, b"<< /Type /Outlines /First %d 0 R /Last %d 0 R /Count %d >>" % (first, last, count)
    )
    return root


def _level(
    objects: Objects, found: Sequence[Mark], above: int, pages: Sequence[int]
) -> tuple[int, int, int]:
    """First and last of the bookmarks below one, and how many can be seen there in all."""
    numbers = [objects.number() for _ in found]
    count = len(found)
    for turn, mark in enumerate(found):
        inner = b""
        if mark.below:
            first, last, below = _level(objects, mark.below, numbers[turn], pages)
            inner = b" /First %d 0 R /Last %d 0 R /Count %d" % (first, last, below)
            count += below
        top = PAGE_HEIGHT - max(0.0, mark.top - _ABOVE)
        objects.set(
            numbers[turn],
            b"<< /Title %s /Parent %d 0 R%s%s /Dest [ %d 0 R /XYZ 0 %d null ] >>"
            % (text(mark.title), above, beside(numbers, turn), inner, pages[mark.page], round(top)),
        )
    return numbers[0], numbers[-1], count


def beside(numbers: Sequence[int], turn: int) -> bytes:
    """The entries for the bookmarks before and after one of a level."""
    return b"".join(_neighbours(numbers, turn))


def _neighbours(numbers: Sequence[int], turn: int) -> Iterator[bytes]:
    if turn:
        yield b" /Prev %d 0 R" % numbers[turn - 1]
    if turn + 1 < len(numbers):
        yield b" /Next %d 0 R" % numbers[turn + 1]
