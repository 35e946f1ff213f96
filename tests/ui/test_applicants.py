"""The table of applicants: found, ticked, sorted, kept as views; by clicks, keys and words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from desktop.app.applicants.table import View
from desktop.ui.applicants.columns import BY_KEY, KEYS, fitting
from desktop.ui.applicants.head import Layout, layout_of
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.applicants.views import NameDialog
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice
from desktop.ui.widgets.theme import LIGHT, Tokens, em
from tests.ui.conftest import Draw
from tests.ui.desk_hands import (
    CTRL,
    PEOPLE,
    SHIFT,
    Office,
    choose,
    column,
    key,
    menu,
    names,
    offered,
    place,
    press,
    sort,
    ticked,
)
from tests.ui.hands import click, commit, compose, find, texts
from tests.ui.test_room import LOOKS, clipped, inside, settle

AYGUL, SHAN, WANG, LI = PEOPLE


@pytest.fixture
def office(qtbot: QtBot, look: Appearance, tmp_path: Path) -> Iterator[Office]:
    made = Office(qtbot, look, tmp_path)
    everybody = [(name, *rest) for name, rest in PEOPLE.items()]
    made.take_in(everybody, wrong=(WANG, SHAN))
    yield made
    made.desk.close()


@pytest.fixture
def page(office: Office) -> ApplicantsPage:
    return office.open()


def type_search(page: ApplicantsPage, words: str) -> None:
    line = find(page, QLineEdit, "查找申报人员")
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, words)


def test_everybody_stands_in_one_table_with_what_is_to_be_put_right(page: ApplicantsPage) -> None:
    click_again(page)
    assert {*names(page)} == {*PEOPLE}
    assert {*names(page)[:2]} == {WANG, SHAN}
    assert column(page, "fix")[:2] == ["1", "1"]
    assert column(page, "department")[names(page).index(AYGUL)] == "造林科"
    assert column(page, "status") == ["填写中"] * 4
    assert any(text.startswith("共 4 人") for text in texts(page))


def click_again(page: ApplicantsPage) -> None:
    if page.again.isVisible():
        click(page, "结果有变化，重新排列")


@pytest.mark.parametrize(
    "typed,found",
    [("aygl", {AYGUL}), ("szq", {SHAN}), ("dzq", {SHAN}), ("苗圃", {SHAN}), ("0229", {SHAN})],
)
def test_people_are_found_by_what_one_types(
    page: ApplicantsPage, typed: str, found: set[str]
) -> None:
    line = find(page, QLineEdit, "查找申报人员")
    key(page, Qt.Key.Key_F, CTRL)
    assert line.hasFocus()
    (QTest.keyClicks if typed.isascii() else commit)(line, typed)
    assert {*names(page)} == found
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    key(page, Qt.Key.Key_F, CTRL)
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert len(names(page)) == 4


def test_letters_typed_at_the_table_go_into_the_search(page: ApplicantsPage) -> None:
    page.table.setFocus()
    QTest.keyClicks(page.table, "w")
    line = find(page, QLineEdit, "查找申报人员")
    assert line.hasFocus()
    QTest.keyClicks(line, "lh")
    assert names(page) == [WANG]


def test_escape_belongs_to_the_input_method_while_it_composes(page: ApplicantsPage) -> None:
    type_search(page, "w")
    line = find(page, QLineEdit, "查找申报人员")
    compose(line, "ang")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == "w"


def test_those_who_belong_to_a_kept_filter_come_in_once_they_are_looked_at(
    qtbot: QtBot, office: Office
) -> None:
    page = office.open()
    words = tuple({str(row.status) for row in page.model.rows})
    page.filters.use(View(statuses=words))
    page.filters.changed.emit()
    page.keep()
    page.rest()
    office.desk.library.digests.keep(b"")  # another program's, or lost
    page = office.open()
    qtbot.waitUntil(lambda: {*names(page)} == {*PEOPLE})
    assert page.filters.view.statuses == words


def test_nobody_is_found(page: ApplicantsPage) -> None:
    type_search(page, "qqq")
    assert "没有符合条件的人。" in texts(page)
    click(page, "清除查找和筛选")
    assert len(names(page)) == 4


def test_quick_filters_are_buttons(page: ApplicantsPage) -> None:
    click(page, "只看需修改")
    assert {*names(page)} == {WANG, SHAN}
    assert any(text.startswith("所示 2 人") for text in texts(page))
    click(page, "只看需修改")
    click(page, "部门")
    assert offered() == ["全部部门", "造林科（2）", "苗圃（1）", "规划室（1）"]
    choose("造林科（2）")
    assert {*names(page)} == {AYGUL, LI}
    choose("苗圃（1）")  # the menu has stayed
    assert {*names(page)} == {AYGUL, LI, SHAN}
    menu().close()
    assert "部门：2 项" in texts(page)
    click(page, "级别")
    choose("中级（4）")
    menu().close()
    assert {*names(page)} == {AYGUL, LI, SHAN}
    assert "级别：中级" in texts(page)


def test_nothing_but_a_tick_takes_a_tick_away(page: ApplicantsPage) -> None:
    first, second, third, last = names(page)
    press(page, first, "tick")
    press(page, third, held=CTRL)
    press(page, last)
    assert ticked(page) == {first, third}
    assert "已勾选 2 人" in texts(page)
    press(page, second)
    press(page, last, held=SHIFT)
    assert ticked(page) == {*PEOPLE}
    press(page, third, held=SHIFT)
    assert ticked(page) == {first, second, third}
    click(page, "取消勾选")
    assert "没有勾选人" in texts(page)


def test_ticks_by_keys(page: ApplicantsPage) -> None:
    first, second, third, last = names(page)
    press(page, first)
    key(page, Qt.Key.Key_Space)
    key(page, Qt.Key.Key_Down)
    key(page, Qt.Key.Key_Down, SHIFT)
    assert ticked(page) == {first, second, third}
    key(page, Qt.Key.Key_End)
    key(page, Qt.Key.Key_Space)
    assert ticked(page) == {*PEOPLE}
    key(page, Qt.Key.Key_Space)
    assert ticked(page) == {first, second, third}
    key(page, Qt.Key.Key_A, CTRL)
    assert ticked(page) == {*PEOPLE}
    assert last in ticked(page)


def test_whoever_is_not_shown_stays_ticked_and_is_counted(page: ApplicantsPage) -> None:
    click(page, "全选所示（4）")
    type_search(page, "wlh")
    assert "已勾选 4 人（3 人没有显示）" in texts(page)
    box = QPoint(15, page.table.head.height() // 2)
    QTest.mouseClick(page.table.head.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert ticked(page) == {*PEOPLE} - {WANG}


def test_a_title_sorts_and_the_other_way_round(office: Office, page: ApplicantsPage) -> None:
    sort(page, "name")
    up = names(page)
    assert up == [AYGUL, LI, SHAN, WANG]
    sort(page, "name")
    assert names(page) == up[::-1]
    page = office.again()
    assert names(page) == up[::-1]


def test_views_are_kept_by_name(qtbot: QtBot, office: Office, page: ApplicantsPage) -> None:
    click(page, "只看需修改")
    sort(page, "department")
    shown = names(page)
    click(page, "视图")
    choose("把现在的筛选和排列存为视图…")
    dialog = office.window.findChild(NameDialog)
    assert dialog is not None
    commit(dialog.line, "要改的")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert "视图：要改的" in texts(page)
    click(page, "视图：要改的")
    choose("全部人员")
    assert len(names(page)) == 4
    page = office.again()
    click(page, "视图")
    choose("要改的")
    assert names(page) == shown
    click(page, "缺附件")
    click(page, "视图")
    choose("用现在的更新“要改的”")
    assert "视图：要改的" in texts(page)
    click(page, "视图：要改的")
    choose("全部人员")
    click(page, "视图")
    choose("要改的")
    assert page.filters.missing.isChecked()


def test_a_view_is_deleted_after_asking(office: Office, page: ApplicantsPage) -> None:
    page.views._put("旧的")
    click(page, "视图：旧的")

    def answer() -> None:
        (asked,) = (d for d in office.window.findChildren(Notice) if d.isVisible())
        click(asked, "删除")

    QTimer.singleShot(100, office.window, answer)
    choose("删除视图", "旧的…")
    QApplication.processEvents()
    click(page, "视图")
    assert "旧的" not in offered()
    menu().close()


def test_two_views_do_not_share_a_name(page: ApplicantsPage, office: Office) -> None:
    page.views._put("旧的")
    click(page, "视图：旧的")
    choose("把现在的筛选和排列存为视图…")
    dialog = office.window.findChild(NameDialog)
    assert dialog is not None
    commit(dialog.line, "旧的")
    assert not find(dialog, QPushButton, "保存").isEnabled()
    assert any("请换一个名字" in text for text in texts(dialog))
    dialog.reject()


def test_columns_are_hidden_moved_and_remembered(office: Office, page: ApplicantsPage) -> None:
    head = page.table.head
    at = QPoint(head.sectionViewportPosition(KEYS.index("notice")) + 9, 9)
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(head.viewport(), QContextMenuEvent(reason, at, head.mapToGlobal(at)))
    assert "按“通知”排列" in offered()
    choose("不显示“通知”")
    assert "notice" not in head.shown
    click(page, "列")
    choose("最后更新")
    choose("最后更新")
    menu().close()
    click(page, "列")
    choose("把一列往左移", "状态")
    order = [k for k in head.shown if k in ("changed_at", "status")]
    assert order == ["status", "changed_at"]
    page = office.again()
    head = page.table.head
    assert "notice" not in head.shown
    assert [k for k in head.shown if k in ("changed_at", "status")] == order
    click(page, "列")
    choose("各列恢复原样")
    assert "notice" in head.shown


def test_a_width_of_ones_own_is_remembered(office: Office, page: ApplicantsPage) -> None:
    section = KEYS.index("department")
    page.table.head.resizeSection(section, 222)
    page = office.again()
    assert abs(page.table.head.sectionSize(section) - 222) <= 2


def test_the_least_important_columns_give_way(draw: Draw, office: Office) -> None:
    page = office.open()
    assert "changed_at" in page.table.head.shown
    draw(LIGHT, 1.5)
    QApplication.processEvents()
    shown = page.table.head.shown
    assert {"name", "share", "fix", "missing", "deadline", "status"} <= {*shown}
    assert "changed_at" not in shown
    assert page.table.head.length() <= page.table.viewport().width() + em(page)


def test_what_was_asked_for_by_name_does_not_give_way() -> None:
    widths = {k: BY_KEY[k].width for k in KEYS}
    wanted = {"tick", "name", "notice", "changed_at", "status"}
    room = widths["tick"] + widths["name"] + widths["status"] + widths["changed_at"]
    assert "changed_at" not in fitting(widths, wanted, (), room)
    assert "changed_at" in fitting(widths, wanted, ("changed_at",), room)
    assert {"name", "status"} <= fitting(widths, wanted, (), 0)


@pytest.mark.parametrize(
    "kept",
    [None, 3, {"order": "x"}, {"order": ["wrong", "name"], "widths": {"name": "x", "fix": 9999}}],
)
def test_a_layout_that_cannot_be_read_is_as_at_first(kept: object) -> None:
    made = layout_of(kept)
    assert {*made.order} == {*KEYS}
    assert made.order[0] == "tick"
    assert made.widths == {}
    assert layout_of(Layout().written()) == Layout()


def test_a_screen_reader_hears_who_and_what(page: ApplicantsPage) -> None:
    press(page, WANG, "tick")
    row = names(page).index(WANG)
    said = Qt.ItemDataRole.AccessibleTextRole
    model = page.table.model()
    told = str(model.index(row, KEYS.index("name")).data(said))
    assert told == "王丽华，填写中，需修改 1，缺附件 " + column(page, "missing")[row] + "，已勾选"
    assert model.index(row, KEYS.index("department")).data(said) == "部门 规划室"
    assert model.headerData(KEYS.index("fix"), Qt.Orientation.Horizontal, said) == (
        "需修改，从大到小"
    )
    assert page.table.accessibleName() == "申报人员一览"


def test_the_frame_shows_where_the_keyboard_is(page: ApplicantsPage) -> None:
    page.table.setFocus()
    press(page, names(page)[1])
    at = place(page, names(page)[1])
    accent = LIGHT.color("accent").rgb()

    def framed() -> bool:
        picture = page.table.viewport().grab().toImage()
        return any(picture.pixel(at.x(), y) == accent for y in range(at.y() - 25, at.y() + 25))

    assert framed()
    page.filters.search.setFocus()
    assert not framed()


@pytest.mark.parametrize("how", LOOKS)
def test_everything_can_be_read_at_every_size(
    draw: Draw, office: Office, how: tuple[Tokens, float]
) -> None:
    draw(*how)
    page = office.open((1366, 738))
    settle(page)
    assert page.table.viewport().height() >= 1.5 * page.table.rowHeight(0)
    page.tell("已删除 阿依古丽·买买提 的材料，内容还留着。", {"撤销删除": lambda: None})
    settle(page)
    assert (page.width(), page.height()) == (1366, 738)
    assert list(clipped(page)) == []
    for shown in (page.bar.ways.more, page.ways.more, page.filters.search, page.table):
        assert inside(shown, page)
    heads = [BY_KEY[k].title for k in page.table.head.shown]
    words = page.table.head.fontMetrics()
    for title, k in zip(heads, page.table.head.shown, strict=True):
        room = page.table.head.sectionSize(KEYS.index(k))
        assert room >= words.horizontalAdvance(title) + em(page, 0.6)
