"""How far the unit's review is, read off a case alone."""

from __future__ import annotations

import pytest

from desktop.domain import reviews
from desktop.domain.case import Case, Review, ReviewRemark, UnitAudit

AT = "2024-07-20T09:30"
FIRST = Review(id="r1", by="周经办", at=AT, stage="初审", result="通过")
SECOND = Review(id="r2", by="吴经办", at=AT, stage="复审", result="通过")
BACK = Review(id="r3", by="周经办", at=AT, stage="初审", result="退回")
LEFT = ReviewRemark(text="编号不清楚")
DONE = ReviewRemark(text="编号不清楚", resolved_at=AT)


def case(*done: Review, audit: str = "", remarks: tuple[ReviewRemark, ...] = ()) -> Case:
    return Case(
        case_id="c1",
        pack_id="BM24",
        pack_version=1,
        reviews=done,
        unit_audit=UnitAudit(at=audit),
        remarks=remarks,
    )


@pytest.mark.parametrize(
    ("made", "through", "back", "answered", "second"),
    [
        (case(), False, False, False, False),
        (case(audit=AT), False, False, False, False),
        (case(FIRST, audit=AT), True, False, False, False),
        (case(FIRST), False, False, False, True),
        (case(FIRST, SECOND, audit=AT), True, False, False, False),
        (case(BACK, remarks=(LEFT,)), False, True, False, False),
        (case(BACK, remarks=(LEFT, DONE)), False, True, False, False),
        (case(BACK, remarks=(DONE,)), False, False, True, False),
        (case(FIRST, BACK, remarks=(LEFT,)), False, True, False, False),
        (case(BACK, FIRST, remarks=(DONE,)), False, False, False, True),
        (case(FIRST, SECOND.model_copy(update={"result": "退回"}), remarks=(LEFT,)),
         False, True, False, False),
        (case(FIRST, SECOND, FIRST), False, False, False, True),
    ],
)  # fmt: skip
def test_how_far_it_is(made: Case, through: bool, back: bool, answered: bool, second: bool) -> None:
    assert reviews.is_through(made) == through
    assert reviews.is_sent_back(made) == back
    assert reviews.is_answered(made) == answered
    assert reviews.waits_for_second(made) == second


def test_a_round_begins_with_the_first_look() -> None:
    assert reviews.last_round(case(BACK, FIRST, SECOND)) == (FIRST, SECOND)
    assert reviews.last_round(case(FIRST, BACK)) == (BACK,)
    assert reviews.last_round(case()) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("周经办", " 周 经办", True),
        ("阿依古丽·买买提", "阿依古丽•买买提", True),
        ("Ａli", "ali", True),
        ("周经办", "吴经办", False),
    ],
)
def test_one_person_however_typed(one: str, other: str, same: bool) -> None:
    assert reviews.same_person(one, other) == same
