"""One page of a PDF or scan as large as wished, drawn from its own bytes.

The page is rendered off the GUI thread at the resolution the screen needs; until the sharper
picture has come, the one before is shown enlarged.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.app import intake
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets import theme
from desktop.ui.widgets.worker import Task, Worker
from desktop.ui.widgets.zooming import ZoomArea

SCREEN_DPI = 96
SMALLEST, LARGEST = 0.25, 4.0
"""Of the paper's real size."""

_FIRST_DPI = 110
_FINEST_DPI = 400  # A4 four times enlarged: 62 MB; a denser screen makes do with it
_SHARP = 0.95, 1.5
"""Points of the picture to one of the screen: drawn anew below, where it looks soft, and above,
where letters would lose strokes."""
_MARGIN = 12


class Sheet(QWidget):
    """The paper itself: a picture scaled to ``size`` with a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._message = tr("正在打开……")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def image(self) -> QImage:
        """What is drawn now; null before the first picture has come."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Draw ``image``."""
        self._image = image
        self._message = ""
        self.update()

    def show_message(self, message: str) -> None:
        """Say ``message`` where no picture can be shown."""
        self._image = QImage()
        self._message = message
        self.setAccessibleDescription(message)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture over the whole widget, or the message in its middle."""
        look = theme.tokens(self)
        painter = QPainter(self)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(look.color("line"), 1))
        if self._image.isNull():
            painter.setBrush(look.color("card"))
            painter.drawRect(area)
            painter.setPen(look.color("mute"))
            inner = area.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, int(flags), self._message)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, self._image)
        painter.drawRect(area)


class SheetView(ZoomArea):
    """Shows one page after the other: fits the page, the width, or keeps a chosen size.

    ``moved(page, zoom)`` tells after every change; ``zoom`` is a factor of the paper's real size.
    """

    moved = Signal(int, float)

    def __init__(self, worker: Worker) -> None:
        self.sheet = Sheet()
        super().__init__(self.sheet, "width")
        self._worker = worker
        self._task: Task[QImage] | None = None
        self._data = b""
        self._inches = (8.27, 11.69)
        self._shown_dpi = 0
        self._at_end = False
        self.pages = 0
        self.page = 0
        self.zoom = 1.0
        self.setObjectName("desk")
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setViewportMargins(_MARGIN, _MARGIN, 0, 0)
        self.turned.connect(self._turn)
        self._settle = QTimer(self, singleShot=True, interval=60)
        self._settle.timeout.connect(self._sharpen)

    def show_data(self, data: bytes, pages: int) -> None:
        """Show the first page of ``data``, a PDF or picture of ``pages`` pages."""
        self._data, self.pages = data, pages
        self.turn_to(0)

    def turn_to(self, page: int, *, at_end: bool = False) -> None:
        """Show ``page`` (from 0), its end where somebody comes from below; outside: nothing."""
        if not 0 <= page < self.pages:
            return
        self.page = page
        self._at_end = at_end
        self.sheet.setAccessibleName(
            tr("第 {page} 页，共 {pages} 页", page=page + 1, pages=self.pages)
        )
        self._to_edge()
        first = self._shown_dpi == 0
        self._shown_dpi = 0
        self._render(_FIRST_DPI if first else self._wanted_dpi())
        self.moved.emit(page, self.zoom)

    def _turn(self, way: int) -> None:
        self.turn_to(self.page + way, at_end=way < 0)

    def _to_edge(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if self._at_end else 0)

    def zoom_to(self, zoom: float) -> None:
        """Show the page ``zoom`` times its real size."""
        self.zoom_by(0)
        self.enlarge(zoom / self.zoom)

    def enlarge(self, factor: float) -> None:
        """Around the middle of what is seen."""
        view = self.viewport().rect().center()
        at = self.sheet.mapFrom(self.viewport(), view)
        before = self.zoom
        self._resize_sheet(min(max(self.zoom * factor, SMALLEST), LARGEST))
        grown = self.zoom / before
        self.horizontalScrollBar().setValue(round(at.x() * grown) - view.x())
        self.verticalScrollBar().setValue(round(at.y() * grown) - view.y())

    def refit(self) -> None:
        """The whole page or its width."""
        self._resize_sheet(self._fitting())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As everywhere, and Home and End for the first page and the last."""
        match event.key():
            case Qt.Key.Key_Home:
                self.turn_to(0)
            case Qt.Key.Key_End:
                self.turn_to(self.pages - 1)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Beyond the page's edge the wheel turns to the next one."""
        bar = self.verticalScrollBar()
        down = event.angleDelta().y() < 0
        at_edge = bar.value() == (bar.maximum() if down else bar.minimum())
        if event.modifiers() or not event.angleDelta().y() or not at_edge:
            super().wheelEvent(event)
            return
        event.accept()
        if self.notches(event):
            self.turned.emit(1 if down else -1)

    def changeEvent(self, event: QEvent) -> None:
        """The edge follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.sheet.update()

    def sizeHint(self) -> QSize:
        """Room for most of a page."""
        return QSize(theme.em(self, 40), theme.em(self, 36))

    def _fitting(self) -> float:
        room = self.maximumViewportSize()
        bar = self.verticalScrollBar().sizeHint().width()
        across = (room.width() - _MARGIN - bar) / (self._inches[0] * SCREEN_DPI)
        down = (room.height() - _MARGIN) / (self._inches[1] * SCREEN_DPI)
        wanted = across if self.fitted == "width" else min(across, down)
        return min(max(wanted, SMALLEST), LARGEST)

    def _resize_sheet(self, zoom: float) -> None:
        self.zoom = zoom
        size = [round(side * SCREEN_DPI * zoom) for side in self._inches]
        self.sheet.setFixedSize(*size)
        self._settle.start()
        self.moved.emit(self.page, zoom)

    def _wanted_dpi(self) -> int:
        return min(round(SCREEN_DPI * self.zoom * self.devicePixelRatioF()), _FINEST_DPI)

    def _sharpen(self) -> None:
        if not self._shown_dpi or not self.isVisible():
            return
        points = self._shown_dpi / self._wanted_dpi()
        if not _SHARP[0] <= points <= _SHARP[1]:
            self._render(self._wanted_dpi())

    def _render(self, dpi: int) -> None:
        if self._task is not None:
            self._task.cancel()
        data, page = self._data, self.page

        def job(_task: Task[QImage]) -> QImage:
            return QImage.fromData(intake.page_image(data, page, dpi))

        def done(image: QImage) -> None:
            new = self._shown_dpi == 0
            self._shown_dpi = dpi
            self.sheet.show_image(image)
            if new:
                self._inches = (image.width() / dpi, image.height() / dpi)
                self._resize_sheet(self._fitting() if self.fitted else self.zoom)
                self._to_edge()

        self._task = self._worker.start(job, done, failed=self._say)

    def _say(self, error: UserError) -> None:
        self.sheet.show_message(f"{error.happened}\n{error.todo}")
        self._resize_sheet(self._fitting() if self.fitted else self.zoom)
