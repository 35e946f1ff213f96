"""Rows of running text: titles, headings, paragraphs, remarks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from desktop.documents.blocks import Align, Heading, Paragraph, Small, Title
from desktop.documents.fonts import Hand
from desktop.documents.page import GREY, Row
from desktop.documents.setting import Setter
from desktop.documents.titles import break_title

SMALL_SIZE = 10.0


def title_rows(setter: Setter, block: Title) -> Iterator[Row]:
    """Centred lines and an empty one."""
    frame = setter.frame
    size = frame.title
    room = frame.width / size
    hand = frame.title_hand

    def width(text: str) -> float:
        return setter.line(text, hand).width

    height = max(frame.leading, size * 1.3)
    for part in block.text.split("\n"):
        texts = break_title(part, room, width, keep=block.keep)
        if texts is None:
            lines = setter.compose(part, hand, room, keep=block.keep, align=Align.CENTRE)
        else:
            lines = tuple(setter.line(text, hand) for text in texts)
        for line in lines:
            x = setter.start(Align.CENTRE, line.width * size)
            yield setter.strip(line, size, height, x=x, hold=True)
    yield Row(frame.leading, hold=True)


def heading_rows(setter: Setter, block: Heading) -> Iterator[Row]:
    """A heading holds to the text below it."""
    frame = setter.frame
    if frame.heading_space:
        yield Row(frame.heading_space, hold=True)
    hand = frame.heading_hands[block.level - 1]
    for row in _body(setter, block.text, hand, indent=frame.heading_indent):
        yield Row(row.height, row.items, hold=True)
    if frame.heading_space:
        yield Row(frame.heading_space, hold=True)


def paragraph_rows(setter: Setter, block: Paragraph) -> Iterator[Row]:
    """Lines of the body's size on the frame's leading."""
    frame = setter.frame
    rows = list(_body(setter, block.text, frame.text_hand, indent=frame.indent, keep=block.keep))
    for row in rows[:-1]:
        yield replace(row, hold=block.whole)
    yield from rows[-1:]


def _body(
    setter: Setter, text: str, hand: Hand, *, indent: float, keep: tuple[str, ...] = ()
) -> Iterator[Row]:
    frame = setter.frame
    pitch = frame.pitch / frame.size
    lines = setter.compose(
        text,
        hand,
        frame.width / frame.size,
        pitch=pitch,
        indent=indent * pitch,
        keep=keep,
    )
    for line in lines:
        yield setter.strip(line, frame.size, frame.leading)


def small_rows(setter: Setter, block: Small) -> Iterator[Row]:
    """Grey remarks; they belong to what follows."""
    room = setter.frame.width / SMALL_SIZE
    for line in setter.compose(block.text, Hand.SONG, room, align=Align.LEFT):
        yield setter.strip(line, SMALL_SIZE, SMALL_SIZE * 1.6, hold=True, colour=GREY)
    yield Row(SMALL_SIZE, hold=True)
