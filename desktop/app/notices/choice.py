"""A notice as a list offers it: what a person knows it by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.app.notices.validity import Alarm, alarm
from desktop.app.notices.words import UNSAID, levels, span
from desktop.domain import moments
from desktop.domain.notice import Notice
from desktop.domain.terms import Deadline
from desktop.language import tr


@dataclass(frozen=True, slots=True)
class Choice:
    """One notice to choose: its name, then caption and words line by line."""

    notice: Notice
    title: str
    facts: tuple[tuple[str, str], ...]
    alarm: Alarm | None


def choice(notice: Notice, today: date) -> Choice:
    """What tells ``notice`` from the others: where, for whom, for which levels, until when."""
    online = next((d for d in notice.deadlines if d.id == "online"), None)
    trade = "　".join(part for part in (notice.series, "、".join(notice.specialties)) if part)
    past = tr("（往年的通知）") if notice.year < today.year else ""
    level = levels(notice) or tr("级别{unsaid}", unsaid=UNSAID)
    facts = (
        (
            tr("年度和地区"),
            tr(
                "{year} 年{past}　{region}",
                year=notice.year,
                past=past,
                region=notice.region or notice.issuer,
            ),
        ),
        (
            tr("专业和级别"),
            f"{trade or tr('专业{unsaid}', unsaid=UNSAID)}　{level}",
        ),
        (tr("谁可以报"), notice.audience or UNSAID),
        (tr("网上申报"), _online(online, today) if online else tr("时间{unsaid}", unsaid=UNSAID)),
    )
    return Choice(notice, notice.short_title, facts, alarm(notice, today))


def _online(deadline: Deadline, today: date) -> str:
    """Its span; that it is over stands first, or somebody fills in for nothing."""
    last = moments.instant(deadline.end or "")
    over = last is not None and moments.beijing(last.first).date() < today
    return tr("已经截止：{when}", when=span(deadline)) if over else span(deadline)
