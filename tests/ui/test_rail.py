"""The rail of steps: always in sight where one is, walked by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.application import page_makers
from desktop.ui.shell import Shell
from tests.ui.hands import open_session, show


@pytest.fixture
def shell(qtbot: QtBot, tmp_path: Path) -> Shell:
    made = Shell(open_session(tmp_path), page_makers())
    show(qtbot, made, (1366, 768))
    return made


def test_the_step_one_is_at_stays_in_sight(qtbot: QtBot, shell: Shell) -> None:
    shell.go("finish")
    at = shell.rail.buttons["finish"]
    shell.resize(shell.width(), 420)
    qtbot.waitUntil(lambda: at.visibleRegion().boundingRect().height() == at.height())
    assert shell.rail.area.horizontalScrollBar().value() == 0


def test_the_rail_by_keyboard(shell: Shell) -> None:
    first = shell.rail.buttons["notice"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert shell.page_id == "basic"
    assert shell.rail.buttons["basic"].hasFocus()
    QTest.keyClick(shell.rail.buttons["basic"], Qt.Key.Key_Down)
    assert shell.page_id == "education"
    work = shell.rail.buttons["work"]
    work.setFocus()
    QTest.keyClick(work, Qt.Key.Key_Return)
    assert shell.page_id == "work"
