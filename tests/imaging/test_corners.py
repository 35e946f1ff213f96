"""Sheets are found on desks; what is no photo of a sheet on a desk is left whole."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from desktop.domain.scans import Quad
from desktop.imaging.pictures import Picture
from desktop.imaging.sheet.corners import find
from tests.imaging.scenes import CUT, LEVEL, SIZE, TILTED, desk, framed, laid, off, page, shadowed


@pytest.mark.parametrize("kind", ["dark", "wood", "bright", "checked", "striped"])
@pytest.mark.parametrize("quad", [LEVEL, TILTED, CUT], ids=["level", "tilted", "cut"])
def test_a_sheet_on_a_desk(kind: str, quad: Quad) -> None:
    found = find(laid(page(), quad, desk(kind)))
    assert found is not None
    assert off(found, quad) < 0.01


@pytest.mark.parametrize("kind", ["dark", "wood", "bright"])
def test_a_printed_frame_is_not_the_sheets_edge(kind: str) -> None:
    found = find(laid(framed(page()), TILTED, desk(kind)))
    assert found is not None
    assert off(found, TILTED) < 0.01


@pytest.mark.parametrize("kind", ["dark", "wood"])
def test_a_shadow_over_the_edge(kind: str) -> None:
    found = find(shadowed(laid(page(), TILTED, desk(kind))))
    assert found is not None
    assert off(found, TILTED) < 0.01


@pytest.mark.parametrize("kind", ["dark", "wood", "bright"])
@pytest.mark.parametrize("edge", ["top", "right", "bottom", "left"])
def test_a_printed_band_at_the_edge_belongs_to_the_sheet(kind: str, edge: str) -> None:
    sheet = page()
    bands = {
        "top": sheet[:60],
        "right": sheet[:, -60:],
        "bottom": sheet[-60:],
        "left": sheet[:, :60],
    }
    bands[edge][:] = (176, 32, 40)
    found = find(laid(sheet, TILTED, desk(kind)))
    assert found is not None
    assert off(found, TILTED) < 0.01


@pytest.mark.parametrize("shade", [4, 20, 40])
def test_a_sheet_in_a_scanner_without_its_lid(shade: int) -> None:
    black = np.full((SIZE[1], SIZE[0], 3), (shade, shade, shade + 3), np.uint8)
    found = find(laid(page(), TILTED, black))
    assert found is not None
    assert off(found, TILTED) < 0.01


def test_a_dark_cover_on_a_bright_desk() -> None:
    cover = np.full((1414, 1000, 3), (120, 22, 30), np.uint8)
    found = find(laid(cover, TILTED, desk("bright")))
    assert found is not None
    assert off(found, TILTED) < 0.01


CARD: Quad = ((420, 700), (1010, 670), (1030, 1040), (410, 1060))


@pytest.mark.parametrize("kind", ["dark", "wood"])
def test_a_card_on_a_desk(kind: str) -> None:
    found = find(laid(page(856, 540, 226, lines=5), CARD, desk(kind)))
    assert found is not None
    assert off(found, CARD) < 0.01


def _sheet() -> Picture:
    return np.asarray(cv2.resize(page(), SIZE), np.uint8)


def _tinted() -> Picture:
    made = np.full_like(_sheet(), 255)
    made[90:-90, 90:-90] = (214, 236, 220)
    return made


def _card_scanned() -> Picture:
    made = np.full_like(_sheet(), 253)
    made[300:840, 300:1156] = page(856, 540, 214, lines=5)
    return made


def _copied() -> Picture:
    made = _sheet()
    made[:, :24] = 30
    return made


def _window() -> Picture:
    made = np.full_like(_sheet(), 240)
    made[:70] = (40, 60, 110)
    made[70:, :260] = (58, 62, 70)
    made[160:-60, 420:-80] = 255
    return made


def _dark_window() -> Picture:
    made = np.full_like(_sheet(), 34)
    made[:70] = (52, 54, 60)
    made[90:-40:60, 30:330] = 190
    made[160:-60, 420:-80] = 235
    return made


def _grainy() -> Picture:
    grain = np.random.default_rng(5).normal(238, 3, (SIZE[1], SIZE[0], 3))
    return np.asarray(grain.clip(0, 255), np.uint8)


def _filling() -> Picture:
    width, height = SIZE
    beyond: Quad = ((-60, -50), (width + 70, -40), (width + 40, height + 60), (-50, height + 80))
    return shadowed(laid(page(), beyond, desk("wood")))


WHOLE = {
    "text": _sheet,
    "framed": lambda: framed(_sheet()),
    "thickly framed": lambda: framed(_sheet(), 50, 45),
    "tinted within white": _tinted,
    "card on a white scan": _card_scanned,
    "dark edge of a copier": _copied,
    "screenshot": _window,
    "dark screenshot": _dark_window,
    "blank": lambda: np.full_like(_sheet(), 255),
    "grainy blank": _grainy,
    "fills the photo": _filling,
}


@pytest.mark.parametrize("name", WHOLE)
def test_what_is_no_sheet_on_a_desk_is_left_whole(name: str) -> None:
    assert find(WHOLE[name]()) is None


def test_two_sheets_beside_each_other_are_not_parted() -> None:
    left: Quad = ((60, 400), (690, 410), (680, 1290), (50, 1280))
    right: Quad = ((750, 410), (1380, 400), (1390, 1280), (760, 1290))
    found = find(laid(page(), right, laid(page(), left, desk("wood"))))
    if found is not None:  # both cut out as one loses nothing
        assert found[:, 0].min() < 65
        assert found[:, 0].max() > 1375


@pytest.mark.parametrize("size", [(1, 1), (40, 4000), (90, 90)])
def test_a_picture_too_small_for_a_sheet(size: tuple[int, int]) -> None:
    assert find(np.full((*size, 3), 128, np.uint8)) is None
