"""The applicant's 工作总结 as blocks: the text as written, its numbered headings recognised."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.blocks import Block, Heading, Paragraph
from desktop.documents.geometry import OFFICIAL_COLUMNS

FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、\S")
SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）\S")
ENDS_OF_SENTENCES = "。！？；：，…"


def headed(text: str, title: str, keep: tuple[str, ...] = ()) -> Iterator[Block]:
    """Headings and paragraphs of ``text``; ``title`` typed at its head stands above already.

    ``keep`` are phrases (names) not to be broken.
    """
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if lines and lines[0] == title:
        lines = lines[1:]
    for line in lines:
        level = heading_level(line)
        yield Heading(line, level) if level else Paragraph(line, keep)


def heading_level(line: str) -> int:
    """1 for 一、…, 2 for （一）…, where it is a line and not a sentence; else 0."""
    if len(line) > OFFICIAL_COLUMNS or line[-1] in ENDS_OF_SENTENCES:
        return 0
    if FIRST_LEVEL.match(line):
        return 1
    return 2 if SECOND_LEVEL.match(line) else 0
