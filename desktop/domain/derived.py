"""What follows from a case and its notice and is shown, but never typed (model.md 10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.operations.times import Resubmitted
from desktop.domain.proceedings import Return
from desktop.domain.terms import Fee
from desktop.domain.workdays import Calendar


@dataclass(frozen=True, slots=True)
class PublicityEnd:
    """Earliest last day of 公示, for certain and if its first day counted (通知未写)."""

    day: date
    day_if_first_counts: date


def publicity_end(start: str, calendar: Calendar, workdays: int = 5) -> PublicityEnd | None:
    """When a 公示 beginning at ``start`` has lasted ``workdays`` days; None without data for it."""
    first = moments.day(start)
    if first is None:
        return None
    day = calendar.after(first, workdays)
    early = calendar.after(first, workdays, counting_start=True)
    return None if day is None or early is None else PublicityEnd(day, early)


@dataclass(frozen=True, slots=True)
class PublicityDays:
    """How long a 公示 lasts: working days without and with its first day, and plain days."""

    workdays: int
    workdays_with_first: int
    days: int


def publicity_days(start: str, end: str, calendar: Calendar) -> PublicityDays | None:
    """The length of a 公示; None where a date is missing or no data is there."""
    first, last = moments.day(start), moments.day(end)
    if first is None or last is None or last < first or (last - first).days > 366:
        return None
    whole = calendar.count(first, last)
    if not whole.known:
        return None
    without_first = whole.least - calendar.count(first, first).least
    return PublicityDays(without_first, whole.least, (last - first).days + 1)


def latest_publicity_start(notice: Notice) -> date | None:
    """The last day on which a 公示 can begin so that its result is out before 网上申报 closes."""
    closes = closing(notice)
    if closes is None or notice.publicity_workdays is None:
        return None
    # 公示结果 bears a later date than the last day of 公示 (附件2), and is uploaded in time.
    return notice.calendar.before(closes.date() - timedelta(days=1), notice.publicity_workdays)


def fee(case: Case, notice: Notice) -> Fee | None:
    """What the notice charges for this kind of application and level; None: 通知未写."""
    chosen = (case.apply.type, case.apply.level)
    return next((fee for fee in notice.fees if (fee.type, fee.level) == chosen), None)


@dataclass(frozen=True, slots=True)
class ReturnDeadline:
    """When a returned application must be back; ``platform`` where the platform closes earlier."""

    due: datetime
    platform: datetime | None

    @property
    def earliest(self) -> datetime:
        """The moment that counts."""
        return self.due if self.platform is None else min(self.due, self.platform)


def return_deadline(returned_at: str, hours: int, closes: datetime | None) -> ReturnDeadline | None:
    """``hours`` plain hours after the return, in Beijing time (48 hours are not working hours)."""
    returned = moments.instant(returned_at)
    # The last years that can be written leave no room for a term.
    if returned is None or returned.first.year >= date.max.year:
        return None
    due = returned.first + timedelta(hours=hours)
    return ReturnDeadline(due, closes if closes is not None and closes < due else None)


ONLINE = "online"
"""The id of the window of 网上申报."""


def closing(notice: Notice, deadline_id: str = ONLINE) -> datetime | None:
    """The last moment of a window; None: 通知未写."""
    window = next((d for d in notice.deadlines if d.id == deadline_id), None)
    return moments.closing(window.end, window.edge) if window and window.end else None


def return_due(case: Case, notice: Notice) -> ReturnDeadline | None:
    """When the last return must be back; None where nothing is out or the notice sets no term."""
    if not case.track.returns or notice.return_hours is None:
        return None
    last = open_return(case)
    if last is None:
        return None
    checks = (rule.check for rule in notice.rules)
    named = next((check.closes for check in checks if isinstance(check, Resubmitted)), "")
    closes = closing(notice, named) if named else None
    return return_deadline(last.at, notice.return_hours, closes)


def last_return(case: Case) -> Return | None:
    """The return that came last; None where there is none, or none with a readable moment."""
    known = [(at.first, entry) for entry in case.track.returns if (at := moments.instant(entry.at))]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def open_return(case: Case) -> Return | None:
    """The last return while it waits to be submitted again; None where nothing is out."""
    last = last_return(case)
    return last if last is not None and not last.resubmitted_at else None


_COUNTED_TO = {"applicant": ("单位", ""), "platform": ("单位", ""), "committee": ("评委会",)}


def submissions_counted(case: Case, notice: Notice) -> int | None:
    """How many submissions count as the notice counts them; None where it sets no limit."""
    if notice.submissions is None:
        return None
    counts = notice.submissions.counts
    to = [submission.to for submission in case.track.submits]
    own = sum(place in _COUNTED_TO[counts] for place in to)
    # What reached the committee was handed in by the applicant before.
    return max(own, to.count("评委会"))


def submissions_left(case: Case, notice: Notice) -> int | None:
    """Submissions left, never below 0; None where the notice sets no limit."""
    used = submissions_counted(case, notice)
    if used is None or notice.submissions is None:
        return None
    return max(notice.submissions.max - used, 0)
