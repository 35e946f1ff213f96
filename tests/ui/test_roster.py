"""导入名单, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk, new_case
from desktop.app.notices.installed import notice
from desktop.app.roster import bad
from desktop.domain import change as changes
from desktop.ui.roster import dialog as ui_roster
from desktop.ui.roster.dialog import COLUMNS, DONE, DOUBTS, FILE, RosterDialog
from tests.rosters.messy import BAD, active, good, messy, saved, sheet
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock, show


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    show(qtbot, made, (1366, 768))
    return made


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, window: QWidget) -> RosterDialog:
    made = RosterDialog(desk, [notice("BM24"), notice("ZZ23")], window)
    made.show()
    return made


def file_of(folder: Path, rows: list[list[object]] | None = None) -> Path:
    path = folder / "名单.xlsx"
    path.write_bytes(saved(messy() if rows is None else sheet(rows)))
    return path


def read(qtbot: QtBot, dialog: RosterDialog, path: Path) -> None:
    dialog.read(path)
    qtbot.waitUntil(lambda: not dialog.file.bar.isVisible(), timeout=20_000)


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def judged(qtbot: QtBot, dialog: RosterDialog) -> None:
    qtbot.waitUntil(lambda: dialog.doubts.plan is not None, timeout=20_000)


def to_doubts(qtbot: QtBot, dialog: RosterDialog, path: Path) -> None:
    read(qtbot, dialog, path)
    click(dialog.next)
    assert dialog.step == COLUMNS
    click(dialog.next)
    assert dialog.step == DOUBTS
    judged(qtbot, dialog)


def tabs(dialog: RosterDialog) -> list[str]:
    return [dialog.doubts.tabs.tabText(n) for n in range(dialog.doubts.tabs.count())]


def finished(qtbot: QtBot, dialog: RosterDialog) -> None:
    qtbot.waitUntil(
        lambda: dialog.next.text() == "完成" and dialog.next.isVisible(), timeout=20_000
    )


def test_a_messy_roster_comes_in_by_mouse(
    qtbot: QtBot, dialog: RosterDialog, desk: Desk, tmp_path: Path
) -> None:
    taken: list[int] = []
    dialog.taken.connect(taken.append)
    assert not dialog.next.isEnabled()
    to_doubts(qtbot, dialog, file_of(tmp_path))
    people = len(desk.rows()) + 38
    assert tabs(dialog) == [
        f"先不导入（{len(BAD) + 2} 人）", "请看一眼（7 处）", f"要导入的（{people} 人）"
    ]  # fmt: skip
    assert "有 2 行是隐藏的（第 8、9 行）" in dialog.doubts.rows.text.text()
    assert "联系电话" in dialog.doubts.columns.text.text()
    assert dialog.next.text() == f"导入 {people} 人"
    click(dialog.next)
    finished(qtbot, dialog)
    assert len(desk.rows()) == people
    assert taken == [people]
    assert f"新建了 {people} 人的材料" in dialog.done_page.said.text()
    click(dialog.next)
    assert not dialog.isVisible()


def test_asking_twice_while_a_backup_is_made_takes_nobody_in_twice(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    asked: list[Callable[[], None]] = []
    dialog = RosterDialog(desk, [notice("BM24")], window, asked.append)
    dialog.show()
    to_doubts(qtbot, dialog, file_of(tmp_path, [good(1), good(2)]))
    click(dialog.next)
    click(dialog.next)
    for act in asked:
        act()
        finished(qtbot, dialog)
    assert len(asked) == 2
    assert len(desk.rows()) == 2


def test_the_whole_way_by_keyboard(
    qtbot: QtBot, dialog: RosterDialog, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file_of(tmp_path, [good(1), good(2)])
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(path), ""))
    assert dialog.file.chooser.choose.hasFocus()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.next.isEnabled, timeout=20_000)
    for step in (COLUMNS, DOUBTS):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.step == step
    judged(qtbot, dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    finished(qtbot, dialog)
    assert len(desk.rows()) == 2
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_same_roster_again_has_nothing_to_do(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    path = file_of(tmp_path, [good(1), good(2)])
    for told in ("新建了 2 人", "2 人已经有了，没有变"):
        dialog = RosterDialog(desk, [notice("BM24")], window)
        dialog.show()
        to_doubts(qtbot, dialog, path)
        click(dialog.next)
        finished(qtbot, dialog)
        assert told in dialog.done_page.said.text()
        dialog.accept()
    assert len(desk.rows()) == 2


def test_hidden_rows_come_in_where_somebody_says_so(
    qtbot: QtBot, dialog: RosterDialog, tmp_path: Path
) -> None:
    to_doubts(qtbot, dialog, file_of(tmp_path))
    before = len(dialog.doubts.plan.people) if dialog.doubts.plan else 0
    click(dialog.doubts.rows.take)
    judged(qtbot, dialog)
    assert dialog.doubts.plan is not None
    assert len(dialog.doubts.plan.people) == before + 2
    click(dialog.doubts.columns.leave)
    judged(qtbot, dialog)
    assert all("phone" not in p.line.values for p in dialog.doubts.plan.people)


def test_a_column_nobody_knows_is_chosen_once_and_known_the_next_time(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path
) -> None:
    path = tmp_path / "名单.csv"
    path.write_text(f"尊姓大名,身份证号\n王伟,{good(1)[2]}\n", encoding="utf-8")
    dialog = RosterDialog(desk, [notice("BM24")], window)
    dialog.show()
    read(qtbot, dialog, path)
    click(dialog.next)
    assert dialog.columns.care.text() == "请指出哪一列是姓名。"
    assert not dialog.next.isEnabled()
    box = dialog.columns.boxes[0]
    assert box.hasFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "姓名"
    assert dialog.next.isEnabled()
    click(dialog.next)
    judged(qtbot, dialog)
    dialog.reject()
    again = RosterDialog(desk, [notice("BM24")], window)
    again.show()
    read(qtbot, again, path)
    click(again.next)
    assert again.columns.boxes[0].currentText() == "姓名"
    again.reject()


def test_one_thing_in_two_columns_is_told(
    qtbot: QtBot, dialog: RosterDialog, tmp_path: Path
) -> None:
    read(qtbot, dialog, file_of(tmp_path, [good(1)]))
    click(dialog.next)
    box = dialog.columns.boxes[0]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert "有两列都当作“姓名”" in dialog.columns.care.text()
    assert not dialog.next.isEnabled()


def test_another_row_can_be_the_header(qtbot: QtBot, dialog: RosterDialog, tmp_path: Path) -> None:
    read(qtbot, dialog, file_of(tmp_path, [good(1)]))
    click(dialog.next)
    header = dialog.columns.header
    assert header.currentText().startswith("第 3 行：序号　姓名")
    header.setFocus()
    QTest.keyClick(header, Qt.Key.Key_Home)
    assert header.currentText() == "没有列名"
    assert dialog.columns.care.text() == "请指出哪一列是姓名。"
    QTest.keyClick(header, Qt.Key.Key_End)
    assert header.currentText().startswith("第 4 行")


def test_what_differs_is_changed_only_where_it_is_ticked(
    qtbot: QtBot, dialog: RosterDialog, desk: Desk, tmp_path: Path
) -> None:
    case = new_case(notice("BM24"))
    for path, value in (("name", good(1)[1]), ("id_no", good(1)[2]), ("phone", "19911111111")):
        case = changes.put(case, f"person.{path}", value)
    case_id = desk.add(case, lambda _sha256: b"")
    to_doubts(qtbot, dialog, file_of(tmp_path, [good(1)]))
    assert "和已有的不同（1 处）" in tabs(dialog)
    dialog.doubts.tabs.setCurrentWidget(dialog.doubts.differing)
    dialog.doubts.differing.setFocus()
    dialog.doubts.differing.setCurrentCell(0, 4)
    assert dialog.next.text() == "导入 1 人"
    QTest.keyClick(dialog.doubts.differing, Qt.Key.Key_Space)
    click(dialog.next)
    finished(qtbot, dialog)
    assert desk.library.load(case_id).case.person.phone == good(1)[11]


def test_a_namesake_counts_only_where_somebody_knows_him(
    qtbot: QtBot, dialog: RosterDialog, desk: Desk, tmp_path: Path
) -> None:
    case = changes.put(new_case(notice("BM24")), "person.name", good(1)[1])
    case_id = desk.add(case, lambda _sha256: b"")
    to_doubts(qtbot, dialog, file_of(tmp_path, [good(1)]))
    assert dialog.next.text() == "没有要导入的，结束"
    differing = dialog.doubts.differing
    dialog.doubts.tabs.setCurrentWidget(differing)
    differing.setFocus()
    differing.setCurrentCell(0, 4)
    QTest.keyClick(differing, Qt.Key.Key_Space)
    assert dialog.next.text() == "导入 1 人"
    click(dialog.next)
    finished(qtbot, dialog)
    assert desk.library.load(case_id).case.person.id_no == good(1)[2]


def test_a_file_that_is_none_is_told_and_another_can_be_chosen(
    qtbot: QtBot, dialog: RosterDialog, tmp_path: Path
) -> None:
    wrong = tmp_path / "照片.xlsx"
    wrong.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    read(qtbot, dialog, wrong)
    assert "其实是图片" in dialog.file.note.text.text()
    assert dialog.step == FILE
    assert not dialog.next.isEnabled()
    path = file_of(tmp_path, [good(1)])
    assert let_fall(dialog, path)
    qtbot.waitUntil(dialog.next.isEnabled, timeout=20_000)
    assert not dialog.file.note.isVisible()
    assert "读到 4 行" in dialog.file.told.text()


def let_fall(on: QWidget, *paths: Path) -> bool:
    """Drop files on a widget; whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    at, copy = QPoint(5, 5), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at, copy, data, left, none)
    enter.ignore()
    QApplication.sendEvent(on, enter)
    if enter.isAccepted():
        QApplication.sendEvent(on, QDropEvent(QPointF(at), copy, data, left, none))
    return enter.isAccepted()


