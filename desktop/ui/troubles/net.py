"""The net under everything: exceptions nobody caught, of this thread and of others.

The world's faults are told in their own words. Our own bugs come together in one dialog, however
many there are: one in painting would else pile boxes up faster than they can be closed.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from desktop.app.troubles import log
from desktop.app.troubles.report import Trouble, noted, report, trouble
from desktop.errors import UserError
from desktop.ui.troubles.dialog import TroubleDialog
from desktop.ui.widgets.dialogs import show_error


class Net(QObject):
    """Hears of every bug until :meth:`close`; ``notice`` names the one that is open."""

    _noted = Signal(object)

    def __init__(self, now: Callable[[], datetime], notice: Callable[[], str]) -> None:
        super().__init__()
        self._now, self._notice = now, notice
        self._troubles: tuple[Trouble, ...] = ()
        self._dialog: TroubleDialog | None = None
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._caught
        # What Python would say of other threads, or of what it cannot raise, names values.
        threading.excepthook = lambda bug: self._write(bug.exc_type, bug.exc_traceback)
        sys.unraisablehook = lambda bug: self._write(bug.exc_type, bug.exc_traceback)
        self._noted.connect(self._note)

    def close(self) -> None:
        """Hear no more."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def _caught(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
        elif isinstance(bug, UserError):
            show_error(QApplication.activeWindow(), bug)
        else:
            self._write(kind, trace)
            self._tell()

    def _write(self, kind: type[BaseException] | None, trace: TracebackType | None) -> None:
        new = trouble(kind or BaseException, trace, self._now())
        log.troubled(new)
        self._noted.emit(new)  # from whichever thread it happened in

    def _note(self, new: Trouble) -> None:
        self._troubles = noted(self._troubles, new)
        if self._dialog is not None:
            self._show()

    def _tell(self) -> None:
        if self._dialog is not None:
            return
        self._dialog = TroubleDialog(QApplication.activeWindow())
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.finished.connect(self._read)
        self._show()
        self._dialog.open()

    def _show(self) -> None:
        if self._dialog is not None:
            count = sum(one.times for one in self._troubles)
            self._dialog.show_report(report(self._troubles, notice=self._notice()), count)

    def _read(self) -> None:
        """The dialog was closed: what comes now is new."""
        self._dialog, self._troubles = None, ()
