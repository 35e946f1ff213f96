"""Backups while one works: by hand, once a day, and before anything risky."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.library import Desk
from desktop.app.safety import backups
from desktop.app.safety.backups import Backup, Line
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.worker import Cancelled, Task, Worker

FIRST_LOOK_MS = 20_000
LOOK_EVERY_MS = 600_000


class Backing(QObject):
    """Backs the open library up; nothing of it stops the person."""

    changed = Signal()
    progressed = Signal(int, int)
    finished = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, look: Appearance) -> None:
        super().__init__()
        self._desk = desk
        self._look = look
        self._worker = Worker(self)
        self._stop: threading.Event | None = None
        self.trouble = ""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_EVERY_MS)
        QTimer.singleShot(FIRST_LOOK_MS, self, self.look)

    # ------------------------------------------------------------------ how things stand

    @property
    def place(self) -> str:
        """The folder or stick chosen; ``""`` for none."""
        return self._look.settings.backup_place

    @property
    def busy(self) -> bool:
        """Whether one is being made."""
        return self._stop is not None

    def last(self) -> datetime | None:
        """When the last one was made."""
        kept = backups.moment(self._look.settings.backup_at)
        return kept or backups.latest(self.place, self._desk.library.folder)

    def line(self) -> Line:
        """How things stand, in one sentence."""
        if self.trouble and self.place:
            return Line(self.trouble, careful=True)
        return backups.line(self.place, self.last(), self._desk.now())

    # ------------------------------------------------------------------ making

    def choose(self, place: str) -> None:
        """Another folder or stick."""
        self.trouble = ""
        self._look.keep(replace(self._look.settings, backup_place=place, backup_at=""))
        self.changed.emit()

    def choose_daily(self, on: bool) -> None:
        """Whether one is made every day by itself."""
        self._look.keep(replace(self._look.settings, backup_daily=on))

    def look(self) -> None:
        """Make the daily one where it is due and the place is there; else say nothing."""
        wanted = self._look.settings.backup_daily and not self.busy
        if wanted and backups.reachable(self.place) and self._is_due():
            self.make()
        else:
            self.changed.emit()

    def before(self, act: Callable[[], None]) -> None:
        """Make one where a place is set and there, then ``act``, whatever became of it."""
        if backups.reachable(self.place) and not self.busy:
            self.make(act)
        else:
            act()

    def make(self, then: Callable[[], None] | None = None) -> None:
        """Make one now; on its way work goes on."""
        if self.busy:
            return
        try:
            snapshot = backups.snapshot(self._desk)
        except UserError as error:
            self._failed(error, then)
            return
        place, stop = Path(self.place), threading.Event()
        self._stop = stop
        self.trouble = ""

        def job(task: Task[Backup]) -> Backup:
            def progress(done: int, total: int) -> None:
                if stop.is_set():
                    raise Cancelled
                task.report(done, total)

            return backups.made(snapshot, place, progress)

        self._worker.start(
            job,
            lambda made: self._made(made, stop, then),
            failed=lambda error: self._failed(error, then),
            progressed=lambda done, total, _what: self.progressed.emit(done, total),
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop at the next file; half a backup is taken away again."""
        if self._stop is not None:
            self._stop.set()
            self._stop = None
            self.changed.emit()

    def close(self) -> None:
        """Stop, and wait until nothing is written any more."""
        self._timer.stop()
        self.cancel()
        self._worker.close()

    def _is_due(self) -> bool:
        return backups.due(self.last(), self._desk.now())

    def _made(self, made: Backup, stop: threading.Event, then: Callable[[], None] | None) -> None:
        if self._stop is stop:
            self._stop = None
        self._look.keep(replace(self._look.settings, backup_at=made.at.isoformat()))
        self.changed.emit()
        self.finished.emit()
        if then is not None:
            then()

    def _failed(self, error: UserError, then: Callable[[], None] | None) -> None:
        self._stop = None
        self.trouble = tr("上次备份没有做成：{happened}", happened=error.happened)
        self.changed.emit()
        self.failed.emit(error)
        if then is not None:
            then()
