"""Months, days and moments as the case writes them, always in Beijing time.

A month is ``YYYY-MM``, a day ``YYYY-MM-DD``, a moment ``YYYY-MM-DDTHH:MM``. A notice that names a
day means the whole of it, so every value is an :class:`Instant` with a first and a last moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Literal

from desktop.domain.vocabulary import NOW

BEIJING = timezone(timedelta(hours=8), "北京时间")

Edge = Literal["incl", "excl", "ambiguous"]
Position = Literal["before", "inside", "edge", "after"]

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def beijing(moment: datetime) -> datetime:
    """An aware moment in Beijing time; a naive one is a bug of the caller."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone")
    return moment.astimezone(BEIJING)


@dataclass(frozen=True, slots=True)
class Instant:
    """A day or a moment: the first and the last moment it can mean."""

    first: datetime
    last: datetime

    @property
    def is_day(self) -> bool:
        """Whether only the day was written."""
        return self.first != self.last


def day(text: str) -> date | None:
    """The day ``YYYY-MM-DD``, or None where the text is none."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        return None


def instant(text: str) -> Instant | None:
    """A day as a whole or a moment; None where the text is neither.

    A moment with a zone of its own is brought to Beijing time, one without is Beijing time.
    """
    whole = day(text)
    if whole is not None:
        return Instant(
            datetime.combine(whole, time.min, BEIJING), datetime.combine(whole, time.max, BEIJING)
        )
    if not re.match(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}", text):
        return None
    try:
        at = datetime.fromisoformat(text)
        at = at.replace(tzinfo=BEIJING) if at.tzinfo is None else at.astimezone(BEIJING)
    except (ValueError, OverflowError):
        return None
    return Instant(at, at)


def extent(text: str) -> Instant | None:
    """A month, a day or a moment with the first and the last moment it can mean."""
    found, index = instant(text), month(text)
    if found is not None or index is None:
        return found
    year, month_of_year = divmod(index, 12)
    if not 1 <= year < date.max.year:
        return None
    first = datetime(year, month_of_year + 1, 1, tzinfo=BEIJING)
    after = datetime(year + (month_of_year == 11), (month_of_year + 1) % 12 + 1, 1, tzinfo=BEIJING)
    return Instant(first, after - timedelta(microseconds=1))


def month(text: str, now: datetime | None = None) -> int | None:
    """Months since year 0 of ``YYYY-MM`` (or of a day); ``至今`` is the month of ``now``.

    None where the text is no month, so that two months differ by plain subtraction.
    """
    if text == NOW:
        return None if now is None else month(beijing(now).strftime("%Y-%m"))
    found = _MONTH.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12 or not int(found[1]) >= 1:
        return None
    if found[3] and day(text) is None:
        return None
    return int(found[1]) * 12 + int(found[2]) - 1


def year(text: str) -> int | None:
    """The year of a month or day."""
    index = month(text)
    return None if index is None else index // 12


def position(value: Instant, start: str | None, end: str | None, edge: Edge = "incl") -> Position:
    """Where ``value`` lies in the window; ``edge`` says what the last day or moment is worth.

    ``edge`` is returned where only the interpretation decides: the last day of a window whose
    notice says “前”, or a bare day on which the window closes at an hour.
    """
    opens = instant(start) if start else None
    closes = instant(end) if end else None
    if opens and value.last < opens.first:
        return "before"
    if opens and value.first < opens.first:
        return "edge"
    if closes is None:
        return "inside"
    if edge == "incl":
        if value.last <= closes.last:
            return "inside"
        return "edge" if value.first <= closes.last else "after"
    if value.last < closes.first:
        return "inside"
    if value.first > closes.last:
        return "after"
    return "edge" if edge == "ambiguous" else "after"


def closing(end: str, edge: Edge = "incl") -> datetime | None:
    """The last moment that counts of a window ending at ``end``."""
    closes = instant(end)
    if closes is None:
        return None
    return closes.first - timedelta(microseconds=1) if edge == "excl" else closes.last


def written(moment: datetime) -> str:
    """A moment as the case writes it, to the minute."""
    return f"{beijing(moment):%Y-%m-%dT%H:%M}"


def chinese_day(text: str) -> str:
    """``2024-07-22`` as documents print it: 2024年7月22日; other text as it is."""
    found = day(text)
    return f"{found.year}年{found.month}月{found.day}日" if found else text


def chinese_weekday(day: date) -> str:
    """A day as it is told where the year is plain: 7月22日（周一）."""
    return f"{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def chinese_month(text: str) -> str:
    """``2019-06`` as 2019年6月; other text as it is."""
    index = month(text)
    return text if index is None else f"{index // 12}年{index % 12 + 1}月"


def chinese_date(text: str) -> str:
    """A day or a month as it is printed; other text as it is."""
    return chinese_day(text) if day(text) else chinese_month(text)


def chinese_moment(moment: datetime) -> str:
    """A moment as messages show it: 2024年7月24日 18:00, Beijing time."""
    at = beijing(moment)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"
