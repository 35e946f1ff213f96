"""Keyboard and screen reader: what takes the keyboard is named, seen to have it, and announced.

That each thing is named is held of every window any test here leads to (`conftest.py`).
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.walk.hands import settle
from desktop.ui.widgets.cards import Sheet
from desktop.ui.widgets.combo import NamedCombo
from desktop.ui.widgets.theme import tokens
from tests.ui.hands import show
from tests.ui.hearing import interface, name, stops, untold

LONG = "\n".join(["这一行要往下翻才看得到。"] * 60)


def test_what_has_no_name_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    for one in (QLineEdit(), QPushButton("OK"), QPushButton("确定"), QWidget()):
        column.addWidget(one)
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    show(qtbot, holder)
    assert untold(holder) == [
        "QLineEdit in QWidget: no name, but “”",
        "QPushButton in QWidget: no name, but “OK”",
        "QWidget in QWidget: no name, but “”",
    ]


def test_a_drop_down_is_called_by_its_question_and_not_by_its_answer(qtbot: QtBot) -> None:
    holder = QWidget()
    box = NamedCombo()
    box.setAccessibleName("学历层次")
    box.addItems(["请选择", "博士"])
    QVBoxLayout(holder).addWidget(box)
    show(qtbot, holder)
    assert name(box) == "学历层次"
    assert interface(box).text(QAccessible.Text.Value) == "请选择"
    assert not any(label.isVisible() for label in holder.findChildren(QLabel))
    other = QWidget()
    QVBoxLayout(other).addWidget(box)
    show(qtbot, other)
    assert name(box) == "学历层次"


def ringed(sheet: Sheet) -> bool:
    """Whether there are two pixels of the accent all along its left side."""
    picture = sheet.grab().toImage()
    accent = tokens(sheet).color("accent")
    return all(
        picture.pixelColor(x, y) == accent
        for x in (0, 1)
        for y in range(20, picture.height() - 20, 20)
    )


class Reading(QWidget):
    """A button above a page that is longer than the window."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("关闭")
        self.long = QLabel(LONG)
        self.sheet = Sheet("要看的内容")
        self.sheet.add(self.long)
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.sheet)


@pytest.fixture
def reading(qtbot: QtBot) -> Reading:
    made = Reading()
    show(qtbot, made, (400, 300))
    return made


def test_what_has_to_be_scrolled_is_reached_and_seen_to_be(reading: Reading) -> None:
    sheet = reading.sheet
    reading.button.setFocus()
    QTest.keyClick(reading.button, Qt.Key.Key_Tab)
    assert sheet.hasFocus()
    assert name(sheet) == "要看的内容"
    assert ringed(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.verticalScrollBar().value() > 0
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    assert reading.button.hasFocus()
    assert not ringed(sheet)


def test_the_mouse_draws_no_frame(reading: Reading) -> None:
    QTest.mouseClick(reading.sheet.viewport(), Qt.MouseButton.LeftButton)
    assert reading.sheet.hasFocus()
    assert not ringed(reading.sheet)


def test_what_is_seen_whole_is_passed_by(reading: Reading) -> None:
    assert reading.sheet in list(stops(reading))
    reading.long.setText("一行")
    settle()
    assert reading.sheet not in list(stops(reading))
