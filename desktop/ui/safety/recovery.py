"""The recovery code on the screen: to be printed, saved as PDF or copied out by hand."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desktop.app.safety import recovery
from desktop.app.safety.door import Renewal
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.widgets.cards import Card, Sheet
from desktop.ui.widgets.dialogs import ask, show_error
from desktop.ui.widgets.pieces import FlowLayout, Note, button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from desktop.ui.widgets.theme import em, follow_size
from desktop.ui.widgets.worker import Task, Worker

TITLE = tr("请收好恢复码")
LEAD = tr(
    "忘记口令时，只有这张恢复码单能打开您的材料。"
    "请现在打印出来，或者存到 U 盘上，也可以抄在纸上；不要和电脑放在一起。"
)
GO_ON = tr("已经记下，继续")
_PER_ROW = 4
_RENEWED = tr("恢复码单已换，以前打印的那张已经作废，请撕掉。")
_NOT_RENEWED = tr("恢复码单没有换：以前打印的那张仍然有用；刚才的新单子请撕掉。")


class CodeCard(Card):
    """The code in its groups, and the ways to keep it."""

    kept = Signal()

    def __init__(self, code: str, now: datetime, worker: Worker) -> None:
        super().__init__(
            tr("恢复码"), tr("只在这里显示这一次；以后可以在“安全与备份”里换一张新的。")
        )
        self._code = code
        self._now = now
        self._worker = worker
        self.is_kept = False
        self.groups = QWidget()
        self.grid = QGridLayout(self.groups)
        self.grid.setContentsMargins(0, 0, 0, 0)
        for place, group in enumerate(code.split("-")):
            self.grid.addWidget(_group(group), *divmod(place, _PER_ROW))
        self.grid.setColumnStretch(_PER_ROW, 1)
        self.groups.setAccessibleName(tr("恢复码 ") + " ".join(code.split("-")))
        self.add(self.groups)
        acts = FlowLayout()
        self.sheet = button(tr("打印或保存为 PDF…"), self._show_sheet, "primary")
        acts.addWidget(self.sheet)
        self.column.addLayout(acts)
        self.note = Note()
        self.add(self.note)
        follow_size(self, self._space_grid)

    def _space_grid(self) -> None:
        self.grid.setHorizontalSpacing(em(self, 1.4))
        self.grid.setVerticalSpacing(em(self, 0.5))

    def _show_sheet(self) -> None:
        code, now = self._code, self._now

        def job(_task: Task[bytes]) -> bytes:
            return recovery.sheet(code, now)

        self.sheet.setEnabled(False)
        self._worker.start(job, self._preview, failed=self._failed)

    def _preview(self, pdf: bytes) -> None:
        self.sheet.setEnabled(True)
        dialog = PreviewDialog(pdf, recovery.TITLE, 1, parent=self)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _failed(self, error: UserError) -> None:
        self.sheet.setEnabled(True)
        show_error(self, error)

    def _on_kept(self, how: str) -> None:
        self.is_kept = True
        self.note.say(tr("{how}请放在锁好的抽屉里，不要和电脑放在一起。", how=how))
        self.kept.emit()

    def may_go_on(self) -> bool:
        """Whether it has been kept, or the person says so."""
        return self.is_kept or _sure(self)


def _sure(parent: QWidget) -> bool:
    noted = tr("抄好了，继续")
    told = (
        tr("恢复码单还没有打印，也没有保存。"),
        tr("口令和恢复码都没有时，材料就谁也打不开了。抄在纸上也可以。"),
    )
    return ask(parent, tr("恢复码记下了吗？"), told, (tr("再看看"), noted)) == noted


def _group(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "h2")
    font = QFont(label.font())
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 115)
    label.setFont(font)
    return label


class RecoveryPage(Sheet):
    """After the vault was begun: nobody overlooks it, and nobody is held up by it."""

    gone_on = Signal()

    def __init__(self, code: str, now: datetime, worker: Worker) -> None:
        super().__init__(TITLE, LEAD, widest=38, centred=True)
        self.card = CodeCard(code, now, worker)
        self._left = False
        self.go_on = button(GO_ON, self._go_on)
        self.add(self.card)
        row = FlowLayout()
        row.addWidget(self.go_on)
        self.column.insertLayout(self.column.count() - 1, row)

    def take_focus(self) -> None:
        """To the way to keep it."""
        self.card.sheet.setFocus()

    def may_leave(self) -> bool:
        """Whether the window may go: asked once, by whichever way one leaves."""
        self._left = self._left or self.card.may_go_on()
        return self._left

    def _go_on(self) -> None:
        if self.may_leave():
            self.gone_on.emit()


class RecoveryDialog(SheetDialog):
    """A new code: it takes the place of the one printed before once the person has it."""

    left = Signal(str)

    def __init__(self, renewal: Renewal, now: datetime, worker: Worker, parent: QWidget) -> None:
        told = tr("收好以后点“换成这一张”，以前打印的那张从那时起作废，请撕掉。")
        super().__init__(TITLE, LEAD + told, wide=36, parent=parent)
        self._renewal = renewal
        self._worker = worker
        self._sentence = _NOT_RENEWED
        self.card = CodeCard(renewal.code, now, worker)
        self.sheet.add(self.card)
        self.leave = button(tr("不换了"), self.reject)
        self.go_on = button(tr("已经记下，换成这一张"), self._go_on)
        self.offer(self.leave, self.go_on)
        self.fit()

    def _go_on(self) -> None:
        if self.go_on.isEnabled() and self.card.may_go_on():
            self._busy(True)
            self._worker.start(lambda _task: self._renewal.keep(), self._kept, failed=self._failed)

    def _busy(self, on: bool) -> None:
        for widget in (self.leave, self.go_on):
            widget.setEnabled(not on)

    def _kept(self, _nothing: None) -> None:
        self._sentence = _RENEWED
        self.accept()

    def _failed(self, error: UserError) -> None:
        self._busy(False)
        show_error(self, error)

    def reject(self) -> None:
        """The one printed before stays valid; not while the new one is being put in its place."""
        if self.leave.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        """Leave, saying which of the two is valid."""
        super().done(result)
        self.left.emit(self._sentence)
