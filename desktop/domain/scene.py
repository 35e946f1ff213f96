"""What a check looks at, and what it answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from desktop.domain import moments
from desktop.domain.case import Achievement, Attachment, Case, PaperState
from desktop.domain.change import get
from desktop.domain.finding import Verdict
from desktop.domain.lacking import present
from desktop.domain.notice import Notice
from desktop.domain.stated import filled
from desktop.domain.terms import Question
from desktop.domain.vocabulary import NOTHING

Facts = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check's answer before the rule's severity is put on it.

    ``settled`` tells that the case itself holds the confirmation the rule asks for,
    ``confirmable`` that a confirmation does as well as what is lacking.
    """

    verdict: Verdict
    reason: str
    facts: Facts = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    slot: str = ""
    settled: bool = False
    confirmable: bool = False

    def telling(self, facts: Facts) -> Outcome:
        """The same answer with more facts for its message."""
        return replace(self, facts=self.facts | facts)


def ok(reason: str = "ok", *, settled: bool = False, **facts: str | int) -> Outcome:
    """The rule is met."""
    return Outcome(Verdict.PASS, reason, facts, settled=settled)


def fails(reason: str, *evidence: str, slot: str = "", **facts: str | int) -> Outcome:
    """The rule is not met."""
    return Outcome(Verdict.FAIL, reason, facts, evidence, slot)


def doubts(reason: str, *evidence: str, slot: str = "", **facts: str | int) -> Outcome:
    """It cannot be said for certain, or the notice leaves it open."""
    return Outcome(Verdict.WARN, reason, facts, evidence, slot)


def waits(reason: str, *evidence: str, **facts: str | int) -> Outcome:
    """The person has still to answer or confirm something."""
    return Outcome(Verdict.TODO, reason, facts, evidence)


def opens(reason: str, *evidence: str, **facts: str | int) -> Outcome:
    """Its time has not come yet."""
    return Outcome(Verdict.OPEN, reason, facts, evidence)


_WEIGHT = {Verdict.FAIL: 0, Verdict.TODO: 1, Verdict.WARN: 2, Verdict.UNKNOWN: 3, Verdict.OPEN: 4}
_FINE = 5
_COUNTED = (Verdict.FAIL, Verdict.TODO, Verdict.WARN)


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The gravest of several; ``more`` tells how many others of the same verdict there are.

    Empty fields are named together, everything else one after the other as it is put right.
    """
    found = sorted(outcomes, key=lambda outcome: _WEIGHT.get(outcome.verdict, _FINE))
    if not found or found[0].verdict not in _COUNTED:
        return found[0] if found else ok()
    first = found[0]
    same = [outcome for outcome in found if outcome.verdict is first.verdict]
    if first.reason == "empty":
        empty = [outcome for outcome in same if outcome.reason == "empty"]
        paths = tuple(dict.fromkeys(path for outcome in empty for path in outcome.evidence))
        first = replace(first, evidence=paths)
        same = [first, *(outcome for outcome in same if outcome.reason != "empty")]
    return first.telling({"more": len(same) - 1}) if len(same) > 1 else first


def blank(value: object) -> bool:
    """Whether a field holds nothing yet; ``无`` is an answer."""
    return value is None or value in ("", ())


def says_nothing(value: object) -> bool:
    """Whether a field that needs a real answer holds none: empty, or 无."""
    return blank(value) or value == NOTHING


@dataclass(frozen=True, slots=True)
class Scene:
    """A case, its notice and the moment (Beijing time), with its files looked up by place."""

    case: Case
    notice: Notice
    now: datetime
    others: Sequence[Case] = ()
    by_slot: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)
    by_subject: Mapping[str, Sequence[Attachment]] = field(default_factory=dict)

    @classmethod
    def of(cls, case: Case, notice: Notice, now: datetime, others: Sequence[Case] = ()) -> Scene:
        """The scene of ``case``, without what is set aside; unreadable files are not there."""
        case = present(case)
        by_slot: defaultdict[str, list[Attachment]] = defaultdict(list)
        by_subject: defaultdict[str, list[Attachment]] = defaultdict(list)
        for file in case.attachments:
            if file.readable:
                by_slot[file.slot].append(file)
                by_subject[file.subject].append(file)
        return cls(case, notice, moments.beijing(now), others, by_slot, by_subject)

    def value(self, path: str) -> object:
        """The value of the field at ``path``."""
        found: object = get(self.case, path)
        return found

    def text(self, path: str) -> str:
        """The text of the field at ``path``; "" where it is empty."""
        found = self.value(path)
        return found if isinstance(found, str) else ""

    def files(self, slot: str) -> Sequence[Attachment]:
        """The readable files in a slot."""
        return self.by_slot.get(slot, ())

    def files_of(self, subject: str) -> Sequence[Attachment]:
        """The readable files that belong to a list entry."""
        return self.by_subject.get(subject, ()) if subject else ()

    def which(self, item: Achievement) -> str:
        """The 业绩 as people count it: 第 2 项业绩成果."""
        same = [one.id for one in self.case.items if one.type == item.type]
        return f"第 {same.index(item.id) + 1} 项{item.type}"

    def paper(self, document: str) -> PaperState | None:
        """What is known of a document on paper."""
        return next((paper for paper in self.case.papers if paper.id == document), None)

    def wording(self, key: str) -> tuple[str, tuple[str, ...]]:
        """Prescribed wording with its places filled, or the fields that lack for it."""
        return filled(self.notice.wording[key], self.case, self.now)

    def question(self, question_id: str) -> Question:
        """One of the notice's own questions."""
        return self.notice.question(question_id)

    def answer(self, question_id: str) -> str:
        """What was answered to one of the notice's own questions; "" where nothing yet."""
        return next((a.value for a in self.case.answers if a.id == question_id), "")

    def asks(self, *questions: Question) -> Outcome:
        """Questions nobody answered yet: the applicant's are to do, the unit's leave it unknown."""
        own = [question for question in questions if question.by == "applicant"]
        asked: Facts = {"asked": "".join(f"“{question.ask}”" for question in own or questions)}
        paths = tuple(f"answers.{question.id}" for question in own or questions)
        if own:
            return Outcome(Verdict.TODO, "unanswered", asked, paths)
        return Outcome(Verdict.UNKNOWN, "unit_unanswered", asked, paths)

    @property
    def finished(self) -> bool:
        """Whether the case claims to be complete: the unit has passed it, or it is handed in."""
        at = moments.instant(self.case.track.first_submit_at)
        passed = bool(self.case.unit_audit.opinion_text.strip())
        return passed or (at is not None and at.first <= self.now)

    def empty(self, *paths: str) -> Outcome:
        """Fields nobody filled in yet: still to do, and wrong once the case claims to be whole."""
        return fails("empty", *paths) if self.finished else waits("empty", *paths)

    def missing(self, slots: Sequence[str], n: int | None = None) -> Outcome:
        """Files that are not there; ``n`` of the ``slots`` (all, where not said) are wanted."""
        names = "、".join(self.title(slot) for slot in slots)
        wanted = len(slots) if n is None else n
        reason = "files_missing" if wanted == len(slots) else "files_missing_some"
        return fails(reason, "attachments", slot=slots[0], names=names, n=wanted)

    def title(self, slot_id: str) -> str:
        """What the slot is called."""
        return next((slot.title for slot in self.notice.slots if slot.id == slot_id), slot_id)

    def title_of(self, document: str) -> str:
        """What the document is called."""
        return self.notice.document(document).title
