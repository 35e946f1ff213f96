"""Reading notices: a page over the list of cases or over the open case, and back by Esc."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.notice import Notice
from desktop.domain.terms import Source
from desktop.language import tr
from desktop.ui.notices.clause import ClauseDialog, show_clause
from desktop.ui.notices.pair import ComparisonSheet
from desktop.ui.notices.sheet import NoticeSheet
from desktop.ui.widgets.bars import TopBar

Page = NoticeSheet | ComparisonSheet


class NoticeReader(QWidget):
    """One notice's page or two side by side; each step back leads to where one came from."""

    left = Signal()
    begun = Signal(object)

    def __init__(self, notices: Sequence[Notice], today: date, *, may_begin: bool) -> None:
        super().__init__()
        self._notices = tuple(notices)
        self._today = today
        self._may_begin = may_begin
        self._pages: list[Page] = []
        self.top = TopBar()
        self.top.home_button.setText(tr("← 返回"))
        self.top.home_button.setToolTip(tr("回到刚才的地方（Esc）"))
        self.top.home.connect(self.back)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.top)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back."""
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    @property
    def page(self) -> Page:
        """What is shown."""
        return self._pages[-1]

    def show_notice(self, notice: Notice) -> None:
        """One page of what ``notice`` asks."""
        sheet = NoticeSheet(notice, self._today, may_begin=self._may_begin)
        sheet.begun.connect(lambda: self.begun.emit(notice))
        sheet.compare_asked.connect(lambda: self.show_comparison(notice))
        sheet.source_asked.connect(lambda clause, quote: self._read(notice, clause, quote))
        self._show(sheet)

    def show_comparison(self, notice: Notice | None = None) -> None:
        """``notice`` (or the first) beside another one."""
        notices = self._notices
        if notice is not None and notice not in notices:
            notices = (notice, *notices)  # the case's own version, no longer the newest
        left = notices.index(notice) if notice is not None else 0
        right = next((n for n in range(len(notices)) if n != left), left)
        sheet = ComparisonSheet(notices, left, right)
        sheet.source_asked.connect(self._read)
        self._show(sheet)

    def _show(self, page: Page) -> None:
        if self._pages:
            self.page.hide()
        self._pages.append(page)
        self._column.addWidget(page, 1)
        self._come_to(page)

    def _come_to(self, page: Page) -> None:
        self.top.title.set_full(
            page.notice.short_title if isinstance(page, NoticeSheet) else tr("两份通知对照")
        )
        page.show()
        page.setFocus()

    def _read(self, notice: Notice, clause: str, quote: str) -> ClauseDialog:
        return show_clause(self, notice, Source(clause=clause, quote=quote))

    def back(self) -> None:
        """To the page before, or out."""
        gone = self._pages.pop()
        if not self._pages:
            self._pages.append(gone)
            self.left.emit()
            return
        gone.hide()
        gone.deleteLater()
        self._come_to(self.page)
