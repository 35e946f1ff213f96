"""The drawn pages themselves: same seed same page, and a truth that is true."""

import io
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from tests.pages import __main__ as command
from tests.pages import seals, worse
from tests.pages.cast import WEIGHTS, cast, dice, id_number
from tests.pages.drawing import KINDS, draw, planned
from tests.pages.faults import FAULTS
from tests.pages.laying import littered, phone, skewed, turned, under_the_lid
from tests.pages.seals import SealStyle
from tests.pages.sheet import Sheet, Style

SHARED_KEYS = {
    *("file", "seed", "index", "template", "degrade", "width", "height", "rotate_cw_to_upright"),
    *("skew_deg", "applicant", "printed_dot", "entities", "decoys", "lines", "page_quad"),
    "photo_quad",
}


def test_same_seed_same_page() -> None:
    first, again, other = (draw(seed, 2, "pledge", "low") for seed in (4, 4, 5))
    assert first.jpeg == again.jpeg
    assert first.truth == again.truth
    assert first.jpeg != other.jpeg


def test_every_pairing_of_a_round_is_another() -> None:
    pairs = {planned(7, index) for index in range(len(KINDS) * 10)}
    assert len(pairs) > len(KINDS) * 9
    assert {kind for kind, _ in pairs} == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_shows_the_applicant_among_others(kind: str) -> None:
    truth = draw(11, 0, kind, "low").truth
    assert set(truth) == SHARED_KEYS
    roles = {entity["type"] for entity in truth["entities"]}
    assert "name" in roles
    assert truth["decoys"]
    for mark in (*truth["entities"], *truth["decoys"]):
        for x, y in (point for piece in mark["pieces"] for point in piece):
            assert -1 <= x <= truth["width"] + 1, mark
            assert -1 <= y <= truth["height"] + 1, mark


def test_words_lie_where_the_truth_says() -> None:
    """Paper outside every line of text has no dark ink: the lines are complete and in place."""
    page = draw(11, 0, "pledge", "turned")
    truth = page.truth
    with Image.open(io.BytesIO(page.jpeg)) as picture:
        shade = np.asarray(picture.convert("L"))
    text = np.zeros(shade.shape, np.uint8)
    for line in truth["lines"]:
        quad = np.round(np.array(line["quad"])).astype(np.int32)
        cv2.fillPoly(text, [quad], 1)
        assert shade[text.astype(bool)].min() < 120
    outside = cv2.dilate(text, np.ones((9, 9), np.uint8)) == 0
    assert shade[outside].min() > 150


def test_a_turned_oval_seal_is_pressed_where_the_truth_says() -> None:
    style = Style(seal_ink=(205, 40, 45), seal_wear=0.0)
    sheet = Sheet(700, 600, cast(dice(3)), style, dice(3))
    oval = SealStyle(flat=0.7, turned=12.0)
    seals.stamp(sheet, "石城矿业股份有限公司", (350, 300), own=True, style=oval)
    sheet.stamp_all()
    red, green, _ = np.moveaxis(np.asarray(sheet.picture).astype(int), 2, 0)
    rows, columns = np.nonzero(red - green > 60)
    (box,) = sheet.own[-1].boxes
    pressed = (columns.min(), rows.min(), columns.max(), rows.max())
    assert np.abs(np.subtract(pressed, box)).max() < 7  # the outline's own breadth


@pytest.mark.parametrize(
    "lay",
    [skewed(3, 8), turned(1), turned(2), turned(3), phone(), littered(phone()), under_the_lid],
)
def test_places_go_where_pixels_go(lay: object) -> None:
    """A dot on the sheet is found where the matrix says, whatever happened to the sheet."""
    assert callable(lay)
    sheet = np.full((900, 700, 3), 250, np.uint8)
    dot = (180, 640)
    cv2.circle(sheet, dot, 7, (20, 200, 20), -1)
    laid = lay(sheet, dice(3))
    red, green, blue = (laid.picture[..., band].astype(int) for band in range(3))
    ys, xs = np.nonzero(green - np.maximum(red, blue) > 80)
    ends = laid.matrix @ [dot[0] + 0.5, dot[1] + 0.5, 1]
    assert abs(xs.mean() + 0.5 - ends[0] / ends[2]) < 1
    assert abs(ys.mean() + 0.5 - ends[1] / ends[2]) < 1


def test_the_said_turns_set_a_page_upright() -> None:
    truth = draw(11, 0, "proof", "turned").truth
    (x0, y0), (x1, y1), *_ = truth["page_quad"]
    turns = truth["rotate_cw_to_upright"] // 90
    along = np.array([x1 - x0, y1 - y0]) / np.hypot(x1 - x0, y1 - y0)
    for _ in range(turns):
        along = np.array([-along[1], along[0]])
    assert turns
    assert np.allclose(along, [1, 0], atol=0.01)


def test_exif_speaks_the_truth_or_lies() -> None:
    told, lied = draw(11, 0, "proof", "exif"), draw(11, 0, "proof", "exif_lie")
    orientation = {90: 6, 270: 8}[told.truth["rotate_cw_to_upright"]]
    for page, said in ((told, orientation), (lied, 6)):
        with Image.open(io.BytesIO(page.jpeg)) as picture:
            assert picture.getexif()[0x0112] == said
    assert lied.truth["rotate_cw_to_upright"] == 0


def test_people_are_invented_and_can_be_told_apart() -> None:
    for seed in range(60):
        someone = cast(dice(seed))
        number = someone.id_no
        assert number.startswith("6599")
        total = sum(int(d) * w for d, w in zip(number[:17], WEIGHTS, strict=True))
        assert number[17] == "10X98765432"[total % 11]
        assert someone.name not in (*someone.alike, *someone.strangers)
        assert someone.unit != someone.unit_alike
        assert someone.id_no != someone.other_id
    assert id_number(dice(1)) != id_number(dice(2))


def test_the_command_writes_pictures_beside_their_truth(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main([str(tmp_path), "--count", "2", "--seed", "3", "--fault", "low"]) == 0
    truth = json.loads((tmp_path / "page_001.json").read_text(encoding="utf-8"))
    with Image.open(tmp_path / truth["file"]) as picture:
        assert picture.size == (truth["width"], truth["height"])
    assert len(json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))) == 2
    assert "2 pages" in capsys.readouterr().out
    assert command.main(["--list"]) == 0
    listed = capsys.readouterr().out
    assert all(name in listed for name in (*KINDS, *FAULTS))


@pytest.mark.parametrize("fault", worse.STEPS)
def test_a_series_starts_fine_and_ends_bad(fault: str) -> None:
    steps = list(worse.series(fault, "pledge"))
    words = [step.judgement for step in steps]
    assert words == sorted(words, key=("fine", "poor", "bad").index)
    assert words[0] == "fine"
    assert words[-1] == "bad"
    assert not np.array_equal(steps[0].picture, steps[-1].picture)
