"""How high and wide the quad over a stretch of a line is."""

import pytest

from desktop.imaging.matching.spans import quad_over
from desktop.imaging.text import Char, Line
from tests.imaging.written import box

HEIGHT = 32.0


def row(text: str, pitch: float) -> Line:
    chars = tuple(
        Char(one, 0.99, box(100 + pitch * n, 50, pitch, HEIGHT)) for n, one in enumerate(text)
    )
    return Line(text, 0.99, box(100, 46, pitch * len(text), 40), chars)


@pytest.mark.parametrize(
    ("text", "pitch", "height"),
    [
        ("65990119900307512X", 20.0, 38.0),  # of the type's body, twice as high as a digit is wide
        ("65990119900307512X", 26.0, 44.8),  # set apart: a quarter more than the ink and its air
        ("65990119900307512X", 16.0, 35.84),  # high enough as it is
        ("659", 20.0, 35.84),  # too few to tell
        ("编号6599", 20.0, 35.84),
    ],
)
def test_digits_alone_are_covered_as_high_as_their_type(
    text: str, pitch: float, height: float
) -> None:
    (_, top), _, (_, bottom), _ = quad_over(row(text, pitch), 0, len(text) - 1)
    assert bottom - top == pytest.approx(height, abs=0.11)
    assert (top + bottom) / 2 == pytest.approx(50 + HEIGHT / 2, abs=0.06)


def test_a_box_ends_in_the_middle_of_the_gap_to_the_neighbour() -> None:
    line = Line(
        "甲乙",
        0.99,
        box(0, 0, 84, 40),
        (Char("甲", 0.9, box(0, 0, 40, 40)), Char("乙", 0.9, box(44, 0, 40, 40))),
    )
    (left, _), (right, _), *_ = quad_over(line, 1, 1)
    assert left == pytest.approx(42, abs=0.06)
    assert right == pytest.approx(84 + 0.12 * 40, abs=0.06)


@pytest.mark.parametrize(
    ("text", "last", "right"),
    [
        ("甲．", 1, 84 + 0.3 * 40),  # nothing follows: all of the dot's square
        ("甲乙", 1, 84 + 0.12 * 40),
        ("甲．乙", 1, 86),  # never past the middle of the gap
    ],
)
def test_a_dot_at_the_end_is_covered_with_its_square(text: str, last: int, right: float) -> None:
    chars = tuple(Char(one, 0.9, box(44 * n, 0, 40, 40)) for n, one in enumerate(text))
    found = quad_over(Line(text, 0.99, box(0, 0, 44 * len(text), 40), chars), 0, last)
    assert found[1][0] == pytest.approx(right, abs=0.06)
