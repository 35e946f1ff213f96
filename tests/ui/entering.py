"""The way in, for tests: a program as it starts, what is on the screen, typing a passphrase."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety.door import Keys
from desktop.app.samples.sample import keep_sample
from desktop.ui.application import page_makers
from desktop.ui.entrance import Entrance, Means
from desktop.ui.safety.door_window import DoorWindow
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.passphrases import SecretField
from desktop.ui.window import Offer, Window
from tests.ui.hands import Clock, texts, to_front

PASSPHRASE = "a passphrase in spring"

D = TypeVar("D", bound=QDialog)


def started(home: Path, look: Appearance) -> Entrance:
    """The program, started with what lies in ``home``."""
    clock = Clock()

    def desk(folder: Path, keys: Keys) -> Desk:
        return Desk.open(folder, installed.notice, clock, keys)

    def window(opened: Desk) -> Window:
        offer = Offer(lambda d: keep_sample(d, installed.notice("BM24")))
        return Window(opened, offer, page_makers(), look)

    entrance = Entrance(Means(desk, window, clock), look, home)
    entrance.begin()
    return entrance


def outside(entrance: Entrance, qtbot: QtBot) -> DoorWindow:
    """The window before the library is open, once it is there."""
    qtbot.waitUntil(lambda: entrance.outside is not None and entrance.outside.isVisible())
    assert entrance.outside is not None
    to_front(qtbot, entrance.outside)
    return entrance.outside


def inside(entrance: Entrance, qtbot: QtBot) -> Window:
    """The window of the cases, once it is there."""
    qtbot.waitUntil(lambda: entrance.window is not None, timeout=15_000)
    assert entrance.window is not None
    return entrance.window


def field(parent: QWidget, label: str) -> SecretField:
    """The field with that label, visible."""
    QApplication.processEvents()
    found = [
        f
        for f in parent.findChildren(SecretField)
        if f.isVisibleTo(parent) and f.label.text() == label
    ]
    assert len(found) == 1, label
    return found[0]


def give(parent: QWidget, label: str, words: str) -> None:
    """Type into the field with that label, over what is there."""
    line = field(parent, label).line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)


def reads(parent: QWidget, words: str) -> bool:
    """Whether ``words`` can be read somewhere."""
    return any(words in text for text in texts(parent))


def dialog(kind: type[D], qtbot: QtBot) -> D:
    """The dialog of that kind, once it is open."""

    def there() -> list[D]:
        shown = QApplication.topLevelWidgets()
        return [w for w in shown if isinstance(w, kind) and w.isVisible()]

    qtbot.waitUntil(lambda: len(there()) == 1, timeout=15_000)
    return there()[0]
