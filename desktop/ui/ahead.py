"""What the window needs, loaded while somebody reads the first page or types the passphrase.

Loading takes longer than drawing: all of it before the first page, and that page would come when
people have clicked a second time. In pieces, so that what is typed meanwhile is seen at once.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.ui.widgets.slices import Slices

# ruff: noqa: F401, PLC0415

SOON = 150
"""Milliseconds after which it begins: the page is drawn by then."""


class Ahead(QObject):
    """Loads :data:`PIECES` between what the person does; what is not loaded yet is when needed."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices = Slices(self)
        self._timer = QTimer(self, singleShot=True, interval=SOON)
        self._timer.timeout.connect(lambda: self._slices.start(PIECES))
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


def _cases() -> None:
    import desktop.domain.case


def _notices() -> None:
    import desktop.domain.notice


def _library() -> None:
    import desktop.app.library


def _session() -> None:
    import desktop.app.session


def _shelf() -> None:
    import desktop.app.notices.installed


def _findings() -> None:
    import desktop.app.findings.messages


def _shell() -> None:
    import desktop.ui.shell


def _start() -> None:
    import desktop.ui.start


def _papers() -> None:
    import desktop.app.papers.press


def _inside() -> None:
    import desktop.ui.inside


PIECES: tuple[Callable[[], None], ...] = (
    _cases,
    _notices,
    _shelf,
    _library,
    _session,
    _findings,
    _shell,
    _start,
    _papers,
    _inside,
)
"""From what everything stands on up to the window, each taking about as long."""
