"""Somebody new: for whom, which notice, by a few questions; with keys and by mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionComboBox
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices.installed import notice
from desktop.ui.offer import Offer
from desktop.ui.start import StartPage
from desktop.ui.start_notices import NoticesCard
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, click, show, texts


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> StartPage:
    clock = Clock()
    desk = Desk.open(tmp_path / "library", notice, clock, KEYS)
    offer = Offer(lambda _desk: "")
    today = clock.now.date()
    page = StartPage(
        desk, lambda: offer.choices(today), lambda row: offer.under(row, today), offer.faults
    )
    show(qtbot, page, (900, 700))
    return page


def card(start: StartPage) -> NoticesCard:
    found = start.findChild(NoticesCard)
    assert found is not None
    return found


def offered(start: StartPage) -> list[str]:
    return [entry.choice.notice.id for entry in card(start).entries if entry.isVisible()]


def answer(start: StartPage, field: str, text: str) -> None:
    """Choose as the keyboard does: down to the answer."""
    box = card(start).asking.boxes[field]
    box.setFocus()
    while box.currentText() != text:
        before = box.currentIndex()
        QTest.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() > before


def test_for_whom_is_asked_first_of_somebody_new(qtbot: QtBot, start: StartPage) -> None:
    assert "您是来——" in texts(start)
    with qtbot.waitSignal(start.desk_asked):
        click(start, "帮单位的人申报", QPushButton)
    with qtbot.waitSignal(start.sample_asked):
        click(start, "先看看样例", QPushButton)
    click(start, "自己申报", QPushButton)
    assert card(start).asking.boxes["year"].hasFocus()


def test_who_has_a_case_is_not_asked_again(start: StartPage) -> None:
    start.desk.new_case(notice("BM24"))
    start.refresh()
    assert "您是来——" not in texts(start)


def test_a_few_answers_leave_the_notice(start: StartPage) -> None:
    assert len(offered(start)) == 5
    answer(start, "trade", "林业和草原")
    assert offered(start) == ["BM24", "ZZ23", "LC22"]
    answer(start, "employer", "事业单位")
    assert offered(start) == ["ZZ23", "LC22"]
    assert any("只给民营企业。" in text for text in texts(start))
    box = card(start).asking.boxes["employer"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert offered(start) == ["BM24", "ZZ23", "LC22"]


def test_there_is_always_one_thing_to_press(start: StartPage) -> None:
    def pressed() -> list[str]:
        buttons = start.findChildren(QPushButton)
        seen = (b for b in buttons if b.isVisible() and b.property("role") == "primary")
        return [b.accessibleName() or b.text() for b in seen]

    assert pressed() == ["自己申报"]
    answer(start, "trade", "林业和草原")
    assert pressed() == ["自己申报"]
    answer(start, "employer", "民营企业")
    answer(start, "year", "2024 年")
    assert offered(start) == ["BM24"]
    assert pressed() == [f"按《{notice('BM24').title}》新建"]
    box = card(start).asking.boxes["year"]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    assert pressed() == ["自己申报"]
    start.desk.new_case(notice("BM24"))
    start.refresh()
    assert "继续填写" in texts(start)
    assert [said[:4] for said in pressed()] == ["继续填写"]


def test_an_answer_is_seen_whole(start: StartPage) -> None:
    answer(start, "trade", "林业和草原")
    box = card(start).asking.boxes["trade"]
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    room = box.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box
    )
    assert box.fontMetrics().horizontalAdvance("林业和草原") <= room.width()


def test_where_none_fits_it_says_what_to_do(start: StartPage) -> None:
    answer(start, "year", "2024 年")
    answer(start, "place", "喀什地区")
    assert offered(start) == []
    assert any("要今年的通知" in text for text in texts(start))
    assert any("只在巴音郭楞蒙古自治州" in text for text in texts(start))
