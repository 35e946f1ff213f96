"""The 免冠 photo under work, off the GUI thread: where to cut it, and how it is once it was cut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.app.scans import portraits
from desktop.domain.case import Attachment
from desktop.domain.scans import Correction, Quad, ScanFault
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.scans.draft import ScanDraft
from desktop.ui.widgets.worker import Task, Worker

_Put = tuple[str, Correction]
"""An attachment's id, and how its photo is put."""


class PhotoWork(QObject):
    """Follows the draft: each time its photo is put otherwise, what is off about it is noted."""

    def __init__(self, draft: ScanDraft, parent: QObject) -> None:
        super().__init__(parent)
        self._draft = draft
        self._worker = Worker(self)
        self._judging: Task[tuple[ScanFault, ...]] | None = None
        self._known: _Put | None = None
        draft.changed.connect(self._follow)
        self._follow()

    @property
    def slot(self) -> Slot | None:
        """The slot of the photo shown; None where the page is no 免冠 photo."""
        attachment, notice = self._draft.attachment, self._draft.session.notice
        slots = (slot for slot in notice.slots if attachment and slot.id == attachment.slot)
        return next((slot for slot in slots if portraits.is_portrait(slot, notice)), None)

    @property
    def shape(self) -> float | None:
        """Width by height of the photo wanted; None where no frame is laid on the page."""
        slot, notice = self.slot, self._draft.session.notice
        if slot is None or not portraits.is_inch(slot, notice):
            return None
        wanted = portraits.spec(slot, notice)
        return wanted.width / wanted.height

    def cut(
        self, found: Callable[[Quad | None], None], failed: Callable[[UserError], None]
    ) -> None:
        """Call ``found`` with where to cut; None where not one face is to be seen."""
        attachment, session = self._draft.attachment, self._draft.session
        if attachment is None:
            return
        asked = attachment.id

        def job(_task: Task[Quad | None]) -> Quad | None:
            data = session.library.file(attachment.sha256)
            return portraits.cut(data, attachment, session.notice)

        def done(quad: Quad | None) -> None:
            if self._draft.attachment_id == asked:
                found(quad)

        self._worker.start(job, done, failed=failed)

    def close(self) -> None:
        """Let go."""
        self._worker.close()

    def _follow(self) -> None:
        attachment = self._draft.attachment
        if attachment is None or not attachment.scans or self.slot is None:
            self._known = None
            return
        put = (attachment.id, attachment.scans[0].correction)
        before, self._known = self._known, put
        # What is in the case fits how the photo was put when it was first shown here.
        if before is not None and before[0] == put[0] and before != put:
            self._judge(attachment)

    def _judge(self, attachment: Attachment) -> None:
        if self._judging is not None:
            self._judging.cancel()
        session = self._draft.session
        put = attachment.scans[0].correction

        def job(_task: Task[tuple[ScanFault, ...]]) -> tuple[ScanFault, ...]:
            data = session.library.file(attachment.sha256)
            return portraits.judged(data, attachment, session.notice)

        def judged(faults: tuple[ScanFault, ...]) -> None:
            now = self._draft.attachment
            if now is None or not now.scans or now.scans[0].correction != put:
                return
            seen = now.scans[0].model_copy(update={"faults": faults})
            path = f"attachments.{now.id}.scans"
            session.note(path, [seen, *now.scans[1:]], label=tr("看照片"))

        self._judging = self._worker.start(job, judged, failed=lambda _error: None)
