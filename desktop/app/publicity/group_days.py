"""The days of a 公示 by each notice: both ways of counting, the latest start, what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from desktop.domain import moments
from desktop.domain.derived import ONLINE, PublicityEnd, closing, publicity_end
from desktop.domain.notice import Notice
from desktop.domain.operations import Workdays
from desktop.domain.workdays import Calendar
from desktop.language import tr


def first_start(calendar: Calendar, now: datetime) -> date:
    """The next day that is worked, from tomorrow on; a day that is unsure is not proposed."""
    day = moments.beijing(now).date() + timedelta(days=1)
    for _ in range(60):
        if calendar.is_workday(day):
            return day
        day += timedelta(days=1)
    return day


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a start means under one notice.

    ``end`` is the last day right by either count, ``early`` the one if the first day counts;
    None while the days are not known, or the calendar has a hole there. ``latest`` is the last
    day to begin for the notice's deadline. ``sources`` are the notice's own words on both.
    """

    end: date | None = None
    early: date | None = None
    latest: date | None = None
    sentences: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


def outlook(notice: Notice, start: date | None, days: int | None, now: datetime) -> Outlook:
    """The days under ``notice``; ``days`` are the unit's own where it leaves them unsaid."""
    wanted = notice.publicity_workdays or days
    said: list[str] = []
    cautions: list[str] = []
    if notice.publicity_workdays is None:
        said.append(tr("公示几天，通知未写：多少个工作日由单位定，可以先问受理部门。"))
    found = publicity_end(start.isoformat(), notice.calendar, wanted) if start and wanted else None
    if found and wanted:
        said.append(counted(found, wanted))
    if start and wanted:
        last = found.day if found else start + timedelta(days=2 * wanted)
        cautions += holes(notice.calendar, start, last, known=found is not None)
        if notice.calendar.is_workday(start) is False:
            cautions.append(
                tr("{start}不是工作日：贴出来没有人看得到，换到工作日更稳妥。", start=spoken(start))
            )
        if start < moments.beijing(now).date():
            cautions.append(tr("{start}已经过去了，请核对。", start=spoken(start)))
    latest, told = _latest(notice, wanted)
    said += told
    if latest and start and start > latest:
        cautions.append(
            tr(
                "{start}开始来不及：最迟{latest}要贴出来，才赶得上网上申报截止。",
                start=spoken(start),
                latest=spoken(latest),
            )
        )
    return Outlook(
        found.day if found else None,
        found.day_if_first_counts if found else None,
        latest,
        tuple(said),
        tuple(cautions),
        tuple(_sources(notice)),
    )


def _sources(notice: Notice) -> Iterator[str]:
    """Where the notice says how long, and until when."""
    rules = (rule for rule in notice.rules if isinstance(rule.check, Workdays))
    windows = (deadline for deadline in notice.deadlines if deadline.id == ONLINE)
    for source in (*rules, *windows):
        if source.quote:
            yield tr("通知 {clause}“{quote}”", clause=source.clause, quote=source.quote)


def _latest(notice: Notice, wanted: int | None) -> tuple[date | None, list[str]]:
    closes = closing(notice)
    if closes is None:
        return None, [tr("网上申报哪天截止，通知未写，最迟哪天开始公示算不出来，请问受理部门。")]
    if wanted is None:
        return None, []
    # 公示结果 is dated after the last day of 公示, and uploaded in time.
    found = notice.calendar.before(closes.date() - timedelta(days=1), wanted)
    if found is None:
        return None, [tr("缺截止那一年的放假安排，最迟哪天开始公示算不出来，请人工核对。")]
    edge = next(d.edge for d in notice.deadlines if d.id == ONLINE)
    unsure = tr("（“前”字含不含当天通知未写，再早一天更稳妥）") if edge == "ambiguous" else ""
    until = moments.chinese_moment(closes)
    return found, [
        tr(
            "最迟{day}开始，才来得及在{until}网上申报截止前出公示结果{unsure}。",
            day=spoken(found),
            until=until,
            unsure=unsure,
        )
    ]


def holes(calendar: Calendar, first: date, last: date, *, known: bool = True) -> tuple[str, ...]:
    """What the calendar does not know between two days, said plainly."""
    found: list[str] = []
    for year in range(first.year, last.year + 1):
        for layer in calendar.layers:
            of_year = next((y for y in layer.years if y.year == year), None)
            if of_year is None:
                found.append(tr("缺{title} {year} 年的放假安排。", title=layer.title, year=year))
                continue
            unsure = sorted(day for day in of_year.unsure if first <= day <= last)
            if unsure:
                days = "、".join(
                    tr("{month}月{day}日", month=day.month, day=day.day) for day in unsure
                )
                found.append(
                    tr(
                        "{days}，{title}放不放假没有核对（{source}），"
                        "没有算作工作日；请照当年的放假通知核对。",
                        days=days,
                        title=layer.title,
                        source=of_year.source,
                    )
                )
    if not known:
        found.append(tr("结束日期算不出来：请照单位的日历数好，自己填结束日期。"))
    return tuple(found)


def too_short(notice: Notice, start: date, end: date) -> str:
    """Why a 公示 of those days must not be posted; "" where it may be.

    A day too short by every count is refused. Where only the first day makes it enough the notice
    leaves that open, and a hole in the calendar leaves everything open.
    """
    if end < start:
        return tr("结束日期早于开始日期。")
    if (end - start).days > 366:
        return tr("起止相差一年以上，请核对日期。")
    wanted = notice.publicity_workdays
    found = publicity_end(start.isoformat(), notice.calendar, wanted) if wanted else None
    if found and surely_short(notice, start, end):
        return tr(
            "不满 {wanted} 个工作日：最早要到{day_if_counted}。",
            wanted=wanted,
            day_if_counted=spoken(found.day_if_first_counts),
        )
    return ""


def surely_short(notice: Notice, start: date, end: date) -> bool:
    """Whether it is too short by every count; not where the notice or a year leaves that open."""
    count = notice.calendar.count(start, end)
    return count.known and count.most < (notice.publicity_workdays or 0)


def only_with_first(notice: Notice, start: date, end: date) -> bool:
    """Whether the period is only enough if its first day counts."""
    wanted = notice.publicity_workdays
    found = publicity_end(start.isoformat(), notice.calendar, wanted) if wanted else None
    return found is not None and end < found.day


def spoken(day: date) -> str:
    """A day as it stands within a sentence, with its weekday."""
    return f" {moments.chinese_weekday(day)}"


def counted(found: PublicityEnd, workdays: int) -> str:
    """The last day by both ways of counting, as one sentence."""
    if found.day == found.day_if_first_counts:
        return tr("满 {workdays} 个工作日到{day}。", workdays=workdays, day=spoken(found.day))
    return tr(
        "首日不计，满 {workdays} 个工作日到{day}；首日计入，到{day_if_counted}。"
        "通知未写首日计不计入，按{day}更稳妥。",
        workdays=workdays,
        day=spoken(found.day),
        day_if_counted=spoken(found.day_if_first_counts),
    )
