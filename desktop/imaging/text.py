"""What was read on a page: lines of characters, each with its place and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.scans import Quad


@dataclass(frozen=True, slots=True)
class Char:
    """One character read; ``score`` 0–1 is how sure the recogniser was of it.

    ``maybe`` are the characters it hesitated about in the same place, the likeliest first, each
    with its score.
    """

    text: str
    score: float
    quad: Quad
    maybe: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; its quad, like each character's, starts at its top left as one reads.

    The first side of a quad runs in reading direction: down the page for a vertical column.
    """

    text: str
    score: float
    quad: Quad
    chars: tuple[Char, ...]
