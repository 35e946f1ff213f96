"""Faces on an upright page: a band over both eyes, or the whole photograph.

Faces are only looked for where a page has continuous tone; a portrait in which no face is found
still gives a proposal, to be checked. A page that seems to have none is looked at once more as one
with a shadow on it: the shadow's edge and the photograph it runs into are one area otherwise.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import MaskBox, MaskKind
from desktop.imaging import cascades, photographs
from desktop.imaging.cascades import Cascade
from desktop.imaging.photographs import Area
from desktop.imaging.pictures import Picture, quad_of

_WIDTH = 260
"""Width, in pixels, to which an area is brought before faces are looked for in it."""
_FINER = 1.07  # from one size of faces looked for to the next
_SIDES = (70, 230)  # pixels of a face there
_MARGIN = 0.2
_AREAS = 6
"""Areas looked at, at most: nobody's certificate has more portraits."""

_KINDS: tuple[MaskKind, ...] = ("eyes", "photo")
_SMALLEST = 0.02
"""A face's width as a share of the page's longer side; smaller ones nobody recognises."""

_SAME = 0.4
"""What two squares have in common from which on they are around one face."""

_EYES = Area(0.14, 0.25, 0.86, 0.50)
"""The band over both eyes, as shares of the square a face is found in."""
_EYES_OF_PHOTO = Area(0.18, 0.36, 0.82, 0.55)
"""The same of a whole portrait, for faces that are not found."""
_PHOTO = Area(-0.35, -0.45, 1.35, 1.9)
"""A whole 25:35 portrait as shares of the square its face is found in."""
_PHOTO_UNSEEN = Area(-0.5, -0.75, 1.5, 1.9)
"""The same where its edges are lost in the paper: what is guessed must not leave half a head."""


@dataclass(frozen=True, slots=True)
class Face:
    """The square around a face, and whether two ways of looking agree on it."""

    area: Area
    sure: bool


Seen = tuple[Area, Face | None]
"""An area, and a face in it; None where it is like a portrait, and no face was found."""


def propose(upright: Picture, kinds: Collection[MaskKind]) -> tuple[MaskBox, ...]:
    """Masks over eyes or photographs, as ``kinds`` ask, in pixels of the upright page."""
    wanted = [kind for kind in _KINDS if kind in kinds]
    if not wanted:
        return ()
    return _looked(upright, wanted, shaded=False) or _looked(upright, wanted, shaded=True)


def _looked(upright: Picture, wanted: Sequence[MaskKind], *, shaded: bool) -> tuple[MaskBox, ...]:
    gray = np.asarray(cv2.cvtColor(upright, cv2.COLOR_RGB2GRAY), np.uint8)
    least = _SMALLEST * max(gray.shape)
    seen: list[Seen] = []
    for area in photographs.areas(upright, shaded=shaded)[:_AREAS]:
        found = [face for face in _faces(gray, area) if face.area.width >= least]
        seen += [(area, face) for face in found]
        if not found and area.like_portrait and _like_photo(gray, area):
            seen.append((area, None))
    return tuple(_mask(upright, kind, area, face) for area, face in _once(seen) for kind in wanted)


def _once(seen: Sequence[Seen]) -> list[Seen]:
    """Every face once, the sure ones first, in the area that is the most of a picture.

    Areas overlap, and with the margin round each the same face may be seen from two of them.
    """

    def rank(one: Seen) -> tuple[bool, float]:
        area, face = one
        return face is not None and face.sure, area.filled

    kept: list[Seen] = []
    for area, face in sorted(seen, key=rank, reverse=True):
        if not face or not any(
            other and _shared(face.area, other.area) > _SAME for _, other in kept
        ):
            kept.append((area, face))
    return kept


def _faces(gray: NDArray[np.uint8], area: Area) -> list[Face]:
    """The faces in an area, each once."""
    margin = _MARGIN * area.width
    left, top = max(0, int(area.left - margin)), max(0, int(area.top - margin))
    part = gray[top : int(area.bottom + margin), left : int(area.right + margin)]
    # an area that is no portrait by its shape may be several photographs side by side
    wide = _WIDTH * max(1.0, min(3.0, area.width / max(1.0, area.height) / 0.7))
    k = wide / part.shape[1]
    way = cv2.INTER_AREA if k < 1 else cv2.INTER_CUBIC
    scaled = cv2.resize(part, None, fx=k, fy=k, interpolation=way)
    first = _squares(scaled, cascades.alternative(), 2)
    second = _squares(scaled, cascades.default(), 4)
    faces: list[Face] = []
    for square in [*first, *second]:
        if any(_shared(square, face.area) > 0.2 for face in faces):
            continue
        other = second if square in first else []
        agreed = any(_shared(square, again) > 0.5 for again in other)
        faces.append(Face(square, agreed))
    doubtful = [face for face in faces if not face.sure]
    faces = [face for face in faces if face.sure] + [
        face for face in doubtful if _toned(scaled, face.area)
    ]
    return [
        Face(
            Area(
                face.area.left / k + left,
                face.area.top / k + top,
                face.area.right / k + left,
                face.area.bottom / k + top,
            ),
            face.sure,
        )
        for face in faces
    ]


