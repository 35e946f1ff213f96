"""What moving a case to another version of its notice does to its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.app.findings.messages import WORDS, spoken
from desktop.domain.finding import Finding, Verdict
from desktop.language import tr

_QUIET = (Verdict.PASS, Verdict.INFO, Verdict.NA)
"""Who turns from one of these to another has nothing to do."""


@dataclass(frozen=True, slots=True)
class FindingChange:
    """A finding that comes, goes or turns; a word of its verdict is empty where it is not there."""

    say: str
    before: str
    after: str
    reason: str

    @property
    def text(self) -> str:
        """As one sentence."""
        if not self.before:
            return tr(
                "新增“{say}”：{after}。{reason}", say=self.say, after=self.after, reason=self.reason
            )
        if not self.after:
            return tr("不再检查“{say}”（原来：{before}）。", say=self.say, before=self.before)
        return f"“{self.say}”：{self.before} → {self.after}。{self.reason}"


def finding_changes(
    before: Sequence[Finding], after: Sequence[Finding]
) -> tuple[FindingChange, ...]:
    """What the person will find changed, rule by rule, in the order of the new findings."""
    old = {finding.rule: finding for finding in before}
    new = {finding.rule: finding for finding in after}
    turned = (_change(old.get(rule), finding) for rule, finding in new.items())
    gone = (_change(finding, None) for rule, finding in old.items() if rule not in new)
    return tuple(change for change in (*turned, *gone) if change)


def _change(old: Finding | None, new: Finding | None) -> FindingChange | None:
    here = new or old
    if here is None or _verdict(old) is _verdict(new):
        return None
    if _quiet(old) and _quiet(new):
        return None
    return FindingChange(
        here.say,
        WORDS[old.verdict] if old else "",
        WORDS[new.verdict] if new else "",
        spoken(new) if new and not _quiet(new) else "",
    )


def _verdict(finding: Finding | None) -> Verdict | None:
    return finding.verdict if finding else None


def _quiet(finding: Finding | None) -> bool:
    return finding is None or finding.verdict in _QUIET
