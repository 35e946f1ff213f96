"""预览: shows the very PDF that will be saved or printed, page by page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.app.papers import wanted
from desktop.app.papers.printing import UNSAID, PrintTerms
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.preview.printing import PrintRun, a4_printer, chosen_pages, printer_available
from desktop.ui.preview.sheet import SheetView
from desktop.ui.preview.strip import PageStrip
from desktop.ui.widgets import theme
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.dialogs import where_to_save
from desktop.ui.widgets.menus import MenuButton
from desktop.ui.widgets.pieces import PushButton
from desktop.ui.widgets.worker import Worker

ZOOMS = (50, 75, 100, 125, 150, 200, 300, 400)
"""Offered in the menu, in per cent of the paper's real size."""


class PreviewDialog(QDialog):
    """A finished PDF on screen: look, save (as PDF, as Word where ``docx`` is given), print.

    ``title`` names the document and proposes the file's name. ``terms`` is how the print
    dialog is set; ``facts`` are told below the pages, a line each (what the notice says of
    printing it, its fonts). ``kept`` tells, in a sentence, that it was saved or printed.
    """

    kept = Signal(str)

    def __init__(
        self,
        pdf: bytes,
        title: str,
        pages: int,
        *,
        docx: bytes = b"",
        terms: PrintTerms = UNSAID,
        facts: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pdf, self._docx, self._title = pdf, docx, title
        self._pages = pages
        self._terms = terms
        self._worker = Worker(self)
        self._small = Worker(self)  # the large page never waits for the small ones
        self._run: PrintRun | None = None
        self.view = SheetView(self._worker)
        self.strip = PageStrip(self._small, pdf, pages)
        self.facts = QLabel("\n".join(facts))
        self.setWindowTitle(tr("预览：{title}", title=title))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._build()
        self.view.moved.connect(self._show_place)
        self.view.show_data(pdf, pages)
        self.view.setFocus()
        room = self.screen().availableSize()
        self.resize(
            min(theme.em(self, 62), room.width() - 40), min(room.height() - 60, theme.em(self, 64))
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._top())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.strip)
        middle.addWidget(self.view, 1)
        column.addLayout(middle, 1)
        self.strip.setVisible(self._pages > 1)
        self.strip.chosen.connect(self._go_to)
        column.addWidget(self._bottom())
        for keys, act in (
            ("Ctrl+S", self.save_pdf),
            ("Ctrl+P", self.print_out),
            ("Ctrl++", lambda: self.view.zoom_by(1)),
            ("Ctrl+=", lambda: self.view.zoom_by(1)),
            ("Ctrl+-", lambda: self.view.zoom_by(-1)),
            ("Ctrl+0", lambda: self.view.fit("page")),
            ("Ctrl+1", lambda: self.view.zoom_to(1)),
            ("Ctrl+2", lambda: self.view.fit("width")),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _top(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("top")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(6)
        self._back = _button(tr("上一页"), lambda: self.view.turn_to(self.view.page - 1))
        self._place = QLabel()
        self._onward = _button(tr("下一页"), lambda: self.view.turn_to(self.view.page + 1))
        self._zoom = MenuButton("100%", self._offer_zooms, tr("缩放（Ctrl 和滚轮也可以）"))
        for widget in (self._back, self._place, self._onward):
            row.addWidget(widget)
        row.addStretch(1)
        smaller = _button(tr("缩小"), lambda: self.view.zoom_by(-1))
        larger = _button(tr("放大"), lambda: self.view.zoom_by(1))
        for widget in (
            smaller,
            self._zoom,
            larger,
            _button(tr("适合宽度"), lambda: self.view.fit("width")),
            _button(tr("整页"), lambda: self.view.fit("page")),
        ):
            row.addWidget(widget)
        return bar

    def _offer_zooms(self, menu: QMenu) -> None:
        menu.addAction(tr("整页\tCtrl+0"), lambda: self.view.fit("page"))
        menu.addAction(tr("适合宽度\tCtrl+2"), lambda: self.view.fit("width"))
        menu.addSeparator()
        for percent in ZOOMS:
            keys = "\tCtrl+1" if percent == 100 else ""
            menu.addAction(f"{percent}%{keys}", lambda to=percent / 100: self.view.zoom_to(to))

    def _bottom(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("bottom")
        column = QVBoxLayout(bar)
        column.setContentsMargins(12, 8, 12, 10)
        self.facts.setWordWrap(True)
        self.facts.setProperty("role", "hint")
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setVisible(bool(self.facts.text()))
        column.addWidget(self.facts)
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.status.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.status.hide()
        column.addWidget(self.status)
        row = QHBoxLayout()
        row.setSpacing(8)
        column.addLayout(row)
        self._close = PushButton(tr("关闭"))
        self._close.clicked.connect(self.close)
        self._stop = PushButton(tr("停止打印"))
        self._stop.clicked.connect(self._stop_printing)
        self._stop.hide()
        self._print = PushButton(tr("打印…"))
        self._print.clicked.connect(self.print_out)
        self._save = PushButton(tr("保存 PDF…"))
        self._save.setProperty("role", "primary")
        self._save.clicked.connect(self.save_pdf)
        row.addWidget(self._close)
        row.addStretch(1)
        row.addWidget(self._stop)
        row.addWidget(self._print)
        if self._docx:
            word = PushButton(tr("保存 Word 文档…"))
            word.clicked.connect(self.save_docx)
            row.addWidget(word)
        row.addWidget(self._save)
        for button in bar.findChildren(QPushButton):
            button.setAutoDefault(False)
        return bar

    def _go_to(self, page: int) -> None:
        if page != self.view.page:
            self.view.turn_to(page)

    def _show_place(self, page: int, zoom: float) -> None:
        self.strip.show_page(page)
        self._place.setText(tr("第 {page} / {pages} 页", page=page + 1, pages=self.view.pages))
        self._zoom.setText(f"{round(zoom * 100)}%")
        self._zoom.setAccessibleName(tr("缩放，现在 {zoom}%", zoom=round(zoom * 100)))
        self._back.setEnabled(page > 0)
        self._onward.setEnabled(page + 1 < self.view.pages)

    def say(self, sentence: str, role: str = "hint") -> None:
        """Put a sentence above the buttons; ``role`` colours it as the theme has it."""
        self.status.setText(sentence)
        self.status.setProperty("role", role)
        theme.repolish(self.status)
        self.status.show()
        say_aloud(self.status, sentence)

    def save_pdf(self) -> None:
        """Ask where, then write the PDF."""
        self._save_as(self._pdf, "pdf")

    def save_docx(self) -> None:
        """Ask where, then write the Word document."""
        self._save_as(self._docx, "docx")

    def _save_as(self, data: bytes, suffix: str) -> None:
        proposed = wanted.documents_folder() / f"{self._title}.{suffix}"
        try:
            path = where_to_save(self, tr("保存到"), proposed)
            if path is not None:
                wanted.save(path, data)
                self.say(tr("已保存到 {path}", path=path), "good")
                self.kept.emit(tr("已保存。"))
        except UserError as error:
            self.say(str(error), "care")

    def print_out(self) -> None:
        """Ask for the printer, then print; without a printer say so and offer the PDF."""
        if self._run is not None:
            return
        if not printer_available():
            self.say(
                tr("这台电脑上还没有打印机。可以先点“保存 PDF”，拷到能打印的电脑上打印。"), "care"
            )
            self._save.setFocus()
            return
        terms = self._terms
        printer = a4_printer(self._title, copies=terms.copies or 1, two_sided=terms.two_sided)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowTitle(tr("打印"))
        dialog.setMinMax(1, self.view.pages)
        dialog.setFromTo(1, self.view.pages)
        dialog.setPrintRange(QPrintDialog.PrintRange.AllPages)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_on(printer)

    def print_on(self, printer: QPrinter) -> None:
        """Send the chosen pages to ``printer``."""
        pages = chosen_pages(printer, self.view.pages)
        self._run = PrintRun(self._worker, printer, self._pdf, pages)
        self._run.progressed.connect(
            lambda n, of: self.say(tr("正在打印：第 {n} 页，共 {of} 页……", n=n, of=of))
        )
        self._run.finished.connect(self._printed)
        self._run.failed.connect(self._not_printed)
        self._stop.show()
        self.say(tr("正在准备打印……"))
        self._run.start()

    def _printed(self) -> None:
        self._end_run()
        self.say(tr("已全部送到打印机。"), "good")
        self.kept.emit(tr("已送到打印机。"))

    def _not_printed(self, error: UserError) -> None:
        self._end_run()
        self.say(str(error), "care")

    def _stop_printing(self) -> None:
        if self._run is not None:
            self._run.cancel()
            self._end_run()
            self.say(tr("已停止打印。已经送出的页可能还会印出来。"))

    def _end_run(self) -> None:
        self._run = None
        self._stop.hide()

    def done(self, result: int) -> None:
        """Leave; what is still being drawn or printed is called off."""
        if self._run is not None:
            self._run.cancel()
        self._small.close()
        self._worker.close()
        super().done(result)


def _button(text: str, act: object) -> QPushButton:
    button = PushButton(text)
    button.setProperty("role", "quiet")
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
