"""Round and oval seals on an upright page: where they are.

A seal is a closed thin line of ink with something written inside. It is looked for in the red of
the page; on a gray copy, where there is no red anywhere, in whatever is dark.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import Quad
from desktop.imaging import circles, ink
from desktop.imaging.circles import Circle
from desktop.imaging.ink import Ink, as_ink
from desktop.imaging.pictures import Picture, quad_of, shrunk

_WORK = 1000
"""Longer side of the picture seals are looked for in."""
_SMALLEST, _LARGEST = 0.03, 0.2
"""Radii of seals as shares of the page's longer side (a 42 mm seal on A4 has 0.071)."""
FLATS = (1.0, 0.72)
"""How high the seals looked for are beside their width; what is near is fitted."""
_ANGLES = 180
_OVAL = 0.88
"""Flatter than this a seal is an oval; a circle looked at aslant is rounder."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How to look: from where on ink counts, from where on it is full, how much line must be."""

    gray: bool
    least: float
    full: float
    enough: float


_RED = _Way(gray=False, least=0.06, full=0.25, enough=0.62)
_PALE = _Way(gray=True, least=0.04, full=0.12, enough=0.66)
_DARK = _Way(gray=True, least=0.10, full=0.25, enough=0.74)


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal by its outer line: middle, half the longer axis in pixels, and how sure it is.

    ``flat`` is the shorter axis beside the longer one (1: a circle), ``slope`` how far the longer
    one is turned clockwise from level, in degrees; ``score`` the share of the line found, 0–1.
    """

    x: float
    y: float
    radius: float
    score: float
    gray: bool = False
    flat: float = 1.0
    slope: float = 0.0

    def rim(self, angles: NDArray[np.float64], share: float = 1.0) -> NDArray[np.float64]:
        """Points (x, y) at ``angles`` (radians clockwise from level), at ``share`` of the way."""
        turn = math.radians(self.slope)
        a = share * self.radius * np.cos(angles - turn)
        b = share * self.radius * self.flat * np.sin(angles - turn)
        return np.column_stack(
            [
                self.x + a * math.cos(turn) - b * math.sin(turn),
                self.y + a * math.sin(turn) + b * math.cos(turn),
            ]
        )

    def quad(self, width: int, height: int, margin: float = 0.035) -> Quad:
        """The rectangle around it, a little larger, aslant only for an oval that lies aslant."""
        if self.flat < _OVAL and 15 < abs(self.slope) < 75:
            half = np.array([self.radius, self.radius * self.flat]) * (1 + margin)
            turn = math.radians(self.slope)
            along = np.array([math.cos(turn), math.sin(turn)])
            across = np.array([-math.sin(turn), math.cos(turn)])
            signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * half
            return quad_of(np.array([self.x, self.y]) + signs @ np.array([along, across]))
        edge = self.rim(np.linspace(0, 2 * math.pi, 72), 1 + margin)
        (left, top), (right, bottom) = edge.min(axis=0), edge.max(axis=0)
        left, right = (min(max(v, 0.0), float(width)) for v in (left, right))
        top, bottom = (min(max(v, 0.0), float(height)) for v in (top, bottom))
        return quad_of(np.array([(left, top), (right, top), (right, bottom), (left, bottom)]))

    def scaled(self, k: float) -> Seal:
        """The same seal in a picture ``k`` times as large."""
        return replace(self, x=self.x * k, y=self.y * k, radius=self.radius * k)


def find(upright: Picture) -> tuple[Seal, ...]:
    """All round and oval seals of a page, whoever they belong to, the clearest first."""
    k = min(1.0, _WORK / max(upright.shape[:2]))
    small = shrunk(upright, k)
    passed = ink.passed_of(small)
    red = ink.red_of(passed)
    known = as_ink(np.ones_like(red))
    found = _seals(red, known, _RED)
    if not found and float(np.mean(red > 0.15)) < 0.0004:
        found = _gray_seals(passed)
    return tuple(seal.scaled(1 / k) for seal in found)


def _gray_seals(passed: Ink) -> list[Seal]:
    """Seals of a gray copy: paler than the print beside them, or as dark as it."""
    dark = ink.dark_of(passed)
    # lines and strokes, not gray areas
    strokes = as_ink((dark - cv2.blur(dark, (31, 31)) * 0.8).clip(0, 1))
    solid = cv2.morphologyEx(
        (dark > 0.1).astype(np.uint8), cv2.MORPH_OPEN, np.ones((13, 13), np.uint8)
    )
    # hair, faces and clothes of a portrait have rounds of their own
    picture = cv2.dilate(solid, np.ones((25, 25), np.uint8))
    black = (dark > 0.6 * float(np.percentile(dark, 99.7))).astype(np.uint8)
    written = cv2.dilate(black, np.ones((3, 3), np.uint8))
    pale, full = (as_ink(np.maximum(hidden, picture) == 0) for hidden in (written, solid))
    found = _seals(strokes * pale, pale, _PALE) + _seals(strokes * full, full, _DARK)
    found.sort(key=lambda seal: -seal.radius)
    kept: list[Seal] = []
    for seal in found:
        if not any(_within(seal, other) for other in kept):
            kept.append(seal)
    return kept


def _within(seal: Seal, other: Seal) -> bool:
    """Whether an outline is that of a seal already found, or a line inside of it."""
    apart = math.hypot(seal.x - other.x, seal.y - other.y)
    return apart < 0.3 * other.radius


def _seals(strength: Ink, known: Ink, way: _Way) -> list[Seal]:
    """Seals in a map of ink; where ``known`` is 0 nothing can be said."""
    height, width = strength.shape
    longest = max(height, width)
    reach = round(_LARGEST * longest)
    # circles that reach over the page's edge have their middle in this margin
    field = cv2.copyMakeBorder(strength, *(reach,) * 4, cv2.BORDER_CONSTANT, value=0)
    inside = as_ink(cv2.copyMakeBorder(known, *(reach,) * 4, cv2.BORDER_CONSTANT, value=0))
    sharp = as_ink(cv2.GaussianBlur(field, (3, 3), 0))
    on = as_ink(sharp > way.least)
    guesses = circles.guessed(sharp, _SMALLEST * longest, reach, way.full, FLATS)
    judged = [
        seal for guess in guesses if (seal := _fitted(sharp, on, inside, guess, way)) is not None
    ]
    kept: list[Seal] = []
    for seal in sorted(judged, key=lambda s: -s.score * (0.8 + 0.2 * s.flat)):
        if _stands_alone(on, inside, seal, kept):
            kept.append(seal)
    return [replace(seal, x=seal.x - reach, y=seal.y - reach) for seal in kept]


_FROM_AFAR, _FROM_NEAR = (0.12, 0.06, 0.035), (0.05, 0.03)
"""How far off the line is looked for, step by step, as shares of the radius: the words of a faded
seal may draw a far look away from its line, a near one misses a line that was guessed badly."""


def _fitted(strength: Ink, on: Ink, inside: Ink, guess: Circle, way: _Way) -> Seal | None:
    """The seal nearest to a guess, or None where there is no closed thin line."""
    best: Seal | None = None
    for steps in (_FROM_AFAR, _FROM_NEAR):
        seal = _drawn_to(strength, on, guess, steps)
        if seal is not None:
            seal = _outermost(on, seal)
            seal = replace(seal, gray=way.gray, score=_judged(on, inside, seal))
            best = seal if best is None or seal.score > best.score else best
        if best is not None and best.score >= 0.95:
            break
    return best if best is not None and best.score >= _enough(best, way) else None


def _drawn_to(strength: Ink, on: Ink, guess: Circle, steps: tuple[float, ...]) -> Seal | None:
    """The outline a guess is drawn to, None where there is too little of a line or it runs off."""
    seal = Seal(guess.x, guess.y, guess.radius, 0.0, flat=guess.flat)
    for tolerance in steps:
        points = _line_points(strength, on, seal, tolerance)
        closer = _ellipse(points, seal) if len(points) >= _ANGLES // 4 else None
        if closer is None or not 0.7 < closer.radius / guess.radius < 1.4 or closer.flat < 0.5:
            return None
        seal = closer
    return seal


def _outermost(on: Ink, seal: Seal) -> Seal:
    """The same seal by its outer line, where it has two."""
    shares = np.linspace(1.03, 1.13, 11)
    covered = (_sampled(on, seal, shares) > 0.4).mean(axis=1)
    lines = np.flatnonzero(covered >= 0.8)
    return replace(seal, radius=seal.radius * float(shares[lines[-1]])) if len(lines) else seal


def _enough(seal: Seal, way: _Way) -> float:
    """How much of the line must be there: strokes of print join to small or flat rounds easily."""
    small = min(1.0, max(0.0, (0.055 - seal.radius / _WORK) / 0.02))
    return min(0.93, way.enough + 0.28 * small + (0.2 if seal.flat < _OVAL else 0.0))


_TURNS = np.linspace(0, 2 * math.pi, _ANGLES, endpoint=False)


def _sampled(field: Ink, seal: Seal, shares: NDArray[np.float64]) -> Ink:
    """The field along the seal's outline, one row for each share of the way out."""
    middle = np.array([seal.x, seal.y])
    points = (middle + (seal.rim(_TURNS) - middle) * shares[:, None, None]).astype(np.float32)
    drawn = cv2.remap(field, points[..., 0], points[..., 1], cv2.INTER_LINEAR, borderValue=0)
    return as_ink(drawn)


