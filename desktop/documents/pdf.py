"""Pages → PDF (ReportLab as the drawing layer; all setting is our own).

The same document gives the same bytes. Text comes out again as it went in: every line carries its
source as ActualText, and gaps are moves inside the text array, so that extractors which do not
read ActualText find no spaces where there are none.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from .blocks import Document
from .fonts import Fonts
from .geometry import PAGE_HEIGHT, PAGE_WIDTH
from .layout import lay_out
from .lines import Glyph
from .outlines import outlines
from .page import Box, Colour, Item, Outline, Page, Stroke, Text

PRODUCT = "职称申报助手"
LANGUAGE = "zh-CN"

WIDEST_MOVE = 90
"""A gap is cut into moves of at most this many 1/1000 em: extractors read wider ones as a space."""


def to_pdf(document: Document, fonts: Fonts) -> bytes:
    """The document as a PDF file."""
    pages = lay_out(document, fonts)
    out = io.BytesIO()
    with fonts.lock:
        canvas = Canvas(
            out,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            pageCompression=1,
            lang=LANGUAGE,
        )
        canvas.setTitle(document.title)
        canvas.setAuthor(PRODUCT)
        canvas.setCreator(PRODUCT)
        canvas.setProducer(PRODUCT)
        canvas.setSubject("")
        canvas.setViewerPreference("DisplayDocTitle", "true")
        painter = _Painter(canvas, fonts)
        for page in pages:
            painter.page(page)
        canvas.save()
    return out.getvalue()


class _Painter:
    """Writes the operators of items onto one canvas."""

    def __init__(self, canvas: Any, fonts: Fonts) -> None:
        self.canvas = canvas
        self.fonts = fonts

    def page(self, page: Page) -> None:
        for item in page.items:
            self.canvas.addLiteral(" ".join(self._operators(item)))
        self.canvas.showPage()

    def _operators(self, item: Item) -> Iterator[str]:
        if isinstance(item, Text):
            yield from self._text(item)
        elif isinstance(item, Outline):
            yield from self._outline(item)
        elif isinstance(item, Stroke):
            dash = " ".join(_number(each) for each in item.dash)
            yield f"q {_colour(item.colour, stroke=True)} {_number(item.width)} w [{dash}] 0 d"
            yield f"{_point(item.x1, item.y1)} m {_point(item.x2, item.y2)} l S Q"
        else:
            yield from _box(item)

    def _text(self, item: Text) -> Iterator[str]:
        if not item.glyphs:
            return
        yield f"q {_colour(item.colour, stroke=False)} BT"
        for part in _parts_to_tag(item):
            yield from self._tagged(item, part)
        yield "ET Q"

    def _tagged(self, item: Text, glyphs: tuple[tuple[Glyph, ...], str]) -> Iterator[str]:
        run, source = glyphs
        if source:
            tag = source.encode("utf-16-be").hex().upper()
            yield f"/Span <</ActualText <FEFF{tag}>>> BDC"
        first = run[0].x
        yield f"1 0 0 1 {_point(item.x + first * item.size, item.y)} Tm"
        yield from self._shown(run, item.size)
        if source:
            yield "EMC"

    def _shown(self, run: tuple[Glyph, ...], size: float) -> Iterator[str]:
        """Font changes and TJ arrays; the pen is at the first glyph."""
        pen = run[0].x
        current = ""
        array: list[str] = []
        for glyph in run:
            face = self.fonts.face(glyph.face)
            ((subset, code),) = face.font.splitString(glyph.char, self.canvas._doc)  # noqa: SLF001
            name = face.font.getSubsetInternalName(subset, self.canvas._doc)  # noqa: SLF001
            gap = round((glyph.x - pen) * 1000)
            array.extend(_moves(gap))
            pen += gap / 1000
            if name != current:
                if array:
                    yield f"[{' '.join(array)}] TJ"
                    array = []
                yield f"{name} {_number(size)} Tf"
                current = name
            array.append(f"<{code.hex().upper()}>")
            pen += face.advance(glyph.char) or 0.0
        if array:
            yield f"[{' '.join(array)}] TJ"

    def _outline(self, item: Outline) -> Iterator[str]:
        scale = item.size / 1000
        cos = math.cos(math.radians(item.turn))
        sin = math.sin(math.radians(item.turn))
        matrix = " ".join(
            _number(value, 6) for value in (cos * scale, sin * scale, -sin * scale, cos * scale)
        )
        yield f"q {_colour(item.colour, stroke=False)} {matrix} {_point(item.x, item.y)} cm"
        for offset, path in outlines(item.text, item.face, self.fonts):
            for operator, points in path:
                moved = (
                    value + offset * 1000 * (index % 2 == 0) for index, value in enumerate(points)
                )
                yield f"{' '.join(_number(value) for value in moved)} {operator}"
        yield "f Q"


def _parts_to_tag(item: Text) -> Iterator[tuple[tuple[Glyph, ...], str]]:
    """The line as (glyphs, ActualText); a character above U+FFFF stands alone and untagged.

    PDFium drops such characters from ActualText; its own reading of them is right.
    """
    glyphs = item.glyphs
    if all(ord(glyph.char) <= 0xFFFF for glyph in glyphs):
        yield glyphs, item.source
        return
    source = item.source
    start = 0
    for index, glyph in enumerate(glyphs):
        if ord(glyph.char) <= 0xFFFF:
            continue
        before, _, source = source.partition(glyph.char)
        if index > start:
            yield glyphs[start:index], before
        yield (glyph,), ""
        start = index + 1
    if start < len(glyphs):
        yield glyphs[start:], source


def _moves(gap: int) -> Iterator[str]:
    while gap:
        step = max(-WIDEST_MOVE, min(WIDEST_MOVE, gap))
        yield str(-step)
        gap -= step


def _box(item: Box) -> Iterator[str]:
    corner = f"{_number(item.x)} {_number(PAGE_HEIGHT - item.y - item.height)}"
    shape = f"{corner} {_number(item.width)} {_number(item.height)} re"
    if item.fill is not None:
        yield f"q {_colour(item.fill, stroke=False)} {shape} f Q"
    if item.line:
        yield f"q {_colour(item.colour, stroke=True)} {_number(item.line)} w {shape} S Q"


def _point(x: float, y: float) -> str:
    return f"{_number(x)} {_number(PAGE_HEIGHT - y)}"


def _number(value: float, digits: int = 3) -> str:
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _colour(colour: Colour, *, stroke: bool) -> str:
    if isinstance(colour, tuple):
        values = " ".join(_number(value) for value in colour)
        return f"{values} {'RG' if stroke else 'rg'}"
    return f"{_number(colour)} {'G' if stroke else 'g'}"
