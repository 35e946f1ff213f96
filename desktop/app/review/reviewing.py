"""单位审核 of one case: remarks, originals seen, copies stamped, and what comes of the look.

Every act is one step of undo and says who did it and when. What a 通过 means for the rules
(``unit_audit``) is set in the same step, so that the two never disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from desktop.app.findings.progress import Progress, progress, state
from desktop.app.pages.review import REVIEW
from desktop.app.places import missing
from desktop.app.session import Session
from desktop.domain import change as changes
from desktop.domain import reviews
from desktop.domain.case import Attachment, Case, Review, ReviewRemark, Sign
from desktop.domain.change import Edit
from desktop.domain.finding import Finding
from desktop.domain.lacking import present
from desktop.domain.moments import beijing, written
from desktop.domain.notice import Notice
from desktop.domain.vocabulary import AUDIT_ITEMS
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage.library import Library
from desktop.storage.packages import Passed

_UNCHANGED = tr("材料没有变。")


@dataclass
class Clerk:
    """Who sits at the desk (经办人), chosen once and kept until the library is locked.

    ``begun`` are words typed for a case and not used yet, by the case's id and what they are.
    """

    name: str = ""
    begun: dict[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One of the five the unit looks at: what it means, and what the program knows of it."""

    name: str
    question: str
    known: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """A line of the history: ``at`` a moment as the case writes it."""

    at: str
    by: str
    text: str


# ---------------------------------------------------------------------- how far it is


@dataclass(frozen=True, slots=True)
class Look:
    """How far the unit's review of a case is; ``overtaken`` where another version came in since.

    With ``second`` the unit wants two people to look.
    """

    case: Case
    second: bool
    overtaken: bool

    @property
    def stage(self) -> str:
        """Which look the next one is; a version that came in since begins a round of its own."""
        waits = self.second and reviews.waits_for_second(self.case)
        return reviews.SECOND if waits and not self.overtaken else reviews.FIRST

    @property
    def standing(self) -> str:
        """How far it is, in a sentence."""
        case = self.case
        if not case.reviews:
            two = tr("要两个人审核：先初审，再由另一位复审。") if self.second else ""
            return tr("还没有人审核过。{two}", two=two)
        last = case.reviews[-1]
        told = f"{last.by} {_moment(last.at)} "
        if self.overtaken:
            return tr(
                "{told}{stage}{result}；这以后又收到过新的一版，请重新看一遍。",
                told=told,
                stage=last.stage,
                result=last.result,
            )
        if last.result == reviews.SENT_BACK:
            if reviews.is_answered(case):
                return tr("{told}退回修改；提的意见都已改好，请重新审核。", told=told)
            left = sum(not remark.resolved_at for remark in case.remarks)
            return tr("{told}退回修改，还有 {left} 条意见没有改好。", told=told, left=left)
        if self.second and reviews.waits_for_second(case):
            return tr("{told}初审通过；还要由另一位复审，复审通过才算已审核。", told=told)
        if not reviews.is_through(case):
            return tr(
                "{told}{stage}通过；审核时间后来被改空了，请重新审核一次。",
                told=told,
                stage=last.stage,
            )
        return tr("已审核：{told}{stage}通过。", told=told, stage=last.stage)

    def hindrances(self, by: str) -> tuple[str, ...]:
        """Why it cannot be passed by ``by`` yet, in sentences; none where it can."""
        case = self.case
        left = [name for name in AUDIT_ITEMS if name not in case.unit_audit.items]
        open_ = sum(not remark.resolved_at for remark in case.remarks)
        again = self.stage == reviews.SECOND and reviews.same_person(case.reviews[-1].by, by)
        told = (
            tr("还有没勾的：{left}。五个方面都看过才能通过。", left="、".join(left))
            if left
            else "",
            tr("还有 {open} 条审核意见没有改好：请退回修改，或者确认已经改好。", open=open_)
            if open_
            else "",
            tr("初审就是{by}做的，复审要由另一位来做。", by=by) if again else "",
        )
        return tuple(filter(None, told))


def look(session: Session, *, second: bool) -> Look:
    """How far it is now. Every package of the case is read for it: once is enough."""
    return Look(session.case, second, came_since(session.library, session.case))


def came_since(library: Library, case: Case) -> bool:
    """Whether the last look was at another version of the case, or was nobody's of this unit.

    A review that a package brought is only believed where the case began here, or where that
    side was given the case before it ever sent it: applicants write no reviews for their unit.
    """
    if not case.reviews:
        return False
    last = case.reviews[-1]
    passed = library.packages.of_case(case.case_id)
    brought = next((n for n, one in enumerate(passed) if last.id in _reviews_in(one)), None)
    if brought is None or passed[brought].direction == "sent":
        return any(one.direction == "received" and _second(one.at) > last.at for one in passed)
    by = passed[brought].party
    met = next(one.direction for one in passed if one.party == by)
    if "sent" not in (met, passed[0].direction):
        return True
    later = passed[brought + 1 :]
    return any(one.direction == "received" and one.party != by for one in later)


