"""安全与备份: passphrase, printed code, keyring; backups made, called off, restored."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QProgressBar
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety.backups import found
from desktop.app.safety.door import Door, WrongPassphrase
from desktop.app.samples.sample import keep_sample
from desktop.storage.files import FileStore
from desktop.ui.entrance import Entrance
from desktop.ui.safety.dialog import SafetyDialog
from desktop.ui.safety.door_pages import KEYRING, Unlock
from desktop.ui.safety.proof import ProofDialog
from desktop.ui.safety.recovery import RecoveryDialog
from desktop.ui.safety.restoring import RestoreDialog
from desktop.ui.widgets.appearance import Appearance
from desktop.ui.window import Window
from tests.keyrings import InMemory
from tests.ui.entering import PASSPHRASE, dialog, give, inside, outside, reads, started
from tests.ui.hands import NOW, Clock, click, find, texts, to_front

ASKED = "desktop.ui.safety.dialog.QFileDialog.getExistingDirectory"


@pytest.fixture
def entrance(tmp_path: Path, look: Appearance, qtbot: QtBot) -> Iterator[Entrance]:
    """The program with the list of cases, the sample in it."""
    keyring.set_keyring(InMemory())
    begun = Door(tmp_path).begin(PASSPHRASE, in_keyring=True)
    desk = Desk.open(tmp_path, installed.notice, Clock(), begun.keys)
    keep_sample(desk, installed.notice("BM24"))
    desk.close()
    entrance = started(tmp_path, look)
    window = inside(entrance, qtbot)
    to_front(qtbot, window)
    yield entrance
    entrance.close()


@pytest.fixture
def safety(entrance: Entrance, qtbot: QtBot) -> SafetyDialog:
    click(inside(entrance, qtbot), "安全与备份")
    return dialog(SafetyDialog, qtbot)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stick, and the person who will choose it."""
    place = tmp_path / "stick"
    place.mkdir()
    monkeypatch.setattr(ASKED, lambda *_: str(place))
    return place


def prove(qtbot: QtBot, does: str, passphrase: str = PASSPHRASE) -> ProofDialog[object]:
    asked = dialog(ProofDialog, qtbot)
    give(asked, "现在的口令", passphrase)
    click(asked, does)
    return asked


def test_another_passphrase(safety: SafetyDialog, qtbot: QtBot, tmp_path: Path) -> None:
    click(safety, "换口令…")
    asked = dialog(ProofDialog, qtbot)
    give(asked, "新口令", "another sentence")
    give(asked, "再输一遍", "another sentence")
    prove(qtbot, "换成新口令", "not the one")
    qtbot.waitUntil(lambda: reads(asked, "现在的口令不对"), timeout=15_000)
    prove(qtbot, "换成新口令")
    qtbot.waitUntil(lambda: reads(safety, "口令已换。"), timeout=15_000)
    Door(tmp_path).by_passphrase("another sentence")
    with pytest.raises(WrongPassphrase):
        Door(tmp_path).by_passphrase(PASSPHRASE)


def test_another_printed_code(safety: SafetyDialog, qtbot: QtBot, tmp_path: Path) -> None:
    click(safety, "换一张恢复码单…")
    prove(qtbot, "做一张新的")
    shown = dialog(RecoveryDialog, qtbot)
    code = shown.card.groups.accessibleName().removeprefix("恢复码 ")
    # Not before the person has it.
    with pytest.raises(WrongPassphrase):
        Door(tmp_path).by_code(code)
    click(shown, "不换了")
    assert reads(safety, "以前打印的那张仍然有用")
    click(safety, "换一张恢复码单…")
    prove(qtbot, "做一张新的")
    shown = dialog(RecoveryDialog, qtbot)
    code = shown.card.groups.accessibleName().removeprefix("恢复码 ")
    shown.card.is_kept = True
    click(shown, "已经记下，换成这一张")
    qtbot.waitUntil(lambda: reads(safety, "以前打印的那张已经作废"), timeout=15_000)
    assert not shown.isVisible()
    Door(tmp_path).by_code(code)


