"""A sheet being drawn: text, rules, seals and portraits go on, and where each is is kept.

Places are in pixels of the sheet, 200 to the inch. A line of text takes the box of its type: the
sum of the advances wide, the size of the type high. What must be covered and what must stay clear
is told by the :class:`Span` it is written as.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Literal

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from tests.pages.cast import DOTS, Cast

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Quads = list[list[list[float]]]
BASELINE = 0.87
FACES = {
    "fang": "fang",
    "song": "serif",
    "song-bold": "serif-bold",
    "hei": "sans",
    "hei-bold": "sans-bold",
    "kai": "kai",
}
Role = Literal["", "name", "id", "unit", "name_other", "id_other", "unit_other", "number_other"]
OWN = ("name", "id", "unit")


@dataclass(frozen=True)
class Span:
    """Words that are all of one part: whose they are decides whether they are covered."""

    text: str
    role: Role = ""


Words = str | Span | Sequence[str | Span]


@dataclass
class Mark:
    """One thing of the ground truth: what it is, and the boxes it lies in."""

    role: str
    text: str
    boxes: list[Box]


@dataclass(frozen=True)
class Style:
    """How a page is printed, apart from what it says."""

    body: str = "fang"
    head: str = "song-bold"
    paper: Colour = (253, 252, 248)
    ink: Colour = (28, 28, 30)
    seal_ink: Colour = (205, 40, 45)
    seal_wear: float = 0.15
    spaced: bool = False
    traditional: bool = False
    id_spaced: bool = False
    broken: bool = False
    """Paragraphs end their first line in the middle of the applicant's name, where they can."""
    guilloche: Colour | None = None


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{FACES[face]}.ttf", size)


@cache
def _drawn(face: str) -> frozenset[int]:
    with TTFont(FONTS / f"{FACES[face]}.ttf", lazy=True) as font:
        return frozenset(font.getBestCmap())


def font_for(mark: str, face: str, size: int) -> ImageFont.FreeTypeFont:
    """The wanted face, or the large one where that lacks the character."""
    return _font(face if ord(mark) in _drawn(face) else "song", size)


def width_of(text: str, face: str, size: int, gap: float = 0.0) -> float:
    """How wide a line becomes."""
    return sum(font_for(mark, face, size).getlength(mark) + gap for mark in text)


