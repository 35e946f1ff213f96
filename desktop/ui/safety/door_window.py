"""The window before the library is open: one page at a time, no case in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.language import tr
from desktop.ui.safety.door_pages import DoorPage
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.bars import TopBar
from desktop.ui.widgets.theme import em

TITLE = tr("职称申报助手")
WANTED = QSize(1000, 820)

if TYPE_CHECKING:
    from desktop.ui.safety.recovery import RecoveryPage

    Page = DoorPage | RecoveryPage


class DoorWindow(QMainWindow):
    """Shows the page the entrance is at."""

    def __init__(self, look: Appearance) -> None:
        super().__init__()
        self._look = look
        self.page: Page | None = None
        self.setWindowTitle(TITLE)
        self.top = TopBar()
        for widget in (self.top.home_button, self.top.safety_button, self.top.lock_button):
            widget.hide()
        self.top.scale_chosen.connect(look.choose_scale)
        self.top.theme_chosen.connect(look.choose_theme)
        look.changed.connect(self._on_look)
        self.stack = QStackedWidget()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(inside)
        self._on_look()

    def show_page(self, page: Page) -> None:
        """Show ``page`` instead of the one before, which is gone with what was typed."""
        old, self.page = self.page, page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None:
            if isinstance(old, DoorPage):
                old.forget()
            self.stack.removeWidget(old)
            old.deleteLater()
        page.take_focus()

    def appear(self, room: QSize, place: QRect | None, *, maximized: bool) -> None:
        """Come into sight: where the case window was, else fitting a screen with ``room``."""
        if place is not None:
            self.setGeometry(place)
        else:
            self.resize(WANTED.boundedTo(room))
        frame = em(self, 3)
        too_large = WANTED.width() > room.width() or WANTED.height() + frame > room.height()
        if maximized or (place is None and too_large):
            self.showMaximized()
        else:
            self.show()
        if self.page is not None:
            self.page.take_focus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The recovery code is not left behind by mistake."""
        if self.page is not None and not self.page.may_leave():
            event.ignore()
            return
        super().closeEvent(event)

    def _on_look(self) -> None:
        self.top.show_look(self._look.settings.scale, self._look.is_dark)
