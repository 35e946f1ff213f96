"""The 免冠 photo: a good one is left in peace, what is off is named, and a cut keeps its shape."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from desktop.domain.scans import Quad
from desktop.imaging.metadata import carried
from desktop.imaging.portrait import PortraitSpec, crop, examine, faces, frame
from tests.pages.faces import looks, portrait

INCH = PortraitSpec(colour=True)
WALL = (66, 134, 214)


@cache
def photo(seed: int = 3, size: tuple[int, int] = (413, 578)) -> NDArray[np.uint8]:
    person = looks(Random(seed))  # noqa: S311 - the same person each time
    image, _ = portrait(*size, replace(person, gray=False))
    return np.asarray(image.convert("RGB"), np.uint8)


def on_wall(
    head: NDArray[np.uint8], size: tuple[int, int], at: tuple[int, int]
) -> NDArray[np.uint8]:
    """``head`` pasted onto a plain wall of its own colour."""
    width, height = size
    made = np.empty((height, width, 3), np.uint8)
    made[:] = head[2, 2]
    x, y = at
    rows, columns = min(head.shape[0], height - y), min(head.shape[1], width - x)
    made[y : y + rows, x : x + columns] = head[:rows, :columns]
    return made


def reasons(picture: NDArray[np.uint8], spec: PortraitSpec = INCH) -> set[str]:
    return {finding.reason for finding in examine(picture, spec)}


def test_good_photos_are_left_in_peace() -> None:
    found = [seed for seed in range(12) if reasons(photo(seed))]
    assert len(found) <= 1


@pytest.mark.parametrize(
    ("change", "reason", "refused"),
    [
        (lambda p: np.repeat(p.mean(axis=2, keepdims=True).astype(np.uint8), 3, 2), "gray", True),
        (lambda p: p[60:], "shape", False),
        (lambda p: np.ascontiguousarray(p[::2, ::2]), "small", False),
        (lambda p: on_wall(p, (413, 578), (0, 150)), "head_low", False),
        (lambda p: on_wall(p, (560, 784), (140, 100)), "head_aside", False),
        (lambda p: on_wall(p, (826, 1156), (206, 300)), "head_small", False),
        (lambda p: np.ascontiguousarray(p[150:500, 80:330]), "head_large", False),
        (lambda p: np.full_like(p, 200), "no_face", False),
        (lambda p: np.hstack([p, p]), "several_faces", False),
    ],
)
def test_what_is_off_is_named(change: object, reason: str, refused: bool) -> None:
    assert callable(change)
    picture = change(photo())
    found: dict[str, bool] = {finding.reason: finding.refused for finding in examine(picture, INCH)}
    assert found.get(reason) is refused


def test_gray_matters_only_where_the_notice_wants_colour() -> None:
    gray = np.repeat(photo()[..., :1], 3, axis=2)
    assert "gray" in reasons(gray)
    assert "gray" not in reasons(gray, PortraitSpec())


@pytest.mark.parametrize("busy", ["curtain", "half", "shadow"])
def test_a_wall_that_is_not_plain_is_named(busy: str) -> None:
    picture = photo().astype(float)
    columns = picture.shape[1]
    x = np.arange(columns)
    if busy == "curtain":
        picture[:250] -= (40 * (1 + np.sin(x / 6)))[None, :, None]
    elif busy == "half":
        picture[:, : columns // 2] *= 0.6
    else:
        picture *= np.linspace(1, 0.5, columns)[None, :, None]
    assert "background" in reasons(picture.clip(0, 255).astype(np.uint8))


def test_a_cut_is_proposed_around_the_head_and_passes() -> None:
    good = 0
    for seed in range(6):
        larger = on_wall(photo(seed), (900, 900), (260, 180))
        cut = frame(larger, INCH)
        if cut is None:
            continue
        (left, top), (right, _), (_, bottom), _ = cut
        assert (right - left) / (bottom - top) == pytest.approx(25 / 35, rel=0.01)
        made = Image.open(io.BytesIO(crop(larger, cut, INCH).data)).convert("RGB")
        # the drawn light ends where the wall begins that was put around it
        good += not reasons(np.asarray(made)) - {"background"}
    assert good >= 5


def test_without_one_face_no_cut_is_proposed() -> None:
    assert frame(np.full((500, 500, 3), 180, np.uint8), INCH) is None
    assert frame(np.hstack([photo(), photo()]), INCH) is None


@pytest.mark.parametrize(
    ("cut", "size"),
    [
        (((0, 0), (413, 0), (413, 578), (0, 578)), (295, 413)),
        (((0, 0), (413, 0), (413, 413), (0, 413)), (295, 413)),
        (((100, 100), (200, 100), (200, 240), (100, 240)), (100, 140)),
        (((-50, -50), (1000, -50), (1000, 2000), (-50, 2000)), (295, 413)),
    ],
)
def test_a_cut_has_the_photo_s_shape_and_is_never_enlarged(
    cut: Quad, size: tuple[int, int]
) -> None:
    made = crop(photo(), cut, INCH)
    assert (made.width, made.height) == size
    image = Image.open(io.BytesIO(made.data))
    assert image.size == size
    assert image.info["dpi"] == (300, 300)
    assert carried(made.data) == ()


def test_a_cut_shows_what_was_framed() -> None:
    picture = np.zeros((400, 400, 3), np.uint8)
    picture[100:240, 100:200] = (250, 20, 20)
    made = crop(picture, ((100, 100), (200, 100), (200, 240), (100, 240)), INCH)
    shown = np.asarray(Image.open(io.BytesIO(made.data))).astype(int)
    assert np.abs(shown[2:-2, 2:-2] - (250, 20, 20)).max() < 12


def test_a_limit_of_size_is_kept_without_losing_pixels() -> None:
    spec = PortraitSpec(max_kb=20)
    made = crop(photo(), ((0, 0), (413, 0), (413, 578), (0, 578)), spec)
    assert made.small_enough
    assert len(made.data) <= 20 * 1024
    assert (made.width, made.height) == (295, 413)


def test_faces_come_largest_first() -> None:
    two = np.hstack([photo(size=(250, 350)), on_wall(photo(), (413, 578), (0, 0))[:350]])
    found = faces(two)
    assert [box[2] for box in found] == sorted((box[2] for box in found), reverse=True)


def test_threads_at_once_find_what_each_finds_alone() -> None:
    pictures = [photo(seed) for seed in range(3, 7)]
    alone = [faces(picture) for picture in pictures]
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(faces, pictures * 8))
    assert together == alone * 8
