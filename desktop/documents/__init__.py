"""Documents (文书): from a case and its notice to paper.

``build`` makes blocks of a case and a notice, ``to_pdf`` and ``to_docx`` draw them; ``checklist``
is the report of what has been checked. ``Fonts`` is opened once, on the folder of bundled fonts,
by whoever puts the program together.
"""

from desktop.documents.blocks import Document
from desktop.documents.catalogue import DocumentSpec, build, catalogue
from desktop.documents.checklist import ReportRow, checklist
from desktop.documents.docx import to_docx
from desktop.documents.facts import MissingFacts, RefusedDocument
from desktop.documents.fonts import Fonts, MissingGlyph
from desktop.documents.pdf import to_pdf

__all__ = [
    "Document",
    "DocumentSpec",
    "Fonts",
    "MissingFacts",
    "MissingGlyph",
    "RefusedDocument",
    "ReportRow",
    "build",
    "catalogue",
    "checklist",
    "to_docx",
    "to_pdf",
]
