"""What light, lens and copier do to the pixels of a page; nothing moves."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Tone = Callable[[Picture, Random], Picture]


def pixels(light: NDArray[Any]) -> Picture:
    """What the light leaves on the picture: whole numbers, nothing beyond black and white."""
    pixels: Picture = np.clip(light, 0, 255).astype(np.uint8)
    return pixels


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


def gutter(picture: Picture, chance: Random) -> Picture:
    """A book that does not lie flat: one side runs into the dark."""
    width = picture.shape[1]
    across = np.linspace(0, 1, width, dtype=np.float32)
    if chance.random() < 0.5:
        across = across[::-1]
    light = 1 - 0.75 * np.exp(-across / chance.uniform(0.02, 0.045))
    return pixels(picture * light[None, :, None])


def show_through(picture: Picture, chance: Random) -> Picture:
    """Thin paper: the other side's print shines through, mirrored and pale."""
    other = cv2.GaussianBlur(np.ascontiguousarray(picture[:, ::-1]), (0, 0), 2.5)
    back = np.roll(other, picture.shape[0] // 37, axis=0).astype(np.float32)
    return pixels(picture * (1 - 0.16 * (255 - back) / 255))
