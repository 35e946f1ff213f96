"""台账: per case what was submitted, returned, paid and delivered, and how it stands right now.

An :class:`Account` is what the ledger and the calendar need of a case, so that thousands are held
at once; it changes only when the case does. What depends on the moment is asked with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from desktop.app.applicants import pinyin
from desktop.app.deadlines import remaining
from desktop.app.deadlines.timetable import Mood
from desktop.app.findings.messages import NAMELESS
from desktop.app.notices.words import UNSAID
from desktop.domain import derived, moments
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.facts import applies
from desktop.domain.notice import Notice
from desktop.domain.operations.times import Window
from desktop.domain.proceedings import Track
from desktop.domain.scene import Scene
from desktop.domain.terms import Deadline
from desktop.language import tr

Column = Literal["name", "department", "notice", "submits", "left", "returns", "term", "fee",
                 "paid", "paper"]  # fmt: skip

COLUMNS: Mapping[Column, str] = {
    "name": tr("姓名"),
    "term": tr("退回后最晚重新提交"),
    "returns": tr("退回"),
    "submits": tr("已提交"),
    "left": tr("还可提交"),
    "fee": tr("评审费"),
    "paid": tr("缴费时间"),
    "paper": tr("纸质材料"),
    "department": tr("部门"),
    "notice": tr("通知"),
}
"""The columns of the ledger with their heads, in order."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column, and what it is sorted by; nothing known comes last."""

    text: str
    order: tuple[int, str]
    mood: Mood = "plain"


@dataclass(frozen=True, slots=True)
class Account:
    """One case as the ledger keeps it.

    ``open`` are the windows in which something of this case is still to be done, as the notice's
    rules have it; ``returned`` is the id of the return that came last.
    """

    case_id: str
    name: str
    department: str
    notice: Notice
    track: Track
    publicity: tuple[str, str]
    settled: bool
    used: int | None
    left: int | None
    returned: str
    term: derived.ReturnDeadline | None
    fee: int | None
    open: frozenset[str]

    @property
    def letters(self) -> str:
        """How the name is read; asked where names are sought or sorted: the dictionary is large."""
        return pinyin.readings(self.name)

    @property
    def submitted(self) -> bool:
        """Whether any submission is recorded."""
        return self.track.submitted


def account(case: Case, notice: Notice, now: datetime) -> Account:
    """What the ledger keeps of ``case``; ``now`` tells which stages it has reached."""
    found, last = derived.fee(case, notice), derived.last_return(case)
    return Account(
        case_id=case.case_id,
        name=case.person.name,
        department=case.unit.department,
        notice=notice,
        track=case.track,
        publicity=(case.pub.start, case.pub.end),
        settled=bool(case.track.result),
        used=derived.submissions_counted(case, notice),
        left=derived.submissions_left(case, notice),
        returned=last.id if last else "",
        term=derived.return_due(case, notice),
        fee=found.yuan if found else None,
        open=frozenset() if case.track.result else frozenset(_open(case, notice, now)),
    )


def _open(case: Case, notice: Notice, now: datetime) -> Iterator[str]:
    """The windows with something left to do; of those no rule looks at, while not submitted."""
    scene = Scene.of(case, notice, now)
    looked_at = [(rule, rule.check) for rule in notice.rules if isinstance(rule.check, Window)]
    for rule, check in looked_at:
        if not get(case, check.field) and applies(rule.applies_when, scene).answer in (
            "yes",
            "open",
        ):
            yield check.deadline
    known = {check.deadline for _, check in looked_at}
    if not case.track.submitted:
        yield from (deadline.id for deadline in notice.deadlines if deadline.id not in known)


def window_of(notice: Notice, field: str, word: str = "") -> Deadline | None:
    """The window in which ``field`` has to lie, else one whose title says ``word``."""
    for rule in notice.rules:
        if isinstance(rule.check, Window) and rule.check.field == field:
            return notice.deadline(rule.check.deadline)
    return next((d for d in notice.deadlines if word and word in d.title), None)


def payment(notice: Notice) -> Deadline | None:
    """When is to be paid; None: 通知未写."""
    return window_of(notice, "track.paid_at", "缴费")


def delivery(notice: Notice) -> Deadline | None:
    """Until when paper is to be there; None: 通知未写."""
    return window_of(notice, "track.paper_delivered_at", "纸质")


