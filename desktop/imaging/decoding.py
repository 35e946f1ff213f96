"""From the recogniser's steps to characters: which, how sure, what else, and where.

The recogniser looks at a line in steps of eight pixels (at a height of 48) and says for each how
likely every character is; number 0 stands for “none”. Neighbouring steps of one character are that
character once (CTC). Where a character begins and ends the steps do not tell: the ink does.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import quad_of
from desktop.imaging.strips import Strip
from desktop.imaging.text import Char, Line

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
    first = np.argpartition(likely, -(_MAYBE + 2))[-(_MAYBE + 2) :]
    ranked = first[np.argsort(-likely[first])]
    return tuple(
        (alphabet[other], round(float(likely[other]), 4))
        for other in ranked
        if other not in (number, _NONE) and likely[other] >= _LEAST
    )[:_MAYBE]


def line_of(strip: Strip, reading: Reading) -> Line:
    """The reading laid onto the page: every character gets its quad."""
    edges = _edges(strip, reading.glyphs)
    chars = tuple(
        Char(glyph.text, glyph.score, quad_of(strip.placed(start, end)), glyph.maybe)
        for glyph, (start, end) in zip(reading.glyphs, edges, strict=True)
    )
    return Line(reading.text, reading.score, quad_of(strip.placed(0, strip.width)), chars)


_EM = 0.8
"""A character's square within the height of the detected line, which has some air around it."""

_WIDE_GAP = 1.35
"""Middles further apart than this many of their usual distances have something empty between."""


def _edges(strip: Strip, glyphs: Sequence[Glyph]) -> list[tuple[float, float]]:
    """Where each character starts and ends along the strip.

    Close neighbours are parted where there is least ink between their middles; at a gap and at the
    ends of the line the outermost ink counts.
    """
    ink = _ink(strip)
    em = _EM * strip.picture.shape[0]
    middles = [glyph.middle * strip.width for glyph in glyphs]
    halves = [em / 2 if _is_wide(glyph.text) else em * 0.3 for glyph in glyphs]
    starts = [_outer(ink, x, half, -1) for x, half in zip(middles, halves, strict=True)]
    ends = [_outer(ink, x, half, +1) for x, half in zip(middles, halves, strict=True)]
    for left in range(len(glyphs) - 1):
        right = left + 1
        usual = halves[left] + halves[right]
        if middles[right] - middles[left] <= _WIDE_GAP * usual or ends[left] > starts[right]:
            cut = _least(ink, middles[left], middles[right], usual)
            ends[left] = starts[right] = cut
    return [(min(a, b - 1), max(b, a + 1)) for a, b in zip(starts, ends, strict=True)]


def _is_wide(text: str) -> bool:
    return any(unicodedata.east_asian_width(char) in "WF" for char in text)


def _ink(strip: Strip) -> NDArray[np.float64]:
    """How dark each place along the strip is, 0–1; a red stamp across the text hardly counts."""
    light = strip.picture.max(axis=2).astype(np.float64)
    paper = float(np.percentile(light, 85))
    dark = max(paper - float(np.percentile(light, 2)), 24.0)
    inner = light[round(0.08 * len(light)) : max(1, round(0.92 * len(light)))]
    columns = np.clip((paper - inner) / dark - 0.25, 0, 1).mean(axis=0)
    width = max(1, round(strip.picture.shape[0] / 24))
    return np.convolve(columns, np.ones(width) / width, mode="same")


def _outer(ink: NDArray[np.float64], middle: float, half: float, way: int) -> float:
    """The end of a character's ink towards ``way``, within what such a character can reach."""
    reach = 1.35 * half
    near, far = middle + way * 0.45 * half, middle + way * reach
    low, high = sorted((round(near), round(far)))
    low, high = max(low, 0), min(high, len(ink))
    inked = np.flatnonzero(ink[low:high] > 0.02) + low
    air = 0.08 * half
    edge = near if not len(inked) else inked.max() + 1 + air if way > 0 else inked.min() - air
    return float(np.clip(edge, 0, len(ink)))


def _least(ink: NDArray[np.float64], left: float, right: float, usual: float) -> float:
    """The place with least ink between two middles, the centre where several are alike."""
    centre = (left + right) / 2
    span = (right - left) * 0.28
    places = np.arange(max(0, round(centre - span)), min(len(ink), round(centre + span) + 1))
    if not len(places):
        return centre
    cost = ink[places] + 0.25 * np.abs(places - centre) / max(usual, 1.0)
    return float(places[int(cost.argmin())]) + 0.5
