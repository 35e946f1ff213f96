"""Locking: now, after a while, and back to the same place; what stays in the clipboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import intake
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety.door import Door
from desktop.app.samples.sample import keep_sample
from desktop.imaging.foreign import decoder
from desktop.ui.entrance import Entrance
from desktop.ui.platform.dialog import CopyDialog
from desktop.ui.safety.clipboard import ClipboardWatch
from desktop.ui.safety.dialog import SafetyDialog
from desktop.ui.safety.idle import IdleWatch
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Window
from tests.keyrings import Nowhere
from tests.ui.entering import PASSPHRASE, give, inside, outside, started
from tests.ui.hands import Clock, click, commit, texts, to_front

ID_NO = "659901198803121238"


@pytest.fixture
def entrance(tmp_path: Path, look: Appearance, qtbot: QtBot) -> Iterator[Entrance]:
    """The program with the sample open."""
    keyring.set_keyring(Nowhere())
    begun = Door(tmp_path).begin(PASSPHRASE, in_keyring=False)
    desk = Desk.open(tmp_path, installed.notice, Clock(), begun.keys)
    look.remember_case(keep_sample(desk, installed.notice("BM24")))
    desk.close()
    entrance = started(tmp_path, look)
    unlock(entrance, qtbot)
    yield entrance
    entrance.close()


def unlock(entrance: Entrance, qtbot: QtBot) -> Window:
    window = outside(entrance, qtbot)
    give(window, "口令", PASSPHRASE)
    click(window, "打开")
    opened = inside(entrance, qtbot)
    to_front(qtbot, opened)
    return opened


def locked(entrance: Entrance, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: entrance.window is None)
    assert entrance.inside is None
    windows = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert windows == [outside(entrance, qtbot)]


def test_no_process_keeps_a_page_that_was_open(entrance: Entrance, qtbot: QtBot) -> None:
    assert entrance.desk is not None
    library = entrance.desk.library
    (case,) = (library.load(row.case_id).case for row in library.cases())
    intake.page_image(library.file(case.attachments[0].sha256))
    assert decoder.shared().processes()
    entrance.lock()
    locked(entrance, qtbot)
    assert decoder.shared().processes() == []


def test_locked_by_the_button_and_back_at_the_same_page_with_what_was_typed(
    entrance: Entrance, qtbot: QtBot
) -> None:
    window = inside(entrance, qtbot)
    assert window.shell is not None
    window.shell.go("basic", "person.email")
    focus = QApplication.focusWidget()
    assert focus is not None
    commit(focus, "x")  # typed, and not yet handed over when the lock falls
    before = window.shell.session.case.person.email
    click(window, "锁定")
    locked(entrance, qtbot)
    again = unlock(entrance, qtbot)
    assert again.shell is not None
    assert again.shell.page_id == "basic"
    after = again.shell.session.case.person.email
    assert sorted(after) == sorted(before + "x")


def test_locked_by_key_from_the_list(entrance: Entrance, qtbot: QtBot) -> None:
    window = inside(entrance, qtbot)
    click(window, "← 全部材料")
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    locked(entrance, qtbot)
    assert "继续填写" in texts(unlock(entrance, qtbot))


def test_locked_while_a_dialog_waits(entrance: Entrance, qtbot: QtBot) -> None:
    window = inside(entrance, qtbot)
    click(window, "安全与备份")
    # A loop of its own inside: the file dialog.
    QGuiApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    heard: list[bool] = []

    def leave() -> None:
        heard.append(any(isinstance(w, QFileDialog) for w in QApplication.topLevelWidgets()))
        entrance.lock()

    QTimer.singleShot(200, leave)
    dialog = window.findChild(SafetyDialog)
    assert dialog is not None
    click(dialog, "选择文件夹或 U 盘…")
    assert heard == [True]
    locked(entrance, qtbot)


def test_locked_while_copying_leaves_no_number_and_keeps_the_ticks(
    entrance: Entrance, qtbot: QtBot
) -> None:
    window = inside(entrance, qtbot)
    assert window.shell is not None
    window.shell.go("finish")
    click(window, "抄录到平台…")
    dialog = window.findChild(CopyDialog)
    assert dialog is not None
    dialog.go(1)
    number = next(row for row in dialog.column.rows if row.label == "身份证号")
    click(number, "已填上")
    QTest.mouseClick(number.button, Qt.MouseButton.LeftButton)
    assert len(QGuiApplication.clipboard().text()) == len(ID_NO)
    entrance.lock()
    locked(entrance, qtbot)
    assert QGuiApplication.clipboard().text() == ""
    again = unlock(entrance, qtbot)
    assert any("已抄 1 项" in text for text in texts(again))


def test_left_alone_it_locks_itself(entrance: Entrance, qtbot: QtBot) -> None:
    entrance.idle.choose(5)
    entrance.idle.clock._steady = lambda: 10.0**9
    entrance.idle.look()
    locked(entrance, qtbot)


def test_the_data_are_not_held_any_more(entrance: Entrance, qtbot: QtBot, tmp_path: Path) -> None:
    click(inside(entrance, qtbot), "锁定")
    locked(entrance, qtbot)
    keys = Door(tmp_path).by_passphrase(PASSPHRASE).keys
    Desk.open(tmp_path, installed.notice, Clock(), keys).close()


class Seconds:
    """A clock to set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_only_hands_count_as_input(entrance: Entrance, qtbot: QtBot) -> None:
    window = inside(entrance, qtbot)
    seconds = Seconds()
    at = Clock()
    watch = IdleWatch(15, seconds, at)
    alone: list[bool] = []
    watch.left_alone.connect(lambda: alone.append(True))
    assert window.shell is not None
    window.shell.go("basic", "person.email")
    focus = QApplication.focusWidget()
    assert focus is not None
    seconds.now = 14 * 60
    window.repaint()
    window.shell.session.judge_again()
    QTest.qWait(50)
    seconds.now = 15 * 60
    watch.look()
    assert alone == [True]
    seconds.now = 29 * 60
    commit(focus, "字")  # an input method gives words, not keys
    seconds.now = 40 * 60
    watch.look()
    QTest.keyClick(focus, Qt.Key.Key_Left)
    seconds.now = 54 * 60
    watch.look()
    assert alone == [True]
    seconds.now = 55 * 60
    watch.look()
    assert alone == [True, True]
    watch.close()


