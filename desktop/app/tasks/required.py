"""What is required of the person a case is about, counted alike wherever it is shown.

A new case starts at 0: what holds by itself (no vague words in a text nobody has written) is
nobody's merit and asks nothing of anybody. What does not apply, and what only comes later, is not
counted either; what was read and acknowledged is done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from desktop.app.findings.progress import Progress, State, counted, progress
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
        seen = self._seen()
        return tuple((f, counted(f, seen, self._given)) for f in self._session.findings)

    def progress(self) -> Progress:
        """How far all of it is."""
        return self._of(self._session.findings)

    def whole(self) -> Progress:
        """The same with what all of it is for: that the case is submitted."""
        counts = self.progress()
        if self._session.case.track.submitted:
            return replace(counts, done=counts.done + 1)
        return replace(counts, open=counts.open + 1)

    def by_page(self) -> dict[str, Progress]:
        """How far each page is; the last one is done when everything is."""
        findings = self._session.findings
        pages = {page.id: self._of(f for f in findings if f.page == page.id) for page in PAGES}
        return pages | {PAGES[-1].id: self._of(findings)}

    def left(self, *states: State) -> tuple[Finding, ...]:
        """The findings in these states, in the order of the pages, on each what is wrong first."""
        order = {page.id: at for at, page in enumerate(PAGES)}
        wanted = [(f, one) for f, one in self.states() if one in states]
        wanted.sort(key=lambda pair: (order.get(pair[0].page, len(order)), pair[1] != "fix"))
        return tuple(finding for finding, _ in wanted)

    def _of(self, findings: Iterable[Finding]) -> Progress:
        return progress(findings, self._seen(), self._given)

    def _seen(self) -> frozenset[str]:
        return frozenset(tick.rule for tick in self._session.case.ticks)
