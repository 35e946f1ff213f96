"""The 免冠 photo under each notice: known, judged in words; its cut is a correction like any."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from desktop.app.installed import notice as load_notice
from desktop.app.portraits import WORDS, cut, examined, is_portrait, said, spec
from desktop.domain.case import Attachment
from desktop.domain.scans import Correction, ScanPage
from desktop.imaging import portrait
from desktop.imaging.correcting import corrected
from desktop.imaging.portrait import PortraitFinding, PortraitSpec

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


@pytest.mark.parametrize("reason", WORDS)
def test_every_finding_has_its_words(reason: str) -> None:
    finding = PortraitFinding(reason, False, 120.4, 295.0)  # type: ignore[arg-type]
    assert said(finding).endswith("。")
    assert "{" not in said(finding)


@pytest.mark.parametrize(
    "correction",
    [Correction(), Correction(turns=1), Correction(turns=2), Correction(mirrored=True, turns=3)],
)
def test_a_cut_is_a_correction_of_the_page(correction: Correction) -> None:
    told = load_notice("BM24")
    data = stored(correction)
    file = Attachment(slot=SLOT, scans=(ScanPage(width=900, height=900, correction=correction),))
    before = {finding.reason for finding in examined(data, file, told)}
    assert "shape" in before
    corners = cut(data, file, told)
    assert corners is not None
    whole = np.asarray(Image.open(io.BytesIO(data)))
    made = corrected(whole, correction.model_copy(update={"corners": corners}))
    left = {f.reason for f in portrait.examine(made, PortraitSpec())}
    assert not left & {"shape", "no_face", "head_small", "head_high", "head_low", "head_aside"}


def test_without_a_face_there_is_no_cut() -> None:
    out = io.BytesIO()
    Image.new("RGB", (600, 600), "white").save(out, "PNG")
    assert cut(out.getvalue(), Attachment(slot=SLOT), load_notice("BM24")) is None
