"""Prescribed sentences that go into a field or onto the platform, their places filled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.app.findings.messages import labels
from desktop.domain import wording
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.notice import Notice
from desktop.domain.operations.fields import Verbatim
from desktop.domain.stated import filled


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for a field; "" while facts are ``lacking``, named as the pages call them.

    ``there``: the field holds it already.
    """

    path: str
    text: str
    there: bool
    lacking: tuple[str, ...] = ()


def prescribed(case: Case, notice: Notice) -> tuple[Sentence, ...]:
    """Every prescribed sentence, one a field, in the order of the rules."""
    found: dict[str, Sentence] = {}
    for rule in notice.rules:
        if isinstance(rule.check, Verbatim):
            path = rule.check.field
            found.setdefault(path, _sentence(case, path, notice.wording[rule.check.wording]))
    return tuple(found.values())


def _sentence(case: Case, path: str, text: str) -> Sentence:
    said, lacking = filled(text, case)
    there = bool(said) and wording.same(get(case, path), said)
    return Sentence(path, said, there, labels(lacking))


def posts_id_number(notice: Notice) -> bool:
    """Whether the notice's own 公示 shows the ID number."""
    return any("id_no" in wording.places(text) for text in _posted(notice))


def _posted(notice: Notice) -> Iterator[str]:
    for document in notice.documents:
        if document.kind == "publicity":
            for piece in document.content:
                said = piece.model_dump()
                yield notice.wording.get(said.get("wording") or "", "")
