"""Lists edited in place: by mouse and keyboard, and every step taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice as load_notice
from desktop.app.pages import PAGES
from desktop.app.session import Session
from desktop.domain.case import Achievement, Education
from desktop.ui.forms.entries import EntriesView
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.form import FormPage
from desktop.ui.widgets.cards import FoldButton
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, commit, find, open_session, texts, to_front

LOW = Education(id="low", level="大专", school="塔河职业技术学院", end="2013-07")
HIGH = Education(id="high", level="本科", school="塔河农林大学", end="2018-07")
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = open_session(tmp_path)
    session.insert("edu", LOW)
    session.insert("edu", HIGH)
    return session


def shown(qtbot: QtBot, session: Session, page_id: str = "education") -> FormPage:
    page = FormPage(session, next(p for p in PAGES if p.id == page_id))
    session.observe(page.refresh)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    to_front(qtbot, page)
    return page


def lines(page: FormPage) -> list[str]:
    """The entries' lines from top to bottom."""
    qtbuttons = [b for b in page.findChildren(FoldButton) if b.isVisible()]
    return [b.text() for b in sorted(qtbuttons, key=lambda b: b.mapTo(page, b.pos()).y())]


def schools(session: Session) -> list[str]:
    return [e.school for e in session.case.edu]


def line(page: FormPage, text: str) -> FoldButton:
    return next(b for b in page.findChildren(FoldButton) if text in b.text() and b.isVisible())


def button(page: FormPage, row: str, word: str) -> None:
    """Press 上移, 下移, 复制 or 删除 in the entry whose line holds ``row``."""
    view = line(page, row).parentWidget()
    assert view is not None
    click(view, word)
    QApplication.processEvents()


