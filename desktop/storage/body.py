"""A case as the text of its row: written quickly, and so that little of the row has to change.

Saving is felt with each field left, and most of it is pages to be encrypted and put on the disk.
SQLite goes over a row in place, page by page and only where it differs, as long as its length
stays: so the text is filled up with blanks, and what changed last stands last, where nothing
behind it moves.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.case import Case

ROOM = 1024
"""Bytes the length of a text is a multiple of."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a case, and its name with it as text."""

    value: object
    text: bytes


class Body:
    """Writes the text of cases down; sections that are as they were are not written again."""

    def __init__(self) -> None:
        self._sections: dict[str, _Section] = {}

    def of(self, case: Case) -> bytes:
        """The case in its documented JSON form, in any order, with blanks after it; UTF-8."""
        held, changed = {}, {}
        for name in Case.model_fields:
            value, known = getattr(case, name), self._sections.get(name)
            # Sections are frozen: the same object has the same text.
            if known is not None and known.value is value:
                held[name] = known
            else:
                text = case.model_dump_json(include={name}).encode()
                changed[name] = _Section(value, text[1:-1])
        if changed:
            order = (n for n in self._sections if n in held)
            self._sections = {**{n: held[n] for n in order}, **changed}
        text = b"{" + b",".join(s.text for s in self._sections.values()) + b"}"
        return text + b" " * (-len(text) % ROOM)
