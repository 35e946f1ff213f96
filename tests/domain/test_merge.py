"""Merging two versions of a case: what fits is taken, what does not is told with both sides."""

from __future__ import annotations

import itertools

import pytest

from desktop.domain.case import (
    Attachment,
    Case,
    Education,
    Person,
    Publicity,
    Review,
    Sign,
    Summary,
    Unit,
)
from desktop.domain.change import put
from desktop.domain.merge import Conflict, merge, taking_theirs
from desktop.domain.scans import MaskBox, ScanPage, summed

EDU = Education(id="e1", level="本科", school="某大学")
BEFORE = Case(
    case_id="c1",
    pack_id="BM24",
    pack_version=1,
    person=Person(name="李样例", gender="男", phone="19900000001"),
    unit=Unit(name="某公司", aliases=("甲", "乙")),
    edu=(EDU, Education(id="e2", level="硕士")),
    summary=Summary(text="原来的总结"),
)

ONE_SIDE: dict[str, object] = {
    "person.name": "李新名",
    "unit.aliases": ["甲"],
    "edu.e1.school": "另一所大学",
    "pub.start": "2024-07-15",
    "pub.objection": False,
    "summary.text": "改过的总结",
    "track.fee": 380,
}


@pytest.mark.parametrize("path", ONE_SIDE)
def test_what_one_side_changed_is_taken_over(path: str) -> None:
    changed = put(BEFORE, path, ONE_SIDE[path])
    assert merge(BEFORE, BEFORE, changed) == merge(BEFORE, changed, BEFORE)
    assert merge(BEFORE, BEFORE, changed).case == changed
    assert merge(BEFORE, changed, changed).case == changed
    assert not merge(BEFORE, BEFORE, changed).conflicts


@pytest.mark.parametrize(("mine", "theirs"), list(itertools.permutations(ONE_SIDE, 2)))
def test_different_fields_go_together(mine: str, theirs: str) -> None:
    one, other = put(BEFORE, mine, ONE_SIDE[mine]), put(BEFORE, theirs, ONE_SIDE[theirs])
    found = merge(BEFORE, one, other)
    assert found.case == put(one, theirs, ONE_SIDE[theirs])
    assert not found.conflicts


def test_the_same_field_is_a_conflict_and_mine_stays() -> None:
    mine, theirs = put(BEFORE, "person.phone", "1"), put(BEFORE, "person.phone", "2")
    found = merge(BEFORE, mine, theirs)
    assert found.case == mine
    assert found.conflicts == (Conflict("person.phone", "19900000001", "1", "2"),)
    assert taking_theirs(found.case, found.conflicts[0]) == theirs


def test_entries_added_on_both_sides_are_all_there() -> None:
    mine = put(BEFORE, "edu", [*dumped(BEFORE), {"id": "m1", "level": "博士"}])
    theirs = put(BEFORE, "edu", [{"id": "t1", "level": "大专"}, *dumped(BEFORE)])
    found = merge(BEFORE, mine, theirs)
    assert [e.id for e in found.case.edu] == ["e1", "e2", "m1", "t1"]
    assert not found.conflicts


def test_an_entry_taken_away_by_one_side_goes() -> None:
    gone = put(BEFORE, "edu", dumped(BEFORE)[:1])
    for mine, theirs in ((gone, BEFORE), (BEFORE, gone)):
        assert merge(BEFORE, mine, theirs).case == gone


def test_taken_away_here_and_changed_there_is_a_conflict() -> None:
    gone = put(BEFORE, "edu", dumped(BEFORE)[:1])
    changed = put(BEFORE, "edu.e2.school", "某大学")
    here = merge(BEFORE, gone, changed)
    assert here.case == gone
    assert [c.path for c in here.conflicts] == ["edu.e2"]
    assert taking_theirs(here.case, here.conflicts[0]) == changed
    there = merge(BEFORE, changed, gone)
    assert there.case == changed
    assert there.conflicts[0].theirs is None
    assert taking_theirs(there.case, there.conflicts[0]) == gone


