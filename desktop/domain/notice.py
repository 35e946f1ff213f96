"""A notice (通知) once its pack has been read: its terms and its rules.

``None`` always means 通知未写: a limit the notice does not state is never invented.
"""

from __future__ import annotations

from typing import Literal, TypeVar

from pydantic import ConfigDict, Field

from desktop.domain.conditions import When
from desktop.domain.layouts import Layout, chosen
from desktop.domain.operations import Check
from desktop.domain.terms import (
    AssessmentTerms,
    Column,
    Deadline,
    DefenceTerms,
    DocumentTerms,
    Fee,
    FileTerms,
    MaskTerms,
    PaperTerms,
    Question,
    Shape,
    Slot,
    Source,
    SubmissionTerms,
    SummaryTerms,
    TrainingTerms,
)
from desktop.domain.workdays import Calendar

Stage = Literal[
    "register", "fill", "attach", "mask", "publicity", "submit", "return", "paper", "fee",
    "defence", "result",
]  # fmt: skip


class Rule(Source):
    """One rule: when it applies, what it checks, whom it binds, and where it stands.

    ``applies_when`` is ``"always"``, ``"passed"``, ``"returned"`` or facts that must all hold.
    ``page`` is the wizard page where it is put right. ``regulation`` is the title of the 上位规定 a
    rule comes from, where not from the notice itself; such a rule only warns.
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
    regulation: str = ""


class NoticeTerms(Shape):
    """All that a notice lays down: what its pack writes.

    ``wording`` holds every prescribed text once, with named places in braces (``{name}``),
    ``drafts`` texts of the program's own for documents the notice gives no wording for.
    ``achievement_types`` are the 业绩 it asks for. ``expires_on`` is a day after which it no longer
    holds.
    """

    id: str
    version: int
    title: str
    short_title: str
    expires_on: str | None = None
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
    submissions: SubmissionTerms | None = None
    return_hours: int | None = None
    training: tuple[TrainingTerms, ...] = ()
    assessment: AssessmentTerms | None = None
    files: FileTerms = FileTerms()
    fees: tuple[Fee, ...] = ()
    defence: DefenceTerms = DefenceTerms()
    achievement_types: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    slots: tuple[Slot, ...] = ()
    documents: tuple[DocumentTerms, ...] = ()
    papers: tuple[PaperTerms, ...] = ()
    questions: tuple[Question, ...] = ()
    wording: dict[str, str] = Field(default_factory=dict)
    drafts: dict[str, str] = Field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


class Notice(NoticeTerms):
    """A notice, ready to check cases against.

    ``text`` is its full text, for showing a quote in its context: every ``quote`` is literally
    found in it, those of rules from a 上位规定 (``regulation``) excepted. ``own`` are the office's
    Word templates for its documents, by their kind; ``layouts`` tell how documents look.
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    text: str = ""
    calendar: Calendar = Calendar()
    layouts: tuple[Layout, ...] = ()
    own: dict[str, bytes] = Field(default_factory=dict, repr=False)

    def layout(self, terms: DocumentTerms) -> Layout:
        """How that document looks."""
        return chosen(self.layouts, self.id, terms.kind, terms.way)

    def deadline(self, deadline_id: str) -> Deadline:
        """The window of that id; ``KeyError`` where the notice has none."""
        return _by(self.deadlines, "id", deadline_id)

    def slot(self, slot_id: str) -> Slot:
        """The slot of that id; ``KeyError`` where the notice has none."""
        return _by(self.slots, "id", slot_id)

    def document(self, kind: str) -> DocumentTerms:
        """The document of that kind; ``KeyError`` where the notice wants none."""
        return _by(self.documents, "kind", kind)

    def question(self, question_id: str) -> Question:
        """The question of that id; ``KeyError`` where the notice asks none."""
        return _by(self.questions, "id", question_id)

    def rule(self, rule_id: str) -> Rule:
        """The rule of that id; ``KeyError`` where there is none."""
        return _by(self.rules, "id", rule_id)


T = TypeVar("T")


def _by(entries: tuple[T, ...], key: str, value: str) -> T:
    for entry in entries:
        if getattr(entry, key) == value:
            return entry
    raise KeyError(value)
