"""What is read by scrolling: reached by the keyboard while there is more than can be seen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from desktop.ui.widgets.theme import tokens


class ReadingArea(QScrollArea):
    """Scrolls up and down what is called ``name``; where the keyboard is, a frame shows it.

    With nothing to scroll the Tab key passes it by.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self._ring = _Ring(self)

    def _on_range(self, least: int, most: int) -> None:
        policy = Qt.FocusPolicy.StrongFocus if most > least else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """A frame, but for whoever goes by mouse alone."""
        super().focusInEvent(event)
        used = self.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        by_hand = event.reason() == Qt.FocusReason.MouseFocusReason
        by_program = event.reason() == Qt.FocusReason.OtherFocusReason
        self._ring.setVisible(not by_hand and (used or not by_program))
        self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes with the keyboard."""
        super().focusOutEvent(event)
        self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The frame stays around."""
        super().resizeEvent(event)
        self._ring.resize(self.size())


class _Ring(QWidget):
    """Two pixels around the area, above what it shows: nothing moves when it comes and goes."""

    def __init__(self, area: QWidget) -> None:
        super().__init__(area)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A line all around."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens(self).color("accent"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
