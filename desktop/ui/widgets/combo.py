"""A drop-down whose name is heard."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QLabel


class NamedCombo(QComboBox):
    """On Linux Qt gives screen readers what is chosen for the name of a drop-down.

    There they take the name from a label that stands beside it and says whose it is, seen or not.
    """

    def __init__(self) -> None:
        super().__init__()
        self._caption = QLabel()
        self._caption.setBuddy(self)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Say what is chosen here."""
        super().setAccessibleName(name)
        self._caption.setText(name)

    def event(self, event: QEvent) -> bool:
        """The label goes along wherever this is put."""
        if event.type() == QEvent.Type.ParentChange:
            self._caption.setParent(self.parentWidget())
            self._caption.hide()
        return super().event(event)
