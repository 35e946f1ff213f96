"""Pictures of pages as they are corrected, made off the GUI thread; the last few are kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtGui import QImage

from desktop.app import intake
from desktop.app.scans import scanning
from desktop.domain.scans import Correction
from desktop.errors import UserError
from desktop.ui.widgets.worker import Task, Worker

_KEPT = 8
_PLAIN_DPI = 150

Wanted = tuple[str, int, Correction | None]
"""A file's hash, a page from 0, and how it is put upright; None for a page nobody looked at."""


class ScanPictures:
    """One picture is wanted at a time; whoever asks again no longer waits for the one before."""

    def __init__(self, worker: Worker, file_of: Callable[[str], bytes]) -> None:
        self._worker = worker
        self._file_of = file_of
        self._kept: OrderedDict[Wanted, QImage] = OrderedDict()
        self._file: tuple[str, bytes] = ("", b"")
        self._task: Task[QImage] | None = None

    def want(
        self,
        wanted: Wanted,
        arrived: Callable[[QImage], None],
        failed: Callable[[UserError], None],
    ) -> None:
        """Call ``arrived`` with the picture, at once where it is at hand."""
        if self._task is not None:
            self._task.cancel()
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            arrived(self._kept[wanted])
            return

        def done(image: QImage) -> None:
            self._kept[wanted] = image
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
            arrived(image)

        self._task = self._worker.start(lambda task: self._draw(task, wanted), done, failed=failed)

    def _draw(self, task: Task[QImage], wanted: Wanted) -> QImage:
        sha256, page, correction = wanted
        if self._file[0] != sha256:
            self._file = (sha256, self._file_of(sha256))
        task.checkpoint()
        data = self._file[1]
        if correction is None:
            return QImage.fromData(intake.page_image(data, page, _PLAIN_DPI))
        return QImage.fromData(scanning.page_picture(data, page, correction))
