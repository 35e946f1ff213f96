"""Characters as shapes, for marks nobody is to copy or search: counts, watermarks.

Text drawn so does not come out between the words of the document when its text is extracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from .fonts import Fonts

Path = list[tuple[str, tuple[float, ...]]]


class _PathPen(BasePen):  # type: ignore[misc]
    """Collects PDF path operators; quadratic curves become cubic ones on the way."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.path: Path = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self.path.append(("m", pt))

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.path.append(("l", pt))

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.path.append(("c", (*pt1, *pt2, *pt3)))

    def _closePath(self) -> None:  # noqa: N802
        self.path.append(("h", ()))


def outlines(text: str, face: str, fonts: Fonts) -> Iterator[tuple[float, Path]]:
    """For each character its offset in em and its path in 1/1000 em, y upwards."""
    with TTFont(fonts.face(face).path, lazy=True) as font:
        glyphs = font.getGlyphSet()
        names = font.getBestCmap()
        scale = font["head"].unitsPerEm
        x = 0.0
        for char in text:
            pen = _PathPen(glyphs)
            name = names[ord(char)]
            glyphs[name].draw(pen)
            yield x, pen.path
            x += glyphs[name].width / scale
