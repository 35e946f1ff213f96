"""What is asked of the unit (本单位), as data: the wizard's own fields, and what no case holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.app.findings.problems import problems
from desktop.app.pages.form import Field
from desktop.app.unit import memory as units
from desktop.app.unit.memory import PLACES, UnitMemory
from desktop.domain import change as changes
from desktop.domain import vocabulary as words
from desktop.domain.case import Case
from desktop.domain.entries import check_entries
from desktop.language import tr

_OWN = {
    "aliases": tr("简称、曾用名，一行一个。遮盖时这些名字也会找。"),
    "office": tr("写在公示上，例如：综合。"),
    "supervision_phone": tr("写在公示上，手机或带区号的座机。"),
    "leader": tr("在单位意见、公示上签字的人。"),
}
"""Hints that are shorter here than on the pages of a case."""

SEAL = Field(
    "seal", tr("章上的名字"), tr("公章上的字和单位全称一样的，不用填。"), width=26, optional=True
)
REVIEWERS = Field(
    "reviewers", tr("经办人（审核材料的人）"), tr("一行一个。审核时从这里选。"), "tags", width=16
)
SECOND = Field(
    "second_review",
    tr("每份材料要第二个人复审吗？"),
    tr("选“是”的，初审通过以后还要另一个人再看一遍。"),
    "yesno",
)

_SECTIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (tr("单位"), ("name", "seal", "aliases", "kind", "tier", "prefecture", "county",
                  "registered_prefecture", "license_no")),
    (tr("联系和公示"), ("contact", "phone", "office", "supervision_phone")),
    (tr("负责人和审核"), ("leader", "discipline_leader", "supervisor", "reviewers",
                          "second_review")),
    (tr("平台账号和代理机构"), ("platform_registered", "admin_name", "admin_phone",
                                "procedure_body", "agency_name")),
)  # fmt: skip


def sections() -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """The titles and their fields; a field's path is the name in :class:`UnitMemory`."""
    return tuple((title, tuple(_field(key) for key in keys)) for title, keys in _SECTIONS)


def _field(key: str) -> Field:
    own = {field.path: field for field in (SEAL, REVIEWERS, SECOND)}
    if key in own:
        return own[key]
    known = units.field_of(PLACES[key])
    hint = _OWN.get(key) or (known.hint if isinstance(known.hint, str) else "")
    choices = known.choices if isinstance(known.choices, tuple) else ()
    # Nothing of the unit has to be there: what is empty is filled nowhere.
    return replace(known, path=key, hint=hint, choices=choices, when=(), optional=False)


def counties(prefecture: str) -> tuple[str, ...]:
    """The counties of a prefecture, to choose from."""
    return words.COUNTIES.get(prefecture, ())


def faults(unit: UnitMemory, now: datetime) -> dict[str, str]:
    """What is wrong with what was typed, by field: a case with it in it would be told the same."""
    case = Case(case_id="unit", pack_id="", pack_version=0)
    case = changes.apply(case, units.filled(case, unit))
    found = problems(check_entries(case, now))
    names = {path: key for key, path in PLACES.items()}
    return {names[path]: one.sentence for path, one in found.items() if path in names}
