"""A masked copy read again: what is left on it is found, what may stay is not."""

from __future__ import annotations

import io
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from desktop import paths
from desktop.domain.scans import Correction, MaskBox, MaskKind, Quad
from desktop.imaging.burning import masked
from desktop.imaging.fitting import Fitting, jpeg
from desktop.imaging.pictures import Corners
from desktop.imaging.proof import Trace, traces
from desktop.imaging.proposals import Subject
from desktop.imaging.reading import Reader
from desktop.imaging.text import Char, Line

SUBJECT = Subject("张明远", "65990119880312093X", ("巴州林业技术推广站",), ("李卫东",))
KINDS: tuple[MaskKind, ...] = ("name", "idno", "unit", "photo", "eyes")
EM = 40


def quad(left: float, top: float, right: float, bottom: float) -> Quad:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def line(text: str, left: int = 100, top: int = 200) -> Line:
    """``text`` as it would be read, its characters squares in a row."""
    chars = tuple(
        Char(char, 0.99, quad(left + EM * n, top, left + EM * (n + 1), top + EM))
        for n, char in enumerate(text)
    )
    return Line(text, 0.99, quad(left, top, left + EM * len(text), top + EM), chars)


def paper(*black: tuple[int, int, int, int]) -> bytes:
    page = np.full((800, 1000, 3), 250, np.uint8)
    for left, top, right, bottom in black:
        page[top:bottom, left:right] = 0
    return jpeg(page)


class Blind(Reader):
    """For places where nothing may be read anew."""

    def read(
        self, upright: NDArray[np.uint8], areas: Sequence[Corners] | None = None
    ) -> tuple[Line, ...]:
        raise AssertionError("read again")


def told(copy: bytes, *lines: Line, kinds: tuple[MaskKind, ...] = KINDS) -> tuple[Trace, ...]:
    return traces(copy, Blind(), SUBJECT, kinds, lines)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("姓名张明远", "name"),
        ("张明遠同志", "name"),
        ("证号65990119880312093X", "idno"),
        ("巴州林业技术推广站", "unit"),
    ],
)
def test_whatever_names_the_person_is_a_trace(text: str, kind: str) -> None:
    (found,) = told(paper(), line(text))
    assert (found.kind, found.sure) == (kind, True)
    assert found.why
    assert found.quad is not None


@pytest.mark.parametrize(
    "text", ["李卫东", "新疆维吾尔自治区人民政府", "659901198803120000", "成绩合格"]
)
def test_what_may_stay_is_none(text: str) -> None:
    assert told(paper(), line(text)) == ()


def test_kinds_the_notice_does_not_cover_are_left() -> None:
    assert told(paper(), line("证号65990119880312093X"), kinds=("name",)) == ()
    assert told(paper(), line("姓名张明远"), kinds=()) == ()


def test_what_is_read_into_solid_black_is_no_trace() -> None:
    assert told(paper((90, 190, 240, 250)), line("张明远")) == ()


@pytest.mark.parametrize(
    ("black", "text", "left", "sure"),
    [
        ((60, 190, 180, 250), "远同志", 180, True),
        ((142, 190, 240, 250), "姓名张", 22, True),
        ((142, 190, 240, 250), "姓名：", 22, False),
        ((60, 190, 140, 250), "远同志", 380, False),
    ],
)
def test_a_box_too_short_is_seen_by_what_stands_beside_it(
    black: tuple[int, int, int, int], text: str, left: int, sure: bool
) -> None:
    found = told(paper(black), line(text, left))
    assert bool([trace for trace in found if trace.sure]) is sure


def test_what_a_file_carries_is_a_trace() -> None:
    out = io.BytesIO()
    image = Image.open(io.BytesIO(paper()))
    image.save(out, "JPEG", comment="张明远".encode())
    (found,) = told(out.getvalue())
    assert (found.kind, found.sure) == ("file", True)
    assert [trace.kind for trace in told(paper() + b"more")] == ["file"]
    out = io.BytesIO()
    image.save(out, "PNG")
    assert [trace.kind for trace in told(out.getvalue())] == ["file"]


def test_a_name_like_it_in_heavy_print_is_no_rest() -> None:
    page = Image.new("RGB", (1000, 400), "white")
    font = ImageFont.truetype(paths.resources() / "fonts" / "sans-bold.ttf", EM)
    ImageDraw.Draw(page).text((100, 195), "柳国栋、张明达、李明远", "black", font)
    copy, seen = jpeg(np.asarray(page)), line("柳国栋、张明达、李明远")
    for name in ("刘国栋", "张小达", "王远"):
        subject = Subject(name, "", ())
        found = traces(copy, Blind(), subject, ["name"], [seen])
        assert not [trace for trace in found if "露出" in trace.why]


def printed() -> tuple[NDArray[np.uint8], dict[str, Quad]]:
    """A page in print, and where on it each thing stands."""
    page = Image.new("RGB", (1200, 900), (252, 251, 248))
    draw = ImageDraw.Draw(page)
    font = ImageFont.truetype(paths.resources() / "fonts" / "serif.ttf", 42)
    places: dict[str, Quad] = {}
    for row, (label, text) in enumerate(
        [("姓名：", "张明远"), ("证号：", "65990119880312093X"), ("单位：", "巴州林业技术推广站")]
    ):
        y = 200 + 120 * row
        draw.text((150, y), label, (20, 20, 20), font)
        left = 150 + draw.textlength(label, font)
        draw.text((left, y), text, (20, 20, 20), font)
        right = left + draw.textlength(text, font)
        places[text] = quad(left - 4, y - 4, right + 4, y + 58)
    draw.text((150, 640), "同组：李卫东、王建国，成绩合格。", (20, 20, 20), font)
    return np.asarray(page), places


def test_a_printed_page_is_proved_by_reading_it() -> None:
    page, places = printed()
    reader = Reader(threads=1)
    for left_out in (None, *places):
        boxes = [
            MaskBox(kind="name", quad=place, confirmed=True)
            for text, place in places.items()
            if text != left_out
        ]
        copy = masked(page, boxes, Correction(), Fitting()).data
        found = [trace for trace in traces(copy, reader, SUBJECT, KINDS) if trace.sure]
        assert bool(found) is (left_out is not None)
