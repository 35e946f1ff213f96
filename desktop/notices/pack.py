"""The shape of a pack: what stands in ``pack.yaml``, and the JSON Schema made from it.

Two kinds: a notice (通知), which applicants choose, and a regulation (上位规定), which nobody
chooses and whose rules notices take over.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from desktop.domain.notice import NoticeTerms, Rule
from desktop.domain.terms import Shape

FORMAT = 1
"""The version of the format; what is no longer read the same way gets another one."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{1,29}$")]
Parent = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{1,29}(@[1-9][0-9]{0,3})?$")]
Version = Annotated[int, Field(ge=1, le=9999)]
Year = Annotated[int, Field(ge=2000, le=2100)]


class Pack(NoticeTerms):
    """``pack.yaml`` of a notice: its terms, and what they are read with.

    ``inherits`` names the packs it takes over, ``ID@VERSION``; ``calendars`` the layers of holidays
    that 公示 is counted by, the national one first.
    """

    format: Literal[1] = Field(alias="schema")
    kind: Literal["notice"] = "notice"
    id: Id
    version: Version
    year: Year
    inherits: Parent | tuple[Parent, ...] = ()
    calendars: tuple[str, ...] = ()


class Regulation(Shape):
    """``pack.yaml`` of a 上位规定: rules that notices take over, which then only warn."""

    format: Literal[1] = Field(alias="schema")
    kind: Literal["regulation"]
    id: Id
    version: Version
    title: str
    short_title: str
    year: Year
    issuer: str
    region: str = ""
    status: Literal["draft", "reviewed", "expired"]
    rules: tuple[Rule, ...]


KINDS: dict[object, type[Pack] | type[Regulation]] = {"notice": Pack, "regulation": Regulation}

NOT_INHERITED = frozenset(
    "schema kind id version title short_title year status expires_on inherits".split()
)
"""What says which notice this is; a pack always writes it itself."""

_INHERITING = frozenset(NoticeTerms.model_fields) - NOT_INHERITED


def pack_schema() -> dict[str, Any]:
    """The JSON Schema of ``pack.yaml``, for editors and other programs.

    What a pack with ``inherits`` changes of another need not be whole: there the schema knows the
    keys, and the whole is judged by ``zhicheng notices validate``.
    """
    parts: dict[str, Any] = {}
    for model in KINDS.values():
        schema = model.model_json_schema(ref_template="#/$defs/{model}")
        parts |= schema.pop("$defs", {})
        parts[model.__name__] = schema
    notice = parts[Pack.__name__]["properties"]
    kept = {key: shape for key, shape in notice.items() if key not in _INHERITING}
    parts["Inheriting"] = {
        "title": "Inheriting",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: kept.get(key, {}) for key in notice},
        "required": sorted({*NOT_INHERITED} - {"kind", "expires_on"}),
    }
    return _unwritten(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "职称通知规则包 pack.yaml",
            "description": "null 与不写一样，都表示通知未写。说明见 rulepack.md。",
            "type": "object",
            "if": {"properties": {"kind": {"const": "regulation"}}, "required": ["kind"]},
            "then": {"$ref": "#/$defs/Regulation"},
            "else": {
                "if": {"required": ["inherits"]},
                "then": {"$ref": "#/$defs/Inheriting"},
                "else": {"$ref": "#/$defs/Pack"},
            },
            "$defs": dict(sorted(parts.items())),
        }
    )


def _unwritten(schema: dict[str, Any]) -> dict[str, Any]:
    """``schema`` with null wherever a key may be left out, without our docstrings."""
    schema = copy.deepcopy(schema)
    for part in schema["$defs"].values():
        part.pop("description", None)
        required = part.get("required", ())
        for key, shape in part.get("properties", {}).items():
            shape.pop("title", None)
            if key not in required and shape and {"type": "null"} not in shape.get("anyOf", ()):
                part["properties"][key] = {"anyOf": [shape, {"type": "null"}]}
    return schema


def shape_at(model: type[BaseModel], where: tuple[str | int, ...]) -> dict[str, Any]:
    """The schema of the place ``where`` (a validation error's), {} where it is not known."""
    whole = _schema(model)
    parts = whole.get("$defs", {})
    here: dict[str, Any] = whole
    for step in where:
        here = _step(_resolved(here, parts), step, parts)
    return _resolved(here, parts)


# Half a second for a whole pack, and a pack may be wrong in a hundred places.
@cache
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    return model.model_json_schema()


def _resolved(shape: dict[str, Any], parts: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in shape:
        shape = parts[shape["$ref"].rsplit("/", 1)[1]]
    return shape


def _step(shape: dict[str, Any], step: str | int, parts: dict[str, Any]) -> dict[str, Any]:
    tagged = shape.get("discriminator", {}).get("mapping", {})
    if step in tagged:
        return {"$ref": tagged[step]}
    choices = [_resolved(choice, parts) for choice in shape.get("anyOf", ())]
    if isinstance(step, str):
        named = [c for c in choices if c.get("title") == step]
        if named:
            return named[0]
    for choice in (shape, *choices):
        if isinstance(step, int) and "items" in choice:
            return dict(choice["items"])
        if step in choice.get("properties", {}):
            return dict(choice["properties"][step])
    for choice in (shape, *choices):
        if isinstance(step, str) and isinstance(choice.get("additionalProperties"), dict):
            return dict(choice["additionalProperties"])
    return {} if isinstance(step, int) else shape