def test_the_keyring_is_taken_out_and_put_in_again(
    safety: SafetyDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    click(safety, KEYRING)
    assert safety.ways.keyring.isChecked()  # nothing has changed yet
    prove(qtbot, "以后输口令")
    qtbot.waitUntil(lambda: reads(safety, "以后每次打开都要输入口令"), timeout=15_000)
    qtbot.waitUntil(lambda: not safety.ways.keyring.isChecked(), timeout=15_000)
    assert Door(tmp_path).silently() is None
    click(safety, KEYRING)
    prove(qtbot, "以后自动打开")
    qtbot.waitUntil(lambda: reads(safety, "以后在这台电脑上自动打开。"), timeout=15_000)
    assert Door(tmp_path).silently() is not None


def test_when_it_locks_itself_is_kept(
    safety: SafetyDialog, entrance: Entrance, tmp_path: Path
) -> None:
    box = find(safety, QComboBox, "多久没有操作就锁上")
    assert box.currentText() == "15 分钟没有操作就锁上"
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert entrance.idle.clock.minutes == 0
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["lock_after"] == 0


def back_up(safety: SafetyDialog, qtbot: QtBot) -> None:
    click(safety, "选择文件夹或 U 盘…")
    click(safety, "现在备份")
    qtbot.waitUntil(lambda: reads(safety, "备份好了，已经核对过"), timeout=60_000)


def test_a_backup_is_made_and_shown(
    safety: SafetyDialog, entrance: Entrance, qtbot: QtBot, stick: Path
) -> None:
    assert entrance.window is not None
    assert reads(entrance.window, "还没有备份")
    back_up(safety, qtbot)
    (made,) = found(stick)
    assert made.cases == 1
    assert made.files > 20
    assert reads(safety, "上次备份：2024-07-24 10:00")
    assert not reads(entrance.window, "还没有备份")


def test_called_off_nothing_half_stays(
    safety: SafetyDialog,
    entrance: Entrance,
    qtbot: QtBot,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    click(safety, "选择文件夹或 U 盘…")
    assert entrance.inside is not None
    backing = entrance.inside.backing
    seen: list[int] = []
    pressed = threading.Event()
    counted: list[str] = []
    take = FileStore.take

    def slowly(store: FileStore, sha256: str, source: FileStore) -> None:
        # So that there is time to press the button, however fast the disk is.
        if counted:
            pressed.wait(30)
        counted.append(sha256)
        take(store, sha256, source)

    def stop(done: int, _all: int) -> None:
        if not seen:
            seen.append(done)
            assert find(safety, QProgressBar, "").isVisible()
            click(safety, "停下")
            pressed.set()

    monkeypatch.setattr(FileStore, "take", slowly)
    backing.progressed.connect(stop)
    click(safety, "现在备份")
    qtbot.waitUntil(lambda: bool(seen) and not backing.busy, timeout=60_000)
    backing.close()
    assert not list(stick.rglob("manifest.json"))
    assert not list(stick.rglob("library.db"))


def test_once_a_day_by_itself_and_quietly(
    safety: SafetyDialog, entrance: Entrance, qtbot: QtBot, stick: Path
) -> None:
    back_up(safety, qtbot)
    safety.accept()
    assert entrance.inside is not None
    backing, desk = entrance.inside.backing, entrance.inside.desk
    backing.look()
    assert not backing.busy
    clock = Clock(NOW + timedelta(days=1))
    desk.library._clock = desk._clock = clock
    backing.look()
    qtbot.waitUntil(lambda: len(found(stick)) == 2, timeout=60_000)
    qtbot.waitUntil(lambda: not backing.busy)
    # The stick is gone: nothing happens, nothing is said before a week has passed.
    stick.rename(stick.with_name("elsewhere"))
    clock.now += timedelta(days=2)
    backing.look()
    assert not backing.busy
    assert entrance.window is not None
    assert not reads(entrance.window, "上次备份")
    clock.now += timedelta(days=7)
    backing.look()
    assert reads(entrance.window, "现在不在")


def test_a_full_stick_is_told_and_work_goes_on(
    safety: SafetyDialog, entrance: Entrance, qtbot: QtBot, stick: Path
) -> None:
    click(safety, "选择文件夹或 U 盘…")
    stick.rmdir()
    stick.write_text("no folder")
    click(safety, "现在备份")
    qtbot.waitUntil(lambda: reads(safety, "备份没有做成"), timeout=15_000)
    assert entrance.desk is not None
    assert len(entrance.desk.rows()) == 1


def restore(asked: RestoreDialog, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not reads(asked, "用哪一份"):
        monkeypatch.setattr(
            "desktop.ui.safety.restoring.QFileDialog.getExistingDirectory", lambda *_: str(stick)
        )
        click(asked, "选择备份所在的文件夹或 U 盘…")
    give(asked, "口令或恢复码", PASSPHRASE)
    click(asked, "开始恢复")


def test_restored_beside_what_is_there_after_a_backup_of_it(
    safety: SafetyDialog,
    entrance: Entrance,
    qtbot: QtBot,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(safety, qtbot)
    assert entrance.desk is not None
    before = entrance.desk.library.folder
    entrance.desk.library._clock = Clock(NOW + timedelta(hours=1))
    entrance.desk.new_case(installed.notice("BM24"))
    click(safety, "从备份恢复…")
    asked = dialog(RestoreDialog, qtbot)
    give(asked, "口令或恢复码", "not the one")
    click(asked, "开始恢复")
    qtbot.waitUntil(lambda: reads(asked, "口令（或恢复码）不对"), timeout=60_000)
    restore(asked, stick, monkeypatch)
    window = _unlocked_anew(entrance, qtbot)
    # What was there a moment ago is in a backup, and lies where it lay.
    assert max(b.cases for b in found(stick)) == 2
    assert entrance.desk.library.folder != before
    assert (before / "library.db").exists()
    assert len([t for t in texts(window) if t == "继续填写"]) >= 1
    assert len(entrance.desk.rows()) == 1
    # And back to it, whoever thinks better of it.
    click(window, "安全与备份")
    click(dialog(SafetyDialog, qtbot), "换回恢复以前的材料")
    _unlocked_anew(entrance, qtbot, "已换回原来的材料")
    assert len(entrance.desk.rows()) == 2


def _unlocked_anew(entrance: Entrance, qtbot: QtBot, said: str = "已经从备份恢复好了") -> Window:
    qtbot.waitUntil(lambda: entrance.window is None, timeout=60_000)
    door = outside(entrance, qtbot)
    assert isinstance(door.page, Unlock)
    assert reads(door, said)
    give(door, "口令", PASSPHRASE)
    click(door, "打开")
    return inside(entrance, qtbot)


def test_on_a_clean_machine_by_the_backup_alone(
    safety: SafetyDialog,
    entrance: Entrance,
    qtbot: QtBot,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(safety, qtbot)
    entrance.close()
    keyring.set_keyring(InMemory())
    home = stick.with_name("another computer")
    home.mkdir()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    clean = started(home, Appearance(app, home))
    door = outside(clean, qtbot)
    click(door, "从备份恢复…")
    restore(dialog(RestoreDialog, qtbot), stick, monkeypatch)
    qtbot.waitUntil(lambda: reads(door, "已经从备份恢复好了"), timeout=60_000)
    give(door, "口令", PASSPHRASE)
    click(door, "打开")
    window = inside(clean, qtbot)
    assert reads(window, "继续填写")
    assert clean.desk is not None
    case = clean.desk.library.load(clean.desk.rows()[0].case_id).case
    assert all(clean.desk.library.file(a.sha256) for a in case.attachments)
    clean.close()


def test_an_attachment_damaged_on_the_stick_is_told_and_the_rest_restored(
    safety: SafetyDialog,
    entrance: Entrance,
    qtbot: QtBot,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    back_up(safety, qtbot)
    one = next(stick.glob("*/files/??/*"))
    one.write_bytes(one.read_bytes()[:-1])
    # Here too, or the backup made before a restore would put it right.
    assert entrance.desk is not None
    (entrance.desk.library.folder / "files" / one.parent.name / one.name).unlink()
    click(safety, "从备份恢复…")
    restore(dialog(RestoreDialog, qtbot), stick, monkeypatch)
    _unlocked_anew(entrance, qtbot, "备份里有 1 个附件已经损坏")
    assert len(entrance.desk.rows()) == 1


def test_in_the_middle_of_a_restore_nothing_leaves_and_nothing_locks(
    safety: SafetyDialog, entrance: Entrance, qtbot: QtBot, stick: Path
) -> None:
    back_up(safety, qtbot)
    click(safety, "从备份恢复…")
    asked = dialog(RestoreDialog, qtbot)
    give(asked, "口令或恢复码", PASSPHRASE)
    click(asked, "开始恢复")
    assert asked.busy
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    entrance.lock()
    assert asked.isVisible()
    assert entrance.window is not None
    # Done, it is the restored one that is to be opened.
    qtbot.waitUntil(lambda: entrance.window is None, timeout=60_000)
