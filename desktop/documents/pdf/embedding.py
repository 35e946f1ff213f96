"""Fonts as they go into a PDF, with ToUnicode maps that let names such as 王𬭎 be searched.

ReportLab 5.1 writes a code point above U+FFFF as five hexadecimal digits, which no reader takes
for a character (it has to be UTF-16), and puts more entries into one block than the 100 allowed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont

BLOCK = 100
"""Entries allowed in one bfchar block."""


class EmbeddedFont(TTFont):  # type: ignore[misc]
    """A TrueType font of which only the characters in use are embedded, with right maps."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path, asciiReadable=False, shapable=False)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        """Called by ReportLab once all text is in: write the subsets, then their maps anew."""
        subsets = [list(codes) for codes in self.state[doc].subsets]
        names = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, codes in zip(names, subsets, strict=True):
            doc.idToObject[fonts[name].ToUnicode.name].content = unicode_map(codes)


def unicode_map(codes: Sequence[int]) -> str:
    """The ToUnicode program of a font subset: position → code point."""
    entries = [
        f"<{position:02X}> <{chr(code).encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for position, code in enumerate(codes)
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
            "<00> <FF>",
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
