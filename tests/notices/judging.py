"""A notice's verdict on a case of few words, for what is particular to that notice."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from typing import Any

from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.check import check
from desktop.domain.finding import Finding
from desktop.domain.notice import Notice

URUMQI = timezone(timedelta(hours=6))
"""The zone that many a laptop in Xinjiang is set to."""


def case(notice: Notice, **parts: Any) -> Case:
    """A case that holds these parts, as its file would have them, and nothing else."""
    told = {"case_id": "case", "pack_id": notice.id, "pack_version": notice.version, **parts}
    return Case.model_validate_json(json.dumps(told, ensure_ascii=False))


def judged(
    notice: Notice, rule: str, at: str, zone: timezone | None = None, **parts: Any
) -> Finding:
    """What ``rule`` finds at a moment, in Beijing time, told by a clock in ``zone``."""
    instant = moments.instant(at)
    assert instant is not None
    now: datetime = instant.last.astimezone(zone) if zone else instant.last
    findings = {f.rule: f for f in check(case(notice, **parts), notice, now)}
    return findings[f"{notice.id}.{rule}"]


def verdict(notice: Notice, rule: str, at: str, zone: timezone | None = None, **parts: Any) -> str:
    """Its verdict word."""
    return judged(notice, rule, at, zone, **parts).verdict.value


def file(slot: str, name: str, **more: Any) -> dict[str, Any]:
    """A readable picture in a slot; ``name`` is its id."""
    return {"id": name, "slot": slot, "format": "jpeg", "sha256": "0" * 64, **more}
