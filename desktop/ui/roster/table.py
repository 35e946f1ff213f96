"""The calm table the steps of 导入名单 show people and cells in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.ui.widgets.theme import em, follow_size

MOST_SHOWN = 500
"""So many rows are shown; a table of widgets is slow beyond."""


class RosterTable(QTableWidget):
    """Rows of words, the last column as wide as there is room; whole rows are chosen.

    ``widths`` and ``least``, the lowest row, are in full-width characters.
    """

    def __init__(
        self, titles: Sequence[str], widths: Sequence[float], name: str, *, least: float = 2.2
    ) -> None:
        super().__init__(0, len(titles))
        self._least = least
        self._widths = tuple(widths)
        self.setObjectName("roster")
        self.setHorizontalHeaderLabels(list(titles))
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setObjectName("plain")
        header.style().unpolish(header)  # it was polished before it had its name
        header.style().polish(header)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        follow_size(self, self._space)

    def _space(self) -> None:
        for place, width in enumerate(self._widths):
            self.setColumnWidth(place, em(self, width))
        self.verticalHeader().setDefaultSectionSize(em(self, self._least))
        self.setMinimumHeight(em(self, 7))

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show ``rows`` in place of what was there, as many as are shown of any table."""
        self.clearContents()
        self.setRowCount(min(len(rows), MOST_SHOWN))
        for number, row in enumerate(rows[:MOST_SHOWN]):
            for place, words in enumerate(row):
                self.setItem(number, place, item(words))
        self.fit_rows()

    def fit_rows(self) -> None:
        """Each row as high as its words."""
        self.resizeRowsToContents()
        least = em(self, self._least)
        for number in range(self.rowCount()):
            if self.rowHeight(number) < least:
                self.setRowHeight(number, least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower column wants higher rows."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_rows()


def item(words: str) -> QTableWidgetItem:
    """A cell of words, the whole of which the mouse can ask for."""
    made = QTableWidgetItem(words)
    made.setToolTip(words)
    made.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    return made
