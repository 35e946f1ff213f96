"""A masked copy read again, as somebody would who wants to know whose it is.

The copy is judged by its bytes alone: what is still to be read on its pixels, and what the file
carries beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.domain.scans import MaskBox, MaskKind, Quad
from desktop.imaging import proposals, raster
from desktop.imaging.formats import FORMATS, recognise
from desktop.imaging.metadata import carried
from desktop.imaging.pictures import Corners, Picture, corners_of
from desktop.imaging.proposals import Subject
from desktop.imaging.reading import Reader
from desktop.imaging.text import Char, Line

LOOKED_FOR: frozenset[MaskKind] = frozenset({"name", "idno", "unit", "seal"})
"""What is looked for again; faces are not: a box over eyes leaves a face."""

_BLACK = 24  # of 255: what compression leaves of solid black
_BESIDE = 0.75  # of a character's height: so near to a covered area, it is part of what is there
_SOLID = 0.4  # of a character's height: a square of this side is solid black there
_KNOWN = 0.6  # a character the recogniser is less sure of names nobody


@dataclass(frozen=True, slots=True)
class Trace:
    """Something left: its ``kind`` (``file``: beside the pixels) and where, in the copy's pixels.

    ``sure``: the page fails; else somebody has to look. ``why`` says what was read (Chinese).
    """

    kind: MaskKind | str
    why: str
    sure: bool = True
    quad: Quad | None = None


def traces(
    copy: bytes,
    reader: Reader,
    subject: Subject,
    kinds: Collection[MaskKind],
    lines: Sequence[Line] | None = None,
) -> tuple[Trace, ...]:
    """What is left of ``subject`` on a masked copy; nothing where it is as it has to be.

    ``kinds`` are those the notice wants covered. ``lines``: the copy's reading, where it is known
    already; it must be one of these very bytes.
    """
    beside = _beside_pixels(copy)
    wanted = LOOKED_FOR & set(kinds)
    if beside or not wanted:
        return beside
    picture = raster.page(copy)
    seen = reader.read(picture) if lines is None else lines
    found = proposals.propose(picture, seen, reader, subject, wanted)
    left = [_trace(box) for box in found if not _covered(picture, box.quad)]
    if "name" in wanted:
        left += _rests(picture, seen, subject.name)
    return tuple(left)


def _trace(box: MaskBox) -> Trace:
    return Trace(box.kind, box.why, box.sure, box.quad)


def _beside_pixels(copy: bytes) -> tuple[Trace, ...]:
    if recognise(copy) is not FORMATS["jpg"]:
        return (Trace("file", "不是 JPG 图片"),)
    return tuple(Trace("file", f"图片里另带有信息（{name}）") for name in carried(copy))


def _covered(picture: Picture, quad: Quad) -> bool:
    """Whether the area is solid black after all: a recogniser now and then reads into nothing."""
    corners = corners_of(quad)
    left, top = np.floor(corners.min(axis=0)).astype(int).clip(0)
    right, bottom = np.ceil(corners.max(axis=0)).astype(int)
    area = picture[top:bottom, left:right]
    return area.size == 0 or bool(area.max() <= _BLACK)


def _rests(picture: Picture, lines: Sequence[Line], name: str) -> list[Trace]:
    """A character of the name beside a covered area: the box was too short."""
    bare = [char for char in name if char.isalnum()]
    if len(bare) < 2:
        return []
    found = []
    for line in lines:
        for char in line.chars:
            if char.score < _KNOWN or _covered(picture, char.quad):
                continue
            after, before = char.text == bare[-1], char.text == bare[0]
            if (after and _black_at(picture, char, -1)) or (before and _black_at(picture, char, 1)):
                why = f"姓名 · 遮盖的边上露出“{char.text}”"
                found.append(Trace("name", why, sure=True, quad=char.quad))
    return found


def _black_at(picture: Picture, char: Char, way: int) -> bool:
    """Whether a covered area stands right before (``way`` -1) or after (1) a character."""
    corners = corners_of(char.quad)
    along = (corners[1] - corners[0] + corners[2] - corners[3]) / 2
    height = float(np.linalg.norm(corners[3] - corners[0] + corners[2] - corners[1])) / 2
    length = float(np.linalg.norm(along)) or 1.0
    middle = corners.mean(axis=0)
    step = along / length * way
    # strokes of a neighbour are black too, but nowhere over so much of a character
    side = max(3.0, _SOLID * height)
    return any(
        _black(picture, middle + step * (length / 2 + far * height), side)
        for far in (_BESIDE, _BESIDE / 2)
    )


def _black(picture: Picture, place: Corners, side: float) -> bool:
    rows, columns = picture.shape[:2]
    left, top = (int(value - side / 2) for value in place)
    right, bottom = (int(value + side / 2) + 1 for value in place)
    if left < 0 or top < 0 or right > columns or bottom > rows:
        return False
    return bool(picture[top:bottom, left:right].max() <= _BLACK)
