"""Slow work off the GUI thread: one helper for pictures, PDFs and packets.

A job is a plain function that gets its :class:`Task`; it works on frozen values only (a case, some
bytes), never on a widget. What comes back is delivered on the GUI thread: the result, or the
:class:`~desktop.errors.UserError`. Any other exception is a bug of ours and is raised there too,
where the application's own net for bugs hangs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from desktop.errors import UserError

T = TypeVar("T")


class Cancelled(Exception):
    """Raised inside a job that was called off, at the next place where it may stop."""


def _raise(error: BaseException) -> None:
    raise error


class Task(Generic[T]):
    """One job under way: the job reports to it, the window may cancel it."""

    def __init__(
        self,
        done: Callable[[T], None],
        failed: Callable[[UserError], None],
        progressed: Callable[[int, int, str], None] | None,
        post: Callable[[Callable[[], None]], None],
    ) -> None:
        self._done = done
        self._failed = failed
        self._progressed = progressed
        self._post = post
        self.called_off = threading.Event()
        self.over = False

    @property
    def cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self.called_off.is_set()

    def cancel(self) -> None:
        """Call the job off; whatever it still brings is dropped."""
        self.called_off.set()

    def checkpoint(self) -> None:
        """For the job: stop here if it was called off."""
        if self.cancelled:
            raise Cancelled

    def report(self, done: int, total: int, what: str = "") -> None:
        """For the job: tell how far it is; also a :meth:`checkpoint`."""
        self.checkpoint()
        if self._progressed is not None:
            self._deliver(partial(self._progressed, done, total, what))

    def run(self, job: Callable[[Task[T]], T]) -> None:
        """Do ``job`` on this thread and send what comes of it to the GUI thread."""
        try:
            self.checkpoint()
            self._deliver(partial(self._done, job(self)))
        except Cancelled:
            return
        except UserError as error:
            self._deliver(partial(self._failed, error))
        except BaseException as bug:  # noqa: BLE001 - carried over and raised on the GUI thread
            self._deliver(partial(_raise, bug))
        finally:
            self.over = True

    def _deliver(self, call: Callable[[], None]) -> None:
        def unless_cancelled() -> None:
            if not self.cancelled:
                call()

        self._post(unless_cancelled)


class Worker(QObject):
    """Runs jobs one after another on a thread of its own; belongs to one page or dialog."""

    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="worker")
        self._tasks: list[Task[Any]] = []
        self._closing = threading.Event()
        self._posted.connect(self._call, Qt.ConnectionType.QueuedConnection)
        # The window may go while a job runs: nobody is left to be told then.
        self.destroyed.connect(partial(_let_go, self._closing, self._pool, self._tasks))

    def start(
        self,
        job: Callable[[Task[T]], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[UserError], None] = _raise,
        progressed: Callable[[int, int, str], None] | None = None,
    ) -> Task[T]:
        """Run ``job`` soon; then ``done(result)`` or ``failed(error)`` on the GUI thread."""
        task: Task[T] = Task(done, failed, progressed, self._post)
        self._tasks[:] = [t for t in self._tasks if not t.over]
        self._tasks.append(task)
        self._pool.submit(task.run, job)
        return task

    def close(self) -> None:
        """Call everything off and wait until the job that is running has noticed."""
        for task in self._tasks:
            task.cancel()
        self._closing.set()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _post(self, call: Callable[[], None]) -> None:
        if self._closing.is_set():
            return
        try:
            self._posted.emit(call)
        except RuntimeError:
            # The window went between the question above and the answer.
            self._closing.set()

    def _call(self, call: Callable[[], None]) -> None:
        call()


def _let_go(
    closing: threading.Event, pool: ThreadPoolExecutor, tasks: list[Task[Any]], *_destroyed: object
) -> None:
    closing.set()
    for task in tasks:
        task.cancel()
    pool.shutdown(wait=False, cancel_futures=True)
