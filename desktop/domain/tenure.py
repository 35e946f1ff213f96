"""How long somebody has held a title, worked, been dispatched: counted to the month, and shown.

How many years are wanted stands in the 评审条件, not in the notice, so none of it is judged. And at
which employer a 业绩 was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain import moments
from desktop.domain.case import Achievement, Case
from desktop.domain.vocabulary import BESIDE_A_POST, NOW, UNEMPLOYED


@dataclass(frozen=True, slots=True)
class Span:
    """Whole years and the months left over."""

    years: int
    months: int

    def __str__(self) -> str:
        return f"{self.years} 年 {self.months} 个月" if self.months else f"{self.years} 年"


def _span(months: int) -> Span:
    return Span(*divmod(months, 12))


def in_title(case: Case, now: datetime) -> Span | None:
    """任现职年限 up to ``now``; None without a title or its month."""
    since, until = moments.month(case.title.obtained), moments.month(NOW, now)
    if case.title.has is False or since is None or until is None or since > until:
        return None
    return _span(until - since)


def in_profession(case: Case, now: datetime) -> Span | None:
    """从业年限: months of professional work, overlaps counted once; None where none is entered."""
    worked: set[int] = set()
    for work in case.work:
        start, end = moments.month(work.start), moments.month(work.end, now)
        if work.professional and start is not None and end is not None and end - start < 1200:
            # A closed month is worked to its end; of the running month nothing is claimed.
            worked.update(range(start, end + (work.end != NOW)))
    return _span(len(worked)) if worked else None


def dispatched_months(case: Case, now: datetime) -> int | None:
    """Months since the dispatch to this place began; None where it is not entered."""
    since, until = moments.month(case.unit.dispatched_since), moments.month(NOW, now)
    return None if since is None or until is None else until - since


def changed_employer(case: Case, now: datetime) -> bool | None:
    """Two employers since the title was obtained (since the first job, without a title).

    As the 工作经历 tell it; None where they, or the title, cannot tell yet.
    """
    if not case.work or case.title.has is None:
        return None
    since = moments.month(case.title.obtained) if case.title.has else 0
    if since is None:
        return None
    units = {
        work.unit
        for work in case.work
        if work.unit
        and work.kind not in (*BESIDE_A_POST, UNEMPLOYED)
        and (moments.month(work.end, now) or 0) >= since
    }
    return len(units) > 1


def at_previous_employer(item: Achievement, case: Case) -> bool | None:
    """Whether a 业绩 was done before the present job: as answered, else by its date.

    It belongs to an earlier employer from the time the title was obtained up to the month in
    which the work at the present one began; None where that cannot be told.
    """
    if item.prev_employer is not None:
        return item.prev_employer
    done = moments.month(item.date)
    job = next((work for work in reversed(case.work) if work.end == NOW), None)
    starts = [
        start
        for work in case.work
        if job is not None
        and work.unit == job.unit
        and (start := moments.month(work.start)) is not None
    ]
    if done is None or not starts:
        return None
    obtained = moments.month(case.title.obtained) if case.title.has else None
    return done < min(starts) and (obtained is None or done >= obtained)
