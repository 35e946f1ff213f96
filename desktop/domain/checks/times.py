"""Checks of windows, waiting times and the working days of 公示."""

from __future__ import annotations

from datetime import date

from desktop.domain import moments
from desktop.domain.terms import Deadline
from desktop.domain.operations import MonthsSince, Since, Window, Workdays
from desktop.domain.scene import Outcome, Scene, doubts, fails, ok, opens, waits, worst
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
    return {
        "title": deadline.title,
        "start": _printed(deadline.start),
        "end": _printed(deadline.end),
    }


def _printed(limit: str | None) -> str:
    found = moments.instant(limit) if limit else None
    if found is None:
        return "通知未写"
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
    return opens("open_now", path, days=(last.date() - scene.now.date()).days).telling(facts)


def months_since(check: MonthsSince, scene: Scene) -> Outcome:
    """So many months have passed up to now, counted by year and month."""
    value = scene.text(check.field)
    if not value:
        return scene.empty(check.field)
    since, until = moments.month(value), moments.month(NOW, scene.now)
    if since is None or until is None:
        return fails("unreadable", check.field, value=value)
    if until - since < check.least:
        return fails("too_short", check.field, months=max(until - since, 0), least=check.least)
    return ok()


def since(check: Since, scene: Scene) -> Outcome:
    """Entries of these types are from after the title was obtained, each with its proof."""
    title = scene.case.title
    entries = [item for item in scene.case.items if item.type in check.types]
    if title.has is None:
        return waits("unanswered", "title.has")
    found = [
        fails("proof_missing", f"items.{item.id}", which=scene.which(item))
        for item in entries
        if not scene.files_of(item.id)
    ]
    if title.has is False:
        return worst([*found, doubts("no_title_to_count_from", "title.has")])
    base = moments.month(scene.text(check.after))
    if base is None:
        value = scene.text(check.after)
        unread = fails("unreadable", check.after, value=value)
        return worst([*found, unread if value else scene.empty(check.after)])
    for item in entries:
        path = f"items.{item.id}.date"
        done = moments.month(item.date)
        if not item.date:
            found.append(scene.empty(path))
        elif done is None:
            found.append(fails("unreadable", path, value=item.date))
        elif done < base:
            found.append(
                fails(
                    "before_title",
                    path,
                    which=scene.which(item),
                    date=moments.chinese_month(item.date),
                    since=moments.chinese_month(scene.text(check.after)),
                )
            )
    return worst(found)


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
