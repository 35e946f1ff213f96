"""The columns of the table of applicants: what each says, how wide, which gives way first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop.app.applicants.standing import Status
from desktop.app.applicants.table import Row
from desktop.domain.moments import beijing, chinese_moment
from desktop.language import tr

SOON = 7
"""Days before a deadline from which it is drawn as something to look at."""

TICK = "tick"
WAITS = "…"
"""Stands where nobody has looked at the case yet."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column; ``width`` and ``grows`` (its part of the room left over) in characters.

    The lower its ``rank``, the sooner it gives way where there is no room for all; at 0 never.
    ``say`` tells a row's value at a moment in words, ``more`` what there is to know beside.
    """

    key: str
    title: str
    width: float
    rank: int = 0
    grows: float = 0
    say: Callable[[Row, datetime], str] = lambda _row, _now: ""
    more: Callable[[Row, datetime], str] = lambda _row, _now: ""


def named(row: Row) -> str:
    """Who it is, also where nobody has typed a name."""
    return row.name or tr("还没有填姓名")


def _who(row: Row, _now: datetime) -> str:
    return f"{named(row)}\n{row.unit}".strip()


def percent(row: Row) -> int:
    """How far, in whole percent; 100 only where all is done."""
    return int(row.share * 100)


def days_left(row: Row, now: datetime) -> int | None:
    """Days until the deadline, 0 on its day; negative once it has passed, None where none is."""
    if row.deadline is None:
        return None
    days = (beijing(row.deadline).date() - beijing(now).date()).days
    return min(days, -1) if row.deadline < now else days


def _deadline(row: Row, now: datetime) -> str:
    left = days_left(row, now)
    if row.deadline is None or left is None:
        return "—"
    if left < 0:
        return tr("已过 {deadline:%Y-%m-%d}", deadline=beijing(row.deadline))
    return f"{_day(row.deadline, now)} {tr('剩 {left} 天', left=left) if left else tr('今天截止')}"


def _deadline_more(row: Row, _now: datetime) -> str:
    return f"{row.deadline_word} {chinese_moment(row.deadline)}" if row.deadline else ""


def _changed(row: Row, now: datetime) -> str:
    days = (beijing(now).date() - beijing(row.changed_at).date()).days
    if days in (0, 1):
        return f"{tr('昨天') if days else tr('今天')} {beijing(row.changed_at):%H:%M}"
    return _day(row.changed_at, now)


def _day(moment: datetime, now: datetime) -> str:
    at = beijing(moment)
    year = "" if at.year == beijing(now).year else tr("{year}年", year=at.year)
    return tr("{year}{month}月{day}日", year=year, month=at.month, day=at.day)


def _judged(of: Callable[[Row], str]) -> Callable[[Row, datetime], str]:
    """What only looking at the case tells."""
    nothing = {Status.UNSEEN: WAITS, Status.CLOSED: "—"}
    return lambda row, _now: nothing.get(row.status) or of(row)


def _status_more(row: Row, _now: datetime) -> str:
    if row.trouble:
        return row.trouble
    return (
        tr("还有 {open_remarks} 条审核意见没有改", open_remarks=row.open_remarks)
        if row.open_remarks
        else ""
    )


COLUMNS: tuple[Column, ...] = (
    Column(TICK, "", 2.8),
    Column("name", tr("姓名"), 11.4, grows=1, say=lambda r, _: named(r), more=_who),
    Column("department", tr("部门"), 6.5, 4, 1, lambda r, _: r.department or "—"),
    Column("unit", tr("单位"), 11, 1, 1, lambda r, _: r.unit or "—", lambda r, _: r.unit),
    Column("notice", tr("通知"), 9.5, 2, 1, lambda r, _: r.notice, lambda r, _: r.notice),
    Column("apply_type", tr("申报类型"), 7, 1, 0, lambda r, _: r.apply_type or "—"),
    Column("level", tr("级别"), 4, 3, 0, lambda r, _: r.level or "—"),
    Column("specialty", tr("申报专业"), 7, 1, 0, lambda r, _: r.specialty or "—"),
    Column("share", tr("完成度"), 7.4, 7, 1, _judged(lambda r: f"{percent(r)} %")),
    Column("fix", tr("需修改"), 5, 9, 0, _judged(lambda r: str(r.fix))),
    Column("missing", tr("缺附件"), 5, 8, 0, _judged(lambda r: str(r.missing))),
    Column("deadline", tr("截止"), 8.7, 6, 0, _deadline, _deadline_more),
    Column(
        "changed_at", tr("最后更新"), 6, 1, 0, _changed, lambda r, _: chinese_moment(r.changed_at)
    ),
    Column("status", tr("状态"), 5.9, 0, 0, lambda r, _: str(r.status), _status_more),
)
KEYS = tuple(column.key for column in COLUMNS)
BY_KEY = {column.key: column for column in COLUMNS}
FIXED = frozenset({TICK, "name"})
"""Always there: whom a row is about."""
ASIDE = frozenset({"unit", "apply_type", "specialty"})
"""Not there until somebody asks for them: in one unit they say the same of nearly everybody."""


def fitting(
    widths: Mapping[str, float], wanted: Collection[str], asked: Collection[str], room: float
) -> frozenset[str]:
    """Which of the ``wanted`` columns there is ``room`` for (in characters, as the widths).

    What was ``asked`` for by name gives way to nothing; where that is too wide one scrolls.
    """
    shown = set(wanted)
    givers = sorted((BY_KEY[key].rank, key) for key in shown - set(asked) if BY_KEY[key].rank)
    for _, key in givers:
        if sum(widths[k] for k in shown) <= room:
            break
        shown.remove(key)
    return frozenset(shown)
