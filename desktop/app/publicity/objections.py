"""异议 to a 公示: written down as they come, settled one by one, each step to be undone.

``pub.objection`` (有无异议) is kept in agreement in the very step: somebody who reads that answer
alone, a document or a rule, never finds 无 while one stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.app.session import Session
from desktop.domain import change as changes
from desktop.domain import moments
from desktop.domain.case import Case, Objection, Publicity
from desktop.domain.cleaning import clean
from desktop.domain.moments import written
from desktop.domain.vocabulary import OUTCOMES, REJECTED, UPHELD
from desktop.errors import UserError
from desktop.language import tr

ADDED, AMENDED, REMOVED = tr("登记异议"), tr("修改异议"), tr("删除异议")
SETTLED, REOPENED = tr("登记异议处理结果"), tr("重新处理异议")
STEPS = frozenset({ADDED, AMENDED, REMOVED, SETTLED, REOPENED})
"""What the undo menu calls the steps taken here."""

_SAFE = tr("已经记下的异议都在，没有改动。")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the objections to one person's 公示 stand; ``sentence`` is empty where there are none."""

    count: int
    open: int
    upheld: int

    @property
    def blocks(self) -> bool:
        """Whether 公示结果 and 推荐意见 have to wait."""
        return bool(self.open or self.upheld)

    @property
    def sentence(self) -> str:
        """For the person's line in a list."""
        if not self.count:
            return ""
        parts = [tr("异议 {count} 条", count=self.count)]
        parts += [tr("{open} 条没有处理完", open=self.open)] if self.open else []
        parts += [tr("{upheld} 条成立", upheld=self.upheld)] if self.upheld else []
        return "，".join(parts if self.blocks else (*parts, tr("都不成立")))


def standing(case: Case) -> Standing:
    """How they stand in ``case``."""
    found = case.pub.objections
    return Standing(
        len(found),
        sum(not one.settled for one in found),
        sum(one.outcome == UPHELD for one in found),
    )


def add(session: Session, objection: Objection) -> str:
    """Write one down, 有无异议 set to 是 in the same step; the id it is kept under."""
    told = _cleaned(objection)
    if not told.text:
        raise UserError(
            tr("还没有写反映的是什么。"),
            safe=_SAFE,
            todo=tr("请把反映的内容写下来，一两句话就行。"),
        )
    _check_moment(told.at, tr("收到的时间"))
    _put(session, (*session.case.pub.objections, told), ADDED)
    return told.id


def amend(session: Session, objection_id: str, *, at: str, way: str, text: str) -> None:
    """Put right what was written down of one; how it was settled stays."""
    known = _one(session.case, objection_id)
    told = _cleaned(known.model_copy(update={"at": at, "way": way, "text": text}))
    if not told.text:
        raise UserError(tr("还没有写反映的是什么。"), safe=_SAFE, todo=tr("请把反映的内容写下来。"))
    _check_moment(told.at, tr("收到的时间"))
    _replace(session, told, AMENDED)


def settle(session: Session, objection_id: str, outcome: str, note: str, at: str = "") -> None:
    """Settle one: ``outcome`` 成立 or 不成立 and how it was looked into are both wanted."""
    known = _one(session.case, objection_id)
    note = clean("pub.objections.note", note).strip()
    if outcome not in OUTCOMES or not note:
        lacks = (
            tr("处理结果（成立、不成立）")
            if outcome not in OUTCOMES
            else tr("怎样核实、怎样处理的")
        )
        raise UserError(
            tr("还缺：{lacks}。", lacks=lacks),
            safe=_SAFE,
            todo=tr("两样都写上，这一条才算处理完。"),
        )
    at = clean("moment", at) or written(session.now())
    _check_moment(at, tr("处理完的时间"))
    came, done = moments.instant(known.at), moments.instant(at)
    if came and done and done.last < came.first:
        raise UserError(
            tr("处理完的时间比收到异议的时间还早。"),
            safe=_SAFE,
            todo=tr("请核对两个时间，再登记一次。"),
        )
    told = known.model_copy(update={"outcome": outcome, "note": note, "settled_at": at})
    _replace(session, told, SETTLED)


def reopen(session: Session, objection_id: str) -> None:
    """Take back how one was settled: it is being looked into again. What was noted stays."""
    known = _one(session.case, objection_id)
    _replace(session, known.model_copy(update={"outcome": "", "settled_at": ""}), REOPENED)


def remove(session: Session, objection_id: str) -> None:
    """Take one away that was written down by mistake; undo brings it back."""
    kept = tuple(o for o in session.case.pub.objections if o.id != objection_id)
    _put(session, kept, REMOVED)


def answer(pub: Publicity, now: datetime) -> bool | None:
    """有无异议 as the list has it: None while the period runs, or nothing was ever written down."""
    if any(one.outcome != REJECTED for one in pub.objections):
        return True
    end = moments.instant(pub.end)
    over = end is not None and end.last < now
    return False if pub.objections and over else None


def _put(session: Session, objections: tuple[Objection, ...], label: str) -> None:
    case = session.case
    after = case.pub.model_copy(update={"objections": objections})
    session.change(
        (
            changes.edit(case, "pub.objections", list(objections)),
            changes.edit(case, "pub.objection", answer(after, session.now())),
        ),
        label=label,
    )


def _replace(session: Session, objection: Objection, label: str) -> None:
    kept = session.case.pub.objections
    _put(session, tuple(objection if one.id == objection.id else one for one in kept), label)


def _one(case: Case, objection_id: str) -> Objection:
    for one in case.pub.objections:
        if one.id == objection_id:
            return one
    raise UserError(
        tr("这一条异议已经不在了。"),
        safe=tr("别的异议都在，没有改动。"),
        todo=tr("请看一看列表再办。"),
    )


def _cleaned(objection: Objection) -> Objection:
    update = {
        name: clean(f"pub.objections.{name}", getattr(objection, name)).strip()
        for name in ("at", "way", "text")
    }
    return objection.model_copy(update=update)


def _check_moment(text: str, called: str) -> None:
    if text and moments.instant(text) is None:
        raise UserError(
            tr("{called}“{text}”看不懂。", called=called, text=text),
            safe=_SAFE,
            todo=tr("请照例子写，例如：2024-07-23 10:30。"),
        )
