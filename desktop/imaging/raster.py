"""A page's pixels as stored, for whoever reads, corrects or covers it."""

from __future__ import annotations

import numpy as np

from desktop.imaging import pixels, refusals
from desktop.imaging.pictures import Picture


def page(data: bytes, page: int = 0, name: str = refusals.UNNAMED) -> Picture:
    """The pixels of page ``page`` (from 0) as the file holds them, EXIF not applied.

    A PDF's page that is nothing but one picture has that picture's pixels, any other is drawn at
    300 dpi. Every place noted in a case counts in these pixels. :class:`LookupError` where there is
    no such page, :class:`~desktop.errors.UserError` where it cannot be read.
    """
    with pixels.stored(data, page, name) as found:
        picture = np.frombuffer(bytearray(b"".join(found.rows)), np.uint8)
        return picture.reshape(found.height, found.width, 3)


def exif(data: bytes, page: int = 0) -> tuple[bool, int]:
    """What the file says must be done to see the page upright: mirrored, quarter turns clockwise.

    The turns come after the mirroring.
    """
    return pixels.exif(data, page, refusals.UNNAMED)
