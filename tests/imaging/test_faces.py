import io
from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from desktop.domain.scans import MaskBox
from desktop.imaging import faces
from desktop.imaging.pictures import Picture
from tests.imaging.drawn_seals import RED, Design, gray, seal, sheet, stamped, written
from tests.imaging.judging import judge_masks
from tests.pages.drawing import draw
from tests.pages.faces import looks, portrait

Band = tuple[float, float, float, float]
LEFT, TOP = 1200, 260


def page(width: int, height: int, seed: int) -> tuple[Picture, Band]:
    """A form with a portrait, and the band over its eyes."""
    image, (x0, y0, x1, y1) = portrait(width, height, looks(Random(seed)))  # noqa: S311
    form = sheet()
    for row in range(9):
        form = written(form, "姓名　工作单位　从事专业　现任职务", (160, 260 + row * 80))
    picture = Image.fromarray(form)
    picture.paste(image, (LEFT, TOP))
    drawn = np.asarray(picture).copy()
    cv2.rectangle(drawn, (LEFT, TOP), (LEFT + width, TOP + height), (120, 120, 120), 1)
    return drawn, (LEFT + x0, TOP + y0, LEFT + x1, TOP + y1)


def covers(box: MaskBox, band: Band) -> bool:
    (left, top), _, (right, bottom), _ = box.quad
    return left <= band[0] and top <= band[1] and right >= band[2] and bottom >= band[3]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("copied", [False, True])
def test_both_eyes_are_covered_and_little_else(seed: int, copied: bool) -> None:
    drawn, band = page(250, 350, seed)
    (box,) = faces.propose(gray(drawn) if copied else drawn, ["eyes"])
    assert box.kind == "eyes"
    assert covers(box, band)
    (left, top), _, (right, bottom), _ = box.quad
    assert (right - left) * (bottom - top) < 0.14 * 250 * 350


@pytest.mark.parametrize(("width", "height"), [(110, 154), (500, 700)])
def test_small_and_large_photographs(width: int, height: int) -> None:
    drawn, band = page(width, height, 3)
    (box,) = faces.propose(drawn if width > 120 else gray(drawn), ["eyes"])
    assert covers(box, band)


@pytest.mark.parametrize("seed", range(5))
def test_the_whole_photograph(seed: int) -> None:
    drawn, _ = page(250, 350, seed)
    (box,) = faces.propose(drawn, ["photo"])
    (left, top), _, (right, bottom), _ = box.quad
    assert (left, top) <= (LEFT + 6, TOP + 6)
    assert (right, bottom) >= (LEFT + 244, TOP + 344)
    assert (right - left) * (bottom - top) < 1.45 * 250 * 350


@pytest.mark.parametrize("seed", range(5))
def test_a_photograph_whose_ground_is_lost_in_the_paper_is_guessed_as_a_whole(seed: int) -> None:
    image, _ = portrait(250, 350, looks(Random(seed)))  # noqa: S311
    drawn = sheet()
    shown = np.asarray(image.convert("RGB"))
    ground = (np.abs(shown.astype(int) - shown[4, 4]) < 30).all(axis=2)
    faded = np.where(ground[..., None], drawn[TOP, LEFT], shown)
    drawn[TOP : TOP + 350, LEFT : LEFT + 250] = faded
    (box,) = faces.propose(drawn, ["photo"])
    (left, top), _, (right, bottom), _ = box.quad
    across = min(right, LEFT + 250) - max(left, LEFT)
    down = min(bottom, TOP + 350) - max(top, TOP)
    assert across * down > 0.95 * 250 * 350
    assert not box.sure


def shaded(picture: Picture, beside: float, deep: float) -> Picture:
    """A hand's shadow over everything right of ``beside``, its edge some pixels soft."""
    xs = np.arange(picture.shape[1], dtype=np.float32)
    light = 1 - deep / (1 + np.exp((beside - xs) / 30))
    return np.asarray(picture * light[None, :, None], np.uint8)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("beside", [0.2, 0.6, 1.0])
def test_a_photograph_into_which_a_shadow_runs(seed: int, beside: float) -> None:
    drawn, band = page(250, 350, seed)
    dim = shaded(drawn, LEFT + beside * 250, 0.45)
    (box,) = faces.propose(dim, ["eyes"])
    assert covers(box, band)
    (whole,) = faces.propose(dim, ["photo"])
    (left, top), _, (right, bottom), _ = whole.quad
    across = min(right, LEFT + 250) - max(left, LEFT)
    down = min(bottom, TOP + 350) - max(top, TOP)
    assert across * down > 0.95 * 250 * 350
    assert (right - left) * (bottom - top) < 1.45 * 250 * 350


@pytest.mark.parametrize(("kind", "index"), [("id_card", 1), ("title", 38)])
def test_eyes_are_found_on_cards_and_certificates_in_a_shadow(kind: str, index: int) -> None:
    taken = draw(60, index, kind, "shadow")
    upright = np.asarray(Image.open(io.BytesIO(taken.jpeg)).convert("RGB"))
    boxes = {one: faces.propose(upright, [one]) for one in ("eyes", "photo")}
    assert [len(found) for found in boxes.values()] == [1, 1]
    entities, _, _ = judge_masks(taken.truth, boxes["eyes"], boxes["photo"])
    seen = {one.role: one.all for one in entities}
    assert (seen["eyes"], seen["photo"]) == (True, True)


@pytest.mark.parametrize("beside", [300, 800, 1300])
def test_a_shadow_over_print_and_seals_has_no_eyes(beside: float) -> None:
    drawn = stamped(sheet(), seal(Design("昆仑市教育局"), 320), 1000, 1500)
    for row in range(8):
        drawn = written(
            drawn, "该同志长期从事农业技术推广工作，成绩突出。", (200, 600 + row * 70), 48
        )
    assert faces.propose(shaded(drawn, beside, 0.45), ["eyes", "photo"]) == ()


def test_a_wall_lit_from_one_side_does_not_cut_the_photograph() -> None:
    taken = draw(63, 2, "id_card", "pale")
    upright = np.asarray(Image.open(io.BytesIO(taken.jpeg)).convert("RGB"))
    entities, _, _ = judge_masks(taken.truth, (), faces.propose(upright, ["photo"]))
    assert [one.all for one in entities if one.role == "photo"] == [True]


def test_a_portrait_without_a_face_is_asked_about() -> None:
    drawn, band = page(250, 350, 2)
    blurred = drawn.copy()
    blurred[TOP : TOP + 350, LEFT : LEFT + 250] = cv2.GaussianBlur(
        drawn[TOP : TOP + 350, LEFT : LEFT + 250], (0, 0), 22
    )
    boxes = faces.propose(blurred, ["eyes"])
    assert len(boxes) == 1
    assert not boxes[0].sure
    assert covers(boxes[0], band)


def test_nothing_asked_for_nothing_proposed() -> None:
    drawn, _ = page(250, 350, 1)
    assert faces.propose(drawn, ["name", "seal"]) == ()


def test_seals_emblems_and_print_have_no_eyes() -> None:
    drawn = stamped(sheet(), seal(Design("昆仑市教育局"), 320), 1000, 1500)
    cv2.circle(drawn, (800, 300), 90, RED, -1)
    for row in range(8):
        drawn = written(
            drawn, "该同志长期从事农业技术推广工作，成绩突出。", (200, 600 + row * 70), 48
        )
    for picture in (drawn, gray(drawn)):
        assert faces.propose(picture, ["eyes", "photo"]) == ()
