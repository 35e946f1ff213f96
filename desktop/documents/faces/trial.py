"""Whether a font file is truly the face it is called, and can be used: tried in a child process.

Names are read by ourselves from the few bytes they stand in, since there are hundreds of files.
What goes by an official name is tried to the last shape: whatever would fail while a document is
made has to fail here.
"""

from __future__ import annotations

import re
import struct
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from fontTools.ttLib import TTFont

from desktop.documents.faces.known import LOOKS, Strokes
from desktop.documents.faces.outlines import Outlines, Shape
from desktop.documents.faces.truetype import FontFile
from desktop.documents.fonts import Hand

LARGEST = 80_000_000
"""Bytes of a font file; the largest official ones have 20 million."""

USUAL = "一十国家林业技术工程评审职称申报公示单位姓名年月日"
"""Characters without which no document can be set."""

_CALLED = (1, 4, 16)  # family, full name, typographic family
_UNICODE, _MACINTOSH, _WINDOWS = 0, 1, 3
_RESTRICTED, _WHOLE, _BITMAPS = 0x0002, 0x0100, 0x0200
_PLAIN = re.compile(r"[A-Za-z0-9_.+-]+")  # a name that stands in a PDF as it is
_CURVE = 8  # straight pieces a curve is measured by
_SQUARE = 5.0  # 1/1000 em a character's width may be off

_Point = tuple[float, float]


class Unusable(Exception):
    """The font cannot be used; why, in a few words for whoever looks into it."""


def names(path: Path) -> list[list[str]]:
    """What each font of a file is called, in all its languages; nothing of what is no TrueType."""
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] == b"ttcf":
            count = min(int.from_bytes(head[8:12]), 32)
            starts: tuple[int, ...] = struct.unpack(f">{count}L", file.read(4 * count))
        elif head[:4] in (b"\0\1\0\0", b"true"):
            starts = (0,)
        else:
            return []
        return [_names_at(file, start) for start in starts]


def _names_at(file: BinaryIO, start: int) -> list[str]:
    file.seek(start + 4)
    count = int.from_bytes(file.read(2))
    file.seek(start + 12)
    tables = [struct.unpack(">4sLLL", file.read(16)) for _ in range(min(count, 64))]
    for tag, _, at, size in tables:
        if tag == b"name":
            file.seek(at)
            table = file.read(min(size, 1 << 20))
            break
    else:
        return []
    _, count, texts = struct.unpack_from(">HHH", table)
    found: dict[str, None] = {}
    for entry in range(count):
        platform, _, language, kind, length, offset = struct.unpack_from(
            ">6H", table, 6 + 12 * entry
        )
        if kind not in _CALLED:
            continue
        raw = table[texts + offset : texts + offset + length]
        coding = {_UNICODE: "utf-16-be", _WINDOWS: "utf-16-be"}.get(platform, "gb18030")
        if platform == _MACINTOSH and language == 0:
            coding = "mac-roman"
        found[raw.decode(coding, "ignore").strip("\0 ")] = None
    return [name for name in found if name]


def tried(path: Path, number: int, hand: Hand) -> None:
    """Raise :class:`Unusable` unless the font is truly of that hand and all of it can be used."""
    with TTFont(path, fontNumber=number, lazy=True) as opened:
        if "glyf" not in opened or "fvar" in opened:
            raise Unusable("no TrueType outlines of one cut")
        allowed = int(opened["OS/2"].fsType)
        if allowed & 0x000F == _RESTRICTED or allowed & (_WHOLE | _BITMAPS):
            raise Unusable("parts of it may not be embedded")
    font = FontFile(path, number)
    glyphs = [font.glyph(char) for char in USUAL]
    if not _PLAIN.fullmatch(font.name) or not all(map(font.drawn, glyphs)):
        raise Unusable("usual characters are missing")
    if len({font.shape(glyph) for glyph in glyphs}) != len(USUAL):
        raise Unusable("characters look alike")
    if any(abs(font.width(glyph) - 1000) > _SQUARE for glyph in glyphs):
        raise Unusable("characters are not square")
    if not LOOKS[hand].fit(strokes(Outlines(path, number))):
        raise Unusable("it looks like another hand")
    font.check()
    font.program(glyphs)


def strokes(outlines: Outlines) -> Strokes:
    """What strokes look like, measured on 一 and the stem of 十."""
    level = _contours(outlines, "一")
    left, right = _reach([x for contour in level for x, _ in contour])
    near, far = (_across(level, left + share * (right - left), 0) for share in (0.3, 0.7))
    rise = (sum(far) - sum(near)) / 2 / (0.4 * (right - left)) * 1000
    cross = _contours(outlines, "十")
    low, high = _reach([y for contour in cross for _, y in contour])
    foot = _across(cross, low + 0.2 * (high - low), 1)
    return Strokes(rise, (near[1] - near[0] + far[1] - far[0]) / 2, foot[1] - foot[0])


def _reach(values: list[float]) -> tuple[float, float]:
    if not values or max(values) - min(values) < 1:
        raise Unusable("a stroke has no length")
    return min(values), max(values)


def _contours(outlines: Outlines, char: str) -> list[list[_Point]]:
    ((_, shape),) = outlines.of(char)
    return list(_polygons(shape))


def _polygons(shape: Shape) -> list[list[_Point]]:
    """Closed contours, curves as short straight pieces."""
    found: list[list[_Point]] = []
    for operator, points in shape:
        pairs = list(zip(points[::2], points[1::2], strict=True))
        if operator == "m":
            found.append(pairs)
        elif operator == "l":
            found[-1] += pairs
        elif operator == "c":
            start = found[-1][-1]
            found[-1] += [_bezier((start, *pairs), step / _CURVE) for step in range(1, _CURVE + 1)]
    return found


def _bezier(points: tuple[_Point, ...], share: float) -> _Point:
    while len(points) > 1:
        points = tuple(
            (a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))
            for a, b in pairwise(points)
        )
    return points[0]


def _across(contours: list[list[_Point]], at: float, axis: int) -> tuple[float, float]:
    """From where to where there is ink along the line ``at`` across an axis."""
    found = [
        a[1 - axis] + (at - a[axis]) / (b[axis] - a[axis]) * (b[1 - axis] - a[1 - axis])
        for contour in contours
        for a, b in pairwise([*contour, contour[0]])
        if (a[axis] <= at) != (b[axis] <= at)
    ]
    if len(found) < 2:
        raise Unusable("a stroke has no ink")
    return min(found), max(found)
