"""Where the sheet lies in a photo: its four corners, or None where there is nothing to cut away.

A flat scan, a screenshot, a card on a white scan and a page that fills its picture are left whole:
what lies outside must be seen to be a desk, not paper.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners, Picture
from desktop.imaging.sheet.scenes import Scene
from desktop.imaging.sheet.sides import STEP, Numbers, Side, sides

LOOKED_AT = 720
"""Pixels of the longer side of the picture in which sides are looked for."""

_LEAST_AREA = (0.08, 0.25, 0.4, 2.0)  # of the picture, with so many sides cut off by its ends
_BENT = 0.64  # cosine of the sharpest corner a sheet shows, about 50°
_OVERHANG = 0.22  # of the picture's longer side that a corner may lie outside
_SEEN = 0.35  # of a side's length that must be in the picture
_BORNE_OUT = 0.4  # how clearly two surfaces must part along a side, 0–1
_AT_BORDER = 0.25  # what a side is taken for that the picture cuts off
_TELLS = np.array([0.25, 1.0, 1.0])  # shadows change lightness, not colour
_UNEVEN = 45.0  # spread of colours along the rim that speaks against one sheet
_SECOND, _SAME = 0.6, 30.0  # how good, and how near in colour, another sheet beside the first is
_TOUCHING = 0.04  # of its size that a sheet beside another may lie under it
_BAND = 0.01  # of its area that a sheet at least gains by a printed band at its edge


@dataclass(frozen=True, slots=True)
class _Stretches:
    """What is seen along each side between each two of its crossings: arrays [side, from, to].

    ``border`` marks sides that are the picture's own ends; ``clear`` is how well the stretch parts
    two surfaces (0–1). ``count``, ``sums`` and ``squares`` are of the colours on its left and on
    its right hand: [hand, side, from, to(, channel)].
    """

    border: NDArray[np.bool_]
    clear: Numbers
    count: Numbers
    sums: Numbers
    squares: Numbers


@dataclass(frozen=True, slots=True)
class _Sheets:
    """Every sheet that two sides across and two down make: arrays [pair across, pair down].

    ``corners`` [.., 4, 2]; ``clear`` and ``cut_off`` [top right bottom left, ..]; ``mean`` and
    ``spread`` of the colours along the inside of the sides [.., channel].
    """

    corners: Numbers
    clear: Numbers
    cut_off: NDArray[np.bool_]
    mean: Numbers
    spread: Numbers


def find(picture: Picture) -> Corners | None:
    """The corners (top-left, top-right, bottom-right, bottom-left) in pixels of ``picture``.

    They may lie a little outside of it where the photo cut a corner off.
    """
    height, width = picture.shape[:2]
    scale = min(1.0, LOOKED_AT / max(height, width))
    if min(height, width) * scale < 80:
        return None
    scene = Scene.of(picture, scale)
    corners = _likeliest(scene.lab)
    if corners is None or not scene.shows_desk(corners):
        return None
    found: Corners = corners / scale
    return found


def _likeliest(lab: NDArray[np.float32]) -> Corners | None:
    """The corners of the four sides that together make the best sheet."""
    height, width = lab.shape[:2]
    across, down = sides(lab)
    meeting = np.array([[_crossing(a, b) for b in down] for a in across])
    along, below = _stretches(across, meeting), _stretches(down, meeting.transpose(1, 0, 2))
    sheets = _sheets(along, below, meeting)
    area = np.maximum(_area(sheets.corners) / (width * height), 0)
    uneven = np.sqrt((sheets.spread * _TELLS).sum(axis=-1))
    score = np.prod(sheets.clear, axis=0) ** 0.25 * np.exp(-((uneven / _UNEVEN) ** 2)) * area**0.4
    cut_off = sheets.cut_off.sum(axis=0)
    score[~_plausible(sheets.corners, width, height)] = 0
    score[(sheets.clear < _BORNE_OUT).sum(axis=0) > cut_off] = 0
    score[area < np.take(_LEAST_AREA, np.minimum(cut_off, 3))] = 0
    row, column = (int(index) for index in np.unravel_index(np.argmax(score), score.shape))
    if not score[row, column] > 0:
        return None
    best = sheets.corners[row, column]
    alike = np.linalg.norm(sheets.mean - sheets.mean[row, column], axis=-1) < _SAME
    if (_beside(sheets.corners, best) & alike & (score > _SECOND * score[row, column])).any():
        return None
    lying, standing = _pairs(len(across))[row].tolist(), _pairs(len(down))[column].tolist()
    best = _with_bands(best, (lying, standing), along, below, meeting)
    return _reaching_out(best, sheets.cut_off[:, row, column])


def _pairs(count: int) -> NDArray[np.int_]:
    """Every two of so many sides: rows of (first, second)."""
    return np.argwhere(~np.eye(count, dtype=bool))


def _with_bands(
    corners: Corners,
    chosen: tuple[list[int], list[int]],
    along: _Stretches,
    below: _Stretches,
    meeting: Numbers,
) -> Corners:
    """The sheet with what is printed over its whole breadth at an edge, like a red heading.

    The inner edge of such a band parts two surfaces, too. But beyond it the sides that meet there
    go on parting sheet and desk, up to one more edge between them. ``chosen`` are the numbers of
    (top, bottom) and of (left, right).
    """
    groups = ((along, below, meeting), (below, along, meeting.transpose(1, 0, 2)))
    for across, (group, crossed, places) in enumerate(groups):
        ends = chosen[1 - across]
        for place in range(2):
            for other in np.flatnonzero(~group.border):
                at = chosen[across][place]
                parts = [group.clear[other, ends[0], ends[1]]]
                parts += [crossed.clear[end, at, other] for end in ends]
                if min(parts) < _BORNE_OUT:
                    continue
                grown = corners.copy()
                # corners by number: a side's own end at the first and at the second crossing side
                mine = ((0, 1), (3, 2))[place] if not across else ((0, 3), (1, 2))[place]
                grown[list(mine)] = places[other, ends]
                if _area(grown) > (1 + _BAND) * _area(corners):
                    corners, chosen[across][place] = grown, int(other)
    return corners


def _sheets(along: _Stretches, below: _Stretches, meeting: Numbers) -> _Sheets:
    tops, bottoms = _pairs(len(along.border)).T[:, :, None]
    lefts, rights = _pairs(len(below.border)).T[:, None]
    ends = ((tops, lefts), (tops, rights), (bottoms, rights), (bottoms, lefts))
    # which hand of a side is the inside: sides across run right, sides down run down
    parts = (
        (along, (tops, lefts, rights), 1),
        (below, (rights, tops, bottoms), 1),
        (along, (bottoms, lefts, rights), 0),
        (below, (lefts, tops, bottoms), 0),
    )
    clear = np.stack([stretches.clear[index] for stretches, index, _ in parts])
    borders = [stretches.border[index[0]] for stretches, index, _ in parts]
    count = np.sum([stretches.count[index] for stretches, index, _ in parts], axis=0) + 1e-6
    sums = np.sum([stretches.sums[hand][index] for stretches, index, hand in parts], axis=0)
    squares = np.sum([stretches.squares[hand][index] for stretches, index, hand in parts], axis=0)
    mean = sums / count[..., None]
    return _Sheets(
        corners=np.stack([meeting[end] for end in ends], axis=-2),
        clear=clear,
        cut_off=np.array([np.broadcast_to(border, clear.shape[1:]) for border in borders]),
        mean=mean,
        spread=np.maximum(squares / count[..., None] - mean**2, 0),
    )


def _beside(corners: Numbers, one: Corners) -> NDArray[np.bool_]:
    """Which sheets lie wholly left, right, above or below of ``one``."""
    least, most = corners.min(axis=-2), corners.max(axis=-2)
    room = _TOUCHING * (one.max(axis=0) - one.min(axis=0))
    beside: NDArray[np.bool_] = (
        (least > one.max(axis=0) - room) | (most < one.min(axis=0) + room)
    ).any(axis=-1)
    return beside


def _reaching_out(corners: Corners, cut_off: NDArray[np.bool_]) -> Corners:
    """A side that the picture's end stands for is laid parallel to the one across from it.

    It keeps everything seen: the sheet reaches out of the picture rather than being bent.
    """
    reached = corners.copy()
    for index in np.flatnonzero(cut_off):
        a, b, c, d = (int(index + step) % 4 for step in range(4))  # the side runs from a to b
        along = reached[c] - reached[d]
        normal = np.array([along[1], -along[0]])  # away from the side across
        farthest = max((reached[a], reached[b]), key=lambda end: float(end @ normal))
        for end, other in ((a, d), (b, c)):
            edge = reached[end] - reached[other]
            step = (farthest - reached[other]) @ normal / (edge @ normal)
            reached[end] = reached[other] + step * edge
    return reached


def _crossing(one: Side, other: Side) -> Numbers:
    crossing = one.crossing(other)
    return np.full(2, np.nan) if crossing is None else crossing


def _stretches(group: list[Side], meeting: Numbers) -> _Stretches:
    """``meeting`` are the places where each side of the group is crossed: [side, crossing]."""
    found = []
    for side, points in zip(group, meeting, strict=True):
        place = np.nan_to_num((points - side.origin) @ side.along / STEP, nan=0.0)
        end = len(side.parted)
        index = np.clip(np.round(place), 0, end).astype(int)
        start, stop = np.minimum.outer(index, index), np.maximum.outer(index, index)
        count = (stop - start).astype(np.float64)
        whole = np.abs(np.subtract.outer(place, place)) + 1e-6
        parted = _between(side.parted, start, stop)
        clear = np.linalg.norm(parted, axis=-1) / np.maximum(count, 1)
        clear[count / whole < _SEEN] = 0
        if side.border:
            clear, count = np.full_like(clear, _AT_BORDER), np.zeros_like(count)
        sums = np.array([_between(hand, start, stop) for hand in side.hands])
        squares = np.array([_between(hand**2, start, stop) for hand in side.hands])
        found.append((clear, count, sums, squares))
    return _Stretches(
        np.array([side.border for side in group]),
        np.array([clear for clear, _, _, _ in found]),
        np.array([count for _, count, _, _ in found]),
        np.array([sums for _, _, sums, _ in found]).swapaxes(0, 1),
        np.array([squares for _, _, _, squares in found]).swapaxes(0, 1),
    )


def _between(values: Numbers, start: NDArray[np.int_], stop: NDArray[np.int_]) -> Numbers:
    """Sums of rows from ``start`` up to ``stop``."""
    summed = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    between: Numbers = summed[stop] - summed[start]
    return between


def _area(corners: Numbers) -> Numbers:
    x, y = corners[..., 0], corners[..., 1]
    following = np.roll(corners, -1, axis=-2)
    area: Numbers = (x * following[..., 1] - following[..., 0] * y).sum(axis=-1) / 2
    return np.nan_to_num(area)


def _plausible(corners: Numbers, width: int, height: int) -> NDArray[np.bool_]:
    """Convex, no sharp corners, top above bottom, and no corner far outside the picture."""
    ahead = np.roll(corners, -1, axis=-2) - corners
    behind = np.roll(ahead, 1, axis=-2)
    lengths = np.linalg.norm(ahead, axis=-1)
    bend = ahead[..., 1] * behind[..., 0] - ahead[..., 0] * behind[..., 1]
    cosine = (ahead * behind).sum(axis=-1) / np.maximum(lengths * np.roll(lengths, 1, -1), 1e-6)
    reach = _OVERHANG * max(width, height)
    inside = ((corners > -reach) & (corners < np.array([width, height]) + reach)).all(axis=(-1, -2))
    plausible: NDArray[np.bool_] = (
        (bend > 0).all(axis=-1)
        & (np.abs(cosine) < _BENT).all(axis=-1)
        & (ahead[..., 1, 1] > 0)  # the right side runs down
        & inside
    )
    return plausible
