"""The table of applicants under the hand: going, ticking, opening, by mouse and by keys."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from desktop.app.applicants.table import Row
from desktop.language import tr
from desktop.ui.applicants.columns import KEYS, TICK
from desktop.ui.applicants.head import Head
from desktop.ui.applicants.model import ApplicantsModel
from desktop.ui.applicants.paint import RowPainter, row_height
from desktop.ui.widgets.theme import em, tokens

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDEWAYS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Held(NamedTuple):
    """Where the hand was: at whom, and how far below the upper edge (pixels)."""

    case_id: str
    below: int


class ApplicantsTable(QTableView):
    """One line a person. The one the hand is at is framed, whoever is ticked is coloured.

    A plain click or an arrow only goes to a line: nothing but a tick takes a tick away.
    ``opened(case_id)`` on a double click or Enter, ``asked(place)`` for a menu on the line one is
    at, ``typed(letters)`` since letters belong into the search.
    """

    opened = Signal(str)
    asked = Signal(QPoint)
    typed = Signal(str)

    def __init__(self, model: ApplicantsModel) -> None:
        super().__init__()
        self.setObjectName("applicants")
        self.applicants = model
        self._anchor = 0
        self._before: set[str] = set()
        self.head = Head(self, model)
        self.setHorizontalHeader(self.head)
        self.setItemDelegate(RowPainter(self, model))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(tr("申报人员一览"))
        self.setAccessibleDescription(
            tr("上下键换人，空格勾选，回车打开要改的地方，Shift+F10 看还可以做什么")
        )
        model.ticked_changed.connect(self.head.viewport().update)
        self._space()

    # ------------------------------------------------------------------ where the hand is

    @property
    def at(self) -> int:
        """The line the hand is at; -1 for none."""
        return self.currentIndex().row()

    @property
    def here(self) -> Row | None:
        """Who stands in the line the hand is at."""
        return self.applicants.rows[self.at] if self.at >= 0 else None

    def go(self, place: int) -> None:
        """To that line, or the nearest there is; it comes into sight."""
        last = len(self.applicants.rows) - 1
        if last < 0:
            return
        index = self.applicants.index(max(0, min(place, last)), KEYS.index("name"))
        keep = QItemSelectionModel.SelectionFlag.NoUpdate
        across = self.horizontalScrollBar().value()
        self.selectionModel().setCurrentIndex(index, keep)
        self.scrollTo(index)
        self.horizontalScrollBar().setValue(across)
        self.viewport().update()

    def show_rows(self, rows: tuple[Row, ...], *, still: bool) -> None:
        """Show these; with ``still`` whoever was at hand stays at the same height."""
        held, before = self._held(), self.at
        self.applicants.show_rows(rows)
        place = self.applicants.places.get(held.case_id, -1) if held else -1
        self.go(place if place >= 0 else max(before, 0) if still else 0)
        if held and still and place >= 0:
            self.verticalScrollBar().setValue(place * self.rowHeight(place) - held.below)

    def go_to(self, case_id: str) -> None:
        """To the line of that person, where it is shown."""
        if case_id in self.applicants.places:
            self.go(self.applicants.places[case_id])

    def _held(self) -> Held | None:
        row = self.here
        return Held(row.case_id, self.rowViewportPosition(self.at)) if row else None

    @property
    def seen(self) -> tuple[Row, ...]:
        """Whoever is in sight."""
        first = self.rowAt(0)
        last = self.rowAt(self.viewport().height() - 1)
        rows = self.applicants.rows
        return tuple(rows[max(first, 0) : last + 1 if last >= 0 else len(rows)])

    # ------------------------------------------------------------------ ticking

    def _tick_here(self) -> None:
        row = self.here
        if row is not None:
            self.applicants.tick((row.case_id,), on=row.case_id not in self.applicants.ticked)
            self._begin_range()

    def _begin_range(self) -> None:
        self._anchor, self._before = max(self.at, 0), set(self.applicants.ticked)

    def _tick_range(self) -> None:
        """From where Shift was first held to here, beside what was ticked before."""
        first, last = sorted((min(self._anchor, len(self.applicants.rows) - 1), self.at))
        reached = {row.case_id for row in self.applicants.rows[first : last + 1]}
        self.applicants.tick_only(self._before | reached)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """To the line; on the box or with Ctrl its tick, with Shift the ticks up to it."""
        index = self.indexAt(event.position().toPoint())
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return
        if not index.isValid():
            return
        if self.at < 0:
            self.go(index.row())
            self._begin_range()
        self.go(index.row())
        if event.button() == Qt.MouseButton.RightButton:
            return
        if event.modifiers() & _SHIFT:
            self._tick_range()
        elif event.modifiers() & _CTRL or KEYS[index.column()] == TICK:
            self._tick_here()
        else:
            self._begin_range()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is chosen by drawing over it."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has done it all."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Opens; on the box it is one more click."""
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if KEYS[index.column()] == TICK or event.modifiers() & (_CTRL | _SHIFT):
            self.mousePressEvent(event)
        else:
            self._open_here()

    def _open_here(self) -> None:
        row = self.here
        if row is not None:
            self.opened.emit(row.case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go, Space ticks, Enter opens, letters go into the search."""
        to = self._place_for(event)
        if to is not None:
            self.go(to)
            if event.modifiers() & _SHIFT:
                self._tick_range()
            else:
                self._begin_range()
        elif event.key() == Qt.Key.Key_Space:
            self._tick_here()
        elif event.key() in _ENTER:
            self._open_here()
        elif event.key() in _SIDEWAYS:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + _SIDEWAYS[event.key()] * em(self, 3))
        elif event.key() == Qt.Key.Key_A and event.modifiers() == _CTRL:
            self.applicants.tick(self.applicants.places, on=True)
        elif event.text().isprintable() and event.text() and not event.modifiers() & ~_SHIFT:
            self.typed.emit(event.text())
        else:
            event.ignore()

    def _place_for(self, event: QKeyEvent) -> int | None:
        """Where a key leads to."""
        page = max(self.viewport().height() // max(row_height(self), 1) - 1, 1)
        last = len(self.applicants.rows) - 1
        places: dict[int, int] = {
            Qt.Key.Key_Up: max(self.at - 1, 0),
            Qt.Key.Key_Down: self.at + 1,
            Qt.Key.Key_PageUp: max(self.at - page, 0),
            Qt.Key.Key_PageDown: self.at + page,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        return places.get(event.key())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the line; by keys at the line, by mouse at the pointer."""
        if self.at < 0:
            return
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            below = self.rowViewportPosition(self.at) + self.rowHeight(self.at)
            place = self.viewport().mapToGlobal(QPoint(em(self, 3), below))
        self.asked.emit(place)

    # ------------------------------------------------------------------ looks

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows, and a frame around the line the hand is at."""
        super().paintEvent(event)
        if self.at < 0:
            return
        look, focus = tokens(self), self.hasFocus()
        painter = QPainter(self.viewport())
        top, high = self.rowViewportPosition(self.at), self.rowHeight(self.at)
        wide = min(self.head.length(), self.viewport().width())
        if focus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(look.color("accent"), 2))
            painter.drawRoundedRect(QRectF(1, top + 1, wide - 2, high - 2), 4, 4)
        else:
            # Where one was, while the keyboard is elsewhere.
            painter.fillRect(0, top, max(em(self, 0.22), 3), high, look.color("accent"))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Somewhere the hand must be."""
        super().focusInEvent(event)
        if self.at < 0:
            self.go(0)
            self._begin_range()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The frame goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns come and go with the room."""
        super().resizeEvent(event)
        self.head.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Heights and widths follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()
            self.head.fit()

    def _space(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height(self))
        self.verticalHeader().setDefaultSectionSize(row_height(self))
