"""Printing a finished document: its own pages, at the printer's resolution."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from desktop.app import intake
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.worker import Task, Worker

FINEST_DPI = 600
"""What office printers print. 1200 was measured at four times the processor time and twice the
spool of a page, for strokes whose edges are grey already."""

BAND_ROWS = 1200
"""A page is drawn in bands: printing took 84 MB at the most instead of 273."""

_OVERLAP = 8
"""Rows that two bands share: else some printers leave a hair of white between them."""

_ROUNDED = 1.01
"""Printers tell A4 in whole points, a tenth of a millimetre too narrow: no reason to shrink."""


def printer_available() -> bool:
    """Whether the system knows any printer at all."""
    return bool(QPrinterInfo.availablePrinterNames())


def a4_printer(name: str, *, copies: int = 1, two_sided: bool | None = None) -> QPrinter:
    """A printer set up for A4 paper; ``name`` is what the printer queue shows.

    ``two_sided``: turned over at the long side, or not at all; None is as the printer is set up.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    printer.setCopyCount(copies)
    if two_sided is not None:
        long_side, one = QPrinter.DuplexMode.DuplexLongSide, QPrinter.DuplexMode.DuplexNone
        printer.setDuplex(long_side if two_sided else one)
    return printer


def resolution_for(printer: QPrinter) -> int:
    """Dots per inch a page is drawn at for ``printer``: its own, as far as that is seen."""
    return min(printer.resolution(), FINEST_DPI)


def chosen_pages(printer: QPrinter, pages: int) -> list[int]:
    """The pages (from 0) somebody chose in the print dialog, as often as we have to send them."""
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        chosen = [page for page in range(pages) if ranges.contains(page + 1)]
    else:
        first, last = printer.fromPage() or 1, printer.toPage() or pages
        chosen = list(range(first - 1, min(last, pages)))
    if printer.copyCount() > 1 and not printer.supportsMultipleCopies():
        return chosen * printer.copyCount()
    return chosen


class PrintRun(QObject):
    """Sends ``pages`` (from 0) to a printer: drawn off-thread, one band at a time.

    A page comes out in its true size, in the middle of the paper where the paper is larger.
    """

    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(
        self, worker: Worker, printer: QPrinter, data: bytes, pages: Sequence[int]
    ) -> None:
        super().__init__(worker)
        self._worker = worker
        self._printer = printer
        self._data = data
        self._dpi = resolution_for(printer)
        self._pages = tuple(pages)
        self._sent = 0
        self._top = 0
        self._painter = QPainter()
        self._task: Task[tuple[QImage, int]] | None = None

    def start(self) -> None:
        """Begin; ``finished`` or ``failed`` tells the end."""
        if not self._painter.begin(self._printer):
            self.failed.emit(
                UserError(
                    tr("打印机没有接受这份文书。"),
                    safe=tr("文书和材料都没有变。"),
                    todo=tr("请确认打印机已开机、没有缺纸，再试一次；也可以先保存为 PDF。"),
                )
            )
            return
        # Else Qt compresses pictures as photographs, with a haze around every letter.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
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
        data, page, dpi, top = self._data, self._pages[self._sent], self._dpi, self._top

        def job(_task: Task[tuple[QImage, int]]) -> tuple[QImage, int]:
            png, height = intake.page_band(data, page, dpi, top, BAND_ROWS + _OVERLAP)
            return QImage.fromData(png), height

        self._task = self._worker.start(job, lambda made: self._draw(*made), failed=self._stop)

    def _draw(self, band: QImage, height: int) -> None:
        if self._sent and not self._top:
            self._printer.newPage()
        self._painter.drawImage(self._place(band, height), band)
        self._top += BAND_ROWS
        if self._top >= height:
            self._top = 0
            self._sent += 1
            self.progressed.emit(self._sent, len(self._pages))
        self._next()

    def _place(self, band: QImage, height: int) -> QRectF:
        """Where on the paper the band lies that begins at row ``_top`` of a page so high."""
        paper = self._painter.viewport().size().toSizeF()
        size = QSizeF(band.width(), height) * (self._printer.resolution() / self._dpi)
        room = paper * _ROUNDED
        if size.width() > room.width() or size.height() > room.height():
            size = size.scaled(paper, Qt.AspectRatioMode.KeepAspectRatio)
        left, above = _spare(paper.width(), size.width()), _spare(paper.height(), size.height())
        rows = size.height() / height
        return QRectF(left, above + self._top * rows, size.width(), band.height() * rows)

    def _stop(self, error: UserError) -> None:
        self.cancel()
        self.failed.emit(error)


def _spare(paper: float, page: float) -> float:
    """Room before a page in the middle of its paper; none for what is rounding.

    Half a dot to the side would make every letter soft.
    """
    return (paper - page) / 2 if paper > page * _ROUNDED else 0.0
