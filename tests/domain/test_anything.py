"""Whatever stands in the fields, every rule gives an answer and every answer its sentence."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from desktop.app.findings.messages import message
from desktop.app.notices.installed import notice as load_notice
from desktop.domain.case import Case
from desktop.domain.change import parse
from desktop.domain.check import check
from desktop.domain.entries import check_entries
from desktop.domain.finding import Verdict
from desktop.domain.vocabulary import ACHIEVEMENT_TYPES
from tests.domain.good import AS_OF, good, moment, notice
from tests.personas import expand

NASTY = (
    "",
    " ",
    "无",
    "至今",
    "0000-00",
    "0001-01-01",
    "9999-12",
    "9999-12-31",
    "9999-12-31T23:59-11:00",
    "2024-02-30",
    "2024-07-24T25:61",
    "{name}",
    "％s%s",
    "\u0000\u202e\ud7ff𠮷",
    "·" * 50,
    "长" * 5000,
    "'; DROP TABLE cases; --",
)
KEPT = {"case_id", "pack_id", "id", "rule", "slot", "sha256", "subject"}


def filled(node: Any, value: str | int, key: str = "") -> Any:
    """Every text (or every number) of the case replaced."""
    if isinstance(node, dict):
        return {k: filled(v, value, k) for k, v in node.items()}
    if isinstance(node, list):
        return [filled(v, value, key) for v in node]
    if key in KEPT or isinstance(node, bool) or type(node) is not type(value):
        return node
    return value


PACKS = ("LC22", "GT23", "BM24", "ZZ23", "GJ21")


@cache
def whole(pack: str) -> Case:
    """A case that has everything the notice asks for."""
    return expand("whole", {"pack": pack, "as_of": AS_OF} | EVERYTHING, load_notice(pack)).case


EVERYTHING: dict[str, Any] = {
    "service": {"kind": "访惠聚驻村", "years": [2018]},
    "items": [
        {"type": kind, "date": "2020-05", "condition_no": "三1"} for kind in ACHIEVEMENT_TYPES
    ],
    "track": {
        "first_submit_at": "2021-01-05T10:00",
        "submit_count": 2,
        "last_return_at": "2021-01-06T10:00",
        "resubmit_at": "2021-01-07T10:00",
        "passed_at": "2021-02-01T10:00",
    },
    "aid": True,
}


def every_answer(case: Case, pack: str = "BM24") -> None:
    now, terms = moment(AS_OF), load_notice(pack)
    found = check(case, terms, now, others=(whole(pack),))
    assert len(found) == len(terms.rules)
    for finding in (*found, *check_entries(case, now)):
        assert message(finding)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("value", NASTY)
def test_any_text(value: str, pack: str) -> None:
    data = filled(whole(pack).model_dump(mode="json"), value)
    for file in data["attachments"]:
        file["mask"] = {"decision": value}
    every_answer(parse(data), pack)


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("value", [-1, 0, 10**18])
def test_any_number(value: int, pack: str) -> None:
    data = filled(whole(pack).model_dump(mode="json"), value)
    every_answer(parse(data | {"schema_version": 1}), pack)


@pytest.mark.parametrize("pack", PACKS)
def test_nothing_at_all(pack: str) -> None:
    empty = Case(case_id="c", pack_id=pack, pack_version=1)
    every_answer(empty, pack)
    found = check(empty, load_notice(pack), moment(AS_OF))
    ops = {rule.id: rule.check.op for rule in load_notice(pack).rules}
    # Nothing entered is nothing right, but for what forbids: none of it is there.
    assert {ops[f.rule] for f in found if f.verdict is Verdict.PASS} <= FORBIDDING


FORBIDDING = {
    "no_vague_words", "one_thing_each", "not_classified", "submissions", "training_most",
}  # fmt: skip


def test_entries_without_anything_in_them() -> None:
    case = good()
    emptied: dict[str, Any] = {}
    for name in ("edu", "work", "items", "ce", "assess", "papers", "attachments"):
        entries = getattr(case, name)
        kept = {"papers": ("id", "kind"), "attachments": ("id", "slot")}.get(name, ("id",))
        emptied[name] = tuple(
            type(entry)(**{key: getattr(entry, key) for key in kept}) for entry in entries
        )
    bare = case.model_copy(update=emptied)
    every_answer(bare)
    passed = {f.rule for f in check(bare, notice(), moment(AS_OF)) if f.verdict is Verdict.PASS}
    assert not passed & {"BM24.edu.order", "BM24.edu.cert", "BM24.ach.proof", "BM24.assess.grade"}
