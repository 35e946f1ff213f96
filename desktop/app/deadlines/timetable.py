"""时间和费用: the notice's windows as they stand now, how often may be submitted, the fee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desktop.app.deadlines import remaining
from desktop.app.notices.words import UNSAID
from desktop.domain import derived, moments
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.operations.times import DatedBy, Resubmitted, Window
from desktop.domain.terms import Deadline
from desktop.language import tr

NEAR = 3
"""Days before a window closes from which on it is pointed out."""

Mood = Literal["plain", "care"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timetable: what it is about, what the notice says, how it stands now."""

    title: str
    said: str
    now: str = ""
    mood: Mood = "plain"
    clause: str = ""
    quote: str = ""


def timetable(case: Case, notice: Notice, now: datetime) -> tuple[Line, ...]:
    """Windows, submissions, the return under way, the fee."""
    return tuple(_lines(case, notice, now))


def _lines(case: Case, notice: Notice, now: datetime) -> Iterator[Line]:
    dates = cut_offs(notice)
    if all(deadline.id in dates for deadline in notice.deadlines):
        yield Line(tr("网上申报"), tr("时间{unsaid}，请问单位或受理部门", unsaid=UNSAID))
    for deadline in notice.deadlines:
        yield _window(deadline, now, acts=deadline.id not in dates)
    yield _submissions(case, notice)
    if notice.return_hours is not None or case.track.returns:
        yield _return(case, notice, now)
    yield _fee(case, notice)


def cut_offs(notice: Notice) -> frozenset[str]:
    """Windows in which nothing is to be done: they say how late a 论文 may be dated."""
    checks = [rule.check for rule in notice.rules]
    dates = {check.deadline for check in checks if isinstance(check, DatedBy)}
    return frozenset(dates - {check.deadline for check in checks if isinstance(check, Window)})


def _window(deadline: Deadline, now: datetime, *, acts: bool) -> Line:
    start, end = _span(deadline.start, deadline.end, deadline.edge)
    stands, mood = standing(deadline, now) if acts else ("", "plain")
    said = (
        tr("{start}至{end}", start=start, end=end)
        if deadline.start
        else tr("{end}截止", end=end)
        if deadline.end
        else UNSAID
    )
    return Line(deadline.title, said, stands, mood, deadline.clause, deadline.quote)


def _span(start: str | None, end: str | None, edge: str) -> tuple[str, str]:
    before = tr("前") if edge in ("excl", "ambiguous") else ""
    first = _moment(start) if start else UNSAID
    last = f"{_moment(end)}{before}" if end else tr("（截止{unsaid}）", unsaid=UNSAID)
    return first, last


def _moment(text: str) -> str:
    found = moments.instant(text)
    if found is None:
        return text
    return moments.chinese_moment(found.first) if "T" in text else moments.chinese_day(text)


def standing(deadline: Deadline, now: datetime) -> tuple[str, Mood]:
    """How a window in which something is to be done stands now, and how much that matters."""
    start, end, edge = deadline.start, deadline.end, deadline.edge
    where = moments.position(moments.Instant(now, now), start, end, edge)
    opens = moments.instant(start or "")
    closes = moments.closing(end or "", edge)
    if where == "before" and opens is not None:
        return tr("还有 {days} 天开始", days=remaining.days(now, opens.first)), "plain"
    if where == "edge":
        return tr("就在今天：算不算在内通知没有写清，请马上办，并问清受理部门"), "care"
    if where == "after":
        return tr("已经截止"), "care"
    if closes is None:
        return "", "plain"
    left = remaining.days(now, closes)
    return (tr("还有 {left} 天", left=left) if left else tr("今天截止")), (
        "plain" if left > NEAR else "care"
    )


def _submissions(case: Case, notice: Notice) -> Line:
    terms, used = notice.submissions, derived.submissions_counted(case, notice)
    if terms is None or used is None:
        count = len(case.track.submits)
        return Line(
            tr("提交次数"),
            tr("次数限制{unsaid}", unsaid=UNSAID),
            tr("已记 {count} 次", count=count) if count else "",
        )
    counts = {
        "applicant": tr("本人提交"),
        "committee": tr("提交到评委会"),
        "platform": tr("在平台提交"),
    }
    left = derived.submissions_left(case, notice)
    return Line(
        tr("提交次数"),
        tr("{counted}最多 {max} 次", counted=counts[terms.counts], max=terms.max),
        tr("已记 {used} 次，还可以提交 {left} 次", used=used, left=left),
        "plain" if left else "care",
        terms.clause,
        terms.quote,
    )


def _return(case: Case, notice: Notice, now: datetime) -> Line:
    hours = notice.return_hours
    said = (
        tr("退回后 {hours} 小时内改好提交", hours=hours)
        if hours is not None
        else tr("退回后几小时内改好{unsaid}", unsaid=UNSAID)
    )
    rule = next((r for r in notice.rules if isinstance(r.check, Resubmitted)), None)
    source = (rule.clause, rule.quote) if rule is not None else ("", "")
    term = derived.return_due(case, notice)
    if term is None:
        return Line(tr("退回修改"), said, "", "plain", *source)
    why = (
        tr("平台在这时关闭，比退回期限早")
        if term.platform
        else tr("从退回时起 {hours} 小时", hours=hours)
    )
    last = tr("最晚{moment}提交（{why}）", moment=moments.chinese_moment(term.earliest), why=why)
    return Line(
        tr("退回修改"), said, f"{last}，{remaining.clock(now, term.earliest)}", "care", *source
    )


def _fee(case: Case, notice: Notice) -> Line:
    if not notice.fees:
        return Line(tr("评审费"), tr("金额{unsaid}", unsaid=UNSAID))
    found = derived.fee(case, notice)
    if found is None:
        chosen = case.apply.type and case.apply.level
        return Line(
            tr("评审费"),
            tr("这种申报的金额{unsaid}", unsaid=UNSAID)
            if chosen
            else tr("选好申报类型和级别后显示"),
        )
    paid = tr("已记缴费 {fee} 元", fee=case.track.fee) if case.track.fee is not None else ""
    return Line(
        tr("评审费"), tr("{yuan} 元", yuan=found.yuan), paid, "plain", found.clause, found.quote
    )
