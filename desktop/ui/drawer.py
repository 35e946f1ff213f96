"""Where the checklist is: beside the page where there is room, else a drawer over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop.ui.finish.checklist import Checklist
from desktop.ui.widgets.theme import em

ROOM_FOR_PAGE = 39
"""Full-width characters the page keeps beside a docked checklist; with less it is a drawer."""


class Drawer(QObject):
    """Arranges ``checklist`` in ``row``, which it shares with the page and the ``rail``.

    ``button`` opens and closes it where it is a drawer, and is seen only there.
    """

    def __init__(
        self, checklist: Checklist, row: QHBoxLayout, rail: QWidget, button: QPushButton
    ) -> None:
        middle = row.parentWidget()
        super().__init__(middle)
        self._checklist = checklist
        self._middle = middle
        self._row = row
        self._rail = rail
        self._button = button
        self.is_drawer = False
        """False where the checklist stands beside the page."""
        self._wanted = True
        button.clicked.connect(self.toggle)
        checklist.closed.connect(self.close)
        middle.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        """Whether it lies over the page now."""
        return self.is_drawer and self._checklist.isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The room and the text size decide."""
        if event.type() == QEvent.Type.Resize:
            self.arrange()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            QTimer.singleShot(0, self, self.arrange)
        return super().eventFilter(watched, event)

    def want(self, wanted: bool) -> None:
        """Whether there is a use for it beside the page one is at."""
        self._wanted = wanted
        if not wanted or not self.is_drawer:
            self._checklist.setVisible(wanted)
        self.arrange()

    def arrange(self) -> None:
        """Beside the page, or over it."""
        middle, checklist = self._middle, self._checklist
        side = em(middle, 22)
        drawer = middle.width() - self._rail.width() - side < em(middle, ROOM_FOR_PAGE)
        if drawer != self.is_drawer:
            self.is_drawer = drawer
            if drawer:
                self._row.removeWidget(checklist)
                checklist.setParent(middle)
                checklist.hide()
            else:
                self._row.addWidget(checklist)
                checklist.setVisible(self._wanted)
            checklist.set_drawer(drawer)
        self._button.setVisible(drawer and self._wanted)
        width = min(max(side, em(middle, 24) if drawer else side), round(middle.width() * 0.8))
        checklist.setFixedWidth(width)
        if drawer:
            checklist.setGeometry(middle.width() - width, 0, width, middle.height())
            checklist.raise_()

    def toggle(self) -> None:
        """Open it, or put it away."""
        if self._checklist.isVisible():
            self.close()
        else:
            self.arrange()
            self._checklist.show()
            self._checklist.raise_()
            self._checklist.filters[self._checklist.filter].setFocus()

    def close(self) -> None:
        """Put it away; the keyboard stays where it was opened from."""
        if self.is_open:
            self._checklist.hide()
            self._button.setFocus(Qt.FocusReason.OtherFocusReason)
