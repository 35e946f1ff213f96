"""Taking a roster in: who is known, what is filled, and nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.app.library import Desk, new_case
from desktop.app.roster import importing
from desktop.app.roster import sheet as roster
from desktop.app.roster.importing import LABEL, Choices
from desktop.app.unit import memory
from desktop.app.unit.memory import UnitMemory
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.rosters import kinds
from tests.app.rostering import cases, notice, outcomes, read, take
from tests.rosters.messy import changed, good, messy, saved, sheet
from tests.storage.keeping import KEYS, FakeClock


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Desk:
    return Desk.open(tmp_path / "desk", notice, clock, KEYS)


def known(desk: Desk, **values: object) -> str:
    """The id of a case that is there already."""
    case = new_case(notice("BM24"))
    for path, value in values.items():
        case = changes.put(case, path.replace("__", "."), value)
    return desk.add(case, lambda _sha256: b"")


def test_a_new_person_is_a_case_with_all_the_row_says(desk: Desk) -> None:
    row = changed(1, title="工程师")
    _, done = take(desk, sheet([row]))
    (case,) = cases(desk)
    assert outcomes(done) == {"new": 1}
    assert (case.person.name, case.person.id_no, case.person.gender) == (row[1], row[2], "男")
    assert (case.person.ethnicity, case.person.birth) == ("汉族", "1971-02")
    assert case.unit.department == "造林科"
    assert (case.apply.level, case.apply.target) == ("中级", "工程师")
    assert (case.title.has, case.title.name, case.title.obtained) == (True, "工程师", "2018-11")
    assert (case.pack_id, case.apply.year) == ("BM24", 2024)


def test_the_same_roster_twice_changes_nothing_twice(desk: Desk) -> None:
    _, first = take(desk, messy())
    before, rows = cases(desk), desk.rows()
    plan, second = take(desk, messy())
    assert outcomes(first) == {"new": len(before)}
    assert outcomes(second) == {"unchanged": len(before)}
    assert (plan.new, plan.filled) == (0, 0)
    assert cases(desk) == before
    assert desk.rows() == rows


def test_who_has_no_number_is_known_by_the_name(desk: Desk) -> None:
    row = changed(1, id_no=None)
    take(desk, sheet([row]))
    _, again = take(desk, sheet([row]))
    assert outcomes(again) == {"unchanged": 1}
    assert len(desk.rows()) == 1


def test_empty_places_are_filled_and_others_left_in_one_step(desk: Desk, clock: FakeClock) -> None:
    row = good(1)
    case_id = known(desk, person__name=row[1], person__id_no=row[2], person__phone="19911111111")
    plan, done = take(desk, sheet([row]))
    session = desk.session(case_id)
    assert outcomes(done) == {"changed": 1}
    assert session.case.person.phone == "19911111111"
    assert session.case.unit.department == "造林科"
    (person,) = plan.people
    assert [(d.title, d.mine, d.theirs) for d in person.differing] == [
        ("手机号码", "19911111111", row[11])
    ]
    assert session.undo_label == LABEL
    session.undo()
    assert session.case.unit.department == ""


def test_what_differs_is_taken_where_somebody_chose_it(desk: Desk) -> None:
    row = good(1)
    case_id = known(desk, person__name=row[1], person__id_no=row[2], person__phone="19911111111")
    take(desk, sheet([row]), Choices(taken={(4, 0)}))
    session = desk.session(case_id)
    assert session.case.person.phone == row[11]
    session.undo()
    assert session.case.person.phone == "19911111111"


def test_a_namesake_without_a_number_is_left_until_somebody_says_who_it_is(desk: Desk) -> None:
    row = good(1)
    case_id = known(desk, person__name=row[1])
    _, left = take(desk, sheet([row]))
    assert outcomes(left) == {"left": 1}
    assert len(desk.rows()) == 1
    _, done = take(desk, sheet([row]), Choices(same={4}))
    assert outcomes(done) == {"changed": 1}
    assert desk.library.load(case_id).case.person.id_no == row[2]


def test_a_known_number_under_another_name_is_kept_back(desk: Desk) -> None:
    known(desk, person__name="马兰花", person__id_no=good(1)[2])
    plan, done = take(desk, sheet([good(1)]))
    assert done == []
    (line,) = plan.kept_back
    assert "马兰花" in line.doubts[-1].sentence


def test_a_person_with_two_cases_is_kept_back(desk: Desk) -> None:
    for _ in range(2):
        known(desk, person__name=good(1)[1], person__id_no=good(1)[2])
    plan, _ = take(desk, sheet([good(1)]))
    assert [d.doubt.reason for d in plan.kept_back[0].doubts] == ["known_twice"]


def test_a_case_under_another_notice_is_another_matter(desk: Desk) -> None:
    other = changes.put(new_case(notice("ZZ23")), "person.id_no", good(1)[2])
    desk.add(other, lambda _sha256: b"")
    _, done = take(desk, sheet([good(1)]))
    assert outcomes(done) == {"new": 1}


def test_studies_are_filled_where_they_are_the_same_and_else_told(desk: Desk) -> None:
    header = ("姓名", "身份证号", "学历", "毕业院校", "毕业时间")
    row = [*good(1)[1:3], "大学本科", "新疆农业大学", "2010.7"]
    take(desk, sheet([row], header))
    (case,) = cases(desk)
    (study,) = case.edu
    assert (study.level, study.school, study.end) == ("本科", "新疆农业大学", "2010-07")
    more = [*good(1)[1:3], "硕士研究生", "新疆大学", "2015.7"]
    plan, done = take(desk, sheet([more], header))
    assert outcomes(done) == {"unchanged": 1}
    assert plan.people[0].differing[0].title == "学历"
    take(desk, sheet([more], header), Choices(taken={(4, 0)}))
    assert [entry.level for entry in cases(desk)[0].edu] == ["本科", "硕士"]


def test_the_unit_is_filled_into_new_cases(desk: Desk) -> None:
    memory.save(desk, UnitMemory(name="远山县绿洲林业工作总站", county="若羌县"))
    take(desk, sheet([good(1)]))
    (case,) = cases(desk)
    assert (case.unit.name, case.unit.county) == ("远山县绿洲林业工作总站", "若羌县")


def test_who_stops_half_way_ends_as_who_did_not(desk: Desk, tmp_path: Path) -> None:
    people = sheet([good(n) for n in range(1, 9)])
    plan = importing.planned(desk, read(saved(people)))
    steps = importing.take(desk, plan)
    for _ in range(3):
        next(steps)
    steps.close()
    assert len(desk.rows()) == 3
    _, rest = take(desk, people)
    assert outcomes(rest) == {"unchanged": 3, "new": 5}
    names = [case.person.name for case in cases(desk)]
    assert sorted(names) == sorted(good(n)[1] for n in range(1, 9))


def test_what_a_column_holds_is_remembered_by_its_name(desk: Desk) -> None:
    header = ("姓名", "身份证号", "站点")
    book = kinds.read(saved(sheet([[*good(1)[1:3], "造林站"]], header)), "a.xlsx")
    table = roster.table_of(book.sheets[0], roster.remembered(desk))
    holds = {column.place: column.holds for column in table.columns}
    assert holds[2] == ""
    roster.remember(desk, table, {**holds, 2: "department"})
    again = roster.table_of(book.sheets[0], roster.remembered(desk))
    assert again.columns[2].holds == "department"
    roster.remember(desk, again, holds)
    assert roster.table_of(book.sheets[0], roster.remembered(desk)).columns[2].holds == ""


def test_a_case_keeps_what_its_own_applicant_has_answered(desk: Desk) -> None:
    """否 is an answer, and a day says what its month says."""
    row = changed(1, title="工程师", obtained="2018-11")
    case_id = known(
        desk,
        person__name=row[1],
        person__id_no=row[2],
        title__has=False,
        title__obtained="2018-11-20",
    )
    plan, _ = take(desk, sheet([row]))
    case: Case = desk.library.load(case_id).case
    assert case.title.has is False
    assert case.title.obtained == "2018-11-20"
    assert [d.title for d in plan.people[0].differing] == ["有没有职称"]
