"""ID numbers do not stay in the clipboard, where every program can read them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

from desktop.app.locking import CLIPBOARD_SECONDS, holds_id_number

_OWN = ("offscreen", "minimal")
"""Platforms without a screen: their clipboard is the application's own, and says so of nothing."""


class ClipboardWatch(QObject):
    """Clears what was copied here with an ID number in it: after a minute, and on demand."""

    def __init__(self, seconds: float = CLIPBOARD_SECONDS) -> None:
        super().__init__()
        self._clipboard = QGuiApplication.clipboard()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.clear)
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Clear it, where what lies there is ours and holds an ID number."""
        self._timer.stop()
        if self._is_ours():
            self._clipboard.clear()

    def close(self) -> None:
        """Leave nothing behind."""
        self.clear()
        self._clipboard.dataChanged.disconnect(self._on_changed)

    def _on_changed(self) -> None:
        if self._is_ours():
            self._timer.start()
        else:
            self._timer.stop()

    def _is_ours(self) -> bool:
        # What another program put there is no concern of ours.
        own = self._clipboard.ownsClipboard() or QGuiApplication.platformName() in _OWN
        return own and holds_id_number(self._clipboard.text())
