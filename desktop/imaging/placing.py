"""Where each character of a strip stands: the steps say about where, the ink says exactly."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from desktop.imaging.decoding import Glyph, Reading
from desktop.imaging.pictures import quad_of
from desktop.imaging.strips import Strip
from desktop.imaging.text import Char, Line

Ink = NDArray[np.float64]

_LEAST, _LEAST_OF_DIGITS = 0.68, 0.82


def line_of(strip: Strip, reading: Reading) -> Line:
    """The reading laid onto the page: every character gets its quad."""
    darkness = _darkness(strip)
    edges = _edges(strip, reading.glyphs, _along(darkness))
    square = any(_breadth(glyph.text) == "wide" for glyph in reading.glyphs)
    depth = strip.across or _across(darkness, _LEAST if square else _LEAST_OF_DIGITS)
    chars = tuple(
        Char(glyph.text, glyph.score, quad_of(strip.placed(start, end, depth)), glyph.maybe)
        for glyph, (start, end) in zip(reading.glyphs, edges, strict=True)
    )
    return Line(reading.text, reading.score, quad_of(strip.placed(0, strip.width)), chars)


_EM = 0.8
"""A character's square within the height of the detected line, which has some air around it."""

_WIDE_GAP = 1.35
"""Middles further apart than this many of their usual distances have something empty between."""

_EVEN_RUN = 4
"""Characters of a run from which their even distance is told."""

_UNEVEN = 0.12
"""Parts of the distance by which a run of print may be off it."""

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
    _evened(starts, ends, [_breadth(glyph.text) == "wide" for glyph in glyphs])
    return [(min(a, b - 1), max(b, a + 1)) for a, b in zip(starts, ends, strict=True)]


def _evened(starts: list[float], ends: list[float], wide: Sequence[bool]) -> None:
    """Set characters of one square size at even distances, as print is.

    What the ink alone tells is a little off where a stroke reaches over to the neighbour.
    """
    first = 0
    for last in range(len(starts)):
        goes_on = last + 1 < len(starts) and ends[last] == starts[last + 1]
        if goes_on and wide[last] == wide[last + 1]:
            continue
        if wide[first] and last - first + 1 >= _EVEN_RUN:
            _even(starts, ends, first, last)
        first = last + 1


def _even(starts: list[float], ends: list[float], first: int, last: int) -> None:
    inner = np.array(starts[first + 1 : last + 1])
    numbers = np.arange(1, len(inner) + 1)
    pitch, offset = np.polyfit(numbers, inner, 1)
    fitted = offset + pitch * np.arange(len(inner) + 2)
    if np.abs(fitted[1:-1] - inner).max() > _UNEVEN * pitch:
        return
    for index, place in zip(range(first + 1, last + 1), fitted[1:-1], strict=True):
        starts[index] = ends[index - 1] = float(place)
    starts[first] = _near(starts[first], float(fitted[0]), pitch, min)
    ends[last] = _near(ends[last], float(fitted[-1]), pitch, max)
    if first and ends[first - 1] > starts[first]:
        ends[first - 1] = starts[first]
    if last + 1 < len(starts) and starts[last + 1] < ends[last]:
        starts[last + 1] = ends[last]


def _near(
    inked: float, fitted: float, pitch: float, outer: Callable[[float, float], float]
) -> float:
    """The outer end of a run: its square, unless that is far from its ink."""
    return outer(inked, fitted) if abs(inked - fitted) < 2 * _UNEVEN * pitch else inked


def _breadth(text: str) -> str:
    if text in _POINTS:
        return "point"
    wide = any(unicodedata.east_asian_width(char) in "WF" for char in text)
    return "wide" if wide else "narrow"


def _darkness(strip: Strip) -> Ink:
    """How much of each pixel is ink, 0-1: dark on light paper, or light on a dark ground."""
    light = strip.picture.max(axis=2).astype(np.float64)
    low, dusk, middle, paper, high = np.percentile(light, (2, 15, 50, 85, 98)).tolist()
    if high - middle > middle - low:
        light, low, paper = -light, -high, -dusk
    ink: Ink = np.clip((paper - light) / max(paper - low, 24.0) - 0.25, 0, 1)
    return ink


def _along(darkness: Ink) -> Ink:
    """The ink at each place along the line, without what touches its upper and lower edge."""
    height = len(darkness)
    inner = darkness[round(0.08 * height) : max(1, round(0.92 * height))].mean(axis=0)
    width = max(1, round(height / 24))
    return np.convolve(inner, np.ones(width) / width, mode="same")


def ink_across(strip: Strip) -> tuple[float, float]:
    """From where to where across the line its ink reaches: what is beyond a gap is not its own."""
    return _across(_darkness(strip), _LEAST)


def _across(darkness: Ink, least: float) -> tuple[float, float]:
    """At least ``least`` of the line: one of 一 or of digits has the height of any other."""
    height = len(darkness)
    rows = darkness.mean(axis=1)
    middle = round(height / 2)
    # Held against the letters' middle: the rule of a table near by is darker than any print.
    inked = rows > 0.12 * float(rows[height // 4 : max(1, height - height // 4)].mean())
    air = max(1, round(0.05 * height))
    top = _reaching(inked[:middle][::-1], air)
    bottom = _reaching(inked[middle:], air)
    # A line of 一 or of dots is as high as any other.
    grown = max(0.0, least * height - top - bottom) / 2
    return max(0.0, middle - top - grown), min(float(height), middle + bottom + grown)


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