def cells(one: Account, now: datetime) -> dict[Column, Cell]:
    """The row of an account, by column."""
    said = {
        "name": Cell(one.name or NAMELESS, (0 if one.name else 1, _by_sound(one))),
        "term": _term(one, now),
        "returns": _returns(one),
        "submits": _submits(one),
        "left": _left(one),
        "fee": _fee(one),
        "paid": _paid(one, now),
        "paper": _paper(one, now),
        "department": Cell(one.department, (0 if one.department else 1, one.department)),
        "notice": Cell(one.notice.short_title, (0, one.notice.short_title)),
    }
    return {column: said[column] for column in COLUMNS}


def matches(one: Account, sought: str) -> bool:
    """Whether ``sought`` is in the name, the department or the notice, or how the name begins."""
    letters = sought.casefold()
    if letters.isascii() and letters.isalpha() and pinyin.found(letters, one.letters):
        return True
    return any(sought in text for text in (one.name, one.department, one.notice.short_title))


def _by_sound(one: Account) -> str:
    """What names are sorted by: as they are read, then as they are written."""
    return f"{' '.join(pinyin.order(one.letters))} {one.name}"


def _submits(one: Account) -> Cell:
    if one.used is None:
        many = len(one.track.submits)
        return Cell(tr("{many} 次", many=many) if many else tr("还没有"), (0, f"{many:03}"))
    terms = one.notice.submissions
    most = terms.max if terms is not None else 0
    return Cell(tr("{used} / {most} 次", used=one.used, most=most), (0, f"{one.used:03}"))


def _left(one: Account) -> Cell:
    if one.left is None:
        return Cell(UNSAID, (1, ""))
    return Cell(
        tr("{left} 次", left=one.left), (0, f"{one.left:03}"), "plain" if one.left > 1 else "care"
    )


def _returns(one: Account) -> Cell:
    many = len(one.track.returns)
    if not many:
        return Cell("", (1, ""))
    left = sum(not remark.resolved_at for entry in one.track.returns for remark in entry.remarks)
    todo = tr("，{left} 条没改好", left=left) if left else ""
    return Cell(
        tr("{many} 次{todo}", many=many, todo=todo),
        (0, f"{many:03}{left:03}"),
        "care" if left else "plain",
    )


def _term(one: Account, now: datetime) -> Cell:
    waiting = any(not entry.resubmitted_at for entry in one.track.returns)
    if one.term is None:
        if waiting and one.notice.return_hours is None:
            return Cell(tr("几小时内，{unsaid}", unsaid=UNSAID), (0, "9"), "care")
        return Cell("", (1, ""))
    last = one.term.earliest
    text = f"{remaining.moment_words(last, now)}，{remaining.clock(now, last)}"
    return Cell(text, (0, moments.written(last)), "care")


def _fee(one: Account) -> Cell:
    paid = one.track.fee
    if paid is not None:
        return Cell(tr("已缴 {paid} 元", paid=paid), (0, f"{paid:06}"))
    if one.track.paid_at:
        return Cell(tr("已缴"), (0, ""))
    if one.fee is None:
        return Cell(tr("金额通知未写") if not one.notice.fees else tr("还算不出来"), (1, ""))
    return Cell(tr("{fee} 元，未缴", fee=one.fee), (0, f"{one.fee:06}"))


def _paid(one: Account, now: datetime) -> Cell:
    return _by(one.track.paid_at, payment(one.notice), tr("已缴"), one, now)


def _paper(one: Account, now: datetime) -> Cell:
    track = one.track
    if track.paper_mailed_at and not track.paper_delivered_at:
        return _by(track.paper_mailed_at, None, tr("已寄出"), one, now)
    return _by(track.paper_delivered_at, delivery(one.notice), tr("已送到"), one, now)


def _by(done: str, window: Deadline | None, word: str, one: Account, now: datetime) -> Cell:
    """When it was done, else until when it has to be."""
    if done:
        return Cell(f"{day_of(done, now)}{word}", (0, done))
    if window is None or not window.end:
        return Cell(UNSAID, (2, ""))
    last = moments.closing(window.end, window.edge)
    near = window.id in one.open and last is not None and remaining.days(now, last) <= 3
    return Cell(
        tr("{ends}截止", ends=ends(window, now)), (1, window.end), "care" if near else "plain"
    )


def ends(window: Deadline, now: datetime) -> str:
    """The end of a window in words: ``7月30日（周二）20:00``, ``10月20日（周四）前``."""
    before = tr("前") if window.edge != "incl" else ""
    return f"{day_of(window.end or '', now)}{before}"


def day_of(text: str, now: datetime) -> str:
    """A day or a moment of a case or notice in words; what cannot be read as it is."""
    found = moments.instant(text)
    if found is None:
        return text
    if found.is_day:
        return remaining.day_words(found.first.date(), now)
    return remaining.moment_words(found.first, now)
