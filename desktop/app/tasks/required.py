"""What is required of the person a case is about, counted alike wherever it is shown.

A new case starts at 0: what holds by itself (no vague words in a text nobody has written) is
nobody's merit and asks nothing of anybody. What does not apply, and what only comes later, is not
counted either; what was read and acknowledged is done.
"""

from __future__ import annotations

from dataclasses import replace

from desktop.app.findings.progress import Progress, State, counted, tally
from desktop.app.given import given
from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.domain.finding import Finding


class Required:
    """The findings of an open case as they count; follows the session by itself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._given = given(session.notice, session.now())

    def states(self) -> tuple[tuple[Finding, State], ...]:
        """Every finding with what it counts as."""
        seen = frozenset(tick.rule for tick in self._session.case.ticks)
        return tuple((f, counted(f, seen, self._given)) for f in self._session.findings)

    def progress(self) -> Progress:
        """How far all of it is."""
        return tally(one for _, one in self.states())

    def whole(self) -> Progress:
        """The same with what all of it is for: that the case is submitted."""
        counts = self.progress()
        if self._session.case.track.submitted:
            return replace(counts, done=counts.done + 1)
        return replace(counts, open=counts.open + 1)

    def by_page(self) -> dict[str, Progress]:
        """How far each page is; the last one is done when everything is."""
        here: dict[str, list[State]] = {page.id: [] for page in PAGES}
        states = self.states()
        for finding, one in states:
            here.setdefault(finding.page, []).append(one)
        pages = {page.id: tally(here[page.id]) for page in PAGES}
        return pages | {PAGES[-1].id: tally(one for _, one in states)}

    def left(self, *states: State) -> tuple[Finding, ...]:
        """The findings in these states, in the order of the pages, on each what is wrong first."""
        order = {page.id: at for at, page in enumerate(PAGES)}
        wanted = [(f, one) for f, one in self.states() if one in states]
        wanted.sort(key=lambda pair: (order.get(pair[0].page, len(order)), pair[1] != "fix"))
        return tuple(finding for finding, _ in wanted)
