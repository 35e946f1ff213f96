"""What a check found: a verdict with its reason, its evidence and the clause it stands on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """The verdict words of the notices' rules."""

    PASS = "PASS"
    FAIL = "FAIL"
    WARN = "WARN"
    TODO = "TODO"
    OPEN = "OPEN"
    LATER = "LATER"
    NA = "NA"
    INFO = "INFO"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's verdict on one case.

    ``reason`` and ``facts`` say why in a form the message table turns into a sentence
    (``app/findings/messages.py``); ``evidence`` are the paths of the fields and entries concerned,
    the first being where to go; ``page`` is the wizard page that shows them. ``slot`` names the
    附件栏目 where a file is what is missing. For checks that are the program's own and not the
    notice's (``entry.…``), ``clause`` and ``quote`` are empty.
    """

    rule: str
    verdict: Verdict
    say: str
    reason: str
    facts: dict[str, str | int] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    page: str = ""
    slot: str = ""
    clause: str = ""
    quote: str = ""
    note: str = ""
    binds: tuple[str, ...] = ()
    stage: str = ""


BLOCKING = (Verdict.FAIL, Verdict.TODO)
"""With one of these open nothing can be submitted."""


def submittable(findings: Iterable[Finding]) -> bool:
    """可提交: nothing blocking is open; what warns (请留意) stops nothing."""
    return not any(finding.verdict in BLOCKING for finding in findings)
