"""Earlier versions of the 工作总结, read off the history of the case.

The text is saved every half second while somebody writes; what is offered is what was there when
they paused, and what was there before much of it went.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from desktop.domain.moments import beijing
from desktop.domain.wordcount import count
from desktop.language import tr

PAUSE = timedelta(minutes=10)
"""What stood so long is a version."""

LOSS = 20
"""Characters that went at once: what was there before is a version."""


_CLAUSE = re.compile(r"[^，。；！？\n]+[，。；！？\n]*|[，。；！？\n]+")


@dataclass(frozen=True, slots=True)
class Version:
    """The text as it was from the moment ``at``, with its 字."""

    at: datetime
    text: str
    words: int

    @property
    def when(self) -> str:
        """The moment in Beijing time, as a clock shows it."""
        at = beijing(self.at)
        return tr(
            "{year}年{month}月{day}日 {at:%H:%M}", year=at.year, month=at.month, day=at.day, at=at
        )


def versions(past: Sequence[tuple[datetime, str]], now: str) -> tuple[Version, ...]:
    """The versions worth going back to, the latest first; not what stands there now.

    ``past`` is every text there was and since when, oldest first.
    """
    kept: dict[str, Version] = {}
    for (at, text), (until, following) in pairwise(past):
        paused = until - at >= PAUSE
        lost = len(text) - len(following) >= LOSS or _replaced(text, following)
        if text.strip() and text != now and (paused or lost):
            kept.pop(text, None)  # the last time it stood there
            kept[text] = Version(at, text, count(text).high)
    return tuple(reversed(kept.values()))


def gone(text: str, now: str) -> Iterator[tuple[int, int]]:
    """Which clauses of an earlier ``text`` are not in the one of ``now``: from–to."""
    old, new = _CLAUSE.findall(text), _CLAUSE.findall(now)
    places = [0, *accumulate(map(len, old))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, _, _ in matcher.get_opcodes():
        if kind in ("delete", "replace"):
            yield places[start], places[end]


def _replaced(text: str, following: str) -> bool:
    """Whether the next save has put something quite different in its place."""
    short = min(len(text), len(following))
    start = next((n for n in range(short) if text[n] != following[n]), short)
    tail = next(
        (n for n in range(short - start) if text[-1 - n] != following[-1 - n]), short - start
    )
    return len(text) - start - tail >= LOSS
