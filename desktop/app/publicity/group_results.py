"""公示结果 for a group: who can have it, its date and days set in one go; the photo where asked."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

from desktop.app.intake import Place, take_in
from desktop.app.pages.asked import asked
from desktop.app.publicity import objections
from desktop.app.publicity.group import Applied, Group, Member
from desktop.app.publicity.group_days import spoken, surely_short
from desktop.domain import change as changes
from desktop.domain import moments
from desktop.domain.change import Edit
from desktop.domain.derived import PublicityDays, publicity_days
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.language import tr

LABEL = tr("登记公示结果")
PHOTO_LABEL = tr("登记公示照片")

Counting = Literal["workdays", "days"]
"""Which number stands in “公示 xx 天”: the template leaves it open, the clerk chooses."""


@dataclass(frozen=True, slots=True)
class Ready:
    """One person's way to the result: ``why_not`` in a sentence, or "" where nothing hinders.

    ``has`` is the result's date where one stands already.
    """

    member: Member
    why_not: str
    days: PublicityDays | None
    has: str


def ready(member: Member, now: datetime) -> Ready:
    """Whether the result can be set for this person at this moment."""
    case = member.case
    pub = case.pub
    days = publicity_days(pub.start, pub.end, member.notice.calendar)
    end = moments.instant(pub.end)
    why = ""
    if moments.day(pub.start) is None or end is None:
        why = tr("还没有安排公示")
    elif end.last >= now:
        why = tr("公示到{day}才结束", day=spoken(end.first.date())).strip()
    elif objections.standing(case).blocks:
        why = objections.standing(case).sentence
    elif pub.objection:
        why = tr("登记了有异议")
    else:
        why = _short(member)
    return Ready(member, why, days, pub.result_date)


def _short(member: Member) -> str:
    notice, pub = member.notice, member.case.pub
    start, end = moments.day(pub.start), moments.day(pub.end)
    if start is None or end is None:
        return ""
    if end < start:
        return tr("公示结束日期早于开始日期")
    short = surely_short(notice, start, end)
    return (
        tr("公示不满 {publicity_workdays} 个工作日", publicity_workdays=notice.publicity_workdays)
        if short
        else ""
    )


def first_date(group: Group) -> date:
    """The date proposed: today, or the day after the last 公示 that is over, whichever is later."""
    today = moments.beijing(group.now()).date()
    ends = [moments.day(m.case.pub.end) for m in group.members if not ready(m, group.now()).why_not]
    return max([today, *(end + timedelta(days=1) for end in ends if end)])


def edits(member: Member, dated: str, counting: Counting, *, replace: bool) -> tuple[Edit, ...]:
    """有无异议 否, the result's date, and the days where the notice's text states them."""
    case = member.case
    told: dict[str, object] = {"pub.objection": False, "pub.result_date": dated}
    days = publicity_days(case.pub.start, case.pub.end, member.notice.calendar)
    if days is not None and "pub.days" in member.session.asked:
        told["pub.days"] = days.workdays if counting == "workdays" else days.days
    return tuple(
        changes.edit(case, path, value)
        for path, value in told.items()
        if changes.get(case, path) != value and (replace or changes.get(case, path) in ("", None))
    )


def too_early(members: Sequence[Member], dated: str) -> str:
    """Why the date cannot be: it has to lie after everybody's last day; "" where it may be."""
    day = moments.day(dated)
    if day is None:
        return tr("落款日期看不懂，请照例子写，例如 2024-07-30。")
    early = [m.name for m in members if (end := moments.day(m.case.pub.end)) and day <= end]
    return (
        tr("落款日期要晚于公示结束日期：{days}还没有结束。", days="、".join(early)) if early else ""
    )


def apply(
    members: Sequence[Member],
    dated: str,
    counting: Counting,
    replace: Collection[str],
    done: Applied,
) -> Iterator[Member]:
    """Set the result person by person; whoever is not ready is left out with the reason."""
    for member in members:
        state = ready(member, member.session.now())
        made: tuple[Edit, ...] = ()
        if not state.why_not:
            made = edits(member, dated, counting, replace=member.case_id in replace)
        done.note(member, made, LABEL, state.why_not or tr("已经是这样"))
        yield member


# ---------------------------------------------------------------------- the photo


def photo_slot(notice: Notice) -> Slot | None:
    """The slot for the photo of the posted notice; None where the notice asks for none."""
    return next((s for s in notice.slots if "公示" in s.title and "照片" in s.title), None)


def wants_photo(notice: Notice) -> bool:
    """Whether the notice asks for a photo, as an attachment or as a fact."""
    return photo_slot(notice) is not None or "pub.photo" in asked(notice)


def has_photo(member: Member) -> bool:
    """Whether it is there."""
    slot = photo_slot(member.notice)
    if slot is None:
        return bool(member.case.pub.photo)
    return any(a.slot == slot.id for a in member.case.attachments)


def add_photo(members: Sequence[Member], path: Path, done: Applied) -> Iterator[Member]:
    """Record one photo of the posted notice for everybody on it, each as one step of undo."""
    for member in members:
        slot = photo_slot(member.notice)
        if not wants_photo(member.notice):
            done.kept.append((member, tr("通知不要公示照片")))
        elif slot is None:
            made = (changes.edit(member.case, "pub.photo", True),)
            done.note(member, made, PHOTO_LABEL, tr("已经登记"))
        else:
            _attach(member, slot, path, done)
        yield member


def _attach(member: Member, slot: Slot, path: Path, done: Applied) -> None:
    try:
        taken = take_in(member.case, member.notice, Place(slot.id), [path])
        if taken.refused:
            raise taken.refused[0][1]
        entries = [(one.attachment, one.data) for one in taken.taken]
        member.session.attach(entries, label=PHOTO_LABEL)
    except UserError as error:
        done.failed.append((member, error))
        return
    done.took(member, PHOTO_LABEL)
