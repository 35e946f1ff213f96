"""A table of told facts: sorted by any column, gone through by keys, lines ticked where wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desktop.app.deadlines.ledger import Cell
from desktop.language import tr
from desktop.ui.widgets.marks import paint_tick
from desktop.ui.widgets.theme import em, follow_size, tokens

Index = QModelIndex | QPersistentModelIndex

_NONE = QModelIndex()
_UP = Qt.SortOrder.AscendingOrder
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its head, how wide in characters; ``wide`` ones share what is left."""

    key: str
    head: str
    width: float
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: what it is of, and a cell for each column."""

    key: str
    cells: tuple[Cell, ...]


class CellModel(QAbstractTableModel):
    """The lines as they are sorted; with ``ticks`` each can be ticked. ``ticked_changed()``."""

    ticked_changed = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject, *, ticks: bool) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.ticks = ticks
        self.lines: list[Line] = []
        self.ticked: set[str] = set()
        self.by = 0
        self.order = _UP

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NONE) -> int:
        """How many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The heads."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].head
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is read in a cell, and how."""
        line = self.lines[index.row()]
        cell = line.cells[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            ticked = tr("，已勾选") if self.ticks and line.key in self.ticked else ""
            return f"{self.columns[index.column()].head}：{cell.text}{ticked}"
        if role == Qt.ItemDataRole.ForegroundRole and cell.mood == "care":
            return tokens().color("care")
        if role == Qt.ItemDataRole.FontRole and cell.mood == "care":
            bold = QFont()
            bold.setBold(True)
            return bold
        return None

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these, sorted as was chosen; ticks of lines that are gone go too."""
        self.beginResetModel()
        self.lines = list(lines)
        self._arrange()
        self.endResetModel()
        there = {line.key for line in self.lines}
        if not self.ticked <= there:
            self.ticked &= there
            self.ticked_changed.emit()

    def retell(self, told: Mapping[str, Line]) -> None:
        """The same lines with other words, each where it is: the clock went on."""
        self.lines = [told.get(line.key, line) for line in self.lines]
        if self.lines:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def sort(self, column: int, order: Qt.SortOrder = _UP) -> None:
        """By a column; lines that are alike in it stay in their order."""
        self.by, self.order = column, order
        self.beginResetModel()
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        """What is not known comes last either way."""
        down = self.order is Qt.SortOrder.DescendingOrder
        self.lines.sort(key=lambda line: line.cells[self.by].order[1], reverse=down)
        self.lines.sort(key=lambda line: line.cells[self.by].order[0])

    def tick(self, keys: Iterable[str], *, on: bool) -> None:
        """Tick these, or take their ticks away."""
        self.ticked = self.ticked | set(keys) if on else self.ticked - set(keys)
        self.ticked_changed.emit()


