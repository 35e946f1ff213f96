"""Seals drawn for tests: ink (0–1) on a square, and how it comes onto paper."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from desktop.imaging.pictures import Picture

FONTS = Path(__file__).parents[2] / "resources" / "fonts"
RED = (205, 28, 36)
PAPER = (252, 250, 246)
Ink = NDArray[np.float32]


def font(name: str, size: float) -> ImageFont.FreeTypeFont:
    """One of the product's own fonts."""
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), max(4, round(size)))


@dataclass(frozen=True)
class Design:
    """What is cut into a seal: words around, a line in the middle, a number below."""

    words: str
    middle: str = ""
    number: str = ""
    star: bool = True
    face: str = "fang"
    span: float = 270.0
    turn: float = 0.0
    flat: float = 1.0
    size: float = 0.27


def _glyph(char: str, face: str, width: float, height: float, turn: float) -> Image.Image:
    """One character in its cell, turned clockwise by ``turn`` degrees."""
    drawn = Image.new("L", (round(height * 1.1), round(height * 1.3)))
    ImageDraw.Draw(drawn).text(
        (drawn.width / 2, drawn.height / 2), char, 255, font(face, height), anchor="mm"
    )
    cell = drawn.resize((max(2, round(drawn.width * width / height)), drawn.height))
    return cell.rotate(-turn, Image.Resampling.BICUBIC, expand=True)


def _around(ink: Image.Image, words: str, design: Design, middle: float, lower: bool) -> None:
    """``words`` along the rim: over the top, or below from left to right."""
    half = ink.width / 2
    cell = half * (0.13 if lower else design.size)
    span = 60.0 if lower else design.span
    step = span / max(1, len(words) - 1)
    room = math.radians(step) * middle * half
    wide = min(cell, room * 0.95)
    for place, char in enumerate(words):
        angle = design.turn + (place - (len(words) - 1) / 2) * (-step if lower else step)
        angle += 180 if lower else 0
        a = math.radians(angle - 90)
        x, y = half + middle * half * math.cos(a), half + middle * half * design.flat * math.sin(a)
        slope = math.degrees(math.atan2(math.sin(a) / design.flat, math.cos(a))) + 90
        glyph = _glyph(char, design.face, wide, cell, slope + (180 if lower else 0))
        ink.paste(255, (round(x - glyph.width / 2), round(y - glyph.height / 2)), glyph)


def seal(design: Design, diameter: int) -> Ink:
    """The ink of a seal; an oval one is ``flat`` times as high as wide, in the same square."""
    big = max(480, diameter * 2)
    ink = Image.new("L", (big, big))
    pen, half = ImageDraw.Draw(ink), big / 2
    top = half * (1 - design.flat)
    pen.ellipse((1, top + 1, big - 2, big - top - 2), outline=255, width=round(big * 0.018))
    _around(ink, design.words, design, 0.74 if design.flat == 1 else 0.76, lower=False)
    if design.number:
        _around(ink, design.number, design, 0.84, lower=True)
    if design.star:
        points = [
            (half + r * half * math.cos(a), half + r * half * math.sin(a))
            for k in range(10)
            for r, a in [
                (0.3 if k % 2 == 0 else 0.115, math.radians(design.turn - 90 + 36 * k)),
            ]
        ]
        pen.polygon(points, 255)
    if design.middle:
        line = Image.new("L", ink.size)
        ImageDraw.Draw(line).text(
            (half, half * (1.42 if design.star else 1.05)),
            design.middle,
            255,
            font(design.face, min(half * 0.2, half * 1.0 / len(design.middle))),
            anchor="mm",
        )
        turned = line.rotate(-design.turn, Image.Resampling.BICUBIC)
        ink.paste(255, (0, 0), turned)
    small = ink.resize((diameter, diameter), Image.Resampling.LANCZOS)
    return (np.asarray(small, np.float32) / 255).astype(np.float32)


def worn(ink: Ink, strength: float, rng: np.random.Generator, patches: float = 0.35) -> Ink:
    """Ink as it comes out of the hand: uneven in patches, with a grain."""
    coarse = rng.random((5, 5)).astype(np.float32)
    cloud = cv2.resize(coarse, ink.shape[::-1], interpolation=cv2.INTER_CUBIC)
    grain = rng.normal(1, 0.12, ink.shape).astype(np.float32)
    shown = ink * strength * (1 - patches * cloud.clip(0, 1)) * grain
    return shown.clip(0, 1).astype(np.float32)


def stamped(page: Picture, ink: Ink, x: int, y: int, colour: tuple[int, int, int] = RED) -> Picture:
    """The page with the ink's middle at (x, y); what lies beyond the edge is lost."""
    height, width = ink.shape
    left, top = x - width // 2, y - height // 2
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(page.shape[1], left + width), min(page.shape[0], top + height)
    part = ink[y0 - top : y1 - top, x0 - left : x1 - left, None]
    through = 1 - part * (1 - np.asarray(colour, np.float32) / 255)
    out = page.copy()
    out[y0:y1, x0:x1] = (page[y0:y1, x0:x1] * through).astype(np.uint8)
    return out


def sheet(width: int = 1654, height: int = 2339) -> Picture:
    """An empty sheet."""
    return np.full((height, width, 3), PAPER, np.uint8)


def written(
    page: Picture, text: str, at: tuple[int, int], size: int = 44, face: str = "serif"
) -> Picture:
    """The page with a line of black print, its top left at ``at``."""
    picture = Image.fromarray(page)
    ImageDraw.Draw(picture).text(at, text, (24, 24, 28), font(face, size))
    return np.asarray(picture)


def gray(page: Picture) -> Picture:
    """The page as a gray copy."""
    return cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB).astype(np.uint8)
