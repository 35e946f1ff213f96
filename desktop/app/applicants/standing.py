"""Where an application stands, in one word, and what it has to be in time for next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain import derived, moments, reviews
from desktop.domain.case import Case
from desktop.domain.finding import Finding, submittable
from desktop.domain.notice import Notice
from desktop.language import tr


class Status(StrEnum):
    """How far an application is; :attr:`UNSEEN` and :attr:`CLOSED` say that nobody can tell yet."""

    RESULT = tr("已出结果")
    RETURNED = tr("退回修改")
    SUBMITTED = tr("已提交")
    DISPUTED = tr("有异议")
    POSTED = tr("公示中")
    READY = tr("可提交")
    REVIEWED = tr("已审核")
    TO_REVIEW = tr("待审核")
    FILLING = tr("填写中")
    UNSEEN = tr("待检查")
    CLOSED = tr("打不开")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a status is read off."""

    case: Case
    findings: Sequence[Finding]
    now: datetime
    received: bool
    came_since: bool


@dataclass(frozen=True, slots=True)
class Due:
    """The next moment something must be done by, and what that is; it may have passed."""

    at: datetime
    word: str


def status(
    case: Case,
    findings: Sequence[Finding],
    now: datetime,
    *,
    received: bool,
    came_since: bool = False,
) -> Status:
    """The first that holds; ``received`` where the case came in a package.

    ``came_since``: the last review was not of this version (:func:`reviewing.came_since`).
    """
    seen = _Seen(case, findings, now, received, came_since)
    return next(word for word, holds in _TABLE if holds(seen))


def open_remarks(case: Case) -> int:
    """How many 审核意见 and 退回意见 nobody has dealt with."""
    last = derived.open_return(case)
    outside = last.remarks if last is not None else ()
    return sum(not remark.resolved_at for remark in (*case.remarks, *outside))


def due(case: Case, notice: Notice) -> Due | None:
    """What comes next: a return's term, the portal before submission, then fee and paper.

    None where nothing more is to be done, or the notice sets no time.
    """
    if case.track.result:
        return None
    term = derived.return_due(case, notice)
    if term is not None:
        return Due(term.earliest, tr("退回修改"))
    if not case.track.submitted or derived.open_return(case) is not None:
        closes = derived.closing(notice)
        return Due(closes, tr("网上申报")) if closes is not None else None
    done = {"paper": case.track.paper_delivered_at, "fee": case.track.paid_at}
    left = [
        Due(closes, window.title)
        for window in notice.deadlines
        if window.id in done
        and not done[window.id]
        and (closes := derived.closing(notice, window.id)) is not None
    ]
    return min(left, key=lambda one: one.at, default=None)


def _returned(seen: _Seen) -> bool:
    if derived.open_return(seen.case) is not None:
        return True
    if reviews.is_sent_back(seen.case):
        return True
    return any(not remark.resolved_at for remark in seen.case.remarks)


def _disputed(seen: _Seen) -> bool:
    return seen.case.pub.disputed is True


def _posted(seen: _Seen) -> bool:
    first, last = moments.day(seen.case.pub.start), moments.day(seen.case.pub.end)
    today = moments.beijing(seen.now).date()
    return first is not None and first <= today and (last is None or today <= last)


def _overtaken(seen: _Seen) -> bool:
    return seen.received and seen.came_since and reviews.is_through(seen.case)


_TABLE: tuple[tuple[Status, Callable[[_Seen], bool]], ...] = (
    (Status.RESULT, lambda seen: bool(seen.case.track.result)),
    (Status.RETURNED, _returned),
    (Status.SUBMITTED, lambda seen: seen.case.track.submitted),
    (Status.DISPUTED, _disputed),
    (Status.POSTED, _posted),
    # What the rules read of a review is of the older version, too.
    (Status.TO_REVIEW, _overtaken),
    (Status.READY, lambda seen: submittable(seen.findings)),
    (Status.REVIEWED, lambda seen: reviews.is_through(seen.case)),
    (Status.TO_REVIEW, lambda seen: seen.received),
    (Status.FILLING, lambda _seen: True),
)
