"""Lines that run into something else: a stamp's ring carries the finder away from the line.

What the finder marks as text is then one long patch that bends, and the box around all of it is no
line's. The straight stretches of such a patch are the lines.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.imaging.pictures import Corners

Marks = NDArray[np.float32]
"""How likely each place is to be the middle of a line, 0–1."""

Numbers = NDArray[np.float64]

_MARKED = 0.3
_LONG = 6.0  # times its thickness: shorter straight stretches are part of a ring
_OFF = 0.25  # of the thickness: as far as the middle of a straight stretch may be off its line
_STRAIGHT = 0.97  # of a patch's length: so much on one line is that line and nothing else
_FILLED = 0.6  # how well a patch fills the box around it; lines fill more
_SAMPLES = 28
_MOST = 3  # lines in one patch
_FURTHER = 16.0  # times its thickness: how far a line is followed to where the patch ends
_AIR = 0.8  # of the thickness: the finder marks the middle of a line only
_THICKER = 1.6
_GAP = 3.0  # times the thickness: of a stretch that goes on beyond


@dataclass(frozen=True, slots=True)
class _Cuts:
    """A patch cut across: the place of each cut, the middle of what is marked, how thick it is."""

    place: Numbers
    middle: Numbers
    thick: Numbers

    def only(self, which: NDArray[np.bool_]) -> _Cuts:
        return _Cuts(self.place[which], self.middle[which], self.thick[which])


def unbent(marks: Marks) -> tuple[Marks, list[Corners]]:
    """The marks without patches that bend, and the lines that stand in those.

    Lines are quads from their top left, in pixels of ``marks``.
    """
    marked = np.asarray(marks > _MARKED, np.uint8)
    _, patches, boxes, _ = cv2.connectedComponentsWithStats(marked)
    left_over, lines = marks.copy(), []
    for number, (left, top, width, height, area) in enumerate(boxes.tolist()):
        if not number or area > _FILLED * width * height:
            continue
        place = np.s_[top : top + height, left : left + width]
        patch = patches[place] == number
        if _filled(patch, marks[place]) > _FILLED:
            continue
        if found := _lines(patch):
            left_over[place][patch] = 0
            lines += [line + np.array([left, top]) for line in found]
    return left_over, lines


def _filled(patch: NDArray[np.bool_], marks: Marks) -> float:
    """How likely text is on the average in the smallest box around a patch."""
    box = cv2.boxPoints(cv2.minAreaRect(np.argwhere(patch)[:, ::-1].astype(np.float32)))
    within = cv2.fillConvexPoly(np.zeros(patch.shape, np.uint8), box.round().astype(np.int32), 1)
    return cv2.mean(marks, within)[0]


def _lines(patch: NDArray[np.bool_]) -> list[Corners]:
    """The long straight stretches of a patch that is not one itself."""
    stands = patch.shape[0] > patch.shape[1]
    cuts = _cuts(patch.T if stands else patch)
    thick = float(np.median(cuts.thick))
    reach = float(cuts.place.min()), float(cuts.place.max()) + 1
    if reach[1] - reach[0] < _LONG * thick:
        return []
    found: list[Corners] = []
    for _ in range(_MOST):
        straight = _straightest(cuts, thick)
        if straight is None:
            break
        slope, offset, start, end, on_it = straight
        if not found and end - start >= _STRAIGHT * (reach[1] - reach[0]):
            return []
        follow = _FURTHER * thick
        line = _line(
            slope,
            offset,
            max(reach[0], start - follow),
            min(reach[1], end + follow),
            cuts.only(on_it),
        )
        found.append(line[[0, 3, 2, 1], ::-1] if stands else line)
        cuts = cuts.only(np.abs(cuts.middle - slope * cuts.place - offset) > thick)
    return found


def _cuts(patch: NDArray[np.bool_]) -> _Cuts:
    edges = np.diff(np.pad(patch.astype(np.int8), ((1, 1), (0, 0))), axis=0).T
    places, starts = np.nonzero(edges == 1)
    _, ends = np.nonzero(edges == -1)
    return _Cuts(
        places.astype(np.float64), (starts + ends) / 2.0, (ends - starts).astype(np.float64)
    )


def _straightest(
    cuts: _Cuts, thick: float
) -> tuple[float, float, float, float, NDArray[np.bool_]] | None:
    """Slope, offset, start and end of the longest straight stretch, and the cuts on it."""
    if len(cuts.place) < _LONG * thick:
        return None
    some = np.unique(np.linspace(0, len(cuts.place) - 1, _SAMPLES).round().astype(int))
    one, other = (index.ravel() for index in np.meshgrid(some, some))
    apart = cuts.place[other] - cuts.place[one]
    one, other, apart = (part[apart >= _LONG * thick / 2] for part in (one, other, apart))
    if not len(one):
        return None
    slopes = (cuts.middle[other] - cuts.middle[one]) / apart
    offsets = cuts.middle[one] - slopes * cuts.place[one]
    thin = cuts.thick < _THICKER * thick
    off = np.abs(cuts.middle - slopes[:, None] * cuts.place - offsets[:, None])
    best = int(((off < _OFF * thick) & thin).sum(axis=1).argmax())
    on_it = _together(cuts, (off[best] < _OFF * thick) & thin, thick)
    start, end = float(cuts.place[on_it].min()), float(cuts.place[on_it].max()) + 1
    if end - start < _LONG * thick:
        return None
    slope, offset = np.polyfit(cuts.place[on_it], cuts.middle[on_it], 1)
    return float(slope), float(offset), start, end, on_it


def _together(cuts: _Cuts, on_it: NDArray[np.bool_], thick: float) -> NDArray[np.bool_]:
    """Of the cuts on a line the longest stretch without a gap."""
    places = np.flatnonzero(on_it)
    parts = np.split(places, np.flatnonzero(np.diff(cuts.place[places]) > _GAP * thick) + 1)
    longest = max(parts, key=len)
    together = np.zeros(len(on_it), np.bool_)
    together[longest] = True
    return together


def _line(slope: float, offset: float, start: float, end: float, cuts: _Cuts) -> Corners:
    """The box of a straight stretch, with the air the finder leaves around a line's middle."""
    air = _AIR * float(np.median(cuts.thick))
    half = float(np.median(cuts.thick)) / 2 + air
    start, end = start - air, end + air
    y = [slope * start + offset, slope * end + offset]
    return np.array(
        [[start, y[0] - half], [end, y[1] - half], [end, y[1] + half], [start, y[0] + half]]
    )
