"""A stretch of a line as a quad on the page: just what is to be covered."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from desktop.domain.scans import Quad
from desktop.imaging.pictures import corners_of, quad_of
from desktop.imaging.text import Line
from desktop.imaging.writing import DOTS

_ASIDE = 0.12
_ASIDE_OF_DOT = 0.3
"""A dot's ink fills little of its square, and a name's last one is covered with all of it."""

_ABOVE = 0.06
_DIGITS = frozenset("0123456789Xx")
_FEWEST = 4
_BODY = 1.9
"""A digit is half as wide as the body of its type is high; that has a little air itself."""

_MOST_GROWN = 1.25
"""Digits set far apart, or each in a cell of its own, tell nothing of the type's body."""


def quad_over(line: Line, first: int, last: int) -> Quad:
    """The quad over the characters ``first`` to ``last`` of a line, both included.

    As high as the line's ink and a little more, of digits alone as high as their type; at the
    sides a little more too, but never past the middle of the gap to the neighbour.
    """
    whole = corners_of(line.quad)
    along = whole[1] - whole[0] + whole[2] - whole[3]
    along = along / max(float(np.linalg.norm(along)), 1e-9)
    across = np.array([-along[1], along[0]])
    places = [corners_of(char.quad) @ along for char in line.chars]
    start = min(float(place.min()) for place in places[first : last + 1])
    end = max(float(place.max()) for place in places[first : last + 1])
    depths = np.concatenate(
        [corners_of(char.quad) @ across for char in line.chars[first : last + 1]]
    )
    top, bottom = float(depths.min()), float(depths.max())
    before = start - float(places[first - 1].max()) if first else math.inf
    after = float(places[last + 1].min()) - end if last + 1 < len(places) else math.inf
    start -= min(_aside(line, first) * (bottom - top), max(0.0, before / 2))
    end += min(_aside(line, last) * (bottom - top), max(0.0, after / 2))
    top, bottom = top - _ABOVE * (bottom - top), bottom + _ABOVE * (bottom - top)
    high = bottom - top
    body = min(_body(line, first, last, along), _MOST_GROWN * high)
    lacking = max(0.0, body - high) / 2
    top, bottom = top - lacking, bottom + lacking
    return quad_of(
        np.array(
            [
                start * along + top * across,
                end * along + top * across,
                end * along + bottom * across,
                start * along + bottom * across,
            ]
        )
    )


def _aside(line: Line, char: int) -> float:
    """The air beside an outermost character, as a share of the ink's height."""
    return _ASIDE_OF_DOT if line.chars[char].text in DOTS else _ASIDE


def _body(line: Line, first: int, last: int, along: NDArray[np.float64]) -> float:
    """How high the type of a row of digits is: their ink fills little more than half of it."""
    chars = line.chars[first : last + 1]
    if len(chars) < _FEWEST or not all(char.text in _DIGITS for char in chars):
        return 0.0
    middles = np.array([float(corners_of(char.quad).mean(axis=0) @ along) for char in chars])
    return _BODY * float(np.median(np.diff(middles)))