def _line_points(strength: Ink, on: Ink, seal: Seal, tolerance: float) -> Ink:
    """Where the line runs, angle by angle: the strongest ink near the expected place."""
    shares = np.linspace(1 - tolerance, 1 + tolerance, 17)
    near = np.exp(-(((shares - 1) / tolerance) ** 2))[:, None]
    rows = _sampled(strength, seal, shares) * near * (_sampled(on, seal, shares) > 0.4)
    best = rows.argmax(axis=0)
    middle = np.array([seal.x, seal.y])
    points = middle + (seal.rim(_TURNS) - middle) * shares[best][:, None]
    return as_ink(points[rows.max(axis=0) > 0])


def _ellipse(points: NDArray[np.float32], near: Seal) -> Seal | None:
    """The ellipse through the points, those that lie off it left aside."""
    if len(points) < 12:
        return None
    (x, y), (a, b), turn = cv2.fitEllipseDirect(points)
    long, short = max(a, b) / 2, min(a, b) / 2
    if not (long > 4 and short > 4 and math.isfinite(x + y + long + turn)):
        return None
    slope = (turn if a >= b else turn + 90) % 180
    return Seal(x, y, long, 0.0, near.gray, short / long, slope - 180 if slope > 90 else slope)


def _line(on: Ink, seal: Seal) -> NDArray[np.bool_]:
    """Where along the outline there is ink, angle by angle."""
    tolerance = max(0.02, 1.2 / seal.radius)
    rows = _sampled(on, seal, np.linspace(1 - tolerance, 1 + tolerance, 5))
    return np.asarray(rows.max(axis=0) > 0.4)


