"""``inherits``: a pack that says only what is different from another one.

A notice takes over last year's (at most one), and rules of regulations (上位规定, any number).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.notices.pack import NOT_INHERITED
from desktop.notices.problems import Problem

MOST_GENERATIONS = 5

Data = dict[str, Any]

MERGED_BY: Mapping[str, str] = {
    "deadlines": "id",
    "columns": "id",
    "slots": "id",
    "documents": "kind",
    "papers": "id",
    "questions": "id",
    "rules": "id",
}
"""Lists whose entries are told apart by a key; all others are replaced as a whole."""

_WHOLE = frozenset({"check", "applies_when"})
"""What is judged has to be read in one place: a rule's condition and check are never mixed."""


@dataclass(frozen=True, slots=True)
class Parent:
    """A pack taken over: its data, all of its own parents merged in, and its text."""

    data: Data
    text: str
    texts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_regulation(self) -> bool:
        """Whether it is a 上位规定."""
        return self.data.get("kind") == "regulation"


@dataclass(frozen=True, slots=True)
class Grown:
    """A pack's data with all it takes over; ``texts`` of the regulations by their title.

    ``problems`` are about the taking over itself; ``inherited`` the ids of the rules taken over.
    """

    data: Data
    texts: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    inherited: frozenset[str] = frozenset()


def named_parents(data: Data) -> tuple[str, ...]:
    """What ``inherits`` names; nothing where it is not written as it should be."""
    named = data.get("inherits") or ()
    listed = [named] if isinstance(named, str) else named
    return tuple(n for n in listed if isinstance(n, str)) if isinstance(listed, list) else ()


def grow(own: Data, parents: list[Parent]) -> Grown:
    """``own`` laid over what its parents say."""
    notices = [p for p in parents if not p.is_regulation]
    regulations = [p for p in parents if p.is_regulation]
    problems: list[Problem] = []
    if len(notices) > 1:
        problems.append(Problem(("inherits",), "只能继承一份通知（上位规定可以有几份）"))
    prefix = str(own.get("id", ""))
    base: Data = {}
    texts: dict[str, str] = {}
    for parent in notices[:1]:
        base = {k: v for k, v in parent.data.items() if k not in NOT_INHERITED}
        base["rules"] = [_renamed(r, prefix) for r in _entries(base.get("rules"))]
        texts |= parent.texts
    for regulation in regulations:
        title = str(regulation.data.get("title", ""))
        texts[title] = regulation.text
        rules = base.setdefault("rules", [])
        there = {id_of(r, "id") for r in rules if "regulation" not in r}
        for rule in _entries(regulation.data.get("rules")):
            taken = _renamed(rule, prefix) | {"regulation": title}
            if taken["id"] in there:
                said = f"从两处继承了同一个编号的规则 {taken['id']}"
                problems.append(Problem(("inherits",), said))
            # Last year's pack may have taken over the same regulation.
            base["rules"] = [r for r in base["rules"] if r.get("id") != taken["id"]] + [taken]
    problems += _dates_left(own, notices[0].data, base) if notices else ()
    problems += _unknown_drops(own, base)
    problems += _said_of_regulations(own)
    merged = _merged(base, own, ())
    merged["rules"] = [_capped(r) for r in _listed(merged.get("rules"))]
    inherited = frozenset(str(r.get("id")) for r in _entries(base.get("rules")))
    return Grown(_written(merged), texts, tuple(problems), inherited)


def _written(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _written(value) for key, value in data.items() if value is not None}
    return [_written(value) for value in data] if isinstance(data, list) else data


def _merged(base: Data, own: Data, place: tuple[str, ...]) -> Data:
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        if not place and key in MERGED_BY and isinstance(value, list):
            merged[key] = _merged_list(_entries(before), value, MERGED_BY[key])
        elif isinstance(before, dict) and isinstance(value, dict) and key not in _WHOLE:
            merged[key] = _merged(before, value, (*place, key))
        else:
            merged[key] = value
    return merged


def _merged_list(base: list[Data], own: list[Any], key: str) -> list[Any]:
    before = {name: entry for entry in base if (name := id_of(entry, key))}
    said = {id_of(entry, key) for entry in own}
    dropped = {id_of(e, key) for e in own if isinstance(e, dict) and e.get("drop") is True}
    changed: list[Any] = []
    for entry in own:
        if isinstance(entry, dict) and "drop" in entry:
            continue
        name = id_of(entry, key)
        changed.append(_merged(before[name], entry, (key,)) if name in before else entry)
    if set(before) <= said:  # all are named: the order is the pack's own
        return changed
    mine = {id_of(entry, key): entry for entry in changed}
    kept = [mine.get(name, entry) for name, entry in before.items() if name not in dropped]
    return kept + [entry for entry in changed if id_of(entry, key) not in before]


def id_of(entry: object, key: str) -> str:
    """What an entry is told apart by; "" where it does not say, or not with a word."""
    name = entry.get(key) if isinstance(entry, dict) else None
    return name if isinstance(name, str) else ""


def _renamed(rule: Data, prefix: str) -> Data:
    _, dot, rest = str(rule.get("id", "")).partition(".")
    return {**rule, "id": f"{prefix}.{rest}"} if dot else dict(rule)


def _capped(rule: Any) -> Any:
    if isinstance(rule, dict) and rule.get("regulation") and rule.get("severity") == "block":
        return {**rule, "severity": "warn"}
    return rule


def _entries(value: object) -> list[Data]:
    return [e for e in value if isinstance(e, dict)] if isinstance(value, list) else []


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _dates_left(own: Data, parent: Data, base: Data) -> Iterator[Problem]:
    """Dates and years of last year's notice that nobody has looked at."""
    if own.get("year") == parent.get("year"):
        return
    by_id = {id_of(e, "id"): e for e in _entries(own.get("deadlines"))}
    for deadline in _entries(base.get("deadlines")):
        if not (deadline.get("start") or deadline.get("end")):
            continue
        mine = by_id.get(id_of(deadline, "id"), {})
        if not mine.get("drop") and not {"start", "end"} & mine.keys():
            said = f"日期还是 {parent.get('year')} 年通知的，请写新的 start、end（没有写的写 null）"
            yield Problem(("deadlines", str(deadline.get("id"))), said)
    for key, holders in (("training", _listed), ("assessment", lambda v: [v] if v else [])):
        if key in own:
            continue
        for holder in holders(base.get(key)):
            if isinstance(holder, dict) and _has_plain_years(holder.get("years")):
                said = f"年份还是 {parent.get('year')} 年通知的，请写新的，或写成 [-2, -1] 这样的"
                yield Problem((key, "years"), said)
                break


def _has_plain_years(years: object) -> bool:
    values = list(years.values()) if isinstance(years, dict) else _listed(years)
    return any(isinstance(year, int) and year > 0 for year in values)


def _unknown_drops(own: Data, base: Data) -> Iterator[Problem]:
    for name, key in MERGED_BY.items():
        there = {id_of(e, key) for e in _entries(base.get(name))}
        for n, entry in enumerate(_listed(own.get(name))):
            if not isinstance(entry, dict) or "drop" not in entry:
                continue
            if entry["drop"] is not True or id_of(entry, key) not in there:
                said = "drop 只能写 true，而且继承来的通知里要有这一项"
                yield Problem((name, n, "drop"), said)


def _said_of_regulations(own: Data) -> Iterator[Problem]:
    for n, rule in enumerate(_listed(own.get("rules"))):
        if isinstance(rule, dict) and "regulation" in rule:
            said = "由程序写：规则来自哪一份上位规定，看它从哪里继承"
            yield Problem(("rules", n, "regulation"), said)
