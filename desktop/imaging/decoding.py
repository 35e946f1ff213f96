"""From the recogniser's steps to characters: which, how sure, and what else.

The recogniser looks at a line in steps of eight pixels (at a height of 48) and says for each how
likely every character is; number 0 stands for “none”. Neighbouring steps of one character are that
character once (CTC).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LINE_HEIGHT = 48
"""Pixels across a line as the recogniser wants it."""

STEP = 8
"""Pixels along the line per step of the recogniser."""

_NONE = 0
_MAYBE = 4
_LEAST = 0.004


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character of a reading; ``middle`` is its place along the line, 0–1."""

    text: str
    score: float
    middle: float
    maybe: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one strip says; ``score`` is the characters' mean, 0 for an empty one."""

    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        """The characters in order."""
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def score(self) -> float:
        """How sure the recogniser is of the whole, 0–1."""
        scores = [glyph.score for glyph in self.glyphs]
        return sum(scores) / len(scores) if scores else 0.0


def decoded(steps: NDArray[np.float32], alphabet: Sequence[str]) -> Reading:
    """The likeliest reading of ``steps`` (steps × characters) with its runners-up."""
    best = steps.argmax(axis=1)
    changes = np.flatnonzero(np.diff(best)) + 1
    glyphs: list[Glyph] = []
    for run in np.split(np.arange(len(best)), changes):
        number = int(best[run[0]])
        if number == _NONE:
            continue
        likely = steps[run].max(axis=0)
        peak = run[0] + float(np.average(np.arange(len(run)), weights=steps[run, number]))
        glyphs.append(
            Glyph(
                alphabet[number],
                round(float(likely[number]), 4),
                (peak + 0.5) / len(best),
                _runners_up(likely, number, alphabet),
            )
        )
    return Reading(tuple(glyphs))


def _runners_up(
    likely: NDArray[np.float32], number: int, alphabet: Sequence[str]
) -> tuple[tuple[str, float], ...]:
    most = min(_MAYBE + 2, len(likely))
    first = np.argpartition(likely, -most)[-most:]
    ranked = first[np.argsort(-likely[first])]
    return tuple(
        (alphabet[other], round(float(likely[other]), 4))
        for other in ranked
        if other not in (number, _NONE) and likely[other] >= _LEAST
    )[:_MAYBE]
