"""What was covered is gone: of two pages that differ only there the copies are one and the same."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from desktop.domain.scans import Correction, MaskBox, Quad
from desktop.imaging.burning import HAIR, burn, masked
from desktop.imaging.fitting import Fitting

UPRIGHT: Quad = ((60, 80), (160, 80), (160, 100), (60, 100))
TURNED: Quad = ((60.4, 80.2), (150.7, 110.9), (144.1, 130.3), (53.8, 99.6))
CROSSED: Quad = ((60, 80), (160, 100), (160, 80), (60, 100))


def box(quad: Quad) -> MaskBox:
    return MaskBox(kind="name", quad=quad, confirmed=True)


def noise(seed: int, size: tuple[int, int] = (300, 400)) -> NDArray[np.uint8]:
    return np.random.default_rng(seed).integers(0, 256, (*size, 3), np.uint8)


def inside(quad: Quad, shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Pixels whose middle lies within a quad, found another way than by filling."""
    y, x = np.mgrid[: shape[0], : shape[1]] + 0.5
    signs = []
    for (x1, y1), (x2, y2) in zip(quad, (*quad[1:], quad[0]), strict=True):
        signs.append((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) >= 0)
    found: NDArray[np.bool_] = np.logical_and.reduce(signs)
    return found


@pytest.mark.parametrize("quad", [UPRIGHT, TURNED])
def test_every_pixel_of_the_area_is_black_and_little_around_it(quad: Quad) -> None:
    page = noise(1)
    before = page.copy()
    made = burn(page, [box(quad)])
    assert (page == before).all()
    area = inside(quad, page.shape)
    assert area.sum() > 1500
    assert not made[area].any()
    changed = (made != page).any(axis=2)
    ys, xs = np.nonzero(changed)
    far = 2 * HAIR + 2
    assert xs.min() >= min(x for x, _ in quad) - far
    assert xs.max() <= max(x for x, _ in quad) + far
    assert ys.min() >= min(y for _, y in quad) - far
    assert ys.max() <= max(y for _, y in quad) + far


def test_a_quad_in_the_wrong_order_covers_all_it_can_mean() -> None:
    assert not burn(noise(1), [box(CROSSED)])[81:99, 61:159].any()


@pytest.mark.parametrize(
    "quad",
    [
        ((-50, -50), (20, -50), (20, 20), (-50, 20)),
        ((390, 290), (900, 290), (900, 900), (390, 900)),
        ((-1e9, -1e9), (1e9, -1e9), (1e9, 1e9), (-1e9, 1e9)),
    ],
)
def test_an_area_reaching_beyond_the_page_covers_what_is_on_it(quad: Quad) -> None:
    page = noise(1)
    made = burn(page, [box(quad)])
    area = inside(quad, page.shape)
    assert area.any()
    assert not made[area].any()


def test_an_area_outside_covers_nothing() -> None:
    page = noise(1)
    quad: Quad = ((500, 500), (600, 500), (600, 600), (500, 600))
    assert (burn(page, [box(quad)]) == page).all()


CORRECTIONS = [
    Correction(),
    Correction(turns=1),
    Correction(mirrored=True, turns=2),
    Correction(skew=2.7),
    Correction(corners=((10, 12), (380, 30), (390, 280), (5, 290)), turns=3, skew=-1.2),
    # corners through the covered area: the rim's colour is taken there
    Correction(corners=((100, 60), (390, 60), (390, 290), (100, 290)), skew=4),
]


@pytest.mark.parametrize("correction", CORRECTIONS)
@pytest.mark.parametrize(
    "wanted", [Fitting(), Fitting(max_side=211), Fitting(max_kb=12), Fitting(max_kb=4)]
)
@pytest.mark.parametrize("quad", [UPRIGHT, TURNED])
def test_nothing_of_what_was_covered_reaches_the_file(
    correction: Correction, wanted: Fitting, quad: Quad
) -> None:
    """The same page with two contents under its box: the copies are one."""
    one, two = noise(1), noise(1)
    area = inside(quad, one.shape)
    two[area] = 255 - two[area]
    assert (one != two).any()
    files = [masked(page, [box(quad)], correction, wanted).data for page in (one, two)]
    assert files[0] == files[1]
    shown = np.asarray(Image.open(io.BytesIO(files[0])).convert("RGB"))
    assert (shown.max(axis=2) < 40).any()
