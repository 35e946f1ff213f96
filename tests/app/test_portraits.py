"""The 免冠 photo under each notice: known, judged; its cut is a correction like any."""

from __future__ import annotations

import io
from typing import get_args

import numpy as np
import pytest
from PIL import Image

from desktop.app.notices.installed import notice as load_notice
from desktop.app.scans.portraits import (
    KINDS,
    as_seen,
    as_stored,
    cut,
    examined,
    is_inch,
    is_portrait,
    put_upright,
    spec,
)
from desktop.app.scans.scanning import Nowhere, Scanner, kinds_in, looking_for
from desktop.domain.case import Attachment, Case
from desktop.domain.scans import Correction, Quad, ScanPage
from desktop.imaging import portrait, raster
from desktop.imaging.correcting import corrected
from desktop.imaging.portrait import PortraitSpec, Reason
from desktop.imaging.reading import Reader

from .drawn_photo import photo

SLOT = "一寸免冠照片"


def stored(correction: Correction, size: tuple[int, int] = (900, 900)) -> bytes:
    """A photo on a wall, stored as something that ``correction`` puts upright."""
    made = np.full((size[1], size[0], 3), photo()[2, 2], np.uint8)
    made[180:758, 260:673] = photo()
    turned = np.rot90(made, correction.turns)
    out = io.BytesIO()
    Image.fromarray(turned[:, ::-1] if correction.mirrored else turned).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("pack", ["BM24", "GT23", "GJ21"])
def test_the_portrait_is_known_under_every_notice(pack: str) -> None:
    told = load_notice(pack)
    assert [slot.id for slot in told.slots if is_portrait(slot, told)] == ["一寸免冠照片"]


def test_a_photo_of_the_posted_announcement_is_no_portrait() -> None:
    told = load_notice("ZZ23")
    assert not any(is_portrait(slot, told) for slot in told.slots)


def test_the_notice_says_what_is_asked() -> None:
    told = load_notice("GJ21")
    assert spec(told.slot(SLOT), told).colour
    told = load_notice("BM24")
    assert not spec(told.slot(SLOT), told).colour


def test_where_no_inch_is_asked_shape_and_size_are_not_judged() -> None:
    told = load_notice("LC22")
    (slot,) = (slot for slot in told.slots if is_portrait(slot, told))
    assert not is_inch(slot, told)
    square = np.full((200, 200, 3), 240, np.uint8)
    kinds = {fault.kind for fault in examined(square, spec(slot, told))}
    assert kinds == {"photo_no_face"}
    inch = load_notice("BM24")
    kinds = {fault.kind for fault in examined(square, spec(inch.slot(SLOT), inch))}
    assert kinds == {"photo_no_face", "photo_shape", "photo_small"}


def test_nothing_is_covered_on_the_one_of_the_electronic_certificate() -> None:
    assert kinds_in(Attachment(slot=SLOT), load_notice("BM24")) == ()
    # Another notice leaves it open: then the person is asked, as its rule on every page wants.
    asked = load_notice("GT23")
    assert kinds_in(Attachment(slot=SLOT), asked) == asked.masking.kinds


def test_every_finding_is_a_fault_of_a_page() -> None:
    assert KINDS.keys() == set(get_args(Reason))


class NoReader(Reader):
    """A recogniser that must not be asked."""

    def read(self, *_asked: object) -> tuple[object, ...]:  # type: ignore[override]
        raise AssertionError("a photo was read")


@pytest.mark.parametrize("turns", range(4))
def test_a_photo_stands_as_its_face_does_and_is_not_read(turns: int) -> None:
    told = load_notice("BM24")
    data = stored(Correction(turns=turns))
    assert put_upright(raster.page(data), (False, 0)) == Correction(turns=turns)
    file = Attachment(slot=SLOT, sha256="0" * 64)
    case = Case(case_id="c", pack_id="BM24", pack_version=1, attachments=(file,))
    looking = looking_for(file, case, told)
    page = Scanner(Nowhere(), NoReader()).examine(data, file, 0, looking)
    assert page.correction == Correction(turns=turns)
    assert "photo_shape" in {fault.kind for fault in page.faults}
    assert page.boxes == ()
    elsewhere = file.model_copy(update={"slot": "职称证书"})
    assert looking_for(elsewhere, case, told).key != page.read_for == looking.key


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("turns", range(4))
def test_a_frame_s_corners_are_led_there_and_back(turns: int, mirrored: bool) -> None:
    quad: Quad = ((1, 2), (3, 2), (3, 5), (1, 5))
    correction = Correction(turns=turns, mirrored=mirrored)
    assert as_seen(as_stored(quad, correction), correction) == quad


@pytest.mark.parametrize(
    "correction",
    [Correction(), Correction(turns=1), Correction(turns=2), Correction(mirrored=True, turns=3)],
)
def test_a_cut_is_a_correction_of_the_page(correction: Correction) -> None:
    told = load_notice("BM24")
    data = stored(correction)
    file = Attachment(slot=SLOT, scans=(ScanPage(width=900, height=900, correction=correction),))
    corners = cut(data, file, told)
    assert corners is not None
    whole = np.asarray(Image.open(io.BytesIO(data)))
    made = corrected(whole, correction.model_copy(update={"corners": corners}))
    assert made.shape[1] / made.shape[0] == pytest.approx(25 / 35, abs=0.002)
    left = {f.reason for f in portrait.examine(made, PortraitSpec())}
    assert not left & {"shape", "no_face", "head_small", "head_high", "head_low", "head_aside"}


def test_without_a_face_there_is_no_cut() -> None:
    out = io.BytesIO()
    Image.new("RGB", (600, 600), "white").save(out, "PNG")
    assert cut(out.getvalue(), Attachment(slot=SLOT), load_notice("BM24")) is None
