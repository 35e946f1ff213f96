"""Fields typed as people type: with input methods, pasted numbers, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.pages import PAGES, page_of
from desktop.app.pages.form import Page
from desktop.app.session import Session
from desktop.domain import vocabulary as words
from desktop.domain.case import Title, Work
from desktop.ui.forms.editors import MonthsEditor, Unreadable
from desktop.ui.forms.fields import FieldView
from desktop.ui.forms.form import FormPage
from tests.ui.hands import Clock, commit, compose, open_session, texts, to_front

GOOD_ID = "65990119910417022X"
PAGE: dict[str, Page] = {page.id: page for page in PAGES}


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session(tmp_path)


def shown(qtbot: QtBot, session: Session, page_id: str) -> FormPage:
    page = FormPage(session, PAGE[page_id])
    session.observe(page.refresh)
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    to_front(qtbot, page)
    return page


def field(page: QWidget, path: str) -> FieldView:
    return next(f for f in page.findChildren(FieldView) if f.path == path)


def line(page: QWidget, path: str) -> QLineEdit:
    target = field(page, path).editor.target()
    assert isinstance(target, QLineEdit)
    return target


def leave(page: FormPage, path: str) -> None:
    """Tab on to the next field."""
    QTest.keyClick(field(page, path).editor.target(), Qt.Key.Key_Tab)


def problem(page: FormPage, path: str) -> str:
    view = field(page, path)
    return view.problem.text() if view.problem.isVisible() else ""


def test_a_name_typed_with_an_input_method_is_saved(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    name = line(page, "person.name")
    name.setFocus()
    for letters in ("a", "ayi", "ayigu"):
        compose(name, letters)
    page.flush()
    assert session.case.person.name == ""
    commit(name, "阿依古丽")
    QTest.keyClicks(name, "·")
    compose(name, "maimaiti")
    commit(name, "买买提")
    leave(page, "person.name")
    assert session.case.person.name == "阿依古丽·买买提"


def test_composing_is_not_disturbed_by_a_change_elsewhere(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    name = line(page, "person.name")
    name.setFocus()
    commit(name, "张")
    compose(name, "san")
    session.set("person.gender", "男")
    session.set("person.name", "别人写的")
    page.refresh(frozenset({"person.name"}))
    assert name.text() == "张"
    commit(name, "三")
    leave(page, "person.name")
    assert session.case.person.name == "张三"


def test_typing_saves_itself_after_a_moment(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    phone = line(page, "person.phone")
    phone.setFocus()
    QTest.keyClicks(phone, "19900000021")
    qtbot.waitUntil(lambda: session.case.person.phone == "19900000021")
    assert phone.hasFocus()


def test_what_is_typed_is_not_changed_under_the_hand(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    born = line(page, "person.birth")
    born.setFocus()
    for part in ("1991-", "1"):
        QTest.keyClicks(born, part)
        page.flush()
    assert born.text() == "1991-1"
    QTest.keyClicks(born, "2")
    leave(page, "person.birth")
    assert session.case.person.birth == "1991-12"


def test_a_wrong_number_is_told_only_once_the_field_is_left(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    number = line(page, "person.id_no")
    number.setFocus()
    QTest.keyClicks(number, GOOD_ID[:17] + "1")
    page.flush()
    assert problem(page, "person.id_no") == ""
    assert not number.property("bad")
    leave(page, "person.id_no")
    told = problem(page, "person.id_no")
    assert told
    assert number.property("bad")
    assert told in [f for f in texts(page) if f == told]
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Backspace)
    QTest.keyClicks(number, "X")
    leave(page, "person.id_no")
    assert problem(page, "person.id_no") == ""
    assert not number.property("bad")


@pytest.mark.parametrize(
    "pasted",
    ["659901 19910417 022x", "６５９９０１１９９１０４１７０２２Ｘ", f" {GOOD_ID}\n"],
)
def test_a_pasted_number_is_cleaned(qtbot: QtBot, session: Session, pasted: str) -> None:
    page = shown(qtbot, session, "basic")
    number = line(page, "person.id_no")
    number.setFocus()
    QGuiApplication.clipboard().setText(pasted)
    QTest.keyClick(number, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    leave(page, "person.id_no")
    assert session.case.person.id_no == GOOD_ID
    assert number.text() == GOOD_ID
    assert problem(page, "person.id_no") == ""


def test_a_field_visited_again_says_nothing_new_while_it_is_typed_into(
    qtbot: QtBot, session: Session
) -> None:
    page = shown(qtbot, session, "basic")
    number = line(page, "person.id_no")
    number.setFocus()
    leave(page, "person.id_no")
    number.setFocus()
    QTest.keyClicks(number, "123")
    page.flush()
    page.refresh(frozenset())
    assert session.case.person.id_no == "123"
    assert problem(page, "person.id_no") == ""
    leave(page, "person.id_no")
    assert problem(page, "person.id_no")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_suggestions_are_shown_to_who_knows_none_of_them(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    people = line(page, "person.ethnicity")
    QTest.mouseClick(people, Qt.MouseButton.LeftButton)
    popup = people.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == len(words.ETHNICITIES)
    assert people.text() == ""
    at = popup.visualRect(popup.model().index(2, 0)).center()
    QTest.mouseClick(popup.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.case.person.ethnicity == words.ETHNICITIES[2]
    QTest.keyClick(people, Qt.Key.Key_Down)
    qtbot.waitUntil(popup.isVisible)
    assert popup.currentIndex().data() == words.ETHNICITIES[2]
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    people.selectAll()
    commit(people, "自己写的")
    QTest.mouseClick(people, Qt.MouseButton.LeftButton)
    assert not popup.isVisible()


@pytest.mark.parametrize(
    "path,values,line_below",
    [
        (
            "title.obtained",
            {"title.has": True, "title.obtained": "2018-11"},
            "到现在，任现职 5 年 8 个月。",
        ),
        (
            "career.years",
            {"work": (Work(start="2012-07", end="2014-06", professional=True),)},
            "按“工作经历”里是专业技术工作的各段算，从业 2 年。",
        ),
        (
            "unit.dispatched_since",
            {"unit.tier": "疆外派驻", "unit.dispatched_since": "2023-05"},
            "到现在，派驻了 14 个月。",
        ),
    ],
)
def test_what_follows_from_the_answers_stands_below_them(
    qtbot: QtBot,
    session: Session,
    path: str,
    values: dict[str, object],
    line_below: str,
) -> None:
    page = shown(qtbot, session, page_of(path))
    assert not field(page, path).follows.isVisible()
    for where, value in values.items():
        session.set(where, value)
    assert field(page, path).follows.isVisible()
    assert field(page, path).follows.text() == line_below


def test_who_has_no_title_can_still_say_what_for(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "title")
    session.set("title.has", False)
    basis = field(page, "title.basis").editor.target()
    assert isinstance(basis, QComboBox)
    assert basis.isVisible()
    basis.setFocus()
    for _ in range(1 + words.TITLE_BASES.index("技能等级")):
        QTest.keyClick(basis, Qt.Key.Key_Down)
    assert session.case.title.basis == "技能等级"
    assert page.confirmations.rows["BM24.title.skilled"].isVisible()


def test_nothing_is_red_before_anything_was_left(qtbot: QtBot, session: Session) -> None:
    for page_id in ("basic", "title", "training", "work", "achievements"):
        page = shown(qtbot, session, page_id)
        for view in page.findChildren(FieldView):
            assert not view.problem.isVisible(), view.path
            assert not view.editor.target().property("bad")


def test_asked_to_check_the_page_says_what_is_missing(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    assert problem(page, "unit.kind") == ""
    page.demand()
    assert problem(page, "unit.kind")


def test_letters_where_a_number_belongs_keep_the_old_number(qtbot: QtBot, session: Session) -> None:
    session.set("career.years", 10)
    page = shown(qtbot, session, "title")
    years = line(page, "career.years")
    assert years.text() == "10"
    years.setFocus()
    years.selectAll()
    commit(years, "十年")
    leave(page, "career.years")
    assert session.case.career.years == 10
    assert problem(page, "career.years") == "请只填数字。"
    assert years.text() == "十年"
    years.setFocus()
    years.selectAll()
    commit(years, "１１")
    leave(page, "career.years")
    assert session.case.career.years == 11
    assert years.text() == "11"


def test_a_question_switches_fields_on_and_off(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "title")
    assert not field(page, "title.name").isVisible()
    yes, no = (b for b in field(page, "title.has").findChildren(QRadioButton))
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton, pos=QPoint(10, yes.height() // 2))
    assert session.case.title.has
    assert field(page, "title.name").isVisible()
    qtbot.waitUntil(lambda: no.height() > 0)
    QTest.mouseClick(no, Qt.MouseButton.LeftButton, pos=QPoint(10, no.height() // 2))
    assert session.case.title == Title(has=False)
    assert not field(page, "title.name").isVisible()
    session.undo()
    assert field(page, "title.name").isVisible()


def test_a_choice_by_keyboard_and_never_by_the_wheel(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    combo = field(page, "person.gender").editor.target()
    assert isinstance(combo, QComboBox)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(combo.mapToGlobal(QPoint(5, 5))),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    combo.setFocus()
    QApplication.sendEvent(combo, wheel)
    assert session.case.person.gender == ""
    QTest.keyClick(combo, Qt.Key.Key_Down)
    QTest.keyClick(combo, Qt.Key.Key_Down)
    assert session.case.person.gender == "女"


def test_undo_brings_back_text_in_the_field_and_keeps_the_cursor(
    qtbot: QtBot, tmp_path: Path
) -> None:
    clock = Clock()
    session = open_session(tmp_path, {"unit.name": "库尔勒绿源林业有限公司"}, clock)
    clock.pass_by(60)
    page = shown(qtbot, session, "basic")
    unit = line(page, "unit.name")
    unit.setFocus()
    unit.setCursorPosition(3)
    session.set("unit.name", "库尔勒绿洲林业有限公司")
    assert unit.text() == "库尔勒绿洲林业有限公司"
    assert unit.cursorPosition() == 3
    session.undo()
    assert unit.text() == "库尔勒绿源林业有限公司"
    assert unit.cursorPosition() == 3


@pytest.mark.parametrize(
    "typed,months",
    [
        ("2024-01 至 2024-03", ("2024-01", "2024-02", "2024-03")),
        ("2023年11月到2024年1月", ("2023-11", "2023-12", "2024-01")),
        ("２０２４-０１、2024.3", ("2024-01", "2024-03")),
        ("", ()),
    ],
)
def test_months_are_read_as_people_write_them(
    qtbot: QtBot, typed: str, months: tuple[str, ...]
) -> None:
    assert MonthsEditor.read(MonthsEditor.__new__(MonthsEditor), typed) == months


@pytest.mark.parametrize("typed", ["半年", "2024-06 至 2024-01", "2024-01 2024-02 2024-03 x"])
def test_months_that_cannot_be_read_are_said_to_be_so(typed: str) -> None:
    with pytest.raises(Unreadable):
        MonthsEditor.read(MonthsEditor.__new__(MonthsEditor), typed)


def test_a_moment_is_shown_as_people_write_it(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "finish")
    page.show_field("track.first_submit_at")
    at = line(page, "track.first_submit_at")
    qtbot.waitUntil(at.hasFocus)
    QTest.keyClicks(at, "2024-07-24 18:00")
    leave(page, "track.first_submit_at")
    assert session.case.track.first_submit_at == "2024-07-24T18:00"
    assert at.text() == "2024-07-24 18:00"


def test_screen_readers_hear_label_and_problem(qtbot: QtBot, session: Session) -> None:
    page = shown(qtbot, session, "basic")
    number = line(page, "person.id_no")
    assert number.accessibleName() == "身份证号"
    assert "18 位" in number.accessibleDescription()
    number.setFocus()
    QTest.keyClicks(number, "123")
    leave(page, "person.id_no")
    assert problem(page, "person.id_no") in number.accessibleDescription()
