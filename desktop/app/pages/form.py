"""What a wizard page asks, as data: fields, lists of entries, sections, pages.

The tables stand in :mod:`desktop.app.pages`, one module a page; the window draws them
(``desktop/ui/forms/form.py``) and tests read them. A field's path is the model's (``person.name``);
inside a list section it is relative to the entry (``school``, ``witness.name``). Every field of
the case model stands in exactly one table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from desktop.app.pages.asked import Asked
from desktop.domain.case import Case, Entry
from desktop.domain.change import get
from desktop.domain.lacking import covered
from desktop.domain.notice import Notice

Kind = Literal[
    "text",
    "name",
    "id_no",
    "phone",
    "month",
    "month_open",
    "day",
    "moment",
    "choice",
    "combo",
    "yesno",
    "there",
    "number",
    "digits",
    "long_text",
    "tags",
    "checks",
    "years",
    "months",
]
"""How a field is typed: ``month_open`` takes 至今, ``combo`` is a choice that may be typed over,
``digits`` a number kept as text, ``tags`` are short texts one a line, ``checks`` any number of the
choices, ``there`` 有, 没有 or 不清楚, ``years`` and ``months`` lists of them."""

Source = Callable[[Case, Notice], tuple[str, ...]]
"""Choices that depend on what has been answered, or on the notice."""

Told = Callable[[Case, Notice], str]
"""A hint that depends on what has been answered, or on the notice."""

Derived = Callable[[Case, datetime], str]
"""What follows from what has been entered, as a sentence; empty where nothing follows yet."""


@dataclass(frozen=True, slots=True)
class When:
    """The field is asked only where the answer at ``path`` is one of ``values``.

    ``path`` is relative like the field's; a leading ``/`` names it from the root of the case.
    """

    path: str
    values: tuple[object, ...]

    def holds(self, case: Case, base: str = "") -> bool:
        """True where the answer is one of the values; ``base`` is the entry's path."""
        return get(case, resolve(self.path, base)) in self.values


@dataclass(frozen=True, slots=True)
class Field:
    """One question: ``label`` above, ``hint`` (an example) below it, ``width`` in characters.

    ``follows`` is a calm line below the editor: what the answers come to (任现职年限).
    ``only_if_asked``: shown only under notices that can use it. ``now`` offers to fill in the
    present moment.
    """

    path: str
    label: str
    hint: str | Told = ""
    kind: Kind = "text"
    choices: tuple[str, ...] | Source = ()
    width: int = 16
    unit: str = ""
    when: tuple[When, ...] = ()
    optional: bool = False
    follows: Derived | None = None
    only_if_asked: bool = False
    now: bool = False

    def options(self, case: Case, notice: Notice) -> tuple[str, ...]:
        """The choices as things stand."""
        return self.choices if isinstance(self.choices, tuple) else self.choices(case, notice)

    def hinted(self, case: Case, notice: Notice) -> str:
        """The hint as things stand."""
        return told(self.hint, case, notice)

    def asked(self, case: Case, wanted: Asked, base: str = "") -> bool:
        """True where every condition of the field holds, or the notice wants it of this type."""
        return _asked(self, case, wanted, base)


@dataclass(frozen=True, slots=True)
class ListSection:
    """Entries of one kind, edited in place.

    ``path`` is the list's (relative where it stands inside an entry); ``digest`` are the fields
    whose values make up the line of a folded entry.
    """

    path: str
    title: str
    entry: type[Entry]
    fields: tuple[Field | ListSection, ...]
    digest: tuple[str, ...]
    add: str
    noun: str
    hint: str | Told = ""
    when: tuple[When, ...] = ()
    fold: bool = False
    start: Callable[[Case, Notice], dict[str, Any]] | None = None
    only_if_asked: bool = False

    def asked(self, case: Case, wanted: Asked, base: str = "") -> bool:
        """True where every condition of the section holds, or the notice wants it of this type."""
        return _asked(self, case, wanted, base)

    def fresh(self, case: Case, notice: Notice) -> Entry:
        """A new entry, with what can be told beforehand (the next year that is missing)."""
        return self.entry(**(self.start(case, notice) if self.start else {}))


@dataclass(frozen=True, slots=True)
class Section:
    """A card of fields; ``fold`` starts it closed (其他信息)."""

    title: str
    fields: tuple[Field, ...]
    hint: str | Told = ""
    when: tuple[When, ...] = ()
    fold: bool = False

    def asked(self, case: Case, wanted: Asked, base: str = "") -> bool:
        """True where every condition of the section holds and any of its fields is asked."""
        fields = any(field.asked(case, wanted, base) for field in self.fields)
        return fields and _holds(self.when, case, base)


def told(hint: str | Told, case: Case, notice: Notice) -> str:
    """A hint as things stand."""
    return hint if isinstance(hint, str) else hint(case, notice)


def example(pattern: str) -> Told:
    """A hint with an example from the notice's own time: ``{year}`` and ``{last}`` year."""

    def hint(_case: Case, notice: Notice) -> str:
        return "例如：" + pattern.format(year=notice.year, last=notice.year - 1)

    return hint


NOTHING_IN_IT = ("", None, (), False)
"""What is not lost where it is not shown."""


def _holds(conditions: tuple[When, ...], case: Case, base: str) -> bool:
    return all(when.holds(case, base) for when in conditions)


def _asked(part: Field | ListSection, case: Case, wanted: Asked, base: str) -> bool:
    path = resolve(part.path, base)
    if covered(path, case):
        return False
    if part.only_if_asked and path not in wanted and not _filled(case, path):
        return False
    kind = getattr(get(case, base), "type", "") if base else ""
    told_of_type = wanted.of_type(path, kind) if kind else None
    if told_of_type is False and part.only_if_asked:
        return False
    return bool(told_of_type) or _holds(part.when, case, base)


def _filled(case: Case, path: str) -> bool:
    return get(case, path) not in NOTHING_IN_IT


@dataclass(frozen=True, slots=True)
class Page:
    """A wizard page."""

    id: str
    title: str
    lead: str | Told
    sections: tuple[Section | ListSection, ...] = ()


def resolve(path: str, base: str) -> str:
    """``path`` as seen from the entry at ``base``; a leading ``/`` names it from the root."""
    if path.startswith("/"):
        return path[1:]
    return f"{base}.{path}" if base else path


def model_paths(page: Page) -> Iterator[str]:
    """Every model path the page asks, entries written as ``*`` (``edu.*.school``)."""
    for section in page.sections:
        yield from _paths(section, "")


def _paths(part: Section | ListSection | Field, base: str) -> Iterator[str]:
    if isinstance(part, Field):
        yield resolve(part.path, base)
    elif isinstance(part, ListSection):
        for inner in part.fields:
            yield from _paths(inner, f"{resolve(part.path, base)}.*")
    else:
        for inner in part.fields:
            yield from _paths(inner, base)


def digest(entry: Any, paths: tuple[str, ...]) -> str:
    """The line of a folded entry: its filled-in values with spaces between."""
    words = []
    for path in paths:
        value = entry
        for key in path.split("."):
            value = getattr(value, key)
        if value not in ("", None, ()):
            words.append(str(value))
    return " · ".join(words)
