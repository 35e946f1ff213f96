"""What the finder marked as one bent patch is parted into the straight lines in it."""

import math

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.imaging.bends import unbent

Marks = NDArray[np.float32]
START, TURN = (100, 200), (600, 208)
RADIUS = 70


def marks() -> Marks:
    return np.zeros((900, 900), np.float32)


def line_into_ring(canvas: Marks) -> Marks:
    """A line that leans a little and goes over into the upper right quarter of a ring."""
    cv2.line(canvas, START, TURN, 1.0, 10)
    middle = (TURN[0], TURN[1] + RADIUS)
    cv2.ellipse(canvas, middle, (RADIUS, RADIUS), 0, -90, 60, 1.0, 12)
    return canvas


@pytest.mark.parametrize("stands", [False, True])
def test_a_line_that_runs_into_a_ring_is_told_from_it(stands: bool) -> None:
    bent = line_into_ring(marks())
    rest, (quad,) = unbent(np.ascontiguousarray(bent.T) if stands else bent)
    assert rest.max() == 0
    if stands:
        quad = quad[[0, 3, 2, 1], ::-1]
    left_top, right_top, right_bottom, left_bottom = quad
    for place in (START, TURN):
        at = (place[0] - left_top[0]) / (right_top[0] - left_top[0])
        assert 0 < at < 1
        top = left_top + at * (right_top - left_top)
        bottom = left_bottom + at * (right_bottom - left_bottom)
        assert top[1] + 5 < place[1] < bottom[1] - 5
        assert bottom[1] - top[1] < 40
    lean = math.degrees(math.atan2(*(right_top - left_top)[::-1]))
    assert lean == pytest.approx(math.degrees(math.atan2(8, 500)), abs=0.5)


def test_two_lines_joined_by_a_ring_are_two() -> None:
    canvas = line_into_ring(marks())
    cv2.line(canvas, (650, 330), (880, 330), 1.0, 10)
    cv2.line(canvas, (600 + RADIUS, 270), (650, 330), 1.0, 10)
    _, quads = unbent(canvas)
    levels = sorted(round(float(quad[:, 1].mean())) for quad in quads)
    assert levels == [pytest.approx(204, abs=8), pytest.approx(330, abs=8)]


def test_a_line_of_its_own_and_a_ring_without_one_are_left_to_the_finder() -> None:
    canvas = marks()
    cv2.line(canvas, (60, 100), (800, 160), 1.0, 10)
    cv2.ellipse(canvas, (300, 500), (80, 80), 0, -200, 20, 1.0, 16)
    cv2.rectangle(canvas, (600, 600), (640, 620), 1.0, -1)
    rest, quads = unbent(canvas)
    assert quads == []
    assert np.array_equal(rest, canvas)
