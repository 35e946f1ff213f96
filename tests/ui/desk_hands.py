"""What a clerk does at the table of applicants, for tests: lines by name, clicks and keys there."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk, new_case
from desktop.app.notices import installed
from desktop.ui.applicants.columns import KEYS
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.application import page_makers
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Offer, Window
from tests.storage.keeping import KEYS as VAULT
from tests.ui.hands import Clock, click, to_front

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier

WRONG = ("659901199104170229", "659901198803121239", "659901199511030013")
"""Numbers whose last digit does not fit."""

PEOPLE: Mapping[str, tuple[str, str]] = {
    "阿依古丽·买买提": ("造林科", "中级"),
    "单志强": ("苗圃", "中级"),
    "王丽华": ("规划室", "中级"),
    "李建国": ("造林科", "中级"),
}


class Office:
    """A library with made-up people, and the window in front of it."""

    def __init__(self, qtbot: QtBot, look: Appearance, folder: Path) -> None:
        self._qtbot = qtbot
        self._look = look
        self.desk = Desk.open(folder / "office", installed.notice, Clock(), VAULT)
        self.window: Window

    def take_in(self, people: Iterable[tuple[str, str, str]], *, wrong: Iterable[str] = ()) -> None:
        """Begin a case for each: name, department, level; whose number is ``wrong``."""
        numbers, empty = iter(WRONG), new_case(installed.notice("BM24"))
        for name, department, level in people:
            number = next(numbers) if name in wrong else ""
            said = {
                "case_id": uuid.uuid4().hex,
                "person": empty.person.model_copy(update={"name": name, "id_no": number}),
                "unit": empty.unit.model_copy(update={"department": department}),
                "apply": empty.apply.model_copy(update={"level": level}),
            }
            self.desk.add(empty.model_copy(update=said), lambda _sha256: b"")

    def open(self, size: tuple[int, int] = (1366, 738)) -> ApplicantsPage:
        """A window, and in it the table; everybody looked at."""
        self.window = Window(self.desk, Offer(lambda _d: ""), page_makers(), self._look)
        self._qtbot.addWidget(self.window)
        self.window.resize(*size)
        self.window.open_last()
        self.window.show()
        to_front(self._qtbot, self.window)
        if self.window.home is self.window.start:
            click(self.window.start, "单位人事工作台")
        return self.settled()

    def settled(self) -> ApplicantsPage:
        """The page, once everybody was looked at."""
        page = self.window.home
        assert isinstance(page, ApplicantsPage)
        assert self.window.stack.currentWidget() is page
        self._qtbot.waitUntil(lambda: page.judging.left == 0, timeout=20_000)
        QApplication.processEvents()
        return page

    def again(self) -> ApplicantsPage:
        """The window closed, and a new one opened."""
        self.window.close()
        return self.open()


def names(page: ApplicantsPage) -> list[str]:
    """Who is shown, from the top."""
    return column(page, "name")


def column(page: ApplicantsPage, key: str) -> list[str]:
    """What a column reads, from the top."""
    model = page.table.model()
    at = KEYS.index(key)
    return [str(model.index(row, at).data()) for row in range(model.rowCount())]


def place(page: ApplicantsPage, name: str, key: str = "name") -> QPoint:
    """The middle of somebody's cell, in the table's viewport."""
    table = page.table
    index = table.model().index(names(page).index(name), KEYS.index(key))
    return table.visualRect(index).center()


def press(
    page: ApplicantsPage, name: str, key: str = "name", held: Qt.KeyboardModifier = NONE
) -> None:
    """Click somebody's cell."""
    at = place(page, name, key)
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, held, at)


def double(page: ApplicantsPage, name: str) -> None:
    """Double-click somebody's name."""
    at = place(page, name)
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(page.table.viewport(), left, NONE, at)
    QTest.mouseDClick(page.table.viewport(), left, NONE, at)


def key(page: ApplicantsPage, which: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    """Press a key at the table."""
    page.table.setFocus()
    QTest.keyClick(page.table, which, held)


def sort(page: ApplicantsPage, title_key: str) -> None:
    """Click a title."""
    head = page.table.head
    section = KEYS.index(title_key)
    at = QPoint(head.sectionViewportPosition(section) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, NONE, at)


def ticked(page: ApplicantsPage) -> set[str]:
    """Whoever is ticked, by name."""
    return {row.name for row in page.rows_of(page.ticked)}


def menu() -> QMenu:
    """The menu that is open."""
    QApplication.processEvents()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def choose(*path: str) -> None:
    """Click words of the open menu; of a menu in it, one after the other."""
    here = menu()
    for words in path:
        (act,) = (a for a in here.actions() if a.text() == words)
        assert act.isEnabled(), words
        if words != path[-1]:
            here.setActiveAction(act)
            QTest.keyClick(here, Qt.Key.Key_Right)
            here = menu()
        else:
            at = here.actionGeometry(act).center()
            QTest.mouseClick(here, Qt.MouseButton.LeftButton, NONE, at)


def offered(held: QMenu | None = None) -> list[str]:
    """What the open menu reads."""
    return [act.text() for act in (held or menu()).actions() if act.text()]
