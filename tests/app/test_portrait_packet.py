"""The 免冠 photo in a packet: cut out, in its size on paper, called by content, uncovered."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from desktop.app.notices.installed import notice as load_notice
from desktop.app.packet import making
from desktop.app.packet.outgoing import outgoing
from desktop.app.papers.press import Press
from desktop.app.samples.sample import sample
from desktop.app.scans.portraits import cut
from desktop.domain.case import Attachment
from desktop.domain.check import check
from desktop.domain.scans import Correction, ScanPage
from desktop.storage.files import hash_of

from .drawn_photo import photo

SIZE = (1500, 1200)
SLOT = "一寸免冠照片"


def large() -> bytes:
    """The photo twice as large, in the middle of a wall, with where it was taken."""
    made = np.full((SIZE[1], SIZE[0], 3), photo()[2, 2], np.uint8)
    twice = np.kron(photo(), np.ones((2, 2, 1), np.uint8))
    made[30 : 30 + twice.shape[0], 400 : 400 + twice.shape[1]] = twice
    said = Image.Exif()
    said[0x010E] = "GPS 41.76"
    out = io.BytesIO()
    Image.fromarray(made).save(out, "JPEG", quality=95, exif=said)
    return out.getvalue()


def attachment(data: bytes) -> Attachment:
    width, height = SIZE
    file = Attachment(
        slot=SLOT, title="近期一寸免冠照片", sha256=hash_of(data), format="jpg", size=len(data),
        width=width, height=height, scans=(ScanPage(width=width, height=height),),
    )  # fmt: skip
    corners = cut(data, file, load_notice("BM24"))
    page = ScanPage(width=width, height=height, correction=Correction(corners=corners))
    return file.model_copy(update={"scans": (page,)})


@pytest.mark.parametrize(("target_kb", "most"), [(None, 100), (9, 9)])
def test_the_cut_photo_goes_out_to_specification(
    tmp_path: Path, target_kb: int | None, most: int
) -> None:
    notice, data = load_notice("BM24"), large()
    made_up = sample(notice)
    case = made_up.brought.case
    file = attachment(data).model_copy(update={"target_kb": target_kb, "target_side": 200})
    others = tuple(a for a in case.attachments if a.slot != SLOT)
    case = case.model_copy(update={"attachments": (*others, file)})

    def file_of(sha256: str) -> bytes:
        return data if sha256 == file.sha256 else made_up.brought.file_of(sha256)

    findings = check(case, notice, made_up.as_of)
    plan = making.plan(case, notice, findings, file_of, Press.bundled(), now=made_up.as_of)
    photos = [one for one in plan.files if one.slot == SLOT]
    assert [one.place.name for one in photos] == ["03-近期一寸免冠照片.jpg"]
    packed = making.write(replace(plan, files=tuple(photos)), tmp_path, made_up.as_of)
    (found,) = packed.folder.rglob("*免冠照片*.jpg")
    body = found.read_bytes()
    image = Image.open(io.BytesIO(body))
    # 25 × 35 mm at 300 dpi: what the person wishes of pixels is for scans.
    assert image.size == (295, 413)
    assert image.info["dpi"] == (300, 300)
    assert image.mode == "RGB"
    assert len(body) <= most * 1024
    assert b"GPS" not in body
    assert packed.wrong == ()
    assert not any("遮盖" in place.name for place in packed.folder.rglob("*免冠*"))
    told = outgoing(data, file, notice)
    assert told.said == f"上传时：JPG · 295×413 · {-(-len(body) // 1024)} KB · 符合要求"
    assert told.wrong == ()


def test_a_photo_nobody_cut_goes_out_as_it_came() -> None:
    notice, data = load_notice("BM24"), large()
    file = attachment(data).model_copy(update={"scans": ()})
    assert outgoing(data, file, notice).said.startswith("上传时：JPG · 1500×1200 · ")
