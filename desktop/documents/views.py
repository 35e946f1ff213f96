"""Rows of page views: a small picture of a page, its places numbered, what they are beside it."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image as Pictures
from PIL.Image import Image as Picture

from desktop.documents.blocks import Align, PageView, Spot
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM
from desktop.documents.page import BLACK, FAINT, GREY, RED, WHITE, Box, Image, Item, Row, Stroke
from desktop.documents.setting import Setter, baseline

GUTTER = 16.0
"""Blank on both sides of the picture, where numbers may stand too."""

ANSWER_SIZE = 15.0
TEXT_SIZE = 9.5
LEADING = 1.5
AMBER = (0.72, 0.45, 0.0)
DASHES = (4.0, 1.4)
_OUTLINE = 0.9
_HAIR = 1.0  # so far outside the place its outline stands: what is there can still be read
_TAG_SIZE = 7.5
_TAG_HEIGHT = 9.5
_TAG_WIDTHS = (8.5, 12.0)  # of numbers of one and of two digits
_GAPS = (1.5, 8.0, 16.0)  # between a place and its number; behind a gap that shows leads a line
_BLANK = 60  # of 255: paper differs by less, anything printed by more
_ABOVE = 9.0  # blank above and below a view


@dataclass(frozen=True, slots=True)
class _Area:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Area) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def within(self, other: _Area) -> bool:
        return (
            other.left <= self.left
            and self.right <= other.right
            and other.top <= self.top
            and self.bottom <= other.bottom
        )

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)


def view_rows(setter: Setter, block: PageView) -> Iterator[Row]:
    """One row, never parted: whoever covers has the picture and its words before them."""
    with Pictures.open(io.BytesIO(block.picture)) as opened:
        picture = opened.convert("L")
    across, down = picture.size
    scale = min(block.width * MM / across, block.height * MM / down)
    width, height = across * scale, down * scale
    room = block.width * MM  # pictures stand in the middle of theirs, so that the words align
    area = _Area(GUTTER + (room - width) / 2, _ABOVE, GUTTER + (room + width) / 2, _ABOVE + height)
    items: list[Item] = [Image(area.left, area.top, width, height, block.picture)]
    items.append(Box(area.left, area.top, width, height, 0.5, GREY))
    items.extend(_spots(setter, block.spots, area, picture))
    words, end = _words(setter, block, GUTTER * 2 + room)
    items.extend(words)
    whole = max(area.bottom, end) + _ABOVE
    items.append(Stroke(0.0, whole, setter.frame.width, whole, 0.6, FAINT))
    yield Row(whole, tuple(items))


def _words(setter: Setter, block: PageView, left: float) -> tuple[list[Item], float]:
    """What stands beside the picture, and where it ends."""
    room = setter.frame.width - left
    items: list[Item] = []
    y = _ABOVE
    title = setter.compose(block.title, Hand.HEI_BOLD, room / TEXT_SIZE, align=Align.LEFT)
    for line in title:
        items.append(setter.text(line, TEXT_SIZE, left, y + baseline(TEXT_SIZE, TEXT_SIZE)))
        y += TEXT_SIZE * LEADING
    y += 3
    question = setter.line(block.question, Hand.SONG)
    answer = setter.line(block.answer, Hand.HEI_BOLD)
    foot = y + baseline(ANSWER_SIZE, ANSWER_SIZE)
    items.append(setter.text(question, TEXT_SIZE, left, foot))
    beside = left + question.width * TEXT_SIZE + 4
    items.append(setter.text(answer, ANSWER_SIZE, beside, foot))
    y += ANSWER_SIZE * LEADING
    indent = _TAG_WIDTHS[1] + 5
    for number, spot in enumerate(block.spots, 1):
        tag = _TAG_WIDTHS[number > 9]
        items.extend(_tag(setter, number, left, y, spot))
        lines = setter.compose(spot.text, Hand.SONG, (room - indent) / TEXT_SIZE, align=Align.LEFT)
        for line in lines:
            items.append(
                setter.text(
                    line, TEXT_SIZE, left + max(indent, tag), y + baseline(_TAG_HEIGHT, TEXT_SIZE)
                )
            )
            y += TEXT_SIZE * LEADING
    for remark in block.remarks:
        y += 3
        for line in setter.compose(remark, Hand.SONG, room / TEXT_SIZE, align=Align.LEFT):
            where = y + baseline(TEXT_SIZE, TEXT_SIZE)
            items.append(setter.text(line, TEXT_SIZE, left, where, colour=RED))
            y += TEXT_SIZE * LEADING
    return items, y


def _spots(setter: Setter, spots: Sequence[Spot], area: _Area, picture: Picture) -> Iterator[Item]:
    """The outline of every place, then its number beside it, on none of the others."""
    width, height = area.right - area.left, area.bottom - area.top
    outlines = [
        [(area.left + x * width, area.top + y * height) for x, y in spot.corners] for spot in spots
    ]
    for spot, corners in zip(spots, outlines, strict=True):
        for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
            yield Stroke(x1, y1, x2, y2, _OUTLINE, *_line(spot))
    taken = [_around(corners) for corners in outlines]
    free = _Area(area.left - GUTTER, 0.0, area.right + GUTTER, area.bottom + _ABOVE)
    for number, (spot, corners) in enumerate(zip(spots, outlines, strict=True), 1):
        places = _beside(_around(corners), _TAG_WIDTHS[number > 9], taken, free)
        place = next((p for p in places if _blank(p, area, picture)), places[0])
        taken.append(place)
        yield from _leader(place, _around(corners), spot)
        yield from _tag(setter, number, place.left, place.top, spot)


def _beside(spot: _Area, width: float, taken: Sequence[_Area], free: _Area) -> list[_Area]:
    """The places beside ``spot`` that are free, the nearest first, before it rather than after."""
    middle = (spot.top + spot.bottom - _TAG_HEIGHT) / 2
    tries = [
        (x, y)
        for gap in _GAPS
        for x, y in (
            (spot.left - width - gap, middle),
            (spot.right + gap, middle),
            (spot.left, spot.top - _TAG_HEIGHT - gap),
            (spot.left, spot.bottom + gap),
            (spot.right - width, spot.top - _TAG_HEIGHT - gap),
            (spot.right - width, spot.bottom + gap),
        )
    ]
    places = [_Area(x, y, x + width, y + _TAG_HEIGHT) for x, y in tries]
    found = [p for p in places if p.within(free) and not any(p.meets(t) for t in taken)]
    # On a page full of places a number stands on its own one rather than on another's.
    return found or [_Area(spot.left, spot.top, spot.left + width, spot.top + _TAG_HEIGHT)]


def _leader(tag: _Area, place: _Area, spot: Spot) -> Iterator[Item]:
    """A fine line from a number that stands a little way off to its place."""
    x, y = place.nearest((tag.left + tag.right) / 2, (tag.top + tag.bottom) / 2)
    from_x, from_y = tag.nearest(x, y)
    if math.hypot(x - from_x, y - from_y) > _GAPS[0]:
        yield Stroke(from_x, from_y, x, y, 0.6, _line(spot)[0])


def _blank(place: _Area, area: _Area, picture: Picture) -> bool:
    """Whether nothing is printed where the number would stand."""
    scale = picture.width / (area.right - area.left)
    left, right = (int((x - area.left) * scale) for x in (place.left, place.right))
    top, bottom = (int((y - area.top) * scale) for y in (place.top, place.bottom))
    left, top = max(0, left), max(0, top)
    right, bottom = min(picture.width, right + 1), min(picture.height, bottom + 1)
    if left >= right or top >= bottom:
        return True  # beside the picture
    values = picture.crop((left, top, right, bottom)).tobytes()
    return max(values) - min(values) < _BLANK


def _grown(corners: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The corners moved a hair away from their middle."""
    middle_x = sum(x for x, _ in corners) / len(corners)
    middle_y = sum(y for _, y in corners) / len(corners)
    return [
        (x + math.copysign(_HAIR, x - middle_x), y + math.copysign(_HAIR, y - middle_y))
        for x, y in corners
    ]


def _around(corners: Sequence[tuple[float, float]]) -> _Area:
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return _Area(min(xs), min(ys), max(xs), max(ys))


def _tag(setter: Setter, number: int, x: float, y: float, spot: Spot) -> Iterator[Item]:
    colour, _ = _line(spot)
    width = _TAG_WIDTHS[number > 9]
    yield Box(x, y, width, _TAG_HEIGHT, 0.8, colour, WHITE)
    line = setter.line(str(number), Hand.HEI_BOLD)
    left = x + (width - line.width * _TAG_SIZE) / 2
    yield setter.text(line, _TAG_SIZE, left, y + baseline(_TAG_HEIGHT, _TAG_SIZE), colour=BLACK)


def _line(spot: Spot) -> tuple[tuple[float, float, float], tuple[float, ...]]:
    return (RED, ()) if spot.settled else (AMBER, DASHES)
