"""通读核对 on the last page: the way to read everything once more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.app.session import Session
from desktop.ui.proofreading.dialog import ProofDialog
from desktop.ui.widgets.cards import Card
from desktop.ui.widgets.pieces import FlowLayout, button
from desktop.ui.widgets.theme import em


class ProofCard(Card):
    """``asked(page, path)``: a line is to be put right."""

    asked = Signal(str, str)
    flush_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(
            "通读核对",
            "出件以前，像看印好的表一样，把填过的从头读一遍；哪一行不对，点它旁边的“改”。",
            spacing=0.6,
        )
        self._session = session
        acts = FlowLayout(em(self, 0.6))
        acts.addWidget(button("从头读一遍…", self.open))
        self.column.addLayout(acts)

    def open(self) -> ProofDialog:
        """Everything as it stands now."""
        self.flush_asked.emit()
        dialog = ProofDialog(self._session, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.asked.connect(self.asked)
        dialog.open()
        return dialog
