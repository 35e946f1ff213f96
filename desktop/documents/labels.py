"""Sheets of labels to cut out: the same words in every box, with lines to write on."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.blocks import Labels
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM
from desktop.documents.page import GREY, Item, Row, Stroke, Text, moved
from desktop.documents.setting import Setter, baseline

WORDS_SIZE = 18.0
WORDS_HEIGHT = 27.0
LINE_SIZE = 12.0
LINE_HEIGHT = 20.0
RULE_EM = 8.0
"""Length of a line to write on, in characters of its size."""

CUT = (3.0, 2.0)
"""Dashes of the line to cut along."""

MARGIN = 6 * MM
"""Blank at the sides inside a label."""


def label_rows(setter: Setter, block: Labels) -> Iterator[Row]:
    """One row of labels a row; neighbours share the line to cut along."""
    width = setter.frame.width / block.columns
    height = max(block.height * MM, _needed(block))
    inside = _inside(setter, block, width, height)
    for number in range(block.rows):
        items: list[Item] = []
        for column in range(block.columns):
            left = column * width
            items.extend(moved(item, left, 0.0) for item in inside)
        edges = [column * width for column in range(block.columns + 1)]
        lines = [(x, 0.0, x, height) for x in edges]
        lines.extend((0.0, y, edges[-1], y) for y in ((height,) if number else (0.0, height)))
        items.extend(Stroke(*line, 0.5, GREY, CUT) for line in lines)
        yield Row(height, tuple(items))


def _needed(block: Labels) -> float:
    return WORDS_HEIGHT + LINE_HEIGHT * len(block.lines)


def written_on(line: str) -> bool:
    """Whether something is written behind a line of a label (审核人：)."""
    return line.endswith(("：", ":"))


def _inside(setter: Setter, block: Labels, width: float, height: float) -> list[Text | Stroke]:
    words = setter.line(block.text, Hand.SONG)
    size = min(WORDS_SIZE, (width - 2 * MARGIN) / words.width)
    y = (height - _needed(block)) / 2
    x = (width - words.width * size) / 2
    items: list[Text | Stroke] = [setter.text(words, size, x, y + baseline(WORDS_HEIGHT, size))]
    y += WORDS_HEIGHT
    for text in block.lines:
        line = setter.line(text, Hand.SONG)
        rule = RULE_EM * LINE_SIZE if written_on(text) else 0.0
        left = (width - line.width * LINE_SIZE - rule) / 2
        foot = y + baseline(LINE_HEIGHT, LINE_SIZE)
        items.append(setter.text(line, LINE_SIZE, left, foot))
        if rule:
            start = left + line.width * LINE_SIZE
            items.append(Stroke(start, foot + 3, start + rule, foot + 3))
        y += LINE_HEIGHT
    return items
