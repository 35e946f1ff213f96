"""Turning a :class:`Correction` into geometry and into pixels: a stored page made an upright sheet.

Places are continuous: pixel ``i`` reaches from ``i`` to ``i + 1``, so a picture 100 wide ends at
x = 100 and a quarter turn is exact. Knows nothing of what is on the page.
"""

from __future__ import annotations

import math

import cv2
import numpy as np

from desktop.domain.scans import Correction, Quad
from desktop.imaging.pictures import Corners, Matrix, Picture, corners_of, moved

_A4 = math.sqrt(2)
_SNAP = 0.05  # a sheet this near to A4's shape is A4; corners are not found more exactly
_EXACT = 0.5  # pixels; places in a case are rounded to tenths
_FOCAL = 0.75  # of the picture's longer side: a phone's camera
_FOCALS = (0.6, 1.2)
_SHAPES = (0.2, 5.0)  # sides' ratio that perspective may claim; beyond it the corners are wrong
_LEAST_SIDE = 8.0  # pixels; anything less is a slip of the hand, not a sheet
_LONGEST = 20_000  # pixels of a side made; corners of a foreign case file may lie anywhere
_SKEW_MEANT = 1e-3  # degrees
_HALF = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])


def usable(quad: Quad) -> bool:
    """Whether ``quad`` can be a sheet seen by a camera: convex, not mirrored, not a sliver."""
    corners = corners_of(quad)
    if np.abs(corners).max() > _LONGEST:
        return False
    sides = np.roll(corners, -1, axis=0) - corners
    after = np.roll(sides, -1, axis=0)
    bends = sides[:, 0] * after[:, 1] - sides[:, 1] * after[:, 0]
    lengths = np.linalg.norm(sides, axis=1)
    return bool(lengths.min() >= _LEAST_SIDE and (bends > 0.02 * lengths.min() ** 2).all())


def matrix(correction: Correction, width: int, height: int) -> tuple[Matrix, int, int]:
    """What leads places of the stored page (``width`` × ``height``) to the upright one; its size.

    Corners that cannot be a sheet's (see :func:`usable`) are passed over. Straightening widens
    the sheet so that nothing of it is lost.
    """
    whole = np.eye(3)
    if correction.mirrored:
        whole = np.array([[-1.0, 0.0, width], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    if correction.corners is not None and usable(correction.corners):
        corners = moved(corners_of(correction.corners), whole)
        if correction.mirrored:
            corners = corners[[1, 0, 3, 2]]
        step, width, height = _cut_out(corners, width, height)
        whole = step @ whole
    for _ in range(correction.turns):
        whole = np.array([[0.0, -1.0, height], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]) @ whole
        width, height = height, width
    if abs(correction.skew) >= _SKEW_MEANT:
        step, width, height = _rotation(correction.skew, width, height)
        whole = step @ whole
    return whole, width, height


def corrected(picture: Picture, correction: Correction) -> Picture:
    """The upright sheet. Nothing to correct: the very same picture; turns alone lose nothing."""
    if correction == Correction():
        return picture
    if correction.corners is None and abs(correction.skew) < _SKEW_MEANT:
        turned = picture[:, ::-1] if correction.mirrored else picture
        return np.ascontiguousarray(np.rot90(turned, -correction.turns))
    height, width = picture.shape[:2]
    whole, new_width, new_height = matrix(correction, width, height)
    made: Picture = cv2.warpPerspective(
        picture,
        np.linalg.inv(_HALF) @ whole @ _HALF,
        (new_width, new_height),
        flags=cv2.INTER_CUBIC,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_paper(picture, whole, new_width, new_height),
    ).astype(np.uint8, copy=False)
    return made


def _cut_out(corners: Corners, width: int, height: int) -> tuple[Matrix, int, int]:
    top, right, bottom, left = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    across, down = max(top, bottom), max(left, right)
    shape = _shape(corners, width, height) or across / down
    # a rectangle to the letter is a frame somebody laid: nothing was found inexactly there
    tips = np.linalg.norm(corners[2:] - corners[:2], axis=1)
    laid = max(abs(top - bottom), abs(right - left), abs(tips[0] - tips[1])) < _EXACT
    for known in (_A4, 1 / _A4):
        if not laid and abs(shape / known - 1) < _SNAP:
            shape = known
    # the side that perspective shortened is drawn out, never the other squeezed: no detail is lost
    across, down = max(across, down * shape), max(down, across / shape)
    shrink = min(1.0, _LONGEST / max(across, down))
    new_width, new_height = max(1, round(across * shrink)), max(1, round(down * shrink))
    target = [[0, 0], [new_width, 0], [new_width, new_height], [0, new_height]]
    step = cv2.getPerspectiveTransform(
        corners.astype(np.float32), np.array(target, dtype=np.float32)
    )
    return np.asarray(step, np.float64), new_width, new_height


def _shape(corners: Corners, width: int, height: int) -> float | None:
    """Width : height of the sheet itself, from how its sides run together (Zhang & He, 2003).

    A camera looking through the middle of its picture is taken for granted, and a phone's focal
    length where the sides do not tell it; None where the answer is absurd.
    """
    scale = max(width, height)
    centred = (corners - [width / 2, height / 2]) / scale
    one, two, four, three = (np.append(corner, 1.0) for corner in centred)
    flat_two, flat_three = np.cross(two, four) @ three, np.cross(three, four) @ two
    if abs(flat_two) < 1e-9 or abs(flat_three) < 1e-9:
        return None
    n2 = (np.cross(one, four) @ three) / flat_two * two - one
    n3 = (np.cross(one, four) @ two) / flat_three * three - one
    focal = _FOCAL**2
    # the third parts say how sides run together: near zero means parallel
    if abs(n2[2]) > 0.1 and abs(n3[2]) > 0.1:
        told = -(n2[0] * n3[0] + n2[1] * n3[1]) / (n2[2] * n3[2])
        focal = min(max(told, _FOCALS[0] ** 2), _FOCALS[1] ** 2)
    depth = np.array([1 / focal, 1 / focal, 1.0])
    shape = math.sqrt((n2 * n2 @ depth) / (n3 * n3 @ depth))
    return shape if _SHAPES[0] < shape < _SHAPES[1] else None


def _rotation(degrees: float, width: int, height: int) -> tuple[Matrix, int, int]:
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    new_width = math.ceil(width * abs(cos) + height * abs(sin))
    new_height = math.ceil(width * abs(sin) + height * abs(cos))
    across = new_width / 2 - cos * width / 2 + sin * height / 2
    down = new_height / 2 - sin * width / 2 - cos * height / 2
    return np.array([[cos, -sin, across], [sin, cos, down], [0, 0, 1]]), new_width, new_height


def _paper(picture: Picture, whole: Matrix, width: int, height: int) -> tuple[int, int, int]:
    """The colour along the sheet's edges: what is outside the picture is filled with it."""
    inset = 0.01
    along = np.linspace(inset, 1 - inset, 60)
    low, high = np.full_like(along, inset), np.full_like(along, 1 - inset)
    rim = np.concatenate(
        [
            np.column_stack(side)
            for side in ((along, low), (along, high), (low, along), (high, along))
        ]
    )
    stored = moved(rim * [width, height], np.linalg.inv(whole).astype(np.float64)).astype(int)
    rows, columns = picture.shape[:2]
    inside = (stored >= 0).all(axis=1) & (stored < [columns, rows]).all(axis=1)
    if not inside.any():
        return 255, 255, 255
    seen = picture[stored[inside][:, 1], stored[inside][:, 0]]
    red, green, blue = (int(value) for value in np.median(seen, axis=0))
    return red, green, blue
