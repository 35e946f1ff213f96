"""Blocks → DOCX (python-docx): the editable twin of the PDF, with the same text."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from desktop.documents.blocks import (
    Block,
    CopyGrid,
    Document,
    HandSign,
    Heading,
    Labels,
    Mark,
    PageBreak,
    Paragraph,
    Signature,
    Small,
    Table,
    Title,
)
from desktop.documents.docx import ooxml, tables, text
from desktop.documents.docx.writer import Writer

WRITERS: dict[type, Callable[[Writer, Any], None]] = {
    Title: text.title,
    Heading: text.heading,
    Paragraph: text.paragraph,
    Small: text.small,
    Signature: text.signature,
    Mark: text.mark,
    PageBreak: text.page_break,
    Table: tables.table,
    Labels: tables.labels,
    CopyGrid: tables.copy_grid,
    HandSign: tables.hand_sign,
}


def to_docx(document: Document) -> bytes:
    """The document as a DOCX file."""
    writer = Writer(document)
    before: Block | None = None
    for block in document.blocks:
        if isinstance(before, Signature) and not isinstance(block, Signature | PageBreak):
            writer.paragraph()
        WRITERS[type(block)](writer, block)
        before = block
    out = io.BytesIO()
    writer.docx.save(out)
    return ooxml.repack(out.getvalue())
