"""Photos of sheets on desks with known corners, drawn for the tests of the geometry."""

from __future__ import annotations

import cv2
import numpy as np

from desktop.domain.scans import Quad
from desktop.imaging.pictures import Corners, Picture

LEVEL: Quad = ((220, 150), (1220, 150), (1220, 1560), (220, 1560))
TILTED: Quad = ((260, 190), (1180, 130), (1290, 1490), (150, 1580))
CUT: Quad = ((150, -60), (1240, 130), (1190, 1600), (110, 1500))
"""A sheet whose first corner is outside the picture."""

SIZE = (1440, 1760)
"""Width and height of every scene."""


def page(width: int = 1000, height: int = 1414, paper: int = 244, lines: int = 24) -> Picture:
    """A sheet of text: rows of dark words on paper."""
    chance = np.random.default_rng(7)
    made = np.full((height, width, 3), paper, np.uint8)
    for row in range(lines):
        y = int(height * (0.1 + 0.8 * row / lines))
        x = int(width * 0.12)
        while x < width * 0.85:
            word = int(chance.integers(12, 22))
            made[y : y + 18, x : x + word] = 40
            made[y + 6 : y + 9, x : x + word] = paper
            x += word + int(chance.integers(5, 9))
    return made


def framed(sheet: Picture, inset: int = 40, thick: int = 10) -> Picture:
    """The sheet with a printed frame, as certificates have it."""
    made = sheet.copy()
    height, width = made.shape[:2]
    ends = (inset, inset), (width - inset, height - inset)
    cv2.rectangle(made, *ends, (170, 30, 30), thick)
    return made


def desk(kind: str) -> Picture:
    """A table top under a lamp: ``dark``, ``wood``, ``bright``, ``checked`` or ``striped``."""
    width, height = SIZE
    chance = np.random.default_rng(3)
    rows, columns = np.mgrid[:height, :width].astype(np.float32)
    tones = {
        "dark": (52, 50, 56),
        "wood": (168, 122, 84),
        "bright": (205, 203, 199),
        "checked": (196, 80, 84),
        "striped": (90, 120, 190),
    }
    made = np.empty((height, width, 3), np.float32)
    made[:] = tones[kind]
    if kind == "wood":
        made += 14 * np.sin(rows / 9 + 3 * np.sin(columns / 300))[..., None]
    if kind == "checked":
        made[(rows // 90 + columns // 90) % 2 == 0] = (236, 232, 226)
    if kind == "striped":
        made[(rows + 0.6 * columns) % 120 < 60] = (225, 214, 120)
    made += chance.normal(0, 3, made.shape)
    made *= (1.06 - 0.16 * columns / width)[..., None]
    return np.asarray(made.clip(0, 255), np.uint8)


def laid(sheet: Picture, quad: Quad, on: Picture) -> Picture:
    """``sheet`` lying on a desk, its corners at ``quad``."""
    height, width = sheet.shape[:2]
    starts = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    leads = cv2.getPerspectiveTransform(starts, np.array(quad, np.float32))
    size = (on.shape[1], on.shape[0])
    cover = cv2.warpPerspective(np.full((height, width), 255, np.uint8), leads, size)
    cover = cv2.GaussianBlur(cover, (0, 0), 0.8).astype(np.float32)[..., None] / 255
    seen = cv2.warpPerspective(sheet, leads, size, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray((on * (1 - cover) + seen * cover).clip(0, 255), np.uint8)


def shadowed(photo: Picture) -> Picture:
    """A hand's shadow over one edge of the sheet."""
    height, width = photo.shape[:2]
    shade = np.zeros((height, width), np.float32)
    ends = np.array([[width * 0.7, 0], [width, 0], [width, height * 0.6], [width * 0.8, 600]])
    cv2.fillConvexPoly(shade, ends.astype(np.int32), 1.0)
    soft = cv2.GaussianBlur(shade, (0, 0), 25)[..., None]
    return np.asarray(photo * (1 - 0.4 * soft), np.uint8)


def off(found: Corners, quad: Quad) -> float:
    """The farthest of the corners from where it is, as a share of the picture's diagonal."""
    apart = np.linalg.norm(found - np.array(quad), axis=1).max()
    return float(apart / np.hypot(*SIZE))
