"""Checks of windows, terms, orders of dates and the working days of 公示."""

from __future__ import annotations

from datetime import date

from desktop.domain import derived, moments
from desktop.domain.case import Achievement
from desktop.domain.operations import (
    DatedBy,
    DateOrder,
    MonthsSince,
    RemarksResolved,
    Resubmitted,
    Since,
    Submissions,
    Window,
    Workdays,
)
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok, opens, waits, worst
from desktop.domain.terms import Deadline
from desktop.domain.vocabulary import NOW


def window(check: Window, scene: Scene) -> Outcome:
    """A moment lies within a window of the notice; before it happened, whether it still can."""
    deadline = scene.notice.deadline(check.deadline)
    facts = _window_facts(deadline)
    value = scene.text(check.field)
    if not value:
        return _still_to_come(check.field, deadline, scene)
    at = moments.instant(value)
    if at is None:
        return fails("unreadable", check.field, value=value)
    where = moments.position(at, deadline.start, deadline.end, deadline.edge)
    if where == "before":
        return fails("too_early", check.field).telling(facts)
    if where == "after":
        return fails("too_late", check.field).telling(facts)
    if at.first > scene.now:
        return opens("planned", check.field).telling(facts)
    return doubts("window_edge", check.field).telling(facts) if where == "edge" else ok()


def _window_facts(deadline: Deadline) -> dict[str, str | int]:
    start, end = _printed(deadline.start), _printed(deadline.end)
    span = f"{start}至{end}" if start and end else f"{start}起" if start else f"{end}截止"
    return {
        "title": deadline.title,
        "start": start,
        "end": end,
        "span": span if start or end else "时间通知未写",
    }


def _printed(limit: str | None) -> str:
    """The day or moment; "" where the notice names none."""
    found = moments.instant(limit) if limit else None
    if found is None:
        return ""
    day = moments.chinese_day(found.first.date().isoformat())
    return day if found.is_day else f"{day} {found.first:%H:%M}"


def _still_to_come(path: str, deadline: Deadline, scene: Scene) -> Outcome:
    facts = _window_facts(deadline)
    opening = moments.instant(deadline.start) if deadline.start else None
    if opening and scene.now < opening.first:
        return opens("not_yet_open", path).telling(facts)
    last = moments.closing(deadline.end, deadline.edge) if deadline.end else None
    if last is None:
        return opens("open_without_end", path).telling(facts)
    if scene.now > last:
        # Nobody knows here whether it was missed or only not written down.
        return doubts("missed", path).telling(facts)
    if deadline.edge == "ambiguous" and last.date() == scene.now.date():
        return doubts("window_edge", path).telling(facts)
    return opens("open_now", path, days=(last.date() - scene.now.date()).days).telling(facts)


def months_since(check: MonthsSince, scene: Scene) -> Outcome:
    """So many months have passed up to now (or the day named), counted by year and month."""
    value = scene.text(check.field)
    if not value:
        return scene.empty(check.field)
    named = scene.notice.deadline(check.until).end if check.until else None
    day = named[:10] if named else NOW
    since, until = moments.month(value), moments.month(day, scene.now)
    if since is None or until is None:
        return fails("unreadable", check.field, value=value)
    if until - since < check.least:
        upto = moments.chinese_day(day) if named else "现在"
        months = max(until - since, 0)
        return fails("too_short", check.field, day=upto, months=months, least=check.least)
    if check.still is None:
        return ok()
    still = scene.value(check.still)
    if still is None:
        return scene.empty(check.still)
    return ok() if still else fails("must_be_yes", check.still)


def since(check: Since, scene: Scene) -> Outcome:
    """Entries of these types are from after the title was obtained, each with its proof."""
    title = scene.case.title
    entries = [item for item in scene.case.items if item.type in check.types]
    what = "、".join(check.types)
    if not entries:
        looked_at = scene.case.items or scene.finished
        return (
            ok("none_of_kind", what=what)
            if looked_at
            else waits("none_entered", "items", what=what)
        )
    if title.has is None:
        return waits("unanswered", "title.has")
    found = [
        fails("proof_missing", f"items.{item.id}", which=scene.which(item))
        for item in entries
        if check.proof and not scene.files_of(item.id)
    ]
    if title.has is False:
        return worst([*found, doubts("no_title_to_count_from", "title.has")])
    base = scene.text(check.after)
    if moments.month(base) is None:
        unread = fails("unreadable", check.after, value=base)
        return worst([*found, unread if base else scene.empty(check.after)])
    return worst([*found, *(_not_before(item, base, scene) for item in entries)])