def _reviews_in(passed: Passed) -> frozenset[str]:
    """The ids of the reviews a package holds."""
    found = passed.body["case"].get("reviews", ())
    return frozenset(str(one.get("id", "")) for one in found)


def _second(moment: datetime) -> str:
    """A moment to the second: a version may come in the very minute of a look."""
    return f"{beijing(moment):%Y-%m-%dT%H:%M:%S}"


def aspects(case: Case, notice: Notice, findings: Sequence[Finding]) -> tuple[Aspect, ...]:
    """The five, in the order of the vocabulary, each with what the program knows of it."""
    counts, case = progress(findings), present(case)
    seen = sum(bool(one.sighted.at) for one in case.attachments)
    lacking = missing(case, notice, findings)
    late = sum(state(f) == "fix" and f.reason in _DATED for f in findings)
    told = {
        "漏项": (
            tr("该填的都填了，没有漏项"),
            tr("检查清单里还有 {open} 项待完成", open=counts.open)
            if counts.open
            else tr("没有待完成的项"),
        ),
        "真实": (
            tr("和原件对过，内容真实"),
            tr("原件已核对 {seen} / {count} 份", seen=seen, count=len(case.attachments))
            if case.attachments
            else tr("没有附件"),
        ),
        "准确": (
            tr("填写的内容准确，和证明材料一致"),
            tr("检查出 {fix} 项需修改", fix=counts.fix) if counts.fix else tr("没有检查出错误"),
        ),
        "完整": (
            tr("证明材料齐全、看得清"),
            tr("还缺 {lacking} 处附件", lacking=lacking) if lacking else tr("要交的附件都在"),
        ),
        "时效": (
            tr("证明材料在通知要求的时间之内，没有过期"),
            tr("检查出 {late} 处时间不对", late=late) if late else "",
        ),
    }
    return tuple(Aspect(name, *told[name]) for name in AUDIT_ITEMS)


_DATED = frozenset(
    "dated_outside before_title months_old months_short months_broken contract_not_valid "
    "begins_late time_order".split()
)
"""Reasons that say of a proof or an entry that it is not of the time the notice wants."""


def progress_of(case: Case) -> dict[str, Progress]:
    """How far the unit's look is, for the step of its page: five aspects and the verdict."""
    done = len(AUDIT_ITEMS) + 1 if reviews.is_through(case) else len(case.unit_audit.items)
    back = reviews.is_sent_back(case)
    left = len(AUDIT_ITEMS) + 1 - done - back
    return {REVIEW.id: Progress(done, fix=int(back), open=max(left, 0))}


# ---------------------------------------------------------------------- what comes of it


def let_pass(session: Session, by: str, *, second: bool, note: str = "") -> None:
    """通过: the last one who has to look sets the unit's audit as well.

    :class:`UserError` where something still stands against it.
    """
    seen = look(session, second=second)
    against = seen.hindrances(by)
    if against or not by.strip():
        raise UserError(
            tr("还不能通过。"), safe=_UNCHANGED, todo="".join(against) or tr("请先选经办人是谁。")
        )
    waits = second and seen.stage == reviews.FIRST
    done = _reviewed(session, by, seen.stage, reviews.PASSED, note)
    audit = {
        "unit_audit.at": "" if waits else written(session.now()),
        # The second person looks for himself: what the first ticked stands in his review.
        "unit_audit.items": [] if waits else list(AUDIT_ITEMS),
    }
    _commit(session, done, audit, tr("{stage}通过", stage=seen.stage))


def send_back(session: Session, by: str, *, second: bool, note: str = "") -> None:
    """退回修改: the open remarks are what is to be put right. There has to be one."""
    if not any(not remark.resolved_at for remark in session.case.remarks):
        raise UserError(
            tr("还没有写要改什么，不能退回。"),
            safe=_UNCHANGED,
            todo=tr("请在要改的那一栏或那个附件旁边点“提意见”，写下要改的地方，再退回。"),
        )
    if not by.strip():
        raise UserError(tr("还不能退回。"), safe=_UNCHANGED, todo=tr("请先选经办人是谁。"))
    now = look(session, second=second).stage
    done = _reviewed(session, by, now, reviews.SENT_BACK, note)
    # What comes back is looked at anew, all of it.
    _commit(session, done, {"unit_audit.at": "", "unit_audit.items": []}, tr("退回修改"))


def _reviewed(session: Session, by: str, stage: str, result: str, note: str) -> Review:
    return Review(
        by=by.strip(),
        at=_second(session.now()),
        stage=stage,
        result=result,
        items=session.case.unit_audit.items,
        note=note.strip(),
    )


