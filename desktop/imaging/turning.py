"""Which way up a page is: a few of its lines are read each way, and the clearest wins.

A line lies or stands by its box. What stands may be a line on its side or a column of vertical
text. The recogniser reads characters lying on their left side as well as upright ones, so that a
column laid down reads like a line. But turned a quarter to the right, only a column's characters
come to stand; a line's then lie on their right side, which it cannot read.

A page that tells nothing is said to tell nothing: it stays as it came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from desktop.imaging.columns import stacked
from desktop.imaging.pictures import Corners, Picture
from desktop.imaging.strips import Strip, strip_of

_MOST_LINES = 10
_AT_ONCE = 3  # lines read before asking whether that is plain enough
_LONGEST = 9.0  # times its height: more of a line tells nothing new
_PLAIN, _LEAD = 0.75, 0.3  # how well the best way reads, and how far before the next, to stop
_BEYOND_DOUBT = 0.93  # upside down some lines read like others, but not so well, and not three
_READABLE = 0.5  # below it no way reads: the page may be seen in a mirror
_COLUMN = 0.8  # of how well a line reads: its characters, each turned upright, read so too
_PERHAPS = 0.6  # the same of one line alone


class Recogniser(Protocol):
    """What is needed of the reader to tell a page's top."""

    def recognise(self, crops: Sequence[Picture]) -> list[tuple[str, float]]:
        """The text of pictures of one upright line each, and how sure it is (0–1)."""


@dataclass(frozen=True, slots=True)
class Bearing:
    """Quarter turns clockwise that put a page upright, after mirroring where it is ``mirrored``.

    ``clear`` is how well its lines read that way, ``lead`` how much better than the next best way
    (0–1); both are 0 where nothing was read.
    """

    turns: int = 0
    mirrored: bool = False
    clear: float = 0.0
    lead: float = 0.0

    @property
    def told(self) -> bool:
        """Whether that is enough to turn a page by."""
        return self.clear >= _READABLE and self.lead >= _LEAD / 2


_Ways = tuple[tuple[Callable[[Strip], Picture | None], int, int], ...]
"""How a strip is laid to be read; turns of the page if that reads, where it lay and where stood."""


def bearing(picture: Picture, areas: Sequence[Corners], reader: Recogniser) -> Bearing:
    """What the lines in ``areas`` (quads in ``picture``) tell; an empty one where nothing."""
    strips = list(_telling(picture, areas))
    for rows, columns, mirrored in ((_ROWS, _COLUMNS, False), (_MIRRORED, _MIRRORED_COLUMNS, True)):
        best = _judged(strips, rows, reader, mirrored=mirrored)
        if not best.told:
            continue
        laid = next(index for index, way in enumerate(rows) if best.turns in way[1:])
        way = columns[laid : laid + 1]
        for lines, share in ((1, _PERHAPS), (_AT_ONCE, _COLUMN)):
            standing = _judged(strips[:lines], way, reader, mirrored=mirrored)
            if standing.clear < share * best.clear:
                return best
        return standing
    return Bearing()


def _telling(picture: Picture, areas: Sequence[Corners]) -> Iterator[Strip]:
    """The lines that tell most: long ones of the direction most text has, then the others."""
    strips = [strip for area in areas if (strip := strip_of(picture, area)) is not None]
    lying = sum(_weight(strip) for strip in strips if not strip.tall)
    standing = sum(_weight(strip) for strip in strips if strip.tall)
    strips.sort(key=lambda strip: (strip.tall == (standing > lying), _weight(strip)), reverse=True)
    for strip in strips[:_MOST_LINES]:
        end = max(1, int(strip.height * _LONGEST))
        yield Strip(np.ascontiguousarray(strip.picture[:, :end]), strip.to_page, strip.tall)


def _weight(strip: Strip) -> float:
    """How much a line tells: characters, up to a few; of equal ones the larger."""
    weight: float = min(strip.width / strip.height, _LONGEST) * float(strip.height) ** 0.5
    return weight


def _judged(
    strips: Sequence[Strip], ways: _Ways, reader: Recogniser, *, mirrored: bool = False
) -> Bearing:
    """Reads until one way is plainly the best."""
    scores, read = np.zeros(4), np.zeros(4)
    for start in range(0, len(strips), _AT_ONCE):
        some = strips[start : start + _AT_ONCE]
        for way, lying, standing in ways:
            crops = [way(strip) for strip in some]
            texts = iter(reader.recognise([crop for crop in crops if crop is not None]))
            for strip, crop in zip(some, crops, strict=True):
                turns = standing if strip.tall else lying
                read[turns] += strip.width
                if crop is not None:
                    scores[turns] += strip.width * _clear(*next(texts), strip)
            found = _best(scores / np.maximum(read.max(), 1), mirrored)
            if len(some) == _AT_ONCE and found.clear >= _BEYOND_DOUBT:
                break  # most pages lie as they should: the other ways need not be tried
        if found.clear >= _PLAIN and found.lead >= _LEAD:
            break
    return found if strips else Bearing()


def _best(scores: np.ndarray[tuple[int], np.dtype[np.float64]], mirrored: bool) -> Bearing:
    order = np.argsort(-scores)
    first, second = float(scores[order[0]]), float(scores[order[1]])
    return Bearing(int(order[0]), mirrored, first, first - second)


def _clear(text: str, score: float, strip: Strip) -> float:
    """How well a line was read: few characters on a long line were guessed."""
    expected = max(2.0, 0.5 * strip.width / strip.height)
    return score * min(1.0, len(text.replace(" ", "")) / expected)


def _as_is(strip: Strip) -> Picture | None:
    return strip.picture


def _reversed(strip: Strip) -> Picture | None:
    return np.ascontiguousarray(np.rot90(strip.picture, 2))


def _stacked(strip: Strip) -> Picture | None:
    column = stacked(strip)
    return None if column is None else column.picture


def _stacked_reversed(strip: Strip) -> Picture | None:
    return _stacked(replace(strip, picture=np.ascontiguousarray(np.rot90(strip.picture, 2))))


def _flipped(strip: Strip) -> Picture | None:
    """As it would be cut out of the page seen in a mirror."""
    return np.ascontiguousarray(strip.picture[::-1] if strip.tall else strip.picture[:, ::-1])


def _flipped_reversed(strip: Strip) -> Picture | None:
    return np.ascontiguousarray(strip.picture[:, ::-1] if strip.tall else strip.picture[::-1])


def _flipped_stacked(strip: Strip) -> Picture | None:
    picture = strip.picture[::-1] if strip.tall else strip.picture[:, ::-1]
    return _stacked(replace(strip, picture=np.ascontiguousarray(picture)))


def _flipped_stacked_reversed(strip: Strip) -> Picture | None:
    picture = strip.picture[:, ::-1] if strip.tall else strip.picture[::-1]
    return _stacked(replace(strip, picture=np.ascontiguousarray(picture)))


# A strip that stands was laid on its left side: if it reads so, the page must be turned that way.
_ROWS: _Ways = ((_as_is, 0, 3), (_reversed, 2, 1))
_COLUMNS: _Ways = ((_stacked, 1, 0), (_stacked_reversed, 3, 2))
_MIRRORED: _Ways = ((_flipped, 0, 3), (_flipped_reversed, 2, 1))
_MIRRORED_COLUMNS: _Ways = ((_flipped_stacked, 1, 0), (_flipped_stacked_reversed, 3, 2))
