"""已知悉: what the checks could not decide has been read by the person, point by point.

An acknowledgement holds for the reason it was given for: a rule that warns of something else later
on has to be read again.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop.domain.case import Case
from desktop.domain.finding import Finding, Verdict

ASKED = (Verdict.WARN, Verdict.UNKNOWN)
"""These stop nothing, but want to be read (model.md 11)."""


def key(finding: Finding) -> str:
    """What the tick is kept under; no rule has such an id."""
    return f"known:{finding.rule}:{finding.reason}"


def known(case: Case, finding: Finding) -> bool:
    """Whether this finding has been acknowledged."""
    wanted = key(finding)
    return any(tick.rule == wanted for tick in case.ticks)


def unread(case: Case, findings: Iterable[Finding]) -> int:
    """How many findings still want to be read."""
    return sum(f.verdict in ASKED and not known(case, f) for f in findings)
