"""不适用: the one line that stands where a part is not asked, and the way back to the answer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop.app.pages.absent import Absent
from desktop.language import tr
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.marks import LinkButton
from desktop.ui.widgets.theme import em, follow_size


class AbsentLine(QFrame):
    """Why something is not asked; ``改`` leads to the question that says so (its path)."""

    asked = Signal(str)

    def __init__(self, title: str, role: str) -> None:
        super().__init__()
        self._title = title
        self._path = ""
        self.setProperty("role", role)
        self.told = words("", "plain")
        self.change = LinkButton(tr("改"))
        self.change.clicked.connect(lambda: self.asked.emit(self._path))
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.told, 1)
        self._row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)
        follow_size(self, self._space)
        self.hide()

    def tell(self, absent: Absent | None) -> None:
        """Say it; nothing where nothing is lacking."""
        if absent is not None:
            self._path = absent.path
            told = f"{self._title}　{absent.sentence}" if self._title else absent.sentence
            self.told.setText(told)
            self.change.setAccessibleName(tr("改：{told}", told=told))
        self.setVisible(absent is not None)

    def _space(self) -> None:
        side, high = em(self, 1.9), em(self, 0.7)
        self._row.setContentsMargins(side, high, side, high)
        self._row.setSpacing(em(self, 0.8))
