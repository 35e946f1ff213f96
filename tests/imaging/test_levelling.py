"""How far lines lean: told to less than a person sees, from few or many, lying or standing."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from desktop.domain.scans import Correction
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.levelling import slant, stands
from desktop.imaging.pictures import Corners, Picture, moved
from tests.imaging.scenes import page
from tests.pages.sheet import font_for

FONT = font_for("字", "song", 28)


def lines_of(sheet: Picture) -> list[Corners]:
    """Boxes around the rows of a level page, a little off as a detector's are."""
    chance = np.random.default_rng(11)
    dark = sheet[..., 0] < 128
    rows = np.flatnonzero(np.diff(np.concatenate([[0], dark.any(axis=1).astype(int), [0]])))
    boxes = []
    for top, bottom in zip(rows[::2], rows[1::2], strict=True):
        columns = np.flatnonzero(dark[top:bottom].any(axis=0))
        left, right = columns[0], columns[-1]
        box = np.array([[left, top], [right, top], [right, bottom], [left, bottom]], np.float64)
        boxes.append(box + chance.normal(0, 1.5, (4, 2)))
    return boxes


def leaning(degrees: float, turns: int, lines: int) -> tuple[Picture, list[Corners]]:
    sheet = page(lines=lines)
    correction = Correction(skew=degrees, turns=turns)
    leads, _, _ = matrix(correction, sheet.shape[1], sheet.shape[0])
    boxes = [np.roll(moved(box, leads), turns, axis=0) for box in lines_of(sheet)]
    return corrected(sheet, correction), boxes


@pytest.mark.parametrize("degrees", [-12.0, -3.0, -0.4, 0.0, 0.3, 1.7, 8.0, 20.0])
@pytest.mark.parametrize("lines", [3, 24])
@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_the_lean_is_told_closely(degrees: float, lines: int, turns: int) -> None:
    assert slant(*leaning(degrees, turns, lines)) == pytest.approx(degrees, abs=0.1)


def test_it_is_told_from_a_blurred_and_grainy_page_too() -> None:
    picture, boxes = leaning(2.4, 0, 12)
    blurred = cv2.GaussianBlur(picture, (0, 0), 4).astype(np.float64)
    grain = np.random.default_rng(2).normal(0, 9, picture.shape)
    worse = np.asarray((blurred * 0.6 + grain).clip(0, 255), np.uint8)
    assert slant(worse, boxes) == pytest.approx(2.4, abs=0.2)


def box(x: float, y: float, long: float, degrees: float) -> Corners:
    angle = np.radians(degrees)
    along, down = (
        np.array([np.cos(angle), np.sin(angle)]),
        np.array([-np.sin(angle), np.cos(angle)]),
    )
    start = np.array([x, y])
    return np.array(
        [start, start + long * along, start + long * along + 20 * down, start + 20 * down]
    )


@pytest.mark.parametrize(
    "boxes",
    [
        [],
        [box(100, 100, 30, 20)],  # a seal or one character: as wide as high
        [box(100, 100, 400, 14), box(100, 300, 400, -14), box(100, 500, 400, 4)],  # no one lean
        [box(100, 100, 400, 40), box(150, 100, 400, 40)],  # laid so on purpose
    ],
)
def test_where_nothing_is_told_the_page_counts_as_level(boxes: list[Corners]) -> None:
    assert slant(np.full((1000, 1000, 3), 255, np.uint8), boxes) == 0.0


def printed() -> Picture:
    """A page of print: what tells lines is that characters stand closer than lines do."""
    sheet = Image.new("RGB", (1000, 1400), (250, 250, 246))
    pen = ImageDraw.Draw(sheet)
    for row in range(12):
        pen.text((90, 120 + 60 * row), "专业技术人员年度考核登记表" * 2, (30, 30, 30), FONT)
    return np.asarray(sheet, np.uint8)


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("degrees", [-8.0, 0.0, 8.0])
def test_lines_are_told_to_stand_or_to_lie(degrees: float, turns: int) -> None:
    picture = corrected(printed(), Correction(skew=degrees, turns=turns))
    assert stands(picture) is (turns % 2 == 1)


def test_a_page_without_lines_does_not_stand() -> None:
    assert not stands(np.full((900, 600, 3), 255, np.uint8))
    ruled = np.full((900, 600, 3), 255, np.uint8)
    ruled[60:840, 100:500:100] = 0
    assert not stands(ruled)
    assert not stands(np.full((3000, 2, 3), 255, np.uint8))
