"""The lines of a notice's overview: what each is about, what is said, and where.

Where a term names no sentence of its own, the place is looked for: the rule that checks it, or the
words themselves in the notice's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from desktop.app.notices.words import UNSAID
from desktop.domain.notice import Notice, Rule
from desktop.domain.terms import Source
from desktop.language import tr

Kind = Literal["said", "unsaid", "waived"]
"""Whether the notice says so, says nothing (通知未写), or says that it is not wanted (不要求)."""


NOWHERE = Source()


@dataclass(frozen=True, slots=True)
class Said:
    """One thing the notice says (or leaves open) and its place; no quote: no place to show."""

    text: str
    source: Source = NOWHERE
    kind: Kind = "said"

    @property
    def words(self) -> str:
        """The text as it is read, what is not wanted named as such."""
        spoken = self.kind != "waived" or "不要求" in self.text
        return self.text if spoken else tr("不要求：{text}", text=self.text)


UNSAID_HERE = Said(UNSAID, kind="unsaid")


@dataclass(frozen=True, slots=True)
class Line:
    """What is said about one thing; ``id`` is the same in every notice that speaks of it."""

    id: str
    about: str
    says: tuple[Said, ...] = (UNSAID_HERE,)

    @property
    def text(self) -> str:
        """All of it as one text, to compare by."""
        return "\n".join(said.words for said in self.says)

    @property
    def unsaid(self) -> bool:
        """Whether the notice says nothing at all about it."""
        return all(said.kind == "unsaid" for said in self.says)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under one heading."""

    id: str
    title: str
    lines: tuple[Line, ...]


def line(line_id: str, about: str, text: str, source: Source = NOWHERE) -> Line:
    """One line with one saying; an empty ``text`` is 通知未写."""
    return Line(line_id, about, (Said(text, place(source)),) if text else (UNSAID_HERE,))


def place(source: Source) -> Source:
    """Only clause and quote of whatever names them."""
    return Source(clause=source.clause, quote=source.quote)


def sayings(rules: Iterator[Rule]) -> tuple[Said, ...]:
    """What rules say, each with its sentence; the same words once."""
    return tuple({r.say: Said(r.say, place(r)) for r in rules}.values())


def first_rule(notice: Notice, wanted: Callable[[Rule], bool]) -> Source:
    """The place of the first rule that is ``wanted``; an empty one where none is."""
    return next((place(r) for r in notice.rules if r.quote and wanted(r)), NOWHERE)


def by_op(notice: Notice, *ops: str) -> Source:
    """The place of the first rule whose check is one of ``ops``."""
    return first_rule(notice, lambda rule: rule.check.op in ops)


def by_field(notice: Notice, *fields: str) -> Source:
    """The place of the first rule that checks one of these fields."""
    return first_rule(notice, lambda rule: getattr(rule.check, "field", "") in fields)


def in_text(notice: Notice, *words: str) -> Source:
    """The first of ``words`` that stands in the notice's text."""
    return next((Source(quote=said) for said in words if said and said in notice.text), NOWHERE)


def by_words(notice: Notice, *words: str) -> Source:
    """Where the first of ``words`` that is there stands: in a rule's quote, else in the text."""
    for said in filter(None, words):
        found = either(_quoting(notice, said), in_text(notice, said))
        if found.quote:
            return found
    return NOWHERE


def _quoting(notice: Notice, said: str) -> Source:
    return first_rule(notice, lambda rule: said in rule.quote)


def either(*sources: Source) -> Source:
    """The first that leads anywhere."""
    return next((place(source) for source in sources if source.quote), NOWHERE)
