"""A sheet to draw a made-up certificate on: text, tables, seals, signatures, a portrait.

Everything is drawn the same way every time: no chance, no clock, text laid out by Pillow itself.
"""

from __future__ import annotations

import functools
import io
import math
from collections.abc import Sequence
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"

FANG, SONG, SONG_BOLD = "fang.ttf", "serif.ttf", "serif-bold.ttf"
HEI, HEI_BOLD, KAI = "sans.ttf", "sans-bold.ttf", "kai.ttf"

INK, BLUE_INK, RED, GOLD, GRAY = "#1f1d1c", "#27356b", "#b3202b", "#b08d3c", "#77736c"
SEAL = (196, 32, 40)

A4 = (1240, 1754)
A4_ACROSS = (1754, 1240)
DPI = 150
KEEP_BELOW = 150_000


@functools.cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """The bundled font ``name`` at ``size`` pixels."""
    return ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)


@functools.cache
def characters(name: str) -> frozenset[int]:
    """The code points the bundled font ``name`` can draw."""
    with TTFont(FONTS / name, lazy=True) as opened:
        return frozenset(opened.getBestCmap())


class Paper:
    """One page; coordinates are pixels from the upper left corner."""

    def __init__(self, size: tuple[int, int] = A4, ground: str = "#fdfcf8", dpi: int = DPI) -> None:
        self.image = Image.new("RGB", size, ground)
        self.draw = ImageDraw.Draw(self.image)
        self.dpi = dpi

    @property
    def width(self) -> int:
        """Pixels across."""
        return self.image.width

    @property
    def height(self) -> int:
        """Pixels down."""
        return self.image.height

    def text(
        self,
        at: tuple[float, float],
        words: str,
        size: int = 30,
        face: str = SONG,
        fill: str = INK,
        *,
        anchor: str = "la",
    ) -> None:
        """One line at ``at``, held by Pillow's ``anchor``; no character may be missing."""
        missing = {word for word in words if ord(word) not in characters(face)} - {"\n"}
        if missing:
            raise ValueError(f"{face} has no {missing}")
        self.draw.text(at, words, fill=fill, font=font(face, size), anchor=anchor)

    def centred(self, y: float, words: str, size: int, face: str = SONG, fill: str = INK) -> None:
        """One line in the middle of the page."""
        self.text((self.width / 2, y), words, size, face, fill, anchor="ma")

    def spaced(self, y: float, words: str, size: int, face: str, fill: str, *, gap: float) -> None:
        """A centred title with ``gap`` pixels between its characters."""
        advance = size + gap
        x = self.width / 2 - advance * (len(words) - 1) / 2
        for word in words:
            self.text((x, y), word, size, face, fill, anchor="ma")
            x += advance

    def paragraph(
        self,
        at: tuple[float, float],
        width: float,
        words: str,
        size: int = 30,
        face: str = SONG,
        *,
        leading: float = 1.7,
        indent: int = 2,
        fill: str = INK,
    ) -> float:
        """``words`` broken to ``width``; returns the y below the last line."""
        x, y = at
        line, room = "", width - indent * size
        start = x + indent * size
        for word in words:
            if font(face, size).getlength(line + word) > room and word not in "，。、；：）”":
                self.text((start, y), line, size, face, fill)
                line, room, start, y = "", width, x, y + size * leading
            line += word
        self.text((start, y), line, size, face, fill)
        return y + size * leading

    def facts(
        self,
        at: tuple[float, float],
        rows: Sequence[tuple[str, str]],
        size: int = 30,
        step: int = 62,
        label: int = 5,
        *,
        face: str = SONG,
    ) -> float:
        """Lines of “label：value”, labels spread over ``label`` characters; returns the y below."""
        x, y = at
        for name, value in rows:
            gap = (label - len(name)) / max(len(name) - 1, 1)
            for place, word in enumerate(name):
                self.text((x + place * (1 + gap) * size, y), word, size, face)
            self.text((x + label * size, y), f"：{value}", size, face)
            y += step
        return y

    def table(
        self,
        at: tuple[int, int],
        widths: Sequence[int],
        rows: Sequence[Sequence[str]],
        step: int = 64,
        size: int = 26,
        *,
        heights: Sequence[int] = (),
    ) -> int:
        """A ruled table; a cell's lines are centred; returns the y below it."""
        left, y = at
        for number, row in enumerate(rows):
            tall = heights[number] if number < len(heights) else step
            x = left
            # A row with fewer cells than columns lets its last cell run to the right edge.
            edges = [*widths[: len(row) - 1], sum(widths[len(row) - 1 :])]
            for cell, wide in zip(row, edges, strict=True):
                self.draw.rectangle((x, y, x + wide, y + tall), outline=INK, width=2)
                lines = cell.split("\n")
                top = y + tall / 2 - (len(lines) - 1) * size * 0.75
                for line in lines:
                    self.text((x + wide / 2, top), line, size, SONG, anchor="mm")
                    top += size * 1.5
                x += wide
            y += tall
        return y

    def border(self, colour: str = RED, inner: str = GOLD, margin: int = 46) -> None:
        """The double frame of a certificate."""
        right, below = self.width - margin, self.height - margin
        self.draw.rectangle((margin, margin, right, below), outline=colour, width=8)
        inset = margin + 20
        box = (inset, inset, self.width - inset, self.height - inset)
        self.draw.rectangle(box, outline=inner, width=3)

    def seal(self, centre: tuple[int, int], ring: str, below: str = "", radius: int = 118) -> None:
        """A round red seal: ``ring`` along its edge, a star, ``below`` across."""
        side = 2 * radius + 8
        stamp = Image.new("L", (side, side), 0)
        pen = ImageDraw.Draw(stamp)
        middle = side / 2
        pen.ellipse((3, 3, side - 4, side - 4), outline=255, width=6)
        size = max(20, min(38, int(radius * 4.6 / max(len(ring), 9))))
        sweep = math.radians(min(286, 24 * len(ring)))
        for place, word in enumerate(ring):
            turn = -sweep / 2 + sweep * place / max(len(ring) - 1, 1)
            glyph = Image.new("L", (size * 2, size * 2), 0)
            ImageDraw.Draw(glyph).text(
                (size, size), word, fill=255, font=font(SONG_BOLD, size), anchor="mm"
            )
            glyph = glyph.rotate(-math.degrees(turn), Image.Resampling.BICUBIC)
            away = radius - size * 0.85
            at = (
                round(middle + away * math.sin(turn) - size),
                round(middle - away * math.cos(turn) - size),
            )
            stamp.paste(255, (at[0], at[1], at[0] + glyph.width, at[1] + glyph.height), glyph)
        pen.polygon(_star(middle, middle, radius * 0.32), fill=255)
        if below:
            pen.text(
                (middle, middle + radius * 0.56),
                below,
                fill=255,
                font=font(HEI, max(18, size - 8)),
                anchor="mm",
            )
        self._stamp(stamp, centre, SEAL, 0.78)

    def signature(self, at: tuple[int, int], words: str, size: int = 60, lean: float = 5) -> None:
        """``words`` as if written with a pen."""
        length = int(font(KAI, size).getlength(words)) + size
        ink = Image.new("L", (length, size * 2), 0)
        ImageDraw.Draw(ink).text(
            (size / 2, size), words, fill=255, font=font(KAI, size), anchor="lm"
        )
        self._stamp(
            ink.rotate(lean, Image.Resampling.BICUBIC, expand=True),
            (at[0] + length // 2, at[1]),
            (30, 34, 70),
            0.92,
        )

    def fingerprint(self, centre: tuple[int, int], wide: int = 74) -> None:
        """A thumb's print in red ink."""
        tall = int(wide * 1.32)
        print_ = Image.new("L", (wide, tall), 0)
        pen = ImageDraw.Draw(print_)
        for ridge in range(0, wide // 2, 5):
            box = (ridge, int(ridge * 1.2), wide - ridge - 1, int(tall - ridge * 1.05))
            if box[2] > box[0] + 2 and box[3] > box[1] + 2:
                pen.ellipse(box, outline=255, width=3)
        self._stamp(print_.rotate(12, expand=True), centre, SEAL, 0.7)

    def portrait(self, box: tuple[int, int, int, int], ground: str = "#3d79b8") -> None:
        """A drawn face that is nobody's, in front of ``ground``."""
        left, top, right, below = box
        wide, tall = (right - left) * 4, (below - top) * 4
        face = Image.new("RGB", (wide, tall), ground)
        pen = ImageDraw.Draw(face)

        def oval(x: float, y: float, rx: float, ry: float, fill: str) -> None:
            pen.ellipse(
                ((x - rx) * wide, (y - ry) * tall, (x + rx) * wide, (y + ry) * tall), fill=fill
            )

        oval(0.5, 0.42, 0.29, 0.27, "#2a2320")  # hair
        pen.rectangle((0.24 * wide, 0.42 * tall, 0.76 * wide, 0.66 * tall), fill="#2a2320")
        oval(0.5, 1.06, 0.47, 0.34, "#2b3f57")  # jacket
        pen.polygon(
            [(0.4 * wide, 0.74 * tall), (0.6 * wide, 0.74 * tall), (0.5 * wide, 0.92 * tall)],
            fill="#f4f1ea",
        )
        pen.rectangle((0.42 * wide, 0.6 * tall, 0.58 * wide, 0.77 * tall), fill="#d9a583")
        oval(0.5, 0.47, 0.215, 0.225, "#e3b592")  # face
        pen.chord((0.27 * wide, 0.2 * tall, 0.73 * wide, 0.52 * tall), 188, 352, fill="#2a2320")
        for x in (0.41, 0.59):
            oval(x, 0.475, 0.04, 0.014, "#fbf8f2")
            oval(x, 0.475, 0.016, 0.014, "#2b1d14")
            pen.arc(
                ((x - 0.06) * wide, 0.42 * tall, (x + 0.06) * wide, 0.47 * tall),
                200, 340, fill="#2a2320", width=max(4, wide // 70),
            )  # fmt: skip
        pen.line(
            [(0.5 * wide, 0.49 * tall), (0.485 * wide, 0.55 * tall), (0.51 * wide, 0.555 * tall)],
            fill="#bb8463", width=max(4, wide // 90),
        )  # fmt: skip
        pen.arc(
            (0.43 * wide, 0.57 * tall, 0.57 * wide, 0.625 * tall),
            20, 160, fill="#a4544c", width=max(4, wide // 60),
        )  # fmt: skip
        small = face.resize((right - left, below - top), Image.Resampling.LANCZOS)
        self.image.paste(small, (left, top))

    def watermark(self, words: str = "样例") -> None:
        """Says across the page that it is no real certificate."""
        size = self.width // 8
        mark = Image.new("L", self.image.size, 0)
        pen = ImageDraw.Draw(mark)
        for across, down in ((0.3, 0.28), (0.7, 0.5), (0.3, 0.72)):
            at = (self.width * across, self.height * down)
            pen.text(at, words, fill=255, font=font(HEI_BOLD, size), anchor="mm")
        turned = mark.rotate(18, Image.Resampling.BICUBIC)
        self._stamp(turned, (self.width // 2, self.height // 2), (120, 120, 120), 0.13)

    def jpeg(self) -> bytes:
        """The page as a scanner would hand it over, within :data:`KEEP_BELOW` bytes."""
        for quality in (55, 45, 35):
            out = io.BytesIO()
            self.image.save(out, "JPEG", quality=quality, dpi=(self.dpi, self.dpi), optimize=True)
            if out.tell() <= KEEP_BELOW:
                break
        return out.getvalue()

    def _stamp(
        self, mask: Image.Image, centre: tuple[int, int], ink: tuple[int, int, int], strength: float
    ) -> None:
        soft = mask.point(lambda value: value * strength)
        at = (centre[0] - mask.width // 2, centre[1] - mask.height // 2)
        self.image.paste(Image.new("RGB", mask.size, ink), at, soft)


def _star(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        away = radius if corner % 2 == 0 else radius * 0.382
        turn = math.pi * corner / 5
        points.append((x + away * math.sin(turn), y - away * math.cos(turn)))
    return points
