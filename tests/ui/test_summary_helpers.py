"""What helps writing the 工作总结, used as people use it: outline, facts, wording, old versions."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.domain.case import Training
from desktop.ui.summary.page import SummaryPage
from desktop.ui.summary.versions import VersionsDialog
from tests.ui.hands import Clock, click, commit, compose, open_session, show, texts

ME = {"person.name": "阿依古丽·买买提", "unit.name": "库尔勒绿源林业有限公司"}
SENTENCE = "坚持每月巡护胡杨林，完成退耕还林的设计。"  # 20 字


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path, ME)


@pytest.fixture
def page(qtbot: QtBot, session: Session) -> SummaryPage:
    made = SummaryPage(session)
    session.observe(made.refresh)
    show(qtbot, made, (820, 640))
    made.editor.setFocus()
    return made


def paste(page: SummaryPage, text: str) -> None:
    page.editor.insertPlainText(text)


def tool(page: SummaryPage, text: str) -> None:
    click(page, text, QPushButton)


def test_an_outline_is_put_behind_what_is_written_and_undone_as_typing(
    qtbot: QtBot, page: SummaryPage
) -> None:
    paste(page, "一、工作态度\n勤勉。")
    tool(page, "列出提纲")
    wanted = ["一、工作态度", "勤勉。", "二、业务能力", "三、工作业绩", "四、学术水平"]
    assert page.editor.text.split() == wanted
    assert page.editor.hasFocus()
    commit(page.editor, "会画图。")
    assert page.editor.text.split()[3] == "会画图。"
    counts = "按标题数：工作态度 3 字；业务能力 4 字；工作业绩 还没写"
    qtbot.waitUntil(lambda: any(counts in t for t in texts(page)))
    before, caret = page.editor.text, page.editor.textCursor().position()
    with qtbot.waitSignal(page.told) as told:
        tool(page, "列出提纲")
    assert told.args == ["通知要求的几个方面，文中都已有小标题。"]
    assert page.editor.text == before
    assert page.editor.textCursor().position() == caret
    assert page.editor.hasFocus()
    for _ in range(4):
        QTest.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.text in ("", "一、工作态度\n勤勉。")


def test_no_outline_while_letters_are_being_composed(page: SummaryPage) -> None:
    compose(page.editor, "hu")
    tool(page, "列出提纲")
    assert page.editor.text == ""


def test_a_fact_of_the_case_is_put_where_the_cursor_is(
    qtbot: QtBot, session: Session, page: SummaryPage
) -> None:
    session.insert("ce", Training(year=2023, kind="公需", hours=30))
    session.insert("ce", Training(year=2023, kind="专业", hours=60))
    paste(page, "学完了，成绩合格。")
    cursor = page.editor.textCursor()
    cursor.setPosition(3)
    page.editor.setTextCursor(cursor)
    tool(page, "材料里的内容")
    shown = page.facts.list
    assert [shown.item(i).text() for i in range(shown.count())] == [
        "继续教育",
        "2023年公需科目30学时",
        "2023年专业科目60学时",
    ]
    line = shown.visualItemRect(shown.item(1)).center()
    left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(shown.viewport(), left, plain, line)
    assert page.editor.text == "学完了2023年公需科目30学时，成绩合格。"
    assert page.editor.hasFocus()
    qtbot.waitUntil(lambda: shown.item(1).text().startswith("✓"))
    shown.setFocus()
    shown.setCurrentRow(2)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert "2023年专业科目60学时" in page.editor.text


def test_nothing_to_offer_is_said(page: SummaryPage) -> None:
    tool(page, "材料里的内容")
    assert any("填好学历、工作经历、业绩、继续教育以后" in t for t in texts(page))


def test_vague_words_are_listed_and_led_to(qtbot: QtBot, page: SummaryPage) -> None:
    paste(page, "完成了若干项目。\n胡杨等等。")
    qtbot.waitUntil(lambda: page.wording.list.count() == 2)
    assert page.wording.list.item(0).text().startswith("第 1 段 · 含糊，写出数量：")
    click(page, "2 处可以写得更具体")
    assert page.wording.list.hasFocus()
    QTest.keyClick(page.wording.list, Qt.Key.Key_Down)
    QTest.keyClick(page.wording.list, Qt.Key.Key_Return)
    assert page.editor.textCursor().selectedText() == "等等"
    page.editor.selectAll()
    paste(page, "完成了3个项目。")
    qtbot.waitUntil(lambda: not page.wording.isVisible())


def test_an_earlier_version_is_read_and_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()
    session = open_session(tmp_path, ME, clock)
    page = SummaryPage(session)
    session.observe(page.refresh)
    show(qtbot, page, (820, 640))
    tool(page, "以前的样子")
    assert any("还没有以前的版本" in t for t in texts(page))
    session.set("summary.text", SENTENCE * 3)
    clock.pass_by(900)
    session.set("summary.text", SENTENCE + "换了一句。")
    tool(page, "以前的样子")
    dialog = page.findChild(VersionsDialog)
    assert dialog is not None
    assert dialog.list.item(0).text() == "2024年7月24日 10:00\n60 字"
    assert dialog.text.toPlainText() == SENTENCE * 3
    click(dialog, "换回这一版", QPushButton)
    assert session.case.summary.text == SENTENCE * 3
    assert page.editor.text == SENTENCE * 3
    session.undo()
    assert page.editor.text == SENTENCE + "换了一句。"
