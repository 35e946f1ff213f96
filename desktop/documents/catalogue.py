"""Which documents there are under a notice, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from desktop.documents.blocks import Document
from desktop.documents.byhand import by_hand
from desktop.documents.compose import composed
from desktop.documents.copying import copied
from desktop.documents.material import Material
from desktop.documents.templates.replacing import own
from desktop.documents.templates.starting import replaceable
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms

BUILDERS: Mapping[str, Callable[[Material], Document]] = {
    "print": composed,
    "form": composed,
    "copy": copied,
}


def catalogue(notice: Notice) -> tuple[DocumentTerms, ...]:
    """The documents that can be made under ``notice``, in its order.

    What the platform makes itself (``mode: never``) is not among them.
    """
    return tuple(terms for terms in notice.documents if terms.mode != "never")


def fits(kind: str, case: Case, notice: Notice, now: datetime) -> bool:
    """Whether the document is for cases like this one (免试审批表 only with 专项工作)."""
    terms = notice.document(kind)
    return Material(case, notice, terms, now).fits(terms.applies_when)


def fitting(case: Case, notice: Notice, now: datetime) -> tuple[DocumentTerms, ...]:
    """The documents that can be made under ``notice`` and are for cases like this one."""
    return tuple(one for one in catalogue(notice) if fits(one.kind, case, notice, now))


def drafted(kind: str, case: Case, notice: Notice, now: datetime) -> str:
    """The drafted sentences of the document as the case fills them; "" where a fact is missing."""
    return Material(case, notice, notice.document(kind), now).drafted()


def build(kind: str, case: Case, notice: Notice, now: datetime) -> Document:
    """The document of that kind for ``case`` at a moment, which is how far 至今 reaches.

    Where the office has a Word template of its own for it, it is filled as well, and what is wrong
    with it told as an error. Raises :class:`~desktop.documents.refusals.MissingFacts` where facts
    it states are missing, :class:`~desktop.documents.refusals.RefusedDocument` where they
    contradict its wording, and ``KeyError`` where the notice makes no such document.
    """
    terms = notice.document(kind)
    material = Material(case, notice, terms, now)
    make = by_hand if terms.all_by_hand else BUILDERS[terms.mode]
    material.check()
    document = make(material)
    template = notice.own.get(kind)
    if template is None or not replaceable(terms):
        return document
    return replace(document, own=own(template, material))
