"""The 免冠 photo of one inch: whether it is one, and how to cut it out of a larger picture.

A notice says little of it (25:35, in colour); what a photographer keeps to besides is only told as
a doubt. Positions are shares of the picture's width and height.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import Quad
from desktop.imaging import cascades
from desktop.imaging.fitting import Fitted, Fitting, fit
from desktop.imaging.pictures import Picture, corners_of, shrunk

Reason = Literal[
    "gray", "shape", "small", "background", "no_face", "several_faces", "head_small", "head_large",
    "head_high", "head_low", "head_aside",
]  # fmt: skip

MM_PER_INCH = 25.4
_SHAPE_SLACK = 0.03
_COLOURED = 24  # of 255 between the channels of a pixel that has a colour
_COLOURED_SHARE = 0.02
_SEARCHED = 360  # pixels of the longer side when faces are looked for
_FINER, _AGREED = 1.08, 5  # from one size searched to the next; finds that agree on a face
_FACE = 0.18  # of the shorter side: anything smaller is no face but a pattern

# The box of a face reaches from the brow to the chin and a little beyond on both sides.
_FACE_WIDTH = (0.42, 0.80)
_FACE_MIDDLE_X = (0.42, 0.58)
_FACE_MIDDLE_Y = (0.34, 0.60)
_IN_FRAME = (0.62, 0.50)
"""Width of the face, and where its middle stands from the top, in a frame that is proposed."""

_EVEN = 14.0  # of 255: what light and compression leave on one plain wall
_SIDE = 0.10  # of the width, beside the head
_DOWN_TO = 0.45  # of the height: below it shoulders begin


@dataclass(frozen=True, slots=True)
class PortraitSpec:
    """What a photo has to be: millimetres, dots per inch on them, and whether in ``colour``.

    Without ``shaped`` nobody asks for the millimetres.
    """

    width: float = 25.0
    height: float = 35.0
    dpi: int = 300
    colour: bool = False
    max_kb: int | None = None
    shaped: bool = True

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height in pixels: 295 × 413 for one inch."""
        return (
            round(self.width / MM_PER_INCH * self.dpi),
            round(self.height / MM_PER_INCH * self.dpi),
        )


@dataclass(frozen=True, slots=True)
class PortraitFinding:
    """What is not as it should be: ``refused`` by the notice's words, else a doubt.

    ``measured`` and ``wanted`` in the unit of the reason: width by height, pixels of width, shares
    of the picture, a spread of 0–255 for the background, numbers of faces.
    """

    reason: Reason
    refused: bool = False
    measured: float = 0.0
    wanted: float = 0.0


def examine(upright: Picture, spec: PortraitSpec) -> tuple[PortraitFinding, ...]:
    """Everything that is not as it should be, what the notice may refuse first."""
    return tuple(sorted(_findings(upright, spec), key=lambda finding: not finding.refused))


def frame(upright: Picture, spec: PortraitSpec) -> Quad | None:
    """Where to cut: the face in the middle, in the photo's shape; None without one face."""
    found = faces(upright)
    if len(found) != 1:
        return None
    x, y, across, down = found[0]
    rows, columns = upright.shape[:2]
    shape = spec.width / spec.height
    width = min(across / _IN_FRAME[0], columns, rows * shape)
    height = width / shape
    left = min(max(x + across / 2 - width / 2, 0.0), columns - width)
    top = min(max(y + down / 2 - height * _IN_FRAME[1], 0.0), rows - height)
    right, bottom = left + width, top + height
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def crop(upright: Picture, cut: Quad, spec: PortraitSpec) -> Fitted:
    """The photo within ``cut`` (its upright bounds), in the photo's shape, for its size on paper.

    Where the cut is of another shape it is taken around its middle. Never enlarged.
    """
    rows, columns = upright.shape[:2]
    corners = corners_of(cut).clip(0, [columns, rows])
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    wide, high = spec.pixels
    across, down = right - left, bottom - top
    width = min(across, down * wide / high)
    height = width * high / wide
    scale = min(1.0, wide / max(width, 1.0))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    middle = ((left + right) / 2, (top + bottom) / 2)
    # A photo is cut to whole pixels of what goes out, not of what was there.
    step = np.array(
        [
            [scale, 0.0, size[0] / 2 - scale * middle[0]],
            [0.0, scale, size[1] / 2 - scale * middle[1]],
        ]
    )
    smooth = upright if scale > 0.5 else cv2.GaussianBlur(upright, (0, 0), 0.45 / scale)
    made = cv2.warpAffine(
        smooth, step, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    photo = np.asarray(made, np.uint8)
    return fit(photo, Fitting(max_kb=spec.max_kb, min_side=min(size)), dpi=spec.dpi)


def faces(upright: Picture) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of each face, in pixels, the largest first."""
    gray, scale, least = _searched(upright)
    found = cascades.alternative().found(gray, _FINER, _AGREED, least) or (
        cascades.default().found(gray, _FINER, _AGREED, least)
    )
    boxes = [(x / scale, y / scale, w / scale, h / scale) for (x, y, w, h), _ in found]
    return sorted(boxes, key=lambda box: -box[2])


def standing(upright: Picture) -> int:
    """How much speaks for a face that stands upright: 0 nothing, tens for most photos."""
    gray, _, least = _searched(upright)
    both = (cascades.alternative(), cascades.default())
    finds = (cascade.found(gray, _FINER, _AGREED, least) for cascade in both)
    return sum(max((agreeing for _, agreeing in found), default=0) for found in finds)


def _searched(upright: Picture) -> tuple[NDArray[np.uint8], float, int]:
    """The small gray picture faces are looked for in, its scale, and the smallest face's side."""
    scale = min(1.0, _SEARCHED / max(upright.shape[:2]))
    small = shrunk(upright, scale)
    gray = cv2.equalizeHist(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)).astype(np.uint8, copy=False)
    return gray, scale, max(24, int(_FACE * min(gray.shape)))


