"""Keyboard and screen reader: what takes the keyboard is named, seen to have it, and announced.

That each thing is named is held of every window any test here leads to (`conftest.py`).
"""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.app.samples.sample import keep_sample
from desktop.domain.case import Education
from desktop.ui.application import page_makers
from desktop.ui.finish.page import FinishPage
from desktop.ui.shell import Shell
from desktop.ui.summary.page import SummaryPage
from desktop.ui.walk.hands import settle
from desktop.ui.widgets.aloud import say_aloud
from desktop.ui.widgets.bars import TopBar
from desktop.ui.widgets.cards import Sheet
from desktop.ui.widgets.choices import NamedCombo
from desktop.ui.widgets.pieces import Note, report, tell
from desktop.ui.widgets.theme import tokens
from tests.storage.keeping import KEYS
from tests.ui.hands import NOW, Clock, commit, open_session, show, texts
from tests.ui.hearing import interface, name, stops, untold

LONG = "\n".join(["这一行要往下翻才看得到。"] * 60)


def test_what_has_no_name_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    for one in (QLineEdit(), QPushButton("OK"), QPushButton("确定"), QWidget()):
        column.addWidget(one)
        one.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    show(qtbot, holder)
    assert untold(holder) == [
        "QLineEdit in QWidget: no name, but “”",
        "QPushButton in QWidget: no name, but “OK”",
        "QWidget in QWidget: no name, but “”",
    ]


def test_a_drop_down_is_called_by_its_question_and_not_by_its_answer(qtbot: QtBot) -> None:
    holder = QWidget()
    box = NamedCombo()
    box.setAccessibleName("学历层次")
    box.addItems(["请选择", "博士"])
    QVBoxLayout(holder).addWidget(box)
    show(qtbot, holder)
    assert name(box) == "学历层次"
    assert interface(box).text(QAccessible.Text.Value) == "请选择"
    assert not any(label.isVisible() for label in holder.findChildren(QLabel))
    other = QWidget()
    QVBoxLayout(other).addWidget(box)
    show(qtbot, other)
    assert name(box) == "学历层次"


def ringed(sheet: Sheet) -> bool:
    """Whether there are two pixels of the accent all along its left side."""
    picture = sheet.grab().toImage()
    accent = tokens(sheet).color("accent")
    return all(
        picture.pixelColor(x, y) == accent
        for x in (0, 1)
        for y in range(20, picture.height() - 20, 20)
    )


class Reading(QWidget):
    """A button above a page that is longer than the window."""

    def __init__(self) -> None:
        super().__init__()
        self.button = QPushButton("关闭")
        self.long = QLabel(LONG)
        self.sheet = Sheet("要看的内容")
        self.sheet.add(self.long)
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.sheet)


@pytest.fixture
def reading(qtbot: QtBot) -> Reading:
    made = Reading()
    show(qtbot, made, (400, 300))
    return made


def test_what_has_to_be_scrolled_is_reached_and_seen_to_be(reading: Reading) -> None:
    sheet = reading.sheet
    reading.button.setFocus()
    QTest.keyClick(reading.button, Qt.Key.Key_Tab)
    assert sheet.hasFocus()
    assert name(sheet) == "要看的内容"
    assert ringed(sheet)
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert sheet.verticalScrollBar().value() > 0
    QTest.keyClick(sheet, Qt.Key.Key_Tab)
    assert reading.button.hasFocus()
    assert not ringed(sheet)


def test_the_mouse_draws_no_frame(reading: Reading) -> None:
    QTest.mouseClick(reading.sheet.viewport(), Qt.MouseButton.LeftButton)
    assert reading.sheet.hasFocus()
    assert not ringed(reading.sheet)


def test_what_is_seen_whole_is_passed_by(reading: Reading) -> None:
    assert reading.sheet in list(stops(reading))
    reading.long.setText("一行")
    settle()
    assert reading.sheet not in list(stops(reading))


def test_of_buttons_that_exclude_each_other_tab_stops_at_the_chosen_one(qtbot: QtBot) -> None:
    bar = TopBar()
    show(qtbot, bar, (1366, 60))
    bar.show_look(150, dark=False)
    chosen: list[int] = []
    bar.scale_chosen.connect(chosen.append)
    bar.theme_button.setFocus()
    QTest.keyClick(bar.theme_button, Qt.Key.Key_Backtab)
    assert bar.scales[150].hasFocus()
    QTest.keyClick(bar.scales[150], Qt.Key.Key_Left)
    assert bar.scales[125].hasFocus()
    assert chosen == [125]


