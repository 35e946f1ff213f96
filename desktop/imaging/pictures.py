"""The one form in which pixels pass between the parts of this room, and how places move with them.

A :data:`Picture` is rows × columns × (red, green, blue), 0–255. A :data:`Matrix` (3 × 3) carries
points of one picture to another; corners are rows of (x, y) in pixels, a quad has four of them.
"""

from __future__ import annotations

from typing import Any, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import Quad

Picture = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Corners = NDArray[np.float64]

_Tone = TypeVar("_Tone", bound="np.integer[Any] | np.floating[Any]")


def corners_of(quad: Quad) -> Corners:
    """A quad of the case as rows of numbers."""
    return np.asarray(quad, np.float64)


def quad_of(corners: Corners) -> Quad:
    """Four rows as a quad of the case, to a tenth of a pixel."""
    a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in corners)
    return (a, b, c, d)


def moved(corners: Corners, matrix: Matrix) -> Corners:
    """The same corners in the picture that ``matrix`` leads to."""
    ends = np.column_stack([corners, np.ones(len(corners))]) @ matrix.T
    flat: Corners = ends[:, :2] / ends[:, 2:]
    return flat


def inverse(matrix: Matrix) -> Matrix:
    """What leads back where ``matrix`` came from."""
    return np.asarray(np.linalg.inv(matrix), np.float64)


def shrunk(picture: NDArray[_Tone], scale: float) -> NDArray[_Tone]:
    """A picture, or one channel of it, made smaller; a page like a thread keeps a pixel's width."""
    height, width = picture.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    exact = None if min(height, width) * scale > 1 else size
    small = cv2.resize(picture, exact, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return small.astype(picture.dtype, copy=False)
