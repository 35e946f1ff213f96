"""A question with a few answers, one of which holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

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
