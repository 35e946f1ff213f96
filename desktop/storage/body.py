"""A case as the text of its row: written quickly, and so that little of the row has to change.

Saving is felt with each field left, and most of it is pages to be encrypted and put on the disk.
SQLite goes over a row in place, page by page and only where it differs, as long as its length
stays: so the text is filled up with blanks, and what changed last stands last, where nothing
behind it moves.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from desktop.domain.case import Case

ROOM = 1024
"""Bytes the length of a text is a multiple of."""


@dataclass(frozen=True, slots=True)
class Written:
    """A case as text (UTF-8), and the SHA-256 of that."""

    text: bytes
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class _Section:
    """A section of a case, and its name with it as text."""

    value: object
    text: bytes


class Body:
    """Writes the text of cases down; what is as it was is neither written nor hashed again."""

    def __init__(self) -> None:
        self._sections: dict[str, _Section] = {}
        self._start = _Start([])

    def of(self, case: Case) -> Written:
        """The case in its documented JSON form, in any order, with blanks after it."""
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
        return self._put_together()

    def _put_together(self) -> Written:
        *before, last = self._sections.values()
        if before != self._start.sections:
            self._start = _Start(before)
        start = self._start
        end = b"%b}" % last.text
        end += b" " * (-(len(start.text) + len(end)) % ROOM)
        hashed = start.hash.copy()
        hashed.update(end)
        return Written(start.text + end, hashed.hexdigest())


class _Start:
    """How a text begins: the sections that stay, already hashed."""

    def __init__(self, sections: list[_Section]) -> None:
        self.sections = sections
        self.text = b"{" + b"".join(b"%b," % section.text for section in sections)
        self.hash = hashlib.sha256(self.text)
