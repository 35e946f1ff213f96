"""The rail: every step with a ring that fills as its checks are met."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.app.findings.progress import Progress
from desktop.app.pages.form import Page
from desktop.language import shown, tr
from desktop.ui.widgets.marks import KeyButton, paint_sign
from desktop.ui.widgets.pieces import one_stop
from desktop.ui.widgets.theme import em, tokens

WIDTH = 12.6
"""Of the rail, in full-width characters: the ring and the longest title beside it."""


class RailButton(KeyButton):
    """One step: ring, number or mark, title; without a number it is the overview of all of them."""

    def __init__(self, number: int, title: str) -> None:
        super().__init__(title)
        self.number = number
        self.progress = Progress()
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._tell()

    def set_progress(self, progress: Progress) -> None:
        """Fill the ring; nothing is drawn anew where it is as full as before."""
        if progress != self.progress:
            self.progress = progress
            self._tell()

    def _tell(self) -> None:
        progress = self.progress
        step = tr("第 {number} 步 ", number=self.number) if self.number else ""
        self.setAccessibleName(f"{step}{self.text()}")
        told = (
            tr("{done} / {total} 项已符合", done=progress.done, total=progress.total)
            if progress.total
            else tr("没有要检查的")
        )
        if progress.fix:
            told += tr("，{fix} 项需修改", fix=progress.fix)
        self.setAccessibleDescription(told)
        self.setToolTip(told)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for seven characters beside the ring."""
        return QSize(em(self, WIDTH), em(self, 3.1))

    def minimumSizeHint(self) -> QSize:
        """Lower where the screen is low, so that all steps are seen at once."""
        return QSize(em(self, WIDTH), em(self, 2.0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, ring, sign, words."""
        look = tokens(self)
        unit = em(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(unit * 0.5, 1.5, -unit * 0.5, -1.5)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("chosen"))
            painter.drawRoundedRect(room, unit * 0.5, unit * 0.5)
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), unit * 0.5, unit * 0.5)
        side = min(unit * 1.95, self.height() - unit * 0.45)
        ring = QRectF(room.left() + unit * 0.55, room.center().y() - side / 2, side, side)
        self._paint_ring(painter, ring, unit)
        font = QFont(self.font())
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(look.color("text"))
        words = room.adjusted(unit * 3.1, 0, 0, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, int(align), self.text())

    def _paint_ring(self, painter: QPainter, ring: QRectF, unit: float) -> None:
        look, progress = tokens(self), self.progress
        done = progress.total > 0 and progress.done == progress.total
        tone = "bad" if progress.fix else "good" if done else "accent"
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("line"), unit * 0.22))
        painter.drawEllipse(ring)
        if progress.total and progress.done:
            pen = QPen(look.color(tone), unit * 0.22)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(ring, 90 * 16, -round(progress.share * 360 * 16))
        if progress.fix or done:
            inner = ring.adjusted(unit * 0.25, unit * 0.25, -unit * 0.25, -unit * 0.25)
            paint_sign(painter, inner, "fix" if progress.fix else "done", look.color(tone))
            return
        if not self.number:
            self._paint_lines(painter, ring, unit)
            return
        font = QFont(self.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.92)
        painter.setFont(font)
        painter.setPen(look.color("mute"))
        painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(self.number))

    def _paint_lines(self, painter: QPainter, ring: QRectF, unit: float) -> None:
        """A list."""
        pen = QPen(tokens(self).color("mute"), unit * 0.13)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for down in (0.36, 0.5, 0.64):
            y = ring.top() + ring.height() * down
            left, right = ring.left() + ring.width() * 0.32, ring.left() + ring.width() * 0.68
            painter.drawLine(QPointF(left, y), QPointF(right, y))


class Rail(QFrame):
    """The overview and the steps; ``chosen(page_id)`` when one is asked for.

    ``overview`` are the overview's id and title.
    """

    chosen = Signal(str)

    def __init__(self, pages: Sequence[Page], overview: tuple[str, str]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.buttons: dict[str, RailButton] = {}
        inside = QWidget()
        inside.setProperty("role", "panel")
        self.column = QVBoxLayout(inside)
        entries = [overview, *((page.id, shown(page.title)) for page in pages)]
        for number, (page_id, title) in enumerate(entries):
            button = RailButton(number, title)
            button.clicked.connect(lambda _on, page_id=page_id: self.chosen.emit(page_id))
            self.buttons[page_id] = button
            self.column.addWidget(button)
        self.column.addStretch(1000)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0)
        outer.addWidget(self.area)
        self._space()

    def choose(self, page_id: str) -> None:
        """Mark the step one is at."""
        self.buttons[page_id].setChecked(True)
        one_stop(self.buttons.values())
        self._show_chosen()

    def _show_chosen(self) -> None:
        for button in self.buttons.values():
            if button.isChecked():
                self.area.ensureWidgetVisible(button)
        self.area.horizontalScrollBar().setValue(0)  # the bar at its side cuts no ring off

    def show_progress(self, by_page: dict[str, Progress]) -> None:
        """Fill the rings."""
        for page_id, button in self.buttons.items():
            button.set_progress(by_page.get(page_id, Progress()))

    def _space(self) -> None:
        self.column.setContentsMargins(0, em(self, 0.5), 0, em(self, 0.4))
        self.column.setSpacing(em(self, 0.08))
        self.setFixedWidth(em(self, WIDTH) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The step one is at stays in sight where a banner above takes room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_chosen)

    def changeEvent(self, event: QEvent) -> None:
        """The width follows the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()
            # The steps have their places only after the layout ran.
            QTimer.singleShot(0, self, self._show_chosen)
