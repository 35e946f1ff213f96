"""When our own code fails: one calm dialog, a report to read first, nothing of what was typed."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import UserError
from desktop.ui.troubles.dialog import TroubleDialog
from desktop.ui.troubles.net import Net
from desktop.ui.widgets.dialogs import Notice
from tests.ui.hands import click, open_session, texts

ID_NO = "65990119910417022X"
AT = datetime(2024, 7, 1, 1, 5, tzinfo=UTC)


@pytest.fixture
def net(qapp: QApplication) -> Iterator[Net]:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = Net(lambda: AT, lambda: "BM24 第 1 版")
    yield made
    made.close()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


def shown(kind: type[QWidget] = TroubleDialog) -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def stumble(value: str = ID_NO) -> None:
    try:
        raise ValueError(value)
    except ValueError as bug:
        sys.excepthook(type(bug), bug, bug.__traceback__)


def report_of(dialog: QWidget) -> str:
    assert isinstance(dialog, TroubleDialog)
    return dialog.text.toPlainText()


@pytest.mark.usefixtures("net")
def test_a_bug_is_told_calmly_and_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    stumble()
    (dialog,) = shown()
    said = texts(dialog)
    assert "刚才这一步没有做成" in said
    assert any("已经保存的内容都在本机" in text for text in said)
    assert "ValueError at test_troubles.py" in caplog.text
    for told in (*said, caplog.text, report_of(dialog)):
        assert ID_NO not in told
    at_hand = dialog.focusWidget()
    assert isinstance(at_hand, QPushButton)
    assert at_hand.text() == "知道了"
    QTest.keyClick(at_hand, Qt.Key.Key_Return)
    assert not shown()


@pytest.mark.usefixtures("net")
def test_many_bugs_are_one_dialog() -> None:
    for _ in range(40):
        stumble()
    try:
        [].pop()
    except IndexError as bug:
        sys.excepthook(type(bug), bug, bug.__traceback__)
    (dialog,) = shown()
    assert "这段时间里一共有 41 处，都在报告里。" in texts(dialog)
    told = report_of(dialog)
    assert "共 40 次" in told
    assert "第 2 处：IndexError" in told
    assert "通知：BM24 第 1 版" in told
    dialog.close()
    # What comes after it was read is new.
    stumble()
    (dialog,) = shown()
    assert not any("一共有" in text for text in texts(dialog))
    dialog.close()


@pytest.mark.usefixtures("net")
def test_the_report_is_read_before_it_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    session = open_session(tmp_path, {"person.id_no": ID_NO})
    file = tmp_path / "报告.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(file), ""))
    stumble()
    (dialog,) = shown()
    assert not any(b.isVisible() for b in dialog.findChildren(QPushButton) if "存成" in b.text())
    click(dialog, "看出错报告")
    assert any("没有您填的内容" in text for text in texts(dialog))
    click(dialog, "存成文件…", QPushButton)
    assert file.read_text("utf-8") == report_of(dialog)
    assert any(str(file) in text for text in texts(dialog))
    click(dialog, "复制报告", QPushButton)
    assert QApplication.clipboard().text() == report_of(dialog)
    assert session.case.person.id_no not in report_of(dialog)
    dialog.close()


@pytest.mark.usefixtures("net")
def test_a_report_that_cannot_be_kept_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    nowhere = tmp_path / "none" / "报告.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(nowhere), ""))
    stumble()
    (dialog,) = shown()
    click(dialog, "看出错报告")
    click(dialog, "存成文件…", QPushButton)
    (box,) = shown(Notice)
    assert "报告没有存上" in texts(box)
    box.close()
    dialog.close()


@pytest.mark.usefixtures("net")
def test_a_bug_on_another_thread_is_written_down_and_joins_the_next_report(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise LookupError(ID_NO)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    told_of = caplog.text + "".join(capfd.readouterr())
    assert "LookupError at test_troubles.py" in told_of
    assert ID_NO not in told_of
    qtbot.wait(10)
    assert not shown()
    stumble()
    (dialog,) = shown()
    assert "LookupError" in report_of(dialog)
    dialog.close()


@pytest.mark.usefixtures("net")
def test_the_worlds_fault_is_told_in_its_own_words() -> None:
    error = UserError("磁盘满了。", safe="已经保存的内容都在。", todo="请腾出一些空间再试。")
    sys.excepthook(UserError, error, None)
    assert not shown()
    (box,) = shown(Notice)
    assert {"磁盘满了", "已经保存的内容都在。", "请腾出一些空间再试。"} <= set(texts(box))
    box.close()
