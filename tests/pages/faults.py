"""What scanners and telephones do to a page, as a table: how it is printed, laid, and taken.

Geometry is one matrix from the sheet's pixels to the picture's; every place of the ground truth
goes through the same matrix. Tone changes pixels and moves nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Tone = Callable[[Picture, Random], Picture]


@dataclass(frozen=True)
class Laid:
    """A picture of the sheet: how points came there, and what would set it upright again."""

    picture: Picture
    matrix: Matrix
    turns: int = 0
    skew: float = 0.0


Geometry = Callable[[Picture, Random], Laid]


def pixels(light: NDArray[Any]) -> Picture:
    """What the light leaves on the picture: whole numbers, nothing beyond black and white."""
    pixels: Picture = np.clip(light, 0, 255).astype(np.uint8)
    return pixels


# -- geometry ------------------------------------------------------------------------------------


def flat(picture: Picture, chance: Random) -> Laid:
    """The scanner's own picture."""
    return Laid(picture, np.eye(3))


def skewed(low: float, high: float) -> Geometry:
    """Laid askew on the glass; positive is clockwise, the corners fall off the edge."""

    def lay(picture: Picture, chance: Random) -> Laid:
        angle = chance.uniform(low, high) * chance.choice((-1, 1))
        height, width = picture.shape[:2]
        turn = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0), [0, 0, 1]])
        paper = tuple(int(part) for part in picture[4, 4])
        laid = cv2.warpPerspective(
            picture, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=paper
        )
        return Laid(laid.astype(np.uint8), turn, 0, angle)

    return lay


def turned(*quarters: int) -> Geometry:
    """Fed the wrong way round: so many quarter turns clockwise set it right."""

    def lay(picture: Picture, chance: Random) -> Laid:
        quarter = chance.choice(quarters)
        return _turn(Laid(picture, np.eye(3)), quarter)

    return lay


def then_turned(first: Geometry, *quarters: int) -> Geometry:
    """``first``, and the whole turned."""

    def lay(picture: Picture, chance: Random) -> Laid:
        return _turn(first(picture, chance), chance.choice(quarters))

    return lay


def _turn(laid: Laid, quarter: int) -> Laid:
    """Turn counter-clockwise, so that ``quarter`` turns clockwise set it right."""
    height, width = laid.picture.shape[:2]
    once = {
        0: np.eye(3),
        1: np.array([[0, 1, 0], [-1, 0, width], [0, 0, 1]], float),
        2: np.array([[-1, 0, width], [0, -1, height], [0, 0, 1]], float),
        3: np.array([[0, -1, height], [1, 0, 0], [0, 0, 1]], float),
    }[quarter]
    picture = np.ascontiguousarray(np.rot90(laid.picture, quarter))
    return Laid(picture, once @ laid.matrix, quarter, laid.skew)


def _desk(height: int, width: int, bright: bool, chance: Random) -> NDArray[np.float32]:
    """A table top: wood, cloth or stone, dark or bright but never as bright as paper."""
    noise = np.random.default_rng(chance.randrange(2**32))
    base = chance.choice(
        ((176, 150, 118), (150, 152, 156), (168, 140, 120))
        if bright
        else ((58, 60, 66), (88, 62, 44), (36, 52, 60), (70, 70, 70), (64, 44, 40))
    )
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    slope = chance.uniform(-0.5, 0.5)
    bands = np.sin((ys + slope * xs) / height * chance.uniform(20, 60)) * chance.uniform(0.02, 0.1)
    grain = cv2.GaussianBlur(noise.random((height, width), np.float32), (0, 0), 1.2) - 0.5
    light = 1 + bands + grain * 0.3 + (xs / width - 0.5) * chance.uniform(-0.25, 0.25)
    desk: NDArray[np.float32] = np.array(base, np.float32)[None, None, :] * light[..., None]
    return desk


