"""Checks of windows, terms, orders of dates and the working days of 公示."""

from __future__ import annotations

from typing import Literal

from desktop.domain.operations.shape import FieldPath, Operation


class Window(Operation):
    """A moment lies in one of the notice's windows."""

    op: Literal["window"]
    field: FieldPath
    deadline: str


class MonthsSince(Operation):
    """At least so many months have passed since a month; ``still`` must be answered yes.

    Counted up to today, or up to the end of the window ``until`` (任职年限截止 12 月 31 日).
    """

    op: Literal["months_since"]
    field: FieldPath
    least: int
    until: str = ""
    still: FieldPath | None = None


class Since(Operation):
    """Entries of these types are not older than a month; ``proof``: each has one."""

    op: Literal["since"]
    types: tuple[str, ...]
    after: FieldPath
    proof: bool = False


class DatedBy(Operation):
    """Entries of these types are dated within one of the notice's windows."""

    op: Literal["dated_by"]
    types: tuple[str, ...]
    deadline: str


class DateOrder(Operation):
    """One thing happens no later than another; not before the second is it judged."""

    op: Literal["date_order"]
    first: FieldPath
    then: FieldPath


class Workdays(Operation):
    """公示 lasts the working days the notice wants."""

    op: Literal["workdays"]
    start: FieldPath
    end: FieldPath


class Resubmitted(Operation):
    """After the last return the case was back within the notice's hours (``return_hours``).

    Where the window ``closes`` ends earlier, that is shown, and what comes after it is in doubt.
    """

    op: Literal["resubmitted"]
    closes: str = ""


class RemarksResolved(Operation):
    """Every remark of a return has been dealt with."""

    op: Literal["remarks_resolved"]


class Submissions(Operation):
    """No more submissions than the notice allows, counted as it counts them."""

    op: Literal["submissions"]
