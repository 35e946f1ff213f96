"""Pages → PDF (ReportLab as the drawing layer; all setting is our own).

The same document gives the same bytes. Text comes out again as it went in: every line carries its
source as ActualText, and gaps are moves inside the text array, so that extractors which do not
read ActualText find no spaces where there are none.
"""

from __future__ import annotations

import io
import math
from collections.abc import Generator, Iterator
from itertools import groupby
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.blocks import LANGUAGE, PRODUCT, Document
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.layout import lay_out
from desktop.documents.lines import Glyph
from desktop.documents.page import Box, Colour, Image, Outline, Page, Stroke, Text

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
            if isinstance(item, Image):
                self._image(item)
            else:
                self.canvas.addLiteral(" ".join(self._operators(item)))
        self.canvas.showPage()

    def _image(self, item: Image) -> None:
        reader = ImageReader(io.BytesIO(item.data))  # a JPEG goes in as it is
        below = PAGE_HEIGHT - item.y - item.height
        self.canvas.drawImage(reader, item.x, below, item.width, item.height)

    def _operators(self, item: Text | Outline | Stroke | Box) -> Iterator[str]:
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
        pen = item.glyphs[0].x
        yield f"q {_colour(item.colour, stroke=False)} BT"
        yield f"1 0 0 1 {_point(item.x + pen * item.size, item.y)} Tm"
        for run, source in _parts_to_tag(item):
            if source:
                tag = source.encode("utf-16-be").hex().upper()
                yield f"/Span <</ActualText <FEFF{tag}>>> BDC"
            pen = yield from self._shown(run, item.size, pen)
            if source:
                yield "EMC"
        yield "ET Q"

    def _shown(
        self, run: tuple[Glyph, ...], size: float, pen: float
    ) -> Generator[str, None, float]:
        """Font changes and TJ arrays; gives back where the pen is then (em)."""
        current = ""
        array: list[str] = []
        for glyph in run:
            face = self.fonts.face(glyph.face)
            ((subset, code),) = face.font.splitString(glyph.char, self.canvas._doc)  # noqa: SLF001
            name = face.font.getSubsetInternalName(subset, self.canvas._doc)  # noqa: SLF001
            if name != current:
                if array:
                    yield f"[{' '.join(array)}] TJ"
                yield f"{name} {_number(size)} Tf"
                current, array = name, []
            gap = round((glyph.x - pen) * 1000)
            array.extend((*_moves(gap), f"<{code.hex().upper()}>"))
            pen += gap / 1000 + (face.advance(glyph.char) or 0.0)
        yield f"[{' '.join(array)}] TJ"
        return pen

    def _outline(self, item: Outline) -> Iterator[str]:
        scale = item.size / 1000
        cos = math.cos(math.radians(item.turn))
        sin = math.sin(math.radians(item.turn))
        matrix = " ".join(
            _number(value, 6) for value in (cos * scale, sin * scale, -sin * scale, cos * scale)
        )
        yield f"q {_colour(item.colour, stroke=False)} {matrix} {_point(item.x, item.y)} cm"
        for offset, shape in self.fonts.face(item.face).outlines.of(item.text):
            for operator, points in shape:
                moved = (
                    value + offset * 1000 * (index % 2 == 0) for index, value in enumerate(points)
                )
                yield f"{' '.join(_number(value) for value in moved)} {operator}"
        yield "f Q"


def _parts_to_tag(item: Text) -> Iterator[tuple[tuple[Glyph, ...], str]]:
    """The line as (glyphs, ActualText): whole, or with a character above U+FFFF by faces.

    PDFium drops such characters from ActualText, so that they stand untagged; and it measures the
    gap after a part from that part's first object, so that parts are of one face. The composer
    keeps the gaps between faces narrow there (:func:`desktop.documents.lines.compose`).
    """
    if all(map(_in_first_plane, item.glyphs)):
        yield item.glyphs, item.source
        return
    rest = item.source
    for (_, tagged), group in groupby(item.glyphs, lambda g: (g.face, _in_first_plane(g))):
        run = tuple(group)
        end = _end_of(run, rest)
        yield run, rest[:end] if tagged else ""
        rest = rest[end:]


def _in_first_plane(glyph: Glyph) -> bool:
    return ord(glyph.char) <= 0xFFFF


def _end_of(run: tuple[Glyph, ...], source: str) -> int:
    """How much of ``source`` the glyphs of ``run`` stand for, blanks not drawn included."""
    place = 0
    for glyph in run:
        place = source.index(glyph.char, place) + 1
    return place


def _moves(gap: int) -> Iterator[str]:
    while gap:
        step = max(-WIDEST_MOVE, min(WIDEST_MOVE, gap))
        yield str(-step)
        gap -= step


def _box(item: Box) -> Iterator[str]:
    corner = f"{_number(item.x)} {_number(PAGE_HEIGHT - item.y - item.height)}"
    shape = f"{corner} {_number(item.width)} {_number(item.height)} re"
    fill = "" if item.fill is None else f"{_colour(item.fill, stroke=False)} "
    paint = "S" if item.fill is None else "B"
    yield f"q {fill}{_colour(item.colour, stroke=True)} {_number(item.line)} w {shape} {paint} Q"


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
