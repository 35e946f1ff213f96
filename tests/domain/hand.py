"""Small notices made by hand, a rule at a time, and cases to hold against them."""

from __future__ import annotations

from typing import Any

from desktop import paths
from desktop.app.findings.messages import message
from desktop.domain.case import Attachment, Case, UnitAudit
from desktop.domain.change import get
from desktop.domain.check import check
from desktop.domain.finding import Finding
from desktop.domain.notice import Notice
from desktop.notices.calendars import load_calendar
from tests.domain.good import moment

NOW = "2023-09-20T10:00"

PLAIN: dict[str, Any] = {
    "id": "HAND",
    "version": 1,
    "title": "",
    "short_title": "",
    "year": 2023,
    "issuer": "",
    "region": "",
    "series": "工程系列",
    "specialties": ["测绘"],
    "levels": ["初级", "中级", "高级"],
    "types": ["评审"],
    "status": "draft",
    "calendar": load_calendar(["national", "xinjiang"], paths.resources()),
}

RULE: dict[str, Any] = {
    "id": "HAND.rule",
    "binds": ["applicant"],
    "stage": "fill",
    "applies_when": "always",
    "kind": "auto",
    "severity": "block",
    "say": "照办",
    "page": "basic",
}

WHOLE = UnitAudit(opinion_text="同意推荐")
"""The unit has passed the case: it claims to be whole."""


def hand(check: dict[str, Any], rule: dict[str, Any] | None = None, **terms: Any) -> Notice:
    """A notice with one rule; ``terms`` are what else it lays down."""
    rules = [RULE | {"check": check} | (rule or {})]
    return Notice.model_validate(PLAIN | {"rules": rules} | terms)


def case(**parts: Any) -> Case:
    """A case with these parts filled in."""
    return Case(case_id="c", pack_id="HAND", pack_version=1, **parts)


def files(*slots: str, **fields: Any) -> tuple[Attachment, ...]:
    """A file in each of these slots."""
    return tuple(Attachment(id=f"f{n}", slot=slot, **fields) for n, slot in enumerate(slots))


def judged(
    held: Case,
    check_: dict[str, Any],
    now: str = NOW,
    *,
    rule: dict[str, Any] | None = None,
    others: tuple[Case, ...] = (),
    **terms: Any,
) -> Finding:
    """What the one rule says; its sentence is there and whole, and its evidence leads somewhere."""
    finding = check(held, hand(check_, rule, **terms), moment(now), others=others)[0]
    sentence = message(finding)
    assert sentence
    assert "{" not in sentence
    assert "：。" not in sentence, sentence
    for path in finding.evidence:
        if not path.startswith(("papers.", "answers.")):
            get(held, path)
    return finding


def told(finding: Finding) -> tuple[str, str]:
    """The verdict and the reason, as the tables have them."""
    return str(finding.verdict), finding.reason