def test_an_entry_is_added_opened_and_typed_into(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    click(page, "＋ 添加一段学历")
    QApplication.processEvents()
    assert len(session.case.edu) == 3
    new = session.case.edu[-1].id
    focus = QApplication.focusWidget()
    assert isinstance(focus, QComboBox)
    assert focus.accessibleName() == "学历层次"
    school = next(f for f in page.findChildren(FieldView) if f.path == f"edu.{new}.school")
    target = school.editor.target()
    assert isinstance(target, QLineEdit)
    target.setFocus()
    commit(target, "北林业大学")
    page.flush()
    assert schools(session)[-1] == "北林业大学"
    assert "北林业大学" in lines(page)[-1]


def test_a_folded_entry_says_what_it_is(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    assert lines(page) == ["大专 · 塔河职业技术学院 · 2013-07", "本科 · 塔河农林大学 · 2018-07"]


def test_up_and_down_by_mouse(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    button(page, "塔河农林大学", "上移")
    assert schools(session) == ["塔河农林大学", "塔河职业技术学院"]
    assert "塔河农林大学" in lines(page)[0]
    button(page, "塔河农林大学", "下移")
    assert schools(session) == ["塔河职业技术学院", "塔河农林大学"]
    session.undo()
    session.undo()
    assert schools(session) == ["塔河职业技术学院", "塔河农林大学"]


def test_the_ends_of_a_list_cannot_be_left(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    view = line(page, "塔河职业技术学院").parentWidget()
    assert view is not None
    from PySide6.QtWidgets import QPushButton

    assert not find(view, QPushButton, "上移").isEnabled()
    assert find(view, QPushButton, "下移").isEnabled()


def test_everything_by_keyboard(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    low = line(page, "塔河职业技术学院")
    low.setFocus()
    QTest.keyClick(low, Qt.Key.Key_Down, ALT)
    assert schools(session) == ["塔河农林大学", "塔河职业技术学院"]
    assert low.hasFocus()
    QTest.keyClick(low, Qt.Key.Key_Up, ALT)
    assert schools(session) == ["塔河职业技术学院", "塔河农林大学"]
    QTest.keyClick(low, Qt.Key.Key_D, CONTROL)
    assert schools(session) == ["塔河职业技术学院", "塔河职业技术学院", "塔河农林大学"]
    low.setFocus()
    QTest.keyClick(low, Qt.Key.Key_Delete)
    assert schools(session) == ["塔河职业技术学院", "塔河农林大学"]
    first = line(page, "塔河职业技术学院")
    first.setFocus()
    was_open = first.isChecked()
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert first.isChecked() is not was_open


def test_a_copy_stands_behind_under_an_id_of_its_own(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    button(page, "塔河职业技术学院", "复制")
    assert schools(session) == ["塔河职业技术学院", "塔河职业技术学院", "塔河农林大学"]
    assert len({e.id for e in session.case.edu}) == 3


def test_what_was_removed_comes_back_where_it_was(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    button(page, "塔河职业技术学院", "删除")
    assert schools(session) == ["塔河农林大学"]
    assert "已删除“大专 · 塔河职业技术学院 · 2013-07”。" in texts(page)
    click(page, "撤销删除")
    QApplication.processEvents()
    assert schools(session) == ["塔河职业技术学院", "塔河农林大学"]
    assert len(lines(page)) == 2
    assert not any(text.startswith("已删除") for text in texts(page))


def test_typed_text_is_handed_over_before_its_entry_moves(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    row = line(page, "塔河职业技术学院")
    row.click()
    major = next(f for f in page.findChildren(FieldView) if f.path == "edu.low.major")
    target = major.editor.target()
    target.setFocus()
    commit(target, "林业技术")
    button(page, "塔河职业技术学院", "下移")
    assert session.case.edu[1].major == "林业技术"


def test_undo_reaches_back_over_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    clock = Clock()
    desk = Desk.open(tmp_path / "library", load_notice, clock, KEYS)
    session = desk.new_case(load_notice("BM24"))
    session.insert("edu", LOW, label="添加一段学历")
    clock.pass_by(60)
    session.remove("edu.low", label="删除学历")
    case_id = session.case.case_id
    desk.close()
    again = Desk.open(tmp_path / "library", load_notice, clock, KEYS)
    session = again.session(case_id)
    page = shown(qtbot, session)
    assert lines(page) == []
    assert session.undo_label == "删除学历"
    session.undo()
    assert lines(page) == ["大专 · 塔河职业技术学院 · 2013-07"]
    session.undo()
    assert lines(page) == []
    again.close()


def test_undo_takes_an_entry_away_from_under_the_keyboard(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    click(page, "＋ 添加一段学历")
    field = next(f for f in page.findChildren(QLineEdit) if f.isVisible())
    field.setFocus()
    commit(field, "塔河")
    page.flush()
    while len(session.case.edu) > 2:
        session.undo()
    QApplication.processEvents()
    assert schools(session) == ["塔河职业技术学院", "塔河农林大学"]


def test_a_list_inside_an_entry(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path / "gt23", pack="GT23")
    session.insert("items", Achievement(id="rep", type="代表作", title="技术报告"))
    page = shown(qtbot, session, "achievements")
    line(page, "技术报告").click()
    QApplication.processEvents()
    click(page, "＋ 添加一位专家")
    QApplication.processEvents()
    endorser = session.case.items[0].endorsers[0]
    name = next(
        f
        for f in page.findChildren(FieldView)
        if f.path == f"items.rep.endorsers.{endorser.id}.name"
    )
    target = name.editor.target()
    target.setFocus()
    commit(target, "周立新")
    page.flush()
    assert session.case.items[0].endorsers[0].name == "周立新"
    session.set("items.rep.type", "论文")
    nested = next(v for v in page.findChildren(EntriesView) if v.path == "items.rep.endorsers")
    assert not nested.isVisible()


def test_the_path_to_a_field_opens_its_entry(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session)
    assert page.show_field("edu.high.cert_no")
    QApplication.processEvents()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == "毕业证书编号"
    assert page.show_field("edu")
    assert not page.show_field("edu.nobody.school")
