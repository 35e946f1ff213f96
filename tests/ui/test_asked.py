"""先问几件事: answered by mouse and keyboard, what it takes away, and how all of it comes back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QRadioButton
from pytestqt.qtbot import QtBot

from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.domain.case import Achievement, Service
from desktop.domain.vocabulary import NOT_THERE, THERE, THERE_OR_NOT, UNSURE
from desktop.ui.forms.form import FormPage
from desktop.ui.notices.page import NoticePage
from desktop.ui.widgets.cards import FoldButton
from desktop.ui.widgets.marks import LinkButton
from tests.ui.hands import click, open_session, show, texts

AWARDS = "得过奖吗？"


def page_of(qtbot: QtBot, session: Session, page_id: str) -> FormPage:
    table = next(page for page in PAGES if page.id == page_id)
    page = NoticePage(session) if page_id == "notice" else FormPage(session, table)
    session.observe(page.refresh)
    show(qtbot, page, (900, 700))
    return page


def answer(page: FormPage, question: str, word: str) -> QRadioButton:
    every = page.findChildren(QRadioButton)
    return next(b for b in every if b.accessibleName() == f"{question}：{word}")


def lines(page: FormPage) -> list[str]:
    """The entries' lines, from top to bottom."""
    seen = [b for b in page.findChildren(FoldButton) if b.isVisibleTo(page)]
    return [b.text() for b in sorted(seen, key=lambda b: b.mapTo(page, b.rect().topLeft()).y())]


def test_a_question_is_answered_with_the_mouse(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    page = page_of(qtbot, session, "notice")
    assert "先问几件事" in texts(page)
    for word in (NOT_THERE, UNSURE, THERE):
        answer(page, AWARDS, word).click()
        assert session.case.has.awards == word
    session.undo()
    assert session.case.has.awards == ""
    assert not any(answer(page, AWARDS, word).isChecked() for word in THERE_OR_NOT)


def test_a_question_is_answered_with_the_keyboard(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    page = page_of(qtbot, session, "notice")
    assert page.show_field("has.awards")
    first = answer(page, AWARDS, THERE)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert session.case.has.awards == THERE
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = answer(page, AWARDS, NOT_THERE)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert session.case.has.awards == NOT_THERE


@pytest.mark.parametrize(
    "pack,there,absent",
    [
        ("BM24", "有专利等知识产权吗？", "参加过专项工作吗？"),
        ("GJ21", "您在援疆，或者援过疆吗？", "有专利等知识产权吗？"),
        ("GT23", "您是从公务员队伍转来的吗？", AWARDS),
        ("LC22", "取得现职称以后，换过工作单位吗？", "考取过职业资格证书吗？"),
        ("ZZ23", "参加过专项工作吗？", "您在援疆，或者援过疆吗？"),
    ],
)
def test_a_notice_asks_what_it_can_use(
    tmp_path: Path, qtbot: QtBot, pack: str, there: str, absent: str
) -> None:
    page = page_of(qtbot, open_session(tmp_path, pack=pack), "notice")
    assert there in texts(page)
    assert absent not in texts(page)


def test_a_whole_card_becomes_one_line_that_leads_back(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path, pack="LC22")
    session.insert("service", Service(kind="访惠聚驻村", start="2021-01", end="2021-12"))
    page = page_of(qtbot, session, "work")
    assert any("访惠聚驻村" in line for line in lines(page))
    session.set("has.service", NOT_THERE)
    assert not any("访惠聚驻村" in line for line in lines(page))
    assert "＋ 添加一项专项工作" not in texts(page)
    said = next(text for text in texts(page) if "不适用" in text)
    assert said.startswith("专项工作　不适用：您答了没有参加过专项工作。")
    assert "没有删除" in said
    with qtbot.waitSignal(page.asked) as asked:
        click(page, "改", LinkButton)
    assert asked.args == ["notice", "has.service"]
    session.set("has.service", THERE)
    assert any("访惠聚驻村" in line for line in lines(page))
    assert not any("不适用" in text for text in texts(page))


def test_a_type_of_work_goes_and_comes_back(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    for kind in ("获奖", "业绩成果", "获奖", "实践能力"):
        session.insert("items", Achievement(type=kind, title=f"某{kind}"))
    page = page_of(qtbot, session, "achievements")
    session.set("has.awards", NOT_THERE)
    assert lines(page) == ["业绩成果 · 某业绩成果", "实践能力 · 某实践能力"]
    assert any("以前填的 2 项收起来了" in text for text in texts(page))
    seen = [b for b in page.findChildren(FoldButton) if b.isVisibleTo(page)]
    QTest.keyClick(seen[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QApplication.processEvents()
    assert lines(page) == ["实践能力 · 某实践能力", "业绩成果 · 某业绩成果"]
    seen[0].click()
    kinds = next(box for box in page.findChildren(QComboBox) if box.isVisibleTo(page))
    offered = [kinds.itemText(n) for n in range(kinds.count())]
    assert "获奖" not in offered
    assert "论文" in offered
    session.set("has.awards", THERE)
    assert len(lines(page)) == 4
    assert "获奖" in [kinds.itemText(n) for n in range(kinds.count())]


def test_what_is_set_aside_is_told_at_the_question(tmp_path: Path, qtbot: QtBot) -> None:
    session = open_session(tmp_path)
    session.insert("items", Achievement(type="获奖", title="某奖"))
    page = page_of(qtbot, session, "notice")
    answer(page, AWARDS, NOT_THERE).click()
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert any("以前填过 1 项，已经收起来" in text for text in said)
