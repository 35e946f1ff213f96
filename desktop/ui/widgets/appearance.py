"""How the window looks, as chosen: theme and text size, kept and applied to the application."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from desktop.app import settings
from desktop.app.settings import Settings
from desktop.errors import UserError
from desktop.ui.widgets import theme


class Appearance(QObject):
    """The settings that are seen, and the last case; each change is kept at once."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__()
        self._app = app
        self._folder = folder
        self._families = theme.load_fonts()
        self.settings = settings.load(folder)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system)
        self.apply()

    @property
    def is_dark(self) -> bool:
        """True while the dark tokens are drawn."""
        return theme.resolve(self.settings.theme) is theme.DARK

    def apply(self) -> None:
        """Draw the application as chosen."""
        look = theme.resolve(self.settings.theme)
        theme.apply(self._app, look, self.settings.scale / 100, self._families)
        self.changed.emit()

    def choose_theme(self, name: str) -> None:
        """``auto``, ``light`` or ``dark``; what the system wants anyway is kept as ``auto``."""
        if theme.resolve(name) is theme.resolve("auto"):
            name = "auto"
        self._choose(replace(self.settings, theme=name))  # type: ignore[arg-type]

    def choose_scale(self, percent: int) -> None:
        """100, 125, 150 or 200."""
        self._choose(replace(self.settings, scale=percent))  # type: ignore[arg-type]

    def choose(self, name: str, percent: int) -> None:
        """Both at once: all is drawn anew once and not twice."""
        self._choose(replace(self.settings, theme=name, scale=percent))  # type: ignore[arg-type]

    def remember_case(self, case_id: str) -> None:
        """Where to go on next time; ``""`` for the list of cases."""
        if case_id != self.settings.last_case:
            self.keep(replace(self.settings, last_case=case_id))

    def _choose(self, chosen: Settings) -> None:
        before = self.is_dark, self.settings.scale
        self.keep(chosen)
        if (self.is_dark, chosen.scale) == before:
            # Drawing all anew takes a second on old machines.
            self.changed.emit()
        else:
            self.apply()

    def read_again(self) -> None:
        """Take the settings as they are on the disk now."""
        self.settings = settings.load(self._folder)

    def keep(self, chosen: Settings) -> None:
        """Keep ``chosen``; that it could not be written is told by ``failed``."""
        self.settings = chosen
        try:
            settings.save(self._folder, chosen)
        except UserError as error:
            self.failed.emit(error)

    def _on_system(self) -> None:
        if self.settings.theme == "auto":
            self.apply()
