"""One line of text cut out of a page, laid level, and the way back to the page."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners, Matrix, Picture, moved

TALL = 1.5
"""A box this many times higher than wide holds a column, or a line lying on its side."""

_SMALLEST = 4.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A level picture of one line; ``to_page`` leads from its pixels to the page's.

    ``steps`` is set where the picture was put together from pieces (see ``columns``): pairs of a
    place along the picture and the same place along the strip it was made from; ``across`` is then
    where the ink of that strip begins and ends across it.
    """

    picture: Picture
    to_page: Matrix
    tall: bool
    steps: NDArray[np.float64] | None = None
    across: tuple[float, float] | None = None

    @property
    def width(self) -> int:
        """Pixels along the line."""
        return int(self.picture.shape[1])

    @property
    def height(self) -> int:
        """Pixels across the line."""
        return int(self.picture.shape[0])

    def placed(self, start: float, end: float, depth: tuple[float, float] | None = None) -> Corners:
        """The corners on the page of the stretch between two places along the line.

        As deep as the strip, or from the one to the other of two places across it.
        """
        if self.steps is not None:
            start, end = np.interp((start, end), self.steps[:, 0], self.steps[:, 1])
        top, bottom = depth or (0.0, self.height)
        return moved(
            np.array([[start, top], [end, top], [end, bottom], [start, bottom]]), self.to_page
        )


def strip_of(picture: Picture, quad: Corners) -> Strip | None:
    """The line in ``quad`` (from its top left, clockwise); None where it has no size.

    A tall quad is laid on its left side, so that what runs down the page runs to the right.
    """
    across, down = _sides(quad)
    tall = down >= TALL * across
    if tall:
        quad = np.roll(quad, -1, axis=0)
        across, down = down, across
    if min(across, down) < _SMALLEST:
        return None
    width, height = round(across), round(down)
    level = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    to_page = cv2.getPerspectiveTransform(level, quad.astype(np.float32))
    cut = cv2.warpPerspective(
        picture,
        to_page,
        (width, height),
        flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return Strip(np.asarray(cut, np.uint8), np.asarray(to_page, np.float64), tall)


def _sides(quad: Corners) -> tuple[float, float]:
    def far(a: int, b: int) -> float:
        return float(np.linalg.norm(quad[a] - quad[b]))

    return max(far(0, 1), far(3, 2)), max(far(0, 3), far(1, 2))
