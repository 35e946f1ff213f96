"""Small notices for tests of what is shown of them."""

from __future__ import annotations

from typing import Any

from desktop import paths
from desktop.domain.notice import Notice

PACKS = tuple(sorted(f.parent.name for f in paths.resources().glob("notices/*/pack.yaml")))
"""The program's own packs, whatever whoever runs the tests has added."""


def noticed(**terms: Any) -> Notice:
    """A notice that says nothing but ``terms``."""
    bare = {
        "id": "XX25",
        "version": 1,
        "title": "关于开展2025年某地职称评审工作的通知",
        "short_title": "2025 某地",
        "year": 2025,
        "issuer": "某地人力资源和社会保障局",
        "region": "某地",
        "series": "工程系列",
        "specialties": ["林业"],
        "levels": ["初级", "中级"],
        "types": ["评审"],
        "status": "reviewed",
    }
    return Notice.model_validate(bare | terms)


def rule(rule_id: str, op: dict[str, Any], **about: Any) -> dict[str, Any]:
    """A rule of a pack, everything but ``op`` and what is told in ``about`` of no matter."""
    bare = {
        "id": rule_id,
        "binds": ["applicant"],
        "stage": "fill",
        "applies_when": "always",
        "kind": "auto",
        "severity": "block",
        "page": "basic",
        "check": op,
        "say": rule_id,
    }
    return bare | about
