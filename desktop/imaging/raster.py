"""A page's pixels as stored, for whoever reads, corrects or covers it."""

from __future__ import annotations

import numpy as np

from desktop.imaging.foreign import decoder, refusals, wire
from desktop.imaging.foreign.decoder import Request
from desktop.imaging.pictures import Picture

_SECONDS = 60
_MOST = 120_000_000 * 3


def page(data: bytes, page: int = 0, name: str = refusals.UNNAMED) -> Picture:
    """The pixels of page ``page`` (from 0) as the file holds them, EXIF not applied.

    A PDF's page that is nothing but one picture has that picture's pixels, any other is drawn at
    300 dpi. Every place noted in a case counts in these pixels.
    :class:`~desktop.errors.UserError` where there is no such page or it cannot be read.
    """
    head, body = _asked("pixels", data, page, name)
    return np.frombuffer(body, np.uint8).reshape(head["height"], head["width"], 3)


def exif(data: bytes, page: int = 0, name: str = refusals.UNNAMED) -> tuple[bool, int]:
    """What the file says must be done to see the page upright: mirrored, quarter turns clockwise.

    The turns come after the mirroring.
    """
    head, _ = _asked("stands", data, page, name)
    return head["mirrored"], head["turns"]


def original_jpeg(data: bytes, page: int = 0, name: str = refusals.UNNAMED) -> bytes | None:
    """The JPEG whose pixels :func:`page` gives, byte for byte; None where there is none."""
    head, body = _asked("jpeg", data, page, name)
    return bytes(body) if head["jpeg"] else None


def _asked(do: str, data: bytes, page: int, name: str) -> tuple[wire.Head, bytearray]:
    request = Request(do, data, (page, name), name, refusals.UNCHANGED, _SECONDS, _MOST)
    return decoder.shared().ask(request)
