"""When a rule applies: the facts it may ask for.

The facts themselves are read in :mod:`desktop.domain.facts`.
"""

from __future__ import annotations

from typing import Literal

FactName = Literal[
    "passed",
    "returned",
    "level",
    "apply_type",
    "specialty",
    "first_time",
    "person_status",
    "unit_kind",
    "unit_tier",
    "unit_registered",
    "enterprise",
    "dispatched",
    "employer_changed",
    "served_lt3",
    "aid",
    "si_status",
    "has_title",
    "title_place",
    "title_basis",
    "has_qualification",
    "civil_transfer",
    "edu_tech",
    "edu_inservice",
    "chsi_found",
    "chsi_missing",
    "service",
    "special_service",
    "items",
    "foreign_paper",
    "probation",
    "has_classified",
    "by_mail",
    "defence_exempt",
    "defence_exempt_county",
]
"""Facts about a case: a yes or no, one of several words, or (``items``, ``service``) all the kinds
the case has, of which one suffices."""

Answers = bool | tuple[str, ...]
"""What a fact has to be: yes or no, or one of these words."""

When = Literal["always", "passed", "returned"] | dict[str, Answers]
"""When a rule applies: always, at a stage, or where every fact named holds one of its values.

A key is a :data:`FactName` or the id of one of the notice's own questions; the notice refuses any
other.
"""
