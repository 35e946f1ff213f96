"""抄录到平台 on the last page: how far it is, what has changed since, and the way there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal

from desktop.app.platform.copying import Copying
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.platform.dialog import CopyDialog
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em


class PlatformCard(Card):
    """``asked(page, path)``: something is to be filled before it can be typed in.

    ``ended()``: one has come back from copying.
    """

    asked = Signal(str, str)
    flush_asked = Signal()
    ended = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            tr("抄录到平台"),
            tr(
                "照平台的栏目，把填好的内容一项一项复制过去；要传的文件列在旁边。"
                "抄过的打钩，抄过以后又改了的会标出来，网上填的和打印的就不会两样。"
            ),
            spacing=0.6,
        )
        self._session = session
        self.far = words("", "plain")
        self.changed = words("", "care")
        self.start = button(tr("抄录到平台…"), self.open)
        acts = FlowLayout(em(self, 0.6))
        acts.addWidget(self.start)
        self.add(self.far)
        self.add(self.changed)
        self.column.addLayout(acts)

    def refresh(self) -> None:
        """Follow the case."""
        copying = Copying(self._session)
        count = copying.count
        if count.done or count.changed:
            tell(
                self.far,
                tr("一共 {whole} 项，已抄 {done} 项。", whole=count.whole, done=count.done),
            )
        else:
            tell(self.far, tr("一共 {whole} 项，还没有开始抄。", whole=count.whole))
        said = (
            tr("有 {changed} 处抄过以后改了，平台上也要改。", changed=count.changed)
            if count.changed
            else ""
        )
        gone = len(copying.gone)
        said += tr("有 {gone} 处抄过以后删去了，平台上也要删。", gone=gone) if gone else ""
        tell(self.changed, said)

    def note_packet(self, folder: Path) -> None:
        """A packet has been made there: its files are those to upload."""
        try:
            Copying(self._session).made(folder)
        except UserError as error:
            show_error(self, error)

    def open(self) -> CopyDialog:
        """Begin, or go on where one left off."""
        self.flush_asked.emit()
        dialog = CopyDialog(self._session, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self.asked)
        dialog.finished.connect(self._on_finished)
        dialog.open()
        return dialog

    def _on_finished(self) -> None:
        self.refresh()
        self.ended.emit()
