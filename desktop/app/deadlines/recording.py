"""记一笔: what happened to a case, for one or a whole selection; what speaks against recording it.

A record is one step of undo in each case. An obstacle keeps it out of a case, a caution is told
before, person by person, and left to whoever records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Literal

from desktop.app.deadlines import linking
from desktop.app.deadlines.ledger import day_of, window_of
from desktop.domain import change as changes
from desktop.domain import derived, moments
from desktop.domain.case import Case, Remark, Return, Submission
from desktop.domain.change import Edit
from desktop.domain.cleaning import clean
from desktop.domain.notice import Notice
from desktop.language import tr

Kind = Literal["submitted", "returned", "resubmitted", "passed", "paid", "delivered", "mailed"]

LABELS: Mapping[Kind, str] = {
    "submitted": tr("已提交"),
    "returned": tr("被退回"),
    "resubmitted": tr("已重新提交"),
    "passed": tr("审核通过"),
    "paid": tr("已缴费"),
    "delivered": tr("纸质材料已送到"),
    "mailed": tr("纸质材料已寄出"),
}
"""What can be recorded, in the order it happens; also what the undo menu says."""

_FIELDS: Mapping[Kind, str] = {
    "submitted": "track.first_submit_at",
    "passed": "track.passed_at",
    "paid": "track.paid_at",
    "delivered": "track.paper_delivered_at",
    "mailed": "track.paper_mailed_at",
}
"""The moment of the case that says it, and that the notice's windows are about."""


@dataclass(frozen=True, slots=True)
class Record:
    """What happened, ``at`` a moment as cases write it.

    ``where`` is to whom it was submitted, or who returned it; ``remarks`` are those of the return.
    ``fee`` is what was paid in yuan, None: what the notice charges. ``all_resolved``: with the
    case's being submitted again, every remark is dealt with.
    """

    kind: Kind
    at: str
    where: str = ""
    remarks: tuple[str, ...] = ()
    fee: int | None = None
    all_resolved: bool = False


_NUMBER = re.compile(
    r"(?:^|(?<=[\s;；。:：]))(?:\d{1,2}(?:[、)）]|[.．](?!\d))|[（(]\d{1,2}[)）])|[①-⑳]"
)
"""A number before a remark (1. 2、 （3） ④), not one within a date or an amount."""


def remarks_of(pasted: str) -> tuple[str, ...]:
    """Remarks as they were pasted: each line one, empty ones none, each once.

    What the platform numbers within one line are several.
    """
    lines = (clean("text", piece) for line in pasted.splitlines() for piece in _pieces(line))
    return tuple(dict.fromkeys(line for line in lines if line))


def _pieces(line: str) -> Iterator[str]:
    numbers = [found.start() for found in _NUMBER.finditer(line)]
    if len(numbers) < 2:
        yield line
        return
    # What only leads up to the first number (退回原因：1. …) is no remark.
    head = line[: numbers[0]].strip()
    if not head.endswith(("：", ":")):
        yield head
    for start, end in pairwise([*numbers, len(line)]):
        yield line[start:end].rstrip("；;，,、 ")


def fault(record: Record, now: datetime) -> str:
    """What is wrong with the record itself, in a sentence; ``""`` where nothing is."""
    at = moments.instant(record.at)
    if record.kind == "submitted" and not record.where:
        return tr("请选提交给了谁：有的通知只数提交到评委会的次数。")
    if at is None:
        return tr("时间看不懂，请照例子填写，例如 2024-07-24 18:00。")
    if record.kind in ("returned", "resubmitted") and at.is_day:
        return tr("退回的期限按小时算，请把几点几分也填上。")
    return tr("这个时间还没有到，请核对。") if at.first > now else ""


def obstacle(case: Case, record: Record) -> str:
    """Why it cannot be recorded in this case; ``""`` where it can."""
    if record.kind != "resubmitted":
        return ""
    last, at = derived.open_return(case), moments.instant(record.at)
    if last is None:
        return tr("没有等着重新提交的退回。")
    returned = moments.instant(last.at)
    if at is not None and returned is not None and at.last < returned.first:
        return tr("比退回的时间还早。")
    return ""


def cautions(case: Case, notice: Notice, record: Record) -> tuple[str, ...]:
    """What should be looked at before it is recorded in this case."""
    found = _CAUTIONS.get(record.kind)
    return (*(found(case, notice, record) if found else ()), *_in_window(case, notice, record))


def edits(case: Case, notice: Notice, record: Record) -> tuple[Edit, ...]:
    """What recording it changes in this case; nothing where there is an obstacle."""
    if obstacle(case, record):
        return ()
    return tuple(_EDITS[record.kind](case, notice, record))


# ------------------------------------------------------------------ what it changes


def _submitted(case: Case, _notice: Notice, record: Record) -> Iterator[Edit]:
    yield changes.inserted(case, "track.submits", Submission(at=record.at, to=record.where))
    if not case.track.first_submit_at:
        yield changes.edit(case, "track.first_submit_at", record.at)


