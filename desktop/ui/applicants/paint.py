"""How the rows of the table of applicants are drawn: a tick, a bar, a dot before the status."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.app.applicants.standing import Status
from desktop.app.applicants.table import Row
from desktop.ui.applicants.columns import BY_KEY, COLUMNS, SOON, TICK, WAITS, days_left, percent
from desktop.ui.applicants.model import ApplicantsModel
from desktop.ui.widgets.marks import paint_tick
from desktop.ui.widgets.theme import Tokens, em, tokens

MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
LEFT, RIGHT = 0.6, 0.3
"""Air in a cell, in characters."""

STATUS_COLORS = {
    Status.RESULT: "mute",
    Status.RETURNED: "bad",
    Status.SUBMITTED: "mute",
    Status.DISPUTED: "bad",
    Status.POSTED: "accent",
    Status.READY: "good",
    Status.REVIEWED: "good",
    Status.TO_REVIEW: "care",
    Status.FILLING: "edge",
    Status.UNSEEN: "line",
    Status.CLOSED: "bad",
}


def row_height(view: QWidget) -> int:
    """Of one line, in pixels."""
    return em(view, 2.4)


def tick_box(view: QWidget, cell: QRect) -> QRectF:
    """Where the box is drawn in its cell."""
    side = em(view, 1.15)
    left = cell.left() + em(view, 0.9)
    return QRectF(left + 0.5, cell.top() + (cell.height() - side) // 2 + 0.5, side, side)


class RowPainter(QStyledItemDelegate):
    """Draws every cell itself; the style would ask its sheet for each of them."""

    def __init__(self, view: QWidget, model: ApplicantsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, then what the column shows."""
        look = tokens(self._view)
        row, key = self._model.rows[index.row()], COLUMNS[index.column()].key
        ticked = row.case_id in self._model.ticked
        cell: QRect = option.rect  # type: ignore[attr-defined]
        painter.save()
        ground = "chosen" if ticked else "ground" if index.row() % 2 else "card"
        painter.fillRect(cell, look.color(ground))
        if key == TICK:
            state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            paint_tick(painter, tick_box(self._view, cell), look, state)
        else:
            painter.setFont(self._view.font())
            room = cell.adjusted(em(self._view, LEFT), 0, -em(self._view, RIGHT), 0)
            self._paint_value(painter, room, row, key)
        painter.restore()

    def _paint_value(self, painter: QPainter, room: QRect, row: Row, key: str) -> None:
        look, said = tokens(self._view), BY_KEY[key].say(row, self._model.at)
        color = _color(row, key, said, self._model)
        if color in ("bad", "care"):
            painter.setFont(_bold(self._view.font()))
        if key == "share" and said.endswith("%"):
            room = self._paint_bar(painter, room, look, row)
        elif key == "status":
            room = self._paint_dot(painter, room, look.color(STATUS_COLORS[row.status]))
        painter.setPen(look.color(color))
        shown = painter.fontMetrics().elidedText(said, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, MIDDLE, shown)

    def _paint_bar(self, painter: QPainter, room: QRect, look: Tokens, row: Row) -> QRect:
        """The bar; what is left of the room for the number."""
        unit, done = em(self._view), percent(row)
        # Widths are rounded: a hair too little, and the number would be cut short.
        words = painter.fontMetrics().horizontalAdvance("100 %") + 1
        width = room.width() - words - round(unit * 0.6)
        if width < unit * 1.5:
            return room
        high = round(unit * 0.5)
        bar = QRectF(room.left(), room.center().y() - high / 2 + 1, width, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("line"))
        painter.drawRoundedRect(bar, high / 2, high / 2)
        if done:
            painter.setBrush(look.color("good" if done == 100 else "accent"))
            bar.setWidth(max(width * done / 100, high))
            painter.drawRoundedRect(bar, high / 2, high / 2)
        return room.adjusted(room.width() - words, 0, 0, 0)

    def _paint_dot(self, painter: QPainter, room: QRect, color: QColor) -> QRect:
        unit = em(self._view)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        side = unit * 0.55
        middle = room.center().y() + 1
        painter.drawEllipse(QRectF(room.left() + 1, middle - side / 2, side, side))
        return room.adjusted(round(unit * 0.95), 0, 0, 0)

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """What a column would need to be read in full."""
        said = str(index.data() or "")
        words = QFontMetrics(self._view.font()).horizontalAdvance(said)
        more = {"share": 5.0, "status": 0.95}.get(COLUMNS[index.column()].key, 0.0)
        return QSize(words + em(self._view, LEFT + RIGHT + 0.3 + more), row_height(self._view))


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold


def _color(row: Row, key: str, said: str, model: ApplicantsModel) -> str:
    if said in ("0", "—", WAITS):
        return "mute"
    if key == "fix":
        return "bad"
    if key == "missing":
        return "care"
    if key == "deadline":
        left = days_left(row, model.at)
        return "text" if left is None or left > SOON else "bad" if left < 0 else "care"
    return "mute" if key == "changed_at" else "text"
