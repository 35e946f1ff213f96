"""Covering for good: solid black in new pixels.

A page is burnt twice. First as it is stored, so that nothing made of it afterwards (corrected,
resized, encoded, even the colour its rim is filled with) can hold anything of what was covered;
then again as it goes out, because interpolation has greyed the edges.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from desktop.domain.scans import Correction, MaskBox
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.fitting import Fitted, Fitting, fit
from desktop.imaging.pictures import Corners, Matrix, Picture, corners_of, moved

HAIR = 1.0
"""Pixels by which an area is covered beyond its edge."""

_FAR = 1e6  # corners of a foreign case file may lie anywhere; beyond this they are cut off


def burn(picture: Picture, boxes: Sequence[MaskBox], leads: Matrix | None = None) -> Picture:
    """A copy of ``picture`` with all of ``boxes`` solid black; the original is untouched.

    ``leads`` goes from the boxes' pixels to the picture's. A pixel touched in part is covered
    whole, and a hair around it.
    """
    height, width = picture.shape[:2]
    area = np.zeros((height, width), np.uint8)
    for box in boxes:
        corners = corners_of(box.quad)
        _fill(area, corners if leads is None else moved(corners, leads))
    made = np.array(picture, np.uint8, order="C", copy=True)
    made[cv2.dilate(area, np.ones((3, 3), np.uint8)) > 0] = 0
    return made


def _fill(area: Picture, corners: Corners) -> None:
    # A quad whose corners are in the wrong order crosses itself: all it can mean is covered.
    around = np.array([[x, y] for x in (-HAIR, HAIR) for y in (-HAIR, HAIR)])
    grown = np.clip((corners[:, None, :] + around).reshape(-1, 2), -_FAR, _FAR)
    hull = cv2.convexHull(grown.astype(np.float32)).reshape(-1, 2)
    # Places are continuous, pixel i from i to i + 1; OpenCV counts from the middle of pixels.
    cv2.fillConvexPoly(area, np.round(hull - 0.5).astype(np.int32), 1)


def masked(
    picture: Picture,
    boxes: Sequence[MaskBox],
    correction: Correction,
    wanted: Fitting,
    dpi: float | None = None,
) -> Fitted:
    """The masked copy of a stored page: its boxes burnt, upright, as large as ``wanted``."""
    height, width = picture.shape[:2]
    leads, _, _ = matrix(correction, width, height)

    def again(sized: Picture, scale: float) -> Picture:
        return burn(sized, boxes, np.diag([scale, scale, 1.0]) @ leads)

    upright = corrected(burn(picture, boxes), correction)
    return fit(upright, wanted, dpi=dpi, finish=again)
