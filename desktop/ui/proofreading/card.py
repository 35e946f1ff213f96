"""通读核对 on the last page: the way to read everything once more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.app.session import Session
from desktop.app.tasks import marks
from desktop.app.tasks.steps import was_read
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.proofreading.dialog import ProofDialog
from desktop.ui.widgets.cards import Card, words
from desktop.ui.widgets.dialogs import show_error
from desktop.ui.widgets.pieces import FlowLayout, button, tell
from desktop.ui.widgets.theme import em


class ProofCard(Card):
    """``asked(page, path)``: a line is to be put right; ``read()``: all of it was read."""

    asked = Signal(str, str)
    flush_asked = Signal()
    read = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            tr("通读核对"),
            tr("出件以前，像看印好的表一样，把填过的从头读一遍；哪一行不对，点它旁边的“改”。"),
            spacing=0.6,
        )
        self._session = session
        self.told = words("", "good")
        self.add(self.told)
        acts = FlowLayout(em(self, 0.6))
        acts.addWidget(button(tr("从头读一遍…"), self.open))
        self.column.addLayout(acts)
        self._left_for = ""
        self.refresh()

    def refresh(self) -> None:
        """Follow the case: whether what is there now has been read."""
        kept = marks.load(self._session.library.memory, self._session.case.case_id)
        if not kept.read:
            tell(self.told, "")
        elif was_read(self._session, kept):
            tell(self.told, tr("读过了，以后没有再改。"), "good")
        else:
            tell(self.told, tr("读过以后又改了，出件以前再读一遍。"), "care")

    def open(self) -> ProofDialog:
        """Everything as it stands now."""
        self.flush_asked.emit()
        dialog = ProofDialog(self._session, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self._on_asked)
        dialog.read.connect(lambda: self._on_read(dialog))
        dialog.open()
        dialog.return_to(self._left_for)
        return dialog

    def _on_asked(self, page: str, path: str) -> None:
        self._left_for = path
        self.asked.emit(page, path)

    def _on_read(self, dialog: ProofDialog) -> None:
        self._left_for = ""
        try:
            marks.note(self._session, read=marks.of_form(dialog.parts))
        except UserError as error:
            show_error(self, error)
        self.refresh()
        self.read.emit()