def test_what_the_keyboard_is_led_to_is_in_sight(qtbot: QtBot, tmp_path: Path) -> None:
    late = Clock(NOW.replace(month=9))
    desk = Desk.open(tmp_path / "library", notice, late, KEYS)
    page = page_makers()["finish"](desk.session(keep_sample(desk, notice("BM24"))))
    assert isinstance(page, FinishPage)
    page.refresh(frozenset())
    show(qtbot, page, (820, 300))
    for _ in range(2):
        page.act("look")
        settle()
        tick = page.focusWidget()
        assert isinstance(tick, QCheckBox)
        assert not tick.visibleRegion().isEmpty()
        QTest.keyClick(tick, Qt.Key.Key_Space)


@pytest.fixture
def aloud(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is given to read out, as if one were running."""
    read: list[str] = []

    def update(event: QAccessibleAnnouncementEvent) -> None:
        first = event.politeness() == QAccessible.AnnouncementPoliteness.Assertive
        read.append(("！" if first else "") + event.message())

    told = SimpleNamespace(
        isActive=lambda: True,
        updateAccessibility=update,
        AnnouncementPoliteness=QAccessible.AnnouncementPoliteness,
    )
    monkeypatch.setattr("desktop.ui.widgets.aloud.QAccessible", told)
    return read


def test_what_is_wrong_is_read_out_when_the_field_is_left(
    qtbot: QtBot, tmp_path: Path, aloud: list[str]
) -> None:
    session = open_session(tmp_path)
    page = page_makers()["basic"](session)
    session.observe(page.refresh)
    show(qtbot, page, (900, 700))
    assert page.show_field("person.id_no")
    line = page.focusWidget()
    QTest.keyClicks(line, "6599011")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    (read,) = aloud
    assert read.startswith("身份证号：")
    assert read.partition("：")[2] in texts(page)


def test_saved_and_undone_are_read_out(qtbot: QtBot, tmp_path: Path, aloud: list[str]) -> None:
    clock = Clock()
    session = open_session(tmp_path, clock=clock)
    shell = Shell(session, page_makers())
    show(qtbot, shell, (1366, 768))
    session.set("person.name", "古丽")
    assert [read for read in aloud if "保存" in read] == []  # said when it was opened
    clock.pass_by(60)
    session.set("person.phone", "13900000000")
    session.set("person.name", "古丽娜")
    assert [read for read in aloud if "保存" in read] == ["已保存 10:01"]
    aloud.clear()
    QTest.keyClick(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [read for read in aloud if "撤销" in read] == [shell.bottom.told.accessibleName()]
    aloud.clear()
    session.wait("person.phone", "磁盘满了")
    assert "！磁盘满了" in aloud


def test_the_counter_is_read_out_where_it_turns(
    qtbot: QtBot, tmp_path: Path, aloud: list[str]
) -> None:
    session = open_session(tmp_path)
    page = page_makers()["summary"](session)
    assert isinstance(page, SummaryPage)
    show(qtbot, page, (900, 700))
    commit(page.editor, "林" * 900)
    commit(page.editor, "林" * 900)
    assert aloud == ["还差 1100 字"]
    commit(page.editor, "林" * 500)
    commit(page.editor, "林" * 10)
    assert aloud == ["还差 1100 字", "字数已符合"]


def test_what_came_of_something_is_read_out(qtbot: QtBot, aloud: list[str]) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    line, note = QLabel(), Note()
    column.addWidget(line)
    column.addWidget(note)
    show(qtbot, holder)
    tell(line, "正在写", "plain")
    report(line, "已写好 3 份", "good")
    note.say("这一页要看一看。")
    note.say("这一页要看一看。")
    note.say("")
    assert aloud == ["已写好 3 份", "这一页要看一看。"]


def test_nobody_listening_nothing_is_read_out(
    qtbot: QtBot, aloud: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.ui.widgets.aloud.QAccessible.isActive", lambda: False)
    line = QLabel("已写好")
    show(qtbot, line)
    say_aloud(line, "已写好")
    assert aloud == []


def test_of_several_entries_each_button_says_whose_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    session = open_session(tmp_path)
    session.insert("edu", Education(id="e1", school="林海大学"))
    session.insert("edu", Education(id="e2"))
    page = page_makers()["education"](session)
    session.observe(page.refresh)
    show(qtbot, page, (900, 600))
    drops = [one for one in page.findChildren(QPushButton) if one.text() == "删除"]
    assert [name(one) for one in drops] == ["删除：林海大学", "删除：第 2 条学历（还没有填写）"]
    session.set("edu.e2.school", "草原学院")
    assert name(drops[1]) == "删除：草原学院"


def test_each_clause_of_the_checklist_says_what_for(qtbot: QtBot, tmp_path: Path) -> None:
    shell = Shell(open_session(tmp_path), page_makers())
    show(qtbot, shell, (1366, 768))
    shell.checklist.set_filter("all")
    links = [row.clause for row in shell.checklist.rows.values() if row.clause.isVisible()]
    assert len(links) > 20
    assert len({name(link) for link in links}) == len(links)
