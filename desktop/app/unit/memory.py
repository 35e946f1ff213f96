"""本单位: what is the same in every case of one unit, typed once and put where it belongs.

The memory never goes over what a case says: :func:`filled` fills empty places only, and nothing at
all in a case that names another unit. What differs is told by :func:`differing`, place by place.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ConfigDict, ValidationError

from desktop.app.library import Desk, new_case
from desktop.app.pages import PAGES
from desktop.app.pages.asked import asked
from desktop.app.pages.form import Field, Section
from desktop.app.session import Session
from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.domain.change import Edit
from desktop.domain.cleaning import clean
from desktop.domain.notice import Notice
from desktop.domain.part import Part
from desktop.language import tr

KEY = "unit"
"""Under which key of the library's memory it is kept."""

AGENCY = tr("代理机构")

UNANSWERED = ("", None, ())
"""What may be filled; 否 is an answer."""

Value = str | bool | tuple[str, ...] | None


class UnitMemory(Part):
    """The unit as its own clerk tells it; ``""``, ``()`` and None are 未填.

    ``seal`` is the name on the seal (章上的名字) where it is not the unit's full name. ``office``
    and ``supervision_phone`` stand on the posted 公示 (反映问题找哪个办公室, 监督电话).
    ``reviewers`` are those who check cases (经办人); where ``second_review`` is True no case is
    through before another of them has looked at it as well (复审).
    """

    # What a later program adds must not keep this one from reading the rest.
    model_config = ConfigDict(extra="ignore")

    name: str = ""
    aliases: tuple[str, ...] = ()
    seal: str = ""
    kind: str = ""
    tier: str = ""
    prefecture: str = ""
    county: str = ""
    registered_prefecture: str = ""
    platform_registered: bool | None = None
    admin_name: str = ""
    admin_phone: str = ""
    license_no: str = ""
    procedure_body: str = ""
    agency_name: str = ""
    contact: str = ""
    phone: str = ""
    office: str = ""
    supervision_phone: str = ""
    leader: str = ""
    discipline_leader: str = ""
    supervisor: str = ""
    reviewers: tuple[str, ...] = ()
    second_review: bool = False

    @property
    def names(self) -> frozenset[str]:
        """Every name the unit goes by."""
        return frozenset(filter(None, (self.name, self.seal, *self.aliases)))

    @property
    def empty(self) -> bool:
        """True while nothing has been typed."""
        return self == UnitMemory()


PLACES: Mapping[str, str] = {
    "name": "unit.name",
    "aliases": "unit.aliases",
    "kind": "unit.kind",
    "tier": "unit.tier",
    "prefecture": "unit.prefecture",
    "county": "unit.county",
    "registered_prefecture": "unit.registered_prefecture",
    "platform_registered": "unit.platform_registered",
    "admin_name": "unit.admin_name",
    "admin_phone": "unit.admin_phone",
    "license_no": "unit.license_no",
    "procedure_body": "unit.procedure_body",
    "agency_name": "unit.agency_name",
    "contact": "unit.contact",
    "phone": "unit.phone",
    "office": "pub.office",
    "supervision_phone": "pub.phone",
    "leader": "unit_audit.leader_name",
    "discipline_leader": "unit_audit.discipline_leader_name",
    "supervisor": "supervisor.name",
}
"""Where in a case each of them stands; 章上的名字 is one of the unit's aliases there."""


def load(desk: Desk) -> UnitMemory:
    """The unit as it was last told; an empty one where it never was, or cannot be read."""
    kept = desk.library.memory.get(KEY)
    try:
        return UnitMemory.model_validate_json(json.dumps(kept)) if kept else UnitMemory()
    except ValidationError:
        return UnitMemory()


def save(desk: Desk, unit: UnitMemory) -> UnitMemory:
    """Keep what was typed, cleaned as a case has it; what was kept."""
    kept = cleaned(unit)
    desk.library.memory.put(KEY, kept.model_dump(mode="json"))
    return kept