def _judged(on: Ink, inside: Ink, seal: Seal) -> float:
    """The share of the outline that is a thin line of ink, on the part that is on the page; 0–1."""
    there = _sampled(inside, seal, np.array([1.0]))[0] > 0.5
    if there.mean() < 0.3:
        return 0.0
    covered = float(_line(on, seal)[there].mean())
    outside = float(_sampled(on, seal, np.linspace(1.09, 1.17, 4))[:, there].mean())
    shares = np.linspace(0.1, 0.9, 17)
    rows = _sampled(on, seal, shares)[:, there].mean(axis=1)
    fill = float((rows * shares).sum() / shares.sum())
    return covered if 0.03 < fill < 0.62 and covered - outside > 0.35 else 0.0


def _stands_alone(on: Ink, inside: Ink, seal: Seal, others: list[Seal]) -> bool:
    """Whether the outline is there also without the ink of clearer seals it runs across."""
    free = _sampled(inside, seal, np.array([1.0]))[0] > 0.5
    everywhere = float(free.mean())
    points = seal.rim(_TURNS)
    for other in others:
        turn = math.radians(other.slope)
        dx, dy = points[:, 0] - other.x, points[:, 1] - other.y
        along = (dx * math.cos(turn) + dy * math.sin(turn)) / other.radius
        across = (dy * math.cos(turn) - dx * math.sin(turn)) / (other.radius * other.flat)
        free &= np.hypot(along, across) > 1.06
    if free.mean() < 0.3 * everywhere:
        return False
    return float(_line(on, seal)[free].mean()) >= 0.6
