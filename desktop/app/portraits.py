"""The 免冠 photo: what the notice asks of it, what is off, in words, and where to cut it out."""

from __future__ import annotations

from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.operations.attachments import Photo
from desktop.domain.scans import Correction, Quad
from desktop.domain.terms import Slot
from desktop.imaging import portrait, raster
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.pictures import corners_of, inverse, moved, quad_of
from desktop.imaging.portrait import PortraitFinding, PortraitSpec

WORDS: dict[str, str] = {
    "gray": "照片是黑白的，通知要求彩色照片。",
    "shape": "照片不是一寸的形状（宽 25、高 35），请裁剪。",
    "small": "照片只有 {measured:.0f} 像素宽，一寸照片一般要 {wanted:.0f} 像素，印出来会不清楚。",
    "background": "背景不是单一的颜色，或者有明暗，请换一张背景干净的。",
    "no_face": "没有找到人脸，请看看是不是选错了文件，或者照片没有放正。",
    "several_faces": "照片里不止一张脸，请换一张只有本人的。",
    "head_small": "头在照片里偏小，请裁剪得近一些。",
    "head_large": "头在照片里偏大，请裁剪得远一些，或换一张。",
    "head_high": "头的位置偏高，请裁剪时往上留一些。",
    "head_low": "头的位置偏低，请裁剪时往下留一些。",
    "head_aside": "头没有在照片中间，请重新裁剪。",
}
"""What a finding says to the person, by its reason."""


def is_portrait(slot: Slot, notice: Notice) -> bool:
    """Whether the slot takes the 免冠 photo: a rule of the notice says so, or its title does."""
    return _asked(slot, notice) is not None or "免冠" in f"{slot.id}{slot.title}"


def spec(slot: Slot, notice: Notice) -> PortraitSpec:
    """What the notice asks of the photo: one inch, in colour where it says so."""
    asked = _asked(slot, notice)
    return PortraitSpec(
        colour="彩色" in slot.title or (asked is not None and asked.colour),
        max_kb=notice.files.max_kb,
    )


def examined(data: bytes, attachment: Attachment, notice: Notice) -> tuple[PortraitFinding, ...]:
    """What is off about the photo as the person has put it."""
    wanted = spec(notice.slot(attachment.slot), notice)
    picture = corrected(raster.page(data), _correction(data, attachment))
    return portrait.examine(picture, wanted)


def said(finding: PortraitFinding) -> str:
    """The finding in words."""
    return WORDS[finding.reason].format(measured=finding.measured, wanted=finding.wanted)


def cut(data: bytes, attachment: Attachment, notice: Notice) -> Quad | None:
    """Where to cut the photo out of the picture: corners for its correction, as stored.

    None where not one face is to be seen.
    """
    stored = raster.page(data)
    correction = _correction(data, attachment).model_copy(update={"corners": None})
    rows, columns = stored.shape[:2]
    leads, _, _ = matrix(correction, columns, rows)
    wanted = spec(notice.slot(attachment.slot), notice)
    found = portrait.frame(corrected(stored, correction), wanted)
    if found is None:
        return None
    # Corners count from the top left of the sheet as stored: turned and mirrored back.
    a, b, c, d = quad_of(moved(corners_of(found), inverse(leads)))
    ordered = [a, b, c, d] if not correction.mirrored else [b, a, d, c]
    start = correction.turns % 4
    first, second, third, fourth = ordered[start:] + ordered[:start]
    return (first, second, third, fourth)


def _asked(slot: Slot, notice: Notice) -> Photo | None:
    checks = (rule.check for rule in notice.rules)
    return next((c for c in checks if isinstance(c, Photo) and c.slot == slot.id), None)


def _correction(data: bytes, attachment: Attachment) -> Correction:
    if attachment.scans:
        return attachment.scans[0].correction
    mirrored, turns = raster.exif(data)
    return Correction(mirrored=mirrored, turns=turns)
