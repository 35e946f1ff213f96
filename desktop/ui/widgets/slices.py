"""Work that only the GUI thread may do, in slices: between them the window answers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

SLICE = 0.03
"""Seconds a slice takes at most, when no single piece takes longer."""


class Slices(QObject):
    """Does one thing after the other. ``went(done)`` after each slice, ``ended()`` at the end."""

    went = Signal(int)
    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: Iterator[Callable[[], object]] = iter(())
        self._done = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether something is left to do."""
        return self._timer.isActive()

    def start(self, pieces: Iterable[Callable[[], object]]) -> None:
        """Do ``pieces`` from the next round of events on, in place of what was left."""
        self._left = iter(pieces)
        self._done = 0
        self._timer.start()

    def stop(self) -> None:
        """Leave the rest undone; nothing more is told."""
        self._timer.stop()
        self._left = iter(())

    def _go_on(self) -> None:
        until = time.monotonic() + SLICE
        for piece in self._left:
            piece()
            self._done += 1
            if time.monotonic() >= until:
                self._timer.start()
                self.went.emit(self._done)
                return
        self.went.emit(self._done)
        self.ended.emit()
