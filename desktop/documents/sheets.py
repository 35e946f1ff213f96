"""Sheets to write on by hand: cells, running counts, signature line, fingerprint box."""

from __future__ import annotations

import math
from collections.abc import Iterator

from desktop.documents.blocks import Align, CopyGrid, HandSign, Mark, Ruling
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.lines import Glyph
from desktop.documents.marks import CLOSING, is_wide, printable
from desktop.documents.page import (
    FAINT,
    GREEN,
    GREY,
    RED,
    Box,
    Item,
    Outline,
    Row,
    Stroke,
    Text,
    moved,
)
from desktop.documents.setting import ASCENT, Setter, baseline

COUNT_SIZE = 9.0
FINGERPRINT = "手印"
CORNER = 4 * MM
"""Length of the strokes that mark a corner."""

TICK = 1.5 * MM

MARGIN_SIZE = 9.0
MARGIN_GAP = 1 * MM
"""A mark in the margin: its type, and the blank between it and the text."""

WATERMARK_TURN = 35.0
WATERMARK_LENGTH = 190 * MM


def model_size(cell: float) -> float:
    """Type size for cells of ``cell`` mm; with 9.9 mm and more it is 22 pt and more."""
    return 0.785 * cell * MM


def grid_rows(setter: Setter, block: CopyGrid) -> Iterator[Row]:
    """One row of cells a row; the model's and the blank sheet's are cell for cell the same."""
    cell = block.cell * MM
    size = model_size(block.cell)
    measure = setter.fonts.hand(Hand.KAI)
    if block.space:
        yield Row(block.space * MM, hold=True)
    count = 0
    lines = grid_lines(block)
    for number, part in enumerate(lines):
        items = list(_ruled(block, first=number == 0, last=number + 1 == len(lines)))
        if part.strip():
            glyphs = []
            for column, char in enumerate(part):
                if char == " ":
                    continue
                face, advance = measure.glyph(char, wide=is_wide(char))
                middle = (column + 0.5) * cell / size
                glyphs.append(Glyph(char, face, middle - advance / 2))
            y = baseline(cell, size)
            items.append(Text(0.0, y, size, tuple(glyphs), part.strip(), heavy=block.heavy))
            if block.counted:
                count += len(part.replace(" ", ""))
                x = max(block.columns, len(part)) * cell + 2 * MM
                foot = baseline(cell, COUNT_SIZE)
                items.append(Outline(x, foot, COUNT_SIZE, str(count), "sans", GREY))
        yield Row(cell + block.gap * MM, tuple(items))


def grid_lines(block: CopyGrid) -> list[str]:
    """What stands in the rows of cells, a blank for every empty one; "" for an empty row.

    A mark that may not begin a row stands behind the last cell of the one before, as in writing.
    """
    text = printable(block.text)
    shown = " " * block.indent + text if text else ""
    lines: list[str] = []
    while shown:
        end = block.columns
        while shown[end : end + 1] and shown[end] in CLOSING:
            end += 1
        lines.append(shown[:end])
        shown = shown[end:]
    rows = math.ceil(block.cells / block.columns)
    return lines + [""] * (rows - len(lines))


def _ruled(block: CopyGrid, *, first: bool, last: bool) -> Iterator[Item]:
    """What is printed of one row to write in."""
    cell = block.cell * MM
    width = block.columns * cell
    if block.ruling is Ruling.LINES:
        yield Stroke(0.0, cell, width, cell, 0.7, GREEN)
    elif block.ruling is Ruling.CORNERS:
        yield from _corners(width, cell, first=first, last=last)
    else:
        for column in range(block.columns):
            yield from _cell(column * cell, cell, crossed=block.ruling is Ruling.CROSSED)


def _cell(x: float, size: float, *, crossed: bool) -> Iterator[Item]:
    """A cell, with its dotted cross where wanted (田字格)."""
    yield Box(x, 0.0, size, size, 0.7, GREEN)
    half = size / 2
    if crossed:
        yield from (
            Stroke(x, half, x + size, half, 0.35, GREEN, (2.0, 2.0)),
            Stroke(x + half, 0.0, x + half, size, 0.35, GREEN, (2.0, 2.0)),
        )


