"""Whether the lines of a page lie or stand, and how far they lean, to hundredths of a degree.

The boxes of the lines say it roughly. Then each line's ink is projected along ever so slightly
different directions: where it gathers most closely in rows, it is level.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners, Picture, shrunk

Places = NDArray[np.float64]

_LONG = 4.0  # times its height: shorter boxes tell no direction
_MOST = 30.0  # degrees; a page that leans more was turned on purpose
_INK_SIDE = 1200  # pixels of the longer side of the picture the ink is taken from
_INK = 150_000  # dark pixels projected at most
_AROUND, _STEP = 1.2, 0.1  # degrees looked at around what the boxes say
_FEW = 400  # dark pixels below which nothing is projected

_SEEN_AT = 900  # pixels of the longer side at which ink is joined to lines
_THINNEST, _THICKEST = 5, 40  # pixels there of what may be a line
_SOLID = 0.35  # of the box around a line: so much ink it has, joined; a rule's corner has less
_STRETCHED = 2.0  # times its thickness: what is shorter tells no direction
_STANDING = 1.5  # times what lies: a page whose lines stand, and not only the edge of a table


def stands(picture: Picture) -> bool:
    """Whether most lines run down the picture: a page on its side, or one of vertical text.

    Told by the ink alone, before text is looked for: characters of a line are closer to each other
    than lines are.
    """
    scale = min(1.0, _SEEN_AT / max(picture.shape[:2]))
    gray = np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), np.uint8)
    small = shrunk(gray, scale)
    dark = cv2.adaptiveThreshold(
        small, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 21, 12
    )
    joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    _, _, parts, _ = cv2.connectedComponentsWithStats(joined)
    width, height, ink = parts[1:, 2:5].astype(np.float64).T
    thick = np.minimum(width, height)
    line = (thick >= _THINNEST) & (thick < _THICKEST) & (ink > _SOLID * width * height)
    lying = float(width[line & (width > _STRETCHED * height)].sum())
    standing = float(height[line & (height > _STRETCHED * width)].sum())
    return standing > _STANDING * lying


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
    x, y, line = _ink(picture, areas)
    if len(x) < _FEW:
        return rough
    if standing:
        x, y = y, -x
    angles = rough + np.arange(-_AROUND, _AROUND + _STEP / 2, _STEP)
    sharp = np.array([_sharpness(x, y, line, angle) for angle in angles])
    best = int(sharp.argmax())
    if best in (0, len(angles) - 1):
        return rough
    fine = angles[best] + np.arange(-1, 1.01, 0.2) * _STEP
    sharp = np.array([_sharpness(x, y, line, angle) for angle in fine])
    return float(fine[int(sharp.argmax())])


def _ink(picture: Picture, areas: Sequence[Corners]) -> tuple[Places, Places, NDArray[np.int64]]:
    """Places of dark pixels of the lines, in pixels of a reduced picture, and which line's."""
    scale = min(1.0, _INK_SIDE / max(picture.shape[:2]))
    gray = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if scale < 1:
        gray = shrunk(gray, scale)
    dark = cv2.adaptiveThreshold(gray, 1, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 25, 12)
    lines = np.zeros(gray.shape, np.int32)
    for number, area in enumerate(areas, 1):
        cv2.fillConvexPoly(lines, np.round(area * scale).astype(np.int32), number)
    rows, columns = np.nonzero((dark > 0) & (lines > 0))
    step = max(1, len(rows) // _INK)
    rows, columns = rows[::step], columns[::step]
    line = lines[rows, columns].astype(np.int64)
    return columns.astype(np.float64), rows.astype(np.float64), line


def _sharpness(x: Places, y: Places, line: NDArray[np.int64], degrees: float) -> float:
    """How closely each line's ink gathers in rows when it is projected along ``degrees``.

    Line by line: what stands beside each other in two columns need not lie on one row.
    """
    angle = np.radians(degrees)
    rows = np.round(y * np.cos(angle) - x * np.sin(angle)).astype(np.int64)
    rows -= rows.min()
    counts = np.bincount(rows + line * (rows.max() + 1)).astype(np.float64)
    return float((counts**2).sum())
