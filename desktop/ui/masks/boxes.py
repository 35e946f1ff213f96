"""The boxes of a page as a list: number, what is covered and why, and where each stands."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.app.scans import masking
from desktop.domain.scans import MaskBox, ScanPage
from desktop.domain.vocabulary import NO
from desktop.language import tr
from desktop.ui.widgets.theme import Tokens, em, tokens

_BOX = Qt.ItemDataRole.UserRole
_WRAPPED = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)


def _state_colour(box: MaskBox) -> str:
    if box.confirmed:
        return "good"
    return "care" if box.sure else "bad"


class _Row(QStyledItemDelegate):
    """Draws a row: the number as on the page, what was read wrapped, the state below it."""

    def __init__(self, shown: MaskList) -> None:
        super().__init__(shown)
        self._list = shown

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as its words."""
        view = self._list
        width = view.viewport().width()
        words = self._words(option, width, index.data(_BOX))
        return QSize(width, words.height() + _line(option) + round(em(view, 0.9)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Ground, number, words, state; a frame where the keyboard is."""
        view = self._list
        look, box = tokens(view), index.data(_BOX)
        area: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.fillRect(area, look.color("chosen"))
        self._paint_number(painter, area, index.row() + 1, box, look)
        words = self._words(option, area.width(), box).translated(area.topLeft())
        painter.setPen(look.color("text"))
        painter.drawText(words, _WRAPPED, masking.title(box))
        font = QFont(painter.font())
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 0.91)
        painter.setFont(font)
        painter.setPen(look.color("mute" if view.decision == NO else _state_colour(box)))
        below = QRect(words.left(), words.bottom(), area.width(), _line(option) + 2)
        painter.drawText(
            below, int(Qt.AlignmentFlag.AlignVCenter), masking.state(box, view.decision)
        )
        if chosen and view.hasFocus():
            painter.setPen(QPen(look.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _paint_number(
        self, painter: QPainter, area: QRect, number: int, box: MaskBox, look: Tokens
    ) -> None:
        view = self._list
        side = em(view, 1.5)
        chip = QRectF(area.left() + em(view, 0.5), area.top() + em(view, 0.45), side, side)
        ink = look.color("text" if box.confirmed else _state_colour(box))
        pen = QPen(ink, 1.8)
        if not box.confirmed:
            pen.setDashPattern([3, 2] if box.sure else [1.2, 1.2])
        painter.setPen(pen)
        painter.setBrush(ink if box.confirmed else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(look.color("card") if box.confirmed else ink)
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _words(self, option: QStyleOptionViewItem, width: int, box: MaskBox) -> QRect:
        """Where the words stand in a row that begins at 0, 0."""
        view = self._list
        left, top = em(view, 2.5), round(em(view, 0.4))
        room = QRect(left, top, max(width - left - em(view, 0.5), 40), 10000)
        metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
        return metrics.boundingRect(room, _WRAPPED, masking.title(box))


def _line(option: QStyleOptionViewItem) -> int:
    metrics: QFontMetrics = option.fontMetrics  # type: ignore[attr-defined]
    return metrics.height()


class MaskList(QListWidget):
    """One Tab stop; arrows choose, Enter confirms, Delete removes. As high as its rows."""

    chosen_changed = Signal(int)
    confirmed = Signal(int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(_Row(self))
        self.setWordWrap(True)
        self.setAccessibleName(tr("这一页的遮盖块"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._showing = False
        self.decision = ""
        self.currentRowChanged.connect(self._on_row)

    def show_page(self, page: ScanPage | None, chosen: int) -> None:
        """The boxes of ``page``, number ``chosen`` marked (-1 for none)."""
        boxes = page.boxes if page is not None else ()
        self.decision = page.decision if page is not None else ""
        self._showing = True
        while self.count() > len(boxes):
            self.takeItem(self.count() - 1)
        while self.count() < len(boxes):
            self.addItem(QListWidgetItem())
        for number, box in enumerate(boxes):
            item = self.item(number)
            if item.data(_BOX) != box:
                item.setData(_BOX, box)
            item.setText(f"{masking.title(box)}　{masking.state(box, self.decision)}")
            said = masking.spoken(box, number, self.decision)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        self._showing = False
        self.choose(chosen)
        self.setVisible(bool(boxes))
        self.updateGeometry()

    def choose(self, number: int) -> None:
        """Mark row ``number`` without telling anybody."""
        self._showing = True
        self.setCurrentRow(number)
        if number < 0:
            self.clearSelection()
        self._showing = False

    def sizeHint(self) -> QSize:
        """All rows."""
        rows = sum(self.sizeHintForRow(n) for n in range(self.count()))
        return QSize(em(self, 12), rows + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """No row is hidden: the panel around it scrolls."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower rows are higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Delete do what the buttons below do."""
        row = self.currentRow()
        if row >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit(row)
        elif row >= 0 and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(row)
        else:
            super().keyPressEvent(event)

    def _on_row(self, row: int) -> None:
        if not self._showing and row >= 0:
            self.chosen_changed.emit(row)
