"""抄录到平台 as an applicant uses it: by mouse, by Enter alone, on what is to be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.samples.sample import keep_sample
from desktop.app.session import Session
from desktop.ui.finish.page import FinishPage
from desktop.ui.notices.clause import ClauseDialog
from desktop.ui.platform.dialog import CopyDialog
from desktop.ui.platform.row import ThingRow
from desktop.ui.widgets.theme import DARK, LIGHT
from tests.app.dated import notice
from tests.storage.keeping import KEYS
from tests.ui.conftest import Draw
from tests.ui.hands import Clock, click, find, show, texts, to_front

PAGE = {"申报时先选": 0, "基本信息": 1}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    desk = Desk.open(tmp_path / "library", notice, Clock(), KEYS)
    yield desk.session(keep_sample(desk, notice("BM24")))
    desk.close()


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> CopyDialog:
    made = CopyDialog(session)
    show(qtbot, made, (760, 720))
    return made


def enter(dialog: CopyDialog) -> None:
    """Enter, wherever the keyboard is."""
    here = QApplication.focusWidget()
    assert isinstance(here, QWidget)
    QTest.keyClick(here, Qt.Key.Key_Return)


def copied() -> str:
    return QGuiApplication.clipboard().text()


def row(dialog: CopyDialog, label: str) -> ThingRow:
    (found,) = [one for one in dialog.column.rows if one.label == label]
    return found


def ticks(dialog: CopyDialog) -> dict[str, bool]:
    return {one.label: one.box.isChecked() for one in dialog.column.rows}


def test_enter_alone_copies_ticks_and_goes_on(dialog: CopyDialog) -> None:
    enter(dialog)
    assert copied() == "评审"
    # Copied is not typed in yet: the tick comes with coming back.
    assert ticks(dialog)["申报类型"] is False
    enter(dialog)
    assert copied() == "中级"
    assert ticks(dialog)["申报类型"] is True
    assert ticks(dialog)["申报级别"] is False
    assert "已复制“申报级别”。到平台上粘贴（Ctrl+V），贴好再回来。" in texts(dialog)


def test_enter_goes_from_column_to_column(dialog: CopyDialog) -> None:
    many = len(dialog.column.rows)
    for _ in range(many + 1):
        enter(dialog)
    assert dialog.shown.title == "基本信息"
    assert copied() == "迪丽努尔·艾则孜"
    assert f"已抄 {many} / {dialog.copying.count.whole} 项" in texts(dialog)
    assert dialog.chooser.currentText().startswith("1 基本信息")


def test_the_mouse_does_the_same_and_a_tick_can_be_taken_back(dialog: CopyDialog) -> None:
    first = row(dialog, "申报类型")
    QTest.mouseClick(first.button, Qt.MouseButton.LeftButton)
    assert first.button.text() == "贴好了，下一项"
    QTest.mouseClick(first.button, Qt.MouseButton.LeftButton)
    assert ticks(dialog)["申报类型"] is True
    box = find(first, QCheckBox, "已填上")
    QTest.keyClick(box, Qt.Key.Key_Space)
    assert ticks(dialog)["申报类型"] is False
    assert "已抄 0" in " ".join(texts(dialog))


def test_another_value_can_be_copied_without_ticking_the_first(dialog: CopyDialog) -> None:
    QTest.mouseClick(row(dialog, "申报类型").button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(row(dialog, "申报专业").button, Qt.MouseButton.LeftButton)
    assert copied() == "林业和草原"
    assert not any(ticks(dialog).values())
    assert row(dialog, "申报类型").button.text() == "复制"


def test_the_arrows_go_from_value_to_value(dialog: CopyDialog) -> None:
    row(dialog, "申报类型").button.setFocus()
    for key, at in ((Qt.Key.Key_Down, "申报级别"), (Qt.Key.Key_Up, "申报类型")):
        here = QApplication.focusWidget()
        assert isinstance(here, QWidget)
        QTest.keyClick(here, key)
        assert row(dialog, at).button.hasFocus()


def test_an_id_number_leaves_the_clipboard_with_the_window(
    dialog: CopyDialog, session: Session
) -> None:
    dialog.go(PAGE["基本信息"])
    QTest.mouseClick(row(dialog, "身份证号").button, Qt.MouseButton.LeftButton)
    assert copied() == session.case.person.id_no
    assert any("身份证号 60 秒后从剪贴板清除" in text for text in texts(dialog))
    click(dialog, "关闭")
    assert copied() == ""


def test_what_was_copied_elsewhere_meanwhile_stays(dialog: CopyDialog) -> None:
    dialog.go(PAGE["基本信息"])
    QTest.mouseClick(row(dialog, "身份证号").button, Qt.MouseButton.LeftButton)
    QGuiApplication.clipboard().setText("平台上复制的")
    click(dialog, "关闭")
    assert copied() == "平台上复制的"


def test_what_was_edited_since_is_marked_with_what_was_typed_in(
    qtbot: QtBot, session: Session, dialog: CopyDialog
) -> None:
    was = session.case.person.phone
    dialog.go(PAGE["基本信息"])
    click(row(dialog, "手机号码"), "已填上")
    click(dialog, "关闭")
    session.set("person.phone", "19900000077")
    again = CopyDialog(session)
    show(qtbot, again, (760, 720))
    assert "有 1 处抄过以后改了，平台上也要改：手机号码。" in texts(again)
    click(again, "去看这一处")
    changed = row(again, "手机号码")
    assert changed.button.hasFocus()
    assert f"已变：材料在这以后改过，平台上也要改。上次填的是：{was}" in texts(changed)
    to_front(qtbot, again)
    enter(again)
    assert copied() == "19900000077"
    enter(again)
    assert not any("抄过以后改了" in text for text in texts(again))


def test_what_was_removed_since_is_to_be_removed_there(qtbot: QtBot, session: Session) -> None:
    dialog = CopyDialog(session)
    show(qtbot, dialog, (760, 720))
    edu = session.case.edu[0]
    dialog.go(2)
    click(dialog.column.rows[0], "已填上")
    session.remove(f"edu.{edu.id}")
    assert any("请在平台上也删去" in text for text in texts(dialog))
    click(dialog, "平台上也删了")
    assert not any("请在平台上也删去" in text for text in texts(dialog))


def test_what_is_missing_leads_to_its_field(qtbot: QtBot, session: Session) -> None:
    session.set("person.phone", "")
    dialog = CopyDialog(session)
    show(qtbot, dialog, (760, 720))
    dialog.go(PAGE["基本信息"])
    assert "还没有填：手机号码。请先在本程序里填好，再抄。" in texts(dialog)
    with qtbot.waitSignal(dialog.asked) as asked:
        click(dialog, "去填")
    assert asked.args == ["", "person.phone"]
    assert not dialog.isVisible()


def test_markup_somebody_typed_is_shown_as_typed(qtbot: QtBot, session: Session) -> None:
    session.set("unit.name", "<b>某公司</b>")
    dialog = CopyDialog(session)
    show(qtbot, dialog, (760, 720))
    dialog.go(PAGE["基本信息"])
    shown = row(dialog, "工作单位（全称）").value
    assert shown.textFormat() == Qt.TextFormat.PlainText
    QTest.mouseClick(row(dialog, "工作单位（全称）").button, Qt.MouseButton.LeftButton)
    assert copied() == "<b>某公司</b>"


def test_the_clause_of_a_column_is_a_click_away(dialog: CopyDialog) -> None:
    dialog.go(PAGE["基本信息"])
    click(dialog, "依据：通知 六（一）1")
    QApplication.processEvents()
    (opened,) = dialog.findChildren(ClauseDialog)
    assert opened.isVisible()
    assert opened.marked()
    opened.accept()


def test_keys_go_through_the_columns(dialog: CopyDialog) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(dialog, Qt.Key.Key_PageDown, control)
    assert dialog.shown.title == "基本信息"
    QTest.keyClick(dialog, Qt.Key.Key_PageUp, control)
    QTest.keyClick(dialog, Qt.Key.Key_PageUp, control)
    assert dialog.shown.title == "申报时先选"


def test_files_are_told_before_and_after_the_packet_is_made(
    qtbot: QtBot, session: Session, dialog: CopyDialog, tmp_path: Path
) -> None:
    dialog.go(PAGE["基本信息"])
    assert any("先在“检查与出件”页生成材料包" in text for text in texts(dialog))
    packet = tmp_path / "材料包-试"
    for upload in dialog.shown.uploads:
        for file in upload.files:
            (packet / file).parent.mkdir(parents=True, exist_ok=True)
            (packet / file).write_bytes(b"-")
    page = FinishPage(session)
    qtbot.addWidget(page)
    page.packet.made.emit(packet)
    again = CopyDialog(session)
    show(qtbot, again, (760, 720))
    again.go(PAGE["基本信息"])
    (upload, *_) = again.shown.uploads
    one = row(again, upload.label)
    assert upload.value in texts(one)
    QTest.mouseClick(one.button, Qt.MouseButton.LeftButton)
    assert copied() == str(packet / upload.files[0])
    assert "打开这一栏的文件夹" in texts(again)


def test_the_last_page_says_how_far_it_is(qtbot: QtBot, session: Session) -> None:
    page = FinishPage(session)
    show(qtbot, page, (1000, 700))
    whole = next(text for text in texts(page.platform) if "还没有开始抄" in text)
    dialog = page.platform.open()
    dialog.copying.tick(dialog.shown.items, on=True)
    many = len(dialog.shown.items)
    dialog.accept()
    assert whole.replace("还没有开始抄", f"已抄 {many} 项") in texts(page.platform)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_in_a_narrow_window_nothing_is_cut(
    session: Session, qtbot: QtBot, draw: Draw, look: object, scale: float
) -> None:
    draw(look, scale)  # type: ignore[arg-type]
    dialog = CopyDialog(session)
    show(qtbot, dialog)
    click(dialog, "靠在屏幕右边")
    dialog.resize(dialog.minimumWidth(), 700)
    dialog.go(PAGE["基本信息"])
    QApplication.processEvents()
    QTest.mouseClick(row(dialog, "身份证号").button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    for one in dialog.column.rows[:4]:
        for line in one.labels:
            if line.isVisibleTo(dialog):
                assert line.height() >= line.heightForWidth(line.width())
        right = one.button.mapTo(dialog, one.button.rect().bottomRight()).x()
        assert right <= dialog.width()
    click(dialog, "靠在屏幕右边")


def test_beside_the_browser_the_keyboard_stays_with_what_is_copied(dialog: CopyDialog) -> None:
    enter(dialog)
    box = find(dialog, QCheckBox, "靠在屏幕右边")
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.isChecked()
    assert dialog.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert dialog.focusWidget() is row(dialog, "申报类型").button
    before = dialog.width()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert not dialog.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert dialog.width() > before


def test_a_file_nobody_has_looked_at_is_told_with_care(dialog: CopyDialog) -> None:
    dialog.go(PAGE["基本信息"])
    told = [one.note for one in dialog.column.rows if "还没有看过" in one.note.text()]
    assert told
    assert {one.property("role") for one in told} == {"care"}
