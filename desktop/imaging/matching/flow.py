"""In which order lines are read on: pieces of one row, and the line after a line.

A name in wide letters comes as several pieces of a row; a unit at a line's end goes on below, in a
column of vertical text beside. All measures are along and across the reading direction, so rows
and columns are the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from desktop.imaging.matching.letters import Passage, joined, passage
from desktop.imaging.pictures import corners_of
from desktop.imaging.text import Line

_ROW_GAP = 4.0
"""Pieces of a row are at most so many line heights apart."""

_SAME_ROW = 0.4
_NEXT_LINE = 2.8
_ALIKE = 1.7
"""Lines that belong together are at most so many times higher than one another."""

_REACH = 24
"""Letters of a line's end and of the next one's start that one thing may run over."""

_CHAIN = 4
"""Lines that one thing may run over, in the narrow cell of a table."""


@dataclass(frozen=True, slots=True)
class _Extent:
    """A line measured in its own direction: from ``start`` to ``end``, at ``level``."""

    number: int
    down: bool
    start: float
    end: float
    level: float
    height: float


def single(lines: Sequence[Line]) -> list[Passage]:
    """Each line for itself."""
    return [passage(number, line) for number, line in enumerate(lines)]


def running_on(lines: Sequence[Line]) -> list[Passage]:
    """What reads on from one line to others: pieces of one row, then ends with what comes below."""
    extents = [_extent(number, line) for number, line in enumerate(lines)]
    alone = single(lines)
    rows = [row for down in (False, True) for row in _rows([e for e in extents if e.down == down])]
    whole = [joined(alone[e.number] for e in row) for row in rows]
    found = [one for one, row in zip(whole, rows, strict=True) if len(row) > 1]
    # A cell goes on in the cell below, a row (a line that came in pieces) in the row below.
    for parts, texts in (([[e] for e in extents], alone), (rows, whole)):
        found += _chains(parts, texts)
    return found


def _extent(number: int, line: Line) -> _Extent:
    a, b, c, d = corners_of(line.quad)
    along = (b - a + c - d) / 2
    down = abs(along[1]) > abs(along[0])
    points = np.array([a, b, c, d])
    # Down a column one reads from the right to the left.
    places, levels = (points[:, 1], -points[:, 0]) if down else (points[:, 0], points[:, 1])
    height = float(np.linalg.norm(d - a) + np.linalg.norm(c - b)) / 2
    return _Extent(
        number, down, float(places.min()), float(places.max()), float(levels.mean()), height
    )


def _rows(extents: Sequence[_Extent]) -> list[list[_Extent]]:
    rows: list[list[_Extent]] = []
    for one in sorted(extents, key=lambda one: one.start):
        best = [row for row in rows if _continues(row[-1], one)]
        if best:
            min(best, key=lambda row: abs(row[-1].level - one.level)).append(one)
        else:
            rows.append([one])
    return rows


def _continues(left: _Extent, right: _Extent) -> bool:
    high = max(left.height, right.height)
    return (
        abs(left.level - right.level) < _SAME_ROW * high
        and -0.5 * high < right.start - left.end < _ROW_GAP * high
        and high < _ALIKE * min(left.height, right.height)
    )


def _chains(parts: Sequence[Sequence[_Extent]], texts: Sequence[Passage]) -> Iterator[Passage]:
    """Each part's end with the start of the next, and the next, as long as they are short."""
    after = {index: _below(parts, index) for index in range(len(parts))}
    for index in range(len(parts)):
        chain, here = [Passage(texts[index].letters[-_REACH:])], index
        while (following := after[here]) is not None and len(chain) < _CHAIN:
            here = following
            chain.append(Passage(texts[here].letters[:_REACH]))
            if len(texts[here].letters) >= _REACH:
                break
        if len(chain) > 1:
            yield joined(chain)


def _below(parts: Sequence[Sequence[_Extent]], index: int) -> int | None:
    """The part that begins the next line: the nearest below that lies under this one."""
    here = parts[index]
    candidates = [
        (parts[other][0].level - here[-1].level, other)
        for other in range(len(parts))
        if other != index and _follows(here, parts[other])
    ]
    return min(candidates)[1] if candidates else None


def _follows(here: Sequence[_Extent], there: Sequence[_Extent]) -> bool:
    first, last = here[0], here[-1]
    high, low = max(last.height, there[0].height), min(last.height, there[0].height)
    drop = there[0].level - last.level
    if first.down != there[0].down or not 0.6 * low < drop < _NEXT_LINE * high:
        return False
    shared = min(last.end, there[-1].end) - max(first.start, there[0].start)
    narrow = min(last.end - first.start, there[-1].end - there[0].start)
    return high < _ALIKE * low and shared > 0.3 * narrow
