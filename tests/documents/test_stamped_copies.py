"""Copies on sheets: the words to the letter on each, the page whole, room for the seal."""

from __future__ import annotations

import io

import pypdf
import pytest
from PIL import Image

from desktop.documents.blocks import Copied
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import COPIES, MM, PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.layout import lay_out
from desktop.documents.page import Box, Page, Stroke, Text
from desktop.documents.page import Image as Drawn
from desktop.documents.pdf.writing import to_pdf
from desktop.documents.stamped_copies import STAMP_HEIGHT, fit_together, stamped_copies

from .reading import EXTRACTORS

WORDS = "已审核，与原件相符"
LINES = ("审核人：", "年　　月　　日", "单位人事（职称）部门（公章）")


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), (240, 235, 220)).save(out, "JPEG")
    return out.getvalue()


CARD = Copied(jpeg(1012, 638), 85.6, 54.0)
SHEET = Copied(jpeg(2480, 3508), 210.0, 297.0)
UNKNOWN = Copied(jpeg(1200, 900))
LONG = Copied(jpeg(400, 6000))
TINY = Copied(jpeg(220, 110))


def parts(page: Page) -> tuple[list[Drawn], Box]:
    (box,) = (item for item in page.items if isinstance(item, Box))
    return [item for item in page.items if isinstance(item, Drawn)], box


@pytest.mark.parametrize("group", [(CARD,), (CARD, CARD), (SHEET,), (UNKNOWN,), (LONG,), (TINY,),
                                   (SHEET, SHEET), (UNKNOWN, CARD)])  # fmt: skip
def test_each_sheet_holds_its_copies_clear_of_the_stamp(
    fonts: Fonts, group: tuple[Copied, ...]
) -> None:
    (page,) = lay_out(stamped_copies([group], WORDS, LINES), fonts)
    pictures, box = parts(page)
    assert len(pictures) == len(group)
    below = 0.0
    for picture, copied in zip(pictures, group, strict=True):
        assert picture.y >= below
        below = picture.y + picture.height
        assert picture.x >= COPIES.left - 0.1
        assert picture.x + picture.width <= PAGE_WIDTH - COPIES.right + 0.1
        with Image.open(io.BytesIO(copied.picture)) as opened:
            across, down = opened.size
        assert picture.width / picture.height == pytest.approx(across / down, rel=1e-3)
    assert below <= box.y
    assert box.y + box.height <= PAGE_HEIGHT - COPIES.bottom + 0.1
    for item in page.items:
        if isinstance(item, Text | Stroke):
            right = item.x2 if isinstance(item, Stroke) else item.x
            assert box.x < right < box.x + box.width


def test_what_has_a_size_is_printed_in_it(fonts: Fonts) -> None:
    (page,) = lay_out(stamped_copies([(CARD, CARD)], WORDS, LINES), fonts)
    pictures, _box = parts(page)
    assert [round(p.width / MM, 1) for p in pictures] == [85.6, 85.6]
    assert fit_together((CARD, CARD))
    assert not fit_together((SHEET,))
    assert not fit_together((SHEET, CARD))
    assert not fit_together((UNKNOWN,))


def test_what_is_small_is_not_blown_up(fonts: Fonts) -> None:
    (page,) = lay_out(stamped_copies([(TINY,)], WORDS, LINES), fonts)
    ((picture,), _box) = parts(page)
    assert 220 / (picture.width / 72) >= 100


def test_there_is_room_for_a_seal_beside_the_words(fonts: Fonts) -> None:
    (page,) = lay_out(stamped_copies([(SHEET,)], WORDS, LINES), fonts)
    _pictures, box = parts(page)
    written = [item for item in page.items if isinstance(item, Text) and "章" not in item.source]
    widest = max(i.x + max(g.x + 1 for g in i.glyphs) * i.size for i in written)
    rules = max(item.x2 for item in page.items if isinstance(item, Stroke))
    free = box.x + box.width - max(widest, rules)
    assert free >= 45 * MM
    assert STAMP_HEIGHT >= 45


@pytest.mark.parametrize("way", EXTRACTORS)
def test_the_words_stand_on_every_sheet_to_the_letter(fonts: Fonts, way: str) -> None:
    data = to_pdf(stamped_copies([(CARD, CARD), (SHEET,), (UNKNOWN,)], WORDS, LINES), fonts)
    pages = EXTRACTORS[way](data)
    assert len(pages) == 3
    for said in pages:
        assert said.count(WORDS) == 1
        assert "审核人：" in said
        assert "单位人事（职称）部门（公章）" in said


def test_nothing_in_the_file_tells_whose_they_are(fonts: Fonts) -> None:
    data = to_pdf(stamped_copies([(CARD,)], WORDS, ()), fonts)
    meta = pypdf.PdfReader(io.BytesIO(data)).metadata
    assert meta is not None
    assert meta.title == "复印件"
    assert meta.author == "职称申报助手"
