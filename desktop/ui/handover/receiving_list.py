"""What became of each file of a receiving: one line a file, in a table walked by arrows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.app.handover.receiving import WORDS, Item, Outcome
from desktop.language import tr
from desktop.ui.widgets.theme import em, follow_size, tokens

COLUMNS = (tr("谁的"), tr("结果"), tr("说明"), tr("文件"))
_WIDTHS = {tr("谁的"): 9, tr("结果"): 8, tr("文件"): 14.5}
"""Full-width characters; 说明 takes what is left."""

_AIR = 0.5
"""Of a line's height, in widths of a character: blank between two lines."""

_TONES: dict[Outcome, str] = {
    "new": "good",
    "merged": "good",
    "nothing": "mute",
    "waiting": "mute",
    "conflicts": "care",
    "passphrase": "care",
    "removed": "care",
    "failed": "bad",
}


class ResultTable(QTableWidget):
    """The files and what became of them."""

    def __init__(self) -> None:
        super().__init__(0, len(COLUMNS))
        self.setHorizontalHeaderLabels(list(COLUMNS))
        self.setAccessibleName(tr("收到的文件和结果"))
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setShowGrid(False)
        head = self.horizontalHeader()
        head.setSectionResizeMode(COLUMNS.index(tr("说明")), QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        head.setHighlightSections(False)
        # Lines become higher where there is less room for what is said.
        head.sectionResized.connect(self._fit_rows)
        follow_size(self, self._space)

    def show_items(self, items: Sequence[Item]) -> None:
        """All of them."""
        self.setRowCount(len(items))
        for n, item in enumerate(items):
            self.show_item(n, item)

    def show_item(self, n: int, item: Item, *, follow: bool = False) -> None:
        """One of them; with ``follow`` in sight."""
        cells = (item.who, WORDS[item.outcome], item.said, item.path.name)
        for column, text in enumerate(cells):
            cell = QTableWidgetItem(text)
            cell.setToolTip(text)
            cell.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            if COLUMNS[column] == tr("结果"):
                cell.setForeground(tokens(self).color(_TONES[item.outcome]))
            self.setItem(n, column, cell)
            if follow:
                self.scrollToItem(cell)
        self._fit_row(n)

    def _fit_rows(self) -> None:
        for n in range(self.rowCount()):
            self._fit_row(n)

    def _fit_row(self, n: int) -> None:
        self.resizeRowToContents(n)
        self.setRowHeight(n, self.rowHeight(n) + em(self, _AIR))

    def _space(self) -> None:
        for column, width in _WIDTHS.items():
            self.setColumnWidth(COLUMNS.index(column), em(self, width))
        self.setMinimumHeight(em(self, 12))
