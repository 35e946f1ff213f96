"""Above the panel of one attachment: its name, what it is, how it goes out, what may be off."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.scans import masking
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.language import tr
from desktop.ui.attachments.bars import Mode
from desktop.ui.attachments.row import facts
from desktop.ui.attachments.sizes import GoingLine, Sizes
from desktop.ui.widgets.cards import words
from desktop.ui.widgets.pieces import tell
from desktop.ui.widgets.theme import em
from desktop.ui.widgets.worker import Worker


class AttachmentHead(QWidget):
    """Follows the attachment shown; where boxes are laid it only names it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._worker = Worker(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(em(self, 0.5))
        self.title = words("", "h2")
        self.place_label = words("", "hint")
        self.facts = words("", "hint")
        self.going = GoingLine(Sizes(self._worker, session))
        self.faults = words("", "care")
        for widget in (self.title, self.place_label, self.facts, self.going, self.faults):
            column.addWidget(widget)

    def show_attachment(
        self, attachment: Attachment, place: tuple[int, int], page: int, mode: Mode
    ) -> None:
        """``attachment`` is the one at ``place`` (from 0) of so many; ``page`` is the one shown."""
        at, count = place
        self.title.setText(attachment.title or attachment.file_name or tr("未命名的附件"))
        self.place_label.setText(tr("第 {number} / {count} 个附件", number=at + 1, count=count))
        self.facts.setText(facts(attachment))
        self.facts.setVisible(mode == "fields")
        faults = masking.faults(attachment, page) if mode != "cover" else ()
        tell(self.faults, "\n".join(faults))
        self.going.show_attachment(attachment if mode != "cover" else None, self._session)

    def close_down(self) -> None:
        """Reckon no more."""
        self._worker.close()
