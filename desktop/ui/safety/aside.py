"""What may wait for the system's own question: done on a thread nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal


class Aside(QObject):
    """Does a job on a thread of its own; what it gives back is called on the GUI thread."""

    _done = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ended = False
        self._done.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def start(self, job: Callable[[], Callable[[], None]]) -> None:
        """Do ``job``; its answer may come late, or never."""

        def run() -> None:
            call = job()
            try:
                self._done.emit(call)
            except RuntimeError:
                return  # the program has ended meanwhile

        threading.Thread(target=run, name="keyring", daemon=True).start()

    def end(self) -> None:
        """Nothing is called any more."""
        self._ended = True

    def _call(self, call: Callable[[], None]) -> None:
        if not self._ended:
            call()
