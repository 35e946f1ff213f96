"""Where photographs may lie on a page: areas that are not paper, not print and not drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging import ink
from desktop.imaging.pictures import Picture, shrunk

_WORK = 700
"""Longer side of the picture areas are looked for in."""
_SMALLEST, _LARGEST = 0.035, 0.75
"""Sides of an area as shares of the page's longer side (25 mm on A4 are 0.084)."""


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle in pixels; ``filled`` is the share of it that is not paper, 0–1."""

    left: float
    top: float
    right: float
    bottom: float
    filled: float = 1.0

    @property
    def width(self) -> float:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top

    @property
    def like_portrait(self) -> bool:
        """Whether it has the shape of a portrait (25:35 to 26:32) and is a picture throughout."""
        return self.filled > 0.8 and 0.64 < self.width / max(self.height, 1.0) < 0.88


def areas(upright: Picture, *, shaded: bool = False) -> list[Area]:
    """Areas of continuous tone, the largest first; the heads of portraits on white among them.

    ``shaded`` parts them from a shadow's edge that runs into them; what is as large as a shadow is
    then no area.
    """
    k = min(1.0, _WORK / max(upright.shape[:2]))
    small = shrunk(upright, k)
    passed = ink.passed_of(small, ink.shaded_paper_of(small) if shaded else None)
    toned = (passed.min(axis=2) < 0.9).astype(np.uint8)
    # strokes and lines vanish, what is broad stays
    broad = cv2.morphologyEx(toned, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    joined = cv2.morphologyEx(broad, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    _, _, rows, _ = cv2.connectedComponentsWithStats(joined)
    longest = max(small.shape[:2])
    found = []
    for left, top, width, height, size in rows[1:].tolist():
        if min(width, height) < _SMALLEST * longest or max(width, height) > _LARGEST * longest:
            continue
        box = (left / k, top / k, (left + width) / k, (top + height) / k)
        found.append(Area(*box, filled=size / (width * height)))
    return sorted(found, key=lambda area: -area.width * area.height)


def framed(upright: Picture, expected: Area) -> Area | None:
    """The rectangle of edges nearest to the expected one, None where a side has no edge.

    Each side may lie up to a sixth of the width off. An edge runs over most of the side; the
    innermost one is the photograph's, farther ones belong to the form it was put on.
    """
    reach = expected.width / 6
    left, top = max(0, int(expected.left - reach)), max(0, int(expected.top - reach))
    part = upright[top : int(expected.bottom + reach), left : int(expected.right + reach)]
    if min(part.shape[:2]) < 24:
        return None
    across = np.abs(np.diff(part.astype(np.int16), axis=1)).max(axis=2)
    down = np.abs(np.diff(part.astype(np.int16), axis=0)).max(axis=2)
    x0, y0 = expected.left - left, expected.top - top
    x1, y1 = expected.right - left, expected.bottom - top
    inner_x = slice(max(0, int(x0 + expected.width * 0.15)), int(x1 - expected.width * 0.15))
    inner_y = slice(max(0, int(y0 + expected.height * 0.15)), int(y1 - expected.height * 0.15))
    if not across[inner_y, inner_x].size:
        return None  # most of what is expected lies beyond the page
    columns = (across[inner_y] > 7).mean(axis=0)
    rows = (down[:, inner_x] > 7).mean(axis=1)
    sides = [
        _edge(columns, x0, reach, first=True),
        _edge(rows, y0, reach, first=True),
        _edge(columns, x1, reach, first=False),
        _edge(rows, y1, reach, first=False),
    ]
    if any(side is None for side in sides):
        return None
    a, b, c, d = (float(side or 0.0) for side in sides)
    return Area(a + left, b + top, c + left, d + top)


def _edge(
    profile: NDArray[np.floating[Any]], near: float, reach: float, *, first: bool
) -> float | None:
    """The innermost place near ``near`` where an edge runs over most of the side."""
    begin, end = max(0, int(near - reach)), min(len(profile), int(near + reach) + 1)
    strong = np.flatnonzero(profile[begin:end] > 0.6)
    if not len(strong):
        return None
    # both sides of a frame's line are edges, and a soft edge is some pixels wide
    inwards = strong[::-1] if first else strong
    place = int(inwards[0])
    for other in inwards[1:]:
        if abs(int(other) - place) > 4:
            break
        place = int(other)
    return float(begin + place + (0 if first else 1))
