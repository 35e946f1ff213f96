"""From the table into a case, at what fails, and back to the same line; what is done from there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.publicity.group import Group
from desktop.app.unit import memory
from desktop.app.unit.memory import UnitMemory
from desktop.ui import workbench
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.applicants.removed import RemovedDialog
from desktop.ui.handover.receiving import ReceivingDialog
from desktop.ui.notices.clause import ClauseDialog
from desktop.ui.publicity.group import GroupPublicityDialog
from desktop.ui.publicity.group_opening import FEW, Opening
from desktop.ui.review.page import ReviewPage
from desktop.ui.shell import Shell
from desktop.ui.widgets import slices
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice
from tests.ui.desk_hands import (
    PEOPLE,
    SHIFT,
    Office,
    choose,
    column,
    double,
    key,
    menu,
    names,
    offered,
    place,
    press,
    ticked,
)
from tests.ui.hands import click, compose, find, texts, to_front

AYGUL, SHAN, WANG, LI = PEOPLE
SIGNS = "春夏秋冬山水云风花草木林森田禾竹梅兰菊松柏桃李杏梨枣桑麦谷豆"


@pytest.fixture
def office(qtbot: QtBot, look: Appearance, tmp_path: Path) -> Iterator[Office]:
    made = Office(qtbot, look, tmp_path)
    everybody = [(name, *rest) for name, rest in PEOPLE.items()]
    more = [(f"古丽{sign}", "管护站", "中级") for sign in SIGNS]
    made.take_in([*everybody, *more], wrong=(WANG,))
    yield made
    made.desk.close()


@pytest.fixture
def page(office: Office) -> ApplicantsPage:
    return office.open((1366, 600))


def shell_of(office: Office) -> Shell:
    assert office.window.shell is not None
    return office.window.shell


def focus() -> QWidget:
    held = QApplication.focusWidget()
    assert held is not None
    return held


def right_click(page: ApplicantsPage, name: str) -> None:
    """With the button, as a hand does: the press first, then what the system makes of it."""
    at = place(page, name)
    port = page.table.viewport()
    QTest.mouseClick(port, Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier, at)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(reason, at, port.mapToGlobal(at)))


def test_a_double_click_lands_on_what_fails_and_escape_comes_back(
    office: Office, page: ApplicantsPage
) -> None:
    page.table.go(33)
    press(page, names(page)[30], "tick")
    press(page, names(page)[28], "tick")
    if page.again.isVisible():
        click(page, "结果有变化，重新排列")
    assert names(page)[0] == WANG
    key(page, Qt.Key.Key_Home)
    double(page, WANG)
    line = focus()
    assert isinstance(line, QLineEdit)
    assert "身份证" in line.accessibleName()
    line.selectAll()
    QTest.keyClicks(line, "65990119910417022X")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    page = office.settled()
    assert page.table.hasFocus()
    assert page.table.here is not None
    assert page.table.here.name == WANG
    assert page.table.here.fix == 0
    assert names(page)[0] == WANG  # the table has not jumped
    assert len(ticked(page)) == 2


def test_enter_opens_and_the_way_home_leads_to_the_same_line(
    office: Office, page: ApplicantsPage
) -> None:
    for _ in range(20):
        key(page, Qt.Key.Key_Down)
    who, below = names(page)[20], place(page, names(page)[20]).y()
    across = page.table.verticalScrollBar().value()
    assert across > 0
    key(page, Qt.Key.Key_Return)
    assert shell_of(office).session.case.person.name == who
    click(office.window, "← 申报人员一览")
    page = office.settled()
    assert page.table.here is not None
    assert page.table.here.name == who
    assert place(page, who).y() == below
    assert page.table.verticalScrollBar().value() == across


@pytest.mark.parametrize(("names_kept", "who"), [(("周经办",), "周经办"), (("周", "吴"), "")])
def test_the_units_only_clerk_need_not_be_asked_for(
    office: Office, page: ApplicantsPage, names_kept: tuple[str, ...], who: str
) -> None:
    memory.save(office.desk, UnitMemory(reviewers=names_kept))
    key(page, Qt.Key.Key_Home)
    key(page, Qt.Key.Key_Return)
    shell = shell_of(office)
    shell.go("review")
    review = shell.page
    assert isinstance(review, ReviewPage)
    assert review.who.box.currentText() == who


def test_escape_does_not_leave_what_stands_before_the_case(
    qtbot: QtBot, office: Office, page: ApplicantsPage
) -> None:
    key(page, Qt.Key.Key_Home)
    key(page, Qt.Key.Key_Return)
    shell = shell_of(office)
    rule = next(f.rule for f in shell.session.findings if f.clause)
    dialog = shell.show_rule(rule)
    assert isinstance(dialog, ClauseDialog)
    to_front(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert office.window.shell is shell
    to_front(qtbot, office.window)
    shell.go("basic", "person.name")
    compose(focus(), "ayi")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert office.window.shell is shell
    compose(focus(), "")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert office.window.shell is None


def test_an_applicant_s_own_case_is_not_left_by_escape(qtbot: QtBot, office: Office) -> None:
    page = office.open()
    click(page, "← 首页")
    assert office.window.stack.currentWidget() is office.window.start
    case_id = office.desk.rows()[0].case_id
    office.window.open_case(case_id)
    shell = shell_of(office)
    assert "单位审核" not in {shell.titles[page_id] for page_id in shell.order}
    shell.go("basic", "person.name")
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert office.window.shell is shell


def test_a_case_from_the_desk_has_the_unit_s_review(office: Office, page: ApplicantsPage) -> None:
    double(page, names(page)[0])
    shell = shell_of(office)
    shell.go("review")
    assert any("经办人" in text for text in texts(shell.page))
    click(office.window, "← 申报人员一览")


def test_who_was_at_the_desk_begins_there_again(office: Office, page: ApplicantsPage) -> None:
    key(page, Qt.Key.Key_End)
    last = names(page)[-1]
    page = office.again()
    assert page.table.here is not None
    assert page.table.here.name == last
    click(page, "← 首页")
    office.window.close()
    again = office.open()  # by the button of the first screen
    assert len(names(again)) == 34


def test_nobody_jumps_while_cases_are_looked_at(
    qtbot: QtBot, office: Office, page: ApplicantsPage
) -> None:
    key(page, Qt.Key.Key_Home)
    before, last = names(page), names(page)[-1]
    session = office.desk.session(page.model.rows[-1].case_id)
    session.set("person.id_no", "659901198803121239")
    page.refresh()
    assert names(page) == before
    qtbot.waitUntil(lambda: page.judging.left == 0)
    assert names(page) == before
    assert column(page, "fix")[-1] != "0"
    click(page, "结果有变化，重新排列")
    assert last in names(page)[:2]


def test_what_is_deleted_comes_back(office: Office, page: ApplicantsPage) -> None:
    press(page, AYGUL)
    right_click(page, AYGUL)
    assert f"打开 {AYGUL}" in offered()

    def answer() -> None:
        (asked,) = (d for d in office.window.findChildren(Notice) if d.isVisible())
        assert any("随时可以" in text for text in texts(asked))
        click(asked, "删除")

    QTimer.singleShot(100, office.window, answer)
    choose("删除…")
    assert AYGUL not in names(page)
    click(page, "撤销删除")
    assert AYGUL in names(page)
    assert page.table.here is not None
    assert page.table.here.name == AYGUL


def test_several_are_deleted_and_found_in_the_trash(office: Office, page: ApplicantsPage) -> None:
    press(page, SHAN, "tick")
    press(page, LI, "tick")
    assert ticked(page) == {SHAN, LI}

    def answer() -> None:
        (asked,) = (d for d in office.window.findChildren(Notice) if d.isVisible())
        click(asked, "删除")

    QTimer.singleShot(100, office.window, answer)
    right_click(page, SHAN)
    choose("删除…（2 人）")
    assert not {SHAN, LI} & {*names(page)}
    assert not ticked(page)
    page.ways.more.click()
    choose("已删除的材料（2）…")
    dialog = office.window.findChild(RemovedDialog)
    assert dialog is not None
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Home)
    QTest.keyClick(dialog.list, Qt.Key.Key_End, SHIFT)
    click(dialog, "恢复这 2 份")
    assert {SHAN, LI} <= {*names(page)}


def test_a_menu_concerns_the_line_unless_it_is_ticked(page: ApplicantsPage) -> None:
    press(page, SHAN, "tick")
    press(page, LI, "tick")
    right_click(page, AYGUL)
    assert "公示…" in offered()
    menu().close()
    right_click(page, LI)
    assert "公示…（2 人）" in offered()
    assert "导出材料文件…" not in offered()  # that is done with one
    menu().close()


def test_the_menu_is_there_for_keys_too(page: ApplicantsPage) -> None:
    press(page, AYGUL)
    reason = QContextMenuEvent.Reason.Keyboard
    at = page.table.rect().center()
    event = QContextMenuEvent(reason, at, page.table.mapToGlobal(at))
    QApplication.sendEvent(page.table, event)
    assert f"打开 {AYGUL}" in offered()
    menu().close()


def test_files_dropped_on_the_table_are_received(
    qtbot: QtBot, office: Office, page: ApplicantsPage, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "stick"))])
    at = page.rect().center()
    action, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, action, data, left, none)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(page, QDropEvent(QPointF(at), action, data, left, none))
    dialog = office.window.findChild(ReceivingDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: not dialog._running, timeout=10_000)
    dialog.reject()


@pytest.mark.parametrize("way", ["收材料…", "导入名单…", "时间和台账…", "本单位…"])
def test_every_button_above_opens_its_window(
    qtbot: QtBot, office: Office, page: ApplicantsPage, way: str
) -> None:
    click(page, way)
    qtbot.waitUntil(lambda: len(open_dialogs(office)) == 1)
    (dialog,) = open_dialogs(office)
    assert dialog.windowTitle() == way.rstrip("…")
    dialog.reject()
    qtbot.waitUntil(lambda: not open_dialogs(office))
    assert page.table.hasFocus()


@pytest.mark.parametrize("way", ["公示…", "批量生成…"])
def test_what_is_done_with_people_wants_them_ticked(
    qtbot: QtBot, office: Office, page: ApplicantsPage, way: str
) -> None:
    button = find(page.bar, QPushButton, way)
    assert not button.isEnabled()
    assert "还没有勾选人" in button.toolTip()
    press(page, AYGUL, "tick")
    click(page, way)
    qtbot.waitUntil(lambda: len(open_dialogs(office)) == 1)
    open_dialogs(office)[0].reject()
    qtbot.waitUntil(lambda: not open_dialogs(office))
    assert page.table.hasFocus()


def open_dialogs(office: Office) -> list[QDialog]:
    return [d for d in office.window.findChildren(QDialog) if d.isVisible()]


def many(office: Office, count: int) -> ApplicantsPage:
    office.take_in((f"{SIGNS[n % 26]}{SIGNS[n // 26]}", "苗圃", "中级") for n in range(count))
    page = office.settled()
    page.refresh()
    return office.settled()


def test_a_large_group_is_opened_bit_by_bit_and_can_be_left(
    qtbot: QtBot, office: Office, page: ApplicantsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "SLICE", -1)  # one a slice
    who = [row.case_id for row in page.model.rows]
    opened: list[Group] = []
    for leave in (True, False):
        opening = Opening(office.desk, who, office.window)
        qtbot.addWidget(opening)
        opening.ready.connect(opened.append)
        opening.open()
        assert f"正在打开 {len(who)} 人的材料……" in texts(opening)
        if leave:
            QTest.keyClick(opening, Qt.Key.Key_Escape)
            QTest.qWait(50)
            assert not opening.isVisible()
            assert opened == []
    qtbot.waitUntil(lambda: len(opened) == 1)
    assert [member.case_id for member in opened[0].members] == who


def test_many_are_posted_from_the_table(qtbot: QtBot, office: Office, page: ApplicantsPage) -> None:
    page = many(office, FEW)
    count = len(page.model.rows)
    click(page, f"全选所示（{count}）")
    click(page, "公示…")
    qtbot.waitUntil(
        lambda: any(isinstance(d, GroupPublicityDialog) for d in open_dialogs(office)),
        timeout=20_000,
    )
    (dialog,) = open_dialogs(office)
    assert f"选中 {count} 人，共 {count} 人" in texts(dialog)
    dialog.reject()


def test_more_than_can_be_looked_through_at_once_are_taken_in_turns(
    qtbot: QtBot, office: Office, page: ApplicantsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbench, "MOST", 1)
    press(page, AYGUL, "tick")
    press(page, SHAN, "tick")
    told: list[list[str]] = []

    def read() -> None:
        (box,) = open_dialogs(office)
        told.append(texts(box))
        click(box, "知道了")

    QTimer.singleShot(100, office.window, read)
    click(page, "公示…")
    assert any("已勾选 2 人，公示一次最多办 1 人。" in text for text in told[0])
    assert not open_dialogs(office)
