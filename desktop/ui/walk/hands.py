"""Hands at the window for the walk: real keys, clicks and input-method events, nothing else."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop.language import tr
from desktop.ui.forms.choices import ChecksEditor, ChoiceEditor, YesNoEditor
from desktop.ui.forms.editors import Editor, LineEditor, LongEditor

_RUNS = re.compile(r"[\x20-\x7e]+|\n|[^\x20-\x7e\n]{1,16}")
_COMPOSED = ("z", "zh", "zhi")


class Stuck(RuntimeError):
    """Something that had to happen at the window did not."""


def settle() -> None:
    """Let everything that is due happen."""
    for _ in range(3):
        QApplication.processEvents()


def wait_for(happened: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Let time pass until it has happened."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise Stuck(what)
        # QTest.qWait keeps Python to itself while it waits: other threads would stand still.
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()


def click(button: QAbstractButton) -> None:
    """A click with the left button, on the square of a box rather than beside its words."""
    if not button.isVisible() or not button.isEnabled():
        raise Stuck(tr("按不到“{button}”", button=button.text() or button.accessibleName()))
    settle()
    place = QPoint(min(button.width() // 2, 12), button.height() // 2)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle()


def commit(widget: QWidget, text: str) -> None:
    """What an input method sends when words were chosen."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def write(widget: QWidget, text: str) -> None:
    """Type ``text``: Latin by keys, Chinese composed and committed by an input method."""
    for run in _RUNS.findall(text):
        if run == "\n":
            QTest.keyClick(widget, Qt.Key.Key_Return)
        elif run.isascii():
            QTest.keyClicks(widget, run)
        else:
            for letters in _COMPOSED:
                QApplication.sendEvent(widget, QInputMethodEvent(letters, []))
            commit(widget, run)


def choose(combo: QComboBox, text: str) -> None:
    """Walk down a drop-down by key until it says ``text``."""
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    for _ in range(combo.count()):
        if combo.currentText() == text:
            return
        QTest.keyClick(combo, Qt.Key.Key_Down)
    raise Stuck(tr("没有“{text}”可选", text=text))


def answer(editor: Editor, value: object) -> None:
    """Give ``value`` in an editor, whatever its kind."""
    if isinstance(editor, YesNoEditor):
        click(editor.buttons[value])  # type: ignore[index]
    elif isinstance(editor, ChecksEditor) and isinstance(value, tuple):
        for option in value:
            click(editor.checks[option])
    elif isinstance(editor, ChoiceEditor):
        choose(editor.combo, str(value))
    elif isinstance(editor, LineEditor):
        editor.line.setFocus()
        write(editor.line, editor.write(value))  # type: ignore[arg-type]
        if editor.line.completer() is not None:
            editor.line.completer().popup().hide()
    elif isinstance(editor, LongEditor):
        editor.text.setFocus()
        write(editor.text, editor.write(value))  # type: ignore[arg-type]
    settle()


def replace(box: QPlainTextEdit, text: str) -> None:
    """Select everything and type ``text`` instead."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(box, text)


def with_dialog(button: QAbstractButton, path: Path) -> None:
    """Click ``button``, which opens Qt's file dialog, and give it ``path`` by key."""
    given: list[bool] = []

    def give() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QFileDialog):
            QTimer.singleShot(20, give)
            return
        line = dialog.findChild(QLineEdit, "fileNameEdit")
        if line is None:
            raise Stuck(tr("文件对话框里没有名称一栏"))
        # Before it is the active window its keys would be taken for shortcuts of the one below.
        dialog.activateWindow()
        QTest.qWaitForWindowActive(dialog)
        line.setFocus()
        line.selectAll()
        # In one go: letter by letter the dialog follows into every folder on the way.
        commit(line, str(path))
        given.append(True)
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(0, give)
    click(button)
    if not given:
        raise Stuck(tr("文件对话框没有打开"))
