"""A thin bar under the 工作总结: how long it is, and where the notice's limits lie."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.app.summary.writing import Length
from desktop.domain.terms import SummaryTerms
from desktop.language import tr
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.theme import em, tokens

_BEYOND = 1.15
"""The bar goes on a little behind the maximum, so that too much is seen as well."""


class Gauge(QWidget):
    """Filled as far as the text goes; the stretch between the limits is marked below it."""

    def __init__(self, terms: SummaryTerms) -> None:
        super().__init__()
        self._terms = terms
        self._length: Length | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if not (terms.min or terms.max):
            self.hide()

    def show_length(self, length: Length) -> None:
        """Show how far it is."""
        turned = self._length is not None and length.standing != self._length.standing
        self._length = length
        self.setAccessibleName(tr("字数"))
        self.setAccessibleDescription(length.sentence)
        self.update()
        if turned:  # each character would be too much to listen to
            say_aloud(self, length.sentence)

    def sizeHint(self) -> QSize:
        """A bar, and a line of small numbers."""
        return QSize(em(self, 10), round(em(self, 0.55) + self._small() * 1.25))

    def _small(self) -> float:
        return self.fontMetrics().height() * 0.82

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar, limits and their numbers."""
        most = self._terms.max or self._terms.min
        if not most or self._length is None:
            return
        look = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = em(self, 0.42)
        whole = most * _BEYOND
        bar = QRectF(0, 0, self.width(), height)

        def at(count: float) -> float:
            return min(count / whole, 1.0) * self.width()

        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(bar, height / 2, height / 2)
        least = self._terms.min or 0
        painter.setBrush(look.color("chosen"))
        painter.drawRect(QRectF(at(least), 0, at(most) - at(least), height))
        filled = at(self._length.count.high)
        if filled:
            right = {"right": "good", "long": "care", "doubtful": "care"}
            painter.setBrush(look.color(right.get(self._length.standing, "accent")))
            painter.drawRoundedRect(
                QRectF(0, 0, max(filled, height), height), height / 2, height / 2
            )
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.82)
        painter.setFont(font)
        for limit in (self._terms.min, self._terms.max):
            if limit:
                painter.setPen(look.color("edge"))
                painter.drawLine(round(at(limit)), 0, round(at(limit)), round(height * 1.5))
                painter.setPen(look.color("mute"))
                box = QRectF(
                    at(limit) - em(self, 3), height * 1.3, em(self, 6), self._small() * 1.2
                )
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(limit))