def test_two_fields_of_one_entry_go_together() -> None:
    mine, theirs = put(BEFORE, "edu.e1.major", "林学"), put(BEFORE, "edu.e1.degree", "学士")
    edu = merge(BEFORE, mine, theirs).case.edu[0]
    assert (edu.major, edu.degree) == ("林学", "学士")


def test_a_whole_section_against_a_field_of_it() -> None:
    mine = BEFORE.model_copy(update={"pub": Publicity(start="2024-07-15", office="人事")})
    theirs = put(BEFORE, "pub.start", "2024-07-16")
    found = merge(BEFORE, mine, theirs)
    assert found.case == mine
    assert [c.path for c in found.conflicts] == ["pub.start"]


def dumped(case: Case) -> list[dict[str, object]]:
    return [e.model_dump(mode="json") for e in case.edu]


def test_a_file_exchanged_on_both_sides_is_one_conflict_never_a_mixture() -> None:
    scan = Attachment(id="a1", slot="S01", sha256="0" * 64, size=1, pages=1, format="jpg")
    before = put(BEFORE, "attachments", [scan])
    new = {"sha256": "1" * 64, "size": 2, "pages": 3}
    other = {"sha256": "2" * 64, "size": 4, "format": "pdf"}
    mine = put(before, "attachments", [scan.model_copy(update=new)])
    theirs = put(before, "attachments", [scan.model_copy(update=other)])
    found = merge(before, mine, theirs)
    assert found.case == mine
    assert [c.path for c in found.conflicts] == ["attachments.a1"]
    assert taking_theirs(found.case, found.conflicts[0]) == theirs


def test_a_file_exchanged_here_and_its_title_there_go_together() -> None:
    scan = Attachment(id="a1", slot="S01", sha256="0" * 64, size=1, width=10)
    before = put(BEFORE, "attachments", [scan])
    new = {"sha256": "1" * 64, "size": 2}
    mine = put(before, "attachments", [scan.model_copy(update=new)])
    theirs = put(before, "attachments.a1.title", "身份证")
    for one, two in ((mine, theirs), (theirs, mine)):
        found = merge(before, one, two)
        assert not found.conflicts
        wanted = scan.model_copy(update={**new, "title": "身份证"})
        assert found.case.attachments == (wanted,)


SIGHTED = Sign(by="周经办", at="2024-07-20T09:30")
STAMPED = Sign(by="周经办", at="2024-07-20T09:31")


def test_what_the_unit_signs_for_goes_with_what_the_applicant_writes() -> None:
    """Both ways: a tick there, a field and a new scan here."""
    before = planned()
    told = {"sighted": SIGHTED, "stamped": STAMPED, "copy_stamped": True}
    unit = put(before, "attachments", [before.attachments[0].model_copy(update=told)])
    look = Review(id="r1", by="周经办", at="2024-07-20T10:00", stage="初审", result="退回")
    unit = put(unit, "reviews", [look])
    hers = put(put(before, "person.phone", "19900000002"), "attachments.a1.title", "身份证")
    for one, two in ((unit, hers), (hers, unit)):
        found = merge(before, one, two)
        assert not found.conflicts
        (scan,) = found.case.attachments
        assert (scan.sighted, scan.stamped, scan.copy_stamped) == (SIGHTED, STAMPED, True)
        assert scan.title == "身份证"
        assert found.case.reviews == (look,)
        assert found.case.person.phone == "19900000002"


def test_reviews_of_two_people_are_all_kept() -> None:
    first = Review(id="r1", by="周经办", stage="初审", result="通过")
    second = Review(id="r2", by="吴经办", stage="复审", result="通过")
    before = put(BEFORE, "reviews", [first])
    one = put(before, "reviews", [first, second])
    other = put(before, "reviews", [first, second.model_copy(update={"id": "r3"})])
    found = merge(before, one, other)
    assert [r.id for r in found.case.reviews] == ["r1", "r2", "r3"]
    assert not found.conflicts


