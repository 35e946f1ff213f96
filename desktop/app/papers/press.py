"""The press: documents made into files with the bundled fonts."""

from __future__ import annotations

from desktop import paths
from desktop.documents.blocks import Document
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.pdf.writing import to_pdf


class Press:
    """Makes PDF and DOCX of documents; fonts are read at the first need and kept."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    @classmethod
    def bundled(cls) -> Press:
        """The press with the fonts that come with the program."""
        return cls(Fonts(paths.resources() / "fonts"))

    def pdf(self, document: Document) -> bytes:
        """The document as PDF; the same document gives the same bytes."""
        return to_pdf(document, self._fonts)

    def docx(self, document: Document) -> bytes:
        """The document as DOCX."""
        return to_docx(document)
