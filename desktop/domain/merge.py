"""Two people's versions of a case become one: field by field, and nothing decided silently.

What only one side changed is taken over; where both changed the same field to different values,
mine stays and the conflict is told, both versions with it. Entries of lists are matched by id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from desktop.domain.case import Case
from desktop.domain.change import Json, as_json, parse, put


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place that both sides changed; None stands for an entry that was taken away."""

    path: str
    before: Json
    mine: Json
    theirs: Json


@dataclass(frozen=True, slots=True)
class Merged:
    """The case with all that fits together, and what does not."""

    case: Case
    conflicts: tuple[Conflict, ...]


FILE_FACTS = (
    "file_name",
    "sha256",
    "format",
    "size",
    "pages",
    "width",
    "height",
    "dpi",
    "gray",
    "readable",
)
"""What is said of an attachment's content: goes with that content, never mixed from two."""

PLAN = ("mask", "scans")
"""What was seen and decided on the content's pages: goes with it too, the sum with its pages.

An answer given for one file would otherwise let another out that nobody has looked at.
"""

SIGNS = ("sighted", "stamped")
"""What somebody at the unit has signed for: the person and the moment, never mixed from two."""

VOUCHED = (*SIGNS, "copy_stamped")
"""What is vouched for is the content: where that was exchanged, nobody has vouched for the new."""


def merge(before: Case, mine: Case, theirs: Case) -> Merged:
    """``mine`` with what ``theirs`` changed since ``before``, which both began from."""
    found: list[Conflict] = []
    data = _merged("", as_json(before), as_json(mine), as_json(theirs), found)
    return Merged(parse(data), tuple(found))


def taking_theirs(case: Case, conflict: Conflict) -> Case:
    """The case with the other side's version of the place."""
    where, _, key = conflict.path.rpartition(".")
    if _is_entry(conflict.mine) or _is_entry(conflict.theirs):
        return _with_entry(case, where, key, conflict.theirs)
    return put(case, conflict.path, conflict.theirs)


def _with_entry(case: Case, where: str, key: str, entry: Json) -> Case:
    node: Any = as_json(case)
    for step in where.split("."):
        node = next(e for e in node if e["id"] == step) if isinstance(node, list) else node[step]
    others = [e for e in node if e["id"] != key]
    at = next((n for n, e in enumerate(node) if e["id"] == key), len(others))
    return put(case, where, [*others[:at], *([entry] if entry is not None else []), *others[at:]])


def _merged(path: str, before: Json, mine: Json, theirs: Json, found: list[Conflict]) -> Json:
    if theirs in (before, mine):
        return mine
    if mine == before:
        return theirs
    if isinstance(mine, dict) and isinstance(theirs, dict):
        old = before if isinstance(before, dict) else {}
        if "sha256" in mine:
            kept = _of_one_side(old, mine, theirs)
            if kept is None:
                found.append(Conflict(path, before, mine, theirs))
                return mine
            kept |= _signs(path, old | kept, mine | kept, theirs | kept, found)
            old, mine, theirs = old | kept, mine | kept, theirs | kept
        return {
            key: _merged(_under(path, key), old.get(key), mine[key], theirs[key], found)
            for key in mine
        }
    if _are_entries(mine) and _are_entries(theirs):
        return list(_entries(path, before or [], mine, theirs, found))
    found.append(Conflict(path, before, mine, theirs))
    return mine


def _of_one_side(old: Json, mine: Json, theirs: Json) -> Json:
    """A file's content and what is decided on it; None where both sides changed either."""
    file = _changed(FILE_FACTS, old, mine, theirs)
    if file is None:
        return None
    if _only(FILE_FACTS, mine) != _only(FILE_FACTS, theirs):
        side = mine if file == _only(FILE_FACTS, mine) else theirs
        return file | _only((*PLAN, *VOUCHED), side)
    plan = _changed(PLAN, old, mine, theirs)
    return None if plan is None else file | plan


def _signs(path: str, old: Json, mine: Json, theirs: Json, found: list[Conflict]) -> Json:
    """Each sign as a whole. Where both signed for the same the earlier stands: once is enough."""
    signs = {}
    for key in SIGNS:
        before, here, there = (side.get(key) or _UNSIGNED for side in (old, mine, theirs))
        signs[key] = there if here == before else here
        if before in (here, there) or here == there:
            continue
        if _UNSIGNED in (here, there):
            found.append(Conflict(_under(path, key), before, here, there))
        else:
            signs[key] = min(here, there, key=lambda sign: (sign["at"], sign["by"]))
    return signs


_UNSIGNED = {"by": "", "at": ""}


def _changed(keys: tuple[str, ...], old: Json, mine: Json, theirs: Json) -> Json:
    """``keys`` of the side that changed them; None where both did, each in its way."""
    before, here, there = (_only(keys, side) for side in (old, mine, theirs))
    if before not in (here, there) and here != there:
        return None
    return there if here == before else here


def _only(keys: tuple[str, ...], side: Json) -> Json:
    return {key: side.get(key) for key in keys}


def _entries(
    path: str, before: Json, mine: Json, theirs: Json, found: list[Conflict]
) -> Iterator[Json]:
    """Mine in their order, what the other side added behind them."""
    old, other = _by_id(before), _by_id(theirs)
    for entry in mine:
        key = entry["id"]
        if key in other:
            yield _merged(_under(path, key), old.get(key), entry, other[key], found)
        elif key not in old:
            yield entry
        elif entry != old[key]:
            found.append(Conflict(_under(path, key), old[key], entry, None))
            yield entry
    own = _by_id(mine)
    # Whoever confirms the same rule confirms it once.
    ticked = {entry.get("rule") for entry in mine}
    for entry in theirs:
        key = entry["id"]
        if key in own or old.get(key) == entry:
            continue
        if key in old:
            found.append(Conflict(_under(path, key), old[key], None, entry))
        elif not (path == "ticks" and entry["rule"] in ticked):
            yield entry


def _by_id(entries: Json) -> dict[str, Json]:
    return {entry["id"]: entry for entry in entries}


def _is_entry(value: Json) -> bool:
    return isinstance(value, dict) and "id" in value


def _are_entries(value: Json) -> bool:
    return isinstance(value, list) and all(_is_entry(entry) for entry in value)


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
