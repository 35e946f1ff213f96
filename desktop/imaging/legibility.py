"""Whether people will be able to read a page, judged where its text is.

Measures of the whole page mislead: a blank back is not blurred, and a page at a fifth of its size
is not sharper. So lines are cut out and brought to one height; what is measured there is what the
eye meets. A page without text is judged by its size and its light alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import FaultKind, ScanFault
from desktop.imaging.pictures import Picture, corners_of, shrunk
from desktop.imaging.strips import strip_of
from desktop.imaging.text import Line

Gray = NDArray[np.float32]

_LIMITS: dict[FaultKind, tuple[float, float]] = {
    "small_text": (12.0, 9.0),
    "resolution": (1000.0, 600.0),
    "blur": (0.18, 0.105),
    "contrast": (0.24, 0.12),
    "dark": (0.38, 0.22),
    "glare": (0.02, 0.10),
    "cut_off": (0.0, 0.15),
}
"""Of each kind: where a warning begins, and where the page is refused."""

_MORE_IS_WORSE = {"glare", "cut_off"}

_LINES = 24  # looked at, the page over
_HEIGHT = 32  # pixels to which lines are brought
_BOX = 0.78  # of a line's box its characters are high
_FINE_PRINT = 25  # per cent of lines that may be smaller than what is judged
_ROOMY = 16.0  # pixels of characters at which the size of the picture does not matter
_COARSE = 480  # pixels of the longer side of the picture in which light is judged
_CLIPPED, _WHITE_PAPER, _SOFT = 250, 244, 14.0
_EDGE = 3.0  # pixels from the picture's end within which ink is cut through


@dataclass(frozen=True, slots=True)
class _Look:
    """A line at one height: how high its characters are on the page, and how they stand out."""

    height: float
    sharp: float
    contrast: float
    paper: float


def judge(upright: Picture, lines: Sequence[Line]) -> tuple[ScanFault, ...]:
    """What is wrong with an upright page, as a person would say, the worst kinds first."""
    looks = list(_looks(upright, lines))
    measured: dict[FaultKind, float] = {}
    tall = (
        upright.shape[0]
        if not looks
        else float(np.percentile([x.height for x in looks], _FINE_PRINT))
    )
    if looks:
        measured["small_text"] = tall
        measured["blur"] = float(np.median([look.sharp for look in looks]))
        measured["contrast"] = float(np.median([look.contrast for look in looks]))
        measured["cut_off"] = _cut_off(upright, lines)
    if not looks or tall < _ROOMY:
        measured["resolution"] = float(max(upright.shape[:2]))
    light = _light(upright)
    papers = [look.paper for look in looks]
    measured["dark"] = float(np.median(papers)) if papers else float(np.percentile(light, 90) / 255)
    measured["glare"] = _glare(light)
    faults = (_fault(kind, value) for kind, value in measured.items())
    found = [fault for fault in faults if fault is not None]
    return tuple(sorted(found, key=lambda fault: not fault.refused))


def _fault(kind: FaultKind, measured: float) -> ScanFault | None:
    warned, refused = _LIMITS[kind]
    sign = 1 if kind in _MORE_IS_WORSE else -1
    if sign * measured <= sign * warned:
        return None
    over = sign * measured > sign * refused
    return ScanFault(kind=kind, refused=over, measured=round(measured, 3), wanted=warned)


def _looks(upright: Picture, lines: Sequence[Line]) -> Iterator[_Look]:
    readable = [line for line in lines if len(line.text.strip()) >= 2]
    step = max(1, len(readable) // _LINES)
    for line in readable[::step]:
        strip = strip_of(upright, corners_of(line.quad))
        if strip is None:
            continue
        gray = cv2.cvtColor(strip.picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
        scale = _HEIGHT / gray.shape[0]
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        level = cv2.resize(gray, (max(8, round(gray.shape[1] * scale)), _HEIGHT), interpolation=way)
        ink, paper = (float(tone) for tone in np.percentile(level, (4, 90)))
        across = np.abs(np.diff(level, axis=1))
        steep = float(np.percentile(across, 97)) / max(paper - ink, 12.0)
        yield _Look(_BOX * strip.height, steep, (paper - ink) / 255, paper / 255)


def _light(upright: Picture) -> Gray:
    """The least of the three colours of each place, small and without text."""
    scale = min(1.0, _COARSE / max(upright.shape[:2]))
    small = shrunk(upright, scale)
    bare = cv2.morphologyEx(small.min(axis=2), cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8))
    return np.asarray(bare, np.float32)


def _glare(light: Gray) -> float:
    """The share of the page that light has wiped out: clipped, with no edge around it."""
    if float(np.median(light)) > _WHITE_PAPER:
        return 0.0
    clipped = cv2.morphologyEx(
        (light >= _CLIPPED).astype(np.uint8), cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)
    )
    count, places, stats, _ = cv2.connectedComponentsWithStats(clipped)
    smooth = cv2.GaussianBlur(light, (0, 0), 1.5)
    slope = cv2.morphologyEx(smooth, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    lost = 0
    for label in range(1, count):
        blob = (places == label).astype(np.uint8)
        rim = (cv2.dilate(blob, np.ones((7, 7), np.uint8)) - blob) > 0
        if rim.any() and float(np.median(slope[rim])) < _SOFT:
            lost += int(stats[label, cv2.CC_STAT_AREA])
    return lost / light.size


def _cut_off(upright: Picture, lines: Sequence[Line]) -> float:
    """The share of lines whose ink runs out of the picture."""
    height, width = upright.shape[:2]
    cut = 0
    for line in lines:
        corners = corners_of(line.quad)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        box = upright[max(0, int(top)) : int(bottom) + 1, max(0, int(left)) : int(right) + 1]
        if not box.size:
            continue
        light = box.min(axis=2).astype(np.float32)
        ink, paper = np.percentile(light, (4, 90))
        dark = light < (ink + paper) / 2
        ends = [
            dark[:, :2] if left < _EDGE else None,
            dark[:, -2:] if right > width - _EDGE else None,
            dark[:2] if top < _EDGE else None,
            dark[-2:] if bottom > height - _EDGE else None,
        ]
        # an end that is dark all along is the scanner's border, not a character cut through
        cut += any(end is not None and 0.06 < float(end.mean()) < 0.8 for end in ends)
    return cut / len(lines) if lines else 0.0
