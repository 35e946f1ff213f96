"""工作总结: counting, saving, names in the text; typed as people type, letter by letter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from desktop.app.session import Session
from desktop.ui.summary.editor import SummaryEditor
from desktop.ui.summary.page import SummaryPage
from tests.ui.hands import click, commit, compose, open_session, show, texts

ME = {
    "person.name": "阿依古丽·买买提",
    "unit.name": "库尔勒绿源林业有限公司",
    "unit.aliases": ["绿源公司"],
}
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


def lines(page: SummaryPage) -> list[str]:
    return [page.names.list.item(i).text() for i in range(page.names.list.count())]


def marked(page: SummaryPage) -> list[str]:
    return [
        s.cursor.selectedText()  # type: ignore[attr-defined]
        for s in page.editor.extraSelections()
    ]


def test_letters_being_composed_are_neither_counted_nor_saved(
    qtbot: QtBot, session: Session, page: SummaryPage
) -> None:
    for letters in ("h", "hu", "hu y", "hu ya", "hu yang"):
        compose(page.editor, letters)
    assert page.count.text() == "0 字"
    page.flush()
    assert session.case.summary.text == ""
    commit(page.editor, "胡杨")
    assert page.count.text() == "2 字"
    assert "还差 1998 字" in texts(page)
    qtbot.waitUntil(lambda: session.case.summary.text == "胡杨")


def test_the_counter_follows_from_empty_to_too_long(page: SummaryPage) -> None:
    assert page.count.text() == "0 字"
    assert "需要 2000—3000 字" in texts(page)
    paste(page, SENTENCE * 99)
    assert page.count.text() == "1980 字"
    assert "还差 20 字" in texts(page)
    paste(page, SENTENCE)
    assert "字数已符合" in texts(page)
    paste(page, SENTENCE * 50)
    assert "字数已符合" in texts(page)
    paste(page, "长")
    assert "多出 1 字" in texts(page)


def test_a_limit_must_hold_for_both_ways_of_counting(page: SummaryPage) -> None:
    # “——” is two 字 to one program and one to the other.
    paste(page, SENTENCE * 99 + SENTENCE[:19] + "—")
    assert page.count.text() == "2000 字"
    paste(page, "—")
    assert "另一种数法：2000 字" in texts(page)
    assert "字数已符合" in texts(page)
    page.editor.selectAll()
    paste(page, SENTENCE * 99 + SENTENCE[:18] + "——")
    assert page.count.text() == "2000 字"
    assert "另一种数法：1999 字" in texts(page)
    assert any("还差 1 字" in t and "更稳妥" in t for t in texts(page))


def test_how_it_is_counted_is_explained_on_demand(page: SummaryPage) -> None:
    assert not any("连着的一串字母" in t for t in texts(page))
    click(page, "怎么数的？")
    assert any("连着的一串字母" in t for t in texts(page))


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("阿依古丽·买买提", "本人姓名"),
        ("阿依古丽•买买提", "本人姓名"),
        ("阿依古丽．买买提", "本人姓名"),
        ("阿依古丽 买买提", "本人姓名"),
        ("阿依古丽", "本人的名"),
        ("库尔勒绿源林业有限公司", "工作单位"),
        ("绿源公司", "工作单位的别称"),
        ("绿源林业", "工作单位的字号"),
    ],
)
def test_a_name_is_pointed_out_and_listed(
    qtbot: QtBot, page: SummaryPage, written: str, what: str
) -> None:
    paste(page, f"{SENTENCE}\n我与{written}一起完成。")
    qtbot.waitUntil(lambda: bool(lines(page)))
    assert marked(page) == [written]
    assert lines(page)[0].startswith(f"第 2 段 · {what}：……我与「{written}」")
    assert any("发现 1 处要改掉" in t for t in texts(page))


def test_a_click_on_a_line_selects_the_place(qtbot: QtBot, page: SummaryPage) -> None:
    # The rare character before it takes two places in Qt.
    paste(page, f"{SENTENCE * 60}\n𬭎𬭎阿依古丽在一线。")
    qtbot.waitUntil(lambda: bool(lines(page)))
    page.editor.moveCursor(QTextCursor.MoveOperation.Start)
    line = page.names.list.visualItemRect(page.names.list.item(0)).center()
    QTest.mouseClick(
        page.names.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, line
    )
    assert page.editor.textCursor().selectedText() == "阿依古丽"
    assert page.editor.hasFocus()
    paste(page, "本人")
    qtbot.waitUntil(lambda: not lines(page))
    assert "没有发现姓名和单位。" in texts(page)


def test_hits_are_told_beside_the_counter(qtbot: QtBot, page: SummaryPage) -> None:
    assert not page.hit_link.isVisible()
    paste(page, "阿依古丽在绿源公司。")
    qtbot.waitUntil(lambda: bool(lines(page)))
    click(page, "2 处写了姓名或单位，要改掉")
    assert page.names.list.hasFocus()


def test_enter_on_a_line_goes_there_too(qtbot: QtBot, page: SummaryPage) -> None:
    paste(page, "绿源公司与绿源公司。")
    qtbot.waitUntil(lambda: len(lines(page)) == 2)
    page.names.list.setFocus()
    QTest.keyClick(page.names.list, Qt.Key.Key_Down)
    QTest.keyClick(page.names.list, Qt.Key.Key_Return)
    assert page.editor.textCursor().selectionStart() == 5


def test_a_former_employer_is_a_softer_hint(
    qtbot: QtBot, session: Session, page: SummaryPage
) -> None:
    from desktop.domain.case import Work

    session.insert("work", Work(unit="轮台县胡杨苗圃", start="2012-07", end="2018-01"))
    paste(page, "曾在轮台县胡杨苗圃育苗。")
    qtbot.waitUntil(lambda: bool(lines(page)))
    assert "原工作单位" in lines(page)[0]
    assert any("是不是会让人认出您" in t for t in texts(page))
    assert not any("要改掉" in t for t in texts(page))


def test_a_new_alias_is_looked_for_at_once(
    qtbot: QtBot, session: Session, page: SummaryPage
) -> None:
    paste(page, "我在绿源集团工作。")
    qtbot.waitUntil(lambda: "没有发现姓名和单位。" in texts(page))
    session.set("unit.aliases", ["绿源集团"])
    assert marked(page) == ["绿源集团"]


def test_typing_is_saved_after_a_pause_and_when_left(
    qtbot: QtBot, session: Session, page: SummaryPage
) -> None:
    commit(page.editor, "胡杨")
    assert session.case.summary.text == ""
    qtbot.waitUntil(lambda: session.case.summary.text == "胡杨")
    commit(page.editor, "林")
    page.topics.boxes["工作态度"].setFocus()
    assert session.case.summary.text == "胡杨林"


def test_what_is_cleaned_comes_back_without_moving_the_cursor(
    qtbot: QtBot, session: Session, page: SummaryPage
) -> None:
    paste(page, "胡\u200b杨\n")
    qtbot.waitUntil(lambda: session.case.summary.text == "胡杨\n")
    assert page.editor.toPlainText() == "胡杨\n"
    commit(page.editor, "林")
    page.flush()
    assert session.case.summary.text == "胡杨\n林"


def test_what_undo_brings_back_keeps_the_cursor(session: Session, page: SummaryPage) -> None:
    paste(page, "一二三四五六七八九十")
    page.flush()
    session.set("person.phone", "13999001122")
    cursor = page.editor.textCursor()
    cursor.setPosition(3)
    page.editor.setTextCursor(cursor)
    session.set("summary.text", "一二三四五六七捌九十")
    assert page.editor.toPlainText() == "一二三四五六七捌九十"
    assert page.editor.textCursor().position() == 3
    session.undo()
    assert page.editor.toPlainText() == "一二三四五六七八九十"
    assert page.editor.textCursor().position() == 3
    session.undo()
    session.undo()
    assert page.editor.toPlainText() == ""


def test_a_change_from_elsewhere_waits_for_what_is_being_composed(
    session: Session, page: SummaryPage
) -> None:
    commit(page.editor, "胡杨")
    page.flush()
    compose(page.editor, "lin")
    session.set("summary.text", "别处来的文字")
    assert page.editor.toPlainText() == "胡杨"
    commit(page.editor, "林")
    page.flush()
    assert session.case.summary.text == "胡杨林"


def test_undo_in_the_editor_goes_before_undo_of_the_case(
    session: Session, page: SummaryPage
) -> None:
    commit(page.editor, "胡杨")
    commit(page.editor, "林")
    QTest.keyClick(page.editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.flush()
    assert session.case.summary.text == page.editor.text
    assert page.editor.text != "胡杨林"


def test_topics_are_ticked_and_followed(session: Session, page: SummaryPage) -> None:
    assert [b.text() for b in page.topics.boxes.values()] == [
        "工作态度",
        "业务能力",
        "工作业绩",
        "学术水平",
    ]
    click(page, "工作业绩", QCheckBox)
    assert list(session.case.summary.topics) == ["工作业绩"]
    click(page, "工作态度", QCheckBox)
    assert list(session.case.summary.topics) == ["工作态度", "工作业绩"]
    session.undo()
    assert list(session.case.summary.topics) == ["工作业绩"]
    assert not page.topics.boxes["工作态度"].isChecked()


def test_the_clause_and_the_other_page_can_be_asked_for(qtbot: QtBot, page: SummaryPage) -> None:
    with qtbot.waitSignal(page.clause_asked) as asked:
        click(page.card, "依据：通知 六（一）11")
    assert asked.args == ["BM24.summary.len"]
    with qtbot.waitSignal(page.asked) as asked:
        click(page, "补充单位的简称、曾用名")
    assert asked.args == ["basic", "unit.aliases"]


def test_without_name_and_unit_it_says_what_is_missing(qtbot: QtBot, tmp_path: Path) -> None:
    page = SummaryPage(open_session(tmp_path))
    qtbot.addWidget(page)
    page.show()
    assert "填好姓名和单位以后，这里会自动帮您找。" in texts(page)
    with qtbot.waitSignal(page.asked) as asked:
        click(page, "去填姓名和单位")
    assert asked.args == ["basic", "person.name"]


def test_a_notice_that_allows_names_looks_for_none(qtbot: QtBot, session: Session) -> None:
    session.notice = session.notice.model_copy(
        update={"summary": session.notice.summary.model_copy(update={"identity_allowed": True})}
    )
    page = SummaryPage(session)
    qtbot.addWidget(page)
    page.show()
    paste(page, "阿依古丽·买买提")
    qtbot.wait(300)
    assert marked(page) == []
    assert "不能出现姓名和单位" not in texts(page)


def test_a_finding_leads_to_its_place(session: Session, page: SummaryPage) -> None:
    page.topics.boxes["工作态度"].setFocus()
    assert page.show_field("summary.text")
    assert page.editor.hasFocus()
    session.set("summary.topics", ["工作态度"])
    assert page.show_field("summary.topics")
    assert page.topics.boxes["业务能力"].hasFocus()
    assert not page.show_field("person.name")


def test_a_long_text_is_counted_without_being_redrawn(qtbot: QtBot, page: SummaryPage) -> None:
    paste(page, (SENTENCE * 25 + "\n") * 20)
    qtbot.waitUntil(lambda: not page._look.isActive())
    page.editor.moveCursor(QTextCursor.MoveOperation.End)
    contents: list[tuple[int, int, int]] = []
    page.editor.document().contentsChange.connect(lambda *change: contents.append(change))
    commit(page.editor, "林")
    # One place at the end was touched; what stands before it is not laid out again.
    assert len(contents) == 1
    assert contents[0][0] >= 10_000
    assert page.count.text() == "10001 字"


@pytest.mark.parametrize("height", [293, 285, 260, 200])
def test_the_line_being_written_stays_whole_when_the_room_changes(
    qtbot: QtBot, height: int
) -> None:
    editor = SummaryEditor()
    qtbot.addWidget(editor)
    editor.resize(400, 320)
    editor.show()
    editor.setPlainText("\n".join(f"第{n}行" for n in range(60)))
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.resize(400, height)
    QApplication.processEvents()
    assert editor.cursorRect().bottom() <= editor.viewport().height()
