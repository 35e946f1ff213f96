"""What a document states about a case, and which of it is missing.

Texts name places (``{name}``), pieces name fields; both are read through
:mod:`desktop.domain.stated` where it knows the name, else as the field of that path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from desktop.domain import wording
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.moments import chinese_day, chinese_month, day
from desktop.domain.stated import STATED
from desktop.domain.wording import fill

SUFFIXES = {"series": "系列", "specialty": "专业", "office": "办公室"}
"""Words the wording itself puts after a place: typed with the value they would stand twice."""

NO_FACTS = {"series": "系列", "specialty": "专业", "days": "0"}
"""Values that say nothing. 系列 alone names no series; an office may well be called just 办公室."""


def text_of(name: str, case: Case, now: datetime) -> str:
    """What stands for a name or a field; "" where it is missing."""
    if name in STATED:
        return STATED[name].read(case, now)
    value = str(get(case, name) or "").strip()
    return chinese_day(value) if day(value) else chinese_month(value)


def missing(names: Iterable[str], case: Case, now: datetime) -> tuple[str, ...]:
    """The fields to fill in before all of ``names`` can be stated."""
    return tuple(
        dict.fromkeys(path for name in dict.fromkeys(names) for path in _missing(name, case, now))
    )


def _missing(name: str, case: Case, now: datetime) -> Iterator[str]:
    if name in STATED:
        known = STATED[name]
        yield from known.paths if known.read(case, now) == NO_FACTS.get(name) else ()
        yield from known.lacking(case, now)
        return
    value = get(case, name)
    if value is None or (isinstance(value, str) and not value.strip()):
        yield name


def names_in(*texts: str) -> tuple[str, ...]:
    """The names of the places in these texts."""
    return tuple(dict.fromkeys(name for text in texts for name in wording.places(text)))


def stated(text: str, known: Mapping[str, str]) -> str:
    """``text`` with its places filled from ``known``.

    Where a value is nothing but the word that the text puts after it (an office that is called
    办公室), that word stands once.
    """
    for place, suffix in SUFFIXES.items():
        if known.get(place) == suffix:
            text = text.replace(f"{{{place}}}{suffix}", suffix)
    return fill(text, known)
