"""How well a page was done, held against its ground truth: a pure judgement of boxes and places.

What counts, in the words of the score:

*covered* - a piece of text is covered when the masks hide at least 97 % of the middle three fifths
of its height (where every stroke of digits and the body of every character lies) and at least 75 %
of the whole box of its type. ``tight`` in the figures asks 90 % of that whole box. An entity broken
over lines needs every piece. A seal needs 95 % of the ellipse in its box, eyes and photo 95 % of
their box. Masks of any kind count: a name under a seal's mask is hidden.

*touched* - something that must stay clear is touched when masks lie on more than 15 % of it, not
counting what lies under something that had to be covered (a name below the own seal).

*beyond need* - the share of the page hidden though nothing there had to be.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import MaskBox, ScanPage
from desktop.imaging import correcting

Shape = NDArray[np.bool_]
Piece = Sequence[Sequence[float]]
TEXT = ("name", "id", "unit")
CLASSES = ("name", "id", "unit", "seal", "eyes", "photo")
DECOYS = ("name_other", "unit_other", "number_other", "seal_other", "red_other")
BODY, WHOLE, TIGHT, AREA = 0.97, 0.75, 0.90, 0.95
TOUCHED = 0.15


@dataclass(frozen=True)
class Verdict:
    """One entity or decoy: its class and words, and how much of it the masks hide, 0–1.

    ``sure`` and ``all``: by the sure masks alone, and with those to be checked. For an entity True
    is good, for a decoy bad. ``tight`` is the stricter measure, of entities alone.
    """

    role: str
    text: str
    sure: bool
    all: bool
    share: float
    tight: bool = False
    under_seal: bool = False
    box: tuple[int, int, int, int] = (0, 0, 0, 0)


@dataclass(frozen=True)
class Judged:
    """Everything the score adds up over pages; angles in degrees, shares of one."""

    file: str
    kind: str
    fault: str
    entities: tuple[Verdict, ...] = ()
    decoys: tuple[Verdict, ...] = ()
    beyond: float = 0.0
    upright: bool = True
    skew: float = 0.0
    corners: float | None = None
    """Of the diagonal, where a sheet lies in the picture; None where there is nothing to cut."""
    meddled: Literal["", "cut", "turned"] = ""
    """What was done to a page that was fine."""
    seconds: float = 0.0
    cpu: float = 0.0
    """Seconds of computing in this process; unlike ``seconds`` no neighbour on the machine adds."""
    faults: tuple[str, ...] = field(default=())
    error: str = ""


def shape_of(pieces: Sequence[Piece], size: tuple[int, int]) -> Shape:
    """The pixels of quads, on a page of ``size`` (width, height)."""
    width, height = size
    canvas = np.zeros((height, width), np.uint8)
    for piece in pieces:
        cv2.fillPoly(canvas, [np.round(np.asarray(piece, float) * 16).astype(np.int32)], 1, shift=4)
    return canvas.astype(bool)


def _ellipse(piece: Piece, size: tuple[int, int]) -> Shape:
    """The ellipse in a quad: its parallelogram's, which perspective bends only a hair."""
    corners = np.asarray(piece, float)
    middle = corners.mean(axis=0)
    across = (corners[1] - corners[0] + corners[2] - corners[3]) / 4
    down = (corners[3] - corners[0] + corners[2] - corners[1]) / 4
    angles = np.linspace(0, 2 * math.pi, 72, endpoint=False)
    rim = middle + np.outer(np.cos(angles), across) + np.outer(np.sin(angles), down)
    return shape_of([rim.tolist()], size)


def _middle(piece: Piece) -> Piece:
    """The middle three fifths of a line's height; of its width where the line runs down."""
    a, b, c, d = np.asarray(piece, float)
    if np.linalg.norm(d - a) > 1.5 * np.linalg.norm(b - a):
        a, b, c, d = b, c, d, a
    band = [a + (d - a) * 0.2, b + (c - b) * 0.2, b + (c - b) * 0.8, a + (d - a) * 0.8]
    return [point.tolist() for point in band]


def _share(part: Shape, mask: Shape) -> float:
    area = int(part.sum())
    return float((part & mask).sum()) / area if area else 1.0


def _hidden(role: str, piece: Piece, mask: Shape) -> tuple[bool, bool, float]:
    """Whether a piece is covered, by the stricter measure too, and its share."""
    size = (mask.shape[1], mask.shape[0])
    if role not in TEXT:
        part = _ellipse(piece, size) if role == "seal" else shape_of([piece], size)
        share = _share(part, mask)
        return share >= AREA, share >= AREA, share
    share = _share(shape_of([piece], size), mask)
    body = _share(shape_of([_middle(piece)], size), mask)
    return body >= BODY and share >= WHOLE, body >= BODY and share >= TIGHT, min(body, share)


