"""本单位: what is filled where, what is left alone, what differs."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from desktop.app.library import Desk, new_case
from desktop.app.notices import installed
from desktop.app.unit import memory as unit
from desktop.app.unit.memory import Differing, UnitMemory
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.storage.library import Library
from tests.storage.keeping import FakeClock

notice = cache(installed.notice)

OURS = UnitMemory(
    name="远山县绿洲林业工作总站",
    aliases=("绿洲总站",),
    seal="远山县绿洲林业工作总站人事科",
    kind="事业单位",
    tier="县市",
    prefecture="巴音郭楞蒙古自治州",
    county="若羌县",
    platform_registered=False,
    contact="周明远",
    phone="0996-7100001",
    office="人事",
    supervision_phone="0996-7100002",
    leader="高建国",
    discipline_leader="古丽娜尔·艾山",
    supervisor="远山县林业局",
    reviewers=("周明远", "马秀兰"),
    second_review=True,
)


def case_with(**values: Any) -> Case:
    case = new_case(notice("BM24"))
    for path, value in values.items():
        case = changes.put(case, path.replace("__", "."), value)
    return case


def put_into(case: Case, ours: UnitMemory = OURS, **more: Any) -> dict[str, object]:
    return {edit.path: edit.after for edit in unit.filled(case, ours, **more)}


def test_an_empty_case_takes_all_that_is_the_units() -> None:
    found = put_into(case_with())
    assert found["unit.name"] == OURS.name
    assert found["unit.aliases"] == ["绿洲总站", OURS.seal]
    assert found["unit.platform_registered"] is False
    assert found["pub.office"] == "人事"
    assert found["pub.phone"] == "0996-7100002"
    assert found["unit_audit.discipline_leader_name"] == "古丽娜尔·艾山"
    assert found["supervisor.name"] == "远山县林业局"
    assert set(found) <= set(unit.PLACES.values())


@pytest.mark.parametrize(
    "path,value",
    [("unit.phone", "13900000000"), ("unit.platform_registered", True), ("unit.aliases", ["总站"])],
)
def test_what_a_case_says_already_stays(path: str, value: object) -> None:
    assert path not in put_into(case_with(**{path: value}))


@pytest.mark.parametrize(
    "name,fills",
    [("", True), (OURS.name, True), ("绿洲总站", True), (OURS.seal, True), ("别的单位", False)],
)
def test_a_case_of_another_unit_is_left_alone(name: str, fills: bool) -> None:
    assert bool(put_into(case_with(unit__name=name))) is fills


@pytest.mark.parametrize("prefecture,there", [("", True), ("哈密市", False)])
def test_a_county_goes_only_into_its_own_prefecture(prefecture: str, there: bool) -> None:
    found = put_into(case_with(unit__prefecture=prefecture))
    assert ("unit.county" in found) is there


@pytest.mark.parametrize(
    "said,ours,there",
    [
        ("", "", False),
        ("", "代理机构", True),
        ("代理机构", "", True),
        ("单位", "代理机构", False),
    ],
)
def test_an_agency_is_named_only_where_it_acts(said: str, ours: str, there: bool) -> None:
    memory = UnitMemory(agency_name="远山人事代理中心", procedure_body=ours)
    found = put_into(case_with(unit__procedure_body=said), memory)
    assert ("unit.agency_name" in found) is there


def test_what_the_notice_has_no_use_for_stays_empty() -> None:
    whole = put_into(case_with())
    for pack in ("BM24", "LC22", "GT23"):
        asked = put_into(case_with(), notice=notice(pack))
        assert set(asked) < set(whole)
        assert {"unit.name", "unit.aliases"} <= set(asked)


def test_filling_twice_changes_nothing_twice() -> None:
    case = case_with()
    once = changes.apply(case, unit.filled(case, OURS))
    assert unit.filled(once, OURS) == ()
    assert unit.differing(once, OURS) == ()


def test_what_differs_is_told_and_no_more() -> None:
    case = case_with(unit__name="绿洲总站", unit__phone="13900000000", unit__kind="事业单位",
                     unit__platform_registered=True)  # fmt: skip
    assert unit.differing(case, OURS) == (
        Differing("unit.name", "绿洲总站", OURS.name),
        Differing("unit.platform_registered", True, False),
        Differing("unit.phone", "13900000000", "0996-7100001"),
    )


@pytest.mark.parametrize(
    "has,differs",
    [(["绿洲总站", OURS.seal, "总站"], False), (["总站"], True)],
)
def test_more_other_names_hide_more_and_are_right(has: list[str], differs: bool) -> None:
    found = unit.differing(case_with(unit__aliases=has), OURS)
    assert ("unit.aliases" in {one.path for one in found}) is differs


def test_of_another_units_case_only_the_name_is_told() -> None:
    case = case_with(unit__name="别的单位", unit__phone="13900000000")
    assert unit.differing(case, OURS) == (Differing("unit.name", "别的单位", OURS.name),)


def test_it_is_cleaned_as_the_cases_are() -> None:
    typed = UnitMemory(
        phone="０９９６－７１００００１", leader="古丽 • 艾山", reviewers=(" 周 明远", "周明远", "")
    )
    kept = unit.cleaned(typed)
    assert kept.phone == "0996-7100001"
    assert kept.leader == "古丽·艾山"
    assert kept.reviewers == ("周明远",)


def test_it_is_kept_over_restarts(library: Library, clock: FakeClock) -> None:
    desk = Desk(library, notice, clock)
    assert unit.load(desk).empty
    unit.save(desk, OURS)
    assert unit.load(desk) == OURS


def test_a_new_case_begins_with_it_and_without_a_step(library: Library, clock: FakeClock) -> None:
    desk = Desk(library, notice, clock)
    unit.save(desk, OURS)
    begun = unit.begin(desk, notice("BM24"))
    assert begun.case.unit.name == OURS.name
    assert begun.case.person.name == ""
    assert not begun.can_undo


def test_every_place_is_a_field_of_a_page_and_of_the_memory() -> None:
    for key, path in unit.PLACES.items():
        assert key in UnitMemory.model_fields
        assert unit.field_of(path).path == path
