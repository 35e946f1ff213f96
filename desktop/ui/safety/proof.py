"""What changes the ways into the vault asks for the passphrase first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop.app.safety.door import WrongPassphrase
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.passphrases import NewPassphrase, SecretField, ShowTyped
from desktop.ui.widgets.pieces import Note, button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.worker import Task, Worker

T = TypeVar("T")


class ProofDialog(SheetDialog, Generic[T]):
    """Asks for the passphrase there is (and with ``anew`` for another), then does its one thing.

    ``act`` gets both and runs off the GUI thread; ``then`` gets what came of it.
    """

    def __init__(
        self,
        title: str,
        told: str,
        does: str,
        act: Callable[[str, str], T],
        then: Callable[[T], None],
        *,
        anew: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, told, wide=28, parent=parent)
        self._act = act
        self._then = then
        self._worker = Worker(self)
        self.note = Note("caution")
        self.sheet.add(self.note)
        self.now = SecretField(tr("现在的口令"))
        self.sheet.add(self.now)
        self.new = NewPassphrase(tr("新口令")) if anew else None
        if self.new is not None:
            self.now.entered.connect(self.new.first.line.setFocus)
            self.new.show_typed.toggled.connect(self.now.show_typed)
            self.new.entered.connect(self._start)
            self.sheet.add(self.new)
        else:
            self.now.entered.connect(self._start)
            self.sheet.add(ShowTyped(self.now))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        self.sheet.add(self.bar)
        self.leave = button(tr("取消"), self.reject)
        self.start = button(does, self._start, "primary")
        self.offer(self.leave, self.start)
        self.fit()
        self.now.line.setFocus()

    def _start(self) -> None:
        if not self.start.isEnabled():
            return
        if not self.now.text():
            self.now.refuse(tr("请先输入现在的口令。"))
            return
        new = self.new.chosen() if self.new is not None else ""
        if self.new is not None and not new:
            return
        now, act = self.now.text(), self._act

        def job(_task: Task[T]) -> T:
            return act(now, new)

        self._busy(True)
        self._worker.start(job, self._done, failed=self._failed)

    def _busy(self, on: bool) -> None:
        self.bar.setVisible(on)
        self.start.setEnabled(not on)
        self.leave.setEnabled(not on)

    def _done(self, result: T) -> None:
        self.accept()
        self._then(result)

    def _failed(self, error: UserError) -> None:
        self._busy(False)
        if isinstance(error, WrongPassphrase):
            self.now.refuse(f"{error.happened}{error.todo}")
        else:
            self.note.say(f"{error.happened}\n{error.safe}\n{error.todo}")

    def done(self, result: int) -> None:
        """Leave, forgetting what was typed."""
        self.now.forget()
        if self.new is not None:
            self.new.forget()
        self._worker.close()
        super().done(result)