def _commit(session: Session, review: Review, audit: Mapping[str, object], label: str) -> None:
    case = session.case
    edits = [changes.edit(case, path, value) for path, value in audit.items()]
    session.change([changes.inserted(case, "reviews", review), *edits], label=label)


# ---------------------------------------------------------------------- remarks


def remark(session: Session, text: str, path: str, by: str) -> None:
    """Put down what is to be put right at ``path`` ("" for the whole)."""
    if text.strip():
        session.insert(
            "remarks",
            ReviewRemark(text=text.strip(), path=path, by=by.strip()),
            label=tr("提审核意见"),
        )


def take_back(session: Session, remark_id: str) -> None:
    """Take a remark away again."""
    session.remove(f"remarks.{remark_id}", label=tr("删去一条审核意见"))


def settle(session: Session, remark_id: str, *, on: bool) -> None:
    """Say that it has been put right, or that it has not after all."""
    at = written(session.now()) if on else ""
    label = tr("改好一条审核意见") if on else tr("审核意见还没改好")
    session.set(f"remarks.{remark_id}.resolved_at", at, label=label)


def remarks_at(case: Case, path: str) -> tuple[ReviewRemark, ...]:
    """What is said of this very place, open ones first."""
    said = (remark for remark in case.remarks if remark.path == path)
    return tuple(sorted(said, key=lambda remark: bool(remark.resolved_at)))


# ---------------------------------------------------------------------- originals and copies


def sight(session: Session, ids: Iterable[str], by: str, *, on: bool) -> None:
    """原件已核对: who held these attachments against the originals; or nobody has after all."""
    _sign(session, ids, by, on=on, stamped=False)


def stamp(session: Session, ids: Iterable[str], by: str, *, on: bool) -> None:
    """The copies of these attachments bear the unit's words and seal; or do not after all."""
    _sign(session, ids, by, on=on, stamped=True)


def _sign(session: Session, ids: Iterable[str], by: str, *, on: bool, stamped: bool) -> None:
    wanted = frozenset(ids)
    sign = Sign(by=by.strip(), at=written(session.now())) if on else Sign()
    edits = [
        edit
        for one in session.case.attachments
        if one.id in wanted
        for edit in _signed(session.case, one, sign, stamped=stamped)
    ]
    what = tr("复印件签注") if stamped else tr("核对原件")
    session.change(edits, label=what if on else tr("取消{what}", what=what))


def _signed(case: Case, one: Attachment, sign: Sign, *, stamped: bool) -> Iterator[Edit]:
    """Who signed first stays: ticking all does not put another's name on what was done."""
    before = one.stamped if stamped else one.sighted
    if bool(before.at) == bool(sign.at):
        return
    path = f"attachments.{one.id}"
    yield changes.edit(case, f"{path}.{'stamped' if stamped else 'sighted'}", sign)
    if stamped:
        yield changes.edit(case, f"{path}.copy_stamped", True if sign.at else None)


# ---------------------------------------------------------------------- who did what


def history(case: Case) -> tuple[Done, ...]:
    """Who did what, the last first; ticks of one person on one day are one line."""
    lines = [Done(r.at, r.by, _told(r)) for r in case.reviews]
    for what, sign_of in _SIGNED:
        signs = sorted(
            (sign for one in case.attachments if (sign := sign_of(one)).at),
            key=lambda sign: (sign.at[:10], sign.by, sign.at),
        )
        for (_day, by), some in groupby(signs, key=lambda sign: (sign.at[:10], sign.by)):
            moments = [sign.at for sign in some]
            lines.append(Done(moments[-1], by, what.format(n=len(moments))))
    return tuple(sorted(lines, key=lambda done: done.at, reverse=True))


_SIGNED: tuple[tuple[str, Callable[[Attachment], Sign]], ...] = (
    (tr("核对了 {n} 份原件"), lambda one: one.sighted),
    (tr("签注了 {n} 份复印件"), lambda one: one.stamped),
)


def _told(review: Review) -> str:
    return f"{review.stage}{review.result}{_noted(review)}"


def _noted(review: Review) -> str:
    return f"：{review.note}" if review.note else ""


def _moment(at: str) -> str:
    return at.replace("T", " ")[:16]


def last_return(case: Case) -> str:
    """Who sent it back last, when and with what words; "" where that is not the last word."""
    last = case.reviews[-1] if case.reviews else None
    if last is None or last.result != reviews.SENT_BACK:
        return ""
    return tr("{by} {at} 退回修改{noted}", by=last.by, at=_moment(last.at), noted=_noted(last))


def shown_at(done: Done) -> str:
    """When, as a person reads it."""
    return _moment(done.at)


def failed(findings: Sequence[Finding]) -> int:
    """How many of the notice's rules the case fails as it stands."""
    return sum(state(f) == "fix" for f in findings)
