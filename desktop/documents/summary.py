"""个人业务工作总结: the applicant's own text, without name, unit or signature.

BM24 六（一）11: neither title nor text nor 落款 names the applicant or the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.documents.blocks import Block, Document, Heading, Paragraph, Title
from desktop.documents.facts import require
from desktop.documents.geometry import OFFICIAL, OFFICIAL_COLUMNS
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms

FIRST_LEVEL = re.compile(r"[一二三四五六七八九十]{1,3}、\S")
SECOND_LEVEL = re.compile(r"（[一二三四五六七八九十]{1,3}）\S")
ENDS_OF_SENTENCES = "。！？；：，…"


def summary(case: Case, notice: Notice, terms: DocumentTerms) -> Document:  # noqa: ARG001
    """The text as it was written, its numbered headings recognised."""
    require(case, terms, ("summary.text",))
    blocks = (Title(terms.title), *_blocks(case.summary.text, terms.title))
    return Document(terms.kind, terms.title, OFFICIAL, blocks)


def _blocks(text: str, title: str) -> Iterator[Block]:
    lines = [line.strip() for line in text.splitlines()]
    lines = [line for line in lines if line]
    if lines and lines[0] == title:
        lines = lines[1:]  # typed along with the text; it stands above already
    for line in lines:
        level = heading_level(line)
        yield Heading(line, level) if level else Paragraph(line)


def heading_level(line: str) -> int:
    """1 for 一、…, 2 for （一）…, where it is a line and not a sentence; else 0."""
    if len(line) > OFFICIAL_COLUMNS or line[-1] in ENDS_OF_SENTENCES:
        return 0
    if FIRST_LEVEL.match(line):
        return 1
    return 2 if SECOND_LEVEL.match(line) else 0
