"""What the window does when a case is to go out or has come in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.app.handover.sending import SUFFIX
from desktop.app.library import Desk
from desktop.app.session import Session
from desktop.language import tr

if TYPE_CHECKING:
    from desktop.ui.handover.arrival import Before

# The window opens with this, and without what makes and opens packages.
# ruff: noqa: PLC0415

KIND = tr("申报包 (*{suffix})", suffix=SUFFIX)


class Handover(QObject):
    """Sends and receives for ``window``; a package may also be dropped on ``ground``."""

    taken = Signal(str)

    def __init__(self, desk: Desk, window: QWidget, ground: QWidget, before: Before) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._before = before
        self._waiting: list[Path] = []
        ground.setAcceptDrops(True)
        ground.installEventFilter(self)

    def send(self, case_id: str, session: Session | None = None) -> None:
        """交给单位/他人…; by its ``session`` where the case is open."""
        from desktop.ui.handover.send import SendDialog

        SendDialog(self._desk, case_id, session, self._window).open()

    def show_card(self) -> None:
        """我的收件码…."""
        from desktop.ui.handover.card import CardDialog

        CardDialog(self._desk, self._window).open()

    def choose(self) -> None:
        """收到申报包…."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("选择收到的申报包"), str(Path.home()), KIND
        )
        self.receive([Path(name) for name in names])

    def receive(self, paths: list[Path]) -> None:
        """One after the other; one that is bad keeps no other from being looked at."""
        self._waiting += paths
        self._next()

    def _next(self) -> None:
        from desktop.ui.handover.arrival import ReceiveDialog

        if not self._waiting:
            return
        dialog = ReceiveDialog(self._desk, self._waiting.pop(0), self._before, self._window)
        dialog.taken.connect(self.taken)
        dialog.finished.connect(lambda _result: self._next())
        dialog.open()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Packages may be dropped."""
        if isinstance(event, QDragEnterEvent) and _packages(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self.receive(_packages(event))
            event.acceptProposedAction()
            return True
        return False


def _packages(event: QDropEvent) -> list[Path]:
    urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
    paths = [Path(url.toLocalFile()) for url in urls]
    return [path for path in paths if path.suffix.lower() == SUFFIX]
