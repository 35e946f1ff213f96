"""One page made worse step by step, for whoever judges legibility.

``series(kind)`` gives the steps of a fault from nothing to hopeless; a person's judgement stands
beside each: ``fine`` reads without effort, ``poor`` can be read but would be asked for again,
``bad`` cannot be relied on. The words were set looking at the pictures of ``proof``, whose type is
15 points at 200 dots to the inch; steps on which one could argue are left out.

``python -m tests.pages.worse OUT`` writes the series as pictures to look at.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from tests.pages.drawing import sheet_of
from tests.pages.taking import Picture, pixels

Judgement = Literal["fine", "poor", "bad"]
Worsen = Callable[[Picture, float], Picture]


@dataclass(frozen=True)
class Step:
    """One step of a series: how strong, what a person says, and the picture."""

    strength: float
    judgement: Judgement
    picture: Picture


def _coarser(picture: Picture, dots: float) -> Picture:
    """Scanned with so many dots to the inch."""
    return cv2.resize(
        picture, None, fx=dots / 200, fy=dots / 200, interpolation=cv2.INTER_AREA
    ).astype(np.uint8)


def _blurred(picture: Picture, sigma: float) -> Picture:
    """Out of focus, in pixels."""
    return cv2.GaussianBlur(picture, (0, 0), sigma).astype(np.uint8) if sigma else picture


def _shaken(picture: Picture, length: float) -> Picture:
    """Moved by so many pixels while the shutter was open."""
    count = int(length)
    if count < 2:
        return picture
    kernel = np.zeros((count, count), np.float32)
    cv2.line(kernel, (0, count // 3), (count - 1, count * 2 // 3), 1.0)
    return cv2.filter2D(picture, -1, kernel / kernel.sum()).astype(np.uint8)


def _glaring(picture: Picture, strength: float) -> Picture:
    """A lamp thrown back from the middle of the text: 1 leaves white paper."""
    height, width = picture.shape[:2]
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    wide = 0.16 * max(height, width)
    far = ((xs - width * 0.5) / wide) ** 2 + ((ys - height * 0.33) / (wide * 0.55)) ** 2
    light = np.clip(strength * 1.35 * np.exp(-(far**1.5)), 0, 1)[..., None]
    return pixels(picture + (255 - picture) * light)


def _paler(picture: Picture, contrast: float) -> Picture:
    """Ink that keeps only this share of its difference from the paper."""
    paper = np.percentile(picture[::8, ::8], 95, axis=(0, 1)).astype(np.float32)
    return pixels(paper + (picture - paper) * np.float32(contrast))


def _darker(picture: Picture, light: float) -> Picture:
    """Taken with this share of the light, and the grain that comes with it."""
    drawn = np.random.default_rng(5)
    grain = drawn.standard_normal(picture.shape, np.float32) * np.float32(9 * (1 - light))
    return pixels(picture * np.float32(light) + grain)


def _cut(picture: Picture, share: float) -> Picture:
    """The right edge of the text fell off the glass: this share of the width is gone."""
    keep = round(picture.shape[1] * (1 - share))
    return np.ascontiguousarray(picture[:, :keep])


# Fault → how it is made, and its steps with a person's word for each.
STEPS: dict[str, tuple[Worsen, tuple[tuple[float, Judgement], ...]]] = {
    "resolution": (
        _coarser,
        ((200, "fine"), (150, "fine"), (110, "fine"), (80, "poor"), (60, "poor"), (42, "bad")),
    ),
    "blur": (
        _blurred,
        ((0, "fine"), (0.8, "fine"), (1.2, "fine"), (2.6, "poor"), (4.5, "bad"), (7, "bad")),
    ),
    "shake": (
        _shaken,
        ((0, "fine"), (3, "fine"), (9, "poor"), (16, "bad"), (26, "bad")),
    ),
    "glare": (
        _glaring,
        ((0, "fine"), (0.3, "fine"), (0.72, "poor"), (1.0, "bad"), (1.6, "bad")),
    ),
    "contrast": (
        _paler,
        ((1, "fine"), (0.6, "fine"), (0.4, "fine"), (0.22, "poor"), (0.1, "bad"), (0.05, "bad")),
    ),
    "dark": (
        _darker,
        ((1, "fine"), (0.7, "fine"), (0.55, "fine"), (0.3, "poor"), (0.16, "bad"), (0.08, "bad")),
    ),
    "cut_off": (
        _cut,
        ((0, "fine"), (0.05, "fine"), (0.25, "bad"), (0.45, "bad")),
    ),
}


def series(fault: str, kind: str = "proof", seed: int = 3) -> Iterator[Step]:
    """The steps of ``fault`` on one clean page, from fine to bad."""
    worsen, steps = STEPS[fault]
    page = sheet_of(kind, seed)
    for strength, judgement in steps:
        yield Step(strength, judgement, worsen(page, strength))


def main(arguments: list[str] | None = None) -> int:
    """Write every series of a kind as PNG files."""
    parser = argparse.ArgumentParser(prog="python -m tests.pages.worse", description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", default="proof")
    chosen = parser.parse_args(arguments)
    chosen.out.mkdir(parents=True, exist_ok=True)
    for fault in STEPS:
        for number, step in enumerate(series(fault, chosen.kind)):
            name = f"{fault}-{number}-{step.judgement}.png"
            Image.fromarray(step.picture).save(chosen.out / name)
    sys.stdout.write(f"{len(STEPS)} series in {chosen.out}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
