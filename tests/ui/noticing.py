"""A window with notices, for tests of what is shown of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples.sample import keep_sample
from desktop.domain.notice import Notice
from desktop.ui.application import page_makers
from desktop.ui.notices.clause import ClauseDialog
from desktop.ui.notices.pair import ComparisonSheet
from desktop.ui.notices.sheet import NoticeSheet
from desktop.ui.shell import Shell
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Offer, Window
from tests.storage.keeping import KEYS
from tests.ui.hands import BEIJING, Clock, to_front

NOW = datetime(2024, 7, 24, 10, 0, tzinfo=BEIJING)


def changed(pack: str, **terms: Any) -> Notice:
    """The installed notice with some terms otherwise."""
    return installed.notice(pack).model_copy(update=terms)


class Shelf:
    """Installed notices, some of them changed; the last of a pack is its newest version."""

    def __init__(self, *changed: Notice) -> None:
        self._changed = changed

    def __call__(self, pack_id: str, version: int | None = None) -> Notice:
        """That version, or the newest."""
        mine = [n for n in self._changed if n.id == pack_id]
        if version is None:
            return mine[-1] if mine else installed.notice(pack_id)
        found = [n for n in mine if n.version == version]
        return found[-1] if found else installed.notice(pack_id, version)


def window(qtbot: QtBot, look: Appearance, folder: Path, *notices: Notice) -> Window:
    """The window over a new library, with ``notices`` in the place of installed ones."""
    shelf = Shelf(*notices)
    desk = Desk.open(folder / "library", shelf, Clock(NOW), KEYS)
    offer = Offer(lambda d: keep_sample(d, installed.notice("BM24")), load=shelf)
    made = Window(desk, offer, page_makers(), look)
    qtbot.addWidget(made, before_close_func=lambda _window: desk.close())
    made.resize(1366, 768)
    made.show()
    to_front(qtbot, made)
    return made


def press(parent: QWidget, name: str) -> None:
    """Click the one visible button whose accessible name (or text) is ``name``."""
    QApplication.processEvents()
    found = [
        b
        for b in parent.findChildren(QAbstractButton)
        if b.isVisible() and name in (b.accessibleName(), b.text())
    ]
    assert len(found) == 1, f"{name}: {len(found)} 处"
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def sheet_of(window: Window) -> NoticeSheet:
    """The page of one notice that is open."""
    assert window.reader is not None
    page = window.reader.page
    assert isinstance(page, NoticeSheet)
    return page


def comparison_of(window: Window) -> ComparisonSheet:
    """The two notices side by side that are open."""
    assert window.reader is not None
    page = window.reader.page
    assert isinstance(page, ComparisonSheet)
    return page


def shell_of(window: Window) -> Shell:
    """The open case."""
    assert window.shell is not None
    return window.shell


def clause_of(window: Window) -> ClauseDialog:
    """The notice's text that is open."""
    (dialog,) = (d for d in window.findChildren(ClauseDialog) if d.isVisible())
    return dialog


def escape(widget: QWidget) -> None:
    """Press Esc there."""
    QTest.keyClick(widget, Qt.Key.Key_Escape)
    QApplication.processEvents()
