"""Seals as they are pressed: a ring with the body's name along it, a star, worn ink.

Drawn at twice the size and brought down, so that fine strokes are soft as a stamp's are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw

from tests.pages.sheet import Colour, Mark, Sheet, font_for

OVER = 2


@dataclass(frozen=True)
class SealStyle:
    """``flat`` is height by width: 1 round, 0.7 an oval; ``row`` stands below the star."""

    flat: float = 1.0
    row: str = ""
    number: str = ""
    star: bool = True
    face: str = "fang"
    inner_ring: bool = False
    turned: float = 0.0


def _ring_text(canvas: Image.Image, text: str, style: SealStyle, radius: float) -> None:
    """Every character stands on the ring with its feet to the middle."""
    middle = canvas.width / 2
    count = len(text)
    arc = math.radians(min(290.0, 24.0 * count + 40 if count < 10 else 200 + 6.5 * count))
    place = radius * 0.79
    step = arc / max(1, count - 1)
    size = int(min(radius * 0.30, step * place * 1.02))
    for number, mark in enumerate(text):
        angle = -arc / 2 + number * step
        tile = Image.new("L", (size * 2, int(size * 2.6)), 0)
        font = font_for(mark, style.face, size)
        ImageDraw.Draw(tile).text((size, size * 1.3), mark, 255, font, anchor="mm")
        # Seal types are narrow and tall where many have to stand side by side.
        tall = tile.resize((tile.width, int(tile.height * (1.25 if count > 12 else 1.1))))
        slope = (
            math.atan2(math.sin(angle) * style.flat, math.cos(angle)) if style.flat < 1 else angle
        )
        turned = tall.rotate(-math.degrees(slope), Image.Resampling.BICUBIC, expand=True)
        x = middle + place * math.sin(angle)
        y = canvas.height / 2 - place * style.flat * math.cos(angle)
        at = (round(x - turned.width / 2), round(y - turned.height / 2))
        canvas.paste(255, (*at, at[0] + turned.width, at[1] + turned.height), turned)


def _star(middle: tuple[float, float], radius: float) -> list[tuple[float, float]]:
    points = []
    for corner in range(10):
        angle = math.pi * corner / 5
        far = radius if corner % 2 == 0 else radius * 0.382
        points.append((middle[0] + far * math.sin(angle), middle[1] - far * math.cos(angle)))
    return points


def _worn(alpha: np.ndarray, wear: float, chance: Random) -> np.ndarray:
    """Ink that did not take everywhere: broad pale parts and fine grain; ``wear`` 0–1."""
    noise = np.random.default_rng(chance.randrange(2**32))
    height, width = alpha.shape
    broad = cv2.resize(
        noise.random((5, 5), np.float32), (width, height), interpolation=cv2.INTER_CUBIC
    )
    fine = cv2.GaussianBlur(noise.random((height, width), np.float32), (0, 0), 1.0)
    fine = (fine - 0.5) * 3 + 0.5
    kept = 1 - wear * np.clip(0.35 + 1.1 * (broad - 0.35) + 0.7 * (fine - 0.5), 0, 0.95)
    return alpha * np.clip(kept, 0.05, 1)


def ring_seal(
    text: str, diameter: int, ink: Colour, wear: float, *, style: SealStyle, chance: Random
) -> Image.Image:
    """The stamp as a picture with transparency, ``diameter`` wide."""
    wide = diameter * OVER
    high = int(wide * style.flat)
    canvas = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(canvas)
    line = max(3, round(wide * 0.016))
    pen.ellipse((line, line, wide - line, high - line), outline=255, width=line)
    radius = wide / 2 - line
    if style.inner_ring:
        inset = line * 3
        pen.ellipse((inset, inset, wide - inset, high - inset), outline=255, width=line // 3 or 1)
        radius -= line * 1.5
    _ring_text(canvas, text, style, radius)
    middle = (wide / 2, high / 2)
    if style.star:
        pen.polygon(_star(middle, radius * (0.27 if style.flat == 1 else 0.17)), fill=255)
    if style.row:
        size = int(min(radius * 0.2, radius * 1.1 / len(style.row)))
        place = (middle[0], middle[1] + radius * (0.52 if style.star else 0.0) * style.flat)
        for number, mark in enumerate(style.row):
            x = place[0] + (number - (len(style.row) - 1) / 2) * size * 1.08
            font = font_for(mark, style.face, size)
            pen.text((x, place[1]), mark, 255, font, anchor="mm")
    if style.number:
        size = int(radius * 0.11)
        for number, mark in enumerate(style.number):
            angle = math.pi + (len(style.number) / 2 - number - 0.5) * 0.115
            x = middle[0] + radius * 0.9 * math.sin(angle)
            y = middle[1] - radius * 0.9 * style.flat * math.cos(angle)
            pen.text((x, y), mark, 255, font_for(mark, "hei", size), anchor="mm")
    alpha = np.asarray(canvas, np.float32) / 255
    alpha = _worn(cv2.GaussianBlur(alpha, (0, 0), 1.1), wear, chance)
    layer = np.zeros((high, wide, 4), np.uint8)
    layer[..., :3] = ink
    layer[..., 3] = (alpha * 235).astype(np.uint8)
    whole = Image.fromarray(layer).resize((diameter, int(diameter * style.flat)))
    return whole.rotate(style.turned, Image.Resampling.BICUBIC, expand=style.flat < 1)


def stamp(
    sheet: Sheet,
    text: str,
    middle: tuple[float, float],
    *,
    own: bool,
    diameter: int = 330,
    style: SealStyle | None = None,
) -> None:
    """Have a seal waiting on ``sheet``; its mark is the box around the ring."""
    chance = sheet.chance
    chosen = style or SealStyle(
        face=chance.choice(("fang", "song", "kai", "song-bold")),
        turned=chance.uniform(-14, 14),
        number="65990" + str(chance.randrange(10**7, 10**8)) if chance.random() < 0.35 else "",
        inner_ring=chance.random() < 0.15,
    )
    layer = ring_seal(
        text, diameter, sheet.style.seal_ink, sheet.style.seal_wear, style=chosen, chance=chance
    )
    left, top = middle[0] - layer.width / 2, middle[1] - layer.height / 2
    box = (left, top, left + layer.width, top + layer.height)
    sheet.seals.append((box, layer))
    if chosen.flat < 1 and chosen.turned:
        box = _oval_box(middle, diameter, chosen)
    (sheet.own if own else sheet.decoys).append(Mark("seal" if own else "seal_other", text, [box]))


def _oval_box(
    middle: tuple[float, float], diameter: int, style: SealStyle
) -> tuple[float, float, float, float]:
    """The box around a turned ellipse, without the empty corners of its turned picture."""
    angle = math.radians(style.turned)
    a, b = diameter / 2, diameter * style.flat / 2
    half_width = math.hypot(a * math.cos(angle), b * math.sin(angle))
    half_height = math.hypot(a * math.sin(angle), b * math.cos(angle))
    return (
        middle[0] - half_width,
        middle[1] - half_height,
        middle[0] + half_width,
        middle[1] + half_height,
    )


def chop(sheet: Sheet, text: str, corner: tuple[float, float], size: int = 74) -> None:
    """A person's square seal: red, and nobody's unit."""
    layer = Image.new("RGBA", (size, size), (*sheet.style.seal_ink, 0))
    pen = ImageDraw.Draw(layer)
    ink = (*sheet.style.seal_ink, 230)
    pen.rectangle((1, 1, size - 2, size - 2), outline=ink, width=4)
    half = size // 2
    for number, mark in enumerate([letter for letter in text if letter.isalpha()][:4]):
        place = (half * (1.48 - number // 2 * 0.98), half * (0.5 + number % 2))
        pen.text(place, mark, ink, font_for(mark, "song-bold", half - 6), anchor="mm")
    left, top = corner
    box = (left, top, left + size, top + size)
    sheet.decoys.append(Mark("red_other", "square chop", [box]))
    sheet.seals.append((box, layer))
