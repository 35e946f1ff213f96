"""Reading one page again while somebody works on it, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from desktop.app.scans import scanning
from desktop.app.scans.scanning import Scanner
from desktop.domain.scans import Correction, ScanPage
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.scans.draft import ScanDraft
from desktop.ui.widgets.worker import Task, Worker


class PageLooker(QObject):
    """Has the draft's page examined by ``scanner``; without one it can do nothing.

    What is found is of no use any more once another page is shown: see :meth:`call_off`.
    """

    told = Signal(str)

    def __init__(self, draft: ScanDraft, scanner: Scanner | None, parent: QObject) -> None:
        super().__init__(parent)
        self._draft = draft
        self._scanner = scanner
        self._worker = Worker(self)
        self._task: Task[ScanPage] | None = None

    @property
    def able(self) -> bool:
        """Whether pages can be read at all."""
        return self._scanner is not None

    def look(self, correction: Correction | None, found: Callable[[ScanPage], None]) -> None:
        """Call ``found`` with what is seen on the page put so; None: with its own proposal."""
        attachment, scanner = self._draft.attachment, self._scanner
        if attachment is None or scanner is None:
            return
        self.call_off()
        session, at = self._draft.session, self._draft.at
        looking = scanning.looking_for(attachment, session.case, session.notice)
        file_of = session.library.file

        def job(task: Task[ScanPage]) -> ScanPage:
            data = file_of(attachment.sha256)
            task.checkpoint()
            return scanner.examine(data, attachment, at, looking, correction)

        self.told.emit(tr("正在读这一页……"))
        self._task = self._worker.start(job, found, failed=self._failed)

    def _failed(self, error: UserError) -> None:
        self.told.emit(f"{error.happened}{error.todo}")

    def call_off(self) -> None:
        """Nobody waits for it any more."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def close(self) -> None:
        """Let go; waits for a page that is being read."""
        self.call_off()
        self._worker.close()
