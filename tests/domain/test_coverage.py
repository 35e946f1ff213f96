"""No rule goes untested, no operation goes unused or without its function."""

from __future__ import annotations

from typing import get_args

from desktop.domain.case import Case
from desktop.domain.checks.table import CHECKS
from desktop.domain.facts import FACTS
from desktop.domain.operations import Check, FactName
from tests.domain.good import notice
from tests.domain.test_personas import EXPECTED
from tests.domain.test_rules_fields import CASES
from tests.domain.test_rules_files import CASES as FILES
from tests.domain.test_rules_papers import PAPERS, SUMMARY, WINDOWS


def verdicts_seen() -> dict[str, set[str]]:
    seen: dict[str, set[str]] = {rule.id: set() for rule in notice().rules}
    rows = [(f"BM24.{rule}", verdict) for rule, verdict, *_ in (*CASES, *FILES, *SUMMARY, *PAPERS)]
    rows += [(f"BM24.{rule}", verdict) for rule, _now, verdict, *_ in WINDOWS]
    rows += [(rule, verdict) for _name, rule, verdict in EXPECTED]
    for rule, verdict in rows:
        seen[rule].add(verdict)
    return seen


def test_every_rule_that_judges_is_seen_to_pass_and_not_to_pass() -> None:
    seen = verdicts_seen()
    judging = [rule.id for rule in notice().rules if rule.kind != "remind"]
    assert [rule for rule in judging if "PASS" not in seen[rule]] == []
    never_bad = {"BM24.defence.county"}  # it applies only where it is met
    assert {rule for rule in judging if not seen[rule] & {"FAIL", "WARN", "TODO"}} <= never_bad


def test_every_operation_has_its_function_and_a_rule() -> None:
    kinds = get_args(get_args(Check)[0])
    ops = {get_args(kind.model_fields["op"].annotation)[0] for kind in kinds}
    assert ops == CHECKS.keys()
    assert {rule.check.op for rule in notice().rules} == ops


def test_every_fact_can_be_read_and_is_asked_for() -> None:
    assert FACTS.keys() == set(get_args(FactName))
    asked = {
        name for r in notice().rules if isinstance(r.applies_when, dict) for name in r.applies_when
    }
    assert asked == FACTS.keys()


def test_facts_name_fields_that_exist() -> None:
    for fact in FACTS.values():
        node: object = Case
        for key in fact.path.split("."):
            node = getattr(node, "model_fields", {})[key].annotation
