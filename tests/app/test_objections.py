"""异议: written down, settled, each step undone; 有无异议 always in agreement."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.publicity import objections as use
from desktop.app.session import Session
from desktop.documents.catalogue import build
from desktop.documents.refusals import RefusedDocument
from desktop.domain.case import Objection, Publicity
from desktop.domain.finding import Verdict
from desktop.errors import UserError
from tests.app.grouped import desk_in, take_in
from tests.ui.hands import NOW, Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW.replace(day=31))


def opened(folder: Path, clock: Clock, pack: str = "BM24") -> Session:
    desk = desk_in(folder, clock)
    (case_id,) = take_in(desk, [pack], posted=True)
    return desk.session(case_id)


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Session:
    return opened(tmp_path, clock)


def told(text: str = "第三项业绩不是本人完成") -> Objection:
    return Objection(at="2024-07-24 10:30", way="来信", text=text)


def answered(session: Session) -> bool | None:
    return session.case.pub.objection


def listed(session: Session) -> tuple[Objection, ...]:
    return session.case.pub.objections


def made(session: Session, kind: str) -> None:
    build(kind, session.case, session.notice, session.now())


def blocked(session: Session, kind: str) -> bool:
    try:
        made(session, kind)
    except RefusedDocument:
        return True
    return False


def failing(session: Session) -> set[str]:
    return {f.rule for f in session.findings if f.verdict is Verdict.FAIL}


def ready(session: Session) -> None:
    session.set("pub.objection", False)
    session.set("pub.days", 5)
    session.set("pub.result_date", "2024-07-30")
    session.set("pub.recommend_date", "2024-07-30")
    made(session, "result")
    made(session, "recommendation")


def test_one_that_came_in_blocks_result_and_recommendation_in_one_step(session: Session) -> None:
    ready(session)
    use.add(session, told())
    assert answered(session) is True
    assert listed(session)[0].at == "2024-07-24T10:30"
    assert blocked(session, "result")
    assert blocked(session, "recommendation")
    assert "BM24.result.template" in failing(session)
    assert not blocked(session, "publicity")
    session.undo()
    assert listed(session) == ()
    assert answered(session) is False
    made(session, "result")


def test_the_answer_beside_it_never_outvotes_the_list(session: Session) -> None:
    ready(session)
    use.add(session, told())
    session.set("pub.objection", False)
    assert blocked(session, "result")
    assert blocked(session, "recommendation")
    assert "BM24.result.template" in failing(session)


def test_settled_as_unfounded_the_result_can_be_made(session: Session) -> None:
    ready(session)
    first = use.add(session, told())
    second = use.add(session, told("举报论文抄袭"))
    use.settle(session, first, "不成立", "查了验收单，是本人完成。")
    assert answered(session) is True
    assert use.standing(session.case).sentence == "异议 2 条，1 条没有处理完"
    use.settle(session, second, "不成立", "查重 3%。", "2024-07-30 09:00")
    assert answered(session) is False
    assert listed(session)[1].settled_at == "2024-07-30T09:00"
    assert use.standing(session.case).sentence == "异议 2 条，都不成立"
    made(session, "result")
    session.undo()
    assert answered(session) is True
    assert blocked(session, "result")


def test_while_the_period_runs_nobody_can_say_there_is_none(session: Session, clock: Clock) -> None:
    clock.now = NOW
    first = use.add(session, told())
    use.settle(session, first, "不成立", "查过了。", "2024-07-24 11:00")
    assert answered(session) is None


def test_upheld_it_blocks_for_good(session: Session) -> None:
    ready(session)
    first = use.add(session, told())
    use.settle(session, first, "成立", "确实不是本人完成。")
    assert answered(session) is True
    with pytest.raises(RefusedDocument) as refused:
        made(session, "recommendation")
    assert "同意推荐" in refused.value.happened
    assert "成立" in refused.value.todo
    use.reopen(session, first)
    assert listed(session)[0].note == "确实不是本人完成。"
    assert use.standing(session.case).open == 1


@pytest.mark.parametrize(("outcome", "note"), [("", "查过了"), ("不成立", " "), ("待定", "查过了")])
def test_settling_wants_both_an_outcome_and_how(session: Session, outcome: str, note: str) -> None:
    first = use.add(session, told())
    before = session.case
    with pytest.raises(UserError):
        use.settle(session, first, outcome, note)
    assert session.case == before


def test_nothing_is_settled_before_it_came(session: Session) -> None:
    first = use.add(session, told())
    with pytest.raises(UserError):
        use.settle(session, first, "不成立", "查过了", "2024-07-20 09:00")


@pytest.mark.parametrize("bad", [Objection(text=" "), Objection(text="有问题", at="昨天")])
def test_half_an_objection_is_not_kept(session: Session, bad: Objection) -> None:
    with pytest.raises(UserError):
        use.add(session, bad)
    assert listed(session) == ()


def test_one_written_down_by_mistake_is_put_right_or_taken_away(session: Session) -> None:
    first = use.add(session, told())
    use.amend(session, first, at="2024-07-25 08:00", way="来电", text="改过的")
    assert listed(session)[0].text == "改过的"
    use.remove(session, first)
    assert listed(session) == ()
    assert answered(session) is None
    session.undo()
    assert listed(session)[0].way == "来电"


@pytest.mark.parametrize(
    ("pack", "kinds"),
    [
        ("LC22", ("result", "pub_certificate", "unit_opinion")),
        ("GT23", ("result",)),
        ("ZZ23", ("result", "unit_opinion", "supervisor_recommendation")),
        ("GJ21", ("result", "unit_opinion")),
    ],
)
def test_every_notices_result_and_recommendation_wait(
    tmp_path: Path, clock: Clock, pack: str, kinds: tuple[str, ...]
) -> None:
    session = opened(tmp_path, clock, pack)
    session.set("pub.objection", False)
    session.set("pub.days", 5)
    session.set("pub.result_date", "2024-07-30")
    for kind in kinds:
        made(session, kind)
    use.add(session, told())
    assert all(blocked(session, kind) for kind in kinds)


def test_the_lc22_result_tells_of_an_objection_once_it_is_settled(
    tmp_path: Path, clock: Clock
) -> None:
    session = opened(tmp_path, clock, "LC22")
    session.set("pub.result_date", "2024-07-30")
    first = use.add(session, told())
    use.settle(session, first, "成立", "确实如此。")
    made(session, "result")
    assert blocked(session, "pub_certificate")


@pytest.mark.parametrize(
    ("outcomes", "answer"),
    [((), None), (("",), True), (("不成立",), False), (("不成立", "成立"), True)],
)
def test_the_answer_follows_the_list(outcomes: tuple[str, ...], answer: bool | None) -> None:
    listed = tuple(Objection(text="x", outcome=outcome) for outcome in outcomes)
    pub = Publicity(end="2024-07-29", objections=listed)
    assert use.answer(pub, NOW.replace(day=31)) is answer
