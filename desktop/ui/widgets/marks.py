"""Small painted things: the mark of a state, a tick, a button like a link that wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop.ui.widgets.theme import Tokens, em, tokens

if TYPE_CHECKING:
    from desktop.app.findings.progress import State

COLORS: dict[State, str] = {
    "done": "good",
    "fix": "bad",
    "look": "care",
    "open": "mute",
    "rest": "mute",
}


def paint_sign(painter: QPainter, box: QRectF, state: State, color: QColor) -> None:
    """Draw ✓, ! or · into ``box`` with strokes of its own, alike on every machine."""
    side = box.width()
    pen = QPen(color, side * 0.11)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(box.left() + x * side, box.top() + y * side)

    if state == "done":
        painter.drawPolyline(QPolygonF([at(0.28, 0.52), at(0.44, 0.67), at(0.73, 0.35)]))
    elif state in ("fix", "look"):
        painter.drawLine(at(0.5, 0.27), at(0.5, 0.53))
        painter.drawPoint(at(0.5, 0.72))
    elif state == "rest":
        painter.drawLine(at(0.34, 0.5), at(0.66, 0.5))


def paint_tick(painter: QPainter, box: QRectF, look: Tokens, state: Qt.CheckState) -> None:
    """A box as the style sheet draws them: empty, ticked, or with a line for some of them."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on, side = state != Qt.CheckState.Unchecked, box.width()
    painter.setPen(QPen(look.color("accent" if on else "edge"), 1))
    painter.setBrush(look.color("accent" if on else "card"))
    painter.drawRoundedRect(box, side * 0.17, side * 0.17)
    if not on:
        return
    pen = QPen(look.color("on_accent"), side * 0.12)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    strokes = [(0.24, 0.52), (0.43, 0.70), (0.77, 0.32)]
    if state == Qt.CheckState.PartiallyChecked:
        strokes = [(0.26, 0.5), (0.74, 0.5)]
    painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x, y) * side for x, y in strokes]))


class StateMark(QWidget):
    """A round mark: filled with ✓ or !, an empty ring where something is still to be done."""

    def __init__(self, state: State = "open", size: float = 1.5) -> None:
        super().__init__()
        self._state: State = state
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_state(self, state: State) -> None:
        """Show another state."""
        if state != self._state:
            self._state = state
            self.update()

    def sizeHint(self) -> QSize:
        """As large as the text beside it."""
        side = em(self, self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark."""
        look = tokens(self)
        color = look.color(COLORS[self._state])
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._state in ("done", "fix", "look"):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            painter.drawEllipse(box)
            paint_sign(painter, box, self._state, look.color("card"))
        else:
            painter.setPen(QPen(color, 1.8))
            painter.drawEllipse(box)
            paint_sign(painter, box, self._state, color)


class KeyButton(QAbstractButton):
    """A button drawn by us: Enter presses it as Space does, the pointer shows that it can."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is enough."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class LinkButton(KeyButton):
    """Reads like a link, wraps like text, is pressed like a button."""

    def __init__(self, text: str = "", *, small: bool = False) -> None:
        super().__init__(text)
        self._small = small
        self._measured: dict[tuple[str, int], QRect] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        """Show other words."""
        if text != self.text():
            self.setText(text)
            self.updateGeometry()

    def _face(self) -> QFont:
        font = QFont(self.font())
        if self._small:
            font.setPointSizeF(font.pointSizeF() * 0.91)
        font.setUnderline(True)
        return font

    def _bounds(self, width: int) -> QRect:
        # The layouts around it ask many times for each time something changes.
        asked = self.text(), width
        if asked not in self._measured:
            room = QRect(0, 0, max(width - 6, 20), 10000)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
            found = QFontMetrics(self._face()).boundingRect(room, int(flags), self.text())
            self._measured[asked] = found
        return self._measured[asked]

    def changeEvent(self, event: QEvent) -> None:
        """Another font has other measures."""
        if event.type() == QEvent.Type.FontChange:
            self._measured = {}
        super().changeEvent(event)

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the wrapped words."""
        return self._bounds(width).height() + 6

    def sizeHint(self) -> QSize:
        """On one line, where there is room."""
        bounds = self._bounds(10000)
        return QSize(bounds.width() + 8, bounds.height() + 6)

    def minimumSizeHint(self) -> QSize:
        """A few characters are enough to wrap in."""
        bounds = self._bounds(10000)
        return QSize(min(em(self, 5), bounds.width() + 8), bounds.height() + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words in the accent colour, a frame where the keyboard is."""
        look = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._face())
        painter.setPen(look.color("accent_hover" if self.underMouse() else "accent"))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect().adjusted(3, 3, -3, -3), int(flags), self.text())
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