def cleaned(unit: UnitMemory) -> UnitMemory:
    """``unit`` with every text as the fields of a case store it, nothing twice."""
    return UnitMemory(**{key: _cleaned(key, value) for key, value in unit})


def _cleaned(key: str, value: Any) -> Any:
    kind = "name" if key == "reviewers" else PLACES.get(key, "text")
    if isinstance(value, str):
        return clean(kind, value)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(filter(None, (clean(kind, one) for one in value))))
    return value


def of_unit(case: Case, unit: UnitMemory) -> bool:
    """Whether ``case`` may be one of this unit: it names it, or no unit yet."""
    return not case.unit.name or case.unit.name in unit.names


def filled(case: Case, unit: UnitMemory, notice: Notice | None = None) -> tuple[Edit, ...]:
    """The edits that fill what is empty in ``case``; none where it names another unit.

    With its ``notice``, what that one has no use for stays empty.
    """
    if not of_unit(case, unit):
        return ()
    wanted = _values(case, unit)
    uses = asked(notice) if notice is not None else None
    return tuple(
        changes.edit(case, path, value)
        for path, value in wanted.items()
        if changes.get(case, path) in UNANSWERED
        and (uses is None or not field_of(path).only_if_asked or path in uses)
    )


@dataclass(frozen=True, slots=True)
class Differing:
    """A place where a case says something else than the unit: what stands there, what would."""

    path: str
    has: Value
    ours: Value


def differing(case: Case, unit: UnitMemory) -> tuple[Differing, ...]:
    """Where ``case`` says something else; of a case that names another unit only that name."""
    if not of_unit(case, unit):
        return (Differing("unit.name", case.unit.name, unit.name),) if unit.name else ()
    found = ((path, changes.get(case, path), ours) for path, ours in _values(case, unit).items())
    return tuple(
        Differing(path, has, ours)
        for path, has, ours in found
        if has not in UNANSWERED and not _agree(has, ours)
    )


def begin(desk: Desk, notice: Notice) -> Session:
    """A new case under ``notice`` with the unit already in it, open for work."""
    case = new_case(notice)
    case = changes.apply(case, filled(case, load(desk), notice))
    desk.library.create(case)
    return desk.session(case.case_id)


def shown(path: str, value: Value) -> str:
    """``value`` as a person reads it."""
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, tuple):
        return "、".join(value)
    return f"{value}{field_of(path).unit}" if value else ""


def field_of(path: str) -> Field:
    """The field of the wizard's pages that asks for ``path``."""
    return _fields()[path]


@cache
def _fields() -> Mapping[str, Field]:
    sections = (s for page in PAGES for s in page.sections if isinstance(s, Section))
    return {field.path: field for section in sections for field in section.fields}


def _values(case: Case, unit: UnitMemory) -> dict[str, Value]:
    """What the unit would put into this case, by path."""
    return dict(_told(case, unit))


def _told(case: Case, unit: UnitMemory) -> Iterator[tuple[str, Value]]:
    for key, path in PLACES.items():
        value = _aliases(unit) if key == "aliases" else getattr(unit, key)
        if value in UNANSWERED:
            continue
        # A county of another prefecture, or an agency nobody goes through, would be wrong there.
        if key == "county" and case.unit.prefecture not in ("", unit.prefecture):
            continue
        body = case.unit.procedure_body or unit.procedure_body
        if key == "agency_name" and body != AGENCY:
            continue
        yield path, value


def _aliases(unit: UnitMemory) -> tuple[str, ...]:
    others = (*unit.aliases, unit.seal)
    return tuple(dict.fromkeys(name for name in others if name and name != unit.name))


def _agree(has: Value, ours: Value) -> bool:
    if isinstance(has, tuple) and isinstance(ours, tuple):
        return set(ours) <= set(has)  # more other names hide more, never less
    return has == ours
