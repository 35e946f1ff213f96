"""Pictures of pages for the screen, upright and as small as they are shown; runs in the child."""

from __future__ import annotations

import io

from PIL import Image, ImageChops

from desktop.imaging.foreign import opening, pdf, refusals

_A4_INCHES = 297 / 25.4
_MAX_PREVIEW_PIXELS = 24_000_000


def page_image(data: bytes, page: int, dpi: int) -> bytes:
    """Page ``page`` upright as PNG, as large as its paper is at ``dpi``; an image counts as A4."""
    if pdf.is_pdf(data):
        with opening.damage_told(refusals.UNNAMED), pdf.opened(data) as document:
            return _png(pdf.drawn(pdf.page_of(document, page), dpi, _MAX_PREVIEW_PIXELS))
    return _png(_picture(data, page, round(_A4_INCHES * dpi)))


def page_band(data: bytes, page: int, dpi: int, top: int, rows: int) -> tuple[bytes, int]:
    """Rows ``top`` to ``top + rows`` of a PDF's page at ``dpi`` as PNG, and how many it has."""
    with opening.damage_told(refusals.UNNAMED), pdf.opened(data) as document:
        picture, height = pdf.band(pdf.page_of(document, page), dpi, top, rows)
        return _png(_plain(picture)), height


def thumbnail(data: bytes, page: int, size: int) -> bytes:
    """Page ``page`` upright as PNG within a square of ``size`` pixels."""
    if pdf.is_pdf(data):
        with opening.damage_told(refusals.UNNAMED), pdf.opened(data) as document:
            picture = pdf.drawn_within(pdf.page_of(document, page), 2 * size)
            picture.thumbnail((size, size), Image.Resampling.LANCZOS)
            return _png(picture)
    return _png(_picture(data, page, size))


def _picture(data: bytes, page: int, longest: int) -> Image.Image:
    """Page ``page`` of an image, upright, in colours a screen has, within ``longest`` pixels."""
    with opening.opened(data, refusals.UNNAMED) as (image, format_):
        opening.to_page(image, format_, page, refusals.UNNAMED)
        stands = opening.left_to_turn(image, format_)
        image.draft("RGB", (longest, longest))  # a JPEG decodes smaller, which saves seconds
        image.load()
        picture = opening.in_screen_colours(_reduced(image, longest))
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        return opening.upright(picture, *stands)


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    """``image`` no smaller than twice ``longest``: a copy of it in other colours costs memory."""
    factor = max(image.size) // (2 * longest)
    plain = image.mode in ("L", "RGB", "CMYK", "RGBA", "LA")
    return image.reduce(factor) if factor > 1 and plain else image


def _plain(picture: Image.Image) -> Image.Image:
    """``picture`` in shades of grey where it has no colour: a third of the memory."""
    red, green, blue = picture.split()
    same = all(ImageChops.difference(red, one).getbbox() is None for one in (green, blue))
    return green if same else picture


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
    return out.getvalue()