def test_a_file_is_taken_wherever_it_falls_while_one_is_chosen(
    qtbot: QtBot, dialog: RosterDialog, tmp_path: Path
) -> None:
    first = file_of(tmp_path, [good(1)])
    assert not let_fall(dialog, first, first)
    assert let_fall(dialog.next, first)
    qtbot.waitUntil(dialog.next.isEnabled, timeout=20_000)
    click(dialog.next)
    assert dialog.step == COLUMNS
    # Later on it would throw away what was chosen since.
    assert not let_fall(dialog, first)
    assert dialog.step == COLUMNS


def test_the_sheet_of_bad_ones_is_written_where_one_says(
    qtbot: QtBot, dialog: RosterDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    to_doubts(qtbot, dialog, file_of(tmp_path))
    out = tmp_path / bad.FILE
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_how: (str(out), ""))
    assert dialog.doubts.save.isVisible()
    click(dialog.doubts.save)
    page = active(load_workbook(out))
    assert page.max_row == 3 + len(BAD) + 2
    assert page.cell(4, page.max_column).value


def test_stopping_keeps_who_is_in_and_the_rest_comes_the_next_time(
    qtbot: QtBot, desk: Desk, window: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = RosterDialog(desk, [notice("BM24")], window)
    dialog.show()
    monkeypatch.setattr(ui_roster, "_SLICE", 0.0005)  # one person between two looks at the keys
    path = file_of(tmp_path, [good(n) for n in range(1, 41)])
    to_doubts(qtbot, dialog, path)
    click(dialog.next)
    assert dialog.leave.text() == "停下"
    click(dialog.leave)
    assert "还没有导入就停下了" in dialog.done_page.said.text()
    assert dialog.step == DONE
    some = len(desk.rows())
    assert 0 < some < 40
    click(dialog.next)
    again = RosterDialog(desk, [notice("BM24")], window)
    again.show()
    to_doubts(qtbot, again, path)
    click(again.next)
    finished(qtbot, again)
    assert len(desk.rows()) == 40
    assert f"新建了 {40 - some} 人" in again.done_page.said.text()


def test_one_can_go_back_and_take_another_notice(
    qtbot: QtBot, dialog: RosterDialog, desk: Desk, tmp_path: Path
) -> None:
    to_doubts(qtbot, dialog, file_of(tmp_path, [good(1)]))
    click(dialog.back)
    click(dialog.back)
    assert dialog.step == FILE
    box = dialog.file.notice
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    click(dialog.next)
    click(dialog.next)
    judged(qtbot, dialog)
    click(dialog.next)
    finished(qtbot, dialog)
    assert [row.pack_id for row in desk.rows()] == ["ZZ23"]


def test_that_the_sheet_is_kept_is_said_where_it_was_asked_for(
    qtbot: QtBot, dialog: RosterDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "改.xlsx"
    monkeypatch.setattr(ui_roster, "where_to_save", lambda *_a: path)
    to_doubts(qtbot, dialog, file_of(tmp_path))
    assert dialog.doubts.save.text() == "另存先不导入的人…"
    click(dialog.doubts.save)
    assert path.exists()
    assert dialog.doubts.save.text() == "已另存，再存一份…"
    click(dialog.back)
    click(dialog.next)
    judged(qtbot, dialog)
    assert dialog.doubts.save.text() == "另存先不导入的人…"
