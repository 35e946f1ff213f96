"""ID numbers do not stay in the clipboard, where every program can read them."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from desktop.app.safety.locking import CLIPBOARD_SECONDS, holds_id_number

_OWN = ("offscreen", "minimal")
"""Platforms without a screen: their clipboard is the application's own, and says so of nothing."""

_NOT_KEPT = {
    # The history of Windows (Win+V) and its copy in the cloud; a number of four bytes, no or yes.
    "ExcludeClipboardContentFromMonitorProcessing": b"\1\0\0\0",
    "CanIncludeInClipboardHistory": b"\0\0\0\0",
    "CanUploadToCloudClipboard": b"\0\0\0\0",
    # Those of Linux desktops.
    "x-kde-passwordManagerHint": b"secret",
}
"""What tells programs that keep everything copied to leave this out."""

_MARK = "x-kde-passwordManagerHint"

Mode = QClipboard.Mode


class ClipboardWatch(QObject):
    """Clears what was copied here with an ID number in it: after a minute, and on demand.

    Until then it is marked as not to be kept. On X11 what is selected counts as copied.
    """

    def __init__(self, seconds: float = CLIPBOARD_SECONDS) -> None:
        super().__init__()
        self._clipboard = QGuiApplication.clipboard()
        self._modes = [Mode.Clipboard]
        if self._clipboard.supportsSelection():
            self._modes.append(Mode.Selection)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(seconds * 1000))
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._on_changed)

    def clear(self) -> None:
        """Clear it, where what lies there is ours and holds an ID number."""
        self._timer.stop()
        for mode in self._modes:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    def close(self) -> None:
        """Leave nothing behind."""
        self.clear()
        self._clipboard.changed.disconnect(self._on_changed)

    def _on_changed(self, mode: Mode) -> None:
        if mode == Mode.Clipboard and self._is_ours(mode):
            self._mark()
        if any(self._is_ours(one) for one in self._modes):
            self._timer.start()
        else:
            self._timer.stop()

    def _mark(self) -> None:
        if self._clipboard.mimeData().hasFormat(_MARK):
            return
        marked = QMimeData()
        marked.setText(self._clipboard.text())
        for name, value in _NOT_KEPT.items():
            marked.setData(name, value)
        self._clipboard.setMimeData(marked)

    def _is_ours(self, mode: Mode) -> bool:
        # What another program put there is no concern of ours.
        owns = (
            self._clipboard.ownsClipboard()
            if mode == Mode.Clipboard
            else self._clipboard.ownsSelection()
        )
        own = owns or QGuiApplication.platformName() in _OWN
        return own and holds_id_number(self._clipboard.text(mode))
