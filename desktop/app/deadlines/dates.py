"""时间: the dates of every notice in use, in one order of time, with whom each still concerns.

What a notice leaves unsaid is told beside them, never left out in silence. The returns that are
out stand among the dates, each with its own last moment.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol

from desktop.app.deadlines import remaining
from desktop.app.deadlines.ledger import Account, delivery, payment
from desktop.app.deadlines.timetable import NEAR, Mood, cut_offs
from desktop.app.notices.words import UNSAID
from desktop.domain import moments
from desktop.domain.derived import ONLINE, closing, latest_publicity_start
from desktop.domain.moments import Edge
from desktop.domain.notice import Notice
from desktop.domain.operations.times import Resubmitted
from desktop.domain.terms import Deadline
from desktop.language import tr

_NEVER = datetime.max.replace(tzinfo=moments.BEIJING)

RETURN = "return-"
"""How the key of a return that is out begins."""

NoticeKey = tuple[str, int]
"""A notice in one version."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody a date concerns."""

    case_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One date: what is due, ``at`` the last moment it is in time, whom it still concerns.

    ``key`` is the same for the same date of the same notice, whenever it is asked for. ``whole``:
    a day is meant, not a moment. ``due``: something has to be done by then (else it only begins,
    or is good to know). ``note`` is what has to be minded.
    """

    key: str
    title: str
    notice: Notice
    at: datetime
    whole: bool
    people: tuple[Person, ...] = ()
    due: bool = True
    edge: Edge = "incl"
    note: str = ""
    clause: str = ""
    quote: str = ""

    @property
    def day(self) -> date:
        """Its day in Beijing."""
        return moments.beijing(self.at).date()


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Something about time that a notice leaves open."""

    notice: Notice
    text: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """Every date there is, the earliest first, and what is left unsaid.

    ``several`` are the ids of notices that are in use in more than one version.
    """

    events: tuple[Event, ...]
    unsaid: tuple[Unsaid, ...]
    several: frozenset[str] = frozenset()

    def called(self, notice: Notice) -> str:
        """The notice's name, with its version where that tells it from another."""
        version = (
            tr("（第 {version} 版）", version=notice.version) if notice.id in self.several else ""
        )
        return f"{notice.short_title}{version}"


def calendar(accounts: Sequence[Account]) -> Calendar:
    """The dates of all notices that ``accounts`` are under, and of what is out."""
    of_notice: dict[NoticeKey, list[Account]] = defaultdict(list)
    for one in accounts:
        of_notice[one.notice.id, one.notice.version].append(one)
    events: list[Event] = []
    unsaid: list[Unsaid] = []
    for _, those in sorted(of_notice.items()):
        notice = those[0].notice
        events += [*_windows(notice, those), *_publicity(notice, those), *_returns(notice, those)]
        unsaid += [Unsaid(notice, text) for text in _unsaid(notice)]
    events.sort(key=lambda event: (event.at, event.notice.id, event.key))
    versions = Counter(notice_id for notice_id, _ in of_notice)
    several = frozenset(one for one, many in versions.items() if many > 1)
    return Calendar(tuple(events), tuple(unsaid), several)


def _windows(notice: Notice, accounts: Sequence[Account]) -> Iterator[Event]:
    only_dates = cut_offs(notice)
    for deadline in notice.deadlines:
        acts = deadline.id not in only_dates
        people = _people(a for a in accounts if acts and deadline.id in a.open)
        opens = moments.instant(deadline.start or "")
        closes = moments.closing(deadline.end or "", deadline.edge)
        found = Event(
            key=f"{deadline.id}-start",
            title=tr("{title}开始", title=deadline.title),
            notice=notice,
            at=opens.first if opens else _NEVER,
            whole=opens is not None and opens.is_day,
            people=people,
            due=False,
            clause=deadline.clause,
            quote=deadline.quote,
        )
        if opens is not None:
            yield found
        if closes is not None:
            yield replace(
                found,
                key=f"{deadline.id}-end",
                title=f"{deadline.title}{tr('截止') if acts else tr('：日期不能晚于这一天')}",
                at=closes,
                whole=moments.day(deadline.end or "") is not None,
                due=acts,
                edge=deadline.edge,
                note=_of_edge(deadline, acts=acts),
            )


def _of_edge(deadline: Deadline, *, acts: bool) -> str:
    if deadline.edge == "ambiguous" and acts:
        return tr("通知写的是“前”，当天算不算{unsaid}：请在前一天办完。", unsaid=UNSAID)
    if deadline.edge == "excl" and acts:
        return tr("通知写的是“前”，到这一刻就不算了。")
    return ""


def _publicity(notice: Notice, accounts: Sequence[Account]) -> Iterator[Event]:
    latest = latest_publicity_start(notice)
    online = next((d for d in notice.deadlines if d.id == ONLINE), None)
    if latest is not None and online is not None:
        to_do = (a for a in accounts if not (a.publicity[0] or a.submitted or a.settled))
        yield Event(
            key="publicity",
            title=tr("公示最迟从这一天开始"),
            notice=notice,
            at=_end_of(latest),
            whole=True,
            people=_people(to_do),
            note=tr(
                "公示满 {publicity_workdays} 个工作日（首日不计），"
                "第二天出公示结果，才赶得上网上申报。",
                publicity_workdays=notice.publicity_workdays,
            ),
            clause=online.clause,
            quote=online.quote,
        )
    running: dict[date, list[Account]] = defaultdict(list)
    for one in accounts:
        last = moments.day(one.publicity[1])
        if last is not None and not (one.submitted or one.settled):
            running[last].append(one)
    for last, those in sorted(running.items()):
        yield Event(
            key=f"publicity-{last.isoformat()}",
            title=tr("公示最后一天"),
            notice=notice,
            at=_end_of(last),
            whole=True,
            people=_people(those),
            due=False,
            note=tr("这一天过后才能出公示结果。"),
        )