def _squares(
    picture: NDArray[np.integer[Any] | np.floating[Any]], cascade: Cascade, agreeing: int
) -> list[Area]:
    found = cascade.found(np.asarray(picture, np.uint8), _FINER, agreeing, *_SIDES)
    return [Area(x, y, x + w, y + h) for (x, y, w, h), _ in found]


def _shared(one: Area, other: Area) -> float:
    """How much of two squares together they have in common, 0–1."""
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    if width <= 0 or height <= 0:
        return 0.0
    both = width * height
    return both / (one.width * one.height + other.width * other.height - both)


def _toned(picture: NDArray[np.integer[Any] | np.floating[Any]], square: Area) -> bool:
    """Whether a face's square is a picture over most of it, not print on paper."""
    part = picture[int(square.top) : int(square.bottom), int(square.left) : int(square.right)]
    paper = float(np.percentile(picture, 95))
    return bool(np.mean((part > 0.15 * paper) & (part < 0.93 * paper)) > 0.55)


def _like_photo(gray: NDArray[np.integer[Any] | np.floating[Any]], area: Area) -> bool:
    """Whether an area has the tones of a photograph: many of them, without hard patterns."""
    part = gray[int(area.top) : int(area.bottom), int(area.left) : int(area.right)]
    if part.size == 0:
        return False
    small = cv2.resize(part, (60, 84), interpolation=cv2.INTER_AREA).astype(np.float32)
    steep = np.abs(np.diff(small, axis=1)).mean() + np.abs(np.diff(small, axis=0)).mean()
    return bool(small.std() > 22 and steep < 26)


def _part(of: Area, share: Area) -> Area:
    """The part of an area that shares of it describe."""
    return Area(
        of.left + share.left * of.width,
        of.top + share.top * of.height,
        of.left + share.right * of.width,
        of.top + share.bottom * of.height,
    )


def _around(expected: Area, area: Area) -> Area:
    """The expected photograph, and what there is of tone that goes not far beyond it."""
    reach = expected.width / 6
    return Area(
        min(expected.left, max(area.left, expected.left - reach)),
        min(expected.top, max(area.top, expected.top - reach)),
        max(expected.right, min(area.right, expected.right + reach)),
        max(expected.bottom, min(area.bottom, expected.bottom + reach)),
    )


def _centred(area: Area, face: Face) -> Area:
    """An area as far on one side of the face as on the other, where that is not much farther.

    A wall lit from one side is toned on the other only, though the photograph goes on.
    """
    middle = (face.area.left + face.area.right) / 2
    half = max(middle - area.left, area.right - middle)
    most = area.width / 4
    return replace(
        area,
        left=max(min(area.left, middle - half), area.left - most),
        right=min(max(area.right, middle + half), area.right + most),
    )


def _mask(upright: Picture, kind: MaskKind, area: Area, face: Face | None) -> MaskBox:
    """One mask on what was found."""
    if kind == "eyes":
        covered = _part(face.area, _EYES) if face else _part(area, _EYES_OF_PHOTO)
        sure = face is not None and face.sure
        why = "眼部 · 证件照片" if face else "眼部 · 像是证件照片，没有认出人脸"
    else:
        expected = _part(face.area, _PHOTO) if face else area
        holds = area.like_portrait and (face is None or _shared(area, expected) > 0.4)
        framed = photographs.framed(upright, expected)
        toned = _centred(area, face) if face else area
        edges = framed if framed and framed.like_portrait else toned if holds else None
        covered = edges or _around(_part(face.area, _PHOTO_UNSEEN) if face else area, area)
        sure = edges is not None and face is not None and face.sure
        why = "照片 · 认出人脸" if face else "照片 · 像是证件照片，没有认出人脸"
    height, width = upright.shape[:2]
    left, right = max(0.0, covered.left), min(float(width), covered.right)
    top, bottom = max(0.0, covered.top), min(float(height), covered.bottom)
    corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
    return MaskBox(kind=kind, quad=quad_of(corners), sure=sure, why=why)
