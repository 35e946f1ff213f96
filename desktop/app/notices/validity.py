"""Whether a notice may still be relied on: past its day, withdrawn, or not checked over yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.app.notices.words import moment
from desktop.domain import moments
from desktop.domain.notice import Notice
from desktop.language import tr


@dataclass(frozen=True, slots=True)
class Alarm:
    """What the red banner says: what is the matter, what it means, what to do.

    ``short`` is for a list, where the notice's own name stands beside it.
    """

    short: str
    happened: str
    means: str
    todo: str

    @property
    def text(self) -> str:
        """All of it, in the order it is read."""
        return f"{self.happened}{self.means}{self.todo}"


def alarm(notice: Notice, today: date) -> Alarm | None:
    """What is to be said of ``notice`` on ``today`` (Beijing); None while it holds."""
    last = moments.day(notice.expires_on or "")
    if last is not None and today > last:
        return _over(tr("这份通知到 {day}为止，已经过期。", day=moment(notice.expires_on or "")))
    if notice.status == "expired":
        return _over(tr("这份通知已经过期。"))
    if notice.status == "draft":
        return Alarm(
            short=tr("草稿，还没有复核"),
            happened=tr("这份通知的规则包还是草稿，没有经过第二个人复核。"),
            means=tr("检查结果可能有错，只能作参考；您填的内容照样保存。"),
            todo=tr("交材料以前，请逐条对照通知原文，或者等复核过的规则包。"),
        )
    return None


def _over(happened: str) -> Alarm:
    return Alarm(
        short=tr("已过期"),
        happened=happened,
        means=tr("您填的内容都在，仍按这份通知检查；但今年的要求可能已经不同。"),
        todo=tr("准备新的申报，请先找到今年的通知再填；只是查看或补交旧材料，可以继续。"),
    )
