"""What moving a case to another version of its notice changes: the notice, and its findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.app.messages import WORDS, message
from desktop.app.notice_comparison import compare
from desktop.domain.finding import Finding, Verdict
from desktop.domain.notice import Notice

_QUIET = (Verdict.PASS, Verdict.INFO, Verdict.NA)
"""Who turns from one of these to another has nothing to do."""


def differences(old: Notice, new: Notice) -> tuple[str, ...]:
    """What ``new`` asks otherwise than ``old``, in sentences: its terms, then its rules."""
    pairs = [p for group in compare(old, new) for p in group.pairs if p.differs]
    told = [
        f"{p.about}：原来是“{_line(p.left.text)}”，现在是“{_line(p.right.text)}”。" for p in pairs
    ]
    before, after = ({r.id: r for r in notice.rules} for notice in (old, new))
    told += [f"新增一条：{r.say}。" for i, r in after.items() if i not in before]
    told += [f"不再有：{r.say}。" for i, r in before.items() if i not in after]
    same = [(before[i], r) for i, r in after.items() if i in before]
    told += [
        f"“{r.say}”这一条有改动。" for was, r in same if was.check != r.check or was.say != r.say
    ]
    return tuple(told)


def _line(text: str) -> str:
    return text.replace("\n", "；")


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
            return f"新增“{self.say}”：{self.after}。{self.reason}"
        if not self.after:
            return f"不再检查“{self.say}”（原来：{self.before}）。"
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
        message(new) if new and not _quiet(new) else "",
    )


def _verdict(finding: Finding | None) -> Verdict | None:
    return finding.verdict if finding else None


def _quiet(finding: Finding | None) -> bool:
    return finding is None or finding.verdict in _QUIET
