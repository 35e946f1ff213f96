"""What was read on a page: lines of characters, each with its place and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.scans import Quad


@dataclass(frozen=True, slots=True)
class Char:
    """One character read; ``score`` 0–1 is how sure the recogniser was of it."""

    text: str
    score: float
    quad: Quad


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text in reading direction; ``quad`` starts at its top left."""

    text: str
    score: float
    quad: Quad
    chars: tuple[Char, ...]
