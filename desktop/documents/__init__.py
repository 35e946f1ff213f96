"""Documents (文书): from a case and its notice to paper.

``build`` makes blocks of a case and a notice, ``to_pdf`` and ``to_docx`` draw them; ``checklist``
is the report of what has been checked. ``Fonts`` is opened once, on the folder of bundled fonts,
by whoever puts the program together.
"""

from .blocks import Document
from .catalogue import DocumentSpec, build, catalogue
from .checklist import ReportRow, checklist
from .docx import to_docx
from .facts import MissingFacts, RefusedDocument
from .fonts import Fonts, MissingGlyph
from .pdf import to_pdf

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
