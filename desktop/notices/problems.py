"""What is wrong with a pack, in words for whoever writes it: place, key, what was expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from desktop.errors import UserError
from desktop.notices.pack import shape_at
from desktop.notices.reading import PACK, About, Place, named

MOST = 50
"""So many problems are told at once; a file with more has one cause that is seen in these."""


MOST_SAID = 400
"""Characters of one problem: what stands in a pack may be of any length."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: where it stands in the data, and what is wrong with it."""

    place: Place
    said: str


class BrokenPack(UserError):
    """A pack that is not used; ``details`` name line, place and reason, one a line."""


def broken(
    file: Path,
    data: object,
    lines: Mapping[Place, int],
    found: list[Problem],
    about: About = PACK,
) -> BrokenPack:
    """The error that tells ``found`` of ``file``, in the order of its lines."""
    told = [(_line(lines, p.place), _worded(data, p)) for p in found]
    told.sort(key=lambda entry: entry[0] or 0)
    details = [f"第 {line} 行 {words}" if line else words for line, words in dict.fromkeys(told)]
    more = len(details) - MOST
    if more > 0:
        details = [*details[:MOST], f"另外还有 {more} 处，改好上面的再看"]
    return BrokenPack(
        f"{about.what} {named(file)} 有 {len(found)} 处不对，没有使用。",
        safe=about.safe,
        todo=about.todo,
        details=tuple(details),
    )


MISSING = "缺少这个键"


def of_shapes(model: type[BaseModel], data: object, error: ValidationError) -> list[Problem]:
    """The problems that a failed validation of ``data`` found, those of the same place as one."""
    found: dict[Place, list[str]] = {}
    for one in error.errors(include_url=False, include_input=False):
        kind, where = one["type"], one["loc"]
        place = _place(data, where)
        context = {**one.get("ctx", {}), "msg": one["msg"], "value": _at(data, place)}
        if kind in ("missing", "extra_forbidden"):
            key = str(where[-1])
            place = (*_place(data, where[:-1]), key)
            context |= {"key": key, "known": _keys(model, where[:-1])}
        said = _SAID.get(kind, _other)(context)
        if said not in found.setdefault(place, []):
            found[place].append(said)
    # Of the shapes a value may have, the one that was meant is the one that got further.
    return [
        Problem(place, "，或者".join(said))
        for place, said in found.items()
        if not any(len(o) > len(place) and o[: len(place)] == place and _may_be_two(model, place)
                   for o in found)
    ]  # fmt: skip


def suggested(wrong: object, known: Iterable[str]) -> str:
    """“您是不是想写 …？” where something known is close, else what may be written."""
    words = sorted(set(known))
    # Of a word of two characters one right is much.
    alike = 0.5 if len(str(wrong)) < 4 else 0.6
    near = get_close_matches(str(wrong), words, n=1, cutoff=alike)
    if near:
        return f"，您是不是想写“{near[0]}”？"
    return f"；可以写：{'、'.join(words)}" if 0 < len(words) <= 16 else ""


def _line(lines: Mapping[Place, int], place: Place) -> int | None:
    for length in range(len(place), 0, -1):
        if place[:length] in lines:
            return lines[place[:length]]
    return None


def _worded(data: object, problem: Problem) -> str:
    """The place in words: list entries by their ``id`` (or number), then the key."""
    names: list[str] = []
    for step in problem.place:
        data = _at(data, (step,))
        if isinstance(step, int):
            entry = data if isinstance(data, dict) else {}
            name = entry.get("id") or entry.get("kind") or f"第{step + 1}项"
            names.append(str(name)[:60])
        else:
            names.append(str(step)[:60])
    where = " · ".join(names) or "整份文件"
    told = f"{where}：{problem.said}"
    return told if len(told) <= MOST_SAID else f"{told[:MOST_SAID]}…"


def _at(data: object, place: Place) -> Any:
    for step in place:
        if not _holds(data, step):
            return None
        data = data[step]  # type: ignore[index]
    return data


