"""A TrueType file read: widths, and new font files of the few shapes a document uses."""

from __future__ import annotations

import graphlib
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFile

EMBEDDED = ("cvt ", "fpgm", "prep")
"""Tables taken over as they are, beside those made anew (ISO 32000-1, 9.9)."""

_WORDS, _SCALE, _SCALES, _MATRIX, _MORE = 0x0001, 0x0008, 0x0040, 0x0080, 0x0020


@dataclass(frozen=True, slots=True)
class Measures:
    """A font's measures in 1/1000 em, its ``slant`` in degrees."""

    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    capitals: int
    slant: int
    stem: int


class FontFile:
    """The widths of a font, and the shapes of whichever characters are wanted.

    ``number`` is the font's place in a collection (.ttc). Raises what ReportLab's reader raises
    where the file is none it can read.
    """

    def __init__(self, path: Path, number: int = 0) -> None:
        self._font: Any = TTFontFile(str(path), subfontIndex=number)
        self._data = memoryview(self._font._ttf_data)  # noqa: SLF001 - read once is enough
        self._measures = self._read_measures()

    @property
    def name(self) -> str:
        """Its PostScript name."""
        return bytes(self._font.name).decode("ascii")

    def glyph(self, char: str) -> int:
        """The number of the character's shape; 0 where it has none."""
        glyph = int(self._font.charToGlyph.get(ord(char), 0))
        return glyph if glyph < self._font.numGlyphs else 0

    def drawn(self, glyph: int) -> bool:
        """Whether it is a shape of its own: neither nothing nor the sign for what is missing."""
        shape = self.shape(glyph)
        return bool(shape) and shape != self.shape(0)

    def width(self, glyph: int) -> float:
        """The width of a shape, in 1/1000 em."""
        return self._measures[glyph][0] * 1000 / float(self._font.unitsPerEm)

    @property
    def measures(self) -> Measures:
        """What a descriptor of the font says of it."""
        font = self._font
        left, below, right, above = (round(side) for side in font.bbox)
        return Measures(
            (left, below, right, above),
            round(font.ascent),
            round(font.descent),
            round(font.capHeight),
            round(font.italicAngle),
            int(font.stemV),
        )

    def program(self, glyphs: Sequence[int]) -> bytes:
        """A font file of these shapes, numbered from 1 in their order, and what they consist of."""
        order = [0, *glyphs]
        place: dict[int, int] = {}
        for new, old in enumerate(order):
            place.setdefault(old, new)
        shapes: list[bytes] = []
        starts = [0]
        for old in order:  # grows while parts of composed shapes are found
            shape = self.shape(old)
            if len(shape) > 10 and shape[0] & 0x80:
                shape = _recomposed(shape, order, place)
            shapes.append(shape + b"\0" * (-len(shape) % 4))
            starts.append(starts[-1] + len(shapes[-1]))
        count = len(order)
        measures = (side for old in order for side in self._measures[old])
        head = bytearray(self._table("head"))
        head[8:12] = b"\0\0\0\0"
        struct.pack_into(">H", head, 50, 1)  # places in four bytes
        hhea = bytearray(self._table("hhea"))
        struct.pack_into(">H", hhea, 34, count)
        maxp = bytearray(self._table("maxp"))
        struct.pack_into(">H", maxp, 4, count)
        tables = {
            "glyf": b"".join(shapes) or b"\0\0\0\0",
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": struct.pack(f">{count * 2}H", *measures),
            "loca": struct.pack(f">{count + 1}L", *starts),
            "maxp": bytes(maxp),
        }
        kept = {tag: self._table(tag) for tag in EMBEDDED if tag in self._font.table}
        return _font_file(tables | kept)

    def check(self) -> None:
        """Raise :class:`ValueError` unless every shape lies in the file and ends somewhere."""
        places = self._font.glyphPos
        if any(a > b for a, b in pairwise(places)) or places[-1] > len(self._shapes):
            raise ValueError("shapes lie outside of their table")
        made_of: dict[int, list[int]] = {}
        for glyph in range(self._font.numGlyphs):
            shape = self.shape(glyph)
            if len(shape) > 10 and shape[0] & 0x80:
                parts = [part for _, part in _parts(shape)]
                if any(part >= self._font.numGlyphs for part in parts):
                    raise ValueError("a shape is made of one that is not there")
                made_of[glyph] = parts
        graphlib.TopologicalSorter(made_of).prepare()  # a CycleError is a ValueError

    def _read_measures(self) -> list[tuple[int, int]]:
        """Width and left bearing of each shape; those beyond the table's end have its last width.

        (ReportLab has these too, but scales that last width.)
        """
        count = int(self._font.numGlyphs)
        (full,) = struct.unpack_from(">H", self._table("hhea"), 34)
        values = struct.unpack_from(f">{full + count}H", self._table("hmtx"))
        found = list(zip(values[: 2 * full : 2], values[1 : 2 * full : 2], strict=True))
        return found + [(found[-1][0], bearing) for bearing in values[2 * full :]]

    def _table(self, tag: str) -> bytes:
        start, length = self._font.get_table_pos(tag)
        return bytes(self._data[start : start + length])

    @cached_property
    def _shapes(self) -> memoryview:
        start, length = self._font.get_table_pos("glyf")
        return self._data[start : start + length]

    def shape(self, glyph: int) -> bytes:
        """The shape as the file has it; empty for a blank."""
        places = self._font.glyphPos
        return bytes(self._shapes[places[glyph] : places[glyph + 1]])


def _parts(shape: bytes) -> Iterator[tuple[int, int]]:
    """Of a shape made of others, where each is named, and its number."""
    at = 10
    flags = _MORE
    while flags & _MORE:
        flags, part = struct.unpack_from(">HH", shape, at)
        yield at + 2, part
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _SCALE else 4 if flags & _SCALES else 8 if flags & _MATRIX else 0


def _recomposed(shape: bytes, order: list[int], place: dict[int, int]) -> bytes:
    """A shape made of others, which are called by their new numbers now."""
    changed = bytearray(shape)
    for at, part in _parts(shape):
        if part not in place:
            place[part] = len(order)
            order.append(part)
        struct.pack_into(">H", changed, at, place[part])
    return bytes(changed)


def _font_file(tables: dict[str, bytes]) -> bytes:
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    at = 12 + 16 * count
    directory = [
        struct.pack(
            ">LHHHH", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16
        )
    ]
    parts: list[bytes] = []
    head = total = 0
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        checked = _sum(padded)
        directory.append(tag.encode() + struct.pack(">LLL", checked, at, len(data)))
        total += checked
        if tag == "head":
            head = at
        at += len(padded)
        parts.append(padded)
    total += _sum(b"".join(directory))
    whole = bytearray(b"".join((*directory, *parts)))
    struct.pack_into(">L", whole, head + 8, (0xB1B0AFBA - total) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
