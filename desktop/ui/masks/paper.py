"""The page with its boxes, to be drawn, moved, resized and turned; keys go to their handles."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from desktop.app.scans import masking, quads
from desktop.app.scans.scanning import Geometry
from desktop.domain.scans import MaskBox, Point, Quad, ScanPage
from desktop.domain.vocabulary import NO
from desktop.language import tr
from desktop.ui.scans.drawing import (
    Standing,
    draw_box,
    draw_grips,
    draw_sketch,
    draw_tag,
    draw_turner,
    outside,
)
from desktop.ui.scans.handle import BoxHandle, Reshape
from desktop.ui.scans.view import Paper
from desktop.ui.widgets.theme import em

_SLIP = 5
"""Screen pixels the pressed mouse may tremble before it drags."""

_GRIP, _REACH, _STALK = 0.8, 0.85, 1.9
"""In characters: the side of a grip, how near a press takes it, how far out turning is done."""


@dataclass(slots=True)
class _Drag:
    """What the pressed mouse is doing; ``quad`` is what has come of it so far."""

    what: Literal["draw", "move", "pull", "bend", "turn"]
    start: Point
    first: Quad
    corner: int = 0
    quad: Quad | None = field(default=None)


class MaskPaper(Paper):
    """Shows a :class:`ScanPage` and tells what the hand wants done; it changes nothing itself.

    Quads in signals are in pixels of the page as stored. ``reshaped`` comes once a drag is over,
    ``adjusted`` with each key.
    """

    chosen_changed = Signal(int)
    drawn = Signal(object)
    reshaped = Signal(int, object, str)
    adjusted = Signal(int, object, str)
    confirmed = Signal(int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.page: ScanPage | None = None
        self.chosen = -1
        self.peeking = False
        self.editable = True
        self.host: QWidget | None = None
        """What the Tab key stops at before the boxes."""
        self._geometry = Geometry(ScanPage())
        self._seen: tuple[Quad, ...] = ()
        self._drag: _Drag | None = None
        self.handles: list[BoxHandle] = []
        self.setMouseTracking(True)

    # ------------------------------------------------------------------ showing

    def show_page(self, page: ScanPage | None) -> None:
        """Draw the boxes of ``page``; the chosen one stays chosen where it is still there."""
        if page != self.page:
            # What was found meanwhile may stand in the place of the box under the hand.
            self._drag = None
        self.page = page
        self._geometry = Geometry(page if page is not None else ScanPage())
        boxes = page.boxes if page is not None else ()
        self._seen = tuple(self._geometry.to_view(box.quad) for box in boxes)
        if self.chosen >= len(boxes):
            self.choose(len(boxes) - 1)
        self._place_handles()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Handles lie where the boxes are seen."""
        super().set_scale(scale)
        self._place_handles()

    def set_editable(self, on: bool) -> None:
        """Whether boxes can be taken hold of here; else they are only shown."""
        self.editable = on
        if not on:
            self.choose(-1)
        self._place_handles()

    def peek(self, on: bool) -> None:
        """Show what is under the boxes, as long as ``on``."""
        if on != self.peeking:
            self.peeking = on
            self.update()

    def choose(self, number: int, *, focus: bool = False) -> None:
        """Make box ``number`` the chosen one, -1 for none; with ``focus`` keys go to it."""
        if number != self.chosen:
            self.chosen = number
            self.update()
            self.chosen_changed.emit(number)
        if focus and self.has(number):
            self.handles[number].setFocus(Qt.FocusReason.OtherFocusReason)

    def has(self, number: int) -> bool:
        """Whether box ``number`` is drawn now."""
        return 0 <= number < len(self._seen) and not self.image.isNull()

    def area(self, number: int) -> QRectF:
        """Where box ``number`` is drawn, on the paper."""
        return self._polygon(self._seen[number]).boundingRect()

    def page_quad(self, number: int) -> Quad:
        """Box ``number`` in pixels of the page as seen."""
        return self._seen[number]

    def stored(self, quad: Quad) -> Quad:
        """A quad of the page as seen, kept on it, in pixels of the page as stored."""
        geometry = self._geometry
        return geometry.to_stored(quads.kept_in(quad, geometry.width, geometry.height))

    def _place_handles(self) -> None:
        page = self.page or ScanPage()
        boxes = page.boxes
        while len(self.handles) < len(boxes):
            self.handles.append(self._new_handle(len(self.handles)))
        for number, handle in enumerate(self.handles):
            there = number < len(boxes) and self.editable and not self.image.isNull()
            if there:
                handle.scale = self.scale
                handle.setGeometry(self.area(number).toAlignedRect())
                said = masking.spoken(boxes[number], number, page.decision)
                handle.setAccessibleName(said)
            elif handle.hasFocus():
                self._focus_before(number)
            handle.setVisible(there)

    def _focus_before(self, number: int) -> None:
        """The box under the keyboard is gone: the one before it is next, else the page."""
        last = min(number, len(self._seen)) - 1
        target: QWidget | None = self.handles[last] if last >= 0 else self.host
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_handle(self, number: int) -> BoxHandle:
        handle = BoxHandle(number, self)
        handle.came.connect(self._came)
        handle.left.connect(lambda _number: self.update())
        handle.reshaped.connect(self._adjust)
        handle.confirmed.connect(self.confirmed)
        handle.removed.connect(self.removed)
        before = self.handles[-1] if self.handles else self.host
        if before is not None:
            QWidget.setTabOrder(before, handle)
        return handle

    def _came(self, number: int) -> None:
        self.choose(number)
        self.update()

    def _adjust(self, number: int, reshape: Reshape, words: str) -> None:
        quad = reshape(self._seen[number])
        self.adjusted.emit(number, self.stored(quad), words)

    # ------------------------------------------------------------------ painting

    def paint_over(self, painter: QPainter) -> None:
        """Boxes, the chosen one last and with its grips."""
        if self.page is None:
            return
        order = [n for n in range(len(self._seen)) if n != self.chosen]
        if 0 <= self.chosen < len(self._seen):
            order.append(self.chosen)
        tags: list[tuple[QPolygonF, MaskBox, Standing]] = []
        for number in order:
            held = self.handles[number].hasFocus()
            how = Standing(
                number=number + 1,
                chosen=number == self.chosen,
                focused=held,
                idle=self.page.decision == NO,
                peeked=self.peeking,
            )
            area = self._polygon(self._shown(number))
            draw_box(painter, area, self.page.boxes[number], how)
            tags.append((area, self.page.boxes[number], how))
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.75)
        painter.setFont(small)
        placed: list[QRectF] = []
        for area, box, how in () if self.peeking else tags:
            sheet = QRectF(self.sheet())
            placed.append(draw_tag(painter, area, box, how, sheet, besides=placed))
        if self._can_grip():
            quad = self._shown(self.chosen)
            start, end = self._stalk(quad)
            draw_turner(painter, start, end, em(self, _GRIP) * 1.2)
            active = self.handles[self.chosen].corner
            draw_grips(painter, self._grips(quad), em(self, _GRIP), active)
        if self._drag is not None and self._drag.what == "draw" and self._drag.quad is not None:
            draw_sketch(painter, self._polygon(self._drag.quad))

    def _shown(self, number: int) -> Quad:
        drag = self._drag
        if number == self.chosen and drag is not None and drag.what != "draw" and drag.quad:
            return drag.quad
        return self._seen[number]

    def _can_grip(self) -> bool:
        return self.editable and not self.peeking and 0 <= self.chosen < len(self._seen)

    def _polygon(self, quad: Quad) -> QPolygonF:
        return QPolygonF([self.to_screen(point) for point in quad])

    def _grips(self, quad: Quad) -> list[QPointF]:
        """Beside the corners, outwards: a small box still has a middle to be moved by.

        Those of a flat one are kept far enough apart to tell them from one another.
        """
        side = em(self, _GRIP)
        around = outside(self._polygon(quad), side * 0.5, side * 1.5)
        return [around.at(corner) for corner in range(4)]

    def _stalk(self, quad: Quad) -> tuple[QPointF, QPointF]:
        """From the middle of the upper edge outwards; from the lower one where there is no room."""
        middle = self.to_screen(quads.middle(quad))
        start = end = middle
        for one, other in ((0, 1), (2, 3)):
            (ax, ay), (bx, by) = quad[one], quad[other]
            start = self.to_screen(((ax + bx) / 2, (ay + by) / 2))
            away = start - middle
            length = math.hypot(away.x(), away.y()) or 1.0
            end = start + away * (em(self, _STALK) / length)
            if self.rect().contains(end.toPoint()):
                break
        return start, end

    # ------------------------------------------------------------------ the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a grip, a box, or begin a new one on the bare page."""
        if event.button() != Qt.MouseButton.LeftButton or not self._workable():
            super().mousePressEvent(event)
            return
        at = event.position()
        place = self.to_page(at)
        self._drag = self._gripped(at, place, event.modifiers())
        if self._drag is None:
            number = self._box_at(place)
            if number >= 0:
                self.choose(number, focus=True)
                self._drag = _Drag("move", place, self._seen[number])
            else:
                self.choose(-1)
                self._drag = _Drag("draw", place, quads.rectangle(place, place))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the hand."""
        drag = self._drag
        if drag is None:
            self._show_cursor(event.position())
            return
        place = self.to_page(event.position())
        far = math.dist(place, drag.start) * self.scale
        if drag.quad is None and far < _SLIP:
            return
        drag.quad = self._dragged(drag, place)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What the drag came to is one change."""
        drag, self._drag = self._drag, None
        self.update()
        if drag is None or drag.quad is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if drag.what == "draw":
            left, top, right, bottom = quads.bounds(drag.quad)
            if min(right - left, bottom - top) * self.scale > _SLIP:
                self.drawn.emit(self.stored(drag.quad))
            return
        words = {"move": tr("移动遮盖块"), "turn": tr("转动遮盖块"), "bend": tr("改遮盖块的角")}
        said = words.get(drag.what, tr("改遮盖块的大小"))
        self.reshaped.emit(self.chosen, self.stored(drag.quad), said)

    def _workable(self) -> bool:
        return self.editable and self.page is not None and not self.image.isNull()

    def _gripped(self, at: QPointF, place: Point, keys: Qt.KeyboardModifier) -> _Drag | None:
        if not self._can_grip():
            return None
        quad, reach = self._seen[self.chosen], em(self, _REACH)
        near = [
            (math.hypot(at.x() - grip.x(), at.y() - grip.y()), corner)
            for corner, grip in enumerate(self._grips(quad))
        ]
        distance, corner = min(near)
        if distance <= reach:
            alone = bool(keys & Qt.KeyboardModifier.ControlModifier)
            return _Drag("bend" if alone else "pull", place, quad, corner)
        _, end = self._stalk(quad)
        if math.hypot(at.x() - end.x(), at.y() - end.y()) <= reach:
            return _Drag("turn", place, quad)
        return None

    def _box_at(self, place: Point) -> int:
        """The box there, the smallest of several; -1 for none."""
        there = [n for n, quad in enumerate(self._seen) if quads.holds(quad, place)]

        def size(number: int) -> float:
            left, top, right, bottom = quads.bounds(self._seen[number])
            return (right - left) * (bottom - top)

        return min(there, key=size, default=-1)

    def _dragged(self, drag: _Drag, place: Point) -> Quad:
        dx, dy = place[0] - drag.start[0], place[1] - drag.start[1]
        corner = drag.first[drag.corner]
        match drag.what:
            case "draw":
                return quads.rectangle(drag.start, self._on_page(place))
            case "move":
                return quads.shifted(drag.first, dx, dy)
            case "pull":
                return quads.pulled(drag.first, drag.corner, (corner[0] + dx, corner[1] + dy))
            case "bend":
                return quads.bent(drag.first, drag.corner, (corner[0] + dx, corner[1] + dy))
            case "turn":
                mx, my = quads.middle(drag.first)
                was = math.atan2(drag.start[1] - my, drag.start[0] - mx)
                now = math.atan2(place[1] - my, place[0] - mx)
                return quads.turned(drag.first, math.degrees(now - was))

    def _on_page(self, place: Point) -> Point:
        geometry = self._geometry
        return (
            min(max(place[0], 0.0), float(geometry.width)),
            min(max(place[1], 0.0), float(geometry.height)),
        )

    def _show_cursor(self, at: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self._workable():
            place = self.to_page(at)
            grip = self._gripped(at, place, Qt.KeyboardModifier.NoModifier)
            if grip is not None:
                shape = Qt.CursorShape.PointingHandCursor
            elif self._box_at(place) >= 0:
                shape = Qt.CursorShape.SizeAllCursor
            elif self.sheet().contains(at.toPoint()):
                shape = Qt.CursorShape.CrossCursor
        self.setCursor(shape)
