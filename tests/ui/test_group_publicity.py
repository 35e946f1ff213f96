"""公示 for a group at the window: by mouse and by keys, on what can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.review import reviewing
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.publicity.group import GroupPublicityDialog
from desktop.ui.widgets import theme
from tests.app.grouped import NAMES, desk_in, take_in
from tests.ui.conftest import Draw
from tests.ui.hands import NOW, Clock, click, commit, show, texts


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW.replace(day=19))


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = desk_in(tmp_path, clock)
    yield opened
    opened.close()


def dialog(
    qtbot: QtBot, desk: Desk, packs: tuple[str, ...] = ("BM24", "BM24", "LC22"), **how: object
) -> GroupPublicityDialog:
    ids = take_in(desk, packs, posted=bool(how.pop("posted", False)))
    made = GroupPublicityDialog(desk, ids, None)
    show(qtbot, made, (1260, 720))
    return made


def walked(qtbot: QtBot, made: GroupPublicityDialog, word: str = "已登记") -> None:
    qtbot.waitUntil(lambda: word in made.message.text())


def fill_facts(made: GroupPublicityDialog) -> None:
    for key, text in (("office", "综合"), ("phone", "0996-7000001")):
        target = made.dates.facts[key].target()
        target.setFocus()
        commit(target, text)


def fill_days(made: GroupPublicityDialog) -> None:
    card = next(card for card in made.dates.cards.values() if card.days is not None)
    assert card.days is not None
    card.days.target().setFocus()
    commit(card.days.target(), "5")


def test_a_start_is_picked_once_and_every_notice_counts_its_own(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk)
    assert made.dates.start.value() == "2024-07-22"
    said = "\n".join(texts(made.dates))
    assert "首日不计，满 5 个工作日到 7月29日（周一）；首日计入，到 7月26日（周五）" in said
    assert "最迟 7月22日（周一）开始" in said
    assert "公示期不少于5个工作日" in said
    assert "还有 1 人没有结束日期" in said
    fill_days(made)
    fill_facts(made)
    click(made, "给 3 人排上公示")
    walked(qtbot, made)
    assert "已登记 3 人" in made.message.text()
    cases = [member.case for member in made.group.members]
    assert [case.pub.end for case in cases] == ["2024-07-29"] * 3
    assert [case.pub.office for case in cases] == ["综合"] * 3
    click(made, "撤销这一步")
    assert [member.case.pub.start for member in made.group.members] == [""] * 3


def test_who_is_not_through_the_units_review_is_named_before_anything_is_posted(
    qtbot: QtBot, desk: Desk
) -> None:
    made = dialog(qtbot, desk, ("BM24", "BM24", "BM24"))
    open_, back, fine = made.group.members
    for one in (back, fine):
        one.session.set("unit_audit.at", "2024-07-18")
    reviewing.remark(back.session, "请改", "person.phone", "周经办")
    reviewing.send_back(back.session, "周经办", second=False)
    qtbot.waitUntil(lambda: "退回还没改好" in made.dates.unreviewed.text.text())
    said = made.dates.unreviewed.text.text()
    assert f"单位还没审核通过：{open_.name}。" in said
    assert f"退回还没改好：{back.name}。" in said
    assert fine.name not in said
    state = made.people.table.state_of
    assert state(open_.case_id) == "单位还没审核通过"
    assert state(back.case_id) == "退回还没改好"
    made.people.table.tick([fine.case_id])
    qtbot.waitUntil(lambda: not made.dates.unreviewed.isVisible())


def test_long_names_are_read_whole(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("BM24", "BM24"))
    table = made.people.table
    assert table.item(1, 0).text() == NAMES[1]  # type: ignore[union-attr]
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)


def test_who_is_not_ticked_is_left_alone(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("BM24", "BM24"))
    table = made.people.table
    table.setFocus()
    table.setCurrentCell(1, 0)
    QTest.keyClick(table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "选中 1 人，共 2 人" in texts(made.people))
    click(made, "给 1 人排上公示")
    walked(qtbot, made)
    assert [member.case.pub.start for member in made.group.members] == ["2024-07-22", ""]


def test_dates_that_stand_already_are_listed_and_chosen(qtbot: QtBot, desk: Desk) -> None:
    take_in(desk, ())
    made = dialog(qtbot, desk, ("BM24", "BM24"))
    made.group.members[0].session.set("pub.start", "2024-07-15")
    qtbot.waitUntil(lambda: not made.dates.clash.isHidden())
    (box,) = made.dates.clash.boxes.values()
    assert box.text() == "张䶮"
    assert "公示开始 2024-07-15 → 2024-07-22" in texts(made.dates.clash)
    click(made, "给 2 人排上公示")
    walked(qtbot, made)
    assert made.group.members[0].case.pub.start == "2024-07-15"
    assert "原来填的没有动：张䶮" in made.message.text()
    (box,) = made.dates.clash.boxes.values()
    box.click()
    click(made, "给 2 人排上公示")
    qtbot.waitUntil(lambda: made.group.members[0].case.pub.start == "2024-07-22")


def test_a_period_too_short_cannot_be_set(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("BM24",))
    (card,) = made.dates.cards.values()
    target = card.end.target()
    target.setFocus()
    target.selectAll()  # type: ignore[attr-defined]
    commit(target, "2024-07-25")
    assert "不满 5 个工作日" in card.problem.text()
    assert not made.dates.start_all.isEnabled()


def test_lacking_facts_are_named_and_lead_to_the_field(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("BM24",))
    made.group.members[0].session.set("pub.political_text", "")
    asked: list[tuple[str, str, str]] = []
    made.asked.connect(lambda *told: asked.append(told))
    click(made, "2 出公示")
    said = next(text for text in texts(made.papers) if text.startswith("张䶮：缺公示开始"))
    assert said.endswith("公示结束、反映问题找哪个办公室、监督电话。在“1 排日期”一起排上。")
    click(made.papers, "张䶮：缺思想政治条件")
    assert asked == [("c0", "publicity", "pub.political_text")]
    assert not made.isVisible()


def arranged(qtbot: QtBot, made: GroupPublicityDialog) -> None:
    fill_facts(made)
    made.dates.asked.emit()
    walked(qtbot, made)


def test_sheets_wait_for_the_choice_about_the_id_number(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dialog(qtbot, desk, ("BM24", "BM24"))
    arranged(qtbot, made)
    click(made, "2 出公示")
    assert not made.papers.make_each.isEnabled()
    made.papers.hide_number.click()
    assert made.papers.make_each.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    click(made, "出 2 份公示…")
    walked(qtbot, made, "已写好 2 份")
    folder = tmp_path / "公示-2024-07-19"
    assert sorted(path.name for path in folder.iterdir())[:2] == [
        "001-张䶮-公示.docx",
        "001-张䶮-公示.pdf",
    ]
    assert made.show_folder.isVisible()


def test_the_list_is_looked_at(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("GJ21", "GJ21"))
    arranged(qtbot, made)
    click(made, "2 出公示")
    click(made, "看名单")
    qtbot.waitUntil(lambda: bool(made.findChildren(PreviewDialog)))
    (preview,) = made.findChildren(PreviewDialog)
    assert "2人" in preview.windowTitle()
    preview.reject()


def test_an_objection_is_written_down_settled_and_keeps_the_result_back(
    qtbot: QtBot, desk: Desk, clock: Clock
) -> None:
    clock.now = NOW.replace(day=31)
    made = dialog(qtbot, desk, ("BM24", "BM24"), posted=True)
    click(made, "3 记异议")
    made.people.table.setCurrentCell(1, 0)
    card = made.objections.card
    assert card is not None
    assert NAMES[1] in texts(made.objections)
    click(card, "记一条异议")
    card.new.way.show_value("来信")  # offscreen there is no list that drops down
    card.new.text.setFocus()
    commit(card.new.text, "业绩存疑")
    click(card, "记下这条异议")
    assert made.group.members[1].case.pub.disputed
    qtbot.waitUntil(lambda: "异议 1 条，1 条没有处理完" in made.people.table.state_of("c1"))
    click(made, "4 出结果")
    made.people.table.tick(["c0"])
    asked = "登记以前，请先勾选上面的“公示期间没有收到对这些人的异议、投诉、举报”。"
    qtbot.waitUntil(lambda: asked in texts(made.results))
    made.people.table.tick(["c0", "c1"])
    qtbot.waitUntil(lambda: "选中 2 人，共 2 人" in texts(made.people))
    made.results.none.click()
    click(made, "给 1 人登记结果")
    walked(qtbot, made)
    assert [m.case.pub.result_date for m in made.group.members] == ["2024-07-31", ""]
    click(made, "3 记异议")
    (view,) = card.views.values()
    view.outcome.show_value("不成立")
    view.note.setFocus()
    commit(view.note, "核对过原件，属实。")
    click(view, "登记处理结果")
    qtbot.waitUntil(lambda: made.objections.undo.text() == "撤销：登记异议处理结果")
    click(made.objections, "撤销：登记异议处理结果")
    assert made.group.members[1].case.pub.disputed
    made.group.members[1].session.redo()
    assert made.group.members[1].case.pub.objection is False
    click(made, "4 出结果")
    made.results.none.setChecked(True)
    made.results.refresh()
    click(made, "给 2 人登记结果")
    qtbot.waitUntil(lambda: made.group.members[1].case.pub.result_date == "2024-07-31")


def test_a_half_written_objection_is_not_lost_by_leaving(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = dialog(qtbot, desk, ("BM24", "BM24"))
    click(made, "3 记异议")
    card = made.objections.card
    assert card is not None
    click(card, "记一条异议")
    card.new.text.setFocus()
    commit(card.new.text, "写了一半")
    answers = iter(["回去继续写", "回去继续写", "不要了"])
    monkeypatch.setattr("desktop.ui.publicity.objections.ask", lambda *_: next(answers))
    made.people.table.setCurrentCell(1, 0)
    qtbot.waitUntil(lambda: made.people.table.currentRow() == 0)
    made.reject()
    assert made.isVisible()
    assert card.new.text.toPlainText() == "写了一半"
    made.reject()
    assert not made.isVisible()


def test_days_out_of_order_are_told_for_the_whole_group(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("BM24", "BM24"), posted=True)
    made.group.members[1].session.set("unit_audit.at", "2024-07-25T10:00")
    qtbot.waitUntil(made.dates.order.isVisible)
    assert f"{NAMES[1]}：公示开始（2024年7月22日）不能早于单位审核" in made.dates.order.text.text()


def test_everything_is_reached_by_keys(qtbot: QtBot, desk: Desk) -> None:
    made = dialog(qtbot, desk, ("BM24", "LC22"))
    for key, page in (
        (Qt.Key.Key_2, made.papers),
        (Qt.Key.Key_3, made.objections),
        (Qt.Key.Key_4, made.results),
        (Qt.Key.Key_1, made.dates),
    ):
        QTest.keyClick(made, key, Qt.KeyboardModifier.ControlModifier)
        assert made.stack.currentWidget() is page
    start = made.dates.start.target()
    start.setFocus()
    seen: list[QWidget] = []
    for _ in range(60):
        focus = made.focusWidget()
        if focus in seen:
            break
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert made.dates.start_all in seen
    assert made.people.table in seen
    assert made.leave in seen
    opened: list[str] = []
    made.asked.connect(lambda case_id, *_told: opened.append(case_id))
    made.people.table.setFocus()
    QTest.keyClick(made.people.table, Qt.Key.Key_Return)
    assert opened == ["c0"]


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_cut_off_on_a_small_screen(
    qtbot: QtBot, desk: Desk, draw: Draw, look: theme.Tokens, scale: float
) -> None:
    draw(look, scale)
    made = dialog(qtbot, desk, ("BM24", "LC22", "ZZ23"), posted=True)
    made.resize(1311, 722)
    for step in range(4):
        made.go_to(step)
        qtbot.wait(1)
        assert made.width() <= 1366
        assert made.height() <= 768
        for button in (made.leave, made.dates.start_all, made.results.start):
            if button.isVisible():
                assert button.width() >= button.sizeHint().width()
        ground = made.page.findChild(QWidget, "page")
        assert ground is not None
        assert ground.width() <= made.stack.width()
