"""What a page shows, in the operators of PDF.

Text comes out again as it went in: every line carries its source as ActualText, and gaps are moves
inside the text array, so that extractors which do not read ActualText find no spaces where there
are none. All of it is marked with the element it is of, or as an artifact.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import groupby

from desktop.documents.fonts import Fonts
from desktop.documents.geometry import PAGE_HEIGHT
from desktop.documents.lines import Glyph
from desktop.documents.page import Box, Colour, Image, Item, Outline, Page, Stroke, Text
from desktop.documents.pdf.embedding import Subset
from desktop.documents.pdf.structure import Element, Structure

WIDEST_MOVE = 90
"""A gap is cut into moves of at most this many 1/1000 em: extractors read wider ones as a space."""

_DRAWN = b"/Artifact BMC"
_PAGINATION = b"/Artifact << /Type /Pagination >> BDC"


class Painter:
    """Writes pages; the characters used go into subsets, pictures where ``picture`` puts them."""

    def __init__(self, fonts: Fonts, structure: Structure, picture: Callable[[bytes], str]) -> None:
        self.fonts = fonts
        self.structure = structure
        self.subsets: dict[str, Subset] = {}
        self._picture = picture

    def page(self, page: Page) -> bytes:
        """The operators of a page."""
        self.structure.begin_page()
        written: list[str] = []
        for mark, items in groupby(self._of(page), lambda found: found[0]):
            if isinstance(mark, Element):
                number = self.structure.mark(mark)
                written.append(f"/{mark.tag.decode()} << /MCID {number} >> BDC")
            else:
                written.append(mark.decode())
            for _, item in items:
                written.append(" ".join(self._operators(item)))
            written.append("EMC")
        return "\n".join(written).encode("ascii")

    def _of(self, page: Page) -> Iterator[tuple[Element | bytes, Item]]:
        """Every item with what it is marked as."""
        at = 0
        for stretch in page.stretches:
            yield from ((_PAGINATION, item) for item in page.items[at : stretch.start])
            for item in page.items[stretch.start : stretch.end]:
                yield self.structure.element(stretch.block, item) or _DRAWN, item
            at = stretch.end
        yield from ((_PAGINATION, item) for item in page.items[at:])

    def _operators(self, item: Item) -> Iterator[str]:
        if isinstance(item, Text):
            yield from self._text(item)
        elif isinstance(item, Stroke):
            dash = " ".join(_number(each) for each in item.dash)
            yield f"q {_colour(item.colour, stroke=True)} {_number(item.width)} w [{dash}] 0 d"
            yield f"{_point(item.x1, item.y1)} m {_point(item.x2, item.y2)} l S Q"
        elif isinstance(item, Box):
            yield from _box(item)
        elif isinstance(item, Image):
            size = f"{_number(item.width)} 0 0 {_number(item.height)}"
            below = _point(item.x, item.y + item.height)
            yield f"q {size} {below} cm /{self._picture(item.data)} Do Q"
        else:
            yield from self._outline(item)

    def _text(self, item: Text) -> Iterator[str]:
        if not item.glyphs:
            return
        pen = item.glyphs[0].x
        if item.heavy:
            width = _number(item.heavy * item.size)
            yield f"q {_colour(item.colour, stroke=True)} {width} w 1 j"
        yield f"{_colour(item.colour, stroke=False)} BT{' 2 Tr' if item.heavy else ''}"
        yield f"1 0 0 1 {_point(item.x + pen * item.size, item.y)} Tm"
        for run, source in _parts_to_tag(item):
            if source:
                tag = source.encode("utf-16-be").hex().upper()
                yield f"/Span <</ActualText <FEFF{tag}>>> BDC"
            pen = yield from self._shown(run, _number(item.size), pen)
            if source:
                yield "EMC"
        yield "ET Q" if item.heavy else "ET"

    def _shown(self, run: Sequence[Glyph], size: str, pen: float) -> Generator[str, None, float]:
        """Font changes and TJ arrays; gives back where the pen is then (em)."""
        face = ""
        take = None
        array: list[str] = []
        for glyph in run:
            if glyph.face != face or take is None:
                if array:
                    yield f"[<{''.join(array)}>] TJ"
                face, array = glyph.face, []
                subset = self._subset(face)
                take = subset.take
                yield f"/{subset.name} {size} Tf"
            code, advance = take(glyph.char)
            gap = round((glyph.x - pen) * 1000)
            if gap:
                array.append(f">{_moves(gap)}<")
                pen += gap / 1000
            array.append(code)
            pen += advance
        yield f"[<{''.join(array)}>] TJ"
        return pen

    def _subset(self, face: str) -> Subset:
        found = self.subsets.get(face)
        if found is None:
            name = f"F{len(self.subsets) + 1}"
            found = self.subsets[face] = Subset(name, self.fonts.face(face).font)
        return found

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


def _parts_to_tag(item: Text) -> Iterator[tuple[Sequence[Glyph], str]]:
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
    return glyph.char <= "\uffff"


def _end_of(run: Sequence[Glyph], source: str) -> int:
    """How much of ``source`` the glyphs of ``run`` stand for, blanks not drawn included."""
    place = 0
    for glyph in run:
        place = source.index(glyph.char, place) + 1
    return place


def _moves(gap: int) -> str:
    if -WIDEST_MOVE <= gap <= WIDEST_MOVE:
        return str(-gap)
    steps: list[str] = []
    while gap:
        step = max(-WIDEST_MOVE, min(WIDEST_MOVE, gap))
        steps.append(str(-step))
        gap -= step
    return " ".join(steps)


def _box(item: Box) -> Iterator[str]:
    corner = _point(item.x, item.y + item.height)
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
