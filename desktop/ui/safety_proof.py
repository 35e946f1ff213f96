"""What changes the ways into the vault asks for the passphrase first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from desktop.app.door import WrongPassphrase
from desktop.errors import UserError
from desktop.ui.cards import words
from desktop.ui.passphrases import NewPassphrase, SecretField, ShowTyped
from desktop.ui.pieces import Note, button
from desktop.ui.theme import em
from desktop.ui.worker import Task, Worker

T = TypeVar("T")


class ProofDialog(QDialog, Generic[T]):
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
        super().__init__(parent)
        self._act = act
        self._then = then
        self._worker = Worker(self)
        self.setWindowTitle(title)
        column = QVBoxLayout(self)
        side = em(self, 1.8)
        column.setContentsMargins(side, em(self, 1.4), side, em(self, 1.2))
        column.setSpacing(em(self, 0.8))
        column.addWidget(words(title, "h2"))
        column.addWidget(words(told, "plain"))
        self.note = Note("caution")
        column.addWidget(self.note)
        self.now = SecretField("现在的口令")
        column.addWidget(self.now)
        self.new = NewPassphrase("新口令") if anew else None
        if self.new is not None:
            self.now.entered.connect(self.new.first.line.setFocus)
            self.new.show_typed.toggled.connect(self.now.show_typed)
            self.new.entered.connect(self._start)
            column.addWidget(self.new)
        else:
            self.now.entered.connect(self._start)
            column.addWidget(ShowTyped(self.now))
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.hide()
        column.addWidget(self.bar)
        column.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        self.leave = button("取消", self.reject)
        self.start = button(does, self._start, "primary")
        row.addWidget(self.leave)
        row.addWidget(self.start)
        column.addLayout(row)
        self.setMinimumWidth(em(self, 28))
        self.now.line.setFocus()

    def _start(self) -> None:
        if not self.start.isEnabled():
            return
        if not self.now.text():
            self.now.refuse("请先输入现在的口令。")
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
