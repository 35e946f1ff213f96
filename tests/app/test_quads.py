"""Boxes as a hand moves them: their own axes are kept, nothing folds over."""

from __future__ import annotations

import math

import pytest

from desktop.app.scans import quads
from desktop.domain.scans import Point, Quad

BOX: Quad = ((10.0, 20.0), (110.0, 20.0), (110.0, 60.0), (10.0, 60.0))


def close(one: Quad, other: Quad) -> bool:
    return all(math.dist(a, b) < 1e-6 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("one, other", [((10, 20), (110, 60)), ((110, 60), (10, 20))])
def test_a_rectangle_is_the_same_from_whichever_corner(one: Point, other: Point) -> None:
    assert quads.rectangle(one, other) == BOX


def test_turning_keeps_the_middle_and_a_full_turn_leads_back() -> None:
    turned = quads.turned(BOX, 30)
    assert quads.middle(turned) == pytest.approx(quads.middle(BOX))
    assert quads.angle(turned) == pytest.approx(30)
    for _ in range(11):
        turned = quads.turned(turned, 30)
    assert close(turned, BOX)


def test_growing_moves_the_far_sides_only() -> None:
    assert quads.grown(BOX, 5, -10) == ((10, 20), (115, 20), (115, 50), (10, 50))


def test_growing_goes_along_the_axes_of_a_turned_box() -> None:
    grown = quads.grown(quads.turned(BOX, 90), 7, 0)
    assert math.dist(grown[0], grown[1]) == pytest.approx(107)
    assert math.dist(grown[0], grown[3]) == pytest.approx(40)
    assert quads.angle(grown) == pytest.approx(90)


def test_no_side_becomes_shorter_than_can_be_seen() -> None:
    shrunk = quads.grown(BOX, -500, -500)
    assert math.dist(shrunk[0], shrunk[1]) == pytest.approx(quads.LEAST)
    assert math.dist(shrunk[0], shrunk[3]) == pytest.approx(quads.LEAST)


@pytest.mark.parametrize(
    "corner, to, wanted",
    [
        (0, (0.0, 0.0), ((0, 0), (110, 0), (110, 60), (0, 60))),
        (1, (130.0, 10.0), ((10, 10), (130, 10), (130, 60), (10, 60))),
        (2, (150.0, 90.0), ((10, 20), (150, 20), (150, 90), (10, 90))),
        (3, (5.0, 80.0), ((5, 20), (110, 20), (110, 80), (5, 80))),
    ],
)
def test_a_pulled_corner_takes_its_neighbours_along(corner: int, to: Point, wanted: Quad) -> None:
    assert close(quads.pulled(BOX, corner, to), wanted)


@pytest.mark.parametrize("corner", range(4))
@pytest.mark.parametrize("degrees", [0, 25, 90, 200])
def test_pulling_keeps_the_opposite_corner_and_the_angle(corner: int, degrees: float) -> None:
    box = quads.turned(BOX, degrees)
    x, y = box[corner]
    mx, my = quads.middle(box)
    pulled = quads.pulled(box, corner, (x + (x - mx) * 0.3, y + (y - my) * 0.2))
    fixed = (corner + 2) % 4
    assert math.dist(pulled[fixed], box[fixed]) < 1e-6
    assert math.sin(math.radians(quads.angle(pulled) - degrees)) == pytest.approx(0, abs=1e-6)


def test_pulled_past_the_opposite_corner_it_stays_right_side_out() -> None:
    pulled = quads.pulled(BOX, 2, (-50.0, -50.0))
    assert quads.convex(pulled)
    assert pulled[0] == BOX[0]


def test_one_corner_alone_bends_but_never_folds() -> None:
    assert quads.bent(BOX, 1, (120.0, 10.0)) == ((10, 20), (120, 10), (110, 60), (10, 60))
    assert quads.bent(BOX, 1, (5.0, 70.0)) == BOX


@pytest.mark.parametrize(
    "point, inside", [((50.0, 40.0), True), ((10.0, 20.0), True), ((9.0, 40.0), False)]
)
def test_holds(point: Point, inside: bool) -> None:
    assert quads.holds(BOX, point) is inside
    assert quads.holds(BOX[::-1], point) is inside


def test_a_box_never_leaves_the_page() -> None:
    away = quads.shifted(BOX, 5000, -5000)
    assert quads.middle(quads.kept_in(away, 200, 100)) == pytest.approx((200, 0))
    assert quads.kept_in(BOX, 200, 100) == BOX
