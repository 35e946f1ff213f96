"""Where an entry of a list was: what has been removed, and the way to bring it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel

from desktop.language import tr
from desktop.ui.widgets.pieces import button


class RemovedStrip(QFrame):
    """Not there until something has been removed."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "note")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._undo = button(tr("撤销删除"), self.undo_asked.emit)
        row = QHBoxLayout(self)
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        self.hide()

    def tell(self, removed: str) -> None:
        """Offer to bring back what its line called ``removed``."""
        self._text.setText(tr("已删除“{removed}”。", removed=removed))
        self._undo.setAccessibleName(tr("撤销删除“{removed}”", removed=removed))
        self.show()