class _Cells(QStyledItemDelegate):
    """Draws the tick of a line before its first cell."""

    def __init__(self, view: QTableView, model: CellModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell, and its tick."""
        if self._model.ticks and index.column() == 0:
            place = option.rect  # type: ignore[attr-defined]
            inner = QStyleOptionViewItem(option)
            inner.rect = place.adjusted(em(self._view, 1.9), 0, 0, 0)  # type: ignore[attr-defined]
            super().paint(painter, inner, index)
            side = em(self._view, 1.15)
            top = place.top() + (place.height() - side) // 2
            box = QRectF(place.left() + em(self._view, 0.6) + 0.5, top + 0.5, side, side)
            on = self._model.lines[index.row()].key in self._model.ticked
            state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
            painter.save()
            paint_tick(painter, box, tokens(self._view), state)
            painter.restore()
        else:
            super().paint(painter, option, index)


class _Head(QHeaderView):
    """The heads, drawn in the colours of the look; a small mark where it is sorted by."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(True)
        self.setAccessibleName(tr("点一下按这一栏排序"))

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:  # noqa: N802
        """Ground, words, mark."""
        look, unit = tokens(self), em(self)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.color("ground"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        sorted_by = at == self.sortIndicatorSection()
        font = QFont(self.font())
        font.setBold(sorted_by)
        painter.setFont(font)
        painter.setPen(look.color("text" if sorted_by else "mute"))
        room = rect.adjusted(round(unit * 0.22), 0, -round(unit * (1.3 if sorted_by else 0.2)), 0)
        text = str(self.model().headerData(at, Qt.Orientation.Horizontal))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _MIDDLE, shown)
        if sorted_by:
            x = room.left() + painter.fontMetrics().horizontalAdvance(shown) + unit * 0.65
            tip = unit * (-0.15 if self.sortIndicatorOrder() is _UP else 0.15)
            y = rect.center().y() + 0.5
            ends = (QPointF(x - unit * 0.28, y - tip), QPointF(x + unit * 0.28, y - tip))
            painter.setPen(QPen(look.color("text"), unit * 0.11))
            painter.drawPolyline(QPolygonF([ends[0], QPointF(x, y + tip), ends[1]]))
        painter.restore()


class CellTable(QTableView):
    """The table. ``went(key)`` to a line, ``opened(key)`` by a double click or Enter.

    Space ticks the line one is at, Ctrl+A all of them; a head sorts.
    """

    went = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, columns: Sequence[Column], *, ticks: bool = False) -> None:
        super().__init__()
        self.told = CellModel(columns, self, ticks=ticks)
        self.setModel(self.told)
        self.setItemDelegate(_Cells(self, self.told))
        self.setAccessibleName(name)
        keys = (
            tr("上下键换行，空格勾选，Ctrl+A 全选，回车打开")
            if ticks
            else tr("上下键换行，回车看原文")
        )
        self.setAccessibleDescription(keys)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = _Head(self)
        self.setHorizontalHeader(head)
        head.setSortIndicator(0, _UP)
        head.sortIndicatorChanged.connect(self._sort)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._key(index.row())))
        self.told.ticked_changed.connect(self.viewport().update)
        follow_size(self, self._space)

    @property
    def here(self) -> str:
        """What the line one is at is of; ``""`` for none."""
        return self._key(self.currentIndex().row())

    def show_lines(self, lines: Iterable[Line]) -> None:
        """Show these; whoever was at a line stays at it where it is still there."""
        here, across = self.here, self.horizontalScrollBar().value()
        self.told.show_lines(lines)
        self.go_to(here)
        self.horizontalScrollBar().setValue(across)

    def go_to(self, key: str) -> None:
        """To that line, else to the first."""
        rows = [at for at, line in enumerate(self.told.lines) if line.key == key]
        if self.told.lines:
            self.setCurrentIndex(self.told.index(rows[0] if rows else 0, 0))

    def sort_by(self, column: int, order: Qt.SortOrder = _UP) -> None:
        """As a click on the head does."""
        self.horizontalHeader().setSortIndicator(column, order)

    def list_orders(self, menu: QMenu) -> None:
        """What it can be sorted by, for whoever does not click on heads."""
        head = self.horizontalHeader()
        for at, column in enumerate(self.told.columns):
            here = at == head.sortIndicatorSection()
            down = here and head.sortIndicatorOrder() is _UP
            turned = Qt.SortOrder.DescendingOrder if down else _UP
            word = tr("按{head}排列", head=column.head) + (tr("（倒过来）") if here else "")
            act = menu.addAction(word, partial(self.sort_by, at, turned))
            act.setCheckable(True)
            act.setChecked(here)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        here = self.here
        self.told.sort(column, order)
        self.go_to(here)

    def _key(self, row: int) -> str:
        return self.told.lines[row].key if 0 <= row < len(self.told.lines) else ""

    def currentChanged(self, current: Index, previous: Index) -> None:  # noqa: N802 - Qt's name
        """Tell where one is."""
        super().currentChanged(current, previous)
        self.went.emit(self._key(current.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Space ticks, Ctrl+A ticks all, or none where all are."""
        lines, ticks = self.told.lines, self.told.ticks
        all_keys = event.key() == Qt.Key.Key_A and event.modifiers() == _CTRL
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.here:
            self.opened.emit(self.here)
        elif event.key() == Qt.Key.Key_Space and ticks and self.here:
            self.told.tick((self.here,), on=self.here not in self.told.ticked)
        elif all_keys and ticks:
            self.told.tick([line.key for line in lines], on=len(self.told.ticked) < len(lines))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the tick ticks."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if not (self.told.ticks and index.isValid() and index.column() == 0):
            return
        left = self.visualRect(index).left()
        if event.position().x() < left + em(self, 2.2):
            key = self._key(index.row())
            self.told.tick((key,), on=key not in self.told.ticked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The wide columns take what room is left."""
        super().resizeEvent(event)
        self._widths()

    def _space(self) -> None:
        self.verticalHeader().setDefaultSectionSize(em(self, 2.4))
        self.horizontalHeader().setFixedHeight(em(self, 2.3))
        self._widths()

    def _widths(self) -> None:
        columns = self.told.columns
        widths = [em(self, column.width) for column in columns]
        wide = sum(column.wide for column in columns)
        more = max(self.viewport().width() - sum(widths), 0) // max(wide, 1)
        for at, column in enumerate(columns):
            self.setColumnWidth(at, widths[at] + (more if column.wide else 0))


_CTRL = Qt.KeyboardModifier.ControlModifier


def sized(widget: QWidget, wide: float, high: float) -> QSize:
    """That many characters wide and high, never more than 95 % of the window it belongs to."""
    above = widget.parentWidget()
    room = above.window().size() if above is not None else widget.screen().availableSize()
    return QSize(
        min(em(widget, wide), round(room.width() * 0.95)),
        min(em(widget, high), round(room.height() * 0.95)),
    )
