"""Buttons that open a menu, and a menu that stays while one ticks several things in it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop.language import tr
from desktop.ui.widgets.theme import em, tokens


def escaped(text: str) -> str:
    """Words in a menu, where ``&`` would underline the next letter."""
    return text.replace("&", "&&")


class StayMenu(QMenu):
    """Ticking something does not close it; Enter, Esc or a click beside it does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def _tick(self) -> bool:
        act = next((a for a in self.actions() if a is self.activeAction()), None)
        if act is None or not act.isCheckable() or not act.isEnabled():
            return False
        act.trigger()
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick and stay."""
        if not self.rect().contains(event.position().toPoint()) or not self._tick():
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks and stays."""
        if event.key() != Qt.Key.Key_Space or not self._tick():
            super().keyPressEvent(event)


class MenuButton(QPushButton):
    """Opens what ``fill`` puts into a menu, by click, Space, or the arrow down."""

    def __init__(self, text: str, fill: Callable[[QMenu], None], told: str = "") -> None:
        super().__init__(text)
        self.fill = fill
        self.setProperty("opens", "true")
        self.setAutoDefault(False)
        self.setToolTip(told)
        self.setAccessibleDescription(tr("按空格打开菜单"))
        self.clicked.connect(self.open)

    def open(self) -> None:
        """Show the menu below."""
        menu = StayMenu(self)
        self.fill(menu)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow points down."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and an arrow at its end."""
        super().paintEvent(event)
        unit = em(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(tokens(self).color("text" if self.isEnabled() else "mute"), unit * 0.11)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        at = QPointF(self.width() - unit * 1.0, self.height() / 2)
        corners = [QPointF(-0.28, -0.13), QPointF(0, 0.15), QPointF(0.28, -0.13)]
        painter.drawPolyline(QPolygonF([at + corner * unit for corner in corners]))
