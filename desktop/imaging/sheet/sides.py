"""Straight edges in a picture that could be the sides of a sheet, and how well each is borne out.

A sheet's side parts two surfaces: on one hand paper, on the other what it lies on. That keeps it
apart from ruled lines and text, which have paper on both hands. Works on a small picture.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

STEP = 2.0
"""Pixels between two looks along a side."""

_NEAR = (3.0, 4.5, 6.0)  # pixels from the edge to where the two surfaces are looked at
_FAR = (11.0, 14.0, 17.0)  # and again: a printed frame has paper on both hands there
_LEAST = 0.06  # of the longer side: shorter pieces of an edge are texture
_TOGETHER = 3.5  # pixels and degrees within which pieces belong to one edge
_APART = 2.5
_TELLING = 9.0  # difference of surfaces (L, a, b 0–255) that leaves no doubt
_KEPT = 18  # edges of each direction


@dataclass(frozen=True, slots=True)
class Side:
    """An edge through the whole picture: ``origin + t · along``, ``t`` in pixels from 0.

    ``hands`` are the colours (L, a, b) left and right of it at every :data:`STEP`; ``parted`` is
    how they differ there, at most 1 long. ``border`` marks the picture's own end.
    """

    origin: Numbers
    along: Numbers
    hands: tuple[Numbers, Numbers]
    parted: Numbers
    border: bool = False

    def crossing(self, other: Side) -> Numbers | None:
        """Where both meet; None for parallels."""
        parts = np.column_stack([self.along, -other.along])
        if abs(np.linalg.det(parts)) < 0.2:
            return None
        meeting: Numbers = (
            self.origin + np.linalg.solve(parts, other.origin - self.origin)[0] * self.along
        )
        return meeting


def sides(lab: NDArray[np.float32]) -> tuple[list[Side], list[Side]]:
    """The likeliest sides that run across the picture and those that run down it.

    ``lab`` is the small picture in L, a, b (0–255). The picture's own ends are among them.
    """
    height, width = lab.shape[:2]
    pieces = _pieces(lab)
    across = np.abs(pieces[:, 2] - pieces[:, 0]) >= np.abs(pieces[:, 3] - pieces[:, 1])
    lying = [_side(lab, a, b) for a, b in _gathered(pieces[across])]
    standing = [_side(lab, a, b) for a, b in _gathered(pieces[~across])]
    ends = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float64)
    return (
        [*_best(lying), *(_end(ends[a], ends[b]) for a, b in ((0, 1), (3, 2)))],
        [*_best(standing), *(_end(ends[a], ends[b]) for a, b in ((0, 3), (1, 2)))],
    )


def _pieces(lab: NDArray[np.float32]) -> Numbers:
    """Straight pieces (x, y, x, y) of edges in brightness or in colour."""
    detector = cv2.createLineSegmentDetector(cv2.LSD_REFINE_STD)
    colour = np.hypot(lab[..., 1] - 128, lab[..., 2] - 128) * 3
    found = [np.empty((0, 4))]
    for channel in (lab[..., 0], colour):
        lines = detector.detect(channel.clip(0, 255).astype(np.uint8))[0]
        if lines is not None:
            found.append(lines[:, 0].astype(np.float64))
    pieces: Numbers = np.concatenate(found) + 0.5  # the detector counts from pixels' middles
    lengths = np.hypot(pieces[:, 2] - pieces[:, 0], pieces[:, 3] - pieces[:, 1])
    long = lengths >= 0.3 * _LEAST * max(lab.shape[:2])
    kept: Numbers = pieces[long][np.argsort(-lengths[long])][:600]
    return kept


def _gathered(pieces: Numbers) -> list[tuple[Numbers, Numbers]]:
    """Pieces that lie on one line, joined: two points of each line."""
    starts, ends = pieces[:, :2], pieces[:, 2:]
    lengths = np.linalg.norm(ends - starts, axis=1)
    angles = np.degrees(np.arctan2(ends[:, 1] - starts[:, 1], ends[:, 0] - starts[:, 0])) % 180
    free = np.ones(len(pieces), bool)
    lines: list[tuple[Numbers, Numbers]] = []
    for index in range(len(pieces)):
        if not free[index] or len(lines) >= 3 * _KEPT:
            continue
        start, along = starts[index], (ends[index] - starts[index]) / max(lengths[index], 1e-6)
        for _ in range(2):
            normal = np.array([-along[1], along[0]])
            angle = np.degrees(np.arctan2(along[1], along[0])) % 180
            turn = np.abs((angles - angle + 90) % 180 - 90)
            near = (
                free
                & (np.abs((starts - start) @ normal) < _TOGETHER)
                & (np.abs((ends - start) @ normal) < _TOGETHER)
                & (turn < _TOGETHER)
            )
            near[index] = True
            points = np.concatenate([starts[near], ends[near]])
            weights = np.concatenate([lengths[near], lengths[near]])
            start = np.average(points, axis=0, weights=weights)
            spread = (points - start) * np.sqrt(weights)[:, None]
            along = np.linalg.svd(spread, full_matrices=False)[2][0]
        free &= ~near
        if lengths[near].sum() >= _LEAST * 700:
            lines.append((start, along))
    return lines


def _end(start: Numbers, stop: Numbers) -> Side:
    along = (stop - start) / np.linalg.norm(stop - start)
    nothing = np.zeros((int(np.linalg.norm(stop - start) / STEP) + 1, 3))
    return Side(start, along, (nothing, nothing), nothing, border=True)


def _side(lab: NDArray[np.float32], point: Numbers, along: Numbers) -> Side:
    """The line through ``point``, looked at from one end of the picture to the other."""
    height, width = lab.shape[:2]
    if along[int(abs(along[1]) > abs(along[0]))] < 0:
        along = -along
    reach = np.hypot(width, height)
    places = np.arange(-reach, reach, STEP)
    points = point + places[:, None] * along
    inside = ((points >= 0) & (points < [width, height])).all(axis=1)
    points = points[inside]
    if not len(points):
        points = point[None]
    normal = np.array([-along[1], along[0]])
    left, right, far_left, far_right = (
        np.median([_looked(lab, points + hand * away * normal) for away in aways], axis=0)
        for aways in (_NEAR, _FAR)
        for hand in (-1, 1)
    )
    looks = np.array([_parted(left, right), _parted(left, far_right), _parted(far_left, right)])
    least = np.linalg.norm(looks, axis=2).argmin(axis=0)
    parted = looks[least, np.arange(len(points))]
    return Side(points[0], along, (left, right), parted)


def _parted(left: Numbers, right: Numbers) -> Numbers:
    apart = right - left
    length = np.linalg.norm(apart, axis=1, keepdims=True)
    parted: Numbers = apart / np.maximum(length, 1e-6) * np.clip((length - _APART) / _TELLING, 0, 1)
    return parted


def _looked(lab: NDArray[np.float32], points: Numbers) -> Numbers:
    height, width = lab.shape[:2]
    columns = np.clip(points[:, 0].astype(int), 0, width - 1)
    rows = np.clip(points[:, 1].astype(int), 0, height - 1)
    seen: Numbers = lab[rows, columns].astype(np.float64)
    return seen


def _best(found: list[Side]) -> list[Side]:
    return sorted(found, key=lambda side: -float(np.linalg.norm(side.parted, axis=1).sum()))[:_KEPT]
