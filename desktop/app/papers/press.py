"""The press: documents made into files."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop import paths
from desktop.app.papers.typefaces import installed
from desktop.documents.blocks import Document
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.pdf.writing import fonts_used, to_pdf
from desktop.documents.templates.filling import filled
from desktop.documents.templates.starting import started
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms


class Press:
    """Makes PDF and DOCX of documents; fonts are read at the first need and kept."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts

    @classmethod
    def bundled(cls) -> Press:
        """The press with the fonts that come with the program."""
        return cls(Fonts(paths.resources() / "fonts"))

    @classmethod
    def of_this_computer(cls) -> Press:
        """The press that prefers this computer's official fonts, for what one person looks at."""
        return cls(Fonts(paths.resources() / "fonts", installed()))

    def fonts_used(self, document: Document) -> tuple[str, ...]:
        """What the fonts are called which the document's PDF is set in, the most used first."""
        return fonts_used(document, self._fonts)

    def pdf(self, document: Document) -> bytes:
        """The document as PDF; the same document gives the same bytes."""
        return to_pdf(document, self._fonts)

    def forms(self, document: Document) -> tuple[tuple[str, Callable[[Document], bytes]], ...]:
        """What files are made of a document, by suffix.

        Of the office's own template only the Word file: a PDF of the program's form beside it
        would be another document of the same name.
        """
        word = (".docx", self.docx)
        return (word,) if document.own is not None else ((".pdf", self.pdf), word)

    def template(self, terms: DocumentTerms, notice: Notice, now: datetime) -> bytes:
        """The program's form as a Word template to start from."""
        return started(terms, notice, now, self._fonts)

    def docx(self, document: Document) -> bytes:
        """The document as DOCX; where the office has a template of its own, that one filled."""
        if document.own is not None:
            return filled(document.own.template, document.own.values)
        return to_docx(document, self._fonts)
