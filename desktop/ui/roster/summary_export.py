"""导出汇总表: the chosen people as one .xlsx, read between events, written off the GUI thread."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from desktop.app.library import Desk
from desktop.app.papers.wanted import save
from desktop.app.roster import summary_list
from desktop.app.roster.summary_list import Summary
from desktop.domain.case import Case
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import Notice, show_error, where_to_save
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Task, Worker

_SLICE = 0.02
_AT_ONCE = 60
"""So few people are through before anybody could read how far it is."""


class Named(Protocol):
    """A row of the table."""

    @property
    def case_id(self) -> str:
        """Of which case."""


def export_summary(desk: Desk, rows: Sequence[Named], parent: QWidget) -> SummaryExport | None:
    """Ask where, and write the list of ``rows`` there; None where the person thought better."""
    try:
        path = where_to_save(parent, tr("导出汇总表"), Path.home() / summary_list.FILE)
    except UserError as error:
        show_error(parent, error)
        return None
    if path is None:
        return None
    return SummaryExport(desk, [row.case_id for row in rows], path, parent)


class SummaryExport(QDialog):
    """Shows how far it is, and then where the list lies."""

    def __init__(self, desk: Desk, case_ids: Sequence[str], path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path = path
        self._above = parent
        self._total = len(case_ids)
        self._found: list[Case | UserError] = []
        self._worker = Worker(self)
        self._gone = False
        self.message: Notice | None = None
        self.setWindowTitle(tr("导出汇总表"))
        column = QVBoxLayout(self)
        column.addWidget(words(tr("正在整理汇总表……"), "h3"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, self._total)
        column.addWidget(self.bar)
        column.addWidget(button(tr("取消"), self.reject))
        self.setMinimumWidth(em(self, 22))
        if self._total > _AT_ONCE:
            self.open()
        self._read(summary_list.collected(desk, case_ids))

    def _read(self, cases: Iterator[Case | UserError]) -> None:
        end = time.monotonic() + _SLICE
        for case in cases:
            if self._gone:
                return
            self._found.append(case)
            self.bar.setValue(len(self._found))
            if time.monotonic() > end:
                QTimer.singleShot(0, self, lambda: self._read(cases))
                return
        made, path = summary_list.prepared(self._desk, self._found), self._path

        def job(_task: Task[Summary]) -> Summary:
            summary = made()
            save(path, summary.data)
            return summary

        self._worker.start(job, self._written, failed=self._failed)

    def _written(self, summary: Summary) -> None:
        self.accept()
        told = [
            tr("{people} 人，在 {path}。", people=summary.people, path=self._path),
            tr("身份证号是文本格式，不会丢位数；打印时是 A4 横向，每页都有表头。"),
            tr("里面有身份证号和电话：只交给收材料的部门，不要张贴。"),
        ]
        if summary.left_out:
            told.append(
                tr(
                    "有 {count} 份材料打不开，没有列入：{first}",
                    count=len(summary.left_out),
                    first=summary.left_out[0],
                )
            )
        self.message = Notice(tr("汇总表已导出"), tuple(told), parent=self._above)
        self.message.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message.open()

    def _failed(self, error: UserError) -> None:
        self.accept()
        show_error(self._above, error)

    def done(self, result: int) -> None:
        """What is not written yet is not written any more."""
        self._gone = True
        self._worker.close()
        super().done(result)
        self.deleteLater()