def _returned(case: Case, notice: Notice, record: Record) -> Iterator[Edit]:
    remarks = tuple(
        Remark(text=text, path=linking.guess(text, case, notice)) for text in record.remarks
    )
    entry = Return(at=record.at, by=record.where, remarks=remarks)
    yield changes.inserted(case, "track.returns", entry)


def _resubmitted(case: Case, _notice: Notice, record: Record) -> Iterator[Edit]:
    last = derived.last_return(case)
    if last is None:
        return
    path = f"track.returns.{last.id}"
    yield changes.edit(case, f"{path}.resubmitted_at", record.at)
    if record.all_resolved:
        for remark in last.remarks:
            if not remark.resolved_at:
                yield changes.edit(case, f"{path}.remarks.{remark.id}.resolved_at", record.at)
    entry = Submission(at=record.at, to=record.where or last.by)
    yield changes.inserted(case, "track.submits", entry)


def _paid(case: Case, notice: Notice, record: Record) -> Iterator[Edit]:
    yield changes.edit(case, "track.paid_at", record.at)
    charged = derived.fee(case, notice)
    yuan = record.fee if record.fee is not None else charged.yuan if charged else None
    if yuan is not None:
        yield changes.edit(case, "track.fee", yuan)


def _moment(case: Case, _notice: Notice, record: Record) -> Iterator[Edit]:
    yield changes.edit(case, _FIELDS[record.kind], record.at)


_EDITS: Mapping[Kind, Callable[[Case, Notice, Record], Iterator[Edit]]] = {
    "submitted": _submitted,
    "returned": _returned,
    "resubmitted": _resubmitted,
    "passed": _moment,
    "paid": _paid,
    "delivered": _moment,
    "mailed": _moment,
}

# ------------------------------------------------------------------ what to look at before


def _used_up(case: Case, notice: Notice, to: str) -> Iterator[str]:
    """Whether one submission more would be over the notice's limit, counted as it counts."""
    if notice.submissions is None:
        return
    entry = changes.inserted(case, "track.submits", Submission(to=to))
    then = derived.submissions_counted(changes.apply(case, [entry]), notice) or 0
    if then > notice.submissions.max:
        yield tr(
            "通知最多让提交 {max} 次，这会是第 {then} 次。", max=notice.submissions.max, then=then
        )


def _of_submitting(case: Case, notice: Notice, record: Record) -> Iterator[str]:
    if derived.open_return(case) is not None:
        yield tr("有一次退回还没有重新提交：是不是该记“已重新提交”？")
    yield from _used_up(case, notice, record.where)


def _of_returning(case: Case, _notice: Notice, _record: Record) -> Iterator[str]:
    if not case.track.submitted:
        yield tr("还没有记过提交。")
    if derived.open_return(case) is not None:
        yield tr("前一次退回还没有记重新提交。")


def _of_resubmitting(case: Case, notice: Notice, record: Record) -> Iterator[str]:
    last, term = derived.last_return(case), derived.return_due(case, notice)
    at = moments.instant(record.at)
    if term is not None and at is not None and at.first > term.earliest:
        yield tr("期限是{moment}，这个时间已经晚了。", moment=moments.chinese_moment(term.earliest))
    left = sum(not remark.resolved_at for remark in last.remarks) if last else 0
    if left and not record.all_resolved:
        yield tr("还有 {left} 条退回意见没有记改好。", left=left)
    to = record.where or (last.by if last else "")
    if not to:
        yield tr("没有记是谁退回的，请选重新提交给谁。")
    yield from _used_up(case, notice, to)


def _of_paying(case: Case, notice: Notice, record: Record) -> Iterator[str]:
    charged = derived.fee(case, notice)
    if charged is None and record.fee is None:
        yield tr("这种申报的金额不知道，只记时间。")
    elif charged is not None and record.fee not in (None, charged.yuan):
        yield tr("通知收 {yuan} 元，不是 {fee} 元。", yuan=charged.yuan, fee=record.fee)


_CAUTIONS: Mapping[Kind, Callable[[Case, Notice, Record], Iterator[str]]] = {
    "submitted": _of_submitting,
    "returned": _of_returning,
    "resubmitted": _of_resubmitting,
    "paid": _of_paying,
}


def _in_window(case: Case, notice: Notice, record: Record) -> Iterator[str]:
    """What stands there already, and whether the moment lies in the notice's window."""
    field = _FIELDS.get(record.kind, "")
    at = moments.instant(record.at)
    if not field or at is None:
        return
    was = changes.get(case, field)
    if was and record.kind != "submitted":
        yield tr("原来记的是{was}，会换掉。", was=day_of(was, at.first))
    window = window_of(notice, field)
    if window is None or (was and record.kind == "submitted"):
        return
    where = moments.position(at, window.start, window.end, window.edge)
    if where == "before":
        yield tr("“{title}”这时还没有开始。", title=window.title)
    elif where == "after":
        yield tr("“{title}”这时已经截止。", title=window.title)
    elif where == "edge":
        yield tr("正是“{title}”的最后一天，算不算在内通知没有写清。", title=window.title)
