"""Which documents there are under a notice, and how each is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desktop.documents.blocks import Document
from desktop.documents.byhand import by_hand
from desktop.documents.compose import composed
from desktop.documents.copying import copied
from desktop.documents.material import Material
from desktop.domain.case import Case
from desktop.domain.notice import Notice

Mode = Literal["print", "copy", "form", "never"]

BUILDERS: Mapping[Mode, Callable[[Material], Document]] = {
    "print": composed,
    "form": composed,
    "copy": copied,
}


@dataclass(frozen=True, slots=True)
class DocumentSpec:
    """A document of a notice: its kind, its name (文种), and how it comes about.

    ``mode`` ``print``: printed, then signed and sealed; ``copy``: a model to be copied by hand;
    ``form``: a table to be filled in.
    """

    kind: str
    title: str
    mode: Mode


def catalogue(notice: Notice) -> tuple[DocumentSpec, ...]:
    """The documents that can be made under ``notice``, in its order.

    What the platform makes itself (``mode: never``) is not among them.
    """
    return tuple(
        DocumentSpec(terms.kind, terms.title, terms.mode)
        for terms in notice.documents
        if terms.mode != "never"
    )


def fits(kind: str, case: Case, notice: Notice, now: datetime) -> bool:
    """Whether the document is for cases like this one (免试审批表 only with 专项工作)."""
    terms = notice.document(kind)
    return Material(case, notice, terms, now).fits(terms.applies_when)


def fitting(case: Case, notice: Notice, now: datetime) -> tuple[DocumentSpec, ...]:
    """The documents that can be made under ``notice`` and are for cases like this one."""
    return tuple(spec for spec in catalogue(notice) if fits(spec.kind, case, notice, now))


def drafted(kind: str, case: Case, notice: Notice, now: datetime) -> str:
    """The drafted sentences of the document as the case fills them; "" where a fact is missing."""
    return Material(case, notice, notice.document(kind), now).drafted()


def build(kind: str, case: Case, notice: Notice, now: datetime) -> Document:
    """The document of that kind for ``case`` at a moment, which is how far 至今 reaches.

    Raises :class:`~desktop.documents.refusals.MissingFacts` where facts it states are missing,
    :class:`~desktop.documents.refusals.RefusedDocument` where they contradict its wording, and
    ``KeyError`` where the notice makes no such document.
    """
    terms = notice.document(kind)
    material = Material(case, notice, terms, now)
    make = by_hand if terms.all_by_hand else BUILDERS[terms.mode]
    material.check()
    return make(material)
