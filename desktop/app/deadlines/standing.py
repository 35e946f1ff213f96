"""How a case stands after it went out: what was done, what comes next, how long there is for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.app.deadlines import remaining
from desktop.app.deadlines.ledger import delivery, payment
from desktop.app.deadlines.recording import Kind
from desktop.app.deadlines.timetable import Mood, standing
from desktop.app.notices.words import UNSAID
from desktop.domain import derived, moments
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.operations.times import Resubmitted
from desktop.domain.terms import Deadline
from desktop.language import tr


@dataclass(frozen=True, slots=True)
class Tracked:
    """``said`` in a line, ``clock`` how long there is, ``more`` what belongs to it.

    ``acts`` is what may be recorded now, the likeliest first; ``due``: that one is the person's
    own next step, and not news from elsewhere.
    """

    said: str
    clock: str = ""
    mood: Mood = "plain"
    more: tuple[str, ...] = ()
    acts: tuple[Kind, ...] = ()
    due: bool = True
    clause: str = ""
    quote: str = ""


def tracked(case: Case, notice: Notice, now: datetime) -> Tracked:
    """Where ``case`` is at this moment."""
    track = case.track
    if track.result:
        return Tracked(tr("评审结果：{result}。", result=track.result), acts=_left(case, notice))
    if derived.open_return(case) is not None:
        return _returned(case, notice, now)
    if not track.submitted:
        return _waiting_to_go(case, notice, now)
    if not track.passed_at:
        more = (*_attempts(case, notice), *_uncounted(case))
        said = tr("{submitted}，等审核。", submitted=_submitted(case, now))
        acts: tuple[Kind, ...] = ("passed", "returned", "submitted")
        return Tracked(said, more=more, acts=acts, due=False)
    return _passed(case, notice, now)


def _returned(case: Case, notice: Notice, now: datetime) -> Tracked:
    last = derived.open_return(case)
    assert last is not None  # noqa: S101 - who calls has looked
    by = f"（{last.by}）" if last.by else ""
    at = moments.instant(last.at)
    when = remaining.moment_words(at.first, now) if at else ""
    said = tr("{when} 被退回{by}，要改好再提交。", when=when, by=by).lstrip()
    rule = next((r for r in notice.rules if isinstance(r.check, Resubmitted)), None)
    source = (rule.clause, rule.quote) if rule else ("", "")
    term = derived.return_due(case, notice)
    attempts = _attempts(case, notice)
    acts: tuple[Kind, ...] = ("resubmitted", "returned")
    due = all(remark.resolved_at for remark in last.remarks)
    if term is None:
        why = tr("退回的时间看不懂，算不出期限。") if at is None else ""
        unsaid = tr("退回以后几小时内改好，{unsaid}；请问受理部门，并尽快提交。", unsaid=UNSAID)
        return Tracked(said, more=(why or unsaid, *attempts), acts=acts, due=due)
    last_moment = tr(
        "最晚 {moment} 提交（北京时间）。", moment=remaining.moment_words(term.earliest, now)
    )
    reason = (
        tr("平台在这时关闭，比退回期限早。")
        if term.platform
        else tr(
            "从退回时起 {return_hours} 小时，夜里、周末和节假日也算。",
            return_hours=notice.return_hours,
        )
    )
    clock = remaining.clock(now, term.earliest)
    return Tracked(said, clock, "care", (last_moment, reason, *attempts), acts, due, *source)


def _waiting_to_go(case: Case, notice: Notice, now: datetime) -> Tracked:
    window = next((d for d in notice.deadlines if d.id == derived.ONLINE), None)
    acts: tuple[Kind, ...] = ("submitted",)
    if window is None:
        more = (tr("网上申报的时间{unsaid}，请问受理部门。", unsaid=UNSAID),)
        return Tracked(tr("还没有记提交。"), more=(*more, *_attempts(case, notice)), acts=acts)
    clock, mood = standing(window, now)
    return Tracked(
        tr("还没有记提交。在平台上点了提交以后，回来记一笔。"),
        f"{window.title}：{clock}" if clock else "",
        mood,
        _attempts(case, notice),
        acts,
        clause=window.clause,
        quote=window.quote,
    )


def _passed(case: Case, notice: Notice, now: datetime) -> Tracked:
    """What is left after 审核通过: the fee, the papers, then the result."""
    at = moments.instant(case.track.passed_at)
    when = remaining.day_words(moments.beijing(at.first).date(), now) if at else ""
    acts = _left(case, notice)
    if not acts:
        return Tracked(tr("{when}审核通过，等评审结果。", when=when), more=tuple(_defence(notice)))
    due: list[str] = []
    moods: list[Mood] = []
    if "paid" in acts:
        charged = derived.fee(case, notice)
        money = (
            tr(" {yuan} 元", yuan=charged.yuan)
            if charged
            else tr("（金额{unsaid}）", unsaid=UNSAID)
        )
        due.append(
            tr("缴费{money}：{window}。", money=money, window=_window(payment(notice), now, moods))
        )
    if "delivered" in acts:
        due.append(tr("交纸质材料：{window}。", window=_window(delivery(notice), now, moods)))
    mood: Mood = "care" if "care" in moods else "plain"
    return Tracked(tr("{when}审核通过。接下来：", when=when), "", mood, tuple(due), acts)


def _left(case: Case, notice: Notice) -> tuple[Kind, ...]:
    """What of fee and papers has not been recorded, where the notice wants it at all."""
    track = case.track
    left: list[Kind] = []
    if (notice.fees or payment(notice)) and not track.paid_at:
        left.append("paid")
    if notice.papers and not (track.paper_delivered_at or track.paper_mailed_at):
        left += ["delivered", "mailed"]
    return tuple(left)


def _window(window: Deadline | None, now: datetime, moods: list[Mood]) -> str:
    if window is None or not (window.start or window.end):
        return tr("什么时候，{unsaid}", unsaid=UNSAID)
    ends = [moments.instant(text or "") for text in (window.start, window.end)]
    first, last = (
        remaining.day_words(moments.beijing(end.first).date(), now) if end else "" for end in ends
    )
    stands, mood = standing(window, now)
    moods.append(mood)
    span = (
        tr("{first}至{last}", first=first, last=last)
        if first and last
        else tr("{last}截止", last=last)
        if last
        else tr("{first}开始", first=first)
    )
    return f"{span}，{stands}" if stands else span


def _submitted(case: Case, now: datetime) -> str:
    known = [at.first for one in case.track.submits if (at := moments.instant(one.at))]
    first = moments.instant(case.track.first_submit_at)
    latest = max(known, default=first.first if first else None)
    return (
        tr("{moment} 提交", moment=remaining.moment_words(latest, now)) if latest else tr("已提交")
    )


def _attempts(case: Case, notice: Notice) -> tuple[str, ...]:
    left = derived.submissions_left(case, notice)
    if left is None or notice.submissions is None:
        return (tr("最多可以提交几次，{unsaid}。", unsaid=UNSAID),)
    counts = {
        "applicant": tr("本人提交"),
        "committee": tr("提交到评委会"),
        "platform": tr("在平台提交"),
    }
    used = derived.submissions_counted(case, notice)
    most = tr(
        "{counted}最多 {max} 次",
        counted=counts[notice.submissions.counts],
        max=notice.submissions.max,
    )
    return (tr("{most}，已记 {used} 次，还可以提交 {left} 次。", most=most, used=used, left=left),)


def _uncounted(case: Case) -> Iterator[str]:
    """A submission without whom it went to cannot be counted where the committee's count."""
    if any(not one.to for one in case.track.submits):
        yield tr("有一次提交没有记提交给了谁，请在下面的“提交记录”里补上。")


def _defence(notice: Notice) -> Iterator[str]:
    if notice.defence.levels:
        yield tr("答辩、评审的时间由评委会另外通知，请留意平台和电话。")
