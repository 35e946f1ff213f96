"""批量生成 stopped in the middle: by its button, by Esc, locked away; and not locked by itself."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
)
from pytestqt.qtbot import QtBot

from desktop.app.batch import printing
from desktop.app.library import Desk
from desktop.ui.safety.idle import IdleWatch
from desktop.ui.widgets.dialogs import Notice
from tests.ui import batching
from tests.ui.batching import (
    Opened,
    Workers,
    answering,
    at_rest,
    begun,
    hidden,
    lines,
    people_in,
    sees,
)
from tests.ui.hands import click, texts

FIXTURES = batching.workers, batching.desk, batching.folder, batching.opened
workers, desk, folder, opened = FIXTURES


def test_stopped_nothing_half_is_left_and_the_rest_can_be_done(
    qtbot: QtBot, opened: Opened, folder: Path, workers: Workers
) -> None:
    workers.at_once = 1
    dialog = opened("文书")
    begun(dialog)
    sees(qtbot, dialog, lambda text: "已经完成 1 / 3 人，" in text)
    assert any("还要" in text for text in texts(dialog))
    answering("停下来")
    click(dialog, "停下")
    assert not dialog.busy
    states = [line[1] for line in lines(dialog)]
    assert states == ["还没有做", "还没有做", "做好了"]
    assert hidden(folder) == []
    assert len(people_in(folder)) == 1
    assert any("没有留下写了一半的东西" in text for text in texts(dialog))
    workers.at_once = 100
    workers.let_go.set()
    click(dialog, "只做剩下的（2 人）")
    at_rest(qtbot, dialog)
    assert "一共 3 人：做好 3。" in texts(dialog)


def test_esc_asks_first_and_goes_on_meanwhile(
    qtbot: QtBot, opened: Opened, folder: Path, workers: Workers
) -> None:
    workers.at_once = 2
    dialog = opened("检查报告")
    begun(dialog)
    sees(qtbot, dialog, lambda text: "已经完成 2 / 3 人" in text)
    answering("接着做")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.busy
    assert dialog.isVisible()
    workers.let_go.set()
    at_rest(qtbot, dialog)
    assert "一共 3 人：做好 3。" in texts(dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_locked_away_in_the_middle(
    qtbot: QtBot, opened: Opened, desk: Desk, folder: Path, workers: Workers
) -> None:
    """Locking closes every dialog, also a question, and then the library."""
    workers.at_once = 1
    dialog = opened("文书")
    begun(dialog)
    sees(qtbot, dialog, lambda text: "已经完成 1 / 3 人" in text)

    def lock() -> None:
        asked = QApplication.activeModalWidget()
        if isinstance(asked, Notice):
            asked.done(QDialog.DialogCode.Rejected)
            dialog.done(QDialog.DialogCode.Rejected)
        else:
            QTimer.singleShot(20, lock)

    QTimer.singleShot(20, lock)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    desk.close()
    QTest.qWait(200)  # nothing asks the closed library any more
    assert len(people_in(folder)) == 1


def test_stopped_while_binding(
    qtbot: QtBot, opened: Opened, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begins, real = threading.Event(), printing.bind
    monkeypatch.setattr(printing, "bind", lambda *a, **k: (begins.wait(30), real(*a, **k))[1])
    dialog = opened("文书")
    click(dialog, "合成一份打印用的 PDF")
    begun(dialog)
    sees(qtbot, dialog, lambda text: "正在合成一份" in text)
    answering("停下来")
    click(dialog, "停下")
    begins.set()
    dialog._worker.close()
    assert not dialog.busy
    assert not list(folder.glob("打印-*"))
    assert hidden(folder) == []
    assert any("合并停下了" in text for text in texts(dialog))


def test_the_program_is_not_locked_for_want_of_hands_while_it_works(
    qtbot: QtBot, opened: Opened, workers: Workers
) -> None:
    steady = 0.0
    watch = IdleWatch(5, lambda: steady)
    left: list[bool] = []
    watch.left_alone.connect(lambda: left.append(True))
    workers.at_once = 0
    dialog = opened("检查报告")
    begun(dialog)
    steady += 301
    watch.look()
    assert not left
    workers.let_go.set()
    at_rest(qtbot, dialog)
    steady += 301
    watch.look()
    assert left == [True]
    watch.close()
