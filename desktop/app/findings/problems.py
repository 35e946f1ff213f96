"""The checklist's sentences, handed to the fields they are about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from desktop.app.findings.messages import spoken
from desktop.app.findings.progress import State, state
from desktop.app.pages import page_of
from desktop.app.pages.asked import answer_path
from desktop.domain.finding import Finding
from desktop.language import tr


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong at one place; ``pending`` where there is only nothing there yet."""

    sentence: str = ""
    role: Literal["error", "care"] = "error"
    pending: bool = False

    def shown(self, touched: bool, demanded: bool) -> bool:
        """Shown once the field was left or 检查 pressed; what is merely pending only then."""
        return bool(self.sentence) and (demanded or (touched and not self.pending))


NONE = Problem()
EMPTY = Problem(tr("还没有填写。"), "care", pending=True)
_BLANK = frozenset({"empty", "unanswered"})
_RANK: dict[State, int] = {"fix": 3, "look": 2, "open": 1}


def problems(findings: Iterable[Finding]) -> dict[str, Problem]:
    """For each path the gravest problem the findings have with it.

    A finding speaks at the places shown on its own page: that the summary names the unit is said
    in the summary, not at the unit's name. Only that a field is empty is said at the field,
    whatever page asks for it.
    """
    found: dict[str, tuple[int, Problem]] = {}
    for finding in findings:
        rank = _RANK.get(state(finding), 0)
        if not rank:
            continue
        for path in map(answer_path, finding.evidence):
            if finding.reason in _BLANK and path not in found and page_of(path) != finding.page:
                found[path] = (rank, EMPTY)
            if rank > found.get(path, (0, NONE))[0] and page_of(path) == finding.page:
                role: Literal["error", "care"] = "error" if rank == 3 else "care"
                found[path] = (rank, Problem(spoken(finding), role, rank == 1))
    return {path: problem for path, (_, problem) in found.items()}
