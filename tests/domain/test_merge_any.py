"""Whatever two did to a case: nothing is lost, nothing mixed, nothing decided silently."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from desktop.domain import change as changes
from desktop.domain.case import Attachment, Case, Education, ReviewRemark, Sign, Tick
from desktop.domain.change import Json, as_json
from desktop.domain.merge import FILE_FACTS, merge, taking_theirs
from tests.domain.good import good

SEEDS = range(int(os.environ.get("ZHICHENG_MERGES", "100")))
WORDS = ("", "甲", "乙", "丙", "一段话")
FIELDS: dict[str, tuple[object, ...]] = {
    "person.name": WORDS,
    "person.phone": WORDS,
    "unit.name": WORDS,
    "unit.aliases": ((), ("甲",), ("甲", "乙")),
    "summary.text": WORDS,
    "summary.topics": ((), ("工作态度",)),
    "apply.year": (None, 2023, 2024),
    "pub.objection": (None, True, False),
    "track.fee": (None, 0, 380),
    "edu.e1.school": WORDS,
    "edu.e2.major": WORDS,
    "attachments.x1.title": WORDS,
    "attachments.x2.slot": ("S01", "S02"),
    "attachments.x1.sighted": tuple(Sign(by=who, at=who and "2024-07-20T09:30") for who in WORDS),
}


def scan(chance: random.Random) -> dict[str, object]:
    """Another file in the place of the one there was."""
    number = chance.randrange(3)
    return {
        "sha256": str(number) * 64,
        "format": ("pdf", "jpeg", "")[number],
        "size": 100 + number,
        "pages": 1 + number,
        "width": (None, 1000, 2000)[number],
    }


def begun() -> Case:
    """What both began from."""
    return good().model_copy(
        update={
            "edu": (Education(id="e1", school="某大学"), Education(id="e2")),
            "attachments": (
                Attachment(id="x1", slot="S01", sha256="a" * 64, title="证"),
                Attachment(id="x2", slot="S02", sha256="b" * 64, width=5),
            ),
            "ticks": (),
            "remarks": (),
        }
    )


def sets(case: Case, chance: random.Random) -> Case:
    path = chance.choice(list(FIELDS))
    return changes.put(case, path, chance.choice(FIELDS[path]))


def adds(case: Case, chance: random.Random) -> Case:
    number = f"n{chance.randrange(4)}"
    made: dict[str, Any] = {
        "edu": Education(id=number, school=chance.choice(WORDS)),
        "attachments": Attachment(id=number, slot="S01", **scan(chance)),  # type: ignore[arg-type]
        "ticks": Tick(rule=chance.choice(("r1", "r2")), at="2024-07-20T09:30:00+08:00"),
        "remarks": ReviewRemark(id=number, text=chance.choice(WORDS), path="person.name"),
    }
    where = chance.choice(list(made))
    entries = getattr(case, where)
    twice = {e.id for e in entries} | {getattr(e, "rule", "") for e in entries}
    if {made[where].id, getattr(made[where], "rule", None)} & twice:
        return case
    return changes.put(case, where, [*entries, made[where]])


def removes(case: Case, chance: random.Random) -> Case:
    where = chance.choice(("edu", "attachments"))
    entries = list(getattr(case, where))
    if not entries:
        return case
    entries.pop(chance.randrange(len(entries)))
    return changes.put(case, where, entries)


def exchanges(case: Case, chance: random.Random) -> Case:
    if not case.attachments:
        return case
    one = chance.choice(case.attachments)
    return changes.put(case, f"attachments.{one.id}", one.model_copy(update=scan(chance)))


def turns(case: Case, chance: random.Random) -> Case:
    where = chance.choice(("edu", "attachments"))
    entries = list(getattr(case, where))
    chance.shuffle(entries)
    return changes.put(case, where, entries)


ACTS: tuple[Callable[[Case, random.Random], Case], ...] = (
    sets,
    sets,
    adds,
    removes,
    exchanges,
    turns,
)


def worked_on(case: Case, chance: random.Random) -> Case:
    for _ in range(chance.randrange(6)):
        try:
            case = chance.choice(ACTS)(case, chance)
        except changes.UnknownPath:  # of an entry that is gone
            continue
    return case


def leaves(value: Json, path: str = "") -> Iterator[tuple[str, Json]]:
    """Every place of a case and what stands there; entries by their id, so order says nothing."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif (
        isinstance(value, list) and value and all(isinstance(e, dict) and "id" in e for e in value)
    ):
        for entry in value:
            yield from leaves(entry, f"{path}.{entry['id']}")
    elif value or not isinstance(value, list):
        yield path, value


