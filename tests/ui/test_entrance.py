"""The way in: first start, unlocking, the recovery code, the keyring, what is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety.door import Door
from desktop.ui.entrance import Entrance
from desktop.ui.preview.dialog import PreviewDialog
from desktop.ui.safety.door_pages import KEYRING, Unlock
from desktop.ui.safety.door_window import DoorWindow
from desktop.ui.safety.recovery import RecoveryPage
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.widgets.dialogs import Notice
from tests.keyrings import InMemory, Nowhere
from tests.storage.test_plain import folder
from tests.ui.entering import PASSPHRASE, dialog, field, give, inside, outside, reads, started
from tests.ui.hands import Clock, click, texts

plain_library = folder


@pytest.fixture(autouse=True)
def own_keyring() -> InMemory:
    made = InMemory()
    keyring.set_keyring(made)
    return made


@pytest.fixture
def starts(tmp_path: Path, look: Appearance) -> Iterator[list[Entrance]]:
    """Every start of the program in the test; all ended afterwards."""
    made: list[Entrance] = []
    yield made
    for entrance in made:
        entrance.close()


def start(starts: list[Entrance], tmp_path: Path, look: Appearance) -> Entrance:
    """Start the program; an earlier start has ended."""
    for before in starts:
        before.close()
    starts[:] = [started(tmp_path, look)]
    return starts[0]


def answer(text: str) -> None:
    """Press ``text`` in the question about to open."""

    def press() -> None:
        (asked,) = (
            w for w in QApplication.topLevelWidgets() if isinstance(w, Notice) and w.isVisible()
        )
        click(asked, text)

    QTimer.singleShot(50, press)


def to_recovery(entrance: Entrance, qtbot: QtBot) -> DoorWindow:
    first = outside(entrance, qtbot)
    give(first, "口令", PASSPHRASE)
    give(first, "再输一遍", PASSPHRASE)
    click(first, "设好口令，继续")
    qtbot.waitUntil(lambda: isinstance(first.page, RecoveryPage), timeout=15_000)
    return first


def begin(entrance: Entrance, qtbot: QtBot) -> str:
    """Through the first start into the window; the recovery code."""
    first = to_recovery(entrance, qtbot)
    page = first.page
    assert isinstance(page, RecoveryPage)
    code = page.card.groups.accessibleName().removeprefix("恢复码 ")
    answer("抄好了，继续")
    click(first, "已经记下，继续")
    inside(entrance, qtbot)
    return code


def test_the_first_start_sets_a_passphrase_and_shows_the_code(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    entrance = start(starts, tmp_path, look)
    code = begin(entrance, qtbot)
    assert len(code.split()) == 8
    assert entrance.outside is None
    assert reads(inside(entrance, qtbot), "一步一步填好申报材料")
    door = Door(tmp_path)
    assert door.state() == "locked"
    assert door.by_passphrase(PASSPHRASE).keys == door.by_code(code).keys
    # Nobody asked for it on a disk.
    assert not list(tmp_path.rglob("*.pdf"))


def test_what_is_no_passphrase_is_told_by_the_field(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    window = outside(start(starts, tmp_path, look), qtbot)
    for first, again, told in (
        ("", "", "请先输入一个口令。"),
        ("19880312", "19880312", "口令只有数字，"),
        ("abc de", "abc de", "还差 2 个字符。"),
        (PASSPHRASE, "a passphrase in autumn", "两遍不一样"),
    ):
        give(window, "口令", first)
        give(window, "再输一遍", again)
        click(window, "设好口令，继续")
        assert reads(window, told)
    assert Door(tmp_path).state() == "new"


def test_what_is_typed_is_hidden_until_asked_for(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    window = outside(start(starts, tmp_path, look), qtbot)
    line = field(window, "口令").line
    assert line.echoMode() == QLineEdit.EchoMode.Password
    click(window, "显示口令")
    assert line.echoMode() == QLineEdit.EchoMode.Normal


def press(line: QLineEdit, sign: str) -> None:
    """The key of A without Shift, as it gives ``sign``."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(line, event)


