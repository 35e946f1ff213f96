"""Cases looked at again, a few at a time between what the person does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.applicants.table import Applicants, Row

SLICE = 0.012
"""Seconds of work before keys and clicks have their turn again."""

KEPT_EVERY = 400
"""Judged cases after which they are written down: a crash costs no more than these."""


class Judging(QObject):
    """Judges whoever is stale, those in sight first; ``judged(row)`` for each, then ``done``."""

    judged = Signal(object)
    done = Signal()

    def __init__(self, seen: Callable[[], tuple[Row, ...]], parent: QObject) -> None:
        super().__init__(parent)
        self._seen = seen
        self._applicants: Applicants | None = None
        self._left: dict[str, None] = {}
        self.total = 0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def left(self) -> int:
        """How many are still to be looked at."""
        return len(self._left)

    def begin(self, applicants: Applicants, case_ids: Iterable[str]) -> None:
        """Look at these, in place of what is left of others."""
        self._applicants = applicants
        self._left = dict.fromkeys(case_ids)
        self.total = len(self._left)
        if self._left:
            self._timer.start()
        else:
            self._timer.stop()

    def stop(self) -> None:
        """Leave it at that, and keep what was found."""
        self._timer.stop()
        self._left = {}
        if self._applicants is not None:
            self._applicants.keep()

    def _slice(self) -> None:
        if self._applicants is None:
            return
        end = time.perf_counter() + SLICE
        first = [row.case_id for row in self._seen() if row.case_id in self._left]
        while self._left and time.perf_counter() < end:
            case_id = first.pop(0) if first else next(iter(self._left))
            del self._left[case_id]
            self.judged.emit(self._applicants.judge(case_id))
            if self.left % KEPT_EVERY == 0:
                self._applicants.keep()
        if not self._left:
            self._timer.stop()
            self.done.emit()
