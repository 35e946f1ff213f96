"""Which years a notice means for a case: 2021—2023, the last three, every year since the title."""

from __future__ import annotations

from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.terms import Years, YearSpan

_EARLIEST = 1900


def resolve(years: Years, case: Case, notice: Notice) -> tuple[int, ...] | None:
    """The years, in order; None where they hang on a date the case does not have."""
    if not isinstance(years, YearSpan):
        return tuple(absolute(year, notice) for year in years)
    start = _start(years, case, notice)
    return None if start is None else tuple(range(start, absolute(years.end, notice) + 1))


def assessment(case: Case, notice: Notice) -> tuple[int, ...]:
    """The years of 年度考核 the notice names; none where they are not known."""
    terms = notice.assessment
    return (resolve(terms.years, case, notice) or ()) if terms else ()


def training(case: Case, notice: Notice, kind: str) -> tuple[int, ...]:
    """The years of 继续教育 of that kind the notice names; none where they are not known."""
    found = (resolve(t.years, case, notice) for t in notice.training if t.kind == kind and t.years)
    return tuple(sorted({year for years in found for year in years or ()}))


def absolute(year: int, notice: Notice) -> int:
    """The year itself, or one counted from the notice's (-1 is the year before)."""
    return year if year >= _EARLIEST else notice.year + year


def _start(span: YearSpan, case: Case, notice: Notice) -> int | None:
    if isinstance(span.start, int):
        return absolute(span.start, notice)
    if span.start == "work":
        return moments.year(case.person.work_start)
    obtained = moments.year(case.title.obtained) if case.title.has else None
    if obtained is None:
        return None
    return obtained + (span.start == "after_title")
