"""How far the lines of a page lean, to a few hundredths of a degree.

The boxes of the lines say it roughly. Then the page's ink is projected along ever so slightly
different directions: where it gathers most closely in rows, it is level.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners, Picture

_LONG = 4.0  # times its height: shorter boxes tell no direction
_MOST = 30.0  # degrees; a page that leans more was turned on purpose
_INK_SIDE = 1200  # pixels of the longer side of the picture the ink is taken from
_INK = 150_000  # dark pixels projected at most
_AROUND, _STEP = 1.2, 0.1  # degrees looked at around what the boxes say
_FEW = 400  # dark pixels below which nothing is projected


def slant(picture: Picture, areas: Sequence[Corners]) -> float:
    """Degrees clockwise by which the lines in ``areas`` lean off level or upright; 0 where unsure.

    ``areas`` are quads around lines, lying or standing, in pixels of ``picture``.
    """
    leans, lengths, standing = _leans(areas)
    if not len(leans):
        return 0.0
    rough = _middle(leans, lengths)
    near = np.abs(leans - rough) < 2.0
    if abs(rough) > _MOST or lengths[near].sum() < 0.5 * lengths.sum():
        return 0.0
    rough = float(np.average(leans[near], weights=lengths[near]))
    return _refined(picture, areas, rough, standing=standing)


def _leans(areas: Sequence[Corners]) -> tuple[NDArray[np.float64], NDArray[np.float64], bool]:
    """Lean and length of each long box of the direction most text has, and whether it stands."""
    along = {False: [np.empty((0, 2))], True: [np.empty((0, 2))]}
    for a, b, c, d in areas:
        across, down = (b - a + c - d) / 2, (d - a + c - b) / 2
        lengths = np.linalg.norm(across), np.linalg.norm(down)
        if max(lengths) >= _LONG * min(lengths):
            stands = bool(lengths[1] > lengths[0])
            along[stands].append((down if stands else across)[None])
    lines = {stands: np.concatenate(found) for stands, found in along.items()}
    total = {stands: float(np.linalg.norm(found, axis=1).sum()) for stands, found in lines.items()}
    standing = total[True] > total[False]
    x, y = lines[standing].T
    leans = np.degrees(np.arctan2(-x, y) if standing else np.arctan2(y, x))
    leans = (leans + 90) % 180 - 90
    return leans, np.hypot(x, y), standing


def _middle(values: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    order = np.argsort(values)
    reached = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(reached, reached[-1] / 2)])


def _refined(picture: Picture, areas: Sequence[Corners], rough: float, *, standing: bool) -> float:
    x, y = _ink(picture, areas)
    if len(x) < _FEW:
        return rough
    if standing:
        x, y = y, -x
    angles = rough + np.arange(-_AROUND, _AROUND + _STEP / 2, _STEP)
    sharp = np.array([_sharpness(x, y, angle) for angle in angles])
    best = int(sharp.argmax())
    if best in (0, len(angles) - 1):
        return rough
    fine = angles[best] + np.arange(-1, 1.01, 0.2) * _STEP
    sharp = np.array([_sharpness(x, y, angle) for angle in fine])
    return float(fine[int(sharp.argmax())])


def _ink(
    picture: Picture, areas: Sequence[Corners]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places of dark pixels of the lines in ``areas``, in pixels of a reduced picture."""
    scale = min(1.0, _INK_SIDE / max(picture.shape[:2]))
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if scale < 1:
        gray = cv2.resize(gray, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    text = np.zeros_like(gray)
    quads = [np.round(area * scale).astype(np.int32) for area in areas]
    for quad in quads:
        cv2.fillConvexPoly(text, quad, 1)
    text = cv2.dilate(text, np.ones((5, 5), np.uint8))
    rows, columns = np.nonzero((dark > 0) & (text > 0))
    step = max(1, len(rows) // _INK)
    return columns[::step].astype(np.float64), rows[::step].astype(np.float64)


def _sharpness(x: NDArray[np.float64], y: NDArray[np.float64], degrees: float) -> float:
    """How closely the ink gathers in rows when it is projected along ``degrees``."""
    angle = np.radians(degrees)
    rows = np.round(y * np.cos(angle) - x * np.sin(angle)).astype(int)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    return float((counts**2).sum())
