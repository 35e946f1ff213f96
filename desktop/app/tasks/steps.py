"""What comes after the form: read, packed, copied, submitted, and what the notice wants then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from desktop.app.deadlines.ledger import delivery, ends, payment
from desktop.app.findings.progress import State
from desktop.app.proofreading.form import form
from desktop.app.session import Session
from desktop.app.tasks import marks
from desktop.domain import derived
from desktop.domain.terms import Deadline

Act = Literal[
    "read", "packet", "copy", "submitted", "remarks", "resubmitted", "passed", "paid", "delivered",
    "result",
]  # fmt: skip
"""What can be done on the last page; from 已提交 on it is recorded in 提交以后."""


@dataclass(frozen=True, slots=True)
class Step:
    """One of them, as it stands; ``told`` says how."""

    act: Act
    say: str
    state: State
    told: str


_NOT_YET = "等前面的做完"


def steps(session: Session, *, complete: bool) -> tuple[Step, ...]:
    """The steps of this person in their order; ``complete``: nothing of the form is open."""
    before = [] if session.case.track.submitted else [*_going_out(session, complete=complete)]
    return (*before, *_afterwards(session, complete=complete))


def _going_out(session: Session, *, complete: bool) -> Iterator[Step]:
    # It names the files that go out, and what makes them is large: the window opens without.
    from desktop.app.platform.copying import Copying  # noqa: PLC0415

    kept = marks.load(session.library.memory, session.case.case_id)
    read, packed = was_read(session, kept), was_packed(session, kept)
    yield _step("read", "从头到尾读一遍", kept.read, now=read, ready=complete)
    yield _step("packet", "生成材料包", kept.packet, now=packed, ready=complete)
    count = Copying(session).count
    told = f"已抄 {count.done} / {count.whole} 项"
    if count.changed:
        told += f"，{count.changed} 处抄过以后又改了"
    done = count.done == count.whole
    state: State = "done" if done else "open" if complete or count.done else "rest"
    yield Step("copy", "抄录到平台", state, told)


def _step(act: Act, say: str, kept: str, *, now: bool, ready: bool) -> Step:
    if now:
        return Step(act, say, "done", "已完成")
    told = "做过以后内容又改了，再做一次" if kept else "待完成"
    return Step(act, say, "open", told) if ready else Step(act, say, "rest", _NOT_YET)


def was_read(session: Session, kept: marks.Marks) -> bool:
    """Whether the form was read as it is now."""
    if not kept.read:
        return False
    return kept.read == marks.of_form(form(session.case, session.notice, session.findings))


def was_packed(session: Session, kept: marks.Marks) -> bool:
    """Whether a packet was made of the case as it is now."""
    return bool(kept.packet) and kept.packet == marks.of_case(session.case)


def _afterwards(session: Session, *, complete: bool) -> Iterator[Step]:
    case, notice = session.case, session.notice
    track = case.track
    if track.submitted:
        yield Step("submitted", "在平台提交", "done", "已提交")
    else:
        window = next((d for d in notice.deadlines if d.id == derived.ONLINE), None)
        state: State = "open" if complete else "rest"
        told = _until(session, window) if complete else _NOT_YET
        yield Step("submitted", "在平台提交，回来记一笔", state, told)
    out = derived.open_return(case)
    if out is not None:
        left = sum(not one.resolved_at for one in out.remarks)
        told = f"还有 {left} 条" if left else "都改好了"
        yield Step("remarks", "按退回意见修改", "fix" if left else "done", told)
        yield Step("resubmitted", "重新提交", "rest" if left else "open", "退回以后要再提交")
    yield _later("passed", "审核通过", track.passed_at, told="等审核")
    ready = bool(track.passed_at)
    if notice.fees or payment(notice):
        told = _until(session, payment(notice)) if ready else "审核通过以后再办"
        yield _later("paid", "缴费", track.paid_at, ready=ready, told=told)
    if notice.papers:
        told = _until(session, delivery(notice)) if ready else "审核通过以后再办"
        handed = track.paper_delivered_at or track.paper_mailed_at
        yield _later("delivered", "交纸质材料", handed, ready=ready, told=told)
    yield _later("result", "评审结果", track.result, told="等评审")


def _later(act: Act, say: str, done: str, *, ready: bool = False, told: str) -> Step:
    if done:
        return Step(act, say, "done", "已完成")
    return Step(act, say, "open" if ready else "rest", told)


def _until(session: Session, window: Deadline | None) -> str:
    """Until when it has to be done, where the notice says so."""
    if window is None or not window.end:
        return "待完成"
    return f"{ends(window, session.now())}截止"
