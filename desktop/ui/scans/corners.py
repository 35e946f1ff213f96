"""The page as it came, with the four corners of the sheet on it, to be dragged or moved by keys."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QWidget

from desktop.app.scans import quads
from desktop.app.scans.scanning import Geometry
from desktop.domain.scans import Correction, Quad, ScanPage
from desktop.language import tr
from desktop.ui.scans.drawing import CASING, CHOSEN, draw_grips
from desktop.ui.scans.handle import ARROWS, FINE, STEP, Handle
from desktop.ui.scans.view import Paper
from desktop.ui.widgets.theme import em

_GRIP, _REACH = 1.1, 1.3
"""In characters: the side of a grip, and how near a press takes it."""


def laid(page: ScanPage) -> Correction:
    """How the page lies while its corners are sought: turned, but nothing cut or straightened."""
    return Correction(mirrored=page.correction.mirrored, turns=page.correction.turns)


def draw_cut(painter: QPainter, ground: QRectF, edge: QPolygonF, *, dashed: bool = False) -> None:
    """Dim what lies outside ``edge`` and draw it; ``dashed`` while it is only a proposal."""
    around = QPainterPath()
    around.addRect(ground)
    inside = QPainterPath()
    inside.addPolygon(edge)
    inside.closeSubpath()
    painter.fillPath(around.subtracted(inside), QColor(0, 0, 0, 130))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(CASING, 5))
    painter.drawPolygon(edge)
    style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
    painter.setPen(QPen(CHOSEN, 2.5, style))
    painter.drawPolygon(edge)


class CornerHandle(Handle):
    """One corner for the keyboard; the paper draws it."""

    moved = Signal(int, float, float)

    def __init__(self, corner: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.corner = corner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the corner, with Ctrl in small steps."""
        plain = event.modifiers() & ~(
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
        )
        if event.key() not in ARROWS or plain != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        step = FINE if event.modifiers() & Qt.KeyboardModifier.ControlModifier else STEP
        dx, dy = ARROWS[Qt.Key(event.key())]
        self.moved.emit(self.corner, dx * step, dy * step)


class CornerPaper(Paper):
    """Shows the sheet's edge on the page as it came; quads in signals are in stored pixels."""

    dragged = Signal(object)
    adjusted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._page: ScanPage | None = None
        self._geometry = Geometry(ScanPage())
        self._seen: Quad = quads.rectangle((0, 0), (1, 1))
        self._held: int | None = None
        self._first: Quad | None = None
        self.handles = [CornerHandle(corner, self) for corner in range(4)]
        for handle in self.handles:
            handle.moved.connect(self._move)
            handle.touched.connect(self.update)
        self.setMouseTracking(True)

    def show_page(self, page: ScanPage | None) -> None:
        """Draw the corners of ``page``; its own edges where nothing is cut."""
        if page != self._page:
            self._held = None
        self._page = page
        if page is not None:
            self._geometry = Geometry(page.model_copy(update={"correction": laid(page)}))
            whole = quads.rectangle((0.0, 0.0), (float(page.width), float(page.height)))
            self._seen = self._geometry.to_view(page.correction.corners or whole)
        self._place_handles()
        self.update()

    def set_scale(self, scale: float) -> None:
        """Handles lie where the corners are seen."""
        super().set_scale(scale)
        self._place_handles()

    def _place_handles(self) -> None:
        side = em(self, _GRIP)
        mx, my = quads.middle(self._seen)
        for handle, point in zip(self.handles, self._seen, strict=True):
            box = QRectF(0, 0, side, side)
            box.moveCenter(self.to_screen(point))
            handle.setGeometry(box.toAlignedRect())
            across = tr("左") if point[0] < mx else tr("右")
            down = tr("上") if point[1] < my else tr("下")
            handle.setAccessibleName(tr("{across}{down}角，方向键移动", across=across, down=down))
            handle.setVisible(self._page is not None and not self.image.isNull())

    def paint_over(self, painter: QPainter) -> None:
        """What will be cut away is dimmed; the sheet's edge and its corners stand out."""
        if self._page is None:
            return
        sheet = QPolygonF([self.to_screen(point) for point in self._seen])
        draw_cut(painter, QRectF(self.sheet()), sheet)
        focused = next((h.corner for h in self.handles if h.hasFocus()), None)
        draw_grips(painter, [self.to_screen(p) for p in self._seen], em(self, _GRIP), focused)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the corner next to the press."""
        near = self._near(event.position())
        if event.button() != Qt.MouseButton.LeftButton or near is None or self._page is None:
            super().mousePressEvent(event)
            return
        self._held, self._first = near, self._seen
        self.handles[near].setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The corner follows."""
        if self._held is None:
            near = self._near(event.position())
            arrow, hand = Qt.CursorShape.ArrowCursor, Qt.CursorShape.PointingHandCursor
            self.setCursor(arrow if near is None else hand)
            return
        self._seen = quads.bent(self._seen, self._held, self._inside(event.position()))
        self._place_handles()
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Where it was let go is one change."""
        if self._held is None or event.button() != Qt.MouseButton.LeftButton:
            return
        self._held = None
        if self._seen != self._first:
            self.dragged.emit(self._geometry.to_stored(self._seen))

    def _near(self, at: QPointF) -> int | None:
        far = [
            (math.hypot(at.x() - place.x(), at.y() - place.y()), corner)
            for corner, place in enumerate(self.to_screen(point) for point in self._seen)
        ]
        distance, corner = min(far)
        return corner if distance <= em(self, _REACH) else None

    def _inside(self, at: QPointF) -> tuple[float, float]:
        x, y = self.to_page(at)
        size = self.page_size
        return min(max(x, 0.0), size.width()), min(max(y, 0.0), size.height())

    def _move(self, corner: int, dx: float, dy: float) -> None:
        at = self.to_screen(self._seen[corner]) + QPointF(dx, dy)
        quad = quads.bent(self._seen, corner, self._inside(at))
        if quad != self._seen:
            self.adjusted.emit(self._geometry.to_stored(quad))
