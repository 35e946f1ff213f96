from collections.abc import Callable

import cv2
import numpy as np
import pytest

from desktop.imaging import outlines
from desktop.imaging.pictures import Picture
from tests.imaging.drawn_seals import (
    RED,
    Design,
    gray,
    seal,
    sheet,
    stamped,
    worn,
    written,
)

X, Y, SIZE = 1000, 1600, 320
NAME = "昆仑市第三中学"


def page(design: Design, strength: float = 0.9, at: tuple[int, int] = (X, Y)) -> Picture:
    chance = np.random.default_rng(5)
    lined = sheet()
    for row in range(8):
        lined = written(
            lined, "该同志长期从事农业技术推广工作，成绩突出，特此证明。", (200, 300 + row * 90)
        )
    lined = written(lined, "2019年10月12日", (at[0] - 140, at[1] + 40))
    return stamped(lined, worn(seal(design, SIZE), strength, chance), *at)


def only(picture: Picture) -> outlines.Seal:
    found = outlines.find(picture)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("strength", [1.0, 0.5, 0.3])
def test_a_round_seal_lies_where_it_was_pressed(strength: float) -> None:
    found = only(page(Design(NAME), strength))
    assert (found.x, found.y) == pytest.approx((X, Y), abs=3)
    assert found.radius == pytest.approx(SIZE / 2, rel=0.035)
    assert found.flat > 0.97
    assert not found.gray


def test_an_oval_seal_has_two_axes() -> None:
    found = only(page(Design(NAME, middle="合同专用章", star=False, flat=0.7)))
    assert found.radius == pytest.approx(SIZE / 2, rel=0.035)
    assert found.flat == pytest.approx(0.7, abs=0.03)


@pytest.mark.parametrize("strength", [1.0, 0.5])
def test_a_gray_copy_has_gray_seals(strength: float) -> None:
    found = only(gray(page(Design(NAME), strength)))
    assert found.gray
    assert (found.x, found.y) == pytest.approx((X, Y), abs=3)


def test_a_seal_over_the_edge_is_found_by_what_is_there() -> None:
    found = only(page(Design(NAME), at=(1600, Y)))
    assert found.x == pytest.approx(1600, abs=6)
    left, top = found.quad(1654, 2339)[0]
    right, bottom = found.quad(1654, 2339)[2]
    assert right == 1654
    assert left < 1600 - SIZE / 2
    assert bottom - top > SIZE


def test_two_seals_over_one_another_are_two() -> None:
    chance = np.random.default_rng(6)
    both = stamped(
        page(Design(NAME)), worn(seal(Design("昆仑市教育局"), SIZE), 0.8, chance), X - 170, Y
    )
    assert sorted(round(found.x, -1) for found in outlines.find(both)) == [X - 170, X]


def test_the_outer_of_two_lines_is_the_edge() -> None:
    half = SIZE / 2
    ys, xs = np.mgrid[:SIZE, :SIZE] - half
    far = np.hypot(xs, ys) / half
    ink = np.maximum(seal(Design(NAME), SIZE), ((far > 0.92) & (far < 0.94)).astype(np.float32))
    found = only(stamped(sheet(), ink, X, Y))
    assert found.radius == pytest.approx(half, rel=0.03)


def _emblem() -> Picture:
    picture = sheet().copy()
    cv2.circle(picture, (800, 300), 90, RED, -1)
    return picture


def _chop() -> Picture:
    picture = sheet().copy()
    cv2.rectangle(picture, (700, 300), (830, 430), RED, 7)
    return written(picture, "王伟", (715, 330), 50)


def _print() -> Picture:
    picture = sheet().copy()
    for turn in range(7):
        cv2.ellipse(picture, (800, 300), (8 + 9 * turn, 12 + 12 * turn), 10, 0, 330, RED, 4)
    return picture


def _portrait_ground() -> Picture:
    picture = sheet().copy()
    cv2.rectangle(picture, (700, 300), (1000, 720), RED, -1)
    cv2.ellipse(picture, (850, 500), (80, 110), 0, 0, 360, (225, 190, 160), -1)
    return picture


def _heading() -> Picture:
    picture = sheet().copy()
    cv2.rectangle(picture, (60, 60), (1594, 2279), RED, 8)
    return picture


@pytest.mark.parametrize("drawn", [_emblem, _chop, _print, _portrait_ground, _heading, sheet])
def test_what_else_is_red_is_no_seal(drawn: Callable[[], Picture]) -> None:
    assert outlines.find(drawn()) == ()
