"""What a person does at the window, for tests: find by visible words, click, type, compose."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.session import Session
from tests.storage.keeping import KEYS

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2024, 7, 24, 10, 0, tzinfo=BEIJING)
"""The day after which the 公示 of a case made ready in time can be over."""

W = TypeVar("W", bound=QWidget)


class Clock:
    """A clock that stands until it is told to go on."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The moment it stands at."""
        return self.now

    def pass_by(self, seconds: float) -> None:
        """Let time pass."""
        self.now += timedelta(seconds=seconds)


def open_session(
    folder: Path,
    values: Mapping[str, object] | None = None,
    clock: Clock | None = None,
    pack: str = "BM24",
) -> Session:
    """A new case under a notice in a library in ``folder``, with ``values`` put at their paths."""
    desk = Desk.open(folder / "library", notice, clock or Clock(), KEYS)
    session = desk.new_case(notice(pack))
    for path, value in (values or {}).items():
        session.set(path, value)
    return session


def show(qtbot: QtBot, window: QWidget, size: tuple[int, int] | None = None) -> None:
    """Put ``window`` on the screen, in front, with the keyboard."""
    qtbot.addWidget(window)
    if size is not None:
        window.resize(*size)
    window.show()
    to_front(qtbot, window)


def to_front(qtbot: QtBot, window: QWidget) -> None:
    """Give ``window`` the keyboard; asked for again while a window that is just going has it."""

    def in_front() -> bool:
        window.activateWindow()
        return window.isActiveWindow()

    qtbot.waitUntil(in_front)


def find(parent: QWidget, kind: type[W], text: str) -> W:
    """The one visible widget of ``kind`` under ``parent`` that reads ``text``."""
    # What was just added shows itself in the next round, and has its height in the one after.
    QApplication.processEvents()
    QApplication.processEvents()
    found = [w for w in parent.findChildren(kind) if w.isVisibleTo(parent) and _reads(w) == text]
    assert len(found) == 1, f"{text}: {len(found)} 处"
    return found[0]


def _reads(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.text()
    return widget.accessibleName()


def texts(parent: QWidget) -> list[str]:
    """Everything that can be read under ``parent``, in no order that means anything."""
    QApplication.processEvents()
    seen = [w for w in parent.findChildren(QWidget) if w.isVisibleTo(parent)]
    return [t for w in seen if isinstance(w, QAbstractButton | QLabel) and (t := w.text())]


def click(parent: QWidget, text: str, kind: type[QAbstractButton] = QAbstractButton) -> None:
    """Click the one button that reads ``text``."""
    target = find(parent, kind, text)
    assert target.isEnabled(), text
    place = target.rect().center()
    place.setX(min(place.x(), 10))  # a box is ticked by its square, not by the air beside its words
    QTest.mouseClick(target, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def compose(widget: QWidget, letters: str) -> None:
    """Show ``letters`` of a pinyin that is not committed yet."""
    QApplication.sendEvent(widget, QInputMethodEvent(letters, []))


def commit(widget: QWidget, text: str) -> None:
    """What an input method sends when a word was chosen."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