def read(case: Case) -> dict[str, Json]:
    return dict(leaves(as_json(case)))


@pytest.fixture(params=SEEDS)
def sides(request: pytest.FixtureRequest) -> tuple[Case, Case, Case]:
    chance = random.Random(request.param)  # noqa: S311  # made-up cases, no secrets
    before = begun()
    return before, worked_on(before, chance), worked_on(before, chance)


def test_each_place_is_of_one_side_and_of_the_right_one(sides: tuple[Case, Case, Case]) -> None:
    before, mine, theirs = sides
    merged = merge(before, mine, theirs)
    told = {conflict.path for conflict in merged.conflicts}
    old, own, other, result = read(before), read(mine), read(theirs), read(merged.case)
    ticked = {tick.rule for tick in mine.ticks}
    twice = {f"ticks.{tick.id}" for tick in theirs.ticks if tick.rule in ticked}
    for path in old.keys() | own.keys() | other.keys() | result.keys():
        was, here, there, is_now = (side.get(path) for side in (old, own, other, result))
        asked = any(path == one or path.startswith(f"{one}.") for one in told)
        if asked:
            assert is_now == here, path
        elif path.rpartition(".")[0] in twice:
            assert is_now is None, path
        elif ".sighted." in path:
            assert is_now in _vouched(path, own, other, result), path
        elif here == was:
            assert is_now == there, path
        elif there == was:
            assert is_now == here, path
        else:
            assert is_now == here == there, path


def _vouched(path: str, *cases: dict[str, Json]) -> list[Json]:
    """What may stand at the place of a sign: of those who had this very file, never of others."""
    file = f"{path.partition('.sighted.')[0]}.sha256"
    result = cases[-1]
    return [case.get(path) for case in cases[:-1] if case.get(file) == result.get(file)]


def test_no_file_is_made_of_two(sides: tuple[Case, Case, Case]) -> None:
    before, mine, theirs = sides
    known = {
        (one.id, *(getattr(one, fact) for fact in FILE_FACTS))
        for case in sides
        for one in case.attachments
    }
    for base in (before, Case(case_id="c", pack_id="BM24", pack_version=1)):
        merged = merge(base, mine, theirs)
        results = [merged.case, *(taking_theirs(merged.case, c) for c in merged.conflicts)]
        for result in results:
            for one in result.attachments:
                assert (one.id, *(getattr(one, fact) for fact in FILE_FACTS)) in known


def test_what_one_side_left_alone_is_no_question(sides: tuple[Case, Case, Case]) -> None:
    before, mine, theirs = sides
    for side in (mine, theirs):
        assert merge(before, side, before) == merge(before, side, side)
        assert merge(before, side, before).case == side
        assert merge(before, before, side).case == side
        assert not merge(before, side, before).conflicts


def test_both_are_asked_the_same_and_agree_once_one_gives_way(
    sides: tuple[Case, Case, Case],
) -> None:
    before, mine, theirs = sides
    here, there = merge(before, mine, theirs), merge(before, theirs, mine)
    assert {c.path for c in here.conflicts} == {c.path for c in there.conflicts}
    gives_way = here.case
    for conflict in here.conflicts:
        gives_way = taking_theirs(gives_way, conflict)
    same = read(gives_way), read(there.case)
    for said in same:
        for path in [p for p in said if p.startswith("ticks.")]:
            del said[path]  # of two ticks of one rule each side keeps its own
    assert same[0] == same[1]


def test_conflicts_may_be_decided_in_any_order(sides: tuple[Case, Case, Case]) -> None:
    before, mine, theirs = sides
    merged = merge(before, mine, theirs)
    forward = backward = merged.case
    for conflict in merged.conflicts:
        forward = taking_theirs(forward, conflict)
    for conflict in reversed(merged.conflicts):
        backward = taking_theirs(backward, conflict)
    assert read(forward) == read(backward)
    for conflict in merged.conflicts:
        said = dict(leaves(conflict.theirs, conflict.path))
        for path, value in said.items():
            assert read(forward).get(path) == value


def test_the_cases_of_these_tests_do_disagree() -> None:
    counts = []
    for seed in SEEDS:
        chance = random.Random(seed)  # noqa: S311
        before = begun()
        mine, theirs = worked_on(before, chance), worked_on(before, chance)
        counts.append(len(merge(before, mine, theirs).conflicts))
    assert sum(1 for count in counts if count) > len(SEEDS) / 8
    assert max(counts) > 1