def _findings(upright: Picture, spec: PortraitSpec) -> Iterator[PortraitFinding]:
    rows, columns = upright.shape[:2]
    shape, meant = columns / rows, spec.width / spec.height
    if spec.colour and _is_gray(upright):
        yield PortraitFinding("gray", refused=True)
    if spec.shaped and abs(shape / meant - 1) > _SHAPE_SLACK:
        yield PortraitFinding("shape", measured=shape, wanted=meant)
    if spec.shaped and columns < spec.pixels[0] * (1 - _SHAPE_SLACK):
        yield PortraitFinding("small", measured=columns, wanted=spec.pixels[0])
    spread = _background(upright)
    if spread > _EVEN:
        yield PortraitFinding("background", measured=spread, wanted=_EVEN)
    found = faces(upright)
    if not found:
        yield PortraitFinding("no_face")
    elif len(found) > 1 and found[1][2] > 0.5 * found[0][2]:
        yield PortraitFinding("several_faces", measured=len(found), wanted=1)
    else:
        yield from _head(found[0], columns, rows)


def _head(
    face: tuple[float, float, float, float], columns: int, rows: int
) -> Iterator[PortraitFinding]:
    x, y, across, down = face
    share, aside, middle = across / columns, (x + across / 2) / columns, (y + down / 2) / rows
    limits: tuple[tuple[Reason, float, float, bool], ...] = (
        ("head_small", share, _FACE_WIDTH[0], share < _FACE_WIDTH[0]),
        ("head_large", share, _FACE_WIDTH[1], share > _FACE_WIDTH[1]),
        ("head_high", middle, _FACE_MIDDLE_Y[0], middle < _FACE_MIDDLE_Y[0]),
        ("head_low", middle, _FACE_MIDDLE_Y[1], middle > _FACE_MIDDLE_Y[1]),
        ("head_aside", aside, 0.5, not _FACE_MIDDLE_X[0] <= aside <= _FACE_MIDDLE_X[1]),
    )
    for reason, measured, wanted, off in limits:
        if off:
            yield PortraitFinding(reason, measured=measured, wanted=wanted)


def _is_gray(upright: Picture) -> bool:
    spread = upright.max(axis=2).astype(int) - upright.min(axis=2)
    return float((spread > _COLOURED).mean()) < _COLOURED_SHARE


def _background(upright: Picture) -> float:
    """How far the wall beside the head differs from one colour (0–255).

    The median of the channels' spread from the strips' own middle: a hair or an ear in one of the
    strips does not count.
    """
    rows, columns = upright.shape[:2]
    side, down = max(1, round(columns * _SIDE)), max(1, round(rows * _DOWN_TO))
    strips = [upright[:down, :side], upright[:down, -side:], upright[:side, side:-side]]
    wall = np.concatenate([strip.reshape(-1, 3) for strip in strips]).astype(np.float64)
    middle = np.median(wall, axis=0)
    off = np.abs(wall - middle).max(axis=1)
    return float(np.quantile(off, 0.8))
