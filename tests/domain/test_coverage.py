"""No rule goes untested, no operation goes unused or without its function."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from desktop.app.notices.installed import notice as load_notice
from desktop.domain.case import Case
from desktop.domain.checks.table import CHECKS
from desktop.domain.conditions import FactName
from desktop.domain.facts import FACTS
from desktop.domain.operations import Check
from tests.domain.test_personas import EXPECTED
from tests.domain.variations import DATA, FILES, ROWS, expected

PACKS = tuple(FILES)
HELP = Path(__file__).parents[2] / "resources" / "help" / "rulepack.md"
NEVER_BAD: dict[str, str] = yaml.safe_load((DATA / "met-where-they-apply.yaml").read_text("utf-8"))
"""Rules that apply only where they are met, and why."""


def verdicts_seen() -> dict[str, set[str]]:
    """The verdicts each rule has in a case whose verdicts were written down by hand."""
    seen: dict[str, set[str]] = {}
    for pack, variation in ROWS:
        named = expected(pack, variation)
        for rule in load_notice(pack).rules:
            seen.setdefault(rule.id, set()).add(named.get(rule.id, "PASS"))
    for _name, rule, verdict in EXPECTED:
        seen.setdefault(rule, set()).add(verdict)
    return seen


def judging(pack: str) -> list[str]:
    return [rule.id for rule in load_notice(pack).rules if rule.kind != "remind"]


def asked(packs: tuple[str, ...]) -> set[str]:
    whens = [rule.applies_when for pack in packs for rule in load_notice(pack).rules]
    return {fact for when in whens if isinstance(when, dict) for fact in when} | {
        when for when in whens if isinstance(when, str)
    }


def test_all_five_notices_have_their_variations() -> None:
    assert set(PACKS) == {"LC22", "GT23", "BM24", "ZZ23", "GJ21"}
    assert all(judging(pack) for pack in PACKS)


@pytest.mark.parametrize("pack", PACKS)
def test_every_rule_that_judges_is_seen_to_pass_and_not_to_pass(pack: str) -> None:
    seen = verdicts_seen()
    assert [rule for rule in judging(pack) if "PASS" not in seen[rule]] == []
    bad = {rule for rule in judging(pack) if seen[rule] & {"FAIL", "WARN", "TODO"}}
    assert set(judging(pack)) - bad == {rule for rule in NEVER_BAD if rule.startswith(pack)}
    assert all(NEVER_BAD.values())


def test_every_operation_has_its_function_and_a_rule() -> None:
    kinds: Any = get_args(get_args(Check)[0])
    ops = {get_args(kind.model_fields["op"].annotation)[0] for kind in kinds}
    assert ops == CHECKS.keys()
    assert {rule.check.op for pack in PACKS for rule in load_notice(pack).rules} == ops


def test_every_fact_can_be_read_and_is_asked_for_or_told_to_authors() -> None:
    stages = {"passed", "returned"}
    assert FACTS.keys() | stages == set(get_args(FactName))
    told = HELP.read_text("utf-8")
    assert [fact for fact in FACTS.keys() - asked(PACKS) if f"`{fact}`" not in told] == []


def test_facts_name_fields_that_exist() -> None:
    for fact in FACTS.values():
        node: object = Case
        for key in fact.path.split("."):
            node = getattr(node, "model_fields", {})[key].annotation
