"""Portraits of nobody: drawn heads, varied enough that a detector has to find faces, not one face.

The truth kept is the band over both eyes, without the brows, and the edge of the photograph.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from tests.pages.sheet import Box, Colour, Mark, Sheet

OVER = 3
SKINS = ((246, 216, 190), (236, 198, 166), (222, 180, 146), (204, 158, 124), (240, 206, 180))
HAIRS = ((22, 20, 22), (44, 32, 28), (70, 48, 36), (96, 92, 90))
BACKS = ((66, 134, 214), (206, 36, 44), (244, 244, 246), (120, 178, 230), (196, 204, 212))
CLOTHES = ((40, 46, 66), (226, 228, 232), (60, 60, 62), (96, 30, 40), (52, 92, 70), (24, 24, 26))
SCARVES = ((170, 60, 92), (92, 108, 160), (210, 198, 176), (60, 116, 108))


@dataclass(frozen=True)
class Looks:
    """What tells one head from another; measures are shares of the picture's width."""

    skin: Colour
    hair: Colour
    back: Colour
    clothes: Colour
    long_hair: bool
    scarf: Colour | None
    glasses: bool
    beard: bool
    fringe: float
    head: float
    middle: tuple[float, float]
    tilt: float
    gray: bool = False


def looks(chance: Random) -> Looks:
    """Somebody at random."""
    woman = chance.random() < 0.5
    return Looks(
        skin=chance.choice(SKINS),
        hair=chance.choice(HAIRS[:3] if woman else HAIRS),
        back=chance.choice(BACKS),
        clothes=chance.choice(CLOTHES),
        long_hair=woman and chance.random() < 0.7,
        scarf=chance.choice(SCARVES) if woman and chance.random() < 0.3 else None,
        glasses=chance.random() < 0.3,
        beard=not woman and chance.random() < 0.25,
        fringe=chance.uniform(0.4, 0.62),
        head=chance.uniform(0.24, 0.29),
        middle=(chance.uniform(0.47, 0.53), chance.uniform(0.60, 0.66)),
        tilt=chance.uniform(-4, 4),
        gray=chance.random() < 0.12,
    )


def _shade(colour: Colour, by: float) -> Colour:
    red, green, blue = (max(0, min(255, int(part * by))) for part in colour)
    return red, green, blue


def portrait(
    width: int, height: int, who: Looks
) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """The picture, and the band over the eyes in its pixels."""
    w, h = width * OVER, height * OVER
    image = Image.new("RGB", (w, h), who.back)
    pen = ImageDraw.Draw(image)
    cx, cy = who.middle[0] * w, who.middle[1] * w
    rx, ry = who.head * w, who.head * w * 1.36

    def oval(x: float, y: float, a: float, b: float, colour: Colour) -> None:
        pen.ellipse(
            (cx + (x - a) * rx, cy + (y - b) * ry, cx + (x + a) * rx, cy + (y + b) * ry), colour
        )

    # Behind the face: hair or scarf, neck, shoulders.
    if who.scarf:
        oval(0, 0.0, 1.32, 1.26, who.scarf)
    else:
        oval(0, -0.16, 1.14, 1.04, who.hair)
        if who.long_hair:
            pen.rounded_rectangle(
                (cx - 1.16 * rx, cy - 0.2 * ry, cx + 1.16 * rx, cy + 1.25 * ry), rx * 0.3, who.hair
            )
    shoulders = cy + 1.34 * ry
    pen.ellipse((cx - 1.86 * rx, shoulders, cx + 1.86 * rx, shoulders + 2.6 * ry), who.clothes)
    pen.rectangle(
        (cx - 0.42 * rx, cy + 0.7 * ry, cx + 0.42 * rx, shoulders + 0.2 * ry), _shade(who.skin, 0.8)
    )
    collar = _shade(who.clothes, 1.4) if sum(who.clothes) < 300 else (250, 250, 250)
    pen.polygon(
        [
            (cx - 0.5 * rx, shoulders + 0.06 * ry),
            (cx, shoulders + 0.5 * ry),
            (cx + 0.5 * rx, shoulders + 0.06 * ry),
        ],
        collar if not who.scarf else who.scarf,
    )
    if not who.scarf and not who.long_hair:
        oval(-1.0, 0.06, 0.13, 0.2, _shade(who.skin, 0.88))
        oval(1.0, 0.06, 0.13, 0.2, _shade(who.skin, 0.88))
    oval(0, 0, 1, 1, who.skin)
    image = _lit(image, (cx, cy, rx, ry))
    pen = ImageDraw.Draw(image)
    # Hair over the forehead.
    cap = Image.new("L", (w, h), 0)
    ImageDraw.Draw(cap).ellipse((cx - 1.04 * rx, cy - 1.1 * ry, cx + 1.04 * rx, cy + 0.9 * ry), 255)
    line = cy - who.fringe * ry
    ImageDraw.Draw(cap).ellipse((cx - 0.93 * rx, line, cx + 0.93 * rx, line + 2.1 * ry), 0)
    image.paste(who.scarf or who.hair, (0, 0, w, h), cap)
    pen = ImageDraw.Draw(image)
    band = _features(pen, who, (cx, cy, rx, ry))
    image = image.filter(ImageFilter.GaussianBlur(OVER * width / 330))
    # A little larger than the frame, so that no corner of the turned picture shows.
    tilted = image.rotate(who.tilt, Image.Resampling.BICUBIC, center=(cx, cy))
    uncovered = Image.new("L", (w, h), 255).rotate(who.tilt, center=(cx, cy))
    image = Image.composite(tilted, image, uncovered)
    image = image.convert("L").convert("RGB") if who.gray else image
    turn = cv2.getRotationMatrix2D((cx, cy), who.tilt, 1.0)
    ends = np.array([[x, y, 1.0] for x in band[::2] for y in band[1::2]]) @ turn.T / OVER
    small = image.resize((width, height), Image.Resampling.LANCZOS)
    left, top = ends.min(axis=0)
    right, bottom = ends.max(axis=0)
    return small, (float(left), float(top), float(right), float(bottom))


