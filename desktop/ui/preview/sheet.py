"""One page of a PDF or scan as large as wished, drawn from its own bytes.

The page is rendered off the GUI thread at the resolution the screen needs; until the sharper
picture has come, the one before is shown enlarged.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from desktop.app import intake
from desktop.errors import UserError
from desktop.ui.widgets import theme
from desktop.ui.widgets.worker import Task, Worker

SCREEN_DPI = 96
_FIRST_DPI = 110
_FINEST_DPI = 300
_STEP = 1.25
_SMALLEST, _LARGEST = 0.25, 4.0
_MARGIN = 12


class Sheet(QWidget):
    """The paper itself: a picture scaled to ``size`` with a thin edge."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._message = "正在打开……"
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


class SheetView(QScrollArea):
    """Shows one page after the other: fits the page, the width, or keeps a chosen size.

    ``moved(page, zoom)`` tells after every change; ``zoom`` is a factor of the paper's real size.
    """

    moved = Signal(int, float)

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._data = b""
        self._task: Task[QImage] | None = None
        self._inches = (8.27, 11.69)
        self._shown_dpi = 0
        self._fit = "width"
        self.pages = 0
        self.page = 0
        self.zoom = 1.0
        self.sheet = Sheet()
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportMargins(_MARGIN, _MARGIN, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("页面")
        self._settle = QTimer(self, singleShot=True, interval=60)
        self._settle.timeout.connect(self._sharpen)

    def show_data(self, data: bytes, pages: int) -> None:
        """Show the first page of ``data``, a PDF or picture of ``pages`` pages."""
        self._data, self.pages = data, pages
        self.turn_to(0)

    def turn_to(self, page: int) -> None:
        """Show ``page`` (from 0); outside the document nothing happens."""
        if not 0 <= page < self.pages:
            return
        self.page = page
        self._shown_dpi = 0
        self.sheet.setAccessibleName(f"第 {page + 1} 页，共 {self.pages} 页")
        self.verticalScrollBar().setValue(0)
        self._render(_FIRST_DPI)

    def zoom_by(self, steps: int) -> None:
        """Larger (positive) or smaller by that many steps."""
        self._fit = ""
        wanted = self.zoom * _STEP**steps
        self._resize_sheet(min(max(wanted, _SMALLEST), _LARGEST))

    def fit(self, what: str) -> None:
        """Fit the ``width`` or the whole ``page`` into the view and keep doing so."""
        self._fit = what
        self._resize_sheet(self._fitting())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys turn pages at the edges and zoom; the rest scrolls."""
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_PageDown if bar.value() == bar.maximum():
                self.turn_to(self.page + 1)
            case Qt.Key.Key_PageUp if bar.value() == bar.minimum():
                self.turn_to(self.page - 1)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(1)
            case Qt.Key.Key_Minus:
                self.zoom_by(-1)
            case Qt.Key.Key_0:
                self.fit("page")
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep fitting."""
        super().resizeEvent(event)
        if self._fit:
            self._resize_sheet(self._fitting())

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
        wanted = across if self._fit == "width" else min(across, down)
        return min(max(wanted, _SMALLEST), _LARGEST)

    def _resize_sheet(self, zoom: float) -> None:
        self.zoom = zoom
        size = [round(side * SCREEN_DPI * zoom) for side in self._inches]
        self.sheet.setFixedSize(*size)
        self._settle.start()
        self.moved.emit(self.page, zoom)

    def _sharpen(self) -> None:
        wanted = SCREEN_DPI * self.zoom * self.devicePixelRatioF()
        if self._shown_dpi and wanted > self._shown_dpi * 1.05:
            self._render(min(round(wanted), _FINEST_DPI))

    def _render(self, dpi: int) -> None:
        if self._task is not None:
            self._task.cancel()
        data, page = self._data, self.page

        def job(_task: Task[QImage]) -> QImage:
            return QImage.fromData(intake.page_image(data, page, dpi))

        def done(image: QImage) -> None:
            first = self._shown_dpi == 0
            self._shown_dpi = dpi if dpi < _FINEST_DPI else 10 * _FINEST_DPI
            self.sheet.show_image(image)
            if first:
                self._inches = (image.width() / dpi, image.height() / dpi)
                self._resize_sheet(self._fitting() if self._fit else self.zoom)

        self._task = self._worker.start(job, done, failed=self._say)

    def _say(self, error: UserError) -> None:
        self.sheet.show_message(f"{error.happened}\n{error.todo}")
        self._resize_sheet(self._fitting() if self._fit else self.zoom)
