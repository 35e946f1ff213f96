"""Whatever stands in the fields, every rule gives an answer and every answer its sentence."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.messages import message
from desktop.domain.case import Case
from desktop.domain.change import parse
from desktop.domain.check import check
from desktop.domain.entries import check_entries
from desktop.domain.finding import Verdict
from tests.domain.good import AS_OF, good, moment, notice

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


def every_answer(case: Case) -> None:
    now = moment(AS_OF)
    found = check(case, notice(), now, others=(good(),))
    assert len(found) == len(notice().rules)
    for finding in (*found, *check_entries(case, now)):
        assert message(finding)


@pytest.mark.parametrize("value", NASTY)
def test_any_text(value: str) -> None:
    data = filled(good().model_dump(mode="json"), value)
    for file in data["attachments"]:
        file["mask"] = {"decision": value}
    every_answer(parse(data))


@pytest.mark.parametrize("value", [-1, 0, 10**18])
def test_any_number(value: int) -> None:
    data = filled(good().model_dump(mode="json"), value)
    every_answer(parse(data | {"schema_version": 1}))


def test_nothing_at_all() -> None:
    every_answer(Case(case_id="c", pack_id="BM24", pack_version=1))


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
