"""Reading and changing single fields of a case by path, and undoing it.

A path is dotted; an entry of a list is named by its ``id``: ``person.name``, ``edu.k3f9.school``,
``items.a1.witness.contact``. A path may also end at a list (``edu``) or an entry (``edu.k3f9``).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from desktop.domain.case import Case, Entry, Part, new_id

Json = Any
"""A value as JSON has it: what a change row stores."""


class UnknownPath(KeyError):
    """The path names nothing in this case."""


class BadValue(ValueError):
    """The value has not the shape this field holds."""


class Edit(Part):
    """One place that changed; ``before`` and ``after`` in JSON form."""

    path: str
    before: Json
    after: Json


class Change(Part):
    """What one command of the person did: undone and redone as a whole.

    ``label`` is what the undo menu shows (“填写姓名”).
    """

    label: str
    edits: tuple[Edit, ...]

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(
            label=self.label,
            edits=tuple(
                Edit(path=e.path, before=e.after, after=e.before) for e in reversed(self.edits)
            ),
        )


@cache
def _fields(shape: type[BaseModel]) -> frozenset[str]:
    # Asked for some hundred times a key; a model is slow to name its fields.
    return frozenset(shape.model_fields)


def _step(node: object, key: str, path: str) -> object:
    if isinstance(node, BaseModel) and key in _fields(type(node)):
        return getattr(node, key)
    if isinstance(node, tuple):
        for entry in node:
            if isinstance(entry, Entry) and entry.id == key:
                return entry
    raise UnknownPath(path)


def get(case: Case, path: str) -> Any:
    """The value at ``path``: a plain value, a :class:`Part` or a tuple."""
    node: object = case
    for key in path.split("."):
        node = _step(node, key, path)
    return node


def as_json(value: object) -> Json:
    """``value`` as JSON has it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, tuple | list):
        return [as_json(v) for v in value]
    return value


def put(case: Case, path: str, value: object) -> Case:
    """A new case with ``value`` (in JSON form or as it is) at ``path``.

    Only the section that holds it is validated again: a section never depends on another, and an
    edit has to be done before the next key is pressed.
    """
    section, *keys = path.split(".")
    shape = _step(case, section, path)
    data = as_json(value) if not keys else as_json(shape)
    node: Any = data
    for key in keys[:-1]:
        shape = _step(shape, key, path)
        node = next(e for e in node if e["id"] == key) if isinstance(node, list) else node[key]
    if keys:
        _step(shape, keys[-1], path)
        if isinstance(node, list):
            at = next(i for i, e in enumerate(node) if e["id"] == keys[-1])
            node[at] = as_json(value)
        else:
            node[keys[-1]] = as_json(value)
    return case.model_copy(update={section: _validated(_section(section), data, section)})


def parse(data: Json) -> Case:
    """A case from its JSON form; raises :class:`BadValue` naming the first wrong place."""
    return _validated(_CASE, data)


_CASE = TypeAdapter(Case)

T = TypeVar("T")


@cache
def _section(name: str) -> TypeAdapter[Any]:
    field = Case.model_fields[name]
    shape: Any = Annotated[field.annotation, field]
    return TypeAdapter(shape)


def _validated(adapter: TypeAdapter[T], data: Json, *where: str) -> T:
    try:
        # Strict mode wants tuples in Python; JSON mode takes lists, which is what we hold.
        return adapter.validate_json(json.dumps(data, ensure_ascii=False), strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        raise BadValue(f"{'.'.join(map(str, (*where, *first['loc'])))}: {first['msg']}") from error


def apply(case: Case, edits: Sequence[Edit]) -> Case:
    """The case after ``edits``."""
    for edit in edits:
        case = put(case, edit.path, edit.after)
    return case


def edit(case: Case, path: str, value: object) -> Edit:
    """The edit that brings ``path`` from what it is now to ``value``."""
    return Edit(path=path, before=as_json(get(case, path)), after=as_json(value))


def inserted(case: Case, path: str, entry: Entry, at: int | None = None) -> Edit:
    """Insert ``entry`` into the list at ``path``, at the end where ``at`` is not given."""
    entries = list(get(case, path))
    entries.insert(len(entries) if at is None else at, entry)
    return edit(case, path, entries)


def removed(case: Case, path: str) -> Edit:
    """Take the entry named by ``path`` out of its list."""
    where, _, key = path.rpartition(".")
    get(case, path)
    return edit(case, where, [e for e in get(case, where) if e.id != key])


def moved(case: Case, path: str, by: int) -> Edit:
    """Move the entry named by ``path`` by ``by`` places, not past either end."""
    where, _, _key = path.rpartition(".")
    entries = list(get(case, where))
    entry = get(case, path)
    at = entries.index(entry)
    entries.insert(min(max(at + by, 0), len(entries) - 1), entries.pop(at))
    return edit(case, where, entries)


def duplicated(case: Case, path: str) -> Edit:
    """Put a copy of the entry named by ``path`` right behind it, under a new id."""
    where, _, _ = path.rpartition(".")
    entry = get(case, path)
    at = get(case, where).index(entry) + 1
    return inserted(case, where, entry.model_copy(update={"id": new_id()}), at)
