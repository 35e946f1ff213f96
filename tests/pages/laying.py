"""How a sheet comes to lie in the picture: on the glass, turned, or on a desk under a telephone.

Geometry is one matrix from the sheet's pixels to the picture's; every place of the ground truth
goes through the same matrix.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.pages.taking import Picture, pixels

Matrix = NDArray[np.float64]
Shade = tuple[int, int, int]


@dataclass(frozen=True)
class Laid:
    """A picture of the sheet: how points came there, and what would set it upright again."""

    picture: Picture
    matrix: Matrix
    turns: int = 0
    skew: float = 0.0


Geometry = Callable[[Picture, Random], Laid]


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


DARK = ((58, 60, 66), (88, 62, 44), (36, 52, 60), (70, 70, 70), (64, 44, 40))
BRIGHT = ((176, 150, 118), (150, 152, 156), (168, 140, 120))
PALE = ((206, 200, 192), (196, 204, 206), (210, 196, 176))


def _desk(height: int, width: int, tops: Sequence[Shade], chance: Random) -> NDArray[np.float32]:
    """A table top: wood, cloth or stone, never quite as bright as paper."""
    noise = np.random.default_rng(chance.randrange(2**32))
    base = chance.choice(tops)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    slope = chance.uniform(-0.5, 0.5)
    bands = np.sin((ys + slope * xs) / height * chance.uniform(20, 60)) * chance.uniform(0.02, 0.1)
    grain = cv2.GaussianBlur(noise.random((height, width), np.float32), (0, 0), 1.2) - 0.5
    light = 1 + bands + grain * 0.3 + (xs / width - 0.5) * chance.uniform(-0.25, 0.25)
    made: NDArray[np.float32] = np.array(base, np.float32)[None, None, :] * light[..., None]
    return made


def phone(desk: Sequence[Shade] = DARK, steep: float = 0.055, margin: float = 0.09) -> Geometry:
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
        top = _desk(out_h, out_w, desk, chance)
        alpha = cv2.warpPerspective(
            np.full((height, width), 255, np.uint8), matrix, (out_w, out_h), flags=cv2.INTER_AREA
        )
        cover = (cv2.GaussianBlur(alpha, (0, 0), 0.8).astype(np.float32) / 255)[..., None]
        shade = np.roll(alpha, (out_h // 160, out_w // 200), (0, 1)).astype(np.float32) / 255
        top *= 1 - 0.4 * cv2.GaussianBlur(shade, (0, 0), out_w / 130)[..., None]
        sheet = cv2.warpPerspective(
            picture, matrix, (out_w, out_h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        ).astype(np.float32)
        laid = pixels(top * (1 - cover) + sheet * cover)
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


def under_the_lid(picture: Picture, chance: Random) -> Laid:
    """Smaller than the glass: the black inside of the lid shows around a slightly turned sheet."""
    height, width = picture.shape[:2]
    border = round(max(height, width) * chance.uniform(0.02, 0.06))
    size = (width + 2 * border, height + 2 * border)
    angle = chance.uniform(-1.2, 1.2)
    matrix = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), -angle, 1.0), [0, 0, 1]])
    matrix[:2, 2] += border
    dark = chance.randrange(8, 40)
    laid = cv2.warpPerspective(
        picture, matrix, size, flags=cv2.INTER_CUBIC, borderValue=(dark, dark, dark + 3)
    )
    return Laid(laid.astype(np.uint8), matrix, 0, angle)


def littered(first: Geometry) -> Geometry:
    """``first`` on a desk where other things lie, and a thumb that holds the sheet."""

    def lay(picture: Picture, chance: Random) -> Laid:
        laid = first(picture, chance)
        height, width = picture.shape[:2]
        corners = np.array([[0, 0, 1], [width, 0, 1], [width, height, 1], [0, height, 1]], float)
        ends = corners @ laid.matrix.T
        sheet = np.round(ends[:, :2] / ends[:, 2:]).astype(np.int32)
        seen = laid.picture.copy()
        high, wide = seen.shape[:2]
        pen = ((round(0.02 * wide), round(0.3 * high)), (round(0.05 * wide), round(0.8 * high)))
        cv2.line(seen, *pen, (30, 60, 150), max(8, wide // 90), cv2.LINE_AA)
        book = np.array([[0.7, -0.1], [1.1, -0.1], [1.1, 0.09], [0.72, 0.05]]) * (wide, high)
        cv2.fillPoly(seen, [book.astype(np.int32)], (120, 40, 46), cv2.LINE_AA)
        on_top = np.zeros((high, wide), np.uint8)
        cv2.fillPoly(on_top, [sheet], 255, cv2.LINE_AA)
        share = (on_top / 255.0)[..., None]
        seen = pixels(laid.picture * share + seen * (1 - share))
        x, y = (sheet[3] * 0.55 + sheet[2] * 0.45).tolist()
        axes = (wide // 26, high // 16)
        cv2.ellipse(
            seen, (int(x), int(y) + axes[1] // 2), axes, 8, 0, 360, (214, 164, 136), -1, cv2.LINE_AA
        )
        return Laid(seen, laid.matrix, laid.turns, laid.skew)

    return lay
