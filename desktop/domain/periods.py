"""The program's own look at dates: readable, in order, not in the future, not overlapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from desktop.domain import moments
from desktop.domain.case import Case, Work
from desktop.domain.change import get
from desktop.domain.scene import Outcome, doubts, fails
from desktop.domain.vocabulary import BESIDE_A_POST, NOW

Found = Iterator[tuple[str, Outcome]]

_MONTHS = (
    "person.birth",
    "person.work_start",
    "unit.dispatched_since",
    "title.obtained",
    "civil_transfer.since",
    "career.start",
    "aid.start",
    "si.contract.start",
)
_OPEN_MONTHS = ("career.end", "si.contract.end")
_DAYS = ("pub.start", "pub.end", "pub.result_date", "pub.recommend_date")
_MOMENTS = (
    "unit_audit.at",
    "track.registered_at",
    "track.first_submit_at",
    "track.audit_at",
    "track.passed_at",
    "track.paper_delivered_at",
    "track.paper_mailed_at",
    "track.paid_at",
    "track.defence_at",
)
_PAST = ("person.birth", "person.work_start", "title.obtained", "career.start", "aid.start")
"""What cannot lie ahead."""

_LISTS = ("edu", "work", "appointments", "service")


def check_periods(case: Case, now: datetime) -> Found:
    """Everything about dates, at the moment ``now`` in Beijing time."""
    yield from _readable(case)
    yield from _past(case, now)
    yield from _reversed(case, now)
    yield from _too_young(case)
    yield from _overlaps(case, now)
    yield from _chain(case)
    yield from _days(case)
    yield from _returned(case)


def _readable(case: Case) -> Found:
    fields: list[tuple[str, str, bool]] = []
    fields += [(path, get(case, path), moments.month(get(case, path)) is None) for path in _MONTHS]
    for path in _OPEN_MONTHS:
        value = get(case, path)
        fields.append((path, value, value != NOW and moments.month(value) is None))
    fields += [(path, get(case, path), moments.day(get(case, path)) is None) for path in _DAYS]
    fields += [
        (path, get(case, path), moments.instant(get(case, path)) is None) for path in _MOMENTS
    ]
    for where in _LISTS:
        for entry in get(case, where):
            path = f"{where}.{entry.id}"
            fields.append((f"{path}.start", entry.start, moments.month(entry.start) is None))
            ends = entry.end != NOW and moments.month(entry.end) is None
            fields.append((f"{path}.end", entry.end, ends))
    for item in case.items:
        path = f"items.{item.id}"
        fields.append((f"{path}.start", item.start, moments.month(item.start) is None))
        fields.append((f"{path}.date", item.date, moments.month(item.date) is None))
    for qual in case.quals:
        fields.append((f"quals.{qual.id}.date", qual.date, moments.month(qual.date) is None))
    fields += [(path, at, moments.instant(at) is None) for path, at in _tracked(case)]
    for path, value, wrong in fields:
        if value and wrong:
            yield "date", fails("unreadable", path, value=value)
    months = [text for text in case.si.months if moments.month(text) is None]
    if months:
        yield "date", fails("unreadable", "si.months", value=months[0])


def _tracked(case: Case) -> Iterator[tuple[str, str]]:
    """The moments of submissions and returns."""
    for submission in case.track.submits:
        yield f"track.submits.{submission.id}.at", submission.at
    for entry in case.track.returns:
        path = f"track.returns.{entry.id}"
        yield f"{path}.at", entry.at
        yield f"{path}.resubmitted_at", entry.resubmitted_at
        for remark in entry.remarks:
            yield f"{path}.remarks.{remark.id}.resolved_at", remark.resolved_at


def _past(case: Case, now: datetime) -> Found:
    paths = [*_PAST, *(f"work.{work.id}.start" for work in case.work)]
    paths += [f"service.{entry.id}.start" for entry in case.service]
    paths += [f"quals.{qual.id}.date" for qual in case.quals]
    paths += [f"edu.{edu.id}.end" for edu in case.edu]
    paths += [f"items.{item.id}.date" for item in case.items]
    this_month = moments.month(NOW, now)
    for path in paths:
        value = get(case, path)
        at = moments.month(value)
        if at is not None and this_month is not None and at > this_month:
            yield "future", fails("date_future", path, value=moments.chinese_month(value))


def _reversed(case: Case, now: datetime) -> Found:
    spans = [
        (f"{where}.{entry.id}.end", entry.start, entry.end)
        for where in _LISTS
        for entry in get(case, where)
    ]
    spans += [(f"items.{item.id}.date", item.start, item.date) for item in case.items]
    spans.append(("career.end", case.career.start, case.career.end))
    spans.append(("si.contract.end", case.si.contract.start, case.si.contract.end))
    for path, start, end in spans:
        first, last = moments.month(start), moments.month(end, now)
        if first is not None and last is not None and last < first:
            yield "period", fails("reversed", path)


def _too_young(case: Case) -> Found:
    born, worked = moments.month(case.person.birth), moments.month(case.person.work_start)
    if born is not None and worked is not None and worked - born < 14 * 12:
        value = moments.chinese_month(case.person.work_start)
        yield "age", fails("worked_too_young", "person.work_start", value=value)


def _span(start: str, end: str, now: datetime) -> tuple[int, int] | None:
    first, last = moments.month(start), moments.month(end, now)
    return None if first is None or last is None or last < first else (first, last)


def _overlaps(case: Case, now: datetime) -> Found:
    jobs = [(work, _span(work.start, work.end, now)) for work in case.work]
    for n, (work, span) in enumerate(jobs):
        other = _meets(span, jobs[:n])
        if other is not None and not _aside(work, jobs[other][0]):
            yield "overlap", doubts("overlap", f"work.{work.id}", n=other + 1)
    for edu in case.edu:
        if edu.kind == "全日制":
            other = _meets(_span(edu.start, edu.end, now), jobs)
            if other is not None and case.work[other].kind != "学习":
                yield "overlap", doubts("study_overlap", f"edu.{edu.id}", n=other + 1)


def _meets(
    span: tuple[int, int] | None, jobs: Sequence[tuple[Work, tuple[int, int] | None]]
) -> int | None:
    """The first job that shares more than the month of changing over."""
    if span is None:
        return None
    for n, (_work, other) in enumerate(jobs):
        if other is not None and span[0] < other[1] and other[0] < span[1]:
            return n
    return None


def _aside(one: Work, other: Work) -> bool:
    return one.kind in BESIDE_A_POST or other.kind in BESIDE_A_POST


_CHAIN = (
    ("unit_audit.at", "单位审核", "pub.start", "公示开始"),
    ("pub.result_date", "公示结果落款", "pub.recommend_date", "推荐意见落款"),
    ("pub.result_date", "公示结果落款", "track.first_submit_at", "网上提交"),
    ("pub.recommend_date", "推荐意见落款", "track.first_submit_at", "网上提交"),
)
"""What comes no later than what, by 文书日期先后总则."""


def _chain(case: Case) -> Found:
    for first, first_name, then, then_name in _CHAIN:
        one, two = moments.instant(get(case, first)), moments.instant(get(case, then))
        if one is not None and two is not None and one.first > two.last:
            yield "order", doubts("order_of_dates", first, then, first=first_name, then=then_name)


def _days(case: Case) -> Found:
    start, end = moments.day(case.pub.start), moments.day(case.pub.end)
    if start is None or end is None or case.pub.days is None or end < start:
        return
    length = (end - start).days + 1
    if case.pub.days > length:
        yield (
            "pub_days",
            doubts("publicity_days_many", "pub.days", n=case.pub.days, wanted=length),
        )


def _returned(case: Case) -> Found:
    """What was sent back comes in again after that, and not before."""
    for entry in case.track.returns:
        at, back = moments.instant(entry.at), moments.instant(entry.resubmitted_at)
        if at is not None and back is not None and at.first > back.last:
            path = f"track.returns.{entry.id}"
            yield (
                "order",
                doubts("order_of_dates", f"{path}.resubmitted_at", first="退回", then="再次提交"),
            )
