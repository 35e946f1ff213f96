"""A library that does not open, at the window: damaged, gone, behind, its key files lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import keyring
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety import backups
from desktop.app.safety.door import Door, Keys
from desktop.app.safety.rescue import QUARANTINE
from desktop.ui.entrance import Entrance
from desktop.ui.safety.door_window import DoorWindow
from desktop.ui.widgets.appearance import Appearance
from tests.keyrings import InMemory
from tests.ui.entering import PASSPHRASE, field, give, inside, outside, reads, started
from tests.ui.hands import NOW, Clock, click, texts

DATABASE = "library.db"
KEY_FILES = ("keys.json", "keys-copy.json")
ASKED = "desktop.ui.safety.rescue_pages.QFileDialog.getExistingDirectory"
LONG = 30_000


@dataclass
class Kept:
    """A library with two cases, a backup from when it had one, and the program on it."""

    home: Path
    stick: Path
    code: str
    keys: Keys
    look: Appearance
    entrance: Entrance | None = None

    def desk(self, later: int = 0) -> Desk:
        return Desk.open(
            self.home, installed.notice, Clock(NOW + timedelta(hours=later)), self.keys
        )

    def start(self, qtbot: QtBot) -> DoorWindow:
        self.entrance = started(self.home, self.look)
        return outside(self.entrance, qtbot)

    def unlock(self, qtbot: QtBot) -> DoorWindow:
        window = self.start(qtbot)
        give(window, "口令", PASSPHRASE)
        click(window, "打开")
        return window

    def cases(self, qtbot: QtBot) -> int:
        assert self.entrance is not None
        inside(self.entrance, qtbot)
        assert self.entrance.desk is not None
        return len(self.entrance.desk.rows())

    def aside(self) -> Path:
        (one,) = (self.home / QUARANTINE).iterdir()
        return one


@pytest.fixture
def kept(qapp: QApplication, tmp_path: Path) -> Iterator[Kept]:
    keyring.set_keyring(InMemory())
    home, stick = tmp_path / "home", tmp_path / "stick"
    stick.mkdir()
    begun = Door(home).begin(PASSPHRASE, in_keyring=False)
    made = Kept(home, stick, begun.code, begun.keys, Appearance(qapp, home))
    desk = made.desk()
    desk.new_case(installed.notice("BM24"))
    backups.made(backups.snapshot(desk), stick, lambda *_: None)
    desk.close()
    desk = made.desk(1)
    desk.new_case(installed.notice("BM24"))
    desk.close()
    made.look.keep(replace(made.look.settings, backup_place=str(stick)))
    yield made
    if made.entrance is not None:
        made.entrance.close()


def choose(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person will choose ``place`` where a folder is asked for."""
    monkeypatch.setattr(ASKED, lambda *_: str(place))


def zeroes(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:8192] = bytes(4096)
    path.write_bytes(data)


def soon(qtbot: QtBot, window: DoorWindow, words: str) -> None:
    qtbot.waitUntil(lambda: reads(window, words), timeout=LONG)


@pytest.mark.parametrize(
    "damage", [zeroes, lambda p: p.write_bytes(b""), lambda p: p.write_bytes(b"x" * 9000)]
)
def test_a_damaged_library_is_brought_back_from_the_newest_good_backup(
    kept: Kept, qtbot: QtBot, damage: Callable[[Path], None]
) -> None:
    damage(kept.home / DATABASE)
    broken = (kept.home / DATABASE).read_bytes()
    window = kept.unlock(qtbot)
    soon(qtbot, window, "2024-07-24 10:00 的备份：1 份材料，0 个附件")
    assert reads(window, "资料库暂时打不开")
    assert reads(window, "不会删除任何文件")
    assert reads(window, "备份以后填的内容不在里面")
    assert "按现有的内容继续" not in texts(window)
    assert (kept.home / DATABASE).read_bytes() == broken
    click(window, "用这份备份恢复")
    assert kept.cases(qtbot) == 1
    assert (kept.aside() / DATABASE).read_bytes() == broken


