"""One window for one library: a second start brings the first one forward.

The two talk over a local socket that only this user can open; a single fixed word passes over it.
What really keeps two programs apart is the lock of the database, whatever happens here.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_SHOW, _SHOWN = b"show\n", b"shown\n"
_MOMENT_MS = 3000
_GLANCE_MS = 300

Other = Literal["none", "shown", "silent"]
"""Whether another window has the library: none, one that came forward, one that does not answer."""


class Front(QObject):
    """The place where the windows of one library's ``folder`` (and one user) meet."""

    asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        place = f"{folder.resolve()}\n{Path.home()}"
        self.name = f"zhicheng-{hashlib.sha256(place.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_other)

    def ask_other(self) -> Other:
        """Ask the window that is there, if any, to come forward."""
        socket = QLocalSocket()
        socket.connectToServer(self.name)
        if not socket.waitForConnected(_MOMENT_MS):
            return "none"
        socket.write(_SHOW)
        socket.waitForBytesWritten(_MOMENT_MS)
        answered = socket.waitForReadyRead(_MOMENT_MS) and bytes(socket.readAll().data()) == _SHOWN
        socket.abort()
        return "shown" if answered else "silent"

    def wait_for_others(self) -> None:
        """Be the window that comes forward; what a killed program left behind is taken away."""
        if not self._server.listen(self.name):
            QLocalServer.removeServer(self.name)
            self._server.listen(self.name)

    def close(self) -> None:
        """Be so no more."""
        self._server.close()

    def _on_other(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            # The word was on its way before we were told; whoever says nothing is not waited for.
            said = b""
            if socket.bytesAvailable() or socket.waitForReadyRead(_GLANCE_MS):
                said = bytes(socket.read(len(_SHOW)).data())
            if said == _SHOW:
                socket.write(_SHOWN)
                socket.waitForBytesWritten(_GLANCE_MS)
                self.asked.emit()
            socket.close()
            socket.deleteLater()
