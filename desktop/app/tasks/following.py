"""The next thing to do: always exactly one, from the first field to the result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from desktop.app.deadlines import dates, linking
from desktop.app.deadlines.ledger import account, payment
from desktop.app.deadlines.recording import LABELS
from desktop.app.deadlines.standing import tracked
from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.app.tasks.listing import LAST
from desktop.app.tasks.required import Required
from desktop.app.tasks.steps import Act, Step, steps
from desktop.domain import derived, moments
from desktop.domain.case import Return
from desktop.domain.finding import Finding

Where = Literal["form", "out", "afterwards", "over"]
"""The form is filled in, the case goes out, it is followed, all is over."""

_TITLES = {page.id: page.title for page in PAGES}


@dataclass(frozen=True, slots=True)
class Next:
    """``label`` fits a button, ``said`` is the whole of it.

    Where it leads: to a ``finding``, to a ``path`` of a ``page``, or to what is done by ``act`` on
    the last page; ``tracking`` is 提交以后 there, and with nothing of all this one is at the end.
    """

    label: str
    said: str
    where: Where
    page: str = ""
    path: str = ""
    finding: Finding | None = None
    act: Act | Literal["look", "tracking", ""] = ""


def following(session: Session, required: Required) -> Next:
    """What comes next."""
    track = session.case.track
    if track.result:
        return Next("都办完了，回去", f"评审结果：{track.result}。都办完了。", "over")
    out = derived.open_return(session.case)
    if out is not None:
        return _returned(session, out)
    if track.submitted:
        return _followed(session)
    open_ = required.left("fix", "open")
    if open_:
        first = open_[0]
        title = _TITLES.get(first.page, _TITLES[LAST])
        said = f"{first.say}（{title}）"
        return Next(f"接着做：{title}", said, "form", first.page, finding=first)
    look = required.left("look")
    if look:
        said = f"{look[0].say}。看过以后勾“已知悉”。"
        return Next(f"看看请留意的（{len(look)}）", said, "out", LAST, act="look")
    return _going_out(session)


def _going_out(session: Session) -> Next:
    """Read, pack, copy, then record that it was submitted."""
    first = next(one for one in steps(session, complete=True) if one.state != "done")
    return Next(_label(first), f"{first.say}。", "out", LAST, act=first.act)


def _label(step: Step) -> str:
    names: dict[Act, str] = {
        "read": "通读核对", "packet": "生成材料包", "copy": "抄录到平台",
    }  # fmt: skip
    return names.get(step.act) or f"记一笔：{LABELS['submitted']}"


def _returned(session: Session, out: Return) -> Next:
    left = [one for one in out.remarks if not one.resolved_at]
    if not left:
        said = "退回意见都改好了。在平台重新提交以后，回来记一笔。"
        label = f"记一笔：{LABELS['resubmitted']}"
        return Next(label, said, "afterwards", LAST, act="resubmitted")
    first = left[0]
    page = linking.page(first.path, session.notice)
    said = f"改退回意见“{first.text}”。"
    label = f"改退回意见（{len(left)}）"
    if not page:
        return Next(label, said, "afterwards", LAST, act="tracking")
    return Next(label, said, "afterwards", page, first.path)


def _followed(session: Session) -> Next:
    """It is out: what is to be recorded now, else the next date."""
    case, notice, now = session.case, session.notice, session.now()
    told = tracked(case, notice, now)
    kind = told.acts[0] if told.acts else None
    if told.due and kind in ("paid", "delivered"):
        fee = payment(notice)
        opens = moments.instant(fee.start or "") if fee is not None else None
        if kind == "paid" and opens is not None and now < opens.first:
            return _dated(told.said, moments.beijing(opens.first).date(), "开始缴费")
        said = " ".join((told.said, *told.more))
        return Next(f"记一笔：{LABELS[kind]}", said, "afterwards", LAST, act=kind)
    events = dates.calendar([account(case, notice, now)]).events
    coming = next((one for one in events if one.people and one.at >= now), None)
    if coming is None:
        return Next("看看办到哪一步", told.said, "afterwards", LAST, act="tracking")
    return _dated(told.said, coming.day, coming.title)


def _dated(said: str, day: date, what: str) -> Next:
    when = f"{day.month}月{day.day}日"
    told = f"{said}下一个日期：{when}，{what}。"
    return Next(f"下一个日期：{when}", told, "afterwards", LAST, act="tracking")
