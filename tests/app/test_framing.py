"""The frame of a 免冠 photo: one shape, whatever the hand does, and never beyond the picture."""

from __future__ import annotations

import math
from random import Random

import pytest

from desktop.app.scans import framing, quads
from desktop.domain.scans import Quad

SHAPE = 25 / 35
ROOM = (600.0, 800.0)
FRAME = quads.rectangle((100, 100), (350, 450))


def shape_of(quad: Quad) -> float:
    return math.dist(quad[0], quad[1]) / math.dist(quad[0], quad[3])


def outside(quad: Quad) -> float:
    left, top, right, bottom = quads.bounds(quad)
    return max(-left, -top, right - ROOM[0], bottom - ROOM[1], 0.0)


@pytest.mark.parametrize("room", [(600, 800), (800, 600), (500, 500), (500, 700)])
def test_the_largest_frame_touches_two_edges(room: tuple[float, float]) -> None:
    made = framing.largest(*room, SHAPE)
    left, top, right, bottom = quads.bounds(made)
    assert shape_of(made) == pytest.approx(SHAPE)
    assert quads.middle(made) == pytest.approx((room[0] / 2, room[1] / 2))
    assert (left, right) == pytest.approx((0, room[0])) or (top, bottom) == pytest.approx(
        (0, room[1])
    )


def test_a_frame_is_taken_as_it_is_and_anything_else_is_replaced() -> None:
    leaning = quads.turned(FRAME, 7)
    assert framing.framed(FRAME, SHAPE) == FRAME
    assert framing.framed(leaning, SHAPE) == leaning
    sheet: Quad = ((90, 100), (500, 120), (510, 700), (100, 690))
    made = framing.framed(sheet, SHAPE)
    assert shape_of(made) == pytest.approx(SHAPE)
    assert quads.bounds(made)[0] >= 90
    assert quads.bounds(made)[3] <= 700


def test_it_is_moved_as_far_as_the_picture_goes() -> None:
    assert framing.moved(FRAME, 10, -20, ROOM) == quads.shifted(FRAME, 10, -20)
    far = framing.moved(FRAME, 900, 900, ROOM)
    assert quads.bounds(far) == (350, 450, 600, 800)


@pytest.mark.parametrize("corner", range(4))
def test_a_corner_that_is_pulled_leaves_the_opposite_one(corner: int) -> None:
    fixed = FRAME[(corner + 2) % 4]
    made = framing.pulled(FRAME, corner, (300, 300), ROOM)
    assert made[(corner + 2) % 4] == pytest.approx(fixed)
    assert shape_of(made) == pytest.approx(SHAPE)
    small = framing.pulled(FRAME, corner, fixed, ROOM)
    assert math.dist(small[0], small[1]) == pytest.approx(framing.LEAST)


def test_it_grows_around_its_middle() -> None:
    made = framing.grown(FRAME, 50, ROOM)
    assert math.dist(made[0], made[1]) == pytest.approx(300)
    assert quads.middle(made) == pytest.approx(quads.middle(FRAME))
    assert quads.bounds(framing.grown(FRAME, 9000, ROOM))[2] <= 600 + 1e-6


def test_it_leans_by_the_degrees_said() -> None:
    made = framing.leaning(quads.turned(FRAME, 3), -5, ROOM)
    assert quads.angle(made) == pytest.approx(-5)
    assert quads.middle(made) == pytest.approx(quads.middle(FRAME))


def test_whatever_is_done_it_stays_a_frame_within_the_picture() -> None:
    chance = Random(5)  # noqa: S311 - no secret
    frame = FRAME
    for _ in range(2000):
        by, other = chance.uniform(-400, 400), chance.uniform(-400, 400)
        frame = chance.choice(
            (
                framing.moved(frame, by, other, ROOM),
                framing.pulled(frame, chance.randrange(4), (300 + by, 400 + other), ROOM),
                framing.grown(frame, by / 4, ROOM),
                framing.leaning(frame, other / 10, ROOM),
            )
        )
        assert shape_of(frame) == pytest.approx(SHAPE, rel=1e-6)
        assert outside(frame) < 1e-6
        assert math.dist(frame[0], frame[1]) > 1
        assert framing.framed(frame, SHAPE) == frame
