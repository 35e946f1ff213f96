"""Which way up a page is, told by how its lines read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from desktop.domain.scans import Correction
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.pictures import Corners, Picture, moved
from desktop.imaging.turning import Bearing, bearing

UPRIGHT = np.array(
    [[1, 1, 1, 1], [1, 0, 0, 0], [1, 1, 1, 0], [1, 0, 0, 0], [1, 0, 0, 0]], dtype=bool
)
"""The one character of these pages, an F: like no turn and no mirror image of itself."""

CELL = 40


def drawn(columns: int, rows: int) -> Picture:
    """So many characters beside and below each other."""
    cell = np.full((CELL, CELL, 3), 255, np.uint8)
    cell[5:35, 8:32] = np.where(np.kron(UPRIGHT, np.ones((6, 6), bool)), 0, 255)[..., None]
    return np.tile(cell, (rows, columns, 1))


GLYPH = np.kron(UPRIGHT, np.ones((6, 6), bool))


class Eye:
    """Reads characters that stand or, as the true recogniser does, lie on their left side."""

    def __init__(self) -> None:
        self.asked = 0

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        self.asked += len(crops)
        return [self._read(crop) for crop in crops]

    def _read(self, crop: Picture) -> tuple[str, float]:
        dark = crop[..., 0] < 128
        starts = np.flatnonzero(np.diff(dark.any(axis=0).astype(int), prepend=0) == 1)
        known = sum(self._knows(dark[:, start : start + 30]) for start in starts)
        return "字" * len(starts), 0.97 if known > 0.8 * len(starts) else 0.2

    def _knows(self, cut: NDArray[np.bool_]) -> bool:
        rows = np.flatnonzero(cut.any(axis=1))
        columns = np.flatnonzero(cut.any(axis=0))
        seen = cut[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        known = (GLYPH, np.rot90(GLYPH))
        return any(seen.shape == one.shape and (seen == one).mean() > 0.95 for one in known)


def put(
    lines: Sequence[Picture], places: Sequence[tuple[int, int]]
) -> tuple[Picture, list[Corners]]:
    """A page with ``lines`` at ``places`` (x, y), and their boxes."""
    made = np.full((900, 700, 3), 255, np.uint8)
    boxes = []
    for line, (x, y) in zip(lines, places, strict=True):
        height, width = line.shape[:2]
        made[y : y + height, x : x + width] = line
        ends = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
        boxes.append(np.array(ends, np.float64))
    return made, boxes


ROWS = put([drawn(12, 1), drawn(9, 1), drawn(7, 1)], [(60, 80), (60, 200), (60, 320)])
COLUMNS = put([drawn(1, 14), drawn(1, 12), drawn(1, 9)], [(500, 60), (400, 60), (300, 60)])


def laid(
    page: tuple[Picture, list[Corners]], correction: Correction
) -> tuple[Picture, list[Corners]]:
    """The page as it comes in, and its boxes as a detector gives them: from their top left."""
    picture, boxes = page
    leads, _, _ = matrix(correction, picture.shape[1], picture.shape[0])
    found = []
    for area in boxes:
        (left, top), (right, bottom) = (f(moved(area, leads), axis=0) for f in (np.min, np.max))
        found.append(np.array([[left, top], [right, top], [right, bottom], [left, bottom]]))
    return corrected(picture, correction), found


@pytest.mark.parametrize("came", range(4))
@pytest.mark.parametrize("page", [ROWS, COLUMNS], ids=["rows", "columns"])
def test_a_page_is_turned_back(page: tuple[Picture, list[Corners]], came: int) -> None:
    told = bearing(*laid(page, Correction(turns=came)), Eye())
    assert told.told
    assert (told.turns, told.mirrored) == (-came % 4, False)


@pytest.mark.parametrize("came", range(4))
@pytest.mark.parametrize("page", [ROWS, COLUMNS], ids=["rows", "columns"])
def test_a_page_seen_in_a_mirror(page: tuple[Picture, list[Corners]], came: int) -> None:
    """What :class:`Correction` undoes: first the mirror, then the turns."""
    picture, boxes = laid(page, Correction(mirrored=True, turns=came))
    told = bearing(picture, boxes, Eye())
    assert told.told
    assert told.mirrored
    back = corrected(picture, Correction(mirrored=True, turns=told.turns))
    assert np.array_equal(back, page[0])


def test_a_plain_page_is_told_by_a_few_lines() -> None:
    many = put([drawn(12, 1)] * 12, [(60, 20 + 60 * row) for row in range(12)])
    eye = Eye()
    assert bearing(*many, eye).told
    assert eye.asked == 4  # three lines as they lie, and one turned like a column's


def test_a_page_upside_down_is_tried_the_other_way_too() -> None:
    many = put([drawn(12, 1)] * 12, [(60, 20 + 60 * row) for row in range(12)])
    eye = Eye()
    assert bearing(*laid(many, Correction(turns=2)), eye).turns == 2
    assert eye.asked == 7


class Blind:
    """Guesses at everything alike, as at ornaments or a script it does not know."""

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        return [("口口口口口口", 0.55)] * len(crops)


@pytest.mark.parametrize("page", [ROWS, COLUMNS, put([], [])], ids=["rows", "columns", "blank"])
def test_what_cannot_be_read_tells_nothing(page: tuple[Picture, list[Corners]]) -> None:
    told = bearing(*page, Blind())
    assert not told.told
    assert (told.turns, told.mirrored) == (0, False)


def test_nothing_read_is_nothing_told() -> None:
    assert not Bearing().told