def _lit(image: Image.Image, head: tuple[float, float, float, float]) -> Image.Image:
    """Light from above left, the face round: cheeks and jaw fall away."""
    cx, cy, rx, ry = head
    w, h = image.size
    ys, xs = np.mgrid[0:h, 0:w].astype(np.float32)
    across = ((xs - cx) / rx) ** 2 + ((ys - cy) / ry) ** 2
    face = np.where(across <= 1, 1.05 - 0.26 * across**1.5, 1.0)
    side = 1.04 - 0.1 * xs / w - 0.06 * ys / h
    # The hollows of the eyes, the side of the nose, under the lip and the chin.
    hollows = np.ones_like(face)
    for x, y, a, b, deep in (
        (-0.42, -0.1, 0.34, 0.17, 0.2),
        (0.42, -0.1, 0.34, 0.17, 0.2),
        (0.1, 0.2, 0.1, 0.25, 0.08),
        (0.0, 0.36, 0.22, 0.06, 0.14),
        (0.0, 0.72, 0.26, 0.06, 0.12),
    ):
        far = ((xs - cx - x * rx) / (a * rx)) ** 2 + ((ys - cy - y * ry) / (b * ry)) ** 2
        hollows -= deep * np.exp(-far)
    light = (face * side * hollows)[..., None]
    return Image.fromarray(np.clip(np.asarray(image, np.float32) * light, 0, 255).astype(np.uint8))


def _features(
    pen: ImageDraw.ImageDraw, who: Looks, head: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    """Brows, eyes, nose, mouth; returns the band over the eyes."""
    cx, cy, rx, ry = head
    brow = _shade(who.hair, 1.1)
    eye_y = cy - 0.08 * ry
    half = 0.23 * rx
    for side in (-1, 1):
        x = cx + side * 0.42 * rx
        pen.arc(
            (x - half * 1.35, eye_y - 0.25 * ry, x + half * 1.35, eye_y + 0.08 * ry),
            205,
            335,
            brow,
            max(2, int(0.07 * rx)),
        )
        pen.ellipse((x - half, eye_y - 0.075 * ry, x + half, eye_y + 0.075 * ry), (238, 234, 230))
        pen.ellipse(
            (x - half * 0.52, eye_y - 0.08 * ry, x + half * 0.52, eye_y + 0.08 * ry), (46, 32, 26)
        )
        pen.ellipse(
            (x - half * 0.2, eye_y - 0.05 * ry, x + half * 0.02, eye_y - 0.01 * ry), (250, 250, 250)
        )
        pen.arc(
            (x - half * 1.06, eye_y - 0.1 * ry, x + half * 1.06, eye_y + 0.1 * ry),
            190,
            350,
            (30, 22, 20),
            max(2, int(0.045 * rx)),
        )
        pen.ellipse(
            (
                cx + side * 0.12 * rx - 0.05 * rx,
                cy + 0.33 * ry,
                cx + side * 0.12 * rx + 0.05 * rx,
                cy + 0.37 * ry,
            ),
            _shade(who.skin, 0.62),
        )
        if who.glasses:
            pen.rounded_rectangle(
                (x - half * 1.5, eye_y - 0.16 * ry, x + half * 1.5, eye_y + 0.17 * ry),
                half * 0.5,
                outline=(36, 36, 40),
                width=max(2, int(0.035 * rx)),
            )
    if who.glasses:
        pen.line(
            (cx - 0.1 * rx, eye_y - 0.03 * ry, cx + 0.1 * rx, eye_y - 0.03 * ry),
            (36, 36, 40),
            max(2, int(0.035 * rx)),
        )
    lip = (176, 92, 92) if who.long_hair or who.scarf else (168, 112, 100)
    pen.ellipse((cx - 0.32 * rx, cy + 0.52 * ry, cx + 0.32 * rx, cy + 0.64 * ry), lip)
    pen.line(
        (cx - 0.3 * rx, cy + 0.575 * ry, cx + 0.3 * rx, cy + 0.575 * ry),
        _shade(lip, 0.65),
        max(2, int(0.025 * rx)),
    )
    if who.beard:
        pen.chord(
            (cx - 0.62 * rx, cy + 0.3 * ry, cx + 0.62 * rx, cy + 1.0 * ry),
            20,
            160,
            _shade(who.hair, 1.2),
        )
        pen.arc(
            (cx - 0.4 * rx, cy + 0.42 * ry, cx + 0.4 * rx, cy + 0.66 * ry),
            190,
            350,
            _shade(who.hair, 1.2),
            max(2, int(0.09 * rx)),
        )
    reach = 0.42 * rx + half * 1.06
    return cx - reach, eye_y - 0.1 * ry, cx + reach, eye_y + 0.1 * ry


def put_portrait(sheet: Sheet, box: Box, *, framed: bool = True) -> None:
    """Paste the applicant's portrait and keep where it and its eyes are."""
    left, top, right, bottom = (round(edge) for edge in box)
    image, band = portrait(right - left, bottom - top, looks(sheet.chance))
    sheet.picture.paste(image, (left, top))
    if framed:
        sheet.frame((left, top, right, bottom), 1, (120, 120, 120))
    sheet.photo = (left, top, right, bottom)
    eyes = (left + band[0], top + band[1], left + band[2], top + band[3])
    sheet.own.append(Mark("eyes", "", [eyes]))
