"""Fields are read and changed by path, whole lists in place, and every change has its inverse."""

from __future__ import annotations

import pytest

from desktop.domain import change as changes
from desktop.domain.case import Achievement, Case, Education, Witness
from desktop.domain.change import BadValue, Change, UnknownPath, apply, get, put

CASE = Case(
    case_id="c1",
    pack_id="BM24",
    pack_version=1,
    edu=(
        Education(id="a", level="大专"),
        Education(id="b", level="本科"),
        Education(id="c", level="硕士"),
    ),
    items=(Achievement(id="x", type="业绩成果", witness=Witness(name="王强")),),
)


def order(case: Case) -> str:
    return "".join(entry.id for entry in case.edu if len(entry.id) == 1)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("person.name", "阿卜杜热合曼·买买提"),
        ("title.has", True),
        ("apply.year", 2024),
        ("unit.aliases", ["绿笙公司"]),
        ("si.contract.start", "2024-01"),
        ("edu.b.school", "某大学"),
        ("items.x.witness.contact", "19900000001"),
        ("items.x.endorsers", [{"id": "e", "name": "李", "title": "高级工程师", "unit": "某院"}]),
    ],
)
def test_a_value_put_is_the_value_got_and_nothing_else_moves(path: str, value: object) -> None:
    edit = changes.edit(CASE, path, value)
    after = apply(CASE, [edit])
    assert changes.as_json(get(after, path)) == value
    assert put(after, path, edit.before) == CASE
    section = path.partition(".")[0]
    assert after.model_dump(exclude={section}) == CASE.model_dump(exclude={section})


@pytest.mark.parametrize(
    "path", ["person.nmae", "nothing", "edu.z.school", "edu.b.nothing", "person.name.first", ""]
)
def test_an_unknown_path_is_refused(path: str) -> None:
    with pytest.raises(UnknownPath):
        get(CASE, path)
    with pytest.raises(UnknownPath):
        put(CASE, path, "x")


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        ("apply.year", "今年", "apply.year"),
        ("title.has", "是", "title.has"),
        ("person", None, "person"),
        ("edu", [{"id": "有 空格"}], "edu.0.id"),
        ("edu.b", {"id": "b", "colour": "red"}, "edu.1.colour"),
        ("case_id", "no good", "case_id"),
        ("schema_version", "1", "schema_version"),
    ],
)
def test_a_value_of_the_wrong_shape_is_refused_by_its_place(
    path: str, value: object, where: str
) -> None:
    with pytest.raises(BadValue, match=rf"^{where}: "):
        put(CASE, path, value)


@pytest.mark.parametrize(
    ("path", "by", "expected"),
    [
        ("edu.a", 1, "bac"),
        ("edu.a", 9, "bca"),
        ("edu.c", -1, "acb"),
        ("edu.c", -9, "cab"),
        ("edu.a", -1, "abc"),
    ],
)
def test_entries_move_but_never_past_the_ends(path: str, by: int, expected: str) -> None:
    assert order(apply(CASE, [changes.moved(CASE, path, by)])) == expected


def test_entries_come_go_and_are_copied_under_a_new_id() -> None:
    new = Education(id="n", level="中专")
    assert order(apply(CASE, [changes.inserted(CASE, "edu", new)])) == "abcn"
    assert order(apply(CASE, [changes.inserted(CASE, "edu", new, 0)])) == "nabc"
    assert order(apply(CASE, [changes.removed(CASE, "edu.b")])) == "ac"
    twice = apply(CASE, [changes.duplicated(CASE, "edu.b")]).edu
    assert [entry.level for entry in twice] == ["大专", "本科", "本科", "硕士"]
    assert len({entry.id for entry in twice}) == 4


def test_the_inverse_of_a_change_brings_back_what_was() -> None:
    first = changes.edit(CASE, "person.name", "甲")
    named = apply(CASE, [first])
    change = Change(label="两处", edits=(first, changes.removed(named, "edu.a")))
    after = apply(CASE, change.edits)
    assert (after.person.name, order(after)) == ("甲", "bc")
    assert apply(after, change.inverse().edits) == CASE
    assert change.inverse().inverse() == change
