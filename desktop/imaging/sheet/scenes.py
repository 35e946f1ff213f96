"""What a photo shows around a sheet: whether that is a desk, and may be cut away."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners, Picture, shrunk

_INK = 9  # pixels: text, frames and ruled lines are thinner and are painted over
_SLIVER = 0.015  # of the picture: with less than this outside nothing is worth cutting
_ALIKE = 8.0  # distance of colours between what is the same paper
_MOSTLY = 0.55
_RIM = 10  # pixels along the picture's ends
_LIGHT, _STILL = 180.0, 3.5  # lightness and spread of a scanner's lid, or of paper on its glass
_DARKER = 28  # than the paper around it: text
_SHADED, _LIKE_PAPER = np.array([0.3, 1.0, 1.0]), 14.0  # distance of colours, shadows aside
_TEXT, _LOST = 150, 0.12  # pixels of text, and share of the sheet's own, not to be cut away
_BLACK, _COLOURLESS = 64.0, 8.0  # lightness of a scanner without its lid; no colour
_ONE_COLOUR, _NEARLY_ALL = 10.0, 0.97  # distance from, and share of what lies there
_DRAWN = 0.6  # share of pixels that three exact colours have: no camera saw them


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture made small: ``raw`` as it is, ``lab`` (L, a, b 0–255) without its thin dark marks.

    ``ink`` is where those marks were: text, frames, ruled lines.
    """

    raw: Picture
    lab: NDArray[np.float32]
    ink: NDArray[np.bool_]

    @classmethod
    def of(cls, picture: Picture, scale: float) -> Scene:
        """The scene of a picture made smaller by ``scale``."""
        small = shrunk(picture, scale)
        raw = cv2.resize(picture, small.shape[1::-1], interpolation=cv2.INTER_NEAREST)
        bare = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((_INK, _INK), np.uint8))
        soft = cv2.GaussianBlur(bare, (0, 0), 1.0)
        lab = cv2.cvtColor(soft, cv2.COLOR_RGB2LAB).astype(np.float32)
        darker = bare.max(axis=2).astype(int) - small.max(axis=2).astype(int)
        return cls(raw.astype(np.uint8), lab, darker > _DARKER)

    def shows_desk(self, corners: Corners) -> bool:
        """Whether what lies outside is worth cutting away, and can be no paper, lid or screen."""
        height, width = self.lab.shape[:2]
        sheet = np.zeros((height, width), np.uint8)
        cv2.fillConvexPoly(sheet, np.round(corners).astype(np.int32), 1)
        beyond = cv2.dilate(sheet, np.ones((9, 9), np.uint8)) == 0
        outside, inside = self.lab[beyond], self.lab[sheet == 1]
        if len(outside) < _SLIVER * height * width or not len(inside):
            return False
        rim = np.ones((height, width), bool)
        rim[_RIM:-_RIM, _RIM:-_RIM] = False
        paper = np.median(inside[::3], axis=0)
        if any(_share_like(part, paper) > _MOSTLY for part in (outside, self.lab[beyond & rim])):
            return False
        written = self.ink & (np.linalg.norm((self.lab - paper) * _SHADED, axis=2) < _LIKE_PAPER)
        if (written & beyond).sum() > max(_TEXT, _LOST * (written & (sheet == 1)).sum()):
            return False
        light = float(np.median(outside[:, 0]))
        spread = float(np.subtract(*np.percentile(outside[:, 0], (90, 10))))
        if light > _LIGHT and spread < _STILL:
            return False
        return _black(outside) or not _drawn(self.raw[beyond])


def _black(outside: NDArray[np.float32]) -> bool:
    """Whether nothing is there but black: an open scanner's, which compression leaves flat."""
    middle = np.median(outside, axis=0)
    near = np.abs(outside - middle).max(axis=1) < _ONE_COLOUR
    colour = float(np.abs(middle[1:] - 128).max())
    return bool(middle[0] < _BLACK and colour < _COLOURLESS and near.mean() > _NEARLY_ALL)


def _drawn(pixels: Picture) -> bool:
    """Whether a few exact colours make up nearly all of it: a screenshot, no camera saw this."""
    codes = pixels.astype(np.int32) @ np.array([65536, 256, 1])
    counts = np.sort(np.unique(codes, return_counts=True)[1])
    return bool(counts[-3:].sum() > _DRAWN * len(codes))


def _share_like(pixels: NDArray[np.float32], colour: NDArray[np.float32]) -> float:
    if not len(pixels):
        return 0.0
    return float((np.linalg.norm(pixels - colour, axis=1) < _ALIKE).mean())