def test_where_the_known_place_has_none_another_can_be_chosen(
    kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zeroes(kept.home / DATABASE)
    other = kept.stick.rename(tmp_path / "other stick")
    window = kept.unlock(qtbot)
    soon(qtbot, window, "还没有找到这个资料库的完好备份")
    assert "用这份备份恢复" not in texts(window)
    choose(tmp_path / "home", monkeypatch)
    click(window, "别处的备份…")
    soon(qtbot, window, "还没有找到这个资料库的完好备份")
    choose(other, monkeypatch)
    click(window, "别处的备份…")
    soon(qtbot, window, "的备份：1 份材料")
    click(window, "用这份备份恢复")
    assert kept.cases(qtbot) == 1


def test_a_backup_that_is_damaged_too_is_not_offered(kept: Kept, qtbot: QtBot) -> None:
    zeroes(kept.home / DATABASE)
    zeroes(next(kept.stick.rglob(DATABASE)))
    window = kept.unlock(qtbot)
    soon(qtbot, window, "还没有找到这个资料库的完好备份")


def test_a_library_behind_is_gone_on_with_where_no_backup_is_newer(
    kept: Kept, qtbot: QtBot
) -> None:
    old = (kept.home / DATABASE).read_bytes()
    desk = kept.desk(2)
    desk.new_case(installed.notice("BM24"))
    desk.close()
    (kept.home / DATABASE).write_bytes(old)
    window = kept.unlock(qtbot)
    soon(qtbot, window, "它不比现有的内容新")
    assert reads(window, "缺了最近保存过的 1 处修改")
    assert "用这份备份恢复" not in texts(window)
    assert (kept.home / DATABASE).read_bytes() == old
    click(window, "按现有的内容继续")
    assert kept.cases(qtbot) == 2
    assert (kept.aside() / DATABASE).read_bytes() == old


@pytest.mark.parametrize(("does", "cases"), [("用这份备份恢复", 3), ("按现有的内容继续", 2)])
def test_a_library_behind_a_newer_backup_leaves_it_to_the_person(
    kept: Kept, qtbot: QtBot, does: str, cases: int
) -> None:
    old = (kept.home / DATABASE).read_bytes()
    desk = kept.desk(2)
    desk.new_case(installed.notice("BM24"))
    backups.made(backups.snapshot(desk), kept.stick, lambda *_: None)
    desk.new_case(installed.notice("BM24"))
    desk.close()
    (kept.home / DATABASE).write_bytes(old)
    window = kept.unlock(qtbot)
    soon(qtbot, window, "它比现有的内容多 1 处修改")
    click(window, does)
    assert kept.cases(qtbot) == cases
    assert (kept.aside() / DATABASE).read_bytes() == old


@pytest.mark.parametrize("by", ["passphrase", "code"])
@pytest.mark.parametrize("how", ["gone", "damaged"])
def test_key_files_come_back_from_a_backup(kept: Kept, qtbot: QtBot, how: str, by: str) -> None:
    for name in KEY_FILES:
        if how == "gone":
            (kept.home / name).unlink()
        else:
            (kept.home / name).write_bytes(b"{")
    window = kept.start(qtbot)
    assert reads(window, "资料库的钥匙文件不见了或已损坏")
    assert reads(window, f"备份在：{kept.stick}")
    give(window, "口令或恢复码", "not the one at all")
    click(window, "从备份取回钥匙文件")
    soon(qtbot, window, "口令（或恢复码）不对")
    # Asked of this window: another test's may still be the active one of the system.
    qtbot.waitUntil(lambda: window.focusWidget() is field(window, "口令或恢复码").line)
    give(window, "口令或恢复码", PASSPHRASE if by == "passphrase" else kept.code)
    click(window, "从备份取回钥匙文件")
    # What was filled in after that backup is there too: only the key files came from it.
    assert kept.cases(qtbot) == 2
    assert Door(kept.home).by_code(kept.code).keys == kept.keys


def test_another_vault_s_key_file_is_never_put_in_place(
    kept: Kept, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other, stick = tmp_path / "other", tmp_path / "other stick"
    stick.mkdir()
    keys = Door(other).begin(PASSPHRASE, in_keyring=False).keys
    desk = Desk.open(other, installed.notice, Clock(), keys)
    backups.made(backups.snapshot(desk), stick, lambda *_: None)
    desk.close()
    for name in KEY_FILES:
        (kept.home / name).unlink()
    window = kept.start(qtbot)
    choose(stick, monkeypatch)
    click(window, "别处的备份…")
    give(window, "口令或恢复码", PASSPHRASE)
    click(window, "从备份取回钥匙文件")
    soon(qtbot, window, "这份备份是另一个资料库的")
    assert not any((kept.home / name).exists() for name in KEY_FILES)


def test_a_database_that_is_gone_is_never_begun_anew(kept: Kept, qtbot: QtBot) -> None:
    shutil.move(kept.home / DATABASE, kept.stick / "moved away")
    (kept.home / "library.db-wal").write_bytes(b"left behind")
    window = kept.unlock(qtbot)
    soon(qtbot, window, "的备份：1 份材料")
    assert reads(window, "主文件 library.db 不见了")
    assert not (kept.home / DATABASE).exists()
    # Somebody has found it.
    (kept.home / "library.db-wal").unlink()
    shutil.move(kept.stick / "moved away", kept.home / DATABASE)
    click(window, "再试一次")
    assert kept.cases(qtbot) == 2
