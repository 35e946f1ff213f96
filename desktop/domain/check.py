"""Holding a case against a notice: one finding a rule, in the notice's order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop.domain.case import Case
from desktop.domain.checks.table import run
from desktop.domain.facts import Against, Applies, Value, applies
from desktop.domain.finding import Finding, Verdict
from desktop.domain.lacking import MayLack, about, lacks, said, unfilled
from desktop.domain.notice import Notice, Rule
from desktop.domain.scene import Facts, Outcome, Scene, ok, waits
from desktop.domain.vocabulary import NO, UNSURE, YES

ASKED_ON = "notice"
"""The wizard page where 有没有 is answered."""


def check(
    case: Case, notice: Notice, now: datetime, *, others: Sequence[Case] = ()
) -> tuple[Finding, ...]:
    """Judge ``case`` by every rule of ``notice`` at the moment ``now`` (aware).

    ``others`` are the other cases of the library, for the rule of one application a year.
    """
    scene = Scene.of(case, notice, now, others)
    ticked = frozenset(tick.rule for tick in case.ticks)
    return tuple(_finding(rule, *_judge(rule, scene, rule.id in ticked)) for rule in notice.rules)


def _judge(rule: Rule, scene: Scene, ticked: bool) -> tuple[Outcome, str]:
    """The outcome and the page where it is put right."""
    when = applies(rule.applies_when, scene)
    if when.answer == "no" and when.against is not None:
        return _not_concerned(when.against), rule.page
    if when.answer in ("passed", "returned"):
        verdict = Verdict.LATER if when.answer == "passed" else Verdict.NA
        return Outcome(verdict, f"until_{when.answer}"), rule.page
    if rule.kind == "remind":
        return Outcome(Verdict.INFO, "reminder"), rule.page
    if when.answer == "open":
        return _unanswered(when, scene)
    parts = about(rule.check)
    if parts and all(lacks(part, scene.case) for part in parts):
        return _lacking(parts), rule.page
    unfilled_ = unfilled(parts, scene.case, scene.now)
    if unfilled_:
        return _waiting(unfilled_, scene)
    return _weighed(rule, run(rule.check, scene), ticked), rule.page


def _not_concerned(against: Against) -> Outcome:
    """Why a rule is 不适用, in a form the message table turns into a sentence."""
    if against.parts:
        return _lacking(against.parts)
    facts: Facts = {"because": against.name, "value": _said(against.value)}
    if isinstance(against.wanted, tuple):
        facts["wanted"] = "、".join(against.wanted)
    return Outcome(Verdict.NA, "not_applicable", facts)


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return value if isinstance(value, str) else "、".join(sorted(value or ()))


def _lacking(parts: Sequence[MayLack]) -> Outcome:
    return Outcome(Verdict.NA, "part_lacking", {}, tuple(part.path for part in parts))


def _waiting(parts: Sequence[MayLack], scene: Scene) -> tuple[Outcome, str]:
    """To be filled in, or found out first; and the page where."""
    unsure = [part for part in parts if said(part, scene.case) == UNSURE]
    if unsure:
        return waits("part_unsure", *(part.path for part in unsure)), ASKED_ON
    return waits("part_empty", *(part.path for part in parts)), parts[0].page


def _unanswered(when: Applies, scene: Scene) -> tuple[Outcome, str]:
    """What has to be answered first, and the page where."""
    if when.facts:
        paths = [path for fact in when.facts for path in fact.unanswered(scene)]
        return waits("unanswered", *dict.fromkeys(paths)), when.facts[0].page
    if when.questions:
        return scene.asks(*when.questions), when.questions[0].page
    return _waiting(when.parts, scene)


def _weighed(rule: Rule, outcome: Outcome, ticked: bool) -> Outcome:
    """The rule's severity, and its confirmation, on a check's answer."""
    if rule.kind == "confirm" and outcome.confirmable:
        outcome = ok()
    mild = rule.severity == "warn" or rule.ambiguous or bool(rule.regulation)
    if outcome.verdict is Verdict.FAIL and mild:
        return replace(outcome, verdict=Verdict.WARN)
    if rule.kind != "confirm" or outcome.verdict is not Verdict.PASS or outcome.settled:
        return outcome
    if ticked:
        return replace(outcome, reason="confirmed")
    reason = "not_confirmed" if outcome.reason == "ok" else outcome.reason
    return replace(outcome, verdict=Verdict.TODO, reason=reason)


def _finding(rule: Rule, outcome: Outcome, page: str) -> Finding:
    return Finding(
        rule=rule.id,
        verdict=outcome.verdict,
        say=rule.say,
        reason=outcome.reason,
        facts=outcome.facts,
        evidence=outcome.evidence,
        page=page,
        slot=outcome.slot,
        clause=rule.clause,
        quote=rule.quote,
        note=rule.note,
        binds=rule.binds,
        stage=rule.stage,
    )
