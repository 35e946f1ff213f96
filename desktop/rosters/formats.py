"""Number formats of Excel: which of them show a day, and how much of it.

What Excel stores of “2018年11月” is the day 2018-11-01 and a format that shows no day; of “7月25日”
it is a day of the year in which somebody typed it, and a format that shows no year.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal

Shows = Literal["", "day", "month", "no_year", "time"]
"""What of a moment a format shows; ``""`` where it shows a plain number."""

BUILT_IN: dict[int, Shows] = {
    **dict.fromkeys((14, 15, 22, 30, 31), "day"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "month"),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), "no_year"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "time"),
}
"""The formats that files name by number alone, as Excel in Chinese has them."""

_NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_MINUTES = re.compile(r"h+[^a-z]*m+|m+[^a-z]*s+")
_LAST_SERIAL = 2_958_465  # 9999-12-31


def shows(code: str) -> Shows:
    """What of a moment the format ``code`` (``yyyy"年"m"月"``) shows."""
    plain = _NOT_SHOWN.sub("", code.partition(";")[0]).lower()
    if "general" in plain or any(mark in plain for mark in "0#?@"):
        return ""
    timed = _MINUTES.sub("", plain)
    year, month, day = "y" in plain or "e" in plain, "m" in timed, "d" in plain
    if year:
        return "day" if day else "month"
    if month or day:
        return "no_year"
    return "time" if any(mark in plain for mark in "hs") else ""


def written(serial: float, shown: Shows, *, from_1904: bool = False) -> str:
    """A day as ``YYYY-MM-DD`` (``YYYY-MM``, ``--MM-DD`` without its year); ``""`` for no day."""
    if from_1904:
        serial += 1462
    if not 1 <= serial <= _LAST_SERIAL or shown in ("", "time"):
        return ""
    # Excel has a 29 February 1900.
    first = datetime(1899, 12, 31 if serial < 60 else 30)  # noqa: DTZ001 - a sheet has no zone
    moment = first + timedelta(days=serial)
    if shown == "month":
        return f"{moment:%Y-%m}"
    return f"{moment:--%m-%d}" if shown == "no_year" else f"{moment:%Y-%m-%d}"
