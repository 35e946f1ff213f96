"""From pixels to lines: drawn text is read, every character where it stands."""

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest
import rapidocr
from PIL import Image, ImageDraw, ImageFont

from desktop.errors import UserError
from desktop.imaging.decoding import decoded
from desktop.imaging.matching.letters import word
from desktop.imaging.pictures import Picture, corners_of
from desktop.imaging.reading import Reader, without_stamps
from desktop.imaging.stamped import unread
from desktop.imaging.strips import strip_of
from tests.pages.sheet import font_for

SIZE = 44
INK = (20, 20, 20)
RED = (214, 60, 60)


@cache
def reader() -> Reader:
    return Reader(threads=1)


def sheet(width: int = 900, height: int = 420) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    paper = Image.new("RGB", (width, height), (250, 249, 245))
    return paper, ImageDraw.Draw(paper)


def pixels(paper: Image.Image) -> Picture:
    return np.asarray(paper, np.uint8)


def test_every_character_is_read_and_boxed_where_it_stands() -> None:
    paper, pen = sheet()
    text = "姓名：欧阳志强，659901199003075127"
    pen.text((60, 120), text, INK, font_for("字", "song", SIZE))
    (line,) = reader().read(pixels(paper))
    assert word(line.text) == word(text)
    font: ImageFont.FreeTypeFont = font_for("字", "song", SIZE)
    for index, char in enumerate(line.chars):
        start, end = (60 + font.getlength(text[: index + n]) for n in (0, 1))
        middle = corners_of(char.quad)[:, 0].mean()
        assert start - 4 < middle < end + 4, char


def test_margins_are_passed_over_and_nothing_in_them() -> None:
    paper, pen = sheet(1600, 2200)
    places = {"昆仑市第三中学": (900, 1500), "共十二页": (1300, 2100), "附件": (40, 900)}
    for text, place in places.items():
        pen.text(place, text, INK, font_for("字", "song", SIZE))
    found = {word(line.text): corners_of(line.quad) for line in reader().read(pixels(paper))}
    assert set(found) == set(places)
    for text, (left, top) in places.items():
        middle = (left + len(text) * SIZE / 2, top + SIZE / 2)
        assert np.abs(found[text].mean(axis=0) - middle).max() < SIZE / 2, text


def test_a_column_is_read_from_top_to_bottom() -> None:
    paper, pen = sheet(300, 700)
    for index, one in enumerate("昆仑市第三中学"):
        pen.text((120, 60 + index * 60), one, INK, font_for("字", "song", 52))
    (line,) = reader().read(pixels(paper))
    assert word(line.text) == "昆仑市第三中学"
    first, last = (corners_of(line.chars[index].quad).mean(axis=0) for index in (0, -1))
    assert abs(first[0] - last[0]) < 10
    assert first[1] < last[1]


def test_light_print_on_a_dark_ground_is_read() -> None:
    paper, pen = sheet(700, 160)
    pen.rectangle((0, 0, 700, 160), (31, 78, 140))
    pen.text((60, 50), "单位：昆仑市第三中学", (255, 255, 255), font_for("字", "hei", SIZE))
    *_, line = sorted(reader().read(pixels(paper)), key=lambda line: line.quad[0])
    assert word(line.text).endswith("昆仑市第三中学")
    assert corners_of(line.chars[-1].quad)[:, 0].max() <= 60 + 10 * SIZE + 4


def test_an_empty_page_says_nothing() -> None:
    assert reader().read(pixels(sheet()[0])) == ()
    assert reader().read(np.zeros((3, 3, 3), np.uint8)) == ()


def test_a_stamp_fades_and_the_print_under_it_stays() -> None:
    paper, pen = sheet(200, 100)
    pen.rectangle((0, 0, 100, 100), RED)
    pen.rectangle((40, 40, 60, 60), INK)
    plain = without_stamps(pixels(paper))
    assert plain[10, 10].min() > 150
    assert plain[50, 50].max() < 40


def test_only_a_stamp_over_print_nobody_found_is_looked_at_again() -> None:
    paper, pen = sheet(1000, 1400)
    pen.ellipse((300, 900, 600, 1200), outline=RED, width=12)
    pen.text((330, 1020), "昆仑市第三", INK, font_for("字", "song", SIZE))
    page = pixels(paper)
    (area,) = unread(page, without_stamps(page), [])
    assert area.top <= 1020 <= area.bottom
    assert area.left <= 330
    known = np.array([[320, 1010], [570, 1010], [570, 1080], [320, 1080]], np.float64)
    assert unread(page, without_stamps(page), [known]) == []


def test_steps_become_characters_with_their_runners_up() -> None:
    alphabet = ["blank", "王", "伟", "玮"]
    steps = np.array(
        [
            [0.9, 0.1, 0, 0],
            [0.1, 0.9, 0, 0],
            [0.2, 0.8, 0, 0],
            [0.9, 0.1, 0, 0],
            [0.05, 0, 0.6, 0.35],
            [0.9, 0, 0.1, 0],
        ],
        np.float32,
    )
    reading = decoded(steps, alphabet)
    assert reading.text == "王伟"
    assert reading.glyphs[1].maybe == (("玮", 0.35),)
    assert reading.glyphs[0].middle < reading.glyphs[1].middle == pytest.approx(4.5 / 6)
    assert decoded(steps[:1], alphabet).score == 0


def test_a_tilted_line_is_cut_out_level() -> None:
    paper = np.full((200, 400, 3), 255, np.uint8)
    quad = np.array([[50, 60], [350, 90], [346, 130], [46, 100]], np.float64)
    cv2.fillConvexPoly(paper, quad.astype(np.int32), (0, 0, 0))
    strip = strip_of(paper, quad)
    assert strip is not None
    assert strip.picture[4:-4, 4:-4].max() < 10
    assert strip.placed(0, strip.width) == pytest.approx(quad, abs=0.5)
    assert strip_of(paper, quad * 0 + 1) is None


def test_without_its_models_the_reader_says_so_and_fetches_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(rapidocr, "__file__", str(tmp_path / "__init__.py"))
    with pytest.raises(UserError, match="PP-OCRv6_det_small"):
        Reader().read(pixels(sheet()[0]))
    assert list(tmp_path.iterdir()) == []