def test_nobody_vouches_for_a_file_that_was_exchanged() -> None:
    before = planned()
    told = {"sighted": SIGHTED, "stamped": STAMPED, "copy_stamped": True}
    unit = put(before, "attachments", [before.attachments[0].model_copy(update=told)])
    exchanged = planned(sha256="1" * 64, size=2)
    for one, two in ((unit, exchanged), (exchanged, unit)):
        found = merge(before, one, two)
        assert not found.conflicts
        assert found.case == exchanged
    again = put(exchanged, "attachments.a1.sighted", SIGHTED)
    for one, two in ((again, before), (before, again)):
        assert merge(before, one, two).case == again


def test_a_sign_is_one_thing_and_signed_twice_is_signed() -> None:
    before = planned()
    mine = put(before, "attachments.a1.sighted", SIGHTED)
    theirs = put(before, "attachments.a1.sighted", Sign(by="吴经办", at="2024-07-21T09:00"))
    found = merge(before, mine, theirs)
    assert found.case == mine
    assert not found.conflicts
    # Taken back here and signed anew there is a question.
    taken_back = merge(mine, before, theirs)
    assert taken_back.case == before
    (conflict,) = taken_back.conflicts
    assert conflict.path == "attachments.a1.sighted"
    assert taking_theirs(before, conflict) == theirs


BOX = MaskBox(kind="name", quad=((1, 1), (9, 1), (9, 5), (1, 5)), confirmed=True)
OTHER_BOX = BOX.model_copy(update={"quad": ((1, 7), (9, 7), (9, 9), (1, 9))})
SCAN = Attachment(id="a1", slot="S01", sha256="0" * 64, size=1, format="jpg")


def planned(*pages: ScanPage, **more: object) -> Case:
    """A case with one scan, its pages seen and decided so."""
    known = {"scans": pages, "pages": max(len(pages), 1), "mask": summed(SCAN.mask, pages)}
    return put(BEFORE, "attachments", [SCAN.model_copy(update=known | more)])


def page(decision: str = "", *boxes: MaskBox) -> ScanPage:
    return ScanPage(width=100, height=100, decision=decision, boxes=boxes, read_for="x")


@pytest.mark.parametrize("seen", [(), (page("", BOX),)])
def test_what_is_decided_on_a_file_goes_when_the_file_is_exchanged(
    seen: tuple[ScanPage, ...],
) -> None:
    before, decided = planned(page()), planned(page("否"))
    exchanged = planned(*seen, sha256="1" * 64, size=2)
    for one, two in ((exchanged, decided), (decided, exchanged)):
        found = merge(before, one, two)
        assert not found.conflicts
        assert found.case == exchanged


def test_pages_and_their_sum_are_one_question() -> None:
    """Both covered the same scan, each in another way: the plan never says what no page does."""
    before, mine = planned(page()), planned(page("是", BOX))
    for theirs in (planned(page("否")), planned(page("是", OTHER_BOX)), planned(page("是"))):
        found = merge(before, mine, theirs)
        assert found.case == mine
        assert [c.path for c in found.conflicts] == ["attachments.a1"]
        assert taking_theirs(found.case, found.conflicts[0]) == theirs


def test_pages_seen_on_one_side_and_a_size_wanted_on_the_other_go_together() -> None:
    before = planned()
    seen, sized = planned(page("是", BOX)), put(before, "attachments.a1.target_kb", 200)
    for one, two in ((seen, sized), (sized, seen)):
        found = merge(before, one, two)
        assert not found.conflicts
        assert found.case == put(seen, "attachments.a1.target_kb", 200)


def test_what_both_confirm_is_confirmed_once() -> None:
    mine = put(BEFORE, "ticks", [{"id": "m", "rule": "BM24.x", "at": "2024-07-20T09:00"}])
    theirs = put(BEFORE, "ticks", [{"id": "t", "rule": "BM24.x", "at": "2024-07-20T10:00"}])
    found = merge(BEFORE, mine, theirs)
    assert found.case == mine
    assert not found.conflicts
