"""Files and folders dropped on a widget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class Drops(QObject):
    """``dropped(paths)`` whenever some are dropped on ``ground``."""

    dropped = Signal(list)

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        ground.setAcceptDrops(True)
        ground.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """What is no file of this machine is not taken."""
        if isinstance(event, QDropEvent):
            urls = [url for url in event.mimeData().urls() if url.isLocalFile()]
            if urls and event.type() == QEvent.Type.Drop:
                event.acceptProposedAction()
                self.dropped.emit([Path(url.toLocalFile()) for url in urls])
                return True
            if urls and isinstance(event, QDragEnterEvent):
                event.acceptProposedAction()
                return True
        return False