def phone(bright: bool = False, steep: float = 0.055, margin: float = 0.09) -> Geometry:
    """Photographed from above at an angle: the sheet lies on a desk and throws a shadow."""

    def lay(picture: Picture, chance: Random) -> Laid:
        height, width = picture.shape[:2]
        out_w, out_h = int(width * (1 + 2 * margin)), int(height * (1 + 2 * margin))
        corners = []
        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1)):
            dx = (0.35 + chance.random()) * steep * (1 if x == 0 else -1)
            dy = (0.35 + chance.random()) * steep * (1 if y == 0 else -1)
            corners.append(((margin + x + dx * 0.8) * width, (margin + y + dy * 0.8) * height))
        angle = math.radians(chance.uniform(-4, 4))
        middle = np.array([out_w / 2, out_h / 2])
        spin = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        ends = ((np.array(corners) - middle) @ spin.T + middle).astype(np.float32)
        starts = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        matrix = cv2.getPerspectiveTransform(starts, ends).astype(np.float64)
        desk = _desk(out_h, out_w, bright, chance)
        alpha = cv2.warpPerspective(
            np.full((height, width), 255, np.uint8), matrix, (out_w, out_h), flags=cv2.INTER_AREA
        )
        cover = (cv2.GaussianBlur(alpha, (0, 0), 0.8).astype(np.float32) / 255)[..., None]
        shade = np.roll(alpha, (out_h // 160, out_w // 200), (0, 1)).astype(np.float32) / 255
        desk *= 1 - 0.4 * cv2.GaussianBlur(shade, (0, 0), out_w / 130)[..., None]
        sheet = cv2.warpPerspective(
            picture, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ).astype(np.float32)
        laid = pixels(desk * (1 - cover) + sheet * cover)
        return Laid(laid, matrix)

    return lay


def scaled(factor: float) -> Geometry:
    """Scanned coarser: 0.5 makes 100 dots to the inch of 200."""

    def lay(picture: Picture, chance: Random) -> Laid:
        height, width = picture.shape[:2]
        size = (round(width * factor), round(height * factor))
        matrix = np.diag([size[0] / width, size[1] / height, 1.0])
        small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        return Laid(small.astype(np.uint8), matrix)

    return lay


# -- tone ----------------------------------------------------------------------------------------


def gray(picture: Picture, chance: Random) -> Picture:
    """A gray copy: every colour is a shade, seals are gray rings."""
    shade = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    return cv2.cvtColor(shade, cv2.COLOR_GRAY2RGB).astype(np.uint8)


def photocopy(picture: Picture, chance: Random) -> Picture:
    """A copier's hard contrast, with specks."""
    shade = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    hard = np.clip((shade - 70) * 255 / 150, 0, 255)
    noise = np.random.default_rng(chance.randrange(2**32))
    hard[noise.random(hard.shape) < 0.0006] = 20
    soft = cv2.GaussianBlur(hard, (0, 0), 0.7)
    return cv2.cvtColor(soft.astype(np.uint8), cv2.COLOR_GRAY2RGB).astype(np.uint8)


def blurred(low: float, high: float) -> Tone:
    """Out of focus by so many pixels."""

    def take(picture: Picture, chance: Random) -> Picture:
        sigma = chance.uniform(low, high) * max(picture.shape[:2]) / 2339
        return cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.uint8)

    return take


def shadow(picture: Picture, chance: Random) -> Picture:
    """A hand or a telephone stands in the light: a broad soft edge across the sheet."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = chance.uniform(0, 2 * math.pi)
    across = (xs / width - 0.5) * math.cos(angle) + (ys / height - 0.5) * math.sin(angle)
    edge = 1 / (1 + np.exp(-(across - chance.uniform(-0.2, 0.2)) * chance.uniform(10, 40)))
    light = 1 - chance.uniform(0.3, 0.5) * edge
    return pixels(picture * light[..., None])


def glare(picture: Picture, chance: Random) -> Picture:
    """Light thrown back by glossy paper: pale, not yet unreadable."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    cx, cy = chance.uniform(0.25, 0.75) * width, chance.uniform(0.25, 0.75) * height
    radius = chance.uniform(0.1, 0.2) * max(width, height)
    spot = np.exp(-(((xs - cx) / radius) ** 2 + ((ys - cy) / (radius * 0.6)) ** 2))
    light = (chance.uniform(0.35, 0.6) * spot)[..., None]
    return pixels(picture + (255 - picture) * light)


def noise(low: float, high: float) -> Tone:
    """The grain of a small sensor."""

    def take(picture: Picture, chance: Random) -> Picture:
        drawn = np.random.default_rng(chance.randrange(2**32))
        grain = drawn.normal(0, chance.uniform(low, high), picture.shape).astype(np.float32)
        return pixels(picture + grain)

    return take


def lamp(picture: Picture, chance: Random) -> Picture:
    """A room's light: a cast of colour and one side darker than the other."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    angle = chance.uniform(0, 2 * math.pi)
    fall = 1 - chance.uniform(0.05, 0.22) * (
        0.5 + (xs / width - 0.5) * math.cos(angle) + (ys / height - 0.5) * math.sin(angle)
    )
    cast = np.array([chance.uniform(low, 1) for low in (0.92, 0.92, 0.82)], np.float32)
    return pixels(picture * fall[..., None] * cast)


def pale(picture: Picture, chance: Random) -> Picture:
    """Printed with little toner: contrast is low everywhere."""
    low = chance.uniform(90, 130)
    return (low + picture.astype(np.float32) * (250 - low) / 255).astype(np.uint8)


# -- the table -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """``style`` changes how the sheet is printed, then it is laid, then taken, then stored.

    ``exif`` is the orientation the file claims; ``flat`` faults suit a screenshot as well.
    """

    lay: Geometry = flat
    tones: tuple[Tone, ...] = ()
    quality: int = 88
    exif: int = 1
    style: dict[str, Any] = field(default_factory=dict)
    screen: bool = False


SENSOR = noise(2, 5)
FAULTS: dict[str, Fault] = {
    "clean": Fault(screen=True),
    "skew": Fault(skewed(1.2, 4)),
    "skew_far": Fault(skewed(4, 8)),
    "turned": Fault(turned(1, 2, 3)),
    "turned_skew": Fault(then_turned(skewed(0.5, 3), 1, 2, 3)),
    "phone": Fault(phone(), (lamp, SENSOR, blurred(0.4, 0.9))),
    "phone_steep": Fault(phone(steep=0.1), (lamp, SENSOR, blurred(0.4, 0.9))),
    "phone_bright": Fault(phone(bright=True), (lamp, SENSOR)),
    "phone_turned": Fault(then_turned(phone(), 1, 2, 3), (lamp, SENSOR)),
    "phone_shadow": Fault(phone(), (lamp, shadow, SENSOR)),
    "phone_glare": Fault(phone(), (lamp, glare, SENSOR)),
    "gray": Fault(tones=(gray,)),
    "photocopy": Fault(skewed(0.3, 1.5), (photocopy,)),
    "low": Fault(scaled(0.5), screen=True),
    "low_jpeg": Fault(scaled(0.7), quality=30, screen=True),
    "jpeg": Fault(quality=25, screen=True),
    "blur": Fault(tones=(blurred(1.2, 1.8),)),
    "shadow": Fault(tones=(shadow, noise(1, 3))),
    "noise": Fault(tones=(noise(8, 14),)),
    "pale": Fault(tones=(pale,)),
    "faded_seal": Fault(style={"seal_wear": 0.75}),
    "pink_seal": Fault(style={"seal_ink": (226, 96, 120), "seal_wear": 0.45}),
    "dark_seal": Fault(style={"seal_ink": (150, 26, 40), "seal_wear": 0.2}),
    "tinted": Fault(style={"paper": (250, 236, 214), "guilloche": (232, 204, 170)}),
    "tinted_green": Fault(
        skewed(0.5, 2), style={"paper": (226, 240, 228), "guilloche": (190, 220, 200)}
    ),
    "spaced": Fault(style={"spaced": True, "id_spaced": True}),
    "traditional": Fault(style={"traditional": True, "body": "song", "head": "song"}),
    "exif": Fault(then_turned(flat, 1, 3)),
    "exif_lie": Fault(exif=6),
}
