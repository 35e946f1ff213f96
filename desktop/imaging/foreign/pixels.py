"""A page's own pixels, before any turning; runs in the child, a band of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from desktop.imaging.foreign import pdf
from desktop.imaging.foreign.embedded import Embedded, only_picture
from desktop.imaging.foreign.opening import (
    as_stored,
    damage_told,
    in_screen_colours,
    opened,
    orientation,
    to_page,
)
from desktop.imaging.formats import FORMATS

_DPI = 300
_MOST_DRAWN = 36_000_000
"""Together they make the pixels in which a case notes places: another number moves every one."""
_OF_SCREENS = ("L", "RGB")
_BAND = 4_000_000  # pixels converted at a time: a whole copy of a phone's picture fills a laptop


@dataclass(frozen=True, slots=True)
class Pixels:
    """``rows`` gives red, green and blue of every pixel, band by band from the top."""

    width: int
    height: int
    rows: Iterator[bytes]


def stored(data: bytes, page: int, name: str) -> Pixels:
    """The pixels of page ``page`` as the file holds them."""
    image = _pdf_page(data, page, name).image if pdf.is_pdf(data) else _loaded(data, page, name)
    return Pixels(image.width, image.height, _bands(image, name))


def stands(data: bytes, page: int, name: str) -> tuple[bool, int]:
    """Whether the page is to be mirrored, then quarter turns clockwise, to stand as it says."""
    if pdf.is_pdf(data):
        found = _pdf_page(data, page, name)
        return found.mirrored, found.turns
    with opened(data, name) as (image, format_):
        to_page(image, format_, page, name)
        return orientation(image)


def original_jpeg(data: bytes, page: int, name: str) -> bytes | None:
    """The JPEG that holds the pixels of page ``page``, untouched; None where there is none.

    Nor is one in inks (CMYK) one: what it looks like depends on who shows it.
    """
    if pdf.is_pdf(data):
        found = _pdf_page(data, page, name)
        return found.jpeg if found.image.mode in _OF_SCREENS else None
    with opened(data, name) as (image, format_):
        to_page(image, format_, page, name)
        return data if format_ is FORMATS["jpg"] and image.mode in _OF_SCREENS else None


def _pdf_page(data: bytes, number: int, name: str) -> Embedded:
    with damage_told(name), pdf.opened(data) as document:
        page = pdf.page_of(document, number)
        found = only_picture(page)
        return found or Embedded(pdf.drawn(page, _DPI, _MOST_DRAWN), None, False, 0)


def _loaded(data: bytes, page: int, name: str) -> Image.Image:
    with opened(data, name) as (image, format_):
        to_page(image, format_, page, name)
        return as_stored(image, format_)


def _bands(image: Image.Image, name: str) -> Iterator[bytes]:
    step = max(1, _BAND // image.width)
    for top in range(0, image.height, step):
        with damage_told(name):
            band = image.crop((0, top, image.width, min(top + step, image.height)))
            rows = in_screen_colours(band).convert("RGB").tobytes()
        yield rows