@dataclass
class Sheet:
    """The page on the drawing table. ``chance`` is the page's own: same seed, same page."""

    width: int
    height: int
    cast: Cast
    style: Style
    chance: Random
    own: list[Mark] = field(default_factory=list)
    decoys: list[Mark] = field(default_factory=list)
    lines: list[tuple[str, Box]] = field(default_factory=list)
    photo: Box | None = None
    seals: list[tuple[Box, Image.Image]] = field(default_factory=list)
    """Seal layers wait until everything is printed: they are stamped last."""

    def __post_init__(self) -> None:
        self.picture = Image.new("RGB", (self.width, self.height), self.style.paper)
        self.pen = ImageDraw.Draw(self.picture)

    # -- what the cast is called on this page ------------------------------------------------

    def printed(self, name: str) -> str:
        """A name as this page prints it: its interpunct, its spacing, its script."""
        text = name.replace("·", self.cast.dot)
        if self.style.traditional:
            text = _traditional(text)
        if self.style.spaced and len(text) == 2:
            text = "　".join(text)
        return text

    @property
    def name(self) -> Span:
        """The applicant's name, to be covered."""
        return Span(self.printed(self.cast.name), "name")

    @property
    def id_no(self) -> Span:
        """The applicant's identity number, to be covered."""
        number = self.cast.id_no
        if self.style.id_spaced:
            number = f"{number[:6]} {number[6:14]} {number[14:]}"
        return Span(number, "id")

    @property
    def unit(self) -> Span:
        """The applicant's unit, to be covered."""
        text = self.cast.unit
        return Span(_traditional(text) if self.style.traditional else text, "unit")

    @property
    def alias(self) -> Span:
        """What the unit is called for short, to be covered."""
        return Span(self.cast.alias, "unit")

    def alike(self, index: int = 0) -> Span:
        """Somebody whose name is nearly the applicant's."""
        return Span(self.printed(self.cast.alike[index % len(self.cast.alike)]), "name_other")

    def stranger(self, index: int = 0) -> Span:
        """Somebody else."""
        return Span(self.printed(self.cast.strangers[index]), "name_other")

    # -- text --------------------------------------------------------------------------------

    def write(
        self,
        x: float,
        y: float,
        parts: Words,
        size: int,
        *,
        face: str = "",
        ink: Colour | None = None,
        gap: float = 0.0,
        anchor: Literal["left", "middle", "right"] = "left",
    ) -> float:
        """One line whose top left (middle, right) is at x, y; returns where it ends.

        What would run off the sheet is set smaller.
        """
        spans = _spans(parts)
        face = face or self.style.body
        whole = "".join(span.text for span in spans)
        length = width_of(whole, face, size, gap)
        share = {"left": 0.0, "middle": 0.5, "right": 1.0}[anchor]
        while x + length * (1 - share) > self.width - 20 and size > 16:
            size -= 1
            length = width_of(whole, face, size, gap)
        x -= length * share
        self.lines.append((whole, (x, y, x + length, y + size)))
        for span in spans:
            start = x
            for mark in span.text:
                font = font_for(mark, face, size)
                self.pen.text(
                    (x, y + BASELINE * size), mark, ink or self.style.ink, font, anchor="ls"
                )
                x += font.getlength(mark) + gap
            if span.role:
                # An interpunct at which a name breaks is blank in the outer half of its body.
                blank = 0.4 * font.getlength(mark) if span.text[-1] in DOTS else 0.0
                self._mark(span, [(start, y, x - gap - blank, y + size)])
        return x

    def flow(
        self,
        box: Box,
        parts: Words,
        size: int,
        *,
        face: str = "",
        leading: float = 1.7,
        indent: int = 2,
    ) -> float:
        """A paragraph within left, top and right of ``box``; returns the top of the next line.

        A span that goes over the end of a line gets a box on each; full stops never begin one.
        """
        left, top, right, _ = box
        face = face or self.style.body
        rows: list[list[Span]] = [[]]
        x = left + indent * size
        spans = _spans(parts)
        if self.style.broken:
            right = _through_the_name(spans, (x, left, right), face, size)
        for span in spans:
            text = ""
            # Numbers stay whole, everything else breaks anywhere but before a closing mark.
            for mark in re.findall(r"[0-9X ]{6,}|.", span.text):
                step = width_of(mark, face, size)
                if x + step > right + (size * 1.05 if mark in "，。、；：）”》" else 0.01):
                    rows[-1].append(Span(text, span.role))
                    rows.append([])
                    text, x = "", left
                text += mark
                x += step
            rows[-1].append(Span(text, span.role))
        broken: dict[int, Mark] = {}
        for number, row in enumerate(rows):
            y = top + number * leading * size
            before = len(self.own), len(self.decoys)
            start = left + (indent * size if number == 0 else 0)
            self.write(start, y, [span for span in row if span.text], size, face=face)
            self._join(broken, row, rows[number + 1] if number + 1 < len(rows) else [], before)
        return top + len(rows) * leading * size

    def _join(
        self,
        broken: dict[int, Mark],
        row: list[Span],
        following: list[Span],
        before: tuple[int, int],
    ) -> None:
        """What began on the line before and goes on here is one mark with two boxes."""
        for marks, count, side in ((self.own, before[0], 0), (self.decoys, before[1], 1)):
            if side in broken:
                head = broken.pop(side)
                tail = marks.pop(count)
                head.text += tail.text
                head.boxes += tail.boxes
            last = next((span for span in reversed(row) if span.text), Span(""))
            goes_on = bool(following and following[0].text and last.role == following[0].role)
            if goes_on and len(marks) and (last.role in OWN) == (side == 0) and last.role:
                broken[side] = marks[-1]

    def write_down(self, x: float, y: float, parts: Words, size: int, face: str) -> float:
        """One column of upright characters downwards; returns where it ends."""
        spans = _spans(parts)
        whole = "".join(span.text for span in spans)
        self.lines.append((whole, (x, y, x + size, y + len(whole) * size * 1.12)))
        for span in spans:
            start = y
            for mark in span.text:
                font = font_for(mark, face, size)
                self.pen.text(
                    (x + size / 2, y + BASELINE * size), mark, self.style.ink, font, anchor="ms"
                )
                y += size * 1.12
            if span.role:
                self._mark(span, [(x, start, x + size, y - size * 0.12)])
        return y

    def _mark(self, span: Span, boxes: list[Box]) -> None:
        role = "number_other" if span.role == "id_other" else span.role
        (self.own if span.role in OWN else self.decoys).append(Mark(role, span.text, boxes))

    # -- rules, tables, things that are no text ----------------------------------------------

    def rule(self, box: Box, colour: Colour | None = None, decoy: str = "") -> None:
        """A filled bar."""
        self.pen.rectangle(box, fill=colour or self.style.ink)
        if decoy:
            self.decoys.append(Mark("red_other", decoy, [box]))

    def frame(self, box: Box, width: int, colour: Colour | None = None, decoy: str = "") -> None:
        """An outline; a red one is a decoy (its upper edge) for whoever looks for seals."""
        self.pen.rectangle(box, outline=colour or self.style.ink, width=width)
        if decoy:
            left, top, right, _ = box
            self.decoys.append(Mark("red_other", decoy, [(left, top, right, top + width)]))

    def table(
        self,
        box: tuple[float, float],
        columns: Sequence[float],
        rows: Iterable[Sequence[str | Span]],
        size: int,
        row_height: float,
        *,
        face: str = "",
    ) -> float:
        """Cells with rules around them, from ``box``'s left and top; returns the bottom."""
        left, y = box
        right = left + sum(columns)
        for row in rows:
            self.rule((left, y - 1, right, y + 1))
            x = left
            for cell, width in zip(row, columns, strict=False):
                self.rule((x - 1, y, x + 1, y + row_height))
                span = cell if isinstance(cell, Span) else Span(cell)
                fit = size
                while fit > 12 and width_of(span.text, face or self.style.body, fit) > width - 12:
                    fit -= 1
                if span.text:
                    self.write(x + 8, y + (row_height - fit) / 2, span, fit, face=face)
                x += width
            self.rule((right - 1, y, right + 1, y + row_height))
            y += row_height
        self.rule((left, y - 1, right, y + 1))
        return y

    def stamp_all(self) -> None:
        """Press every waiting seal onto the paper: ink takes away light, it covers nothing."""
        for (left, top, _, _), layer in self.seals:
            place = (round(left), round(top), round(left) + layer.width, round(top) + layer.height)
            under = np.asarray(self.picture.crop(place), np.float32)
            stamp = np.asarray(layer, np.float32)
            share = stamp[..., 3:] / 255
            inked = under * (1 - share) + under * stamp[..., :3] / 255 * share
            self.picture.paste(Image.fromarray(inked.astype(np.uint8)), place[:2])

    def under_seal(self, boxes: Sequence[Box]) -> bool:
        """Whether a seal was stamped over any of these boxes."""
        return any(
            min(box[2], seal[2]) - max(box[0], seal[0]) > 0.1 * (box[2] - box[0])
            and min(box[3], seal[3]) - max(box[1], seal[1]) > 0.3 * (box[3] - box[1])
            for box in boxes
            for seal, _ in self.seals
        )


def _through_the_name(
    spans: Sequence[Span], edges: tuple[float, float, float], face: str, size: int
) -> float:
    """A right edge that cuts a name or unit of the first line in two, or the old one."""
    x, left, right = edges
    for span in spans:
        wide = width_of(span.text, face, size)
        edge = x + wide / 2
        if span.role in {"name", "unit"} and left + 0.5 * (right - left) < edge < right:
            return edge
        x += wide
    return right


def _spans(parts: Words) -> list[Span]:
    listed = [parts] if isinstance(parts, str | Span) else parts
    return [part if isinstance(part, Span) else Span(part) for part in listed]


@cache
def _traditional(text: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))
