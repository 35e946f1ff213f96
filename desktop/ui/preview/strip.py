"""The pages of a document side by side in small, to see them all and to go to one of them."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.app import intake
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.theme import em, tokens
from desktop.ui.widgets.worker import Task, Worker

KEPT = 200
"""Pictures of so many pages are kept: 15 MB, however long the document is."""

_EDGE = 240  # pixels of the longer side, shown smaller: sharp on a dense screen too
_Index = QModelIndex | QPersistentModelIndex


class Pages(QAbstractListModel):
    """One row a page."""

    def __init__(self, pages: int) -> None:
        super().__init__()
        self._pages = pages

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        """As many as there are pages."""
        return 0 if parent.isValid() else self._pages

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The page's number; in words for those who listen."""
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("第 {number} 页，共 {pages} 页", number=index.row() + 1, pages=self._pages)
        return None


class PageStrip(QListView):
    """Pictures come for the pages in sight, the first of them first. ``chosen(page)`` from 0."""

    chosen = Signal(int)

    def __init__(self, worker: Worker, data: bytes, pages: int) -> None:
        super().__init__()
        self._worker = worker
        self._data = data
        self._task: Task[tuple[int, QImage]] | None = None
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._pages = Pages(pages)
        self.setModel(self._pages)
        self.setItemDelegate(_Painting(self))
        self.setObjectName("strip")
        self.setAccessibleName(tr("所有页的缩略图"))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(lambda now, _: self.chosen.emit(now.row()))
        # What is in sight is known once the list has been painted.
        self._look = QTimer(self, singleShot=True, interval=30)
        self._look.timeout.connect(self._want)
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look.start())
        self._space()

    def show_page(self, page: int) -> None:
        """Mark ``page`` as the one that is shown large."""
        if self.currentIndex().row() != page:
            self.setCurrentIndex(self._pages.index(page))

    def picture(self, page: int) -> QImage:
        """The page in small; null before it has come."""
        return self._pictures.get(page, QImage())

    def item_size(self) -> QSize:
        """Of a page with its number below."""
        return QSize(em(self, 6.6), em(self, 9.6))

    def _in_sight(self) -> range:
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        last = self.indexAt(self.viewport().rect().bottomLeft()).row()
        count = self._pages.rowCount()
        return range(max(first, 0), (last if last >= 0 else count - 1) + 1)

    def _want(self) -> None:
        lacking = next((page for page in self._in_sight() if page not in self._pictures), None)
        if lacking is None or self._task is not None or not self.isVisible():
            return
        data, page = self._data, lacking

        def job(_task: Task[tuple[int, QImage]]) -> tuple[int, QImage]:
            try:
                return page, QImage.fromData(intake.thumbnail(data, page, _EDGE))
            except UserError:  # the large view says what is wrong with it
                return page, QImage()

        self._task = self._worker.start(job, lambda made: self._keep(*made))

    def _keep(self, page: int, image: QImage) -> None:
        self._task = None
        self._pictures[page] = image
        if len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.update(self._pages.index(page))
        self._want()

    def showEvent(self, event: object) -> None:
        """Pictures are asked for once somebody looks."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._look.start()

    def resizeEvent(self, event: object) -> None:
        """More pages may have come in sight."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._look.start()

    def changeEvent(self, event: QEvent) -> None:
        """Sizes follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._space()

    def _space(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width()
        self.setFixedWidth(self.item_size().width() + bar + 2)
        self.scheduleDelayedItemsLayout()


class _Painting(QStyledItemDelegate):
    """A page's picture on the desk, its number below; the one shown large has a strong frame."""

    def __init__(self, strip: PageStrip) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """All alike."""
        return self._strip.item_size()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Picture, frame, number."""
        look = tokens(self._strip)
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        line = em(self._strip, 1.5)
        side = em(self._strip, 0.55)
        room = rect.adjusted(side, side, -side, -line)
        picture = self._strip.picture(index.row())
        size = QSize(210, 297) if picture.isNull() else picture.size()
        area = QRect(room.topLeft(), size.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
        area.moveCenter(room.center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if picture.isNull():
            painter.fillRect(area, look.color("card"))
        else:
            painter.drawImage(area, picture)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent" if chosen else "line"), 3 if chosen else 1))
        painter.drawRect(area.adjusted(-1, -1, 1, 1))
        painter.setPen(look.color("accent" if chosen else "mute"))
        font = self._strip.font()
        font.setBold(chosen)
        painter.setFont(font)
        below = QRect(rect.left(), area.bottom() + 1, rect.width(), line)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), str(index.row() + 1))
        painter.restore()