def test_an_id_number_leaves_the_clipboard(qapp: QApplication, qtbot: QtBot) -> None:
    watch = ClipboardWatch(0.1)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(f"身份证号 {ID_NO}")
    qtbot.waitUntil(lambda: clipboard.text() == "")
    clipboard.setText("通知的原句")
    QTest.qWait(300)
    assert clipboard.text() == "通知的原句"
    watch.close()
    assert clipboard.text() == "通知的原句"


def test_a_copied_id_number_is_marked_as_not_to_be_kept(qapp: QApplication) -> None:
    watch = ClipboardWatch()
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("通知的原句")
    assert clipboard.mimeData().formats() == ["text/plain"]
    clipboard.setText(f"身份证号 {ID_NO}")
    kept = clipboard.mimeData()
    assert kept.text() == f"身份证号 {ID_NO}"
    no = bytes(4)
    assert kept.data("CanIncludeInClipboardHistory").data() == no
    assert kept.data("CanUploadToCloudClipboard").data() == no
    assert kept.hasFormat("ExcludeClipboardContentFromMonitorProcessing")
    assert kept.data("x-kde-passwordManagerHint").data() == b"secret"
    watch.close()
    assert clipboard.text() == ""


def test_an_id_number_leaves_the_clipboard_on_locking(entrance: Entrance, qtbot: QtBot) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText(ID_NO)
    click(inside(entrance, qtbot), "锁定")
    locked(entrance, qtbot)
    assert clipboard.text() == ""
