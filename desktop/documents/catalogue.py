"""Which documents there are under a notice, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from desktop.documents.blocks import Document
from desktop.documents.pledge import pledge
from desktop.documents.publicity import publicity, recommendation, result
from desktop.documents.summary import summary
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms

BUILDERS: Mapping[str, Callable[[Case, Notice, DocumentTerms], Document]] = {
    "summary": summary,
    "publicity": publicity,
    "result": result,
    "recommendation": recommendation,
    "pledge": pledge,
}


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A document of a notice: its kind, its name (文种), and how it comes about.

    ``mode`` ``print``: printed, then signed and sealed; ``copy``: a model to be copied by hand.
    """

    kind: str
    title: str
    mode: Literal["print", "copy", "form", "never"]


def catalogue(notice: Notice) -> tuple[DocumentSpec, ...]:
    """The documents that can be made under ``notice``, in its order.

    What the platform makes itself (``mode: never``), and sentences typed there, are not among them.
    """
    return tuple(
        DocumentSpec(terms.kind, terms.title, terms.mode)
        for terms in notice.documents
        if terms.mode != "never" and terms.kind in BUILDERS
    )


def build(kind: str, case: Case, notice: Notice) -> Document:
    """The document of that kind for ``case``.

    Raises :class:`~desktop.documents.refusals.MissingFacts` where facts it states are missing,
    :class:`~desktop.documents.refusals.RefusedDocument` where they contradict its wording, and
    ``KeyError`` where the notice knows no such document.
    """
    return BUILDERS[kind](case, notice, notice.document(kind))
