"""The frame a 免冠 photo is cut out with, as a hand moves it: of one shape, and within the picture.

Quads are in pixels of the page as seen, their first corner at the top left; a frame may lean.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.app.scans import quads
from desktop.domain.scans import Point, Quad

LEAST = 40.0
"""Pixels of a frame's width; a smaller one is a slip of the hand."""

_SAME = 0.01  # of a side: what counts as the frame's shape


def largest(width: float, height: float, shape: float) -> Quad:
    """The largest frame in the middle of a picture; ``shape`` is width by height."""
    across = min(width, height * shape)
    x, y = (width - across) / 2, (height - across / shape) / 2
    return quads.rectangle((x, y), (x + across, y + across / shape))


def framed(quad: Quad, shape: float) -> Quad:
    """``quad`` itself where it is such a frame, else the largest one within its bounds."""
    across, down = _sides(quad)
    a, b, c, d = quad
    slack = _SAME * max(across, down, 1.0)
    straight = math.dist((a[0] + c[0], a[1] + c[1]), (b[0] + d[0], b[1] + d[1])) < slack
    square = abs(math.dist(a, c) - math.dist(b, d)) < slack
    if straight and square and abs(across - down * shape) < slack:
        return quad
    left, top, right, bottom = quads.bounds(quad)
    return quads.shifted(largest(right - left, bottom - top, shape), left, top)


def moved(quad: Quad, dx: float, dy: float, room: Point) -> Quad:
    """The frame elsewhere, as far as the picture of size ``room`` goes."""
    return _within(quads.shifted(quad, dx, dy), room)


def pulled(quad: Quad, corner: int, to: Point, room: Point) -> Quad:
    """A corner dragged towards ``to``, the opposite one staying: larger or smaller, never else."""
    fixed, held = quad[(corner + 2) % 4], quad[corner]
    way = (held[0] - fixed[0], held[1] - fixed[1])
    along = (to[0] - fixed[0]) * way[0] + (to[1] - fixed[1]) * way[1]
    least = LEAST / max(_sides(quad)[0], 1.0)
    wanted = max(along / (way[0] ** 2 + way[1] ** 2), least)
    return _scaled(quad, min(wanted, _most(quad, fixed, room)), fixed)


def grown(quad: Quad, by: float, room: Point) -> Quad:
    """The frame ``by`` pixels wider around its middle; less than nothing makes it smaller."""
    across, _ = _sides(quad)
    wanted = max(across + by, min(across, LEAST)) / max(across, 1.0)
    return _within(_scaled(quad, wanted, quads.middle(quad)), room)


def leaning(quad: Quad, degrees: float, room: Point) -> Quad:
    """The frame turned until it leans so, clockwise."""
    return _within(quads.turned(quad, degrees - quads.angle(quad)), room)


def _within(quad: Quad, room: Point) -> Quad:
    """Made smaller, then moved, until no corner is outside."""
    left, top, right, bottom = quads.bounds(quad)
    fits = min(1.0, room[0] / max(right - left, 1e-6), room[1] / max(bottom - top, 1e-6))
    if fits < 1.0:
        quad = _scaled(quad, fits, quads.middle(quad))
        left, top, right, bottom = quads.bounds(quad)
    dx = max(0.0, -left) or min(0.0, room[0] - right)
    dy = max(0.0, -top) or min(0.0, room[1] - bottom)
    return quads.shifted(quad, dx, dy) if dx or dy else quad


def _most(quad: Quad, fixed: Point, room: Point) -> float:
    """How many times as large the frame may become around ``fixed``."""
    limits = []
    for point in quad:
        for axis in (0, 1):
            way = point[axis] - fixed[axis]
            if abs(way) > 1e-6:
                limits.append(((room[axis] if way > 0 else 0.0) - fixed[axis]) / way)
    return max(min(limits, default=1.0), 0.0)


def _scaled(quad: Quad, by: float, about: Point) -> Quad:
    x, y = about
    return _quad([(x + (px - x) * by, y + (py - y) * by) for px, py in quad])


def _sides(quad: Quad) -> tuple[float, float]:
    """Its width and height."""
    return math.dist(quad[0], quad[1]), math.dist(quad[0], quad[3])


def _quad(points: Sequence[Point]) -> Quad:
    a, b, c, d = points
    return (a, b, c, d)
