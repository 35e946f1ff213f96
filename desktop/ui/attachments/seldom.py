"""A line that few files need: its label is made with its first words.

A page shows dozens of files, and a label nobody reads costs as much as one that is read.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout

from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import tell


class Seldom(QVBoxLayout):
    """The place of such a line in a column; it takes no room while nothing is said."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self._label: QLabel | None = None

    @property
    def said(self) -> str:
        """What stands there now."""
        return self._label.text() if self._label is not None else ""

    def tell(self, text: str, role: str = "") -> None:
        """Put ``text`` there, in the look of ``role`` where one is given; ``""`` for nothing."""
        if self._label is None:
            if not text:
                return
            self._label = words(text, role or self._role)
            self.addWidget(self._label)
        tell(self._label, text, role)
