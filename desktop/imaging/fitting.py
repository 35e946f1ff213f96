"""Pictures made to go out: a JPG no larger than is wanted, as good as that allows.

Text stays longest legible when a large scan loses pixels before it loses quality, and a small one
quality before pixels: the ladder of :data:`_RUNGS`.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from desktop.imaging.pictures import Picture

BEST = 92
"""Quality (0–100) where nobody limits the size; a JPEG of a scan gets no better by more."""

_FULL_COLOUR = 85  # from this quality on colours keep every pixel: thin red seals need them
_EVERY_PIXEL = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444
_EVERY_FOURTH = cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420
_DENSITY = 13  # where a JFIF file tells its dots per inch: in the segment it begins with
_RUNGS = (
    (None, 75),
    (2600, 75),
    (2200, 75),
    (1900, 75),
    (1650, 72),
    (1650, 50),
    (1400, 50),
    (1200, 45),
    (1000, 30),
)
"""Longer side in pixels and the least quality there; an A4 page of 1650 pixels has 140 dpi."""

Finish = Callable[[Picture, float], Picture]
"""What is done to the picture once it has its size, and the share of the size it had before."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """What a picture that goes out has to be; None: nobody asks.

    ``max_kb`` of 1024 bytes, ``max_side`` the longer side in pixels. ``min_side``: the shorter
    side is not made smaller than that.
    """

    max_kb: int | None = None
    max_side: int | None = None
    min_side: int | None = None

    def under(self, other: Fitting) -> Fitting:
        """What satisfies both."""
        return Fitting(
            _least(self.max_kb, other.max_kb),
            _least(self.max_side, other.max_side),
            max((s for s in (self.min_side, other.min_side) if s is not None), default=None),
        )


@dataclass(frozen=True, slots=True)
class Fitted:
    """A JPG and what became of the picture; ``small_enough`` where ``max_kb`` was reached."""

    data: bytes
    width: int
    height: int
    quality: int
    small_enough: bool = True


def fit(
    picture: Picture, wanted: Fitting, *, dpi: float | None = None, finish: Finish | None = None
) -> Fitted:
    """``picture`` as the best JPG that is what is ``wanted``; never enlarged.

    ``dpi`` is what the picture has; what goes out has it in proportion. The file holds the pixels
    and nothing else. Where no quality that can still be read is small enough, the smallest.
    """
    limit = None if wanted.max_kb is None else wanted.max_kb * 1024
    made: Fitted | None = None
    sized: Picture | None = None
    for side, least in _RUNGS:
        scale = _scale(picture, side, wanted)
        if sized is None or _side(sized, picture, scale):
            sized = _resized(picture, scale)
            sized = sized if finish is None else finish(sized, scale)
        made = _best(sized, least, limit, dpi and dpi * scale)
        if made.small_enough:
            break
    assert made is not None  # noqa: S101 - there are rungs
    return made


def jpeg(picture: Picture, quality: int = BEST, dpi: float | None = None) -> bytes:
    """``picture`` as a baseline JPG that holds its pixels and nothing else; gray as gray."""
    red, green, blue = (picture[..., channel] for channel in range(3))
    gray = bool((red == green).all()) and bool((green == blue).all())
    colours = _EVERY_PIXEL if quality >= _FULL_COLOUR else _EVERY_FOURTH
    how = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    _, encoded = cv2.imencode(
        ".jpg",
        red if gray else cv2.cvtColor(picture, cv2.COLOR_RGB2BGR),
        [*how, cv2.IMWRITE_JPEG_SAMPLING_FACTOR, colours],
    )
    data = encoded.tobytes()
    if dpi is None:
        return data
    return data[:_DENSITY] + struct.pack(">BHH", 1, round(dpi), round(dpi)) + data[_DENSITY + 5 :]


def _best(picture: Picture, least: int, limit: int | None, dpi: float | None) -> Fitted:
    """The best quality from ``least`` on within ``limit`` bytes, else the least."""
    height, width = picture.shape[:2]

    def at(quality: int) -> Fitted:
        data = jpeg(picture, quality, dpi)
        return Fitted(data, width, height, quality, limit is None or len(data) <= limit)

    found = at(BEST if limit is None else least)
    low, high = found.quality, BEST + 1
    while found.small_enough and high - low > 1:
        # the best is tried first: most pages are small enough as they are
        middle = BEST if high > BEST else (low + high) // 2
        tried = at(middle)
        low, high = (middle, high) if tried.small_enough else (low, middle)
        found = tried if tried.small_enough else found
    return found


def _scale(picture: Picture, side: int | None, wanted: Fitting) -> float:
    """By how much the picture is made smaller; 1 where it stays."""
    height, width = picture.shape[:2]
    longest = _least(side, wanted.max_side)
    scale = 1.0 if longest is None else min(1.0, longest / max(height, width))
    if wanted.min_side is not None:
        scale = max(scale, min(1.0, wanted.min_side / min(height, width)))
    return scale


def _side(sized: Picture, picture: Picture, scale: float) -> bool:
    """Whether ``sized`` has not the size that ``picture`` has at ``scale``."""
    return bool(sized.shape[1] != _pixels(picture.shape[1], scale))


def _resized(picture: Picture, scale: float) -> Picture:
    if scale >= 1:
        return picture
    height, width = picture.shape[:2]
    size = (_pixels(width, scale), _pixels(height, scale))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _pixels(side: int, scale: float) -> int:
    return max(1, round(side * scale))


def _least(one: int | None, other: int | None) -> int | None:
    return min((value for value in (one, other) if value is not None), default=None)
