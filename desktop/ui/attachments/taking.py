"""Files come in, lot after lot, with how far it is; one that hangs does not hold up the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.app import intake
from desktop.app.intake import Given, Intake, Place
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.attachments.group import GroupView
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.worker import Task, Worker


@dataclass(eq=False)
class _Lot:
    """Files that were brought together; ``so_far`` is what has become of the first of them."""

    view: GroupView
    place: Place
    files: Sequence[Given]
    so_far: Intake = field(default_factory=lambda: Intake((), ()))


class Taking(QWidget):
    """Has files looked at off the GUI thread and attaches the good ones; never seen itself.

    ``told`` is a sentence for the bar below, ``refused(view)`` asks for its report to be seen.
    """

    told = Signal(str)
    refused = Signal(object)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self.hide()
        self._session = session
        self._worker = Worker(self)
        self._waiting: deque[_Lot] = deque()
        self._now: _Lot | None = None
        self._task: Task[Intake] | None = None

    def take(self, view: GroupView, place: Place, files: Sequence[Given]) -> None:
        """Have ``files`` looked at, after those that wait already."""
        lot = _Lot(view, place, files)
        self._waiting.append(lot)
        self._say(lot, 0)
        if self._now is None:
            self._next()

    def _say(self, lot: _Lot, done: int) -> None:
        said = tr(
            "正在查看第 {done} 个，共 {count} 个文件……",
            done=min(done + 1, len(lot.files)),
            count=len(lot.files),
        )
        lot.view.show_busy(said, partial(self._stop, lot))

    def _next(self) -> None:
        """One lot after the other: which side a page is hangs on what is there already."""
        self._now = self._waiting.popleft() if self._waiting else None
        if self._now is None:
            return
        lot, library = self._now, self._session.library
        case, notice = self._session.case, self._session.notice

        def job(task: Task[Intake]) -> Intake:
            def looked_at(so_far: Intake) -> None:
                if len(so_far.taken) > len(lot.so_far.taken):
                    library.put_file(so_far.taken[-1].data)
                task.checkpoint()
                lot.so_far = so_far
                task.report(len(so_far.taken) + len(so_far.refused), len(lot.files))

            return intake.take_in(case, notice, lot.place, lot.files, looked_at)

        self._task = self._worker.start(
            job,
            lambda done: self._taken(lot, done),
            failed=lambda error: self._not_taken(lot, error),
            progressed=lambda done, _all, _what: self._say(lot, done),
        )

    def _stop(self, lot: _Lot) -> None:
        """What was looked at stays; a file that hangs is ended by its own limit, unwaited for."""
        if lot in self._waiting:
            self._waiting.remove(lot)
            lot.view.show_busy("")
        elif lot is self._now and self._task is not None:
            self._task.cancel()
            self._worker = Worker(self)
            self._taken(lot, lot.so_far)

    def _taken(self, lot: _Lot, done: Intake) -> None:
        lot.view.show_busy("")
        left = len(lot.files) - len(done.taken) - len(done.refused)
        lot.view.show_intake(done, left)
        try:
            self._session.attach([(taken.attachment, taken.data) for taken in done.taken])
        except UserError as error:
            show_error(self, error)
        else:
            if done.refused:
                # Below the rows that have just come it would stand where nobody looks.
                self.told.emit(
                    tr("有 {count} 个文件没有添加，原因写在栏目里", count=len(done.refused))
                )
                self.refused.emit(lot.view)
            elif done.taken:
                self.told.emit(tr("已添加 {count} 个文件", count=len(done.taken)))
        self._next()

    def _not_taken(self, lot: _Lot, error: UserError) -> None:
        lot.view.show_busy("")
        show_error(self, error)
        self._next()
