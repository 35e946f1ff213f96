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

Ink = NDArray[np.float64]

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
    darkness = _darkness(strip)
    edges = _edges(strip, reading.glyphs, _along(darkness))
    depth = _depth(darkness) if strip.steps is None else None
    chars = tuple(
        Char(glyph.text, glyph.score, quad_of(strip.placed(start, end, depth)), glyph.maybe)
        for glyph, (start, end) in zip(reading.glyphs, edges, strict=True)
    )
    return Line(reading.text, reading.score, quad_of(strip.placed(0, strip.width)), chars)


_EM = 0.8
"""A character's square within the height of the detected line, which has some air around it."""

_WIDE_GAP = 1.35
"""Middles further apart than this many of their usual distances have something empty between."""

_HALVES = {"wide": 0.5, "narrow": 0.28, "point": 0.14}
_POINTS = frozenset(".,·•‧・:;'`’‘!|")


def _edges(strip: Strip, glyphs: Sequence[Glyph], ink: Ink) -> list[tuple[float, float]]:
    """Where each character starts and ends along the strip.

    Close neighbours are parted in the middle of the empty place between them, or where there is
    least ink; at a gap and at the ends of the line the outermost ink counts.
    """
    em = _EM * strip.picture.shape[0]
    middles = [glyph.middle * strip.width for glyph in glyphs]
    halves = [em * _HALVES[_breadth(glyph.text)] for glyph in glyphs]
    starts = [_outer(ink, x, half, -1) for x, half in zip(middles, halves, strict=True)]
    ends = [_outer(ink, x, half, +1) for x, half in zip(middles, halves, strict=True)]
    for left in range(len(glyphs) - 1):
        right = left + 1
        usual, apart = halves[left] + halves[right], middles[right] - middles[left]
        if apart <= _WIDE_GAP * usual or ends[left] > starts[right]:
            border = middles[left] + apart * halves[left] / usual
            ends[left] = starts[right] = _parted(ink, border, apart)
    return [(min(a, b - 1), max(b, a + 1)) for a, b in zip(starts, ends, strict=True)]


def _breadth(text: str) -> str:
    if text in _POINTS:
        return "point"
    wide = any(unicodedata.east_asian_width(char) in "WF" for char in text)
    return "wide" if wide else "narrow"


def _darkness(strip: Strip) -> Ink:
    """How much of each pixel is ink, 0-1: dark on light paper, or light on a dark ground."""
    light = strip.picture.max(axis=2).astype(np.float64)
    low, middle, high = (float(value) for value in np.percentile(light, (2, 50, 98)))
    if high - middle > middle - low:
        light, low, high = -light, -high, -low
    paper = float(np.percentile(light, 85))
    ink: Ink = np.clip((paper - light) / max(paper - low, 24.0) - 0.25, 0, 1)
    return ink


def _along(darkness: Ink) -> Ink:
    """The ink at each place along the line, without what touches its upper and lower edge."""
    height = len(darkness)
    inner = darkness[round(0.08 * height) : max(1, round(0.92 * height))].mean(axis=0)
    width = max(1, round(height / 24))
    return np.convolve(inner, np.ones(width) / width, mode="same")


def _depth(darkness: Ink) -> tuple[float, float]:
    """From where to where across the line its ink reaches: what is beyond a gap is not its own."""
    height = len(darkness)
    rows = darkness.mean(axis=1)
    inked = rows > 0.06 * max(float(rows.max()), 1e-6)
    middle = round(height / 2)
    air = max(1, round(0.05 * height))
    top = _reaching(inked[:middle][::-1], air)
    bottom = _reaching(inked[middle:], air)
    # A line of 一 or of dots is as high as any other.
    least = 0.36 * height
    return middle - max(top, least), middle + max(bottom, least)


def _reaching(inked: NDArray[np.bool_], air: int) -> float:
    """How far ink goes on from the middle outwards, small gaps included."""
    last, gap = 0, 0
    started = False
    for place, dark in enumerate(inked, 1):
        gap = 0 if dark else gap + 1
        started = started or bool(dark)
        if dark:
            last = place
        elif started and gap > air and place > len(inked) // 2:
            break
    return float(last)


def _outer(ink: Ink, middle: float, half: float, way: int) -> float:
    """The end of a character's ink towards ``way``, within what such a character can reach."""
    near, far = middle + way * 0.45 * half, middle + way * 1.35 * half
    low, high = sorted((round(near), round(far)))
    low, high = max(low, 0), min(high, len(ink))
    inked = np.flatnonzero(ink[low:high] > _EMPTY) + low
    air = 0.08 * half
    edge = near if not len(inked) else inked.max() + 1 + air if way > 0 else inked.min() - air
    return float(np.clip(edge, 0, len(ink)))


_EMPTY = 0.02


def _parted(ink: Ink, border: float, apart: float) -> float:
    """The border between two characters, moved to the emptiest place near it."""
    reach = 0.3 * apart
    low, high = max(0, round(border - reach)), min(len(ink), round(border + reach) + 1)
    places = np.arange(low, high)
    if not len(places):
        return border
    usual = max(float(ink.mean()), 1e-6)
    cost = ink[places] / usual + 0.5 * np.abs(places - border) / max(apart, 1.0)
    best = int(places[int(cost.argmin())])
    empty = ink < max(_EMPTY, float(ink[best]))
    start = end = best
    while start > low - reach and start > 0 and empty[start - 1]:
        start -= 1
    while end + 1 < min(len(ink), high + reach) and empty[end + 1]:
        end += 1
    return (start + end + 1) / 2
