"""What a template is filled with: plain values that travel with a document."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = tuple[tuple[str, str], ...]
"""A list's entry: what each of its columns says."""


@dataclass(frozen=True, slots=True)
class Values:
    """Every field of one template with what it says, and the rows of every list it names."""

    said: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[Row, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Own:
    """An office's template in a document's place, and what it is filled with.

    ``text`` is what it says besides; ``missing`` are the fields the built-in document states and
    it does not. ``unused``: sentences somebody has edited, and it has no place for them.
    """

    template: bytes = field(repr=False)
    values: Values
    text: str
    missing: tuple[str, ...] = ()
    unused: bool = False