def _corners(width: float, height: float, *, first: bool, last: bool) -> Iterator[Item]:
    """Small angles where the room to write in begins and ends, a tick at either side of a row."""
    for x, inward in ((0.0, TICK), (width, -TICK)):
        yield Stroke(x, height, x + inward, height, 0.5, GREEN)
    for wanted, y, down in ((first, 0.0, CORNER), (last, height, -CORNER)):
        if wanted:
            for x, inward in ((0.0, CORNER), (width, -CORNER)):
                yield Stroke(x, y, x + inward, y, 0.7, GREEN)
                yield Stroke(x, y, x, y + down, 0.7, GREEN)


def hand_sign_rows(setter: Setter, block: HandSign) -> Iterator[Row]:
    """The lines to sign on and the date below them, the fingerprint's box to the right."""
    frame = setter.frame
    size = 16.0
    box = block.box * MM
    labels = [setter.line(text, Hand.SONG) for text in block.lines]
    date = setter.line(block.date, Hand.SONG)
    left = 28 * MM
    start = left + max((line.width for line in labels), default=0.0) * size
    items: list[Item] = []
    y = 12 * MM
    for line in labels:
        items.append(setter.text(line, size, left, y))
        items.append(Stroke(start, y + 3, start + 45 * MM, y + 3, 0.6))
        y += 16 * MM
    second = max(y, box - 4 * MM)
    items.append(setter.text(date, size, left, second))
    if box:
        x = frame.width - box
        items.append(Box(x, 0.0, box, box, 0.6))
        caption = setter.line(FINGERPRINT, Hand.SONG)
        middle = x + (box - caption.width * COUNT_SIZE) / 2
        below = box + COUNT_SIZE * ASCENT + 4
        items.append(setter.text(caption, COUNT_SIZE, middle, below, colour=GREY))
    yield Row(8 * MM, hold=True)
    yield Row(max(second, box) + 10 * MM, tuple(items))


def mark_rows(setter: Setter, block: Mark) -> Iterator[Row]:
    """A boxed line at the head, and where wanted the same words large and faint on the sheet."""
    size = MARGIN_SIZE if block.margin else 14.0
    line = setter.line(block.text, Hand.HEI_BOLD)
    width = line.width * size
    height = size + 10
    x = 10.0 if block.margin else setter.start(Align.CENTRE, width)
    items: list[Item] = [_watermark(setter, block.text)] if block.across else []
    items.append(Box(x - 10, 0.0, width + 20, height, 1.0, RED))
    items.append(setter.text(line, size, x, baseline(height, size), colour=RED))
    if block.note:
        note = setter.line(block.note, Hand.SONG)
        start = x + width + 18
        foot = baseline(height, COUNT_SIZE)
        items.append(setter.text(note, COUNT_SIZE, start, foot, colour=GREY))
    if block.margin:
        lifted = tuple(moved(item, 0.0, -height - MARGIN_GAP) for item in items)
        yield Row(0.0, lifted, hold=True)
    else:
        yield Row(height + 4 * MM, tuple(items), hold=True)


def _watermark(setter: Setter, text: str) -> Outline:
    """Words across the middle of the sheet, rising to the right; nobody can copy them."""
    turn = math.radians(WATERMARK_TURN)
    size = WATERMARK_LENGTH / len(text)
    rise = size * 0.38  # from the baseline to the middle of the characters
    x = (PAGE_WIDTH - WATERMARK_LENGTH * math.cos(turn)) / 2 + rise * math.sin(turn)
    y = (PAGE_HEIGHT + WATERMARK_LENGTH * math.sin(turn)) / 2 + rise * math.cos(turn)
    x, y = x - setter.frame.left, y - setter.frame.top
    return Outline(x, y, size, text, "sans-bold", FAINT, WATERMARK_TURN)
