"""从备份恢复: a backup becomes a library in a new folder; what is there already stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QWidget,
)

from desktop.app.safety import backups
from desktop.app.safety.backups import Backup
from desktop.app.safety.door import WrongPassphrase
from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.forms.choices import Box
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.passphrases import SecretField, ShowTyped
from desktop.ui.widgets.pieces import Note, button, tell
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em, repolish
from desktop.ui.widgets.worker import Task, Worker

Before = Callable[[Callable[[], None]], None]


_RESTORED = tr("已经从备份恢复好了。请用做备份时的口令打开；忘记了可以用恢复码。")
_LEFT_BEHIND = tr("备份里有 {count} 个附件已经损坏，没能恢复，请在“附件”页重新添加；其余的都在。")


class RestoreDialog(SheetDialog):
    """Choose a backup, give its passphrase or recovery code, wait."""

    restored = Signal(object, str)
    """Where to, and what is said of it."""

    def __init__(
        self,
        home: Path,
        now: datetime,
        place: str = "",
        before: Before = lambda act: act(),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            tr("从备份恢复"),
            tr("恢复到一个新的文件夹，核对无误才算数；现有的材料和备份都不会改动。"),
            parent=parent,
        )
        self._before = before
        self._place = place
        self._target = backups.fresh_folder(home, now)
        self._found: tuple[Backup, ...] = ()
        self._worker = Worker(self)
        self.note = Note("caution")
        self.where = button(tr("选择备份所在的文件夹或 U 盘…"), self._choose)
        self.which = Box()
        self.which.setAccessibleName(tr("用哪一份备份"))
        self.which_label = words(tr("用哪一份"), "label")
        self.typed = SecretField(
            tr("口令或恢复码"), tr("做这份备份时用的口令；忘记了就输入打印的恢复码。")
        )
        self.show_typed = ShowTyped(self.typed)
        self.target = words("", "hint")
        self.elsewhere = button(tr("恢复到别的空文件夹…"), self._choose_target, "quiet")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.step = words("", "hint")
        self.start = button(tr("开始恢复"), self._start, "primary")
        self.leave = button(tr("取消"), self.reject)
        self._lay_out()
        self.typed.entered.connect(self._start)
        self._show_found()
        if backups.reachable(place):
            self._look_in(Path(place), quietly=True)

    def _lay_out(self) -> None:
        for widget in (
            self.note,
            self.where,
            self.which_label,
            self.which,
            self.typed,
            self.show_typed,
            self.target,
            self.elsewhere,
            self.bar,
            self.step,
        ):
            if isinstance(widget, QPushButton):
                row = QHBoxLayout()
                row.addWidget(widget)
                row.addStretch(1)
                self.sheet.column.insertLayout(self.sheet.column.count() - 1, row)
            else:
                self.sheet.add(widget)
        self.offer(self.leave, self.start)
        self.bar.hide()
        self.step.hide()
        self._show_target()

    # ------------------------------------------------------------------ which, and where to

    def _choose(self) -> None:
        start = self._place or str(Path.home())
        name = QFileDialog.getExistingDirectory(self, tr("备份在哪个文件夹里"), start)
        if name:
            self._look_in(Path(name))

    def _look_in(self, place: Path, *, quietly: bool = False) -> None:
        try:
            self._found = backups.found(place)
            self.note.say("")
        except UserError as error:
            self._found = ()
            if not quietly:
                self.note.say(f"{error.happened}{error.todo}", "caution")
        self._place = str(place)
        self._show_found()

    def _show_found(self) -> None:
        self.which.clear()
        for one in self._found:
            self.which.addItem(
                tr(
                    "{at:%Y-%m-%d %H:%M}　{cases} 份材料，{files} 个附件",
                    at=beijing(one.at),
                    cases=one.cases,
                    files=one.files,
                )
            )
        self.which.wish = em(self, 24)
        self.which.updateGeometry()
        asked = (self.which_label, self.which, self.typed, self.show_typed)
        for widget in (*asked, self.target, self.elsewhere, self.start):
            widget.setVisible(bool(self._found))
        self.where.setProperty("role", "" if self._found else "primary")
        if self._found:
            self.typed.line.setFocus()
        repolish(self.where)
        self.fit()

    def _choose_target(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("恢复到哪个空文件夹"), str(Path.home()))
        if name:
            self._target = Path(name)
            self._show_target()

    def _show_target(self) -> None:
        self.target.setText(tr("恢复到：{target}", target=self._target))

    # ------------------------------------------------------------------ doing it

    def _start(self) -> None:
        if not self._found or not self.start.isEnabled():
            return
        if not self.typed.text().strip():
            self.typed.refuse(tr("请先输入口令或恢复码。"))
            return
        self._busy(tr("正在恢复并核对，附件多时要几分钟……"))
        self._before(self._restore)

    def _restore(self) -> None:
        chosen, typed, to = self._found[self.which.currentIndex()], self.typed.text(), self._target

        def job(_task: Task[int]) -> int:
            return backups.restored(chosen, typed, to)

        self._worker.start(job, self._done, failed=self._failed)

    def _busy(self, sentence: str) -> None:
        self.bar.setVisible(bool(sentence))
        tell(self.step, sentence)
        for widget in (self.start, self.where, self.which, self.elsewhere, self.leave):
            widget.setEnabled(not sentence)

    def _done(self, came: int) -> None:
        self._busy("")
        self.typed.forget()
        self.accept()
        left_behind = self._found[self.which.currentIndex()].files - came
        said = _RESTORED + (_LEFT_BEHIND.format(count=left_behind) if left_behind else "")
        self.restored.emit(self._target, said)

    def _failed(self, error: UserError) -> None:
        self._busy("")
        if isinstance(error, WrongPassphrase):
            self.typed.refuse(f"{error.happened}{error.todo}")
        else:
            self.note.say("\n".join(s for s in (error.happened, error.safe, error.todo)), "caution")

    @property
    def busy(self) -> bool:
        """Whether a restore is under way."""
        return not self.leave.isEnabled()

    def reject(self) -> None:
        """Leave, but not in the middle: that would take as long as going on."""
        if not self.busy:
            super().reject()

    def done(self, result: int) -> None:
        """Leave for good."""
        self._worker.close()
        super().done(result)


def under_way() -> bool:
    """Whether anything is being restored right now."""
    shown = QApplication.topLevelWidgets()
    return any(isinstance(w, RestoreDialog) and w.isVisible() and w.busy for w in shown)
