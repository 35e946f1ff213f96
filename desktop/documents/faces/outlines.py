"""Characters as shapes, for marks nobody is to copy or search: counts, watermarks.

Text drawn so does not come out between the words of the document when its text is extracted.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

Shape = list[tuple[str, tuple[float, ...]]]
"""PDF path operators with their points."""


class _ShapePen(BasePen):  # type: ignore[misc]
    """Collects PDF path operators; quadratic curves become cubic ones on the way."""

    def __init__(self, glyphs: Any, scale: float) -> None:
        super().__init__(glyphs)
        self.shape: Shape = []
        self._scale = scale

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        self.shape.append((operator, tuple(side * self._scale for pt in points for side in pt)))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self._add("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", pt)

    def _curveToOne(  # noqa: N802
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self._add("c", pt1, pt2, pt3)

    def _closePath(self) -> None:  # noqa: N802
        self._add("h")


class Outlines:
    """The shapes of one font file's characters; ``number`` is its place in a collection."""

    def __init__(self, path: Path, number: int = 0) -> None:
        # Read at once: a lazily read file would stay open as long as the program runs.
        font = TTFont(io.BytesIO(path.read_bytes()), fontNumber=number, lazy=True)
        self._glyphs = font.getGlyphSet()
        self._names = font.getBestCmap()
        self._scale = float(font["head"].unitsPerEm)

    def of(self, text: str) -> Iterator[tuple[float, Shape]]:
        """For each character its offset in em, and its shape in 1/1000 em, y upwards."""
        x = 0.0
        for char in text:
            pen = _ShapePen(self._glyphs, 1000 / self._scale)
            name = self._names[ord(char)]
            self._glyphs[name].draw(pen)
            yield x, pen.shape
            x += self._glyphs[name].width / self._scale
