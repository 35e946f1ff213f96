"""Small pictures of attachments, made off the GUI thread and kept while the page is open."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from desktop.app import intake
from desktop.app.scans.scanning import page_picture
from desktop.domain.case import Attachment
from desktop.domain.scans import Correction
from desktop.errors import UserError
from desktop.language import tr
from desktop.ui.widgets.theme import em, tokens
from desktop.ui.widgets.worker import Task, Worker

KEPT = 300
EDGE = 240
"""Pixels of the longer side; shown smaller, so that it is sharp on a dense screen too."""


class Wanted(NamedTuple):
    """The first page of a file, as it was put right or, where nobody looked yet, as it came."""

    sha256: str
    correction: Correction | None

    @classmethod
    def of(cls, attachment: Attachment) -> Wanted:
        """What stands for ``attachment``."""
        scans = attachment.scans
        return cls(attachment.sha256, scans[0].correction if scans else None)


class Thumbnails:
    """Pictures of first pages; ``file_of`` gives the bytes and may be called from any thread."""

    def __init__(self, worker: Worker, file_of: Callable[[str], bytes]) -> None:
        self._worker = worker
        self._file_of = file_of
        self._kept: OrderedDict[Wanted, QImage] = OrderedDict()
        self._waiting: dict[Wanted, list[Callable[[QImage], None]]] = {}

    def want(self, wanted: Wanted, arrived: Callable[[QImage], None]) -> None:
        """Call ``arrived`` with the picture of that page, at once where it is at hand.

        A null picture stands for a file that is not there or cannot be drawn.
        """
        if wanted in self._kept:
            self._kept.move_to_end(wanted)
            arrived(self._kept[wanted])
            return
        waiting = self._waiting.setdefault(wanted, [])
        waiting.append(arrived)
        if len(waiting) == 1:
            self._worker.start(
                lambda task: self._draw(task, wanted),
                lambda image: self._keep(wanted, image),
                failed=lambda _error: self._keep(wanted, QImage()),
            )

    def _draw(self, task: Task[QImage], wanted: Wanted) -> QImage:
        data = self._file_of(wanted.sha256)
        task.checkpoint()
        try:
            if wanted.correction is None:
                return QImage.fromData(intake.thumbnail(data, 0, EDGE))
            return QImage.fromData(page_picture(data, 0, wanted.correction, EDGE))
        except UserError:
            return QImage()

    def _keep(self, wanted: Wanted, image: QImage) -> None:
        self._kept[wanted] = image
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        for arrived in self._waiting.pop(wanted, []):
            arrived(image)


class Thumbnail(QAbstractButton):
    """A small picture that opens the large one; a file's kind in words until it has come."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._words = ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage) -> None:
        """Draw ``image``; words where it is null."""
        self._image = image
        self._words = tr("打不开") if image.isNull() else ""
        self.update()

    def show_words(self, words: str) -> None:
        """Say ``words`` until a picture comes."""
        self._image, self._words = QImage(), words
        self.update()

    @property
    def has_picture(self) -> bool:
        """True once the picture has come."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """A small upright page."""
        return QSize(em(self, 4.6), em(self, 6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture or words in a thin frame, a stronger one where the keyboard is."""
        look = tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("ground"))
        painter.drawRoundedRect(box, 4, 4)
        if self._image.isNull():
            painter.setPen(look.color("mute"))
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._words)
        else:
            inner = box.adjusted(4, 4, -4, -4)
            size = self._image.size().scaled(inner.size(), Qt.AspectRatioMode.KeepAspectRatio)
            area = inner
            area.setSize(size)
            area.moveCenter(box.center())
            painter.drawImage(area, self._image)
        focus = self.hasFocus() or self.underMouse()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("accent" if focus else "line"), 2 if focus else 1))
        painter.drawRoundedRect(box, 4, 4)
