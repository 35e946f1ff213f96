"""What is written on a seal, made into straight lines that the reader can read.

The words along the rim are unrolled, from the gap between their end and their beginning; black
print that runs over the seal is taken out first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging import ink
from desktop.imaging.ink import Ink, as_ink
from desktop.imaging.outlines import Seal
from desktop.imaging.pictures import Picture

_RADIUS = 190.0
"""Half the longer axis of a seal, in pixels, when it is unrolled."""
_OUTER, _INNER = 0.955, 0.56
"""Where the words along the rim usually lie, as shares of the way from the middle to the line."""
_STEPS = 720


@dataclass(frozen=True, slots=True)
class Impression:
    """A seal alone: its ink in a picture where it has a set size, and its outline there."""

    strength: Ink
    seal: Seal

    def along(self, outer: float, inner: float, rows: int, columns: int, start: float) -> Ink:
        """The band between two shares of the way out, unrolled clockwise from ``start``."""
        angles = np.linspace(0, 2 * math.pi, columns, endpoint=False) + start
        middle = np.array([self.seal.x, self.seal.y])
        shares = np.linspace(outer, inner, rows)[:, None, None]
        points = (middle + (self.seal.rim(angles) - middle) * shares).astype(np.float32)
        band = cv2.remap(
            self.strength, points[..., 0], points[..., 1], cv2.INTER_LINEAR, borderValue=0
        )
        return as_ink(band)


def impression(upright: Picture, seal: Seal) -> Impression:
    """The seal's ink without the print that lies over or under it."""
    reach = seal.radius * 1.25
    left, top = max(0, int(seal.x - reach)), max(0, int(seal.y - reach))
    part = upright[top : int(seal.y + reach) + 1, left : int(seal.x + reach) + 1]
    k = _RADIUS / seal.radius
    way = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    large = cv2.resize(part, None, fx=k, fy=k, interpolation=way).astype(np.uint8)
    passed = ink.passed_of(large)
    moved = replace(seal, x=(seal.x - left) * k, y=(seal.y - top) * k, radius=_RADIUS)
    strength = _gray_ink(passed, moved) if seal.gray else _red_ink(passed)
    return Impression(strength, moved)


def _red_ink(passed: Ink) -> Ink:
    red = ink.red_of(as_ink(cv2.GaussianBlur(passed, (0, 0), 0.8)))
    # under heavy print colour is guesswork: let the surroundings speak
    heavy = cv2.morphologyEx(
        (passed[..., 0] < 0.3).astype(np.uint8), cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)
    )
    return _filled(red, heavy)


def _gray_ink(passed: Ink, seal: Seal) -> Ink:
    """Dark as the seal's own line; what is much darker is print over it."""
    dark = ink.dark_of(passed)
    line = Impression(dark, seal).along(1.02, 0.98, 5, _STEPS, 0.0).max(axis=0)
    own = float(np.median(line))
    heavy = (dark > min(0.97, own * 1.5)).astype(np.uint8)
    share = float(heavy.mean())
    if share > 0.12:
        return dark
    return _filled(dark, cv2.dilate(heavy, np.ones((3, 3), np.uint8)))


def _filled(strength: Ink, holes: NDArray[np.integer[Any] | np.floating[Any]]) -> Ink:
    """The map with its holes closed from their edges."""
    if not holes.any():
        return strength
    level = (strength.clip(0, 1) * 255).astype(np.uint8)
    closed = cv2.inpaint(level, (holes > 0).astype(np.uint8), 2, cv2.INPAINT_TELEA)
    return as_ink(closed / 255.0)


def strips(found: Impression) -> list[Picture]:
    """The words along the rim as one line each time, the likeliest way of unrolling first."""
    start, end = _words(found)
    outer, inner = _band(found)
    ways = [
        _Band(outer, inner, start, end),
        _Band(min(outer, _OUTER), min(inner, 0.52), start - 0.2, end + 0.2, stretch=1.3),
        _Band(0.93, 0.6, math.pi / 2, math.pi * 2.5, stretch=0.9),
    ]
    return [_strip(found, way) for way in ways]


@dataclass(frozen=True, slots=True)
class _Band:
    """What to unroll: between two shares of the way out, from an angle to another, how wide."""

    outer: float
    inner: float
    start: float
    end: float
    stretch: float = 1.0


def _band(found: Impression) -> tuple[float, float]:
    """Outer and inner end of the words along the rim, as shares of the way out."""
    shares = np.linspace(1.0, 0.4, 121)
    filled = found.along(1.0, 0.4, len(shares), _STEPS, 0.0)
    profile = cv2.GaussianBlur((filled > _least(filled)).mean(axis=1)[:, None], (1, 7), 0)[:, 0]
    rim = (shares < 0.975) & (shares > 0.84)
    gap = int(np.flatnonzero(rim)[profile[rim].argmin()])
    outer = min(float(shares[gap]) + 0.01, 0.965)
    words = (shares < outer) & (shares > 0.6)
    height = float(np.percentile(profile[words], 80))
    inner = _INNER
    for share, value in zip(shares, profile, strict=True):
        if share < 0.72 and value < 0.3 * height:
            inner = float(share) - 0.015
            break
    return outer, max(0.42, min(inner, 0.7))


def _least(strength: Ink) -> float:
    """From where on a value counts as ink: a third of what the strokes have."""
    return max(0.035, float(np.percentile(strength, 96)) * 0.35)


def _words(found: Impression) -> tuple[float, float]:
    """From where to where the words run, clockwise, in radians from level."""
    band = found.along(0.92, 0.62, 40, _STEPS, 0.0)
    there = (band > _least(band)).mean(axis=0) > 0.06
    # breaks between characters are no gaps
    size = _STEPS // 24
    ring = np.concatenate([there[-size:], there, there[:size]]).astype(np.uint8)[None, :]
    closed = cv2.morphologyEx(ring, cv2.MORPH_CLOSE, np.ones((1, size), np.uint8))[0, size:-size]
    best, where = 0.0, None
    edges = np.flatnonzero(np.diff(np.concatenate([closed[-1:], closed]).astype(np.int8)))
    empty = [e for e in edges if not closed[e]]
    for begin in empty:
        length = next(i for i in range(1, _STEPS + 1) if closed[(begin + i) % _STEPS])
        middle = 2 * math.pi * (begin + length / 2) / _STEPS
        weight = length * (1 + 0.5 * math.sin(middle))
        if length > _STEPS // 16 and weight > best:
            best, where = weight, (begin, length)
    if where is None:
        return math.pi / 2, math.pi * 2.5
    step = 2 * math.pi / _STEPS
    margin = 0.08
    start = (where[0] + where[1]) * step - margin
    return start, start + (_STEPS - where[1]) * step + 2 * margin


def _strip(found: Impression, band: _Band) -> Picture:
    """Dark words on white."""
    height, turn = 56, 2 * math.pi
    middle = (band.outer + band.inner) / 2 * (1 + found.seal.flat) / 2
    columns = round(height * turn * middle / (band.outer - band.inner) * band.stretch)
    used = round(columns * min(band.end - band.start, turn) / turn)
    whole = found.along(band.outer, band.inner, height, columns, band.start)[:, :used]
    low, high = (float(value) for value in np.percentile(whole, (30, 97)))
    shown = ((whole - low) / max(0.06, high - low)).clip(0, 1)
    paper = (255 - shown * 255).astype(np.uint8)
    framed = cv2.copyMakeBorder(paper, 6, 6, 14, 14, cv2.BORDER_CONSTANT, value=255)
    return np.repeat(framed[..., None], 3, axis=2)
