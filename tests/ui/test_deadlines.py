"""时间和台账 as a clerk uses it: by mouse and by keys, on what is to be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.app.deadlines.books import DeskBooks
from desktop.app.library import Desk
from desktop.ui.deadlines import record as deadlines_record
from desktop.ui.deadlines.dialog import DeadlinesDialog
from desktop.ui.deadlines.record import RecordDialog
from desktop.ui.notices.clause import ClauseDialog
from desktop.ui.widgets import slices
from desktop.ui.widgets.cell_table import CellTable
from tests.app import ical
from tests.app.dated import at, notice
from tests.storage.keeping import KEYS
from tests.ui.dated import IDS, NOW, desk_with_cases
from tests.ui.hands import Clock, click, commit, find, show, texts


@pytest.fixture
def clock() -> Clock:
    return Clock(at(NOW))


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    opened = desk_with_cases(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk) -> DeadlinesDialog:
    made = DeadlinesDialog(desk)
    show(qtbot, made, (1298, 690))
    qtbot.waitUntil(lambda: bool(made.times.table.told.lines))
    return made


def rows(table: CellTable) -> list[list[str]]:
    """Every line as it is read."""
    model = table.model()
    return [
        [str(model.index(row, at).data()) for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def names(table: CellTable) -> list[str]:
    return [row[0] for row in rows(table)]


def child(parent: QWidget, kind: type[QDialog]) -> QDialog:
    QApplication.processEvents()
    (found,) = [one for one in parent.findChildren(kind) if one.isVisible()]
    return found


def test_every_date_stands_in_order_with_days_left_and_whom_it_concerns(
    dialog: DeadlinesDialog,
) -> None:
    seen = [(row[0], row[1], row[2], row[4]) for row in rows(dialog.times.table)]
    assert seen[:3] == [
        ("10月8日（周日）10:00", "还剩 45 小时 21 分", "乙：退回的材料最晚重新提交", "1 人"),
        ("10月10日（周二）20:00", "还有 4 天", "网上申报截止", "1 人"),
        ("10月12日（周四）", "还有 6 天", "公示最后一天", "1 人"),
    ]
    assert ("2024年7月22日（周一）", "还有 290 天", "公示最迟从这一天开始", "1 人") in seen
    assert "现在是北京时间 10月6日（周五）12:39" in texts(dialog)


def test_the_clock_goes_on_while_one_looks(dialog: DeadlinesDialog, clock: Clock) -> None:
    clock.pass_by(60 * 60)
    dialog._tick()
    assert rows(dialog.times.table)[0][1] == "还剩 44 小时 21 分"
    dialog.go_to("台账")
    told = dict(zip(names(dialog.ledger.table), rows(dialog.ledger.table), strict=True))
    assert told["乙"][1] == "10月8日（周日）10:00，还剩 44 小时 21 分"
    clock.pass_by(48 * 60 * 60)
    dialog._tick()
    assert rows(dialog.times.table)[0][1] == "已经过了 3 小时 39 分"


def test_clause_and_quote_are_a_click_away(dialog: DeadlinesDialog, qtbot: QtBot) -> None:
    assert any("48小时内完成修改后再次提交" in text for text in texts(dialog))
    click(dialog, "看通知原文（三（三））")
    opened = child(dialog, ClauseDialog)
    assert isinstance(opened, ClauseDialog)
    assert "48小时" in opened.marked()
    opened.accept()
    QTest.keyClick(dialog.times.table, Qt.Key.Key_Down)
    QTest.keyClick(dialog.times.table, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: any(
            d.isVisible() and "20:00" in d.marked() for d in dialog.findChildren(ClauseDialog)
        )
    )


def test_what_the_notices_leave_unsaid_is_said(dialog: DeadlinesDialog) -> None:
    (link,) = [text for text in texts(dialog) if "通知没有写的有" in text]
    click(dialog, link)
    told = texts(child(dialog, QDialog))
    assert "最多可以提交几次，通知未写。" in told
    assert "评审费的金额通知未写。" in told


def test_from_a_date_to_those_it_concerns_and_back_to_all(dialog: DeadlinesDialog) -> None:
    table = dialog.times.table
    QTest.keyClick(table, Qt.Key.Key_Down)
    click(dialog, "在台账里看这 1 人：甲")
    assert names(dialog.ledger.table) == ["甲"]
    assert "只列出：网上申报截止涉及的 1 人" in texts(dialog)
    click(dialog, "看全部")
    assert sorted(names(dialog.ledger.table)) == sorted(IDS)


def test_the_ledger_is_sorted_by_a_click_and_what_is_unknown_comes_last(
    dialog: DeadlinesDialog,
) -> None:
    dialog.go_to("台账")
    table = dialog.ledger.table
    head = table.horizontalHeader()
    at_ = QPoint(head.sectionViewportPosition(1) + 20, head.height() // 2)
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at_)
    assert names(table)[0] == "乙"
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=at_)
    assert names(table)[0] == "乙"
    assert table.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder


def test_somebody_is_found_by_name(dialog: DeadlinesDialog) -> None:
    QTest.keyClick(dialog, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = find(dialog, QLineEdit, "在台账里找")
    assert search.hasFocus()
    commit(search, "测绘科")
    assert names(dialog.ledger.table) == ["甲"]


def record(dialog: DeadlinesDialog, what: str) -> RecordDialog:
    click(dialog, f"{what}…")
    made = child(dialog, RecordDialog)
    assert isinstance(made, RecordDialog)
    return made


def go_to_row(dialog: DeadlinesDialog, name: str) -> None:
    dialog.go_to("台账")
    dialog.ledger.table.go_to(IDS[name])


def test_a_return_is_recorded_with_its_remarks_line_by_line(
    dialog: DeadlinesDialog, desk: Desk, qtbot: QtBot
) -> None:
    go_to_row(dialog, "甲")
    made = record(dialog, "被退回")
    assert "记给：甲（测绘科）。" in texts(made)
    commit(find(made, QPlainTextEdit, "退回意见"), "1. 身份证看不清\n\n2. 缺劳动合同\n")
    click(made, "记下")
    assert "甲（测绘科）：还没有记过提交。" in texts(made)
    click(made, "看过了，照样记下")
    qtbot.waitUntil(lambda: bool(desk.library.load(IDS["甲"]).case.track.returns))
    (entry,) = desk.library.load(IDS["甲"]).case.track.returns
    assert [one.text for one in entry.remarks] == ["1. 身份证看不清", "2. 缺劳动合同"]
    assert entry.at == NOW
    qtbot.waitUntil(lambda: "10月8日（周日）12:39" in str(rows(dialog.ledger.table)))


def test_many_are_recorded_in_one_step_each_and_taken_back_at_once(
    dialog: DeadlinesDialog, desk: Desk, qtbot: QtBot
) -> None:
    before = {name: desk.library.load(one).case for name, one in IDS.items()}
    dialog.go_to("台账")
    QTest.keyClick(dialog.ledger.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert "共 4 人。给勾选的 4 人记一笔：" in texts(dialog)
    made = record(dialog, "已缴费")
    click(made, "记下")
    click(made, "看过了，照样记下")
    qtbot.waitUntil(lambda: "已给 4 人记下“已缴费”。" in texts(dialog))
    for name, one in IDS.items():
        saved = desk.library.load(one)
        assert saved.case.track.paid_at == NOW, name
        assert saved.history.done[-1].label == "已缴费"
    assert desk.library.load(IDS["丙"]).case.track.fee == 380
    click(dialog, "撤销刚才记的")
    qtbot.waitUntil(lambda: any("已撤销，4 人" in text for text in texts(dialog)))
    assert {name: desk.library.load(one).case for name, one in IDS.items()} == before


def test_who_has_nothing_out_is_left_out_and_named(
    dialog: DeadlinesDialog, desk: Desk, qtbot: QtBot
) -> None:
    dialog.go_to("台账")
    QTest.keyClick(dialog.ledger.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    made = record(dialog, "已重新提交")
    click(made, "退回意见都改好了", QCheckBox)
    click(made, "记下")
    assert any("甲（测绘科）：没有等着重新提交的退回，不记。" in text for text in texts(made))
    click(made, "看过了，照样记下")
    qtbot.waitUntil(lambda: "已给 1 人记下“已重新提交”。" in texts(dialog))
    case = desk.library.load(IDS["乙"]).case
    assert case.track.returns[0].resubmitted_at == NOW
    assert case.track.returns[0].remarks[0].resolved_at == NOW
    assert not desk.library.load(IDS["甲"]).case.track.submits


@pytest.mark.parametrize(
    "typed,says",
    [
        ("2023-10-09 09:00", "这个时间还没有到，请核对。"),
        ("昨天", "时间看不懂，请照例子填写，例如 2024-07-24 18:00。"),
    ],
)
def test_a_moment_that_cannot_be_is_told_and_nothing_is_recorded(
    dialog: DeadlinesDialog, desk: Desk, typed: str, says: str
) -> None:
    go_to_row(dialog, "丙")
    made = record(dialog, "纸质材料已送到")
    line = find(made, QLineEdit, "时间")
    line.selectAll()
    commit(line, typed)
    click(made, "记下")
    assert says in texts(made)
    assert made.isVisible()
    assert not desk.library.load(IDS["丙"]).case.track.paper_delivered_at
    click(made, "填现在")
    click(made, "记下")
    assert "看过了，照样记下" not in texts(made)


def test_the_calendar_file_names_nobody_unless_chosen(
    dialog: DeadlinesDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "期限.ics"
    monkeypatch.setattr(
        "desktop.ui.widgets.dialogs.QFileDialog.getSaveFileName", lambda *_: (str(path), "")
    )
    click(dialog, "导出成日历文件…")
    found = ical.read(path.read_bytes())
    assert len(found.parts) == len(rows(dialog.times.table))
    assert "乙" not in path.read_text(encoding="utf-8")
    assert any(f"{len(found.parts)} 个期限已写进 期限.ics" in text for text in texts(dialog))
    click(dialog, "日历里写上姓名", QCheckBox)
    click(dialog, "导出成日历文件…")
    again = ical.read(path.read_bytes())
    assert "乙：退回的材料最晚重新提交" in again.parts[0].values["SUMMARY"]
    assert [p.values["UID"] for p in again.parts] == [p.values["UID"] for p in found.parts]


def test_an_empty_library_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    desk = Desk.open(tmp_path / "library", notice, Clock(at(NOW)), KEYS)
    made = DeadlinesDialog(desk)
    show(qtbot, made, (1000, 600))
    qtbot.waitUntil(lambda: "还没有申报材料，也就没有用到通知。" in texts(made))
    made.go_to("台账")
    assert "没有人。" in texts(made)
    assert not made.export.isEnabled()
    made.close()
    desk.close()


def test_a_case_is_asked_for_by_enter(dialog: DeadlinesDialog, qtbot: QtBot) -> None:
    go_to_row(dialog, "丁")
    with qtbot.waitSignal(dialog.opened) as asked:
        QTest.keyClick(dialog.ledger.table, Qt.Key.Key_Return)
    assert asked.args == [IDS["丁"]]


def test_a_click_on_the_box_ticks_and_one_beside_it_does_not(dialog: DeadlinesDialog) -> None:
    dialog.go_to("台账")
    table = dialog.ledger.table
    place = table.visualRect(table.model().index(1, 0))
    beside = QPoint(place.right() - 5, place.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert not table.told.ticked
    box = QPoint(place.left() + 12, place.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert table.told.ticked == {table.told.lines[1].key}


def test_by_keys_from_the_table_to_what_is_recorded(
    dialog: DeadlinesDialog, desk: Desk, qtbot: QtBot
) -> None:
    def key(which: Qt.Key, control: bool = False) -> None:
        here = QApplication.focusWidget()
        assert here is not None
        held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(here, which, held)

    key(Qt.Key.Key_2, control=True)
    assert dialog.ledger.table.hasFocus()
    dialog.ledger.table.go_to(IDS["丙"])
    key(Qt.Key.Key_Space)
    for _ in range(6):  # past 已提交, 被退回, 已重新提交, 审核通过 and 已缴费
        key(Qt.Key.Key_Tab)
    key(Qt.Key.Key_Return)
    made = child(dialog, RecordDialog)
    assert made.windowTitle() == "记一笔：纸质材料已送到"
    qtbot.waitUntil(lambda: find(made, QLineEdit, "时间").hasFocus())
    key(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(desk.library.load(IDS["丙"]).case.track.paper_delivered_at))


def test_many_are_opened_bit_by_bit_before_it_is_recorded(
    dialog: DeadlinesDialog, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deadlines_record, "_AT_ONCE", 0)
    monkeypatch.setattr(slices, "SLICE", -1)  # one a slice
    made = RecordDialog(DeskBooks(desk), "mailed", tuple(IDS.values()), dialog)
    qtbot.addWidget(made)
    assert made.whom.text() == f"正在打开 {len(IDS)} 人的材料……"
    assert not made.go.isEnabled()
    made.open()
    qtbot.waitUntil(made.go.isEnabled)
    assert made.whom.text().startswith("记给：")
    made.reject()


def test_enter_at_cancel_cancels(dialog: DeadlinesDialog, desk: Desk) -> None:
    go_to_row(dialog, "丙")
    made = record(dialog, "纸质材料已寄出")
    leave = find(made, QPushButton, "取消")
    leave.setFocus()
    QTest.keyClick(leave, Qt.Key.Key_Return)
    assert not made.isVisible()
    assert not desk.library.load(IDS["丙"]).case.track.paper_mailed_at