def _not_before(item: Achievement, base: str, scene: Scene) -> Outcome:
    """By the day where both are days, else by the month."""
    path = f"items.{item.id}.date"
    if not item.date:
        return scene.empty(path)
    done, obtained = moments.extent(item.date), moments.extent(base)
    if done is None or obtained is None:
        return fails("unreadable", path, value=item.date)
    if done.last >= obtained.first:
        return ok()
    return fails(
        "before_title",
        path,
        which=scene.which(item),
        date=moments.chinese_date(item.date),
        since=moments.chinese_date(base),
    )


def dated_by(check: DatedBy, scene: Scene) -> Outcome:
    """Entries of these types are dated within a window; a month that lies in it does."""
    deadline = scene.notice.deadline(check.deadline)
    return worst(
        _dated_within(item, deadline, scene)
        for item in scene.case.items
        if item.type in check.types
    )


def _dated_within(item: Achievement, deadline: Deadline, scene: Scene) -> Outcome:
    path = f"items.{item.id}.date"
    if not item.date:
        return scene.empty(path)
    at = moments.extent(item.date)
    if at is None:
        return fails("unreadable", path, value=item.date)
    where = moments.position(at, deadline.start, deadline.end, deadline.edge)
    facts = _window_facts(deadline)
    facts |= {"which": scene.which(item), "date": moments.chinese_date(item.date)}
    if where in ("before", "after"):
        return fails("dated_outside", path).telling(facts)
    if where == "edge":
        return doubts("dated_at_edge", path).telling(facts)
    return ok()


def date_order(check: DateOrder, scene: Scene) -> Outcome:
    """The first thing is not later than the second, which has to have come."""
    texts = {path: scene.text(path) for path in (check.first, check.then)}
    at = {path: moments.instant(text) for path, text in texts.items()}
    for path, text in texts.items():
        if text and at[path] is None:
            return fails("unreadable", path, value=text)
    first, then = at[check.first], at[check.then]
    if then is None or then.first > scene.now:
        return opens("order_to_come", check.then)
    if first is None:
        return scene.empty(check.first)
    # A day is held against a moment as a whole: 18 日 is not later than 18 日 10:00.
    if first.first > then.last:
        return fails("order_reversed", check.then, check.first)
    return ok()


def resubmitted(check: Resubmitted, scene: Scene) -> Outcome:
    """Back within the notice's hours, plain hours in Beijing time, and before the portal closed."""
    hours = scene.notice.return_hours
    if hours is None:
        return ok()
    entry = derived.last_return(scene.case)
    if entry is None:
        unread = [f"track.returns.{one.id}.at" for one in scene.case.track.returns]
        return scene.empty(*unread) if unread else ok()
    closes = derived.closing(scene.notice, check.closes) if check.closes else None
    term = derived.return_deadline(entry.at, hours, closes)
    returned, back = moments.instant(entry.at), moments.instant(entry.resubmitted_at)
    path = f"track.returns.{entry.id}.resubmitted_at"
    if term is None or returned is None or (entry.resubmitted_at and back is None):
        return fails("unreadable", path, value=entry.resubmitted_at)
    answer = _not_back(term, path, scene) if back is None else _back(back, returned, term, path)
    facts: dict[str, str | int] = {
        "hours": hours,
        "due": moments.chinese_moment(term.due),
        "earliest": moments.chinese_moment(term.earliest),
    }
    return answer.telling(facts)


def _not_back(term: derived.ReturnDeadline, path: str, scene: Scene) -> Outcome:
    if scene.now > term.due:
        # As with a window: nobody knows here whether it was missed or only not written down.
        return doubts("return_term_over", path)
    if scene.now > term.earliest:
        return doubts("return_portal_closed", path)
    return opens("return_running" if term.platform is None else "return_portal_first", path)


