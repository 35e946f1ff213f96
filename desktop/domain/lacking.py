"""Parts of the materials that not everybody has: what follows once 有没有 is answered.

Who says 没有 is asked nothing more about the part: the rules that turn on it are 不适用 for that
very reason, and what was typed into it before is set aside (:func:`present`), never lost. Who says
有 still has to fill it in, who says 不清楚 to find out. Unanswered, what is filled in decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain import tenure
from desktop.domain.case import Case, CivilTransfer, Entry
from desktop.domain.change import get
from desktop.domain.conditions import Answers, FactName
from desktop.domain.operations.entries import AtLeast, Distinct, Each
from desktop.domain.operations.shape import Operation
from desktop.domain.vocabulary import NOT_THERE, THERE, UNSURE


@dataclass(frozen=True, slots=True)
class MayLack:
    """A part somebody may have none of.

    ``path`` is where that is answered, ``facts`` what rules turn on by it. ``root`` is the part of
    the case it consists of, narrowed to 业绩 of one ``type``; without one it has none of its own,
    and ``page`` is where it shows.
    """

    path: str
    facts: tuple[FactName, ...]
    root: str
    page: str
    type: str = ""


def _of_type(name: str, kind: str, *facts: FactName) -> MayLack:
    return MayLack(f"has.{name}", ("items", *facts), "items", "achievements", kind)


PARTS: tuple[MayLack, ...] = (
    MayLack("has.service", ("service", "special_service"), "service", "work"),
    MayLack("has.aid", ("aid",), "aid", "basic"),
    MayLack("civil_transfer.transferred", ("civil_transfer",), "civil_transfer", "title"),
    MayLack("has.other_employer", ("employer_changed",), "", "work"),
    MayLack("has.quals", ("has_qualification",), "quals", "title"),
    _of_type("ip", "知识产权"),
    _of_type("awards", "获奖"),
    _of_type("papers", "论文", "foreign_paper"),
    _of_type("books", "著作"),
    _of_type("representative", "代表作"),
    _of_type("result_documents", "工作成果文件"),
)
"""In the order they are asked."""


def said(part: MayLack, case: Case) -> str:
    """有, 没有, 不清楚, or "" while nobody has answered."""
    answer = get(case, part.path)
    if isinstance(answer, bool):
        return THERE if answer else NOT_THERE
    return answer or ""


def lacks(part: MayLack, case: Case) -> bool:
    """Whether the person said there is none."""
    return said(part, case) == NOT_THERE


def content(part: MayLack, case: Case, now: datetime) -> int:
    """How much stands in the part, whatever was answered: entries, or 1 for filled-in fields."""
    if part.path == "has.other_employer":
        return int(tenure.changed_employer(case, now) or False)
    held: Any = getattr(case, part.root)
    if isinstance(held, tuple):
        return sum(not part.type or entry.type == part.type for entry in held)
    return int(any(value not in ("", None) for _, value in held if not isinstance(value, bool)))


def waits_for(name: str, answers: Answers, case: Case, now: datetime) -> tuple[MayLack, ...]:
    """The parts a fact turns on that are said to be there, or are not known, and stand empty."""
    return tuple(part for part in _parts(name, answers) if _empty(part, case, now))


def lacking(name: str, answers: Answers, case: Case) -> tuple[MayLack, ...]:
    """The parts by whose lack a fact is settled; none unless all it asks for is lacking."""
    parts = _parts(name, answers)
    if name == "items" and isinstance(answers, tuple) and len(parts) < len(answers):
        return ()
    return parts if all(lacks(part, case) for part in parts) else ()


def about(check: Operation) -> tuple[MayLack, ...]:
    """The parts that make up all a check looks at; none where it is about anything else.

    A check that wants so many entries is not: no answer takes away what the notice demands.
    """
    if demands(check):
        return ()
    types = types_of(check)
    if types:
        parts = tuple(part for part in PARTS if part.type in types)
        return parts if len(parts) == len(types) else ()
    if not isinstance(check, Each):
        return ()
    return tuple(part for part in PARTS if part.root == check.entries and not part.type)


_NO_TYPES: frozenset[str] = frozenset()


def types_of(check: Operation) -> frozenset[str]:
    """The types of 业绩 a check is about; none where it is about any, or about other things."""
    if isinstance(check, Each):
        items = check.entries == "items"
        return frozenset(str(v) for v in check.where.get("type", ())) if items else _NO_TYPES
    # Asked for by name first: a model is slow to say that it has no such field.
    named = "types" in type(check).model_fields
    return frozenset(getattr(check, "types", ())) if named else _NO_TYPES


def demands(check: Operation) -> bool:
    """Whether a check wants entries to be there."""
    return isinstance(check, AtLeast | Distinct) or (isinstance(check, Each) and check.expected)


def unfilled(parts: Sequence[MayLack], case: Case, now: datetime) -> tuple[MayLack, ...]:
    """Those of ``parts`` that are said to be there, or are not known, while all stand empty."""
    if any(content(part, case, now) for part in parts):
        return ()
    return tuple(part for part in parts if said(part, case) in (THERE, UNSURE))


def present(case: Case) -> Case:
    """The case without what is set aside: what is judged, printed and packed.

    An attachment goes with the entry it belongs to.
    """
    gone = [part for part in PARTS if part.root and lacks(part, case)]
    kept: dict[str, Any] = {}
    aside: set[str] = set()
    for part in gone:
        held: Any = kept.get(part.root, getattr(case, part.root))
        if isinstance(held, tuple):
            dropped = [e for e in held if not part.type or e.type == part.type]
            if dropped:
                aside.update(entry.id for entry in dropped)
                kept[part.root] = tuple(entry for entry in held if entry not in dropped)
        else:
            blank = CivilTransfer(transferred=False) if part.root == "civil_transfer" else None
            blank = blank or type(held)()
            if held != blank:
                kept[part.root] = blank
    if aside:
        kept["attachments"] = tuple(file for file in case.attachments if file.subject not in aside)
    return case.model_copy(update=kept) if kept else case


def covered(path: str, case: Case) -> bool:
    """Whether the field or list at ``path`` belongs to a whole part there is said to be none of."""
    root = path.partition(".")[0]
    return any(
        part.root == root and not part.type and part.path != path and lacks(part, case)
        for part in PARTS
    )


def set_aside(path: str, case: Case) -> bool:
    """Whether the entry at ``path`` (``items.a1``) is one of what there is said to be none of."""
    root, _, key = path.partition(".")
    gone = [part for part in PARTS if part.root == root and lacks(part, case)]
    if not gone or not key:
        return False
    kind = getattr(get(case, path), "type", "")
    return any(part.type in ("", kind) for part in gone)


def counted(path: str, case: Case) -> tuple[Entry, ...]:
    """The entries of the list at ``path`` without those that are set aside."""
    every: tuple[Entry, ...] = get(case, path)
    return tuple(entry for entry in every if not set_aside(f"{path}.{entry.id}", case))


def places(path: str, by: int, case: Case) -> int:
    """How far the entry at ``path`` moves to pass ``by`` others; what is set aside is no other."""
    where, _, key = path.rpartition(".")
    shown = [entry.id for entry in counted(where, case)]
    every = [entry.id for entry in get(case, where)]
    at = min(max(shown.index(key) + by, 0), len(shown) - 1)
    return every.index(shown[at]) - every.index(key)


def _parts(name: str, answers: Answers) -> tuple[MayLack, ...]:
    parts = tuple(part for part in PARTS if name in part.facts)
    if name == "items" and isinstance(answers, tuple):
        return tuple(part for part in parts if part.type in answers)
    return parts


def _empty(part: MayLack, case: Case, now: datetime) -> bool:
    return said(part, case) in (THERE, UNSURE) and not content(part, case, now)
