"""What all checks of a pack have in common, and how they name fields."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict

from desktop.domain.case import Case
from desktop.domain.stated import STATED


class Operation(BaseModel):
    """Any check's parameters: frozen, unknown keys rejected."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def _leads(model: type[BaseModel], path: str) -> bool:
    node: object = model
    for key in path.split("."):
        fields = getattr(node, "model_fields", {})
        if key not in fields:
            return False
        node = fields[key].annotation
    return True


def _field(path: str) -> str:
    if not _leads(Case, path):
        raise ValueError(f"没有这个字段：{path}")
    return path


def _stated(name: str) -> str:
    if name not in STATED and not _leads(Case, name):
        raise ValueError(f"没有这个字段，文书里也没有这个名称：{name}")
    return name


def _entry_field(path: str) -> str:
    if not any(_leads(kind, path) for kind in _ENTRY_KINDS):
        raise ValueError(f"条目没有这个字段：{path}")
    return path


_ENTRY_KINDS = tuple(
    get_args(field.annotation)[0]
    for name, field in Case.model_fields.items()
    if name in ("edu", "work", "items", "service", "ce", "assess")
)

FieldPath = Annotated[str, AfterValidator(_field)]
"""Path of a field outside lists, ``person.name``."""
StatedName = Annotated[str, AfterValidator(_stated)]
"""Path of a field, or a name of :data:`desktop.domain.stated.STATED`."""
EntryField = Annotated[str, AfterValidator(_entry_field)]
"""Field of a list entry, ``witness.contact``."""

Lists = Literal["edu", "work", "items", "service"]

Where = dict[EntryField, tuple[str | bool, ...]]
"""Entries whose every field named here has one of the values."""
