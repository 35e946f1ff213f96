"""What will be needed next, loaded while somebody reads, or types the passphrase.

Loading takes longer than drawing: all of it before the first page, and that page would come when
people have clicked a second time. In pieces, so that what is typed meanwhile is seen at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.errors import UserError
from desktop.ui.widgets.slices import Slices

# ruff: noqa: F401, PLC0415

SOON = 200
"""Milliseconds after which it begins: what is on the screen is drawn by then."""


class Ahead(QObject):
    """Loads pieces between what the person does; what is not loaded yet is when it is needed."""

    def __init__(self, parent: QObject, pieces: Callable[[], Iterator[Callable[[], None]]]) -> None:
        super().__init__(parent)
        self._slices = Slices(self)
        self._timer = QTimer(self, singleShot=True, interval=SOON)
        self._timer.timeout.connect(lambda: self._slices.start(pieces()))
        self._begun = False

    def start(self) -> None:
        """Begin soon; a second time it is all there."""
        if not self._begun:
            self._begun = True
            self._timer.start()

    def stop(self) -> None:
        """Load no more."""
        self._timer.stop()
        self._slices.stop()


def window() -> Iterator[Callable[[], None]]:
    """What the window stands on, from below; the notices it offers; the sheet with the code."""
    yield from (_parts, _cases, _terms, _notices, _shelf, _library, _shell, _start, _inside)
    from desktop.app.notices import installed

    for pack_id in installed.shelf().ids():
        yield partial(_read, pack_id)
    yield from (_faces, _papers, _recovery)


def pages() -> Iterator[Callable[[], None]]:
    """What the pages of a case bring along beside their questions."""
    yield from (_faces, _papers, _summary, _publicity)
    yield from (_pixels, _scans, _attachments, _packet, _finish)


def _parts() -> None:
    import desktop.domain.part


def _cases() -> None:
    import desktop.domain.case


def _terms() -> None:
    import desktop.domain.terms


def _notices() -> None:
    import desktop.domain.notice


def _shelf() -> None:
    import desktop.app.notices.installed


def _library() -> None:
    import desktop.app.library


def _shell() -> None:
    import desktop.ui.shell


def _start() -> None:
    import desktop.ui.start


def _inside() -> None:
    import desktop.ui.inside


def _read(pack_id: str) -> None:
    from desktop.app.notices.installed import notice

    with contextlib.suppress(UserError):  # told where the notices are listed
        notice(pack_id)


def _faces() -> None:
    import desktop.app.papers.typefaces


def _papers() -> None:
    import desktop.app.papers.press


def _recovery() -> None:
    import desktop.ui.safety.recovery


def _summary() -> None:
    import desktop.ui.summary.page


def _publicity() -> None:
    import desktop.ui.publicity.page


def _pixels() -> None:
    import desktop.app.scans.portraits


def _scans() -> None:
    import desktop.app.scans.scanning


def _attachments() -> None:
    import desktop.ui.attachments.page


def _packet() -> None:
    import desktop.app.packet.making


def _finish() -> None:
    import desktop.ui.finish.page
