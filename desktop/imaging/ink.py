"""Ink told from paper: how red, or how dark, each point of a page is beside the paper around it.

Maps are float32, 0 (paper) to 1 (full ink), as large as the picture.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import ArrayLike, NDArray

from desktop.imaging.pictures import Picture, shrunk

Ink = NDArray[np.float32]

_SMALL = 320
"""Longer side, in pixels, of the picture from which the paper's own colour is taken."""


def as_ink(values: ArrayLike) -> Ink:
    """Numbers as a map of ink."""
    return np.asarray(values, np.float32)


def paper_of(picture: Picture) -> Ink:
    """What the paper alone would look like: bright, without writing, shade and tint kept."""
    height, width = picture.shape[:2]
    k = min(1.0, _SMALL / max(height, width))
    small = shrunk(picture, k)
    reach = max(9, min(small.shape[:2]) // 10) | 1
    bright = cv2.dilate(cv2.medianBlur(small, 3), np.ones((reach, reach), np.uint8))
    even = cv2.blur(bright, (reach, reach)).astype(np.float32)
    return as_ink(cv2.resize(even, (width, height), interpolation=cv2.INTER_LINEAR))


def shaded_paper_of(picture: Picture) -> Ink:
    """The same under a hard shadow, which :func:`paper_of` takes for ink as wide as it reaches.

    What is smaller than a quarter of the page's shorter side lies on the paper, what is larger is
    the paper's own shade.
    """
    height, width = picture.shape[:2]
    small = shrunk(picture, min(1.0, _SMALL / max(height, width)))
    reach = max(9, min(small.shape[:2]) // 4) | 1
    round_about = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    bright = cv2.morphologyEx(cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, round_about)
    even = cv2.blur(bright, (5, 5)).astype(np.float32)
    return as_ink(cv2.resize(even, (width, height), interpolation=cv2.INTER_LINEAR))


def passed_of(picture: Picture, paper: Ink | None = None) -> Ink:
    """The share of light each channel lets through, 0–1: 1 is bare paper."""
    ground = paper_of(picture) if paper is None else paper
    return as_ink(np.clip((picture.astype(np.float32) + 1) / (ground + 1), 0.004, 1.0))


def red_of(passed: Ink) -> Ink:
    """Red ink, also where black print lies over it: the print dims all channels alike."""
    other = (passed[..., 1] + passed[..., 2]) / 2
    red = 1 - other / np.maximum(passed[..., 0], 0.12)
    # blue and violet ink let green through least, and yellow only holds back blue
    weakest = np.minimum(passed[..., 0] - passed[..., 1], passed[..., 0] - passed[..., 2] + 0.05)
    return as_ink(np.where(weakest > 0.012, red, 0).clip(0, 1))


def dark_of(passed: Ink) -> Ink:
    """Ink of any colour, by how much light it holds back."""
    return as_ink(1 - passed.mean(axis=2))
