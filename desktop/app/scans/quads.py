"""The geometry of boxes as a hand moves them: four-point areas in pixels of the page as seen.

A box has axes of its own: *along* from its first corner to the second, where its text runs, and
*down* from the first to the fourth. Resizing keeps them, so that a turned box stays turned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from desktop.domain.scans import Point, Quad

LEAST = 6.0
"""Pixels; a box has no shorter side, so that it can still be seen and taken hold of."""


def rectangle(one: Point, other: Point) -> Quad:
    """The upright rectangle between two opposite corners, whichever they are."""
    left, right = sorted((one[0], other[0]))
    top, bottom = sorted((one[1], other[1]))
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def shifted(quad: Quad, dx: float, dy: float) -> Quad:
    """``quad`` moved."""
    return _quad([(x + dx, y + dy) for x, y in quad])


def turned(quad: Quad, degrees: float) -> Quad:
    """``quad`` turned clockwise around its middle."""
    mx, my = middle(quad)
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return _quad(
        [
            (mx + (x - mx) * cos - (y - my) * sin, my + (x - mx) * sin + (y - my) * cos)
            for x, y in quad
        ]
    )


def grown(quad: Quad, along: float, down: float) -> Quad:
    """The second and third corner moved ``along``, the third and fourth ``down``; never inside out.

    Negative values make the box smaller, not smaller than :data:`LEAST`.
    """
    a, b, c, d = quad
    (ux, uy), width = _axis(a, b)
    (vx, vy), height = _axis(a, d)
    along = max(along, LEAST - width)
    down = max(down, LEAST - height)
    right, low = (ux * along, uy * along), (vx * down, vy * down)
    return (a, _sum(b, right), _sum(c, right, low), _sum(d, low))


def pulled(quad: Quad, corner: int, to: Point) -> Quad:
    """One corner dragged to ``to``, the opposite one staying: the box's axes are kept."""
    fixed = quad[(corner + 2) % 4]
    along, _ = _axis(quad[0], quad[1])
    down, _ = _axis(quad[0], quad[3])
    across = along[0] * down[1] - along[1] * down[0]
    if abs(across) < 1e-9:
        return quad
    dx, dy = to[0] - fixed[0], to[1] - fixed[1]
    # How far along each axis the hand is from the corner that stays, signs as they lead there.
    a_sign = 1.0 if corner in (1, 2) else -1.0
    d_sign = 1.0 if corner in (2, 3) else -1.0
    width = max(a_sign * (dx * down[1] - dy * down[0]) / across, LEAST)
    height = max(d_sign * (along[0] * dy - along[1] * dx) / across, LEAST)
    step_a = (a_sign * width * along[0], a_sign * width * along[1])
    step_d = (d_sign * height * down[0], d_sign * height * down[1])
    # Seen from the fixed corner: its neighbour along the axis, the dragged one, the other.
    points = {
        (corner + 2) % 4: fixed,
        corner: _sum(fixed, step_a, step_d),
        _beside(corner, 0): _sum(fixed, step_a),
        _beside(corner, 1): _sum(fixed, step_d),
    }
    return _quad([points[n] for n in range(4)])


def bent(quad: Quad, corner: int, to: Point) -> Quad:
    """One corner alone moved to ``to``; where the area would fold over, nothing happens."""
    points = list(quad)
    points[corner] = to
    made = _quad(points)
    return made if convex(made) else quad


def kept_in(quad: Quad, width: float, height: float) -> Quad:
    """``quad`` moved so that its middle lies on the page."""
    mx, my = middle(quad)
    dx = min(max(mx, 0.0), width) - mx
    dy = min(max(my, 0.0), height) - my
    return shifted(quad, dx, dy) if dx or dy else quad


def convex(quad: Quad) -> bool:
    """Whether the corners go around one way, without folding over."""
    bends = []
    for n in range(4):
        (ax, ay), (bx, by), (cx, cy) = quad[n], quad[(n + 1) % 4], quad[(n + 2) % 4]
        bends.append((bx - ax) * (cy - by) - (by - ay) * (cx - bx))
    return all(bend > 0 for bend in bends) or all(bend < 0 for bend in bends)


def holds(quad: Quad, point: Point) -> bool:
    """Whether ``point`` lies within ``quad``, its rim included."""
    sides = []
    for n in range(4):
        (ax, ay), (bx, by) = quad[n], quad[(n + 1) % 4]
        sides.append((bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax))
    return all(side >= 0 for side in sides) or all(side <= 0 for side in sides)


def middle(quad: Quad) -> Point:
    """The mean of the corners."""
    return sum(x for x, _ in quad) / 4, sum(y for _, y in quad) / 4


def bounds(quad: Quad) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    across, down = [x for x, _ in quad], [y for _, y in quad]
    return min(across), min(down), max(across), max(down)


def angle(quad: Quad) -> float:
    """Degrees clockwise by which the box is turned."""
    (ax, ay), (bx, by) = quad[0], quad[1]
    return math.degrees(math.atan2(by - ay, bx - ax))


def _beside(corner: int, axis: int) -> int:
    """The corner reached from the one opposite ``corner`` by the step along (0) or down (1)."""
    at = {0: (0, 0), 1: (1, 0), 2: (1, 1), 3: (0, 1)}
    mine, fixed = at[corner], at[(corner + 2) % 4]
    wanted = (mine[0], fixed[1]) if axis == 0 else (fixed[0], mine[1])
    return next(number for number, place in at.items() if place == wanted)


def _axis(start: Point, end: Point) -> tuple[Point, float]:
    """The direction from ``start`` to ``end`` and how far it is."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    return ((dx / length, dy / length), length) if length else ((1.0, 0.0), 0.0)


def _sum(*points: Point) -> Point:
    return sum(x for x, _ in points), sum(y for _, y in points)


def _quad(points: Sequence[Point]) -> Quad:
    a, b, c, d = points
    return (a, b, c, d)
