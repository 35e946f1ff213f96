"""Whoever was deleted from the table of applicants, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.app.library import CaseRow, Desk
from desktop.domain.moments import chinese_moment
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.theme import em


class RemovedDialog(QDialog):
    """Lists the trash; ``restored(case_ids)`` once some of it is back."""

    restored = Signal(list)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(tr("已删除的材料"))
        column = QVBoxLayout(self)
        side = em(self, 1.6)
        column.setContentsMargins(side, em(self, 1.3), side, em(self, 1.2))
        column.setSpacing(em(self, 0.6))
        column.addWidget(words(tr("已删除的材料"), "h2"))
        column.addWidget(words(tr("内容都还留着，恢复后和原来一样。可以选几份一起恢复。"), "hint"))
        self.list = QListWidget()
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(tr("已删除的材料"))
        for row in desk.trash():
            self._add(row)
        self.list.setCurrentRow(0)
        self.list.itemSelectionChanged.connect(self._follow)
        self.list.itemActivated.connect(lambda _item: self._restore())
        column.addWidget(self.list, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(button(tr("关闭"), self.reject))
        self.back = button(tr("恢复"), self._restore, "primary")
        line.addWidget(self.back)
        column.addLayout(line)
        self.resize(em(self, 40), em(self, 26))
        self._follow()

    def _add(self, row: CaseRow) -> None:
        name = row.name or tr("还没有填姓名")
        parts = [name, row.department or row.unit, row.level and tr("申报{level}", level=row.level)]
        if row.removed_at is not None:
            parts.append(tr("{removed_at} 删除", removed_at=chinese_moment(row.removed_at)))
        item = QListWidgetItem("　".join(part for part in parts if part))
        item.setData(Qt.ItemDataRole.UserRole, row.case_id)
        self.list.addItem(item)

    def _follow(self) -> None:
        many = len(self.list.selectedItems())
        self.back.setEnabled(bool(many))
        self.back.setText(tr("恢复这 {many} 份", many=many) if many > 1 else tr("恢复"))

    def _restore(self) -> None:
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in self.list.selectedItems()]
        done = []
        try:
            for case_id in chosen:
                self._desk.restore(case_id)
                done.append(case_id)
        except UserError as error:
            show_error(self, error)
        if done:
            self.restored.emit(done)
        if len(done) == len(chosen) and done:
            self.accept()
