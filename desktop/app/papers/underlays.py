"""衬纸: a sheet to lay under a blank one and trace, for every document that is copied by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.app.intake import page_count
from desktop.app.naming import as_name
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import Made, document_of
from desktop.documents.underlay import underlay
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms

FACTS = (
    "单面打印一份，和空白页用同样的打印设置（实际大小），格子才对得齐。",
    "只供自己描写时垫着用，不签名、不上交。",
)


def has_underlay(terms: DocumentTerms) -> bool:
    """Whether there is a blank sheet of the document's own to lay something under."""
    return terms.mode == "copy" and not terms.written_into


def make_underlay(kind: str, case: Case, notice: Notice, now: datetime, press: Press) -> Made:
    """The sheet's PDF; there is no Word file of it. Takes a second, so not on the GUI thread.

    Raises :class:`UserError` where facts are missing, and ``KeyError`` where there is no blank
    sheet (:func:`has_underlay`).
    """
    document = underlay(replace(document_of(kind, case, notice, now), own=None))
    if document is None:
        raise KeyError(kind)
    pdf = press.pdf(document)
    return Made(as_name(document.title), pdf, b"", page_count(pdf), facts=FACTS)
