"""How a stored page becomes an upright sheet: where its places go, and its pixels with them."""

from __future__ import annotations

import math

import numpy as np
import pytest

from desktop.domain.scans import Correction, Quad
from desktop.imaging.correcting import corrected, matrix, usable
from desktop.imaging.pictures import Picture, corners_of, moved

WIDTH, HEIGHT = 300, 200
MARK = (40.0, 30.0)
"""The middle of a red spot on an otherwise white page."""


@pytest.fixture
def page() -> Picture:
    made = np.full((HEIGHT, WIDTH, 3), 255, np.uint8)
    made[25:35, 35:45] = (200, 0, 0)
    return made


def spot(picture: Picture) -> tuple[float, float]:
    rows, columns = np.nonzero(picture[..., 1] < 128)
    return float(columns.mean()) + 0.5, float(rows.mean()) + 0.5


@pytest.mark.parametrize(
    "correction, size, place",
    [
        (Correction(), (300, 200), (40, 30)),
        (Correction(turns=1), (200, 300), (170, 40)),
        (Correction(turns=2), (300, 200), (260, 170)),
        (Correction(turns=3), (200, 300), (30, 260)),
        (Correction(mirrored=True), (300, 200), (260, 30)),
        (Correction(mirrored=True, turns=1), (200, 300), (170, 260)),
    ],
)
def test_right_angles_lose_nothing(
    page: Picture, correction: Correction, size: tuple[int, int], place: tuple[float, float]
) -> None:
    whole, width, height = matrix(correction, WIDTH, HEIGHT)
    made = corrected(page, correction)
    assert (width, height) == size == (made.shape[1], made.shape[0])
    assert moved(np.array([MARK]), whole)[0] == pytest.approx(place)
    assert spot(made) == pytest.approx(place)
    assert np.array_equal(np.sort(made, axis=None), np.sort(page, axis=None))


def test_a_page_with_nothing_to_correct_is_the_same_page(page: Picture) -> None:
    assert corrected(page, Correction()) is page


SHEET: Quad = ((20, 10), (260, 20), (270, 190), (10, 180))


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("skew", [0.0, 3.0, -7.5])
@pytest.mark.parametrize("corners", [None, SHEET])
def test_pixels_go_where_the_matrix_says(
    page: Picture, turns: int, mirrored: bool, skew: float, corners: Quad | None
) -> None:
    correction = Correction(mirrored=mirrored, corners=corners, turns=turns, skew=skew)
    whole, width, height = matrix(correction, WIDTH, HEIGHT)
    made = corrected(page, correction)
    assert (made.shape[1], made.shape[0]) == (width, height)
    assert spot(made) == pytest.approx(tuple(moved(np.array([MARK]), whole)[0]), abs=0.35)
    ends = moved(corners_of(corners or ((0, 0), (300, 0), (300, 200), (0, 200))), whole)
    assert ends.min() > -0.01  # nothing of the sheet is outside
    assert (ends <= [width + 0.01, height + 0.01]).all()


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_sheet_fills_the_picture_and_keeps_its_hand(mirrored: bool) -> None:
    whole, width, height = matrix(Correction(corners=SHEET, mirrored=mirrored), WIDTH, HEIGHT)
    ends = moved(corners_of(SHEET), whole)
    edges = np.array([[0, 0], [width, 0], [width, height], [0, height]])
    assert ends == pytest.approx(edges[[1, 0, 3, 2]] if mirrored else edges, abs=0.01)


def test_skew_turns_clockwise() -> None:
    whole, _, _ = matrix(Correction(skew=5), WIDTH, HEIGHT)
    left, right = moved(np.array([[50.0, 100.0], [250.0, 100.0]]), whole)
    assert math.degrees(math.atan2(right[1] - left[1], right[0] - left[0])) == pytest.approx(5)


def test_what_lies_outside_takes_the_colour_of_the_paper() -> None:
    grey = np.full((HEIGHT, WIDTH, 3), (230, 225, 210), np.uint8)
    made = corrected(grey, Correction(skew=8))
    assert tuple(made[0, 0]) == (230, 225, 210)


def seen(shape: float, tilt: float, turn: float) -> Quad:
    """A sheet (width : height) before a phone's camera, tilted and turned by degrees."""
    a, b = math.radians(tilt), math.radians(turn)
    about_x = np.array([[1, 0, 0], [0, math.cos(a), -math.sin(a)], [0, math.sin(a), math.cos(a)]])
    about_y = np.array([[math.cos(b), 0, math.sin(b)], [0, 1, 0], [-math.sin(b), 0, math.cos(b)]])
    sheet = np.array([[-shape, -1, 0], [shape, -1, 0], [shape, 1, 0], [-shape, 1, 0]])
    space = sheet @ (about_x @ about_y).T + [0, 0, 4.5]
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = space[:, :2] / space[:, 2:] * 3000 + [2000, 1500]
    return (ax, ay), (bx, by), (cx, cy), (dx, dy)


@pytest.mark.parametrize("shape", [1 / math.sqrt(2), math.sqrt(2), 85.6 / 54, 1.0])
@pytest.mark.parametrize("tilt, turn", [(0, 0), (25, 0), (0, -25), (20, 15), (-15, 25)])
def test_a_sheet_seen_at_an_angle_gets_its_own_shape(
    shape: float, tilt: float, turn: float
) -> None:
    _, width, height = matrix(Correction(corners=seen(shape, tilt, turn)), 4000, 3000)
    assert width / height == pytest.approx(shape, rel=0.02)


@pytest.mark.parametrize(
    "quad",
    [
        ((0, 0), (0, 0), (0, 0), (0, 0)),
        ((0, 0), (100, 0), (0, 100), (100, 100)),  # crossed
        ((0, 0), (0, 100), (100, 100), (100, 0)),  # the other way round: a mirrored sheet
        ((0, 0), (100, 0), (30, 30), (0, 100)),  # a corner pushed in
        ((0, 0), (100, 0), (200, 0), (0, 100)),  # flat
        ((0, 0), (1e9, 0), (1e9, 1e9), (0, 1e9)),
    ],
)
def test_corners_that_are_no_sheet_are_passed_over(page: Picture, quad: Quad) -> None:
    assert not usable(quad)
    whole, width, height = matrix(Correction(corners=quad), WIDTH, HEIGHT)
    assert (width, height) == (WIDTH, HEIGHT)
    assert np.array_equal(whole, np.eye(3))
    assert corrected(page, Correction(corners=quad)).shape == page.shape


def test_a_sheet_that_is_usable_is_said_so() -> None:
    assert usable(SHEET)


@pytest.mark.parametrize("lean", [0.0, 4.0])
def test_a_frame_somebody_laid_keeps_its_own_shape(lean: float) -> None:
    """25:35 is nearly A4's, and made A4's it would draw a face out."""
    angle = math.radians(lean)
    along, down = (
        np.array([math.cos(angle), math.sin(angle)]),
        np.array([-math.sin(angle), math.cos(angle)]),
    )
    start = np.array([200.0, 100.0])
    points = [start, start + 500 * along, start + 500 * along + 700 * down, start + 700 * down]
    a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in points)
    _, width, height = matrix(Correction(corners=(a, b, c, d)), 1000, 1000)
    assert (width, height) == (500, 700)
