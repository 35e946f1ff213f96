"""A press for tests that are about where documents go, not about how they are made."""

from __future__ import annotations

from desktop.app.papers.press import Press
from desktop.documents.blocks import Document
from desktop.documents.fonts import Fonts


class KeepingPress(Press):
    """Makes each document once; the same one gives the same bytes, as `test_pdf` holds it to."""

    def __init__(self, fonts: Fonts) -> None:
        super().__init__(fonts)
        self._pdf: dict[Document, bytes] = {}
        self._docx: dict[Document, bytes] = {}

    def pdf(self, document: Document) -> bytes:
        if document not in self._pdf:
            self._pdf[document] = super().pdf(document)
        return self._pdf[document]

    def docx(self, document: Document) -> bytes:
        if document not in self._docx:
            self._docx[document] = super().docx(document)
        return self._docx[document]
