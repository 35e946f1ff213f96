"""The unit's review: every act one step, by whom and when, and the rules' audit agrees with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.applicants.table import Applicants
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.review import reviewing
from desktop.app.session import Session
from desktop.domain import reviews
from desktop.domain.case import Attachment, Review, Sign
from desktop.domain.vocabulary import AUDIT_ITEMS
from desktop.errors import UserError
from tests.app.exchanging import Person, applicant, notices, person
from tests.storage.keeping import KEYS, FakeClock

ZHOU, WU = "周经办", "吴经办"


@pytest.fixture
def seen(session: Session) -> Session:
    """A case with three attachments, all five aspects ticked."""
    session.set("attachments", [Attachment(id=f"a{n}", slot="S01").model_dump() for n in range(3)])
    session.set("unit_audit.items", list(AUDIT_ITEMS))
    return session


def test_passing_sets_what_the_rules_read_in_the_same_step(seen: Session) -> None:
    before = seen.case
    reviewing.let_pass(seen, ZHOU, second=False, note="原件已退还")
    (review,) = seen.case.reviews
    assert (review.by, review.at, review.stage, review.result) == (
        ZHOU,
        "2024-07-20T09:30:00",
        "初审",
        "通过",
    )
    assert review.items == AUDIT_ITEMS
    assert seen.case.unit_audit.at == "2024-07-20T09:30"
    assert seen.case.unit_audit.items == AUDIT_ITEMS
    assert reviews.is_through(seen.case)
    assert reviewing.look(seen, second=False).standing == (
        "已审核：周经办 2024-07-20 09:30 初审通过。"
    )
    seen.undo()
    assert seen.case == before


def test_two_people_have_to_pass_where_the_unit_wants_it(seen: Session, clock: FakeClock) -> None:
    reviewing.let_pass(seen, ZHOU, second=True)
    assert seen.case.unit_audit.at == ""
    assert seen.case.unit_audit.items == ()
    assert not reviews.is_through(seen.case)
    assert "还要由另一位复审" in reviewing.look(seen, second=True).standing
    seen.set("unit_audit.items", list(AUDIT_ITEMS))
    clock.go(3600)
    for same in (ZHOU, f" {ZHOU} "):
        with pytest.raises(UserError) as refused:
            reviewing.let_pass(seen, same, second=True)
        assert "复审要由另一位来做" in refused.value.todo
    assert len(seen.case.reviews) == 1
    reviewing.let_pass(seen, WU, second=True)
    assert [(r.stage, r.by) for r in seen.case.reviews] == [("初审", ZHOU), ("复审", WU)]
    assert seen.case.unit_audit.at == "2024-07-20T10:30"
    assert reviews.is_through(seen.case)


def test_what_stands_against_passing_is_said(seen: Session) -> None:
    seen.set("unit_audit.items", ["漏项", "真实"])
    reviewing.remark(seen, "编号不清楚", "attachments.a1", ZHOU)
    with pytest.raises(UserError) as refused:
        reviewing.let_pass(seen, ZHOU, second=False)
    assert "还有没勾的：准确、完整、时效" in refused.value.todo
    assert "还有 1 条审核意见没有改好" in refused.value.todo
    assert seen.case.reviews == ()
    seen.set("unit_audit.items", list(AUDIT_ITEMS))
    reviewing.settle(seen, seen.case.remarks[0].id, on=True)
    with pytest.raises(UserError, match="还不能通过"):
        reviewing.let_pass(seen, "", second=False)
    reviewing.let_pass(seen, ZHOU, second=False)


def test_sending_back_needs_something_to_put_right(seen: Session, clock: FakeClock) -> None:
    reviewing.let_pass(seen, ZHOU, second=False)
    assert reviewing.last_return(seen.case) == ""
    with pytest.raises(UserError) as refused:
        reviewing.send_back(seen, ZHOU, second=False)
    assert "提意见" in refused.value.todo
    clock.go(60)
    reviewing.remark(seen, " 手机号少一位 ", "person.phone", ZHOU)
    before = seen.case
    reviewing.send_back(seen, ZHOU, second=False, note="周五前交回")
    assert [r.result for r in seen.case.reviews] == ["通过", "退回"]
    assert seen.case.unit_audit.at == ""
    assert seen.case.unit_audit.items == ()
    assert seen.case.reviews[-1].items == AUDIT_ITEMS
    assert reviews.is_sent_back(seen.case)
    assert reviewing.last_return(seen.case) == "周经办 2024-07-20 09:31 退回修改：周五前交回"
    assert "还有 1 条意见没有改好" in reviewing.look(seen, second=False).standing
    seen.undo()
    assert seen.case == before
    seen.redo()
    reviewing.settle(seen, seen.case.remarks[0].id, on=True)
    assert "请重新审核" in reviewing.look(seen, second=False).standing
    reviewing.settle(seen, seen.case.remarks[0].id, on=False)
    assert reviews.is_sent_back(seen.case)
    reviewing.take_back(seen, seen.case.remarks[0].id)
    assert seen.case.remarks == ()


def test_after_a_return_by_the_second_the_first_begins_again(
    seen: Session, clock: FakeClock
) -> None:
    reviewing.let_pass(seen, ZHOU, second=True)
    reviewing.remark(seen, "照片太小", "attachments.a0", WU)
    reviewing.send_back(seen, WU, second=True)
    assert [(r.stage, r.result) for r in seen.case.reviews][-1] == ("复审", "退回")
    reviewing.settle(seen, seen.case.remarks[0].id, on=True)
    assert reviewing.look(seen, second=True).stage == "初审"
    clock.go(60)
    seen.set("unit_audit.items", list(AUDIT_ITEMS))
    reviewing.let_pass(seen, WU, second=True)
    assert reviewing.look(seen, second=True).stage == "复审"


def test_ticks_say_who_and_when_and_the_first_stays(seen: Session, clock: FakeClock) -> None:
    reviewing.sight(seen, ["a0"], ZHOU, on=True)
    clock.go(600)
    reviewing.sight(seen, ["a0", "a1", "a2", "not there"], WU, on=True)
    signs = [one.sighted for one in seen.case.attachments]
    first, later = Sign(by=ZHOU, at="2024-07-20T09:30"), Sign(by=WU, at="2024-07-20T09:40")
    assert signs == [first, later, later]
    seen.undo()
    assert [bool(one.sighted.at) for one in seen.case.attachments] == [True, False, False]
    reviewing.sight(seen, ["a0"], WU, on=False)
    assert seen.case.attachments[0].sighted == Sign()


def test_a_stamp_is_also_what_the_applicant_would_say_of_it(seen: Session) -> None:
    before = seen.case
    reviewing.stamp(seen, ["a0", "a1"], ZHOU, on=True)
    assert [one.copy_stamped for one in seen.case.attachments] == [True, True, None]
    assert [bool(one.stamped.at) for one in seen.case.attachments] == [True, True, False]
    seen.undo()
    assert seen.case == before
    seen.redo()
    reviewing.stamp(seen, ["a0"], ZHOU, on=False)
    assert seen.case.attachments[0] == before.attachments[0]


def test_the_history_is_short_and_the_last_first(seen: Session, clock: FakeClock) -> None:
    reviewing.sight(seen, ["a0", "a1"], ZHOU, on=True)
    clock.go(60)
    reviewing.sight(seen, ["a2"], WU, on=True)
    clock.go(60)
    reviewing.stamp(seen, ["a0"], ZHOU, on=True)
    clock.go(60)
    reviewing.let_pass(seen, ZHOU, second=False, note="都齐")
    told = [(reviewing.shown_at(d), d.by, d.text) for d in reviewing.history(seen.case)]
    assert told == [
        ("2024-07-20 09:33", ZHOU, "初审通过：都齐"),
        ("2024-07-20 09:32", ZHOU, "签注了 1 份复印件"),
        ("2024-07-20 09:31", WU, "核对了 1 份原件"),
        ("2024-07-20 09:30", ZHOU, "核对了 2 份原件"),
    ]


def test_the_step_of_its_page_shows_how_far_it_is(seen: Session) -> None:
    def ring() -> tuple[int, int, int]:
        found = reviewing.progress_of(seen.case)["review"]
        return found.done, found.fix, found.open

    assert ring() == (5, 0, 1)
    reviewing.let_pass(seen, ZHOU, second=True)
    assert ring() == (0, 0, 6)
    seen.set("unit_audit.items", list(AUDIT_ITEMS))
    reviewing.let_pass(seen, WU, second=True)
    assert ring() == (6, 0, 0)
    reviewing.remark(seen, "编号不清楚", "", WU)
    reviewing.send_back(seen, WU, second=True)
    assert ring() == (0, 1, 5)


def test_each_aspect_says_what_the_program_knows(tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "library", installed.notice, FakeClock(), KEYS)
    session = desk.new_case(installed.notice("BM24"))
    session.set("attachments", [{"id": "a0", "slot": "身份证正面"}])
    reviewing.sight(session, ["a0"], ZHOU, on=True)
    found = {
        one.name: one.known
        for one in reviewing.aspects(session.case, session.notice, session.findings)
    }
    assert tuple(found) == AUDIT_ITEMS
    assert found["真实"] == "原件已核对 1 / 1 份"
    assert "待完成" in found["漏项"]
    assert "还缺" in found["完整"]
    desk.close()


# ---------------------------------------------------------------------- there and back


@pytest.fixture
def her(tmp_path: Path) -> Iterator[Person]:
    made = applicant(tmp_path / "applicant")
    yield made
    made.desk.close()


@pytest.fixture
def clerk(tmp_path: Path) -> Iterator[Person]:
    made = person(tmp_path / "clerk", b"the clerk's vault key...........")
    yield made
    made.desk.close()


def at_desk(who: Person, clock: FakeClock) -> Session:
    return Session(who.desk.library, notices("BM24"), "c1", clock)


def test_a_return_goes_to_the_applicant_as_tasks_and_comes_back(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    clock = FakeClock()
    desk = at_desk(clerk, clock)
    reviewing.sight(desk, ["a0"], ZHOU, on=True)
    reviewing.remark(desk, "手机号少一位", "person.phone", ZHOU)
    reviewing.remark(desk, "反面不清楚，请重新扫描", "attachments.a1", ZHOU)
    reviewing.send_back(desk, ZHOU, second=False)
    her.take(clerk.send(her.card))
    assert [(r.text, r.path, r.by) for r in her.case().remarks] == [
        ("手机号少一位", "person.phone", ZHOU),
        ("反面不清楚，请重新扫描", "attachments.a1", ZHOU),
    ]
    assert her.case().attachments[0].sighted.by == ZHOU
    her.put("person.phone", "13999990001")
    her.put("attachments", [her.case().attachments[0]])
    her.attach("a9", b"the back of the card again")
    for remark in her.case().remarks:
        her.put(f"remarks.{remark.id}.resolved_at", "2024-07-20T11:00")
    clerk.take(her.send(clerk.card))
    case = clerk.case()
    assert reviews.is_answered(case)
    assert [(a.id, a.sighted.by) for a in case.attachments] == [("a0", ZHOU), ("a9", "")]


def test_a_version_that_comes_after_the_review_is_said(her: Person, clerk: Person) -> None:
    clerk.take(her.send(clerk.card))
    clock = FakeClock()
    desk = at_desk(clerk, clock)
    desk.set("unit_audit.items", list(AUDIT_ITEMS))
    reviewing.let_pass(desk, ZHOU, second=True)
    assert not reviewing.came_since(clerk.desk.library, desk.case)
    her.take(clerk.send(her.card))
    her.put("person.phone", "13999990001")
    later = clerk.desk._clock
    assert isinstance(later, FakeClock)
    later.go(1)  # in the same minute
    clerk.take(her.send(clerk.card))
    desk = at_desk(clerk, clock)
    assert reviewing.came_since(clerk.desk.library, desk.case)
    assert "又收到过新的一版" in reviewing.look(desk, second=True).standing
    # The round begins anew: it is again a first look.
    assert reviewing.look(desk, second=True).stage == "初审"


PASSED = "可提交"
"""What stands in the table of a case that is through: the small notice wants nothing more of it."""


def row(who: Person) -> str:
    table = Applicants(who.desk)
    table.rows()
    return table.judge("c1").status


def test_a_version_after_the_pass_is_to_be_reviewed_in_the_table(
    her: Person, clerk: Person
) -> None:
    clerk.take(her.send(clerk.card))
    desk = at_desk(clerk, FakeClock())
    desk.set("unit_audit.items", list(AUDIT_ITEMS))
    reviewing.let_pass(desk, ZHOU, second=False)
    assert row(clerk) == PASSED
    her.take(clerk.send(her.card))
    assert not reviewing.came_since(her.desk.library, her.case())
    her.put("person.phone", "13999990001")
    later = clerk.desk._clock
    assert isinstance(later, FakeClock)
    later.go(1)
    clerk.take(her.send(clerk.card))
    assert reviews.is_through(clerk.case())
    assert row(clerk) == "待审核"
    desk = at_desk(clerk, later)
    reviewing.let_pass(desk, ZHOU, second=False)
    assert row(clerk) == PASSED


def test_a_review_the_applicant_has_written_is_no_review(her: Person, clerk: Person) -> None:
    forged = Review(by=ZHOU, at="2099-01-01T09:00", stage="初审", result="通过")
    her.put("reviews", [forged.model_dump(mode="json")])
    clerk.take(her.send(clerk.card))
    desk = at_desk(clerk, FakeClock())
    # Nor is it the first of two looks.
    assert reviewing.look(desk, second=True).stage == "初审"
    her.put("unit_audit.at", "2024-07-19")
    clerk.take(her.send(clerk.card))
    assert reviews.is_through(clerk.case())
    assert row(clerk) == "待审核"


def test_a_colleague_who_was_given_the_case_is_believed(
    her: Person, clerk: Person, tmp_path: Path
) -> None:
    clerk.take(her.send(clerk.card))
    colleague = person(tmp_path / "colleague", b"a colleague's vault key.........")
    colleague.take(clerk.send(colleague.card))
    desk = at_desk(colleague, FakeClock())
    desk.set("unit_audit.items", list(AUDIT_ITEMS))
    reviewing.let_pass(desk, WU, second=False)
    clerk.take(colleague.send(clerk.card))
    assert row(clerk) == PASSED
    her.put("person.phone", "13999990001")
    clerk.take(her.send(clerk.card))
    assert row(clerk) == "待审核"
