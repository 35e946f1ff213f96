"""The rows of the table of applicants as Qt asks for them, and who is ticked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop.app.applicants.table import Row
from desktop.language import tr
from desktop.ui.applicants.columns import COLUMNS, TICK, named

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

_TICKED, _EMPTY = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ApplicantsModel(QAbstractTableModel):
    """Who is shown, in which order; people stay ticked while they are not shown.

    ``order`` is the column sorted by, and whether from the largest down. ``at`` is the moment
    days are counted from.
    """

    ticked_changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self.at = now()
        self.rows: list[Row] = []
        self.places: dict[str, int] = {}
        self.ticked: set[str] = set()
        self.order = ("", False)

    # ------------------------------------------------------------------ what Qt asks

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The people shown."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """All columns, also those that are hidden."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The titles, with the order in words for who does not see the arrow."""
        if orientation == Qt.Orientation.Vertical:
            return None
        title = COLUMNS[section].title
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            by, descending = self.order
            way = tr("，从大到小") if descending else tr("，从小到大")
            return f"{title or tr('勾选')}{way if by == COLUMNS[section].key else ''}"
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words; what a screen reader says is with the name of the column."""
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.say(row, self.at)
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.more(row, self.at) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(row, column.key, column.title, column.say(row, self.at))
        if role == Qt.ItemDataRole.CheckStateRole and column.key == TICK:
            return _TICKED if row.case_id in self.ticked else _EMPTY
        return None

    def _said(self, row: Row, key: str, title: str, value: str) -> str:
        ticked = tr("已勾选") if row.case_id in self.ticked else tr("未勾选")
        if key == TICK:
            return f"{named(row)}，{ticked}"
        if key == "name":
            return tr(
                "{value}，{status}，需修改 {fix}，缺附件 {missing}，{ticked}",
                value=value,
                status=row.status,
                fix=row.fix,
                missing=row.missing,
                ticked=ticked,
            )
        return f"{title} {value}"

    # ------------------------------------------------------------------ who is shown

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self.rows = list(rows)
        self.places = {row.case_id: place for place, row in enumerate(self.rows)}
        self.at = self._now()
        self.endResetModel()

    def renew(self, row: Row) -> None:
        """Other values for somebody who is shown; the place stays."""
        place = self.places.get(row.case_id)
        if place is not None and self.rows[place] != row:
            self.rows[place] = row
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))

    # ------------------------------------------------------------------ ticks

    def tick(self, case_ids: Iterable[str], *, on: bool) -> None:
        """Tick these people, or take their ticks away."""
        self.tick_only(self.ticked | set(case_ids) if on else self.ticked - set(case_ids))

    def tick_only(self, case_ids: Iterable[str]) -> None:
        """Tick these people and nobody else."""
        wanted = set(case_ids)
        if wanted == self.ticked:
            return
        self.ticked = wanted
        if self.rows:
            last = self.index(len(self.rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()

    @property
    def ticked_shown(self) -> int:
        """How many of the ticked are shown."""
        return sum(row.case_id in self.ticked for row in self.rows)

    @property
    def all_ticked(self) -> Qt.CheckState:
        """Of those shown: all, some, none."""
        many = self.ticked_shown
        if not many:
            return _EMPTY
        return _TICKED if many == len(self.rows) else Qt.CheckState.PartiallyChecked
