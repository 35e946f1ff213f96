"""What the checklist says, at the fields it is about."""

from __future__ import annotations

import pytest

from desktop.app.findings.problems import NONE, Problem, problems
from desktop.app.findings.progress import progress, state, word
from desktop.domain.finding import Finding, Verdict


def finding(verdict: Verdict, reason: str, *evidence: str, page: str = "basic") -> Finding:
    facts: dict[str, str | int] = {"value": "别的", "words": "某单位", "n": 1, "where": "某处"}
    return Finding("BM24.x", verdict, "说法", reason, facts, evidence, page)


def test_the_gravest_problem_of_a_place_is_told() -> None:
    warn = finding(Verdict.WARN, "not_allowed", "unit.kind")
    fail = finding(Verdict.FAIL, "not_allowed", "unit.kind")
    for order in ((warn, fail), (fail, warn)):
        assert problems(order)["unit.kind"].role == "error"


def test_a_finding_speaks_on_its_own_page_only() -> None:
    named = finding(Verdict.FAIL, "names_identity", "summary.text", "unit.name", page="summary")
    assert set(problems([named])) == {"summary.text"}


def test_an_empty_field_is_told_wherever_it_is_asked_for() -> None:
    template = finding(Verdict.TODO, "empty", "pub.start", "person.name", page="publicity")
    told = problems([template])
    assert set(told) == {"pub.start", "person.name"}
    assert told["person.name"].sentence == "还没有填写。"
    assert told["person.name"].pending


def test_what_passes_says_nothing() -> None:
    assert problems([finding(Verdict.PASS, "ok", "unit.kind")]) == {}
    assert problems([finding(Verdict.NA, "not_applicable", "unit.kind")]) == {}


@pytest.mark.parametrize(
    "problem,touched,demanded,shown",
    [
        (Problem("错", "error"), False, False, False),
        (Problem("错", "error"), True, False, True),
        (Problem("缺", "care", pending=True), True, False, False),
        (Problem("缺", "care", pending=True), False, True, True),
        (NONE, True, True, False),
    ],
)
def test_nothing_shows_before_its_time(
    problem: Problem, touched: bool, demanded: bool, shown: bool
) -> None:
    assert problem.shown(touched, demanded) is shown


def test_what_is_merely_missing_is_no_mistake() -> None:
    missing = finding(Verdict.FAIL, "files_missing", "attachments")
    assert state(missing) == "open"
    assert word(missing) == "待完成"
    wrong = finding(Verdict.FAIL, "not_allowed", "unit.kind")
    assert state(wrong) == "fix"
    assert word(wrong) == "需修改"
    assert word(finding(Verdict.TODO, "not_confirmed")) == "待确认"


def test_progress_counts_only_what_is_asked() -> None:
    verdicts = (Verdict.PASS, Verdict.FAIL, Verdict.WARN, Verdict.TODO, Verdict.NA, Verdict.INFO)
    counts = progress(finding(v, "not_allowed") for v in verdicts)
    assert (counts.done, counts.total, counts.left) == (1, 4, 3)
    assert counts.share == 0.25
    assert progress(()).share == 1
