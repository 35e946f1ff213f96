"""Notices told apart, read on one page, side by side, and in full: by click, key and word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from desktop.app.notices import installed
from desktop.app.notices.topics import overview
from desktop.domain.notice import Notice
from desktop.domain.terms import Source
from desktop.ui.notices.clause import ClauseDialog, NoticeText
from desktop.ui.notices.lines import SourceLink
from desktop.ui.start_notices import NoticeEntry
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Window
from tests.app.noticed import PACKS, noticed
from tests.ui.hands import texts, to_front
from tests.ui.noticing import (
    clause_of,
    comparison_of,
    escape,
    press,
    sheet_of,
    shell_of,
)
from tests.ui.noticing import window as a_window


@pytest.fixture
def look(qapp: QApplication, tmp_path: Path) -> Iterator[Appearance]:
    look = Appearance(qapp, tmp_path)
    look.choose_theme("light")
    yield look
    look.choose_theme("light")
    look.choose_scale(100)


@pytest.fixture
def window(qtbot: QtBot, look: Appearance, tmp_path: Path) -> Window:
    return a_window(qtbot, look, tmp_path)


def title(pack: str) -> str:
    return installed.notice(pack).title


def sideways(area: QScrollArea) -> bool:
    """Whether something is wider than there is room for."""
    return area.widget().width() > area.viewport().width()


# ---------------------------------------------------------------------- choosing


def test_the_list_tells_notices_apart_by_what_a_person_knows(window: Window) -> None:
    entries = window.start.findChildren(NoticeEntry)
    assert {e.choice.notice.id for e in entries} == {card.id for card in installed.cards()}
    seen = {e.choice.notice.id: "\n".join(texts(e)) for e in entries}
    assert len(set(seen.values())) == len(entries)
    assert "巴音郭楞蒙古自治州" in seen["BM24"]
    assert "林业和草原" in seen["BM24"]
    assert "初级、中级" in seen["BM24"]
    assert "民营企业" in seen["BM24"]
    assert "2024 年 7 月 10 日至 7 月 30 日（含当日）" in seen["BM24"]
    assert "2022 年 10 月 20 日前（当日算不算，通知未写）" in seen["LC22"]
    assert "时间通知未写" in seen["ZZ23"]


def test_one_page_tells_all_a_notice_asks(window: Window) -> None:
    press(window, f"看《{title('LC22')}》要求什么")
    said = texts(sheet_of(window))
    for group in overview(installed.notice("LC22")):
        assert group.title in said
        for line in group.lines:
            assert line.about in said
            for one in line.says:
                assert one.words in said


def test_each_line_leads_to_its_sentence_and_esc_back_to_where_one_was(
    qtbot: QtBot, window: Window
) -> None:
    press(window, f"看《{title('BM24')}》要求什么")
    press(window, "看通知原文：单位公示　六（二）")
    dialog = clause_of(window)
    assert dialog.marked() == "公示期不少于5个工作日"
    bar = dialog.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    escape(dialog)
    assert not window.findChildren(ClauseDialog)
    assert sheet_of(window).isVisible()
    escape(sheet_of(window))
    assert window.reader is None
    assert window.stack.currentWidget() is window.start


@pytest.mark.parametrize("pack", PACKS)
def test_every_link_of_every_notice_finds_its_sentence(window: Window, pack: str) -> None:
    press(window, f"看《{title(pack)}》要求什么")
    links = sheet_of(window).findChildren(SourceLink)
    assert len(links) > 10
    notice = installed.notice(pack)
    sources = {one.source for g in overview(notice) for line in g.lines for one in line.says}
    for source in sources:
        if source.quote:
            dialog = ClauseDialog(notice, source, parent=window)
            assert dialog.found, source
            dialog.deleteLater()


def test_a_case_is_begun_from_the_page(window: Window) -> None:
    press(window, f"看《{title('GJ21')}》要求什么")
    press(window, "按这份通知新建")
    assert shell_of(window).session.case.pack_id == "GJ21"
    assert window.reader is None


def test_the_first_step_has_the_notice_and_the_ways_on(window: Window) -> None:
    press(window, f"按《{title('BM24')}》新建")
    shell = shell_of(window)
    assert shell.page_id == "notice"
    said = texts(shell.page)
    assert "2024 年 7 月 10 日至 7 月 30 日（含当日）" in said
    assert "通知未写" not in said
    press(shell, "看这份通知的全部要求")
    assert sheet_of(window).notice.id == "BM24"
    assert "按这份通知新建" not in texts(sheet_of(window))
    press(window, "← 返回")
    assert window.stack.currentWidget() is shell
    assert shell.page_id == "notice"
    press(shell, "看通知全文")
    assert clause_of(window).search.hasFocus()


# ---------------------------------------------------------------------- two side by side


def test_two_notices_from_the_list_by_keyboard(window: Window) -> None:
    press(window, "两份通知对照…")
    sheet = comparison_of(window)
    first, second = sheet.choices
    before = sheet.told.text()
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert sheet.chosen()[1] != sheet.chosen()[0]
    assert sheet.told.text() != before
    assert sheet.told.text().startswith("有 ")
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert sheet.only.hasFocus()
    QTest.keyClick(sheet.only, Qt.Key.Key_Space)
    shown = [v for card in sheet.cards for v in card.pairs if v.isVisible()]
    assert shown
    assert all(v.mark.text() == "≠ 不同" for v in shown)
    first.setFocus()
    escape(first)
    assert window.reader is None


def test_what_differs_is_marked_in_words_and_unsaid_is_told_from_not_wanted(
    window: Window,
) -> None:
    press(window, f"看《{title('BM24')}》要求什么")
    press(window, "和别的通知对照…")
    sheet = comparison_of(window)
    assert sheet.chosen()[0].id == "BM24"
    ids = [notice.id for notice in sheet.notices]
    sheet.choices[1].setCurrentIndex(ids.index("LC22"))
    views = {v.pair.about: v for card in sheet.cards for v in card.pairs}
    length = views["工作总结"]
    assert length.mark.text() == "≠ 不同"
    assert "2000—3000 字" in texts(length.sides[0])
    assert any("不超过 2000 字" in text for text in texts(length.sides[1]))
    publicity = views["单位公示"]
    assert "通知未写" in texts(publicity.sides[1])
    training = views["继续教育（专业）"]
    assert any(text.startswith("不要求：") for text in texts(training.sides[0]))
    same = [v for v in views.values() if not v.pair.differs]
    assert same
    assert all(v.mark.text() == "相同" for v in same)
    escape(sheet)
    assert sheet_of(window).notice.id == "BM24"


def test_a_link_leads_into_the_notice_of_its_side(window: Window) -> None:
    press(window, f"看《{title('BM24')}》要求什么")
    press(window, "和别的通知对照…")
    sheet = comparison_of(window)
    ids = [notice.id for notice in sheet.notices]
    sheet.choices[1].setCurrentIndex(ids.index("LC22"))
    view = next(v for c in sheet.cards for v in c.pairs if v.pair.about == "工作总结")
    for side, sentence in zip(view.sides, ("字数2000—3000字", "不超过2000字"), strict=True):
        link = side.findChild(SourceLink)
        assert link is not None
        link.setFocus()
        QTest.keyClick(link, Qt.Key.Key_Return)
        dialog = clause_of(window)
        assert dialog.marked() == sentence
        escape(dialog)
    assert window.reader is not None


@pytest.mark.parametrize("scale,stacked", [(100, False), (150, False), (200, True)])
def test_two_notices_are_readable_at_every_text_size(
    window: Window, look: Appearance, scale: int, stacked: bool
) -> None:
    look.choose_scale(scale)
    press(window, "两份通知对照…")
    QApplication.processEvents()
    sheet = comparison_of(window)
    assert not sideways(sheet.sheet)
    view = sheet.cards[0].pairs[0]
    left, right = (side.mapTo(view, QPoint(0, 0)) for side in view.sides)
    assert (left.x() == right.x()) is stacked
    assert (left.y() == right.y()) is not stacked
    shown = [label for label in view.findChildren(QLabel) if label.isVisible()]
    assert all(label.height() >= label.heightForWidth(label.width()) for label in shown)


@pytest.mark.parametrize("scale", [100, 150, 200])
def test_the_page_of_a_notice_scrolls_down_only(
    window: Window, look: Appearance, scale: int
) -> None:
    look.choose_scale(scale)
    press(window, f"看《{title('GT23')}》要求什么")
    QApplication.processEvents()
    assert not sideways(sheet_of(window).sheet)


def test_every_control_of_the_pages_has_a_name_and_a_place_for_the_keyboard(
    window: Window,
) -> None:
    press(window, "两份通知对照…")
    for control in comparison_of(window).findChildren(QAbstractButton):
        if control.isVisible():
            assert control.accessibleName() or control.text()
            assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    for choice in comparison_of(window).choices:
        assert choice.accessibleName()


# ---------------------------------------------------------------------- the full text


def dialog_of(qtbot: QtBot, notice: Notice, quote: str = "") -> ClauseDialog:
    dialog = ClauseDialog(notice, Source(clause="三", quote=quote))
    qtbot.addWidget(dialog)
    dialog.resize(600, 400)
    dialog.show()
    to_front(qtbot, dialog)
    return dialog


FILLING = "\n".join(f"第{n}行写别的事情。" for n in range(60))


def test_a_sentence_over_two_lines_is_marked_and_in_sight(qtbot: QtBot) -> None:
    text = f"{FILLING}\n申报人请于10月20日前登\n\n录系统。\n{FILLING}"
    dialog = dialog_of(qtbot, noticed(text=text), "前登录系统")
    assert dialog.marked() == "前登\n录系统"
    (mark,) = dialog.text.extraSelections()
    assert mark.cursor.selectedText() == "前登\u2029录系统"  # type: ignore[attr-defined]
    bar = dialog.text.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    assert 0 <= dialog.text.cursorRect().top() < dialog.text.viewport().height()


def test_a_rare_character_before_it_does_not_shift_the_mark(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, noticed(text="𬎆𫟹同志：公示五天。"), "公示")
    (mark,) = dialog.text.extraSelections()
    assert mark.cursor.selectedText() == "公示"  # type: ignore[attr-defined]


def test_a_sentence_that_stands_twice_can_be_gone_through(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, noticed(text=f"先公示。\n{FILLING}\n再公示。"), "公示")
    assert "第 1 处，共 2 处" in texts(dialog)
    first = dialog.found
    press(dialog, "下一处")
    assert "第 2 处，共 2 处" in texts(dialog)
    assert dialog.found != first
    QTest.keyClick(dialog, Qt.Key.Key_F3)
    assert dialog.found == first


def test_words_are_looked_for_and_the_cited_sentence_comes_back(qtbot: QtBot) -> None:
    text = f"公示五天。{FILLING}缴费100元。{FILLING}缴费380元。"
    dialog = dialog_of(qtbot, noticed(text=text), "公示五天")
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.hasFocus()
    QTest.keyClicks(dialog.search, "380")
    assert dialog.marked() == "380"
    assert "第 1 处，共 1 处" in texts(dialog)
    dialog.search.setText("缴费")
    assert "第 1 处，共 2 处" in texts(dialog)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "第 2 处，共 2 处" in texts(dialog)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert "第 1 处，共 2 处" in texts(dialog)
    dialog.search.setText("没有的词")
    assert "没有找到" in texts(dialog)
    dialog.search.clear()
    assert dialog.marked() == "公示五天"
    escape(dialog.search)
    assert not dialog.isVisible()


def test_the_sentence_and_the_text_can_be_copied(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, noticed(text="公示\n五天，无异议。"), "公示五天")
    press(dialog, "复制这一句")
    assert QApplication.clipboard().text() == "公示\n五天"
    dialog.text.setFocus()
    QTest.keyClick(dialog.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(dialog.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "公示\n五天，无异议。"


@pytest.mark.parametrize("pack", PACKS)
def test_the_whole_notice_is_there_to_read(qtbot: QtBot, pack: str) -> None:
    notice = installed.notice(pack)
    view = NoticeText(notice)
    qtbot.addWidget(view)
    shown = [line.strip() for line in view.toPlainText().splitlines() if line.strip()]
    assert shown == [line.strip() for line in notice.text.splitlines() if line.strip()]
