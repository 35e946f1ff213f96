"""The shapes of a notice (通知) once its pack has been read.

``None`` always means 通知未写: a limit the notice does not state is never invented.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict

from desktop.domain.case import MaskKind
from desktop.domain.moments import Edge
from desktop.domain.operations import Check, When
from desktop.domain.workdays import Calendar

Stage = Literal[
    "register", "fill", "attach", "mask", "publicity", "submit", "return", "paper", "fee",
    "defence", "result",
]  # fmt: skip


class Shape(BaseModel):
    """Any part of a notice: frozen, unknown keys rejected."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Shape):
    """Where the notice says something: clause number and ≤ 25 of its own characters."""

    clause: str = ""
    quote: str = ""


class Deadline(Source):
    """A window of days or moments in Beijing time; either end may be 通知未写."""

    id: str
    title: str
    start: str | None = None
    end: str | None = None
    edge: Edge = "incl"


class SummaryTerms(Source):
    """What the notice wants of the 工作总结; 字 counted by :mod:`desktop.domain.wordcount`."""

    min: int | None = None
    max: int | None = None
    topics: tuple[str, ...] = ()
    identity_allowed: bool = True


class MaskTerms(Source):
    """What is to be covered and where; ``never`` are slots that must not be covered."""

    where: str = ""
    kinds: tuple[MaskKind, ...] = ()
    never: tuple[str, ...] = ()


class Fee(Source):
    """评审费 in yuan for one kind of application at one level."""

    type: str
    level: str
    yuan: int


class DefenceTerms(Source):
    """现场答辩: the levels that have one, and the counties whose applicants are exempt."""

    levels: tuple[str, ...] = ()
    exempt_counties: tuple[str, ...] = ()


class Column(Shape):
    """A column of the platform, in its order; the packet's folders follow it (``01-基本信息``)."""

    id: str
    title: str
    hint: str = ""
    clause: str = ""


class Slot(Shape):
    """附件栏目: one kind of attachment.

    ``per`` names the list whose every entry has its own files here (``edu``, ``items`` …), with
    ``types`` narrowing ``items`` by type; ``parts`` are the named pages it consists of (正面,
    反面); ``yearly`` slots are filled once a year.
    """

    id: str
    column: str
    title: str
    hint: str = ""
    per: str = ""
    types: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    yearly: bool = False
    mask: bool = True


class DocumentTerms(Source):
    """A document (文书) the notice wants.

    ``mode``: ``print`` finished for signing, ``copy`` model text plus blank sheet to write by hand,
    ``form`` table to fill, ``never`` made by the platform. ``needs`` are the field paths without
    which it is not made. ``sign`` are the printed places for signatures. ``copies`` None: 通知未写.
    ``draft`` marks wording of our own, where the notice gives none. ``slot`` takes the signed
    scan.
    """

    kind: str
    title: str
    mode: Literal["print", "copy", "form", "never"]
    needs: tuple[str, ...] = ()
    sign: tuple[str, ...] = ()
    seal: bool = False
    handwritten: bool = False
    fingerprint: bool = False
    copies: int | None = None
    draft: bool = False
    slot: str = ""


class Rule(Source):
    """One rule: when it applies, what it checks, whom it binds, and where it stands.

    ``applies_when`` is ``"always"``, ``"passed"``, ``"returned"`` or facts that must all hold.
    ``page`` is the wizard page where it is put right.
    """

    id: str
    binds: tuple[str, ...]
    stage: Stage
    applies_when: When
    kind: Literal["auto", "confirm", "remind"]
    severity: Literal["block", "warn", "info"]
    check: Check
    say: str
    note: str = ""
    ambiguous: bool = False
    page: str


class Notice(Shape):
    """A notice, ready to check cases against.

    ``wording`` holds every prescribed text once, with named places in braces (``{name}``);
    ``text`` is the notice's full text, for showing a quote in its context; every rule's ``quote``
    is literally found in it. ``achievement_types`` are the 业绩 it asks for.
    """

    id: str
    version: int
    title: str
    short_title: str
    year: int
    issuer: str
    region: str
    series: str
    specialties: tuple[str, ...]
    levels: tuple[str, ...]
    types: tuple[str, ...]
    status: Literal["draft", "reviewed", "expired"]
    audience: str = ""
    platform_name: str = ""
    platform_url: str = ""
    channel: str = ""
    prefectures: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    summary: SummaryTerms = SummaryTerms()
    masking: MaskTerms = MaskTerms()
    publicity_workdays: int | None = None
    submissions_max: int | None = None
    return_hours: int | None = None
    training_years: tuple[int, ...] = ()
    assessment_years: tuple[int, ...] = ()
    fees: tuple[Fee, ...] = ()
    defence: DefenceTerms = DefenceTerms()
    achievement_types: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    slots: tuple[Slot, ...] = ()
    documents: tuple[DocumentTerms, ...] = ()
    wording: dict[str, str] = {}
    rules: tuple[Rule, ...] = ()
    text: str = ""
    calendar: Calendar = Calendar()

    def deadline(self, deadline_id: str) -> Deadline:
        """The window of that id; ``KeyError`` where the notice has none."""
        return _by(self.deadlines, "id", deadline_id)

    def slot(self, slot_id: str) -> Slot:
        """The slot of that id; ``KeyError`` where the notice has none."""
        return _by(self.slots, "id", slot_id)

    def document(self, kind: str) -> DocumentTerms:
        """The document of that kind; ``KeyError`` where the notice wants none."""
        return _by(self.documents, "kind", kind)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; ``KeyError`` where there is none."""
        return _by(self.rules, "id", rule_id)


T = TypeVar("T")


def _by(entries: tuple[T, ...], key: str, value: str) -> T:
    for entry in entries:
        if getattr(entry, key) == value:
            return entry
    raise KeyError(value)
