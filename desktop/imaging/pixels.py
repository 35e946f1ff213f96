"""A page's own pixels, before any turning; runs in the child, a band of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image

from desktop.imaging import pdf
from desktop.imaging.opening import damage_told, in_screen_colours, opened, orientation, to_page

_BAND = 4_000_000  # pixels converted at a time: a whole copy of a phone's picture fills a laptop


@dataclass(frozen=True, slots=True)
class Pixels:
    """``rows`` gives red, green and blue of every pixel, band by band from the top."""

    width: int
    height: int
    rows: Iterator[bytes]


@contextmanager
def stored(data: bytes, page: int, name: str) -> Iterator[Pixels]:
    """The pixels of page ``page`` as the file holds them; damage in the block is told."""
    with _page(data, page, name) as image:
        image.load()
        yield Pixels(image.width, image.height, _bands(image))


def exif(data: bytes, page: int, name: str) -> tuple[bool, int]:
    """Whether the page is to be mirrored, then quarter turns clockwise, to stand as it says."""
    if pdf.is_pdf(data):
        return (False, 0)
    with opened(data, name) as (image, format_):
        to_page(image, format_, page, name)
        return orientation(image)


@contextmanager
def _page(data: bytes, page: int, name: str) -> Iterator[Image.Image]:
    if pdf.is_pdf(data):
        with damage_told(name):
            yield pdf.render(data, page, 300, 36_000_000)
    else:
        with opened(data, name) as (image, format_):
            to_page(image, format_, page, name)
            yield image


def _bands(image: Image.Image) -> Iterator[bytes]:
    step = max(1, _BAND // image.width)
    for top in range(0, image.height, step):
        band = image.crop((0, top, image.width, min(top + step, image.height)))
        yield in_screen_colours(band).convert("RGB").tobytes()
