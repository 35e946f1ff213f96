"""The correction a page needs, found by what is on it: sheet cut out, top up, lines level.

A page that is fine gets none. What EXIF says is the first guess, and holds where the page itself
tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from desktop.domain.scans import Correction
from desktop.imaging.correcting import corrected, matrix
from desktop.imaging.levelling import slant, stands
from desktop.imaging.pictures import (
    Corners,
    Matrix,
    Picture,
    corners_of,
    inverse,
    moved,
    quad_of,
    shrunk,
)
from desktop.imaging.sheet import corners as sheet
from desktop.imaging.turning import Bearing, Recogniser, bearing

LOOKED_AT = 1600
"""Pixels of the longer side of the picture a page is turned and straightened by."""

LEVEL = 0.25
"""Degrees of slant nobody sees: not touched."""


class Reader(Recogniser, Protocol):
    """What is needed of the reader."""

    def detect(self, picture: Picture) -> list[Corners]:
        """Where text is, as quads in pixels of ``picture``."""


@dataclass(frozen=True, slots=True)
class Straightened:
    """The ``correction``; and, in pixels of the page it makes, where lines were seen on the way.

    ``areas`` spares the reading its own search. It is None where they were seen on a page that lay
    on its side: text is found better upright.
    """

    correction: Correction
    areas: tuple[Corners, ...] | None


def propose(picture: Picture, exif: tuple[bool, int], reader: Reader) -> Correction:
    """The correction of a stored page; ``exif`` says (mirrored, quarter turns clockwise)."""
    return examine(picture, exif, reader).correction


def examine(picture: Picture, exif: tuple[bool, int], reader: Reader) -> Straightened:
    """The same, with the places of the lines that were seen."""
    height, width = picture.shape[:2]
    guess = Correction(mirrored=exif[0], turns=exif[1])
    found = sheet.find(picture)
    if found is not None:
        guess = guess.model_copy(update={"corners": quad_of(found)})
    small, leads = _reduced(picture, guess)
    if on_side := stands(small):
        guess = guess.model_copy(update={"turns": (guess.turns + 1) % 4})
        small, leads = _reduced(picture, guess)
    areas = [_from_top_left(area) for area in reader.detect(small)]
    told = bearing(small, areas, reader)
    if on_side and not told.clear:
        told = Bearing(turns=3)  # nothing says that it is not as it came
    mirrored, turns = guess.mirrored, guess.turns
    if told.mirrored:
        # seen in a mirror a quarter turn goes the other way
        mirrored, turns = not mirrored, -turns
    lean = slant(small, areas)
    skew = 0.0 if abs(lean) < LEVEL else -lean * (-1 if told.mirrored else 1)
    correction = guess.model_copy(
        update={
            "mirrored": mirrored,
            "turns": (turns + told.turns) % 4,
            "skew": round(skew, 2),
        }
    )
    upright = matrix(correction, width, height)[0] @ inverse(leads)
    if told.turns % 2 or told.mirrored:
        return Straightened(correction, None)
    ends = [np.roll(moved(area, upright), told.turns, axis=0) for area in areas]
    return Straightened(correction, tuple(ends))


def _from_top_left(area: Corners) -> Corners:
    """The same quad from the corner whose side runs to the right; finders begin where they like."""
    ahead = np.roll(area, -1, axis=0) - area
    lengths = np.maximum(np.linalg.norm(ahead, axis=1), 1e-6)
    return np.roll(area, -int((ahead[:, 0] / lengths).argmax()), axis=0)


def _reduced(picture: Picture, correction: Correction) -> tuple[Picture, Matrix]:
    """The page as corrected so far, small enough for looking; what leads from stored to it."""
    height, width = picture.shape[:2]
    _, made_width, made_height = matrix(correction, width, height)
    scale = min(1.0, LOOKED_AT / max(made_width, made_height))
    small = shrunk(picture, scale) if scale < 1 else picture
    across, down = small.shape[1] / width, small.shape[0] / height
    if correction.corners is not None:
        quad = quad_of(corners_of(correction.corners) * [across, down])
        correction = correction.model_copy(update={"corners": quad})
    leads, _, _ = matrix(correction, small.shape[1], small.shape[0])
    return corrected(small, correction), leads @ np.diag([across, down, 1.0])
