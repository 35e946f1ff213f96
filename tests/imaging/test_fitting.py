"""Pictures that go out: as large as is wanted, as good as that allows, and nothing beside them."""

from __future__ import annotations

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from desktop.imaging.fitting import BEST, Fitting, fit, jpeg
from desktop.imaging.metadata import carried


def page(width: int = 1200, height: int = 1700, gray: bool = False) -> NDArray[np.uint8]:
    """Something like a scan: lines of strokes on paper that is not quite even."""
    rng = np.random.default_rng(5)
    picture = Image.new("RGB", (width, height), (244, 243, 240))
    draw = ImageDraw.Draw(picture)
    for y in range(60, height - 60, 34):
        for x in range(60, width - 60, 26):
            ends = rng.integers(0, 22, 6)
            draw.line([(x + int(a), y + int(b)) for a, b in ends.reshape(3, 2)], (30, 30, 60), 3)
    made = np.asarray(picture).astype(int) + rng.normal(0, 3, (height, width, 1)).round()
    found: NDArray[np.uint8] = made.clip(0, 255).astype(np.uint8)
    return np.repeat(found[..., :1], 3, axis=2) if gray else found


def shown(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_nothing_asked_keeps_every_pixel() -> None:
    made = fit(page(), Fitting())
    assert (made.width, made.height, made.quality, made.small_enough) == (1200, 1700, BEST, True)
    difference = np.abs(np.asarray(shown(made.data)).astype(int) - page())
    assert difference.mean() < 3


@pytest.mark.parametrize("kb", [600, 300, 150, 80])
def test_the_size_is_kept_and_used(kb: int) -> None:
    made = fit(page(), Fitting(max_kb=kb))
    assert made.small_enough
    assert 0.6 * kb * 1024 < len(made.data) <= kb * 1024
    assert shown(made.data).size == (made.width, made.height)


def test_more_room_is_never_worse() -> None:
    made = [fit(page(), Fitting(max_kb=kb)) for kb in (60, 120, 240, 480)]
    sizes = [(one.width, one.quality) for one in made]
    assert [w for w, _ in sizes] == sorted(w for w, _ in sizes)


def test_what_cannot_be_reached_is_said() -> None:
    made = fit(page(), Fitting(max_kb=5))
    assert not made.small_enough
    assert len(made.data) > 5 * 1024
    assert shown(made.data).height >= 1000


@pytest.mark.parametrize(
    ("wanted", "size"),
    [
        (Fitting(max_side=850), (600, 850)),
        (Fitting(max_side=5000), (1200, 1700)),
        (Fitting(min_side=5000), (1200, 1700)),
        (Fitting(max_side=850, min_side=900), (900, 1275)),
        (Fitting(max_kb=30, min_side=1200), (1200, 1700)),
    ],
)
def test_pixels_are_as_wanted_and_never_more_than_there_were(
    wanted: Fitting, size: tuple[int, int]
) -> None:
    made = fit(page(), wanted)
    assert (made.width, made.height) == size


def test_of_two_wishes_both_are_kept() -> None:
    both = Fitting(500, None, 300).under(Fitting(200, 1600, None))
    assert both == Fitting(200, 1600, 300)


def test_dpi_follows_the_pixels() -> None:
    assert shown(fit(page(), Fitting(), dpi=300).data).info["dpi"] == (300, 300)
    assert shown(fit(page(), Fitting(max_side=850), dpi=300).data).info["dpi"] == (150, 150)
    assert "dpi" not in shown(fit(page(), Fitting()).data).info


def test_gray_stays_gray_and_colour_colour() -> None:
    assert shown(jpeg(page(gray=True))).mode == "L"
    assert shown(jpeg(page())).mode == "RGB"


@pytest.mark.parametrize("gray", [True, False])
def test_a_file_holds_pixels_and_nothing_else(gray: bool) -> None:
    made = fit(page(gray=gray), Fitting(max_kb=100), dpi=300).data
    assert carried(made) == ()
    assert made == fit(page(gray=gray), Fitting(max_kb=100), dpi=300).data


def test_what_is_done_last_is_in_the_file_at_its_size() -> None:
    seen: list[float] = []

    def finish(sized: NDArray[np.uint8], scale: float) -> NDArray[np.uint8]:
        seen.append(scale)
        made = sized.copy()
        made[: sized.shape[0] // 2] = 0
        return made

    made = fit(page(), Fitting(max_kb=120, max_side=1000), finish=finish)
    assert seen[-1] == pytest.approx(1000 / 1700)
    upper = np.asarray(shown(made.data))[: made.height // 2 - 8]
    assert upper.max() < 10