def _returns(notice: Notice, accounts: Sequence[Account]) -> Iterator[Event]:
    rule = next((r for r in notice.rules if isinstance(r.check, Resubmitted)), None)
    for one in accounts:
        if one.term is None or one.settled:
            continue
        why = (
            tr("平台在这时关闭，比退回期限早。")
            if one.term.platform
            else tr(
                "从退回时起 {return_hours} 小时，周末和节假日也算。",
                return_hours=notice.return_hours,
            )
        )
        yield Event(
            key=f"{RETURN}{one.case_id}-{one.returned}",
            title=tr("退回的材料最晚重新提交"),
            notice=notice,
            at=one.term.earliest,
            whole=False,
            people=_people([one]),
            note=why,
            clause=rule.clause if rule else "",
            quote=rule.quote if rule else "",
        )


def _unsaid(notice: Notice) -> Iterator[str]:
    """What about time the notice leaves open, in sentences."""
    only_dates = cut_offs(notice)
    acting = [deadline for deadline in notice.deadlines if deadline.id not in only_dates]
    if not acting:
        yield tr("网上申报的时间{unsaid}，请问受理部门。", unsaid=UNSAID)
    yield from (
        tr("{title}什么时候截止，{unsaid}。", title=one.title, unsaid=UNSAID)
        for one in acting
        if not one.end
    )
    if notice.publicity_workdays is None:
        yield tr("公示几天{unsaid}，所以最迟哪天开始算不出来。", unsaid=UNSAID)
    elif closing(notice) is None:
        yield tr("网上申报的截止时间不知道，所以公示最迟哪天开始算不出来。")
    elif latest_publicity_start(notice) is None:
        yield tr("缺这一年的放假安排，公示最迟哪天开始算不出来，请人工核对。")
    if notice.submissions is None:
        yield tr("最多可以提交几次，{unsaid}。", unsaid=UNSAID)
    if notice.return_hours is None:
        yield tr("退回以后几小时内改好，{unsaid}。", unsaid=UNSAID)
    if not notice.fees:
        yield tr("评审费的金额{unsaid}。", unsaid=UNSAID)
    if payment(notice) is None:
        yield tr("什么时候缴费，{unsaid}。", unsaid=UNSAID)
    if notice.papers and delivery(notice) is None:
        yield tr("纸质材料什么时候交，{unsaid}。", unsaid=UNSAID)


def _people(accounts: Iterable[Account]) -> tuple[Person, ...]:
    return tuple(Person(one.case_id, one.name) for one in accounts)


def _end_of(day: date) -> datetime:
    return datetime.combine(day, time.max, moments.BEIJING)


# ------------------------------------------------------------------ as it is read


def when(event: Event, now: datetime) -> str:
    """The day, or the day and the hour."""
    before = tr("前") if event.edge != "incl" else ""
    if event.whole:
        # “20日前” that leaves the 20th out has its last day on the 19th.
        return remaining.day_words(event.day, now) + (before if event.edge == "ambiguous" else "")
    at = event.at + timedelta(microseconds=1) if event.edge == "excl" else event.at
    return f"{remaining.moment_words(at, now)}{before}"


def left(event: Event, now: datetime) -> tuple[str, Mood]:
    """How long there is still, and how much that matters; a term of hours to the minute."""
    if event.key.startswith(RETURN):
        return remaining.clock(now, event.at), "care"
    if now > event.at:
        missed = event.due and bool(event.people)
        return (tr("已经过了") if missed else tr("过去了")), "care" if missed else "plain"
    days = remaining.days(now, event.at)
    care: Mood = "care" if event.due and days <= NEAR else "plain"
    if days or not event.due:
        return tr("还有 {days} 天", days=days) if days else tr("就在今天"), care
    return tr("就在今天，{clock}", clock=remaining.clock(now, event.at)) if not event.whole else tr(
        "就在今天"
    ), care


def over(event: Event, now: datetime) -> bool:
    """Whether nothing more is to be done about it: it is past and concerns nobody any more."""
    return now > event.at and not (event.due and event.people)


class Dated(Protocol):
    """A case as a list shows it: what is due next, and what that is."""

    @property
    def deadline(self) -> datetime | None:
        """The moment."""

    @property
    def deadline_word(self) -> str:
        """What it is the deadline of."""


def next_line(rows: Iterable[Dated], now: datetime) -> str:
    """What comes next, in one sentence, and how many it concerns; ``""`` where nothing does."""
    ahead: dict[tuple[datetime, str], int] = defaultdict(int)
    missed = 0
    for row in rows:
        if row.deadline is None:
            continue
        if row.deadline < now:
            missed += 1
        else:
            ahead[row.deadline, row.deadline_word] += 1
    told = tr("{missed} 人的期限已经过了。", missed=missed) if missed else ""
    if not ahead:
        return told
    (at, word), many = min(ahead.items())
    days = remaining.days(now, at)
    here = moments.beijing(at)
    end_of_day = here.time() >= time(23, 59)
    said = remaining.day_words(here.date(), now) if end_of_day else remaining.moment_words(at, now)
    close = tr("还有 {days} 天", days=days) if days > 2 else remaining.clock(now, at)
    return tr(
        "最近的期限：{word}，{said}，{close}，{many} 人。{told}",
        word=word,
        said=said,
        close=close,
        many=many,
        told=told,
    )
