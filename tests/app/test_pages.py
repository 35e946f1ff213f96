"""The field tables: every field of the case has one place, and what they say fits the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from desktop.app.library import new_case
from desktop.app.notices.installed import notice as load_notice
from desktop.app.pages import PAGES, page_of
from desktop.app.pages.asked import asked
from desktop.app.pages.form import Field, ListSection, model_paths
from desktop.domain.case import Case
from desktop.domain.entry_rules import page_of as page_of_check
from desktop.domain.years import assessment
from tests.whole import PACKS

# Not asked in a table: what the program itself keeps, what pages of their own edit, the answers to
# questions that only the notice knows, and what the unit notes at its own desk.
OWN = {"schema_version", "case_id", "pack_id", "pack_version", "ticks", "answers", "remarks"}
OWN |= {"reviews"}
AT_THE_DESK = "pub.objections."
# What a remark is about is chosen beside it, from a list of the places there are.
BESIDE_IT = "track.returns.*.remarks.*.path"
PAGES_OF_THEIR_OWN = {"summary", "attachments", "papers"}

PLAIN: dict[Any, set[str]] = {
    str: {"text", "name", "id_no", "phone", "month", "month_open", "day", "moment", "choice"}
    | {"combo", "long_text", "there"},
    bool: {"yesno"},
    int: {"number"},
}
LISTED: dict[Any, set[str]] = {str: {"tags", "checks", "months"}, int: {"years"}}


def leaves(model: type[BaseModel], base: str = "") -> Iterator[tuple[str, Any]]:
    for name, info in model.model_fields.items():
        path = f"{base}{name}"
        kind = info.annotation
        if get_origin(kind) in (Union, UnionType):
            kind = next(a for a in get_args(kind) if a is not type(None))
        inner = get_args(kind)[0] if get_origin(kind) is tuple else None
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from leaves(kind, f"{path}.")
        elif isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from leaves(inner, f"{path}.*.")
        elif not path.endswith("*.id"):
            yield path, kind


MODEL = {
    path: kind
    for path, kind in leaves(Case)
    if path.split(".")[0] not in OWN | PAGES_OF_THEIR_OWN
    and not path.startswith(AT_THE_DESK)
    and path != BESIDE_IT
}


def fields() -> Iterator[tuple[str, Field]]:
    def inside(part: Field | ListSection, base: str) -> Iterator[tuple[str, Field]]:
        if isinstance(part, Field):
            yield f"{base}{part.path}", part
        else:
            for inner in part.fields:
                yield from inside(inner, f"{base}{part.path}.*.")

    for page in PAGES:
        for section in page.sections:
            parts = (section,) if isinstance(section, ListSection) else section.fields
            for part in parts:
                yield from inside(part, "")


def test_every_field_of_the_case_has_exactly_one_place() -> None:
    asked = Counter(path for page in PAGES for path in model_paths(page))
    assert set(asked) == set(MODEL)
    assert [path for path, times in asked.items() if times > 1] == []


@pytest.mark.parametrize(
    "path,field", list(fields()), ids=lambda v: v if isinstance(v, str) else ""
)
def test_the_editor_fits_what_the_field_holds(path: str, field: Field) -> None:
    kind = MODEL[path]
    if get_origin(kind) is tuple:
        assert field.kind in LISTED[get_args(kind)[0]]
    else:
        assert field.kind in PLAIN[kind]


@pytest.mark.parametrize("pack", PACKS)
def test_a_question_with_given_answers_offers_some(pack: str) -> None:
    notice = load_notice(pack)
    wanted = asked(notice)
    case = new_case(notice)
    unit = {"prefecture": "巴音郭楞蒙古自治州", "county": "若羌县"}
    case = case.model_copy(update={"unit": case.unit.model_copy(update=unit)})
    for path, field in fields():
        shown = not field.only_if_asked or path in wanted.paths
        # What may be typed over may do without suggestions, where the notice has none to make.
        if field.kind in ("choice", "checks") and shown:
            assert field.options(case, notice), path
        elif field.kind not in ("choice", "combo", "checks"):
            assert field.choices == ()


def test_conditions_name_fields_that_are_there() -> None:
    for path, field in fields():
        base = path.removesuffix(field.path)
        for when in field.when:
            there = when.path[1:] if when.path.startswith("/") else f"{base}{when.path}"
            assert there in MODEL, path


@pytest.mark.parametrize(
    "path,page",
    [
        ("person.id_no", "basic"),
        ("edu", "education"),
        ("edu.k3f9", "education"),
        ("edu.k3f9.school", "education"),
        ("items.a1.witness.contact", "achievements"),
        ("track.returns.r1.remarks.m1.text", "finish"),
        ("unit.contact", "publicity"),
        ("papers.publicity.signed", "publicity"),
        ("attachments.x", "attachments"),
        ("summary.text", "summary"),
        ("si", "basic"),
        ("nothing.of.the.kind", ""),
    ],
)
def test_the_way_from_a_path_to_its_page(path: str, page: str) -> None:
    assert page_of(path) == page


def test_a_new_entry_knows_the_year_that_is_missing() -> None:
    notice = load_notice("BM24")
    case = new_case(notice)
    training = next(page for page in PAGES if page.id == "training")
    lists = {s.path: s for s in training.sections if isinstance(s, ListSection)}
    years = []
    for _ in range(4):
        entry = lists["assess"].fresh(case, notice)
        years.append(entry.model_dump()["year"])
        case = case.model_copy(update={"assess": (*case.assess, entry)})
    assert years == [*assessment(case, notice), None]


def test_the_program_s_own_checks_lead_to_the_page_that_shows_the_field() -> None:
    unchecked = {"ce_exempt", "unit_assess", "supervisor"}
    shown = {path: page.id for page in PAGES for path in model_paths(page)}
    checked = {path for path in shown if path.partition(".")[0] not in unchecked}
    assert {path: page_of_check(path) for path in checked} == {p: shown[p] for p in checked}
