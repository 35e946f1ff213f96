"""Working days of 公示: national holidays, make-up days and the region's own holidays.

Counting rests on data, a file a layer (``resources/calendars/``). A year that a layer does not
know, and days that a layer only infers, never make a count certain.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict


class CalendarYear(BaseModel):
    """What one layer says of one year.

    ``off`` are days without work, ``work`` are weekend days worked in exchange, ``unsure`` are
    days probably off by a custom whose announcement has not been seen.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    year: int
    source: str
    status: Literal["published", "inferred"]
    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    unsure: frozenset[date] = frozenset()


class CalendarLayer(BaseModel):
    """A region's calendar; the national one lies under all others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    version: int = 1
    """Of two layers of the same name the higher counts."""
    title: str
    years: tuple[CalendarYear, ...] = ()


class Count(BaseModel):
    """Working days of a period: at least, at most, and whether data for it is there."""

    model_config = ConfigDict(frozen=True)

    least: int
    most: int
    known: bool


class Calendar(BaseModel):
    """Layers laid over one another: a day is off where any layer says so."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    layers: tuple[CalendarLayer, ...] = ()

    def _years(self, year: int) -> tuple[CalendarYear, ...]:
        return tuple(y for layer in self.layers for y in layer.years if y.year == year)

    def knows(self, year: int) -> bool:
        """Whether every layer has data for ``year``."""
        return bool(self.layers) and all(
            any(y.year == year for y in layer.years) for layer in self.layers
        )

    def is_workday(self, day: date) -> bool | None:
        """Whether ``day`` is worked; None where a layer is unsure of it."""
        said = self._years(day.year)
        if any(day in y.off for y in said):
            return False
        if any(day in y.unsure for y in said):
            return None
        return day.weekday() < 5 or any(day in y.work for y in said)

    def count(self, first: date, last: date) -> Count:
        """Working days from ``first`` to ``last``, both counted."""
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        works = [self.is_workday(day) for day in days]
        return Count(
            least=works.count(True),
            most=len(works) - works.count(False),
            known=all(self.knows(year) for year in {day.year for day in days}),
        )

    def after(self, start: date, workdays: int, *, counting_start: bool = False) -> date | None:
        """The day on which the ``workdays``-th working day after ``start`` falls.

        None where a year on the way has no data. Unsure days are not counted: the later end.
        """
        left = workdays + (not counting_start and self.is_workday(start) is True)
        day = start
        while self.knows(day.year):
            left -= self.is_workday(day) is True
            if left <= 0:
                return day
            day += timedelta(days=1)
        return None

    def before(self, end: date, workdays: int) -> date | None:
        """The latest start whose ``workdays`` working days, itself not counted, end by ``end``."""
        day, left = end, workdays
        while self.knows(day.year):
            left -= self.is_workday(day) is True
            day -= timedelta(days=1)
            if left <= 0:
                return day
        return None
