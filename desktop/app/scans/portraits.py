"""The 免冠 photo: what the notice asks of it, what is off about it, and where to cut it out."""

from __future__ import annotations

from desktop.app.scans.lying import correction_of
from desktop.domain.case import Attachment
from desktop.domain.notice import Notice
from desktop.domain.operations.attachments import Photo
from desktop.domain.scans import Correction, FaultKind, Quad, ScanFault
from desktop.domain.terms import Slot
from desktop.imaging import portrait, raster
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.pictures import Picture, corners_of, inverse, moved, quad_of
from desktop.imaging.portrait import PortraitSpec, Reason

KINDS: dict[Reason, FaultKind] = {
    "gray": "photo_gray",
    "shape": "photo_shape",
    "small": "photo_small",
    "background": "photo_background",
    "no_face": "photo_no_face",
    "several_faces": "photo_several_faces",
    "head_small": "photo_head_small",
    "head_large": "photo_head_large",
    "head_high": "photo_head_high",
    "head_low": "photo_head_low",
    "head_aside": "photo_head_aside",
}
"""What a finding on a photo is called among the faults of a page."""

_CLEARLY = 1.5
"""So many times as much speaks for another way up than for the one it came in."""


def is_portrait(slot: Slot, notice: Notice) -> bool:
    """Whether the slot takes the 免冠 photo: a rule of the notice says so, or its title does."""
    return _asked(slot, notice) is not None or "免冠" in f"{slot.id}{slot.title}"


def spec(slot: Slot, notice: Notice) -> PortraitSpec:
    """What the notice asks of the photo: one inch and in colour, each where it says so."""
    asked = _asked(slot, notice)
    return PortraitSpec(
        colour="彩色" in slot.title or (asked is not None and asked.colour),
        max_kb=notice.files.max_kb,
        shaped=is_inch(slot, notice),
    )


def is_inch(slot: Slot, notice: Notice) -> bool:
    """Whether that photo has to be of one inch, and is cut to it."""
    return is_portrait(slot, notice) and "一寸" in f"{slot.id}{slot.title}"


def examined(upright: Picture, wanted: PortraitSpec) -> tuple[ScanFault, ...]:
    """What is off about the photo, what the notice may refuse first.

    Where the head stands says nothing as long as the photo has still to be cut.
    """
    found = portrait.examine(upright, wanted)
    uncut = any(f.reason == "shape" for f in found)
    return tuple(
        ScanFault(kind=KINDS[f.reason], refused=f.refused, measured=f.measured, wanted=f.wanted)
        for f in found
        if not (uncut and f.reason.startswith("head_"))
    )


def judged(data: bytes, attachment: Attachment, notice: Notice) -> tuple[ScanFault, ...]:
    """The same of an attachment's photo as the person has put it."""
    upright = corrected(raster.page(data), correction_of(data, attachment))
    return examined(upright, spec(notice.slot(attachment.slot), notice))


def put_upright(stored: Picture, exif: tuple[bool, int]) -> Correction:
    """As EXIF has it; lying on a side or on its head a photo stands as its face does."""
    mirrored, turns = exif
    puts = [Correction(mirrored=mirrored, turns=(turns + more) % 4) for more in range(4)]
    spoken = [portrait.standing(corrected(stored, put)) for put in puts]
    best = max(range(4), key=spoken.__getitem__)
    return puts[best] if spoken[best] > _CLEARLY * spoken[0] else puts[0]


def cut(data: bytes, attachment: Attachment, notice: Notice) -> Quad | None:
    """Where to cut the photo out of the picture: corners for its correction, as stored.

    Any skew is in the corners then. None where not one face is to be seen.
    """
    stored = raster.page(data)
    correction = correction_of(data, attachment).model_copy(update={"corners": None})
    rows, columns = stored.shape[:2]
    leads, _, _ = matrix(correction, columns, rows)
    wanted = spec(notice.slot(attachment.slot), notice)
    found = portrait.frame(corrected(stored, correction), wanted)
    if found is None:
        return None
    return as_stored(quad_of(moved(corners_of(found), inverse(leads))), correction)


def as_stored(quad: Quad, correction: Correction) -> Quad:
    """A quad whose corners count from the top left as seen, counted as a correction has them.

    There they count from the top left of the sheet as stored: turned and mirrored back.
    """
    a, b, c, d = quad
    ordered = [a, b, c, d] if not correction.mirrored else [b, a, d, c]
    start = correction.turns % 4
    first, second, third, fourth = ordered[start:] + ordered[:start]
    return (first, second, third, fourth)


def as_seen(quad: Quad, correction: Correction) -> Quad:
    """The way back from :func:`as_stored`."""
    start = -correction.turns % 4
    a, b, c, d = [*quad[start:], *quad[:start]]
    return (b, a, d, c) if correction.mirrored else (a, b, c, d)


def _asked(slot: Slot, notice: Notice) -> Photo | None:
    checks = (rule.check for rule in notice.rules)
    return next((c for c in checks if isinstance(c, Photo) and c.slot == slot.id), None)
