"""任务清单: the findings by page and the steps behind them, in the order they are worked off."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.app.findings.progress import Progress, State, tally
from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.app.tasks.required import Required
from desktop.app.tasks.steps import Step, steps
from desktop.domain.finding import Finding, Verdict

_ORDER: dict[State, int] = {"fix": 0, "open": 1, "look": 2, "done": 3, "rest": 4}
"""On each page: what is to be done, what is done, what comes later, what does not apply."""

LAST = PAGES[-1].id


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs to one page, ``steps`` first; mere reminders are no task and left out."""

    page: str
    title: str
    steps: tuple[Step, ...]
    findings: tuple[tuple[Finding, State], ...]
    progress: Progress

    @property
    def state(self) -> State:
        """All of it in one mark."""
        counts = self.progress
        if not counts.total:
            return "rest"
        return "fix" if counts.fix else "open" if counts.left else "done"


def listing(session: Session, required: Required) -> tuple[Group, ...]:
    """Every group that has anything in it; once the case is out, what follows stands first."""
    states = required.states()
    complete = not any(one in ("fix", "open") for _, one in states)
    done = steps(session, complete=complete)
    groups = []
    for page in PAGES:
        here = [(f, one) for f, one in states if f.page == page.id and not _reminds(f)]
        here.sort(key=lambda pair: (_ORDER[pair[1]], pair[0].verdict is Verdict.NA))
        own = done if page.id == LAST else ()
        if here or own:
            groups.append(Group(page.id, page.title, own, tuple(here), _count(own, here)))
    if session.case.track.submitted:
        groups.sort(key=lambda group: group.page != LAST)  # what is still alive comes first
    return tuple(groups)


def _reminds(finding: Finding) -> bool:
    return finding.verdict is Verdict.INFO


def _count(own: tuple[Step, ...], here: list[tuple[Finding, State]]) -> Progress:
    return tally([*(one.state for one in own), *(one for _, one in here)])
