"""A question with a few answers, one of which holds: side by side, or in a drop-down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QLabel, QRadioButton, QWidget

from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import FlowLayout
from desktop.ui.widgets.theme import em


class Choices(QWidget):
    """One of a few, side by side behind what they are about; ``changed()``."""

    changed = Signal()

    def __init__(self, label: str, offered: Mapping[Any, str], chosen: str) -> None:
        super().__init__()
        self.setAccessibleName(label)
        self._group = QButtonGroup(self)
        self.buttons = {key: QRadioButton(text) for key, text in offered.items()}
        flow = FlowLayout(em(self, 1.2))
        self.setLayout(flow)
        said = words(label, "label")
        said.setWordWrap(False)
        flow.addWidget(said)
        for key, one in self.buttons.items():
            self._group.addButton(one)
            flow.addWidget(one)
            one.setChecked(key == chosen)
            one.setAccessibleDescription(label)
            one.clicked.connect(self.changed)


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
