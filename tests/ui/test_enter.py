"""Enter presses the button one is at, as Space does, and never another one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.widgets.cards import FoldButton
from desktop.ui.widgets.pieces import button
from desktop.ui.widgets.sheet_dialog import SheetDialog
from tests.ui.hands import show

KEYS = pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, done: list[str]) -> SheetDialog:
    """Two buttons, the second one meant most, and a line above them."""
    made = SheetDialog("两个按钮")
    line = QLineEdit()
    line.setAccessibleName("一栏")
    made.sheet.add(line)
    made.offer(button("取消", lambda: done.append("取消")))
    meant = button("填入", lambda: done.append("填入"), "primary")
    meant.setDefault(True)
    made.offer(meant)
    show(qtbot, made, (400, 300))
    return made


def press(dialog: SheetDialog, text: str) -> QAbstractButton:
    (found,) = (b for b in dialog.findChildren(QAbstractButton) if b.text() == text)
    return found


@KEYS
@pytest.mark.parametrize("text", ["取消", "填入"])
def test_the_button_one_is_at(dialog: SheetDialog, done: list[str], text: str, key: Qt.Key) -> None:
    at = press(dialog, text)
    at.setFocus()
    QTest.keyClick(at, key)
    assert done == [text]


def test_in_a_field_the_one_that_is_meant_most(dialog: SheetDialog, done: list[str]) -> None:
    line = dialog.findChild(QLineEdit)
    assert line is not None
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert done == ["填入"]


def test_a_key_held_down_presses_once(dialog: SheetDialog, done: list[str]) -> None:
    at = press(dialog, "取消")
    at.setFocus()
    none = Qt.KeyboardModifier.NoModifier
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", again)
        QApplication.sendEvent(at, event)
    assert done == ["取消"]


@KEYS
def test_what_is_folded_opens(qtbot: QtBot, key: Qt.Key) -> None:
    fold = FoldButton("记一条异议")
    show(qtbot, fold, (300, 60))
    fold.setFocus()
    QTest.keyClick(fold, key)
    assert fold.isChecked()
    QTest.keyClick(fold, key)
    assert not fold.isChecked()
