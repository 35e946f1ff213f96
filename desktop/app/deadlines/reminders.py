"""What is to be reminded of while the program is open: returns that run, windows about to close.

A reminder comes again when less time is left than the last time it was put away, not sooner.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.app.deadlines import dates, remaining
from desktop.app.deadlines.dates import RETURN, Event
from desktop.app.deadlines.ledger import Account
from desktop.language import tr

KEY = "reminders"
"""Under which key of the library's memory those put away are kept."""

_HOURS = (1, 6, 24, 48)
"""A return that runs is told anew when no more than so many hours are left …"""

_DAYS = (0, 1, 3)
"""… a window when so many days are, its last one being 0."""

_KEPT = 200
"""So many that were put away are kept, the newest."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One sentence, and the cases it is about; ``key`` tells it and how urgent it is."""

    key: str
    said: str
    case_ids: tuple[str, ...]
    at: datetime


def reminders(
    accounts: Sequence[Account], now: datetime, put_away: Iterable[str] = ()
) -> tuple[Reminder, ...]:
    """What is to be told at this moment, the most urgent first."""
    away = frozenset(put_away)
    found = (_of(event, now) for event in dates.calendar(accounts).events)
    told = (one for one in found if one is not None and one.key not in away)
    return tuple(sorted(told, key=lambda one: one.at))


def _of(event: Event, now: datetime) -> Reminder | None:
    if not event.due or not event.people:
        return None
    level = _level(event, now)
    if level is None:
        return None
    left, _ = dates.left(event, now)
    when = dates.when(event, now)
    names = "、".join(person.name for person in event.people[:3] if person.name)
    many = tr("等 {count} 人", count=len(event.people)) if len(event.people) > 3 else ""
    said = f"{event.title}：{when}，{left}。{names}{many}".rstrip("。") + "。"
    ids = tuple(person.case_id for person in event.people)
    key = f"{event.notice.id}/{event.key}@{level}"
    return Reminder(key, said, ids, event.at)


def _level(event: Event, now: datetime) -> str | None:
    """How urgent it is; None where it is not, or nothing can be done any more."""
    if event.key.startswith(RETURN):
        if now > event.at:
            return "over"
        hours = (event.at - now) / timedelta(hours=1)
        return next((f"{most}h" for most in _HOURS if hours <= most), f"{_HOURS[-1]}h")
    if now > event.at:
        return None
    days = remaining.days(now, event.at)
    return next((f"{most}d" for most in _DAYS if days <= most), None)


def away(put_away: object, key: str) -> list[str]:
    """What is kept once ``key`` is put away as well."""
    return [*(one for one in known(put_away) if one != key), key][-_KEPT:]


def known(kept: object) -> Iterator[str]:
    """The keys in what was kept; none in what cannot be read."""
    yield from (one for one in kept if isinstance(one, str)) if isinstance(kept, list) else ()
