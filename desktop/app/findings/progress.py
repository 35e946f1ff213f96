"""How far one is: the findings folded into the few states a person has to tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from desktop.app.findings.acknowledged import key
from desktop.app.findings.messages import WORDS
from desktop.domain.finding import Finding, Verdict

State = Literal["done", "fix", "look", "open", "rest"]
"""已符合 · 需修改 · 请留意 · 还要做 · nothing to do (不适用, 提示, 时间未到 …)."""

STATES: dict[Verdict, State] = {
    Verdict.PASS: "done",
    Verdict.FAIL: "fix",
    Verdict.WARN: "look",
    Verdict.TODO: "open",
    Verdict.UNKNOWN: "look",
    Verdict.OPEN: "rest",
    Verdict.LATER: "rest",
    Verdict.NA: "rest",
    Verdict.INFO: "rest",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts over findings that ask something of this person; ``total`` leaves out the rest."""

    done: int = 0
    fix: int = 0
    look: int = 0
    open: int = 0

    @property
    def total(self) -> int:
        """Everything that is asked."""
        return self.done + self.fix + self.look + self.open

    @property
    def left(self) -> int:
        """What is still to be done."""
        return self.fix + self.open + self.look

    @property
    def share(self) -> float:
        """Done of all, 0–1; 1 where nothing is asked."""
        return self.done / self.total if self.total else 1.0


NOT_YET = frozenset(
    "files_missing files_missing_some forms_missing certificates_missing "
    "mask_undecided proof_missing entry_file_missing parts_missing entry_incomplete".split()
)
"""Reasons of a FAIL that only say something is not there yet: no mistake has been made."""

_WORDS: dict[State, str] = {"open": "待完成"}


def state(finding: Finding) -> State:
    """What the finding means to the person."""
    if finding.verdict is Verdict.FAIL and finding.reason in NOT_YET:
        return "open"
    return STATES[finding.verdict]


def word(finding: Finding) -> str:
    """The state in one word (已符合, 需修改, 待完成)."""
    if finding.reason == "not_confirmed":
        return WORDS[finding.verdict]
    return _WORDS.get(state(finding), WORDS[finding.verdict])


def counted(finding: Finding, seen: Collection[str] = (), given: Collection[str] = ()) -> State:
    """What the finding counts as for one person.

    ``seen`` are the acknowledgements (:mod:`~desktop.app.findings.acknowledged`): what was read is
    done. ``given`` are rules that hold before anything has been filled in: while they hold they
    ask nothing of anybody.
    """
    one = state(finding)
    if one == "look" and key(finding) in seen:
        return "done"
    if one == "done" and finding.rule in given:
        return "rest"
    return one


def progress(
    findings: Iterable[Finding], seen: Collection[str] = (), given: Collection[str] = ()
) -> Progress:
    """The counts of ``findings``, each as :func:`counted` has it."""
    return tally(counted(finding, seen, given) for finding in findings)


def tally(states: Iterable[State]) -> Progress:
    """How many there are of each state; what rests is not counted."""
    counts = Counter(states)
    return Progress(counts["done"], counts["fix"], counts["look"], counts["open"])
