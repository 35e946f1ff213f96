"""Where circles might be: every edge of a line votes for the middle it turns towards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.ink import Ink

_SIDE = 640
"""Longer side of the field in which is voted: a step there is fine enough to begin from."""
_CELL = 3
"""Side of a cell of the vote, in pixels of that field."""
_GROWTH = 1.06
_VOTERS = 30_000
_LEAST = 0.2
"""Votes a pixel of circumference below which nobody need look closer."""
_LIMIT = 14
"""Circles of one shape looked at closer."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle, or one pressed to ``flat`` times its height, that many edges agree on."""

    x: float
    y: float
    radius: float
    flat: float
    votes: float


def guessed(
    field: Ink, least: float, most: float, full: float, flats: Sequence[float] = (1.0,)
) -> list[Circle]:
    """Circles of ink lines with radii ``least`` to ``most`` pixels, best first.

    Ink counts as such up to ``full``; ``flats`` are the heights, beside their width, looked for.
    """
    k = min(1.0, _SIDE / max(field.shape))
    found: list[Circle] = []
    for flat in flats:
        small = cv2.resize(field, None, fx=k, fy=k / flat, interpolation=cv2.INTER_AREA)
        voted = _voted(np.minimum(small, full) / full, least * k, most * k)
        found += [
            Circle(x / k, y / k * flat, radius / k, flat, votes) for x, y, radius, votes in voted
        ]
    return sorted(found, key=lambda circle: -circle.votes)


def _voted(
    field: NDArray[np.floating], least: float, most: float
) -> Iterator[tuple[float, float, float, float]]:
    # a faded seal's line has as much to say as a fresh one's
    even = cv2.GaussianBlur(field.astype(np.float32), (3, 3), 0)
    gx, gy = cv2.Sobel(even, cv2.CV_32F, 1, 0), cv2.Sobel(even, cv2.CV_32F, 0, 1)
    steep = np.hypot(gx, gy)
    ys, xs = np.nonzero(steep > 0.5)
    if len(xs) < 40:
        return
    if len(xs) > _VOTERS:
        strongest = np.argpartition(steep[ys, xs], -_VOTERS)[-_VOTERS:]
        ys, xs = ys[strongest], xs[strongest]
    size = steep[ys, xs]
    # ink grows inwards at a line's outer edge
    ux, uy = gx[ys, xs] / size, gy[ys, xs] / size
    radii = least * _GROWTH ** np.arange(int(np.log(most / least) / np.log(_GROWTH)) + 1)
    rows, columns = (side // _CELL + 1 for side in field.shape)
    votes = np.empty((len(radii), rows, columns), np.float32)
    for row, radius in enumerate(radii):
        cx = ((xs + ux * radius) / _CELL).astype(np.int32)
        cy = ((ys + uy * radius) / _CELL).astype(np.int32)
        ok = (cx >= 0) & (cx < columns) & (cy >= 0) & (cy < rows)
        counted = np.bincount(cy[ok] * columns + cx[ok], minlength=rows * columns)
        near = cv2.boxFilter(
            counted.reshape(rows, columns).astype(np.float32), -1, (3, 3), normalize=False
        )
        votes[row] = near / (2 * np.pi * radius)
    # a few strokes suffice for a small round, so a large one says more
    votes *= np.sqrt(radii / radii[0])[:, None, None]
    best = votes.max(axis=0)
    peaks = best >= np.maximum(cv2.dilate(best, np.ones((5, 5), np.uint8)), _LEAST)
    ys, xs = np.nonzero(peaks)
    for place in np.argsort(-best[ys, xs])[:_LIMIT]:
        y, x = int(ys[place]), int(xs[place])
        row = int(votes[:, y, x].argmax())
        yield (x + 0.5) * _CELL, (y + 0.5) * _CELL, float(radii[row]), float(best[y, x])
