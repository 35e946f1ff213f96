"""What lies between two neighbours of a line: whether it may break there, blanks given and taken.

Pure; lengths in em.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum, IntEnum
from functools import lru_cache

AUTOSPACE = 0.09
"""Between a Chinese character and a Latin word or number; from 0.1 on, programs that read the
document take a gap for a space."""

SQUEEZE = 0.25
"""How much of a cell a mark inside a line may give up where the line is too full (5.1.11)."""


class Kind(Enum):
    """What a cluster is, for spacing; a sign is wide, but no Chinese character (℃, ①).

    A letter is a part of a Latin word that is wider than its line.
    """

    HAN = "han"
    SIGN = "sign"
    OPENING = "opening"
    CLOSING = "closing"
    DOT = "dot"
    DASH = "dash"
    LATIN = "latin"
    LETTER = "letter"
    SPACE = "space"


class Bond(IntEnum):
    """Whether a line may end between two clusters.

    ``FREE`` yes, ``LOOSE`` rather not (3|村). The others only where the line cannot end anywhere
    else: ``STIFF`` between a number and its unit, before —— and ……, at the interpunct of a name;
    ``WHOLE`` inside names and words; ``TIGHT`` at marks that may not begin or end a line.
    """

    FREE = 0
    LOOSE = 1
    STIFF = 2
    WHOLE = 3
    TIGHT = 4


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """What a neighbour sees of a cluster; ``cell`` is the width of a mark, 0 for all else.

    ``blank`` is the part of it without ink: given up beside another mark, and at a line's edge.
    Equal ones are one (:func:`edge`), so that what lies between two is looked up, not worked out.
    """

    kind: Kind
    cell: float
    blank: float
    never_first: bool
    never_last: bool
    number: bool
    trim: float
    space: bool


@lru_cache(maxsize=1024)
def edge(
    kind: Kind,
    cell: float = 0.0,
    blank: float = 0.0,
    *,
    never_first: bool,
    never_last: bool,
    number: bool,
) -> Edge:
    """The edge of such clusters; its ``trim`` is what hangs over a line's end."""
    trim = blank if kind is Kind.CLOSING else 0.0
    return Edge(kind, cell, blank, never_first, never_last, number, trim, kind is Kind.SPACE)


@dataclass(frozen=True, slots=True)
class Joint:
    """``space`` is added between two clusters (or, below 0, taken), ``opens`` whether more can be.

    ``most`` is how far it opens at the most. ``before`` and ``after``: what the mark before and
    the mark after can give up inside a line.
    """

    bond: Bond
    space: float
    opens: bool
    before: float
    after: float
    most: float = math.inf

    def firmer(self, bond: Bond) -> Joint:
        """The same joint, holding at least as firmly as ``bond``."""
        if self.bond >= bond:
            return self
        return Joint(bond, self.space, self.opens, self.before, self.after, self.most)


END = Joint(Bond.FREE, 0.0, opens=False, before=0.0, after=0.0)
"""Where a text begins and ends."""

MARKS = (Kind.OPENING, Kind.CLOSING)
WORDS = (Kind.LATIN, Kind.LETTER)


@lru_cache(maxsize=4096)
def joint(one: Edge, other: Edge) -> Joint:
    """What lies between two clusters."""
    marks = one.kind in MARKS and other.kind in MARKS
    words = one.kind in WORDS and other.kind in WORDS
    return Joint(
        _bond(one, other),
        _space(one, other),
        not words and Kind.DOT not in (one.kind, other.kind),
        SQUEEZE * one.cell if one.kind is Kind.CLOSING and not marks else 0.0,
        SQUEEZE * other.cell if other.kind is Kind.OPENING and not marks else 0.0,
    )


def _bond(one: Edge, other: Edge) -> Bond:
    if one.kind is Kind.LATIN and other.kind is Kind.LATIN:
        return Bond.TIGHT if other.never_first else Bond.FREE  # parts of an address
    if one.never_last or other.never_first or other.kind is Kind.SPACE:
        return Bond.TIGHT
    if other.kind is Kind.DASH:
        return Bond.STIFF
    if one.kind is Kind.LETTER and other.kind is Kind.LETTER:
        return Bond.WHOLE
    if one.number and other.kind is Kind.HAN:
        return Bond.LOOSE
    return Bond.FREE


def _space(one: Edge, other: Edge) -> float:
    if one.kind is Kind.CLOSING and other.kind in MARKS:
        return -one.blank
    if one.kind is Kind.OPENING and other.kind is Kind.OPENING:
        return -other.blank
    if Kind.HAN in (one.kind, other.kind) and (one.kind in WORDS or other.kind in WORDS):
        return AUTOSPACE
    return 0.0
