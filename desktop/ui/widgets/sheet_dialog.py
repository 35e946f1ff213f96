"""A dialog whose words scroll where the screen is small, its buttons always in sight."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.widgets.cards import Sheet
from desktop.ui.widgets.theme import em


class SheetDialog(QDialog):
    """A sheet with a title, and a row of buttons below it, the last one being the one meant."""

    def __init__(
        self, title: str, lead: str = "", *, wide: float = 34, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wide = wide
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.sheet = Sheet(title, lead, widest=wide)
        self.sheet.lead.setProperty("role", "plain")
        column.addWidget(self.sheet, 1)
        self.below = QFrame()
        self.below.setObjectName("bottom")
        self._row = QHBoxLayout(self.below)
        side = em(self, 1.2)
        self._row.setContentsMargins(side, em(self, 0.6), side, em(self, 0.6))
        self._row.setSpacing(em(self, 0.5))
        self._row.addStretch(1)
        column.addWidget(self.below)

    def offer(self, *buttons: QPushButton) -> None:
        """Put ``buttons`` below, from left to right."""
        for button in buttons:
            self._row.addWidget(button)

    def tell_below(self, message: QLabel) -> None:
        """Put a line beside the buttons, where it is seen wherever one has scrolled to."""
        self._row.insertWidget(0, message, 100)

    def fit(self, *, tall: float = 0) -> None:
        """As large as what it says, never larger than the window it belongs to (or the screen).

        At least ``tall`` characters high, for what will be said later.
        """
        above = self.parentWidget()
        room = above.window().size() if above is not None else self.screen().availableSize()
        width = min(em(self, self._wide + 4.8), round(room.width() * 0.95))
        column = self.sheet.column
        column.activate()
        inner = self.sheet.ground.heightForWidth(width)
        wanted = max(inner, column.sizeHint().height()) + self.below.sizeHint().height()
        height = max(wanted + em(self, 0.5), em(self, tall))
        self.resize(width, min(height, round(room.height() * 0.95)))
