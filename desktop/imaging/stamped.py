"""Places where a stamp lies over print that was not found at the first look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners, Picture, shrunk

Plane = NDArray[np.uint8]

_SIDE = 700
"""Pixels of the longer side at which stamps are looked for."""

_RED = 18
_DARK = 130
_SMALLEST, _LARGEST = 0.06, 0.4
"""Of the page's longer side: what a stamp measures."""

_LONGEST = 2.2
_LEFT_OVER = 0.004
"""Of a stamp's area: so much dark print outside the known lines is a line that was not found."""


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle of the page, in its pixels; ``right`` and ``bottom`` are outside.

    What is lighter than ``stain`` (0–255) in the picture without stamps is stamp or paper.
    """

    left: int
    top: int
    right: int
    bottom: int
    stain: float

    def printed(self, plain: Picture) -> Picture:
        """The area's print alone, black on white."""
        part = plain[self.top : self.bottom, self.left : self.right].astype(np.float32)
        black = float(np.percentile(part, 1))
        white = max(self.stain, black + 1)
        stretched = np.clip((part - black) / (white - black), 0, 1) * 255
        return np.asarray(stretched, np.uint8)


def unread(upright: Picture, plain: Picture, known: Sequence[Corners]) -> list[Area]:
    """Red stamps under which dark print stands outside the ``known`` lines.

    ``plain`` is the page in which stamps are pale.
    """
    height, width = upright.shape[:2]
    scale = min(1.0, _SIDE / max(height, width))
    small = shrunk(upright, scale)
    grey = shrunk(plain[:, :, 0], scale)
    dark = _unknown_print(grey, known, scale)
    stained = _stained(small)
    found = []
    for left, top, across, down in _stamps(stained):
        place = np.s_[top : top + down, left : left + across]
        if dark[place].mean() > _LEFT_OVER:
            # A line under a stamp reaches beyond it on both sides.
            air = across // 2
            found.append(
                Area(
                    max(0, round((left - air) / scale)),
                    max(0, round(top / scale)),
                    min(width, round((left + across + air) / scale)),
                    min(height, round((top + down) / scale)),
                    float(np.percentile(grey[place][stained[place] > 0], 15)),
                )
            )
    return found


def _stained(small: Picture) -> Plane:
    red, green, blue = (small[:, :, channel].astype(np.int16) for channel in range(3))
    return np.asarray(red - np.maximum(green, blue) > _RED, np.uint8)


def _stamps(stained: Plane) -> list[tuple[int, int, int, int]]:
    joined = cv2.morphologyEx(stained, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    _, _, parts, _ = cv2.connectedComponentsWithStats(joined)
    longer = max(stained.shape[:2])
    boxes = []
    for left, top, across, down, _ in parts[1:].tolist():
        long, short = max(across, down), min(across, down)
        if _SMALLEST * longer < long < _LARGEST * longer and long < _LONGEST * short:
            boxes.append((left, top, across, down))
    return boxes


def _unknown_print(grey: NDArray[Any], known: Sequence[Corners], scale: float) -> NDArray[np.bool_]:
    """Dark places that no known line holds, at the small size."""
    held: Plane = np.zeros(grey.shape[:2], np.uint8)
    for quad in known:
        cv2.fillConvexPoly(held, np.round(quad * scale).astype(np.int32), 1)
    held = np.asarray(cv2.dilate(held, np.ones((3, 3), np.uint8)), np.uint8)
    dark: NDArray[np.bool_] = (grey < _DARK) & (held == 0)
    return dark
