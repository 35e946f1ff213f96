"""The order of the eye: where the Tab key goes, what the checklist shows first."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.findings.progress import state
from desktop.ui.application import page_makers
from desktop.ui.shell import Shell
from tests.ui.hands import click, open_session, show


def focus_name() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


def test_the_tab_key_goes_as_the_eye_does(qtbot: QtBot, tmp_path: Path) -> None:
    shell = Shell(open_session(tmp_path), page_makers())
    show(qtbot, shell, (1366, 768))
    shell.go("education")
    click(shell.page, "＋ 添加一段学历")
    asked = ["学历层次", "学习形式", "毕业院校", "所学专业", "入学年月", "毕业年月", "学位"]
    asked += ["毕业证书编号", "学信网上能查到吗？", "添加一段学历"]
    for name in asked:
        assert focus_name() == name
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    out = QApplication.focusWidget()
    assert out is shell.checklist.check_button
    QTest.keyClick(out, Qt.Key.Key_Backtab)
    assert focus_name() == "添加一段学历"


def test_what_has_to_be_put_right_stands_first(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path)
    shell = Shell(session, page_makers())
    show(qtbot, shell, (1366, 768))
    shell.go("basic")
    session.set("unit.kind", "机关")
    QApplication.processEvents()
    rows = [r for r in shell.checklist.rows.values() if r.isVisible()]
    first = min(rows, key=lambda r: r.y())
    assert first.title.text() == "仅限民营企业专业技术人员"
    assert first.finding is not None
    assert state(first.finding) == "fix"