def test_caps_lock_is_noticed(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    window = outside(start(starts, tmp_path, look), qtbot)
    line = field(window, "口令").line
    press(line, "A")
    assert reads(window, "大写锁定")
    press(line, "a")
    assert not reads(window, "大写锁定")


def test_the_sheet_is_saved_only_where_asked(
    qtbot: QtBot,
    starts: list[Entrance],
    tmp_path: Path,
    look: Appearance,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entrance = start(starts, tmp_path, look)
    window = to_recovery(entrance, qtbot)
    click(window, "打印或保存为 PDF…")
    preview = dialog(PreviewDialog, qtbot)
    place = tmp_path / "stick" / "恢复码单.pdf"
    place.parent.mkdir()
    monkeypatch.setattr(
        "desktop.ui.widgets.dialogs.QFileDialog.getSaveFileName", lambda *_: (str(place), "")
    )
    click(preview, "保存 PDF…")
    assert place.read_bytes().startswith(b"%PDF")
    click(preview, "关闭")
    assert reads(window, "已保存。")
    # Kept already: nobody asks again.
    click(window, "已经记下，继续")
    inside(entrance, qtbot)


def test_the_code_is_not_left_behind_by_closing_the_window(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    window = to_recovery(start(starts, tmp_path, look), qtbot)
    answer("再看看")
    window.close()
    assert window.isVisible()
    answer("抄好了，继续")
    window.close()
    assert not window.isVisible()


def test_a_plain_library_is_encrypted_and_nothing_of_it_is_lost(
    qtbot: QtBot, starts: list[Entrance], look: Appearance, plain_library: Path
) -> None:
    tmp_path = plain_library
    assert b"SQLite format 3" in (tmp_path / "library.db").read_bytes()
    entrance = start(starts, tmp_path, look)
    assert reads(outside(entrance, qtbot), "一份都不会少")
    begin(entrance, qtbot)
    assert entrance.desk is not None
    assert [row.case_id for row in entrance.desk.rows()] == ["c1"]
    assert b"SQLite format 3" not in (tmp_path / "library.db").read_bytes()


def test_a_key_file_that_is_damaged_is_told_and_the_backup_offered(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    Door(tmp_path).begin(PASSPHRASE, in_keyring=False)
    for name in ("keys.json", "keys-copy.json"):
        (tmp_path / name).write_bytes(b"{")
    window = outside(start(starts, tmp_path, look), qtbot)
    qtbot.waitUntil(lambda: reads(window, "钥匙文件不见了或已损坏"), timeout=15_000)
    assert "从备份恢复…" in texts(window)


def test_a_library_held_elsewhere_is_told_on_the_page(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    keys = Door(tmp_path).begin(PASSPHRASE, in_keyring=False).keys
    held = Desk.open(tmp_path, installed.notice, Clock(), keys)
    entrance = start(starts, tmp_path, look)
    window = outside(entrance, qtbot)
    give(window, "口令", PASSPHRASE)
    click(window, "打开")
    qtbot.waitUntil(lambda: reads(window, "另一个“职称申报助手”窗口"), timeout=15_000)
    held.close()
    click(window, "打开")
    inside(entrance, qtbot)


def test_later_the_passphrase_opens_it_after_as_many_wrong_ones_as_it_takes(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    begin(start(starts, tmp_path, look), qtbot)
    entrance = start(starts, tmp_path, look)
    window = outside(entrance, qtbot)
    for wrong in ("wrong one", "another wrong one", "A PASSPHRASE IN SPRING"):
        give(window, "口令", wrong)
        click(window, "打开")
        qtbot.waitUntil(lambda: reads(window, "口令不对"), timeout=15_000)
        assert QApplication.focusWidget() is field(window, "口令").line
    give(window, "口令", PASSPHRASE)
    QTest.keyClick(field(window, "口令").line, Qt.Key.Key_Return)
    inside(entrance, qtbot)


def test_the_code_opens_it_and_a_new_passphrase_is_offered(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    code = begin(start(starts, tmp_path, look), qtbot)
    entrance = start(starts, tmp_path, look)
    window = outside(entrance, qtbot)
    click(window, "用恢复码打开")
    give(window, "恢复码", "ABCD")
    click(window, "打开")
    qtbot.waitUntil(lambda: reads(window, "恢复码不对"), timeout=15_000)
    give(window, "恢复码", code.lower())
    click(window, "打开")
    qtbot.waitUntil(lambda: reads(window, "已用恢复码打开"), timeout=15_000)
    give(window, "新口令", "the new sentence")
    give(window, "再输一遍", "the new sentence")
    click(window, "换成新口令")
    inside(entrance, qtbot)
    Door(tmp_path).by_passphrase("the new sentence")


def test_the_keyring_opens_it_without_a_word(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    entrance = start(starts, tmp_path, look)
    window = outside(entrance, qtbot)
    qtbot.waitUntil(lambda: KEYRING in texts(window))
    click(window, KEYRING)
    begin(entrance, qtbot)
    again = start(starts, tmp_path, look)
    inside(again, qtbot)
    assert again.outside is None


def test_without_a_keyring_nothing_is_offered_and_that_is_told(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    keyring.set_keyring(Nowhere())
    window = outside(start(starts, tmp_path, look), qtbot)
    qtbot.waitUntil(lambda: reads(window, "没有可用的系统钥匙串"))
    assert KEYRING not in texts(window)


def test_a_wiped_keyring_asks_for_the_passphrase(
    qtbot: QtBot,
    starts: list[Entrance],
    tmp_path: Path,
    look: Appearance,
    own_keyring: InMemory,
) -> None:
    Door(tmp_path).begin(PASSPHRASE, in_keyring=True)
    own_keyring.kept.clear()
    entrance = start(starts, tmp_path, look)
    window = outside(entrance, qtbot)
    assert isinstance(window.page, Unlock)
    give(window, "口令", PASSPHRASE)
    click(window, "打开")
    inside(entrance, qtbot)


def test_remains_without_their_key_are_never_begun_anew(
    qtbot: QtBot, starts: list[Entrance], tmp_path: Path, look: Appearance
) -> None:
    begin(start(starts, tmp_path, look), qtbot)
    starts[0].close()
    taken = {n: (tmp_path / n).read_bytes() for n in ("keys.json", "keys-copy.json")}
    for name in taken:
        (tmp_path / name).unlink()
    before = (tmp_path / "library.db").read_bytes()
    entrance = start(starts, tmp_path, look)
    window = outside(entrance, qtbot)
    assert reads(window, "资料库的钥匙文件不见了")
    assert "设好口令，继续" not in texts(window)
    assert (tmp_path / "library.db").read_bytes() == before
    (tmp_path / "keys.json").write_bytes(taken["keys.json"])
    click(window, "再看一次")
    give(window, "口令", PASSPHRASE)
    click(window, "打开")
    inside(entrance, qtbot)
