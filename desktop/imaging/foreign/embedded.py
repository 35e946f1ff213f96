"""The one picture that a scanned PDF's page consists of, in its own pixels; runs in the child.

A drawing of the page would resample it and lose sharpness. But what the page shows is the truth:
the picture counts only where the page, drawn small, looks the same.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pypdfium2
from PIL import Image, ImageChops
from pypdfium2 import raw

from desktop.imaging.foreign import pdf
from desktop.imaging.foreign.opening import DAMAGE, MAX_PIXELS, in_screen_colours, upright

_MOST_OBJECTS = 20_000
_RIGHT_ANGLED = 0.01
_LEAST_PART = 0.2  # of the page: a smaller picture is a logo on an empty page
_MOST_HIDDEN = 0.02  # of the page's width or height, beyond its edge
_SMALL = 768  # pixels of the longer side at which page and picture are compared
_MOST_COMPARED = 4_000_000
_GRID = 24
_SAME = 20  # of 255, the mean over a field of the grid
_UNSEEN_NOTES = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The picture as stored in the file, its JPEG where it is one, and how the page turns it.

    ``mirrored`` left to right, then ``turns`` quarter turns clockwise.
    """

    image: Image.Image
    jpeg: bytes | None
    mirrored: bool
    turns: int


def only_picture(page: pypdfium2.PdfPage) -> Embedded | None:
    """The picture that is all there is on ``page``; None where there is more, less or other."""
    found = _only_object(page)
    if found is None or _has_notes(page):
        return None
    stands, place = _stands(found, page), _place(found, page)
    width, height = found.get_px_size()
    if stands is None or place is None or not 0 < width * height <= MAX_PIXELS:
        return None
    jpeg = _jpeg(found)
    image = None if jpeg is None else _decoded(jpeg)
    if image is None:
        jpeg, image = None, found.get_bitmap().to_pil().copy()
    return Embedded(image, jpeg, *stands) if _is_seen(image, stands, place, page) else None


def _only_object(page: pypdfium2.PdfPage) -> pypdfium2.PdfImage | None:
    """The one object that shows; the text which a scanner laid invisibly over it does not."""
    found = None
    if not 0 < raw.FPDFPage_CountObjects(page) <= _MOST_OBJECTS:
        return None
    for one in page.get_objects(max_depth=1):
        if one.type == raw.FPDF_PAGEOBJ_TEXT:
            if raw.FPDFTextObj_GetTextRenderMode(one) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
                continue
            return None
        if one.type != raw.FPDF_PAGEOBJ_IMAGE or found is not None:
            return None
        found = one
    return found


def _has_notes(page: pypdfium2.PdfPage) -> bool:
    """Whether something lies on the page beside its content: a stamp, a signature, a comment."""
    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        try:
            if raw.FPDFAnnot_GetSubtype(note) not in _UNSEEN_NOTES:
                return True
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return False


def _stands(found: pypdfium2.PdfImage, page: pypdfium2.PdfPage) -> tuple[bool, int] | None:
    """How the page turns the picture; None where by no right angle."""
    a, b, c, d, _, _ = found.get_matrix().get()
    # Where the picture's right and its down point to on a page whose y grows downwards.
    right, down = (a, -b), (-c, d)
    for _ in range(page.get_rotation() // 90 % 4):
        right, down = (-right[1], right[0]), (-down[1], down[0])
    mirrored = right[0] * down[1] - right[1] * down[0] < 0
    if mirrored:
        right = (-right[0], -right[1])
    for turns, (along, across) in enumerate(
        ((right[0], right[1]), (right[1], right[0]), (-right[0], right[1]), (-right[1], right[0]))
    ):
        if along > 0 and abs(across) <= _RIGHT_ANGLED * along:
            slant = abs(right[0] * down[0] + right[1] * down[1])
            sides = (right[0] ** 2 + right[1] ** 2) ** 0.5 * (down[0] ** 2 + down[1] ** 2) ** 0.5
            return (mirrored, turns) if slant <= _RIGHT_ANGLED * sides else None
    return None


def _place(found: pypdfium2.PdfImage, page: pypdfium2.PdfPage) -> Box | None:
    """Left, top, right, bottom of the picture on the page as seen, each a part of its size.

    None where the page hides some of it, or is mostly something else: empty.
    """
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    l_, b_, r_, t_ = found.get_bounds()
    box = ((l_ - left) / wide, (top - t_) / high, (r_ - left) / wide, (top - b_) / high)
    if min(box) < -_MOST_HIDDEN or max(box) > 1 + _MOST_HIDDEN:
        return None
    if (box[2] - box[0]) * (box[3] - box[1]) < _LEAST_PART:
        return None
    for _ in range(page.get_rotation() // 90 % 4):
        box = (1 - box[3], box[0], 1 - box[1], box[2])
    return box


def _jpeg(found: pypdfium2.PdfImage) -> bytes | None:
    if found.get_filters(skip_simple=True) != ["DCTDecode"]:
        return None
    return bytes(found.get_data(decode_simple=True))


def _decoded(jpeg: bytes) -> Image.Image | None:
    try:
        with Image.open(io.BytesIO(jpeg), formats=["JPEG"]) as image:
            if image.width * image.height > MAX_PIXELS:
                return None
            image.load()
            return image
    except DAMAGE:
        return None


def _is_seen(
    image: Image.Image, stands: tuple[bool, int], place: Box, page: pypdfium2.PdfPage
) -> bool:
    """Whether the page shows the picture just so, with nothing cut, covered or coloured."""
    left, top, right, bottom = place
    wide, high = page.get_size()
    longest = max((right - left) * wide, (bottom - top) * high)
    sheet = pdf.drawn(page, _SMALL * 72 / longest, _MOST_COMPARED)
    across, down = sheet.size
    box = (
        max(left * across, 0),
        max(top * down, 0),
        min(right * across, across),
        min(bottom * down, down),
    )
    own = upright(in_screen_colours(_reduced(image)).convert("RGB"), *stands)
    fields = (
        sheet.resize((_GRID, _GRID), Image.Resampling.BOX, box),
        own.resize((_GRID, _GRID), Image.Resampling.BOX),
    )
    extremes = ImageChops.difference(*fields).getextrema()
    return max(int(high) for _, high in extremes) <= _SAME  # type: ignore[misc]


def _reduced(image: Image.Image) -> Image.Image:
    """About as small as the page is drawn."""
    factor = max(1, max(image.size) // _SMALL)
    plain = image if image.mode in ("L", "RGB", "CMYK") else in_screen_colours(image)
    return plain.reduce(factor)
