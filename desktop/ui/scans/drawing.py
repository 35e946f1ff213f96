"""How boxes look on a page: proposals let what is under them be read, confirmed ones are black.

A page is paper in either theme, so its marks have the light theme's colours in both; everything
that is drawn on it has a white casing, to stand out on print, photographs and black alike.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.domain.scans import MaskBox
from desktop.language import tr
from desktop.ui.widgets.theme import LIGHT

CASING = QColor("white")
PROPOSED = LIGHT.color("care")
DOUBTED = LIGHT.color("bad")
CHOSEN = LIGHT.color("accent")
BLACK = QColor("black")
_GRIP_ROOM = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """What a box looks like at this moment, beside what it is; ``number`` is its place, from 1."""

    number: int
    chosen: bool = False
    focused: bool = False
    idle: bool = False
    """The page's answer is 否: nothing on it will be covered."""
    peeked: bool = False
    """What is under it is being looked at."""


def draw_box(painter: QPainter, area: QPolygonF, box: MaskBox, how: Standing) -> None:
    """A box over ``area`` of the paper."""
    solid = box.confirmed and not how.idle and not how.peeked
    colour = _colour(box)
    if solid:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(BLACK)
        painter.drawPolygon(area)
    else:
        area = outside(area, 2)
        _outline(painter, area, QPen(CASING, 4))
        pen = QPen(colour, 2)
        if not box.confirmed:
            pen.setDashPattern([4, 2.5] if box.sure else [1.5, 1.5])
        painter.setBrush(Qt.BrushStyle.NoBrush if how.idle or how.peeked else _tint(colour))
        painter.setPen(pen)
        painter.drawPolygon(area)
    if how.chosen:
        area = outside(area, 2)
        _outline(painter, area, QPen(CASING, 8 if how.focused else 6))
        _outline(painter, area, QPen(CHOSEN, 4 if how.focused else 2.5))


def outside(area: QPolygonF, by: float, least: float = 0.0) -> QPolygonF:
    """``area`` with its sides ``by`` pixels further out, and none shorter than ``least``.

    What lies in a small box is not painted over by its own edge.
    """
    corners = [area.at(n) for n in range(4)]
    made = list(corners)
    for one, other in ((0, 1), (3, 2), (0, 3), (1, 2)):
        way = corners[other] - corners[one]
        length = math.hypot(way.x(), way.y()) or 1.0
        out = max(by, (least - length) / 2)
        made[one] -= way * (out / length)
        made[other] += way * (out / length)
    return QPolygonF(made)


def draw_tag(
    painter: QPainter,
    area: QPolygonF,
    box: MaskBox,
    how: Standing,
    sheet: QRectF,
    *,
    besides: Sequence[QRectF] = (),
) -> QRectF:
    """The box's number, as in the list: beside it, where a line mostly ends; else before it.

    A box to be looked at says so in words. Below those already there; where it stands now is
    returned.
    """
    asks = not box.confirmed and not box.sure and not how.idle
    words = tr("{number} 请看一眼", number=how.number) if asks else f"{how.number}"
    tag = QRectF(painter.fontMetrics().boundingRect(words)).adjusted(-4, 0, 4, 0)
    bounds, away = area.boundingRect(), 4 + (_GRIP_ROOM if how.chosen else 0)
    tag.moveTopLeft(QPointF(bounds.right() + away, bounds.center().y() - tag.height() / 2))
    if tag.right() > sheet.right():
        tag.moveRight(bounds.left() - away)
    for other in sorted(besides, key=QRectF.top):
        if tag.intersects(other):
            tag.moveTop(other.bottom() + 1)
    painter.setPen(QPen(CASING, 1.5))
    painter.setBrush(CHOSEN if how.chosen else _colour(box))
    painter.drawRoundedRect(tag, 3, 3)
    painter.drawText(tag, int(Qt.AlignmentFlag.AlignCenter), words)
    return tag


def draw_grips(
    painter: QPainter, grips: Sequence[QPointF], side: float, active: int | None = None
) -> None:
    """Squares to take hold of corners by; the one under the keys is filled."""
    for number, place in enumerate(grips):
        square = QRectF(0, 0, side, side)
        square.moveCenter(place)
        painter.setPen(QPen(CHOSEN, 2.5))
        painter.setBrush(CHOSEN if number == active else CASING)
        painter.drawRoundedRect(square, 3, 3)


def draw_turner(painter: QPainter, start: QPointF, end: QPointF, side: float) -> None:
    """The round grip at the end of a stalk by which a box is turned."""
    painter.setPen(QPen(CASING, 5))
    painter.drawLine(start, end)
    painter.setPen(QPen(CHOSEN, 2.5))
    painter.drawLine(start, end)
    painter.setBrush(CASING)
    painter.drawEllipse(end, side / 2, side / 2)
    arc = QRectF(0, 0, side * 0.52, side * 0.52)
    arc.moveCenter(end)
    painter.setPen(QPen(CHOSEN, 1.8))
    painter.drawArc(arc, 60 * 16, 270 * 16)


def draw_sketch(painter: QPainter, area: QPolygonF) -> None:
    """A box while the hand is still drawing it."""
    _outline(painter, area, QPen(CASING, 5))
    painter.setPen(QPen(CHOSEN, 2.5))
    painter.setBrush(QColor(0, 0, 0, 120))
    painter.drawPolygon(area)


def _outline(painter: QPainter, area: QPolygonF, pen: QPen) -> None:
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(area)


def _tint(colour: QColor) -> QColor:
    made = QColor(colour)
    made.setAlpha(28)
    return made


def _colour(box: MaskBox) -> QColor:
    if box.confirmed:
        return BLACK
    return PROPOSED if box.sure else DOUBTED
