"""The pages of one attachment under work: what is shown, what is being changed, one step each.

Each change is one step of undo. Arrow keys come in bursts: what belongs together is kept back until
the hand rests, then saved as one step (see :meth:`ScanDraft.adjust`).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.scans import masking
from desktop.app.session import Session
from desktop.domain.case import Attachment
from desktop.domain.change import UnknownPath, get
from desktop.domain.scans import ScanPage

REST = 600
"""Milliseconds without a further key after which what was adjusted is saved."""


class ScanDraft(QObject):
    """Page ``at`` of attachment ``attachment_id``; every edit goes through here.

    ``changed`` tells that something shown is different now: another attachment or page, an edit
    here or elsewhere, undo.
    """

    changed = Signal()

    def __init__(self, session: Session, attachment_id: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.attachment_id = attachment_id
        self.at = 0
        self._adjusted: tuple[int, ScanPage, str] | None = None
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self.flush)
        self._stop = session.observe(lambda _paths: self.changed.emit())

    # ------------------------------------------------------------------ what is

    @property
    def attachment(self) -> Attachment | None:
        """The attachment as it is saved; None once it has been removed."""
        try:
            found = get(self.session.case, f"attachments.{self.attachment_id}")
        except UnknownPath:
            return None
        return found if isinstance(found, Attachment) else None

    @property
    def count(self) -> int:
        """How many pages the attachment has."""
        attachment = self.attachment
        return max(attachment.pages, len(attachment.scans), 1) if attachment is not None else 0

    @property
    def page(self) -> ScanPage | None:
        """The page shown, with what is being adjusted; None as long as nobody looked at it."""
        if self._adjusted is not None and self._adjusted[0] == self.at:
            return self._adjusted[1]
        attachment = self.attachment
        if attachment is None or self.at >= len(attachment.scans):
            return None
        found = attachment.scans[self.at]
        return found if found.width and found.height else None

    # ------------------------------------------------------------------ going

    def open(self, attachment_id: str, at: int = 0) -> None:
        """Go to a page of another attachment."""
        self.flush()
        self.attachment_id, self.at = attachment_id, at
        self.changed.emit()

    def turn_to(self, at: int) -> bool:
        """Go to page ``at``; False where there is none."""
        if not 0 <= at < self.count:
            return False
        self.flush()
        self.at = at
        self.changed.emit()
        return True

    # ------------------------------------------------------------------ edits

    def put(self, page: ScanPage, label: str) -> None:
        """Make ``page`` of the one shown, now, as a step of its own."""
        at = self.at
        self.flush()
        self._save(at, page, label)

    def adjust(self, page: ScanPage, label: str) -> None:
        """The same as part of a burst: further adjustments of that label make one step with it."""
        if self._adjusted is not None and (self._adjusted[0], self._adjusted[2]) != (
            self.at,
            label,
        ):
            self.flush()
        self._adjusted = (self.at, page, label)
        self._rest.start()
        self.changed.emit()

    def flush(self) -> None:
        """Save what has been adjusted and not yet saved."""
        adjusted = self._settle()
        if adjusted is not None:
            self._save(*adjusted)

    def undo(self) -> None:
        """Take the last step back."""
        self._step(self.session.undo)

    def redo(self) -> None:
        """Do the step taken back last again."""
        self._step(self.session.redo)

    def close(self) -> None:
        """Save, and follow the case no more."""
        self.flush()
        self._stop()

    def _step(self, step: Callable[[], None]) -> None:
        """Undo or redo, and go to the page it changes: nothing changes out of sight."""
        self.flush()
        before = {file.id: file.scans for file in self.session.case.attachments}
        step()
        changed = [
            (file.id, n)
            for file in self.session.case.attachments
            for n, page in enumerate(file.scans)
            if before.get(file.id, ())[n : n + 1] != (page,)
        ]
        # What the program read in the meantime goes along, on whatever page: that calls nobody off.
        if changed and (self.attachment_id, self.at) not in changed:
            self.open(*changed[0])

    def _settle(self) -> tuple[int, ScanPage, str] | None:
        self._rest.stop()
        adjusted, self._adjusted = self._adjusted, None
        return adjusted

    def _save(self, at: int, page: ScanPage, label: str) -> None:
        attachment = self.attachment
        if attachment is None or at >= len(attachment.scans):
            return
        # Of the pages as they are now: another may have been read in the meantime.
        saved = masking.with_page(attachment, at, page)
        self.session.set(f"attachments.{attachment.id}", saved, label=label)