def _holds(data: object, step: str | int) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _place(data: object, where: tuple[str | int, ...]) -> Place:
    """``where`` without what pydantic adds to it: names of shapes, tags, ``[key]``."""
    place: list[str | int] = []
    tagged: Place | None = None
    for step in where:
        here = _at(data, tuple(place))
        # A tag may be spelt like a key ({op: document, document: …}); it comes first, and once.
        if isinstance(here, dict) and tagged != tuple(place) and step in _tags(here):
            tagged = tuple(place)
        elif _holds(here, step):
            place.append(step)
    return tuple(place)


def _tags(entry: dict[str, Any]) -> tuple[object, ...]:
    return (entry.get("op"), entry.get("piece"))


@cache
def _shape(model: type[BaseModel], where: tuple[str | int, ...]) -> dict[str, Any]:
    return shape_at(model, where)


def _keys(model: type[BaseModel], where: tuple[str | int, ...]) -> tuple[str, ...]:
    return tuple(_shape(model, where).get("properties", {}))


def _may_be_two(model: type[BaseModel], place: Place) -> bool:
    last = next((step for step in reversed(place) if isinstance(step, str)), "")
    return last in ("applies_when", "years", "start", "where", "unless", "doubtful", "least") or (
        "anyOf" in _shape(model, place)
    )


def _shown(value: object) -> str:
    if value is None:
        return "空的"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (dict, list)):
        return "一组内容"
    return f"“{str(value)[:40]}”"


def _quoted(expected: str) -> list[str]:
    return re.findall(r"'([^']*)'", expected)


def _wanted(what: str) -> Callable[[dict[str, Any]], str]:
    return lambda c: f"应当是{what}，现在是{_shown(c['value'])}"


def _extra(c: dict[str, Any]) -> str:
    return f"没有这个键{suggested(c['key'], c['known'])}"


def _literal(c: dict[str, Any]) -> str:
    words = _quoted(c["expected"])
    if not words:
        return f"只能写 {c['expected']}，现在是{_shown(c['value'])}"
    near = suggested(c["value"], words)
    listed = "" if near.startswith("；") else f"；可以写：{'、'.join(words[:16])}"
    return f"{_shown(c['value'])}不在可用的词之内{near}{listed}"


def _tag(c: dict[str, Any]) -> str:
    what = "操作" if "op" in c["discriminator"] else "一段"
    return f"没有这种{what}“{str(c['tag'])[:40]}”{suggested(c['tag'], _quoted(c['expected_tags']))}"


def _no_tag(c: dict[str, Any]) -> str:
    key = c["discriminator"].strip("'")
    return f"没有写明{'操作' if key == 'op' else '是哪一种'}（{key}: …）"


def _text(c: dict[str, Any]) -> str:
    value = c["value"]
    if isinstance(value, (bool, int, float)):
        return f"应当是文字；{_shown(value)}要加引号，写成 '{_shown(value).strip('“”')}'"
    return f"应当是文字，现在是{_shown(value)}"


def _pattern(c: dict[str, Any]) -> str:
    return (
        f"{_shown(c['value'])}写法不对，只用字母、数字和连接符，以字母开头"
        "（问题的编号用小写字母和下划线；inherits 可以带 @版本）"
    )


def _value(c: dict[str, Any]) -> str:
    return str(c["msg"]).removeprefix("Value error, ")


def _bounds(c: dict[str, Any]) -> str:
    limits = [f"不小于 {c['ge']}" if "ge" in c else "", f"不大于 {c['le']}" if "le" in c else ""]
    return f"现在是{_shown(c['value'])}，应当{'、'.join(filter(None, limits))}"


def _other(_: dict[str, Any]) -> str:
    return "写法不对"


_LIST = _wanted("一列，写成 [甲, 乙] 或每行一个“- ”")
_GROUP = _wanted("一组“键: 值”")

_SAID: dict[str, Callable[[dict[str, Any]], str]] = {
    "missing": lambda _: f"{MISSING}（或者空着没有写）",
    "extra_forbidden": _extra,
    "literal_error": _literal,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _no_tag,
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "int_type": _wanted("整数"),
    "int_from_float": _wanted("整数"),
    "float_type": _wanted("数"),
    "bool_type": _wanted("true（是）或 false（否）"),
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "greater_than_equal": _bounds,
    "less_than_equal": _bounds,
    "value_error": _value,
}
"""pydantic's kinds of error in the reader's words; a kind that is not here is 写法不对."""