def _back(
    back: moments.Instant, returned: moments.Instant, term: derived.ReturnDeadline, path: str
) -> Outcome:
    # Of a return known by its day alone, the term may begin up to a day later.
    if back.first > term.due + (returned.last - returned.first):
        return fails("resubmitted_late", path)
    if back.last > term.due:
        return doubts("resubmitted_unsure", path)
    if term.platform is not None and back.first > term.platform:
        return doubts("resubmitted_after_closing", path)
    return ok()


def remarks_resolved(_check: RemarksResolved, scene: Scene) -> Outcome:
    """Each remark of every return is dealt with; a return without any has still to be read."""
    returns = scene.case.track.returns
    left = [
        f"track.returns.{entry.id}.remarks.{remark.id}.resolved_at"
        for entry in returns
        for remark in entry.remarks
        if not remark.resolved_at
    ]
    if left:
        return fails("remarks_open", *left, n=len(left))
    unread = [e for e in returns if not e.remarks and not e.resubmitted_at]
    if unread:
        return waits("no_remarks", f"track.returns.{unread[0].id}.remarks")
    return ok()


def submissions(_check: Submissions, scene: Scene) -> Outcome:
    """No more submissions than the notice allows, counted as it counts them."""
    n, terms = derived.submissions_counted(scene.case, scene.notice), scene.notice.submissions
    if n is None or terms is None:
        return ok()
    if n > terms.max:
        return fails("submitted_too_often", "track.submits", n=n, wanted=terms.max)
    left = terms.max - n
    return ok("ok_submissions" if left else "ok_submissions_used", n=n, left=left)


def undisputed(scene: Scene) -> Outcome:
    """No objection to the 公示; once the period is over that has to be answered."""
    pub = scene.case.pub
    if pub.disputed is not None:
        return fails("objection", "pub.objection") if pub.disputed else ok()
    end = moments.instant(pub.end)
    if end is not None and end.last < scene.now:
        return waits("unanswered", "pub.objection")
    return opens("objection_later", "pub.objection")


def workdays(check: Workdays, scene: Scene) -> Outcome:
    """公示 lasts the working days wanted; whether its first day counts the notice leaves open.

    Enough without the first day passes, enough only with it is doubtful, as is a period in which
    holidays are unsure or not known. Planned well but not over yet is a matter of time.
    """
    start_text, end_text = scene.text(check.start), scene.text(check.end)
    if not start_text and not end_text:
        return opens("publicity_not_set", check.start)
    if not start_text or not end_text:
        return scene.empty(check.start if not start_text else check.end)
    start, end = moments.day(start_text), moments.day(end_text)
    if start is None or end is None:
        bad = check.start if start is None else check.end
        return fails("unreadable", bad, value=scene.text(bad))
    if end < start:
        return fails("publicity_reversed", check.end)
    wanted = scene.notice.publicity_workdays
    # 通知未写 how long: nothing to hold it against.
    return ok() if wanted is None else _judged(check, start, end, wanted, scene)


def _judged(check: Workdays, start: date, end: date, wanted: int, scene: Scene) -> Outcome:
    if (end - start).days > 366:
        return doubts("publicity_long", check.end, days=(end - start).days + 1)
    calendar = scene.notice.calendar
    whole, first = calendar.count(start, end), calendar.count(start, start)
    least, most = whole.least - first.least, whole.most - first.most
    facts: dict[str, str | int] = {
        "days": least,
        "with_first": whole.least,
        "wanted": wanted,
    }
    enough_until = calendar.after(start, wanted)
    if enough_until is not None:
        facts["until"] = moments.chinese_day(enough_until.isoformat())
    if (end - start).days + 1 < wanted or (whole.known and whole.most < wanted):
        return fails("workdays_short", check.end).telling(facts)
    if not whole.known:
        return doubts("calendar_unknown", check.start, year=end.year)
    if least < wanted:
        unsure = most >= wanted or whole.least < wanted
        return doubts("workdays_unsure" if unsure else "workdays_first", check.end).telling(facts)
    over = moments.instant(end.isoformat())
    if over is not None and scene.now <= over.last:
        return opens("publicity_running", check.end).telling(facts)
    return ok("ok_workdays").telling(facts)
