"""Blocks → DOCX (python-docx): the editable twin of the PDF, line for line and page for page."""

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
from desktop.documents.docx import ooxml, sheets, tables, text
from desktop.documents.docx.placed import Placed, blocks_placed
from desktop.documents.docx.writer import Writer
from desktop.documents.fonts import Fonts
from desktop.documents.layout import lay_out

WRITERS: dict[type, Callable[[Writer, Any, Placed], None]] = {
    Title: text.title,
    Heading: text.heading,
    Paragraph: text.paragraph,
    Small: text.small,
    Signature: text.signature,
    Mark: sheets.mark,
    PageBreak: text.page_break,
    Table: tables.table,
    Labels: tables.labels,
    CopyGrid: sheets.copy_grid,
    HandSign: sheets.hand_sign,
}


def to_docx(document: Document, fonts: Fonts) -> bytes:
    """The document as a DOCX file; ``fonts`` are those its PDF is set in."""
    placed = blocks_placed(lay_out(document, fonts), document.frame)
    writer = Writer(document, fonts)
    before: Block | None = None
    for number, block in enumerate(document.blocks):
        if isinstance(before, Signature) and not isinstance(block, Signature | PageBreak):
            writer.paragraph()
        WRITERS[type(block)](writer, block, placed.get(number, Placed()))
        before = block
    out = io.BytesIO()
    writer.docx.save(out)
    return ooxml.repack(out.getvalue())
