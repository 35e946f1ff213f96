"""The correction a page gets: none where it is fine, and never one that takes something away."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest

from desktop.domain.scans import Correction
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.pictures import Corners, Picture
from desktop.imaging.reading import Reader
from desktop.imaging.straightening import examine, propose
from tests.imaging.scenes import TILTED, desk, laid, off, page


class Rows:
    """Sees rows of dark words, whichever way they run, and reads those that are upright."""

    def __init__(self, *, blind: bool = False) -> None:
        self.blind = blind
        self.page: Picture | None = None

    def detect(self, picture: Picture, side: int = 1600) -> list[Corners]:
        assert max(picture.shape) <= side + 1
        self.page = picture
        dark = (picture.min(axis=2) < 110).astype(np.uint8)
        joined = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
        outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        boxes = []
        for outline in outlines:
            ends = cv2.boxPoints(cv2.minAreaRect(outline)).astype(np.float64)
            first = int(ends.sum(axis=1).argmin())
            box = np.roll(ends, -first, axis=0)
            lengths = np.linalg.norm(np.roll(box, -1, axis=0) - box, axis=1)
            if lengths.max() > 60 and lengths.min() > 6:
                boxes.append(box)
        return boxes

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        return [("字" * 20, 0.1 if self.blind else self._upright(crop)) for crop in crops]

    def _upright(self, crop: Picture) -> float:
        """A word has a hole above its middle: its ink lies lower than half its height."""
        dark = crop.min(axis=2) < 140
        lines = dark.mean(axis=1)
        inked = np.flatnonzero(lines > 0.2)
        if len(inked) < 5:
            return 0.1
        middle = (inked[0] + inked[-1]) / 2
        weight = float((np.arange(len(lines)) * lines).sum() / lines.sum())
        return 0.95 if weight > middle else 0.1


def fine() -> Picture:
    return page(1240, 1754)


def slanted(degrees: float, turns: int = 0) -> Picture:
    """The page as a scanner takes it that was fed askew, on a glass of its size."""
    sheet = fine()
    height, width = sheet.shape[:2]
    about = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1)
    askew = cv2.warpAffine(sheet, about, (width, height), borderValue=(244, 244, 244))
    return corrected(np.asarray(askew, np.uint8), Correction(turns=turns))


def test_a_page_that_is_fine_is_not_touched() -> None:
    assert propose(fine(), (False, 0), Rows()) == Correction()


@pytest.mark.parametrize("degrees", [-0.2, 0.15])
def test_a_lean_nobody_sees_is_left(degrees: float) -> None:
    assert propose(slanted(degrees), (False, 0), Rows()) == Correction()


@pytest.mark.parametrize("degrees", [-8.0, -2.5, 0.6, 5.0])
@pytest.mark.parametrize("turns", range(4))
def test_a_page_is_made_upright_and_level(degrees: float, turns: int) -> None:
    found = propose(slanted(degrees, turns), (False, 0), Rows())
    assert (found.mirrored, found.corners, found.turns) == (False, None, -turns % 4)
    assert found.skew == pytest.approx(-degrees, abs=0.15)


@pytest.mark.parametrize("exif", [(False, 0), (False, 1), (False, 2), (False, 3)])
@pytest.mark.parametrize("turns", range(4))
def test_exif_that_lies_is_overruled(exif: tuple[bool, int], turns: int) -> None:
    stored = corrected(fine(), Correction(turns=turns))
    assert propose(stored, exif, Rows()) == Correction(turns=-turns % 4)


@pytest.mark.parametrize("exif", [(False, 0), (False, 3), (True, 0), (True, 1)])
def test_exif_holds_where_nothing_is_read(exif: tuple[bool, int]) -> None:
    mirrored, turns = exif
    assert propose(fine(), exif, Rows(blind=True)) == Correction(mirrored=mirrored, turns=turns)


@pytest.mark.parametrize("blank", [0, 128, 255])
def test_an_empty_page_is_not_touched(blank: int) -> None:
    assert propose(np.full((1000, 700, 3), blank, np.uint8), (False, 0), Rows()) == Correction()


def test_a_sheet_on_a_desk_is_cut_out_and_level() -> None:
    found = propose(laid(page(), TILTED, desk("wood")), (False, 0), Rows())
    assert found.corners is not None
    assert off(np.array(found.corners), TILTED) < 0.01
    assert abs(found.skew) < 0.3


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("degrees", [0.0, -2.5])
def test_the_lines_seen_lie_on_the_upright_page(turns: int, degrees: float) -> None:
    """The reading may go on from them: each begins at its top left and lies around dark words."""
    stored = slanted(degrees, turns)
    seen = examine(stored, (False, 0), Rows())
    upright = corrected(stored, seen.correction)
    assert seen.areas is not None
    assert len(seen.areas) == 24
    for area in seen.areas:
        (left, top), (right, bottom) = area[0], area[2]
        assert right - left > 10 * (bottom - top) > 0
        inside = upright[int(top) : int(bottom) + 1, int(left) : int(right)]
        assert (inside < 128).mean() > 0.3


def columns() -> Picture:
    """Vertical text: words below each other, with more air between the columns."""
    return corrected(fine(), Correction(turns=1))


class Columns(Rows):
    """Reads nothing but what stands in columns."""

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        return [("字" * 20, 0.1) for _ in crops]


@pytest.mark.parametrize("exif", [(False, 0), (False, 1), (True, 3)])
def test_what_stands_and_tells_nothing_stays_as_it_came(exif: tuple[bool, int]) -> None:
    mirrored, turns = exif
    stored = corrected(columns(), Correction(turns=-turns % 4))
    seen = examine(stored, exif, Columns())
    assert seen.correction == Correction(mirrored=mirrored, turns=turns)
    assert seen.areas is None


def test_with_the_true_reader() -> None:
    """Latin print, upside down and askew, is made upright and level again."""
    sheet = np.full((1400, 1000, 3), 250, np.uint8)
    for row, text in enumerate(["Certificate of completion", "Name Zhang San", "No. 659901"] * 3):
        place = (120, 200 + 110 * row)
        cv2.putText(sheet, text, place, cv2.FONT_HERSHEY_COMPLEX, 1.5, (20, 20, 20), 2, cv2.LINE_AA)
    came = corrected(sheet, Correction(turns=2, skew=2.0))
    found = propose(came, (False, 0), Reader(1))
    assert found.turns == 2
    assert found.skew == pytest.approx(-2.0, abs=0.25)
    leads, width, height = matrix(found, came.shape[1], came.shape[0])
    assert (width > 1000, height > 1400, leads.shape) == (True, True, (3, 3))
