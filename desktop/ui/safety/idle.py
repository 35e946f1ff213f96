"""Hears real input, and nothing else, to know when nobody is there any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication

from desktop.app.safety.locking import IdleClock

LOOK_EVERY_MS = 5000

AT_WORK = "at_work"
"""The property of a window in sight that is doing hours of work for whoever has gone: while it is
true the program is not locked by itself, which would put an end to that."""

_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
        QEvent.Type.Drop,
    }
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


class IdleWatch(QObject):
    """Tells once nobody has touched the program for the chosen minutes.

    It listens at the windows, where the system delivers what hands do, and at whatever has the
    keyboard, where input methods do: far fewer events than all of the application's.
    """

    left_alone = Signal()

    def __init__(
        self,
        minutes: int,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = _utc_now,
    ) -> None:
        super().__init__()
        self.clock = IdleClock(minutes, steady, wall)
        self._heard: list[QObject] = []
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)
            app.focusObjectChanged.connect(self._listen)
            self._listen(app.focusWindow())
            self._listen(app.focusObject())
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY_MS)

    def choose(self, minutes: int) -> None:
        """Another number of minutes; 0 for never."""
        self.clock.minutes = minutes

    def look(self) -> None:
        """Whether it is time."""
        if self.clock.due():
            self.clock.touched()
            if not _at_work():
                self.left_alone.emit()

    def close(self) -> None:
        """Listen no more."""
        self._timer.stop()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.disconnect(self._listen)
            app.focusObjectChanged.disconnect(self._listen)

    def _listen(self, to: QObject | QWindow | None) -> None:
        if to is not None:
            # Qt keeps a filter once, however often it is put in.
            to.installEventFilter(self)
            # What takes the keyboard was given it by a hand, or comes in sight for somebody.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there."""
        if event.type() in _INPUT:
            self.clock.touched()
        return super().eventFilter(watched, event)


def _at_work() -> bool:
    return any(w.isVisible() and w.property(AT_WORK) for w in QApplication.topLevelWidgets())
