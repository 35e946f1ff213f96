"""How much time is left, in words: days of the calendar for windows, hours and minutes for a term.

Everything counts in Beijing time, whatever the computer's clock is set to.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from desktop.domain import moments
from desktop.language import tr


def days(now: datetime, then: datetime) -> int:
    """Calendar days from ``now`` to ``then``; below 0 where it is past."""
    return (moments.beijing(then).date() - moments.beijing(now).date()).days


def hours(now: datetime, then: datetime) -> str:
    """``31 小时 20 分``, either way; what is begun of a minute is not counted."""
    minutes = int(abs(then - now) / timedelta(minutes=1))
    if not minutes:
        return tr("不到 1 分钟")
    whole, rest = divmod(minutes, 60)
    return " ".join(
        [tr("{whole} 小时", whole=whole)] * bool(whole) + [tr("{rest} 分", rest=rest)] * bool(rest)
    )


def clock(now: datetime, due: datetime) -> str:
    """How a term to the minute stands: ``还剩 31 小时 20 分``, ``已经过了 5 分``."""
    return (
        tr("还剩 {hours}", hours=hours(now, due))
        if now <= due
        else tr("已经过了 {hours}", hours=hours(now, due))
    )


def day_words(day: date, now: datetime) -> str:
    """``7月30日（周二）``, with its year where that is another one."""
    year = "" if day.year == moments.beijing(now).year else tr("{year}年", year=day.year)
    return f"{year}{moments.chinese_weekday(day)}"


def moment_words(at: datetime, now: datetime) -> str:
    """The same with its hour: ``7月30日（周二）20:00``."""
    here = moments.beijing(at)
    return f"{day_words(here.date(), now)}{here:%H:%M}"
