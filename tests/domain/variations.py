"""The variations of each notice's applicant who has done everything right, as they are written."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parent.parent / "data"

FILES: dict[str, dict[str, Any]] = {
    path.stem.removeprefix("variations-"): yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(DATA.glob("variations-*.yaml"))
}
"""By notice: ``base``, the ``verdicts`` it has where they are not PASS, and ``variations``."""

ROWS = [(pack, variation) for pack, file in FILES.items() for variation in file["variations"]]


def told(pack: str, variation: dict[str, Any]) -> dict[str, Any]:
    """The base with the variation's keys; ``person.name`` replaces one key of a part."""
    base: dict[str, Any] = copy.deepcopy(FILES[pack]["base"])
    for key, value in variation.get("told", {}).items():
        part, dot, field = key.partition(".")
        if dot:
            base.setdefault(part, {})[field] = value
        else:
            base[key] = value
    return {key: value for key, value in base.items() if key not in variation.get("drop", ())}


def expected(pack: str, variation: dict[str, Any]) -> dict[str, str]:
    """The verdicts that are not PASS as they stand in the base, and those that differ."""
    return _flat(pack, FILES[pack]["verdicts"]) | _flat(pack, variation.get("differs", {}))


def _flat(pack: str, rules_by_verdict: dict[str, list[str]]) -> dict[str, str]:
    return {f"{pack}.{r}": verdict for verdict, rules in rules_by_verdict.items() for r in rules}


MIXED: dict[str, Any] = yaml.safe_load((DATA / "mixed.yaml").read_text("utf-8"))
"""Applicants in whom several things come together, with the verdicts that are not PASS or INFO."""