def _around(pieces: Sequence[Piece]) -> tuple[int, int, int, int]:
    points = np.concatenate([np.asarray(piece, float) for piece in pieces])
    left, top = points.min(axis=0)
    right, bottom = points.max(axis=0)
    return int(left), int(top), int(right), int(bottom)


def judge_masks(
    truth: dict[str, Any], boxes: Sequence[MaskBox], photos: Sequence[MaskBox] = ()
) -> tuple[tuple[Verdict, ...], tuple[Verdict, ...], float]:
    """Entities, decoys, and the share of the page hidden without need.

    ``photos`` are the boxes of a second proposal that asked for whole photographs.
    """
    size = (truth["width"], truth["height"])
    everything = shape_of([box.quad for box in boxes], size)
    sure = shape_of([box.quad for box in boxes if box.sure], size)
    entities = []
    for entity in truth["entities"]:
        role, pieces = entity["type"], entity["pieces"]
        by_all = [_hidden(role, piece, everything) for piece in pieces]
        by_sure = [_hidden(role, piece, sure) for piece in pieces]
        entities.append(
            Verdict(
                role,
                entity["text"],
                all(one[0] for one in by_sure),
                all(one[0] for one in by_all),
                min(one[2] for one in by_all),
                all(one[1] for one in by_all),
                bool(entity.get("under_seal")),
                _around(pieces),
            )
        )
    if truth["photo_quad"]:
        photo = [truth["photo_quad"]]
        whole = shape_of(photo, size)
        share = _share(whole, shape_of([box.quad for box in photos], size))
        surely = _share(whole, shape_of([box.quad for box in photos if box.sure], size))
        seen = Verdict("photo", "", surely >= AREA, share >= AREA, share, share >= AREA)
        entities.append(replace(seen, box=_around(photo)))
    needed = shape_of([p for entity in truth["entities"] for p in entity["pieces"]], size)
    decoys = [_touched(decoy, everything, sure, needed) for decoy in truth["decoys"]]
    beyond = float((everything & ~needed).mean())
    return tuple(entities), tuple(decoys), beyond


def _touched(decoy: dict[str, Any], everything: Shape, sure: Shape, needed: Shape) -> Verdict:
    size = (needed.shape[1], needed.shape[0])
    role, pieces = decoy["type"], decoy["pieces"]
    shape = np.zeros_like(needed)
    for piece in pieces:
        shape |= _ellipse(piece, size) if role == "seal_other" else shape_of([piece], size)
    free = shape & ~needed
    area = max(1, int(shape.sum()))
    share = float((free & everything).sum()) / area
    by_sure = float((free & sure).sum()) / area
    return Verdict(
        role, decoy["text"], by_sure > TOUCHED, share > TOUCHED, share, box=_around(pieces)
    )


def judge_geometry(
    truth: dict[str, Any], page: ScanPage
) -> tuple[bool, float, float | None, Literal["", "cut", "turned"]]:
    """Upright, the skew that is left, the corners' error, and what a fine page had to suffer.

    The edges of the sheet tell its direction: the top one from left to right in the truth.
    """
    width, height = truth["width"], truth["height"]
    sheet = np.asarray(truth["page_quad"], float)
    leads, _, _ = correcting.matrix(page.correction, width, height)
    ends = np.column_stack([sheet, np.ones(4)]) @ leads.T
    top_left, top_right, bottom_right, bottom_left = ends[:, :2] / ends[:, 2:]
    along = (top_right - top_left) + (bottom_right - bottom_left)
    angle = math.degrees(math.atan2(along[1], along[0]))
    quarter = round(angle / 90)
    inside = bool(np.all((sheet > 0.5) & (sheet < (width - 0.5, height - 0.5))))
    found = page.correction.corners
    error = None
    if inside:
        error = 1.0 if found is None else _corner_error(sheet, np.asarray(found, float))
        error /= 1.0 if found is None else math.hypot(width, height)
    meddled: Literal["", "cut", "turned"] = ""
    if not inside and found is not None:
        meddled = "cut"
    elif not inside and not truth["rotate_cw_to_upright"] and abs(truth["skew_deg"]) < 0.05:
        still = page.correction.model_copy(update={"corners": None})
        meddled = "turned" if still != type(still)() else ""
    return quarter % 4 == 0, angle - 90 * quarter, error, meddled


def _corner_error(sheet: NDArray[np.float64], found: NDArray[np.float64]) -> float:
    """The farthest corner's distance in pixels, wherever the round begins."""
    return min(
        float(np.linalg.norm(np.roll(found, turn, axis=0) - sheet, axis=1).max())
        for turn in range(4)
    )
