"""What is handed in on paper (纸质材料): how many the notice wants, how many are at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from desktop.domain.case import Case, PaperState
from desktop.domain.finding import Finding, Verdict
from desktop.domain.notice import Notice
from desktop.domain.operations.papers import OnPaper
from desktop.domain.terms import PaperTerms

Standing = Literal["must", "later", "may", "not"]
"""要交 · 审核通过以后交 · 通知没有单独的规定 · 按现在填的用不到."""

UNSAID = "份数通知未写"


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper, who asks for it, and what is known of it."""

    terms: PaperTerms
    state: PaperState | None
    standing: Standing
    because: tuple[Finding, ...] = ()

    @property
    def counted(self) -> int:
        """How many sheets of it are told to be at hand."""
        return self.state.originals + self.state.copies if self.state else 0

    @property
    def enough(self) -> bool:
        """Whether there are as many as wanted; with nothing wanted, at least one."""
        if self.state is None:
            return False
        return self.counted > 0 and (
            self.state.originals >= (self.terms.originals or 0)
            and self.state.copies >= (self.terms.copies or 0)
        )


def handed_in(case: Case, notice: Notice, findings: Sequence[Finding]) -> tuple[Handed, ...]:
    """Every paper of the notice as things stand, in its order."""
    found = {finding.rule: finding for finding in findings}
    states = {state.id: state for state in case.papers}
    made = []
    for terms in notice.papers:
        because = tuple(
            found[rule.id]
            for rule in notice.rules
            if isinstance(rule.check, OnPaper)
            and terms.id in (*rule.check.of, rule.check.instead)
            and rule.id in found
        )
        made.append(Handed(terms, states.get(terms.id), _standing(because), because))
    return tuple(made)


def _standing(because: tuple[Finding, ...]) -> Standing:
    verdicts = {finding.verdict for finding in because} - {Verdict.NA}
    if not because:
        return "may"
    if not verdicts:
        return "not"
    return "later" if verdicts == {Verdict.LATER} else "must"


def wanted(terms: PaperTerms) -> str:
    """What the notice wants, in words: 原件 1 份、复印件 1 份，A4 正反面."""
    counts = [
        f"{name} {number} 份"
        for name, number in (("原件", terms.originals), ("复印件", terms.copies))
        if number
    ]
    sheet = (
        terms.size + {True: "正反面", False: "单面", None: ""}[terms.duplex]
        if terms.size or terms.duplex is not None
        else ""
    )
    return "，".join(filter(None, ("、".join(counts) or UNSAID, sheet)))
