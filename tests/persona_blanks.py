"""Fields left empty, and those that say 无 because there is nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop.domain.case import Case
from desktop.domain.change import UnknownPath, get, put
from desktop.domain.notice import Notice
from desktop.domain.operations.fields import FilledOrNone
from desktop.domain.stated import STATED
from desktop.domain.vocabulary import NOTHING
from tests import persona_papers as papers
from tests.persona_told import Slip, Told

ALSO_CALLED: dict[str, tuple[str, ...]] = {
    "career.from": ("career.start",),
    "career.to": ("career.end",),
    "aid.from": ("aid.start",),
    "pub.unit_audit_at": ("unit_audit.at",),
    "exempt.reason": ("service.reason", "service.place"),
    "edu.lvl": ("edu.level",),
    "edu.highest": ("edu.level",),
    "edu.when_where_major": ("edu.school", "edu.major", "edu.end"),
    "work.from": ("work.start",),
    "work.to": ("work.end",),
    "items.from": ("items.start",),
    "items.publish_date": ("items.date",),
    "si.contract": ("si.contract.start", "si.contract.end"),
}
"""Fields that the vocabulary of the notices calls otherwise."""


def filled(case: Case, notice: Notice) -> Case:
    """The case with 无 wherever the notice wants no column left empty."""
    for path in _columns(case, notice):
        if get(case, path) == "":
            case = put(case, path, NOTHING)
    return case


def blanked(case: Case, told: Told, notice: Notice, others: frozenset[str]) -> Case:
    """The case with what the persona left empty."""
    paths = [field for path in told.get("blank_fields") or () for field in _fields(case, path)]
    paths += papers.unsaid(told, notice, others)
    number = told.get("blanks", 0)
    if type(number) is not int:
        raise Slip(f"blanks 不是数：{number}")
    for path in (*paths, *list(_idle(case, notice))[:number]):
        case = put(case, path, _empty(get(case, path)))
    return case


def _empty(value: object) -> object:
    if value is None or isinstance(value, bool | int):
        return None
    return type(value)()


def _fields(case: Case, path: str) -> Iterator[str]:
    """The fields a path of the shorthand means: those of every entry where it names a list."""
    for called in ALSO_CALLED.get(path, (path,)):
        section, _, field = called.partition(".")
        entries = getattr(case, section, None)
        own = [entry.id for entry in entries] if isinstance(entries, tuple) else None
        if own is None or not field or field.split(".")[0] in own:
            yield _known(case, called, path)
        else:
            yield from (_known(case, f"{section}.{id_}.{field}", path) for id_ in own)


def _known(case: Case, path: str, told: str) -> str:
    try:
        get(case, path)
    except UnknownPath as error:
        raise Slip(f"blank_fields：没有这个字段：{told}") from error
    return path


def _columns(case: Case, notice: Notice) -> Iterator[str]:
    """Every column that may hold 无 and must not be empty."""
    for rule in notice.rules:
        if isinstance(rule.check, FilledOrNone):
            yield from rule.check.fields
            for entries, fields in rule.check.entries.items():
                for entry in getattr(case, entries):
                    yield from (f"{entries}.{entry.id}.{field}" for field in fields)


def _idle(case: Case, notice: Notice) -> list[str]:
    """The columns of them that no other rule looks at come first."""
    leaves = {
        leaf
        for rule in notice.rules
        if not isinstance(rule.check, FilledOrNone)
        for leaf in _leaves(rule.check.model_dump())
    }

    leaves |= {path for leaf in leaves & STATED.keys() for path in STATED[leaf].paths}

    def looked_at(path: str) -> bool:
        section, *_, field = path.split(".")
        return bool({path, section, field, f"{section}.{field}"} & leaves)

    return sorted(_columns(case, notice), key=looked_at)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str):
        yield value
