"""填入本单位信息: what filling would do, and whom it would do it to."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.unit import filling
from desktop.app.unit import memory as units
from desktop.app.unit.form import faults, sections
from desktop.domain import change as changes
from desktop.domain.case import Case
from tests.app.dated import a_case, at, notice, submits
from tests.app.test_unit import OURS

NOW = at("2024-07-20T10:00")
BM24 = notice("BM24")


@pytest.mark.parametrize(
    "values,says",
    [
        ({}, ""),
        ({"pub__start": "2024-07-21"}, ""),
        ({"pub__start": "2024-07-20"}, "公示中"),
        ({"pub__start": "2024-07-10", "pub__end": "2024-07-20"}, "公示中"),
        ({"pub__start": "2024-07-10", "pub__end": "2024-07-19"}, "已公示"),
        ({"pub__start": "2024-07-10", "track__submits": submits("单位")}, "已提交"),
        ({"track__first_submit_at": "2024-07-15"}, "已提交"),
        ({"pub__start": "七月"}, ""),
    ],
)
def test_how_far_a_case_is_out_of_hand(values: dict[str, Any], says: str) -> None:
    assert filling.standing(a_case("BM24", **values), NOW) == says


def planned(**values: Any) -> filling.Plan:
    return filling.plan(a_case("BM24", **values), OURS, BM24, NOW)


def test_a_plan_tells_what_is_empty_and_what_differs() -> None:
    found = planned(unit__phone="13900000000", unit__kind="事业单位")
    assert "unit.name" in found.fills
    assert "unit.phone" not in found.fills
    assert [one.path for one in found.differing] == ["unit.phone"]
    assert not found.elsewhere


def test_of_another_unit_nothing_is_filled() -> None:
    found = planned(unit__name="别的单位")
    assert (found.fills, found.elsewhere) == ((), True)
    assert [one.path for one in found.differing] == ["unit.name"]


def after(case: Case, *, fill: bool, chosen: set[str]) -> Case:
    edits = filling.edits(case, OURS, BM24, fill=fill, chosen=chosen)
    return changes.apply(case, edits)


@pytest.mark.parametrize("fill", [True, False])
@pytest.mark.parametrize("chosen", [set(), {"unit.phone"}])
def test_only_what_is_chosen_is_done(fill: bool, chosen: set[str]) -> None:
    case = after(a_case("BM24", unit__phone="13900000000"), fill=fill, chosen=chosen)
    assert case.unit.phone == ("0996-7100001" if chosen else "13900000000")
    assert case.unit.name == (OURS.name if fill else "")


def test_other_names_of_the_case_stay_beside_those_of_the_unit() -> None:
    case = after(a_case("BM24", unit__aliases=["老林场"]), fill=True, chosen={"unit.aliases"})
    assert case.unit.aliases == ("老林场", "绿洲总站", OURS.seal)


def test_a_case_that_takes_the_units_name_is_filled_as_one_of_it() -> None:
    case = after(a_case("BM24", unit__name="别的单位"), fill=True, chosen={"unit.name"})
    assert (case.unit.name, case.unit.county) == (OURS.name, OURS.county)


def test_the_form_asks_for_all_of_it_once() -> None:
    asked = [field.path for _, fields in sections() for field in fields]
    assert sorted(asked) == sorted(units.UnitMemory.model_fields)


@pytest.mark.parametrize(
    "typed,wrong",
    [
        ({"phone": "0996-7100001", "supervision_phone": "13900000001"}, set()),
        ({"phone": "12"}, {"phone"}),
        (
            {"supervision_phone": "0996", "admin_phone": "电话"},
            {"supervision_phone", "admin_phone"},
        ),
    ],
)
def test_what_is_wrong_is_told_by_field(typed: dict[str, Any], wrong: set[str]) -> None:
    assert set(faults(units.UnitMemory(**typed), NOW)) == wrong
