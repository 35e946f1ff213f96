"""A batch at work behind a window: driven from a timer, so that the window always answers."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.batch import crew, run
from desktop.app.batch.cases import OfDesk
from desktop.app.batch.run import Order, Run
from desktop.app.library import Desk

TICK = 40
"""Milliseconds between two looks at what has come."""


class Running(QObject):
    """``moved()`` when another person is settled, ``ended()`` once there is nothing more to do."""

    moved = Signal()
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.run: Run | None = None
        self._timer = QTimer(self, interval=TICK)
        self._timer.timeout.connect(self._advance)
        self._settled = -1

    @property
    def busy(self) -> bool:
        """Whether it is at work."""
        return self._timer.isActive()

    def begin(self, desk: Desk, order: Order) -> None:
        """Set to work; :class:`~desktop.errors.UserError` where the folder cannot be had."""
        self.run = run.start(OfDesk(desk), order, crew.processes())
        self._settled = -1
        self._timer.start()

    def stop(self) -> None:
        """What is done stays, what is under way leaves nothing; nothing more is told."""
        self._timer.stop()
        if self.run is not None:
            self.run.cancel()

    def _advance(self) -> None:
        if self.run is None:
            return
        try:
            more = self.run.advance(0.0)
        except BaseException:
            self.stop()
            raise
        settled = self.run.progress.settled
        if settled != self._settled:
            self._settled = settled
            self.moved.emit()
        if not more:
            self._timer.stop()
            self.ended.emit()
