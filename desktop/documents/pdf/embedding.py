"""Fonts as they go into a PDF: of each face the characters in use, with a map back to text.

A face is one font of the document however many characters it sets (Type 0, two bytes a
character), so that a line is shown in one go. The maps write code points above U+FFFF as UTF-16,
which is what lets names such as 王𬭎 be searched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from desktop.documents.faces.truetype import FontFile
from desktop.documents.pdf.objects import Objects

QUICK = 1
"""Shapes hardly give in to pressing: harder costs twice the time for a twentieth of the size."""

BLOCK = 100
"""Entries allowed in one block of a map."""


class Subset:
    """The characters of one face that one document uses; ``name`` is the font's on its pages."""

    def __init__(self, name: str, font: FontFile) -> None:
        self.name = name
        self._font = font
        self._codes: dict[str, tuple[str, float]] = {}
        self._glyphs: list[int] = []

    def take(self, char: str) -> tuple[str, float]:
        """The character's code on the page (hexadecimal), and its width in em."""
        known = self._codes.get(char)
        if known is None:
            glyph = self._font.glyph(char)
            self._glyphs.append(glyph)
            known = (f"{len(self._glyphs):04X}", self._font.width(glyph) / 1000)
            self._codes[char] = known
        return known

    def write(self, objects: Objects) -> int:
        """Put it into the file; the number of the font."""
        program = self._font.program(self._glyphs)
        name = _tag(self._codes, self._font.name) + b"+" + self._font.name.encode()
        held = objects.stream(b"/Length1 %d" % len(program), program, press=QUICK)
        described = objects.add(_descriptor(self._font, name, held))
        widths = b" ".join(_width(width) for _, width in self._codes.values())
        inner = objects.add(
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry "
            b"(Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor %d 0 R "
            b"/CIDToGIDMap /Identity /DW 1000 /W [ 1 [ %s ] ] >>" % (name, described, widths)
        )
        back = objects.stream(b"", unicode_map("".join(self._codes)).encode("ascii"))
        return objects.add(
            b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "
            b"/DescendantFonts [ %d 0 R ] /ToUnicode %d 0 R >>" % (name, inner, back)
        )


def _descriptor(font: FontFile, name: bytes, program: int) -> bytes:
    """The font's measures for the file; ``program`` is the object that holds its shapes."""
    said = font.measures
    return (
        b"<< /Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [ %d %d %d %d ] /Ascent %d "
        b"/Descent %d /CapHeight %d /ItalicAngle %d /StemV %d /FontFile2 %d 0 R >>"
        % (
            name,
            *said.box,
            said.ascent,
            said.descent,
            said.capitals,
            said.slant,
            said.stem,
            program,
        )
    )


def _width(em: float) -> bytes:
    return f"{em * 1000:.3f}".rstrip("0").rstrip(".").encode()


def _tag(chars: Iterable[str], name: str) -> bytes:
    """Six letters that no other choice of characters has."""
    digest = hashlib.blake2b((name + "".join(chars)).encode(), digest_size=6).digest()
    return bytes(65 + byte % 26 for byte in digest)


def unicode_map(chars: str) -> str:
    """The map from codes (1, 2, …) back to ``chars``."""
    entries = [
        f"<{code:04X}> <{char.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, char in enumerate(chars, 1)
    ]
    return "\n".join(
        (
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *_blocks(entries),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        )
    )


def _blocks(entries: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"
