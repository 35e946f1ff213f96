"""填入本单位信息: what filling a selection of cases would do, told before it is done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from desktop.app.unit import memory as units
from desktop.app.unit.memory import Differing, UnitMemory
from desktop.domain import change as changes
from desktop.domain import moments
from desktop.domain.case import Case
from desktop.domain.change import Edit
from desktop.domain.notice import Notice
from desktop.language import tr

LABEL = tr("填入本单位信息")
"""What the undo menu calls it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What filling would do to one case.

    ``fills`` are the paths that are empty, ``differing`` what stays unless it is chosen.
    ``standing`` is 已提交, 已公示 or 公示中 where papers or the platform already say it as it was,
    ``elsewhere`` tells that the case names another unit.
    """

    case_id: str
    name: str
    fills: tuple[str, ...]
    differing: tuple[Differing, ...]
    standing: str
    elsewhere: bool


def plan(case: Case, unit: UnitMemory, notice: Notice, now: datetime) -> Plan:
    """What filling would do to ``case``; nothing is done."""
    return Plan(
        case_id=case.case_id,
        name=case.person.name,
        fills=tuple(edit.path for edit in units.filled(case, unit, notice)),
        differing=units.differing(case, unit),
        standing=standing(case, now),
        elsewhere=not units.of_unit(case, unit),
    )


def standing(case: Case, now: datetime) -> str:
    """How far the case has gone out of the unit's hands; ``""`` while it has not."""
    if case.track.submitted:
        return tr("已提交")
    first, last = moments.day(case.pub.start), moments.day(case.pub.end)
    today = moments.beijing(now).date()
    if first is None or first > today:
        return ""
    return tr("已公示") if last is not None and last < today else tr("公示中")


def edits(
    case: Case, unit: UnitMemory, notice: Notice, *, fill: bool, chosen: Collection[str]
) -> tuple[Edit, ...]:
    """The edits of filling what is empty (``fill``) and of the ``chosen`` paths that differ."""
    changed = tuple(
        changes.edit(case, one.path, _joined(one))
        for one in units.differing(case, unit)
        if one.path in chosen
    )
    # A case that takes the unit's name becomes one of the unit, and what is empty may be filled.
    then = changes.apply(case, changed)
    return (*changed, *(units.filled(then, unit, notice) if fill else ()))


def _joined(one: Differing) -> object:
    """The unit's value; of other names those of the case stay."""
    if isinstance(one.has, tuple) and isinstance(one.ours, tuple):
        return tuple(dict.fromkeys((*one.has, *one.ours)))
    return one.ours
