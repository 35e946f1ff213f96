"""导入名单, first step: for which notice, from which file, from which of its sheets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop.app.roster import sheet as roster
from desktop.app.roster.sheet import Book
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.widgets.cards import Sheet, words
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.theme import em, follow_size, repolish
from desktop.ui.widgets.worker import Task, Worker

KINDS = tr("名单 (*.xlsx *.xlsm *.xls *.ods *.csv *.txt);;所有文件 (*)")

NAMES = {
    "xlsx": tr("Excel 表格"),
    "xlsm": tr("带宏的 Excel 表格"),
    "xls": tr("旧版 Excel 表格"),
    "ods": tr("ODS 表格"),
    "csv": tr("CSV 文本表格"),
}


class _Choose(QFrame):
    """Which file it is, and the button that asks for one; the window takes what falls on it."""

    chosen = Signal(Path)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.row = QHBoxLayout(self)
        self.column = QVBoxLayout()
        self.row.addLayout(self.column, 1)
        self.file = words("", "h3")
        self.about = words(tr("也可以把文件拖进这个窗口。"), "hint")
        self.choose = button(tr("选择文件…"), self._ask, "primary")
        self.choose.setAutoDefault(True)
        self.column.addWidget(self.file)
        self.column.addWidget(self.about)
        self.row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignVCenter)
        self.file.hide()
        follow_size(self, self._space)

    def _space(self) -> None:
        side = em(self, 1.4)
        self.row.setContentsMargins(side, em(self, 0.9), side, em(self, 0.9))
        self.row.setSpacing(side)
        self.column.setSpacing(em(self, 0.3))

    def _ask(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("选择名单"), str(Path.home()), KINDS)
        if name:
            self.chosen.emit(Path(name))


def file_in(event: QDropEvent) -> Path | None:
    """The one file of this computer that is brought; None for anything else."""
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


class FilePage(Sheet):
    """Reads the file off the GUI thread; ``changed`` tells that there is, or is no, sheet now."""

    changed = Signal()

    def __init__(self, notices: Sequence[Notice], worker: Worker) -> None:
        super().__init__(
            tr("导入名单"), tr("读 Excel、ODS 和 CSV 表格。原来的文件不会被改动。"), widest=46
        )
        self._notices = tuple(notices)
        self._worker = worker
        self._task: Task[Book] | None = None
        self.own: dict[str, str] = {}
        self.path: Path | None = None
        self.book: Book | None = None
        self.notice = Box()
        self.notice.setAccessibleName(tr("导入到哪份通知下"))
        self.notice.addItems([notice.short_title for notice in self._notices])
        self.chooser = _Choose()
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("正在读文件"))
        self.note = Note("caution")
        self.sheet_label = words(tr("用哪一张工作表"), "label")
        self.sheets = Box()
        self.sheets.setAccessibleName(tr("用哪一张工作表"))
        self.sheets.activated.connect(lambda _row: self._on_sheet())
        self.told = words("", "hint")
        self.add(_pair(words(tr("导入到哪份通知下"), "label"), self.notice))
        for shown in (self.chooser, self.bar, self.note):
            self.add(shown)
        self.add(_pair(self.sheet_label, self.sheets))
        self.add(self.told)
        self.chooser.chosen.connect(self.read)
        for widget in (self.bar, self.sheet_label, self.sheets, self.told):
            widget.hide()
        follow_size(self, self._wish)

    def _wish(self) -> None:
        for box in (self.notice, self.sheets):
            box.wish = em(self, 30)
            box.updateGeometry()

    def propose(self, packs: Sequence[str]) -> None:
        """Begin with the notice that comes first in ``packs``, those of the cases there are."""
        ids = [notice.id for notice in self._notices]
        known = next((pack for pack in packs if pack in ids), None)
        if known is not None:
            self.notice.setCurrentIndex(ids.index(known))

    @property
    def chosen_notice(self) -> Notice:
        """The notice the people are to apply under."""
        return self._notices[max(self.notice.currentIndex(), 0)]

    @property
    def chosen_sheet(self) -> roster.Sheet | None:
        """The sheet the people stand in; None while there is none."""
        if self.book is None:
            return None
        return self.book.sheets[max(self.sheets.currentIndex(), 0)]

    def read(self, path: Path) -> None:
        """Read the file at ``path``; what was read before is let go of."""
        if self._task is not None:
            self._task.cancel()
        self.path, self.book = path, None
        self._show()
        self.bar.show()
        self.changed.emit()

        def job(task: Task[Book]) -> Book:
            try:
                return roster.opened(path, task.called_off)
            except roster.CalledOff:
                task.checkpoint()
                raise

        self._task = self._worker.start(job, self._read, failed=self._refused)

    def _read(self, book: Book) -> None:
        self._task = None
        self.bar.hide()
        self.book = book
        self.sheets.clear()
        for number, sheet in enumerate(book.sheets, 1):
            many = tr("{count} 行", count=len(sheet.rows)) if sheet.rows else tr("空的")
            hidden = tr("，隐藏的") if sheet.hidden else ""
            self.sheets.addItem(
                f"{sheet.name or tr('第 {number} 张', number=number)}（{many}{hidden}）"
            )
        self.sheets.setCurrentIndex(roster.usual_sheet(book, self.own))
        self._show()
        self.changed.emit()

    def _refused(self, error: UserError) -> None:
        self._task = None
        self.bar.hide()
        self.note.say(str(error), "caution")
        self.reveal(self.note)

    def _on_sheet(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        sheet = self.chosen_sheet
        several = self.book is not None and len(self.book.sheets) > 1
        self.sheet_label.setVisible(several)
        self.sheets.setVisible(several)
        tell(self.chooser.file, self.path.name if self.path else "")
        self.chooser.choose.setText(tr("换一个文件…") if self.path else tr("选择文件…"))
        self.chooser.choose.setProperty("role", "" if self.book else "primary")
        repolish(self.chooser.choose)
        self.note.say("")
        if self.book is None or sheet is None:
            tell(self.told, "")
            return
        lines = [tr("{kind}，读到 {count} 行。", kind=NAMES[self.book.kind], count=len(sheet.rows))]
        tell(self.told, "\n".join((*lines, *roster.sheet_notes(self.book, sheet))))


def _pair(label: QWidget, box: QWidget) -> QWidget:
    """A label and what it asks for, close to one another."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
    return block
