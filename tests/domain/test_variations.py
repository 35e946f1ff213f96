"""One applicant who has done everything right, and what each single slip does to the verdicts."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.app.installed import notice as load_notice
from tests.personas import expand, verdicts

FILE = Path(__file__).parent.parent / "data" / "variations-BM24.yaml"
DATA: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))


def told(variation: dict[str, Any]) -> dict[str, Any]:
    """The base with the variation's keys; ``person.name`` replaces one key of a part."""
    base = copy.deepcopy(DATA["base"])
    for key, value in variation.get("told", {}).items():
        part, dot, field = key.partition(".")
        if dot:
            base[part][field] = value
        else:
            base[key] = value
    return {key: value for key, value in base.items() if key not in variation.get("drop", ())}


def flat(rules_by_verdict: dict[str, list[str]]) -> dict[str, str]:
    return {f"BM24.{r}": verdict for verdict, rules in rules_by_verdict.items() for r in rules}


@pytest.mark.parametrize("variation", DATA["variations"], ids=lambda v: v["tell"])
def test_only_the_rules_concerned_change(variation: dict[str, Any]) -> None:
    notice = load_notice("BM24")
    right = dict.fromkeys((rule.id for rule in notice.rules), "PASS") | flat(DATA["verdicts"])
    expected = right | flat(variation.get("differs", {}))
    assert expected.keys() == right.keys()

    assert verdicts(expand("V", told(variation), notice), notice) == expected


@pytest.mark.parametrize(
    ("key", "value", "says"),
    [
        ("slots_missing", ["身份证"], "身份证"),
        ("masks", {"undecidd": 1}, "masks.undecidd"),
        ("summary", {"chars": 2000, "mention": ["王"]}, "summary.mention"),
        ("pub", {"missing": ["没有这一项"]}, "没有这一项"),
        ("items", [{"type": "业绩成果", "lack": ["witness.phone"]}], "witness.phone"),
        ("assess", {2019: "合格"}, "2019"),
        ("unticked", ["BM24.basic.photo"], "BM24.basic.photo"),
    ],
)
def test_a_slip_in_the_shorthand_is_refused(key: str, value: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        expand("V", told({"told": {key: value}}), load_notice("BM24"))


def test_dates_read_by_yaml_are_dates_of_the_case() -> None:
    pub = yaml.safe_load("{start: 2024-07-15, end: 2024-07-22, result_date: 2024-07-23}")
    track = yaml.safe_load("{first_submit_at: 2024-07-26 10:00:00, audit_at: 2024-08-01}")
    case = expand("V", told({"told": {"pub": pub, "track": track}}), load_notice("BM24")).case
    assert (case.pub.start, case.pub.result_date) == ("2024-07-15", "2024-07-23")
    assert (case.track.first_submit_at, case.track.audit_at) == ("2024-07-26T10:00", "2024-08-01")
