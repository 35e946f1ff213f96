"""The photo as it came, with the frame of one inch on it: moved and resized, its shape kept."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from desktop.app.scans import framing, portraits, quads
from desktop.app.scans.scanning import Geometry
from desktop.domain.scans import Quad, ScanPage
from desktop.language import tr
from desktop.ui.scans.corners import draw_cut, laid
from desktop.ui.scans.drawing import draw_grips
from desktop.ui.scans.handle import ARROWS, FINE, STEP, Handle
from desktop.ui.scans.view import Paper
from desktop.ui.widgets.theme import em

_GRIP, _REACH = 1.1, 1.3
"""In characters: the side of a grip, and how near a press takes it."""

_MOVE = -1


def lying(page: ScanPage) -> Geometry:
    """From the stored photo to the one the frame is laid on: turned, but nothing cut."""
    return Geometry(page.model_copy(update={"correction": laid(page)}))


def frame_of(page: ScanPage, shape: float) -> Quad:
    """The photo's frame in pixels of the page as it lies there; the largest where none is."""
    geometry, corners = lying(page), page.correction.corners
    if corners is None:
        return framing.largest(geometry.width, geometry.height, shape)
    return framing.framed(geometry.to_view(portraits.as_seen(corners, page.correction)), shape)


def corners_of(page: ScanPage, frame: Quad) -> Quad:
    """The way back: the frame as corners of a correction."""
    return portraits.as_stored(lying(page).to_stored(frame), page.correction)


def leant(page: ScanPage, shape: float, degrees: float) -> Quad:
    """The corners of the photo's frame when it leans so, clockwise."""
    room = (float(lying(page).width), float(lying(page).height))
    return corners_of(page, framing.leaning(frame_of(page, shape), degrees, room))


class FrameHandle(Handle):
    """The frame for the keyboard; the paper draws it. Screen pixels in what it sends."""

    moved = Signal(float, float)
    grown = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("一寸裁剪框，方向键移动，Shift＋方向键改大小"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, with Shift they make it larger and smaller; with Ctrl in small steps."""
        shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        held = event.modifiers()
        if event.key() not in ARROWS or held & ~(shift | ctrl | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
            return
        step = FINE if held & ctrl else STEP
        dx, dy = ARROWS[Qt.Key(event.key())]
        if held & shift:
            self.grown.emit((dx + dy) * step)
        else:
            self.moved.emit(dx * step, dy * step)


class FramePaper(Paper):
    """Shows the frame on the picture as it came; quads in signals are corners of a correction."""

    dragged = Signal(object)
    adjusted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._page: ScanPage | None = None
        self._room = (1.0, 1.0)
        self._seen: Quad = quads.rectangle((0, 0), (1, 1))
        self._held: int | None = None
        self._from: tuple[Quad, tuple[float, float]] = (self._seen, (0.0, 0.0))
        handle = FrameHandle(self)
        handle.moved.connect(self._move)
        handle.grown.connect(self._grow)
        handle.touched.connect(self.update)
        self.handles = [handle]
        self.setMouseTracking(True)

    def show_page(self, page: ScanPage | None, shape: float) -> None:
        """Draw the frame of ``page``, of width by height ``shape``; the largest where none is."""
        self._page = page
        if page is not None and self._held is None:
            geometry = lying(page)
            self._room = (float(geometry.width), float(geometry.height))
            self._seen = frame_of(page, shape)
        self._place_handle()
        self.update()

    def set_scale(self, scale: float) -> None:
        """The handle lies where the frame is seen."""
        super().set_scale(scale)
        self._place_handle()

    def _polygon(self) -> QPolygonF:
        return QPolygonF([self.to_screen(point) for point in self._seen])

    def _place_handle(self) -> None:
        (handle,) = self.handles
        handle.setGeometry(self._polygon().boundingRect().toAlignedRect())
        handle.setVisible(self._page is not None and not self.image.isNull())

    def paint_over(self, painter: QPainter) -> None:
        """What will be cut away is dimmed; a frame nobody has laid yet is dashed."""
        if self._page is None:
            return
        frame = self._polygon()
        cut = self._page.correction.corners is not None or self._held is not None
        draw_cut(painter, QRectF(self.sheet()), frame, dashed=not cut)
        corners = [self.to_screen(point) for point in self._seen]
        focused = self.handles[0].hasFocus()
        for number in range(4):
            draw_grips(painter, [corners[number]], em(self, _GRIP), 0 if focused else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner, or of the frame."""
        grip = self._grip(event.position())
        if event.button() != Qt.MouseButton.LeftButton or grip is None or self._page is None:
            super().mousePressEvent(event)
            return
        self._held, self._from = grip, (self._seen, self.to_page(event.position()))
        self.handles[0].setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The frame follows."""
        if self._held is None:
            self.setCursor(_CURSORS[self._grip(event.position())])
            return
        first, start = self._from
        x, y = self.to_page(event.position())
        if self._held == _MOVE:
            self._seen = framing.moved(first, x - start[0], y - start[1], self._room)
        else:
            self._seen = framing.pulled(first, self._held, (x, y), self._room)
        self._place_handle()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it was let go is one change."""
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = None
        if self._seen != self._from[0] and self._page is not None:
            self.dragged.emit(corners_of(self._page, self._seen))

    def _grip(self, at: QPointF) -> int | None:
        """The corner under the hand; :data:`_MOVE` within the frame; None beside it."""
        far = [
            (math.hypot(at.x() - place.x(), at.y() - place.y()), corner)
            for corner, place in enumerate(self.to_screen(point) for point in self._seen)
        ]
        distance, corner = min(far)
        if distance <= em(self, _REACH):
            return corner
        return _MOVE if quads.holds(self._seen, self.to_page(at)) else None

    def _move(self, dx: float, dy: float) -> None:
        self._adjust(framing.moved(self._seen, dx / self.scale, dy / self.scale, self._room))

    def _grow(self, by: float) -> None:
        self._adjust(framing.grown(self._seen, by / self.scale, self._room))

    def _adjust(self, quad: Quad) -> None:
        if quad != self._seen and self._page is not None:
            self.adjusted.emit(corners_of(self._page, quad))


_CURSORS = {
    None: Qt.CursorShape.ArrowCursor,
    _MOVE: Qt.CursorShape.SizeAllCursor,
    0: Qt.CursorShape.SizeFDiagCursor,
    1: Qt.CursorShape.SizeBDiagCursor,
    2: Qt.CursorShape.SizeFDiagCursor,
    3: Qt.CursorShape.SizeBDiagCursor,
}
