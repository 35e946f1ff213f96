"""Blocks → DOCX (python-docx): the editable twin of the PDF, with the same text."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from desktop.documents import docx_tables, docx_text, ooxml
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
from desktop.documents.docx_writer import Writer

WRITERS: dict[type, Callable[[Writer, Any], None]] = {
    Title: docx_text.title,
    Heading: docx_text.heading,
    Paragraph: docx_text.paragraph,
    Small: docx_text.small,
    Signature: docx_text.signature,
    Mark: docx_text.mark,
    PageBreak: docx_text.page_break,
    Table: docx_tables.table,
    Labels: docx_tables.labels,
    CopyGrid: docx_tables.copy_grid,
    HandSign: docx_tables.hand_sign,
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
