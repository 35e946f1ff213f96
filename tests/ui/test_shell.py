"""The shell: steps, checklist, clause, bars; where one left is where one comes back to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice as load_notice
from desktop.app.notices.quotes import find_all
from desktop.app.session import Session
from desktop.domain.case import Education
from desktop.domain.finding import Verdict
from desktop.ui.application import page_makers
from desktop.ui.finish.checklist import CheckRow
from desktop.ui.forms.fields import FieldView
from desktop.ui.notices.clause import ClauseDialog
from desktop.ui.rail import RailButton
from desktop.ui.shell import ORDER, TITLES, Shell
from desktop.ui.tasks.page import TASKS
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, commit, open_session, texts, to_front


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def session(tmp_path: Path, clock: Clock) -> Session:
    return open_session(tmp_path, clock=clock)


def shown(qtbot: QtBot, session: Session) -> Shell:
    shell = Shell(session, page_makers())
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.show()
    to_front(qtbot, shell)
    return shell


@pytest.fixture
def shell(qtbot: QtBot, session: Session) -> Shell:
    return shown(qtbot, session)


def row(shell: Shell, title: str) -> CheckRow:
    rows = [r for r in shell.checklist.findChildren(CheckRow) if r.title.text() == title]
    assert len(rows) == 1, title
    return rows[0]


def focus_name() -> str:
    focus = QApplication.focusWidget()
    return focus.accessibleName() if focus is not None else ""


# ---------------------------------------------------------------------- steps


def test_every_step_can_be_reached_at_any_time_and_the_way_on_is_never_closed(
    shell: Shell,
) -> None:
    for title in reversed(TITLES.values()):
        button = next(b for b in shell.rail.findChildren(RailButton) if b.text() == title)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert TITLES[shell.page_id] == title
        assert button.isChecked()
        assert shell.bottom.next.isEnabled()
        assert shell.bottom.next.isVisible()


def test_on_and_back_by_button_and_key(shell: Shell) -> None:
    click(shell, "下一步：基本信息 →")
    assert shell.page_id == "basic"
    QTest.keyClick(shell, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert shell.page_id == "education"
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.page_id == "basic"
    click(shell, "← 上一步")
    assert shell.page_id == "notice"
    assert not shell.bottom.back.isEnabled()


def test_the_checklist_by_keyboard(shell: Shell) -> None:
    target = row(shell, "仅限民营企业专业技术人员")
    target.title.setFocus()
    QTest.keyClick(target.title, Qt.Key.Key_Return)
    assert focus_name() == "单位性质"
    target.clause.setFocus()
    QTest.keyClick(target.clause, Qt.Key.Key_Return)
    assert shell.findChild(ClauseDialog) is not None


def test_on_the_last_step_the_big_button_leads_to_what_is_open(shell: Shell) -> None:
    shell.go("finish")
    assert shell.bottom.next.isEnabled()
    click(shell, "接着做：申报通知与级别 →")
    assert shell.page_id == "notice"
    shell.go("finish")
    QTest.keyClick(shell, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert shell.page_id == "publicity"


def test_going_on_loses_nothing_that_was_just_typed(shell: Shell, session: Session) -> None:
    shell.go("basic", "person.name")
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, "张䶮")
    click(shell, "下一步：学历 →")
    assert session.case.person.name == "张䶮"
    assert "张䶮" in shell.top.title.text()


def test_rings_fill_as_checks_are_met(shell: Shell, session: Session) -> None:
    basic = shell.rail.buttons["basic"]
    before = basic.progress.done
    session.set("unit.kind", "民营企业")
    session.set("person.status", "在职")
    assert basic.progress.done == before + 2
    assert f"{basic.progress.done} / {basic.progress.total}" in basic.accessibleDescription()


def test_a_new_case_shows_nothing_red(shell: Shell) -> None:
    assert all(button.progress.fix == 0 for button in shell.rail.buttons.values())


# ---------------------------------------------------------------------- checklist


def test_a_row_leads_to_its_field(shell: Shell, session: Session) -> None:
    target = row(shell, "仅限民营企业专业技术人员")
    QTest.mouseClick(target.title, Qt.MouseButton.LeftButton)
    assert shell.page_id == "basic"
    assert focus_name() == "单位性质"
    session.set("unit.kind", "国有企业")
    assert target.reason.text().startswith("需修改")
    session.set("unit.kind", "民营企业")
    assert target.reason.text().startswith("已符合")


def test_a_row_leads_to_the_question_that_decides(shell: Shell) -> None:
    QTest.mouseClick(
        row(shell, "高技能人才可报中、初级（新人社发〔2021〕26号）").title,
        Qt.MouseButton.LeftButton,
    )
    assert shell.page_id == "title"
    assert focus_name().startswith("您现在有职称吗？")


def test_a_row_leads_to_its_tick_and_the_tick_settles_it(shell: Shell, session: Session) -> None:
    rule = session.notice.rule("BM24.platform.channel")
    shell.go("work")
    target = row(shell, rule.say)
    QTest.mouseClick(target.title, Qt.MouseButton.LeftButton)
    assert shell.page_id == "notice"
    box = QApplication.focusWidget()
    assert isinstance(box, QCheckBox)
    assert box.accessibleName() == rule.say
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert [t.rule for t in session.case.ticks] == [rule.id]
    assert target.reason.text().startswith("已符合")
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert session.case.ticks == ()


def test_every_row_leads_somewhere(shell: Shell, session: Session) -> None:
    for finding in session.findings:
        if finding.verdict is Verdict.TODO:
            shell.show_finding(finding)
            assert QApplication.focusWidget() is not None, finding.rule
            assert shell.page_id in ORDER


def test_filters(shell: Shell, session: Session) -> None:
    def visible() -> set[str]:
        rows = shell.checklist.findChildren(CheckRow)
        return {r.finding.rule for r in rows if r.isVisible() and r.finding}

    asked = {"FAIL", "WARN", "TODO", "UNKNOWN"}
    assert visible() == {f.rule for f in session.findings if f.verdict.value in asked}
    click(shell.checklist, "全部")
    assert visible() == {f.rule for f in session.findings}
    click(shell.checklist, "本页")
    assert visible() == {f.rule for f in session.findings if f.page == "notice"}
    shell.go("education")
    assert visible() == {f.rule for f in session.findings if f.page == "education"}


def test_the_checklist_says_what_the_field_says(shell: Shell, session: Session) -> None:
    shell.go("basic", "person.id_no")
    number = QApplication.focusWidget()
    assert number is not None
    QTest.keyClicks(number, "659901199104170221")
    QTest.keyClick(number, Qt.Key.Key_Tab)
    view = next(f for f in shell.page.findChildren(FieldView) if f.path == "person.id_no")
    assert view.problem.isVisible()
    said = [r.reason.text() for r in shell.checklist.findChildren(CheckRow) if r.isVisible()]
    assert any(view.problem.text() in reason for reason in said)


def test_checking_the_page_marks_what_is_missing(shell: Shell) -> None:
    shell.go("basic")
    assert not [f for f in shell.page.findChildren(FieldView) if f.problem.isVisible()]
    click(shell.checklist, "检查本页")
    assert [f for f in shell.page.findChildren(FieldView) if f.problem.isVisible()]


# ---------------------------------------------------------------------- clause


def test_the_clause_shows_the_notices_own_sentence(
    qtbot: QtBot, shell: Shell, session: Session
) -> None:
    rule = session.notice.rule("BM24.scope.active")
    link = row(shell, rule.say).clause
    assert link.text() == f"依据：通知 {rule.clause}"
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    dialog = shell.findChild(ClauseDialog)
    assert dialog is not None
    assert dialog.isVisible()
    assert dialog.marked() == "离退休人员不得参加推荐申报"
    assert "申报人员必须为本企业在职的专业技术人员" in dialog.text.toPlainText()
    qtbot.waitUntil(lambda: dialog.text.verticalScrollBar().maximum() > 0)
    shell_page = shell.page_id
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert shell.page_id == shell_page


def test_the_marked_sentence_is_in_sight(qtbot: QtBot, shell: Shell) -> None:
    dialog = shell.show_rule("BM24.once.year")
    assert dialog is not None
    bar = dialog.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    cursor = dialog.text.cursorRect()
    assert 0 <= cursor.top() < dialog.text.viewport().height()
    dialog.close()


def test_every_quote_is_found_in_the_text_as_shown(shell: Shell, session: Session) -> None:
    for rule in session.notice.rules:
        if rule.quote:
            assert find_all(session.notice.text, rule.quote), rule.id


# ---------------------------------------------------------------------- saved, undo, coming back


def test_saved_shows_beijing_time_and_follows(shell: Shell, session: Session, clock: Clock) -> None:
    assert shell.bottom.saved.text() == "已保存 10:00"
    clock.pass_by(125)
    session.set("person.gender", "女")
    assert shell.bottom.saved.text() == "已保存 10:02"


def test_undo_and_redo_by_key_from_inside_a_field(
    shell: Shell, session: Session, clock: Clock
) -> None:
    assert not shell.bottom.undo.isEnabled()
    shell.go("basic", "unit.name")
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, "库尔勒绿源林业有限公司")
    QTest.keyClick(focus, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert session.case.unit.name == ""
    assert focus.property("text") == ""
    assert "已撤销" in shell.bottom.told.text()
    QTest.keyClick(focus, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert session.case.unit.name == "库尔勒绿源林业有限公司"
    assert focus.property("text") == "库尔勒绿源林业有限公司"
    click(shell, "撤销")
    assert session.case.unit.name == ""
    click(shell, "重做")
    assert session.case.unit.name == "库尔勒绿源林业有限公司"
    assert "填写工作单位" in shell.bottom.undo.toolTip()


def test_reopening_lands_where_one_left(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "library", load_notice, Clock(), KEYS)
    session = desk.new_case(load_notice("BM24"))
    session.insert("edu", Education(id="low", school="塔河职业技术学院"))
    shell = shown(qtbot, session)
    shell.go("education", "edu.low.major")
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, "林业")
    shell.close_case()
    case_id = session.case.case_id
    desk.close()
    again = Desk.open(tmp_path / "library", load_notice, Clock(), KEYS)
    reopened = shown(qtbot, again.session(case_id))
    assert reopened.page_id == "education"
    assert focus_name() == "所学专业"
    assert QApplication.focusWidget().property("text") == "林业"  # type: ignore[union-attr]
    reopened.close_case()
    again.close()


# ---------------------------------------------------------------------- for everybody


def test_every_control_has_a_name(shell: Shell) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit

    inner = {"qt_spinbox_lineedit", "qt_scrollarea_viewport"}
    for page_id in (TASKS, *ORDER):
        shell.go(page_id)
        for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox):
            for control in shell.findChildren(kind):
                if control.objectName() in inner or not control.isVisible():
                    continue
                named = control.accessibleName() or getattr(control, "text", str)()
                assert named, (page_id, control)


class Shows(QObject):
    """Remembers windows that appear."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(
    qapp: QApplication, shell: Shell, session: Session
) -> None:
    shows = Shows()
    qapp.installEventFilter(shows)
    try:
        for page_id in (TASKS, *ORDER):
            shell.go(page_id)
            qapp.processEvents()
        session.insert("edu", Education(id="low"))
        shell.go("education", "edu.low.school")
        qapp.processEvents()
    finally:
        qapp.removeEventFilter(shows)
    assert shows.seen == []


def test_words_are_chinese(shell: Shell) -> None:
    for page_id in (TASKS, *ORDER):
        shell.go(page_id)
        for text in texts(shell):
            assert not any(word in text for word in ("None", "TODO", "FAIL", "person.", "BM24.")), (
                text
            )


def test_labels_name_their_editors(shell: Shell) -> None:
    shell.go("basic")
    for view in shell.page.findChildren(FieldView):
        label = view.findChild(QLabel)
        assert label is not None
        assert label.buddy() is not None
    assert isinstance(shell.bottom.next, QPushButton)
