"""Printing a finished document: its own pages, at the printer's resolution."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.app import intake
from desktop.errors import UserError
from desktop.ui.widgets.worker import Task, Worker

FINEST_DPI = 480
"""A4 just below the largest picture `imaging` makes; text gains nothing visible beyond it."""


def printer_available() -> bool:
    """Whether the system knows any printer at all."""
    return bool(QPrinterInfo.availablePrinterNames())


def a4_printer(name: str, *, two_sided: bool = False) -> QPrinter:
    """A printer set up for A4 paper; ``name`` is what the printer queue shows.

    ``two_sided``: turned over at the long side; else as the printer is set up.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    if two_sided:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer


class PrintRun(QObject):
    """Sends pages ``first``–``last`` (from 0) to a printer: rendered off-thread, one at a time.

    A page comes out in its true size, in the middle of the paper where the paper is larger.
    """

    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(
        self, worker: Worker, printer: QPrinter, data: bytes, first: int, last: int
    ) -> None:
        super().__init__(worker)
        self._worker = worker
        self._printer = printer
        self._data = data
        self._dpi = min(printer.resolution(), FINEST_DPI)
        self._pages = list(range(first, last + 1))
        self._sent = 0
        self._painter = QPainter()
        self._task: Task[QImage] | None = None

    def start(self) -> None:
        """Begin; ``finished`` or ``failed`` tells the end."""
        if not self._painter.begin(self._printer):
            self.failed.emit(
                UserError(
                    "打印机没有接受这份文书。",
                    safe="文书和材料都没有变。",
                    todo="请确认打印机已开机、没有缺纸，再试一次；也可以先保存为 PDF。",
                )
            )
            return
        self._next()

    def cancel(self) -> None:
        """Send no further pages."""
        if self._task is not None:
            self._task.cancel()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()

    def _next(self) -> None:
        if self._sent == len(self._pages):
            self._painter.end()
            self.finished.emit()
            return
        data, page, dpi = self._data, self._pages[self._sent], self._dpi
        self._task = self._worker.start(
            lambda _task: QImage.fromData(intake.page_image(data, page, dpi)),
            self._draw,
            failed=self._stop,
        )

    def _draw(self, image: QImage) -> None:
        if self._sent:
            self._printer.newPage()
        paper = QRectF(self._painter.viewport())
        size = image.size().toSizeF() * (self._printer.resolution() / self._dpi)
        if size.width() > paper.width() or size.height() > paper.height():
            size = size.scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
        area = QRectF(paper.topLeft(), size)
        area.moveCenter(paper.center())
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter.drawImage(area, image)
        self._sent += 1
        self.progressed.emit(self._sent, len(self._pages))
        self._next()

    def _stop(self, error: UserError) -> None:
        self.cancel()
        self.failed.emit(error)
