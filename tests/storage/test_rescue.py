"""A damaged library: nothing deleted, nothing begun anew, the newest good backup brought back."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.storage import backup, mark, rescue, vault
from desktop.storage.backup import Backup
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.mark import Behind
from desktop.storage.packages import Passed
from desktop.storage.remains import DATABASE, FILES
from desktop.storage.vault import KEY_FILES
from tests.storage.campaign import PASSPHRASE, Worker, quick
from tests.storage.keeping import FakeClock, a_case, damaged_bytes, prints

AT = datetime(2024, 7, 22, 1, 30, tzinfo=UTC)


@dataclass
class Damaged:
    """A closed library with two backups of it on a stick."""

    folder: Path
    stick: Path
    code: str
    keys: Keys
    first: Backup
    second: Backup
    hashes: tuple[str, ...]


@pytest.fixture
def kept(tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> Damaged:
    monkeypatch.setattr("desktop.storage.passphrases.COSTS", {})
    quick()
    stick = tmp_path / "stick"
    stick.mkdir()
    begun = vault.begin(tmp_path / "library", PASSPHRASE, in_keyring=False)
    library = Library.open(tmp_path / "library", clock, begun.keys)
    library.create(a_case())
    worker = Worker.on(library, "c1", lambda *_: None)
    worker.attach(b"first")
    first = backup.make(library, stick)
    clock.go(60)
    worker.edit("person.name", "第二份备份里的名字")
    worker.attach(b"second")
    second = backup.make(library, stick)
    hashes = library.hashes()
    library.close()
    return Damaged(library.folder, stick, begun.code, begun.keys, first, second, hashes)


def zeroes(data: bytearray) -> None:
    data[4096:8192] = bytes(4096)


def test_what_is_damaged_is_named_and_nothing_changed(kept: Damaged) -> None:
    assert not rescue.damage(kept.folder, kept.keys)
    damaged_bytes(zeroes, kept.folder / DATABASE)
    (kept.folder / KEY_FILES[1]).write_bytes(b"{}")
    before = prints(kept.folder)
    found = rescue.damage(kept.folder, kept.keys)
    assert found.database is not None
    assert "已损坏" in found.database.happened
    assert found.key_files == (KEY_FILES[1],)
    assert prints(kept.folder) == before


def test_one_damaged_attachment_is_named_and_the_rest_is_backed_up(
    kept: Damaged, clock: FakeClock, tmp_path: Path
) -> None:
    path = min((kept.folder / FILES).glob("??/*"))
    path.write_bytes(path.read_bytes()[:-1])
    (bad,) = rescue.damage(kept.folder, kept.keys).files
    library = Library.open(kept.folder, clock, kept.keys)
    clock.go(60)
    (tmp_path / "other stick").mkdir()
    made = backup.make(library, tmp_path / "other stick")
    assert (made.files, made.lacking) == (1, 1)
    assert backup.found(tmp_path / "other stick") == (made,)
    # Where the stick still has it whole, that backup lacks nothing.
    made = backup.make(library, kept.stick)
    assert (made.files, made.lacking) == (2, 0)
    library.close()
    rescue.bring_back(kept.folder, made.folder, kept.keys, AT)
    library = Library.open(kept.folder, clock, kept.keys)
    assert library.store.sound(bad)
    library.close()


def test_the_newest_good_backup_is_brought_back(kept: Damaged, clock: FakeClock) -> None:
    damaged_bytes(zeroes, kept.folder / DATABASE)
    broken = (kept.folder / DATABASE).read_bytes()
    assert rescue.newest_good([kept.stick], kept.keys) == kept.second
    aside = rescue.bring_back(kept.folder, kept.second.folder, kept.keys, AT)
    assert (aside / DATABASE).read_bytes() == broken
    library = Library.open(kept.folder, clock, kept.keys)
    assert library.load("c1").case.person.name == "第二份备份里的名字"
    library.close()
    assert vault.open_with_passphrase(kept.folder, PASSPHRASE) == kept.keys
    again = rescue.bring_back(kept.folder, kept.first.folder, kept.keys, AT)
    assert again != aside
    assert (aside / DATABASE).read_bytes() == broken


def test_a_backup_that_is_damaged_itself_is_not_offered(kept: Damaged) -> None:
    damaged_bytes(zeroes, kept.second.folder / DATABASE)
    gone = kept.stick / "pulled out"
    assert rescue.newest_good([gone, kept.stick], kept.keys) == kept.first
    before = prints(kept.folder)
    with pytest.raises(UserError, match="备份不完整"):
        rescue.bring_back(kept.folder, kept.second.folder, kept.keys, AT)
    assert prints(kept.folder) == before
    damaged_bytes(zeroes, kept.first.folder / DATABASE)
    assert rescue.newest_good([kept.stick], kept.keys) is None


def test_an_attachment_damaged_on_the_stick_keeps_no_library_shut(
    kept: Damaged, clock: FakeClock
) -> None:
    """It lies there once for all backups; here it may still be whole."""
    on_stick = sorted(next(kept.stick.glob("*/files")).glob("??/*"))
    for path in on_stick:
        path.write_bytes(path.read_bytes()[:-1])
    damaged_bytes(zeroes, kept.folder / DATABASE)
    lost = (kept.folder / FILES) / on_stick[0].parent.name / on_stick[0].name
    lost.unlink()
    newest = rescue.newest_good([kept.stick], kept.keys)
    assert newest is not None
    assert (newest.folder, newest.files, newest.lacking) == (kept.second.folder, 0, 2)
    rescue.bring_back(kept.folder, newest.folder, kept.keys, AT)
    library = Library.open(kept.folder, clock, kept.keys)
    assert library.load("c1").case.person.name == "第二份备份里的名字"
    assert sum(library.store.sound(sha256) for sha256 in kept.hashes) == 1
    library.close()


def test_another_vault_s_backup_is_never_taken(kept: Damaged, tmp_path: Path) -> None:
    other = vault.begin(tmp_path / "other", PASSPHRASE, in_keyring=False)
    assert rescue.newest_good([kept.stick], other.keys) is None
    with pytest.raises(UserError):
        rescue.bring_back(tmp_path / "other", kept.second.folder, other.keys, AT)


@pytest.mark.parametrize("how", ["older database", "journal taken away"])
def test_a_library_older_than_what_was_saved_is_told(
    kept: Damaged, clock: FakeClock, how: str
) -> None:
    old = (kept.folder / DATABASE).read_bytes()
    library = Library.open(kept.folder, clock, kept.keys)
    Worker.on(library, "c1", lambda *_: None).edit("person.name", "保存过的")
    shutil.copytree(kept.folder, kept.stick / "killed")
    library.close()
    if how == "journal taken away":
        shutil.rmtree(kept.folder)
        (kept.stick / "killed" / f"{DATABASE}-wal").unlink()
        (kept.stick / "killed").rename(kept.folder)
    else:
        (kept.folder / DATABASE).write_bytes(old)
    before = prints(kept.folder)
    with pytest.raises(Behind, match="缺了最近保存过的 1 处修改"):
        Library.open(kept.folder, clock, kept.keys)
    assert prints(kept.folder) == before
    aside = rescue.carry_on(kept.folder, AT)
    assert (aside / DATABASE).read_bytes() == old
    library = Library.open(kept.folder, clock, kept.keys)
    assert library.load("c1").case.person.name == "第二份备份里的名字"
    library.close()


def into_the_trash(library: Library) -> None:
    library.remove("c1")


def out_of_the_trash(library: Library) -> None:
    library.remove("c1")
    library.restore("c1")


def hand_over(library: Library) -> None:
    library.packages.keep(Passed("p1", "sent", None, AT, "c1", {}))


def know_somebody(library: Library) -> None:
    library.packages.name(library.keys.identity.card, "人事处")


@pytest.mark.parametrize("act", [into_the_trash, out_of_the_trash, hand_over, know_somebody])
def test_so_is_one_older_than_what_was_done_beside_the_case(
    kept: Damaged, clock: FakeClock, act: Callable[[Library], None]
) -> None:
    old = (kept.folder / DATABASE).read_bytes()
    library = Library.open(kept.folder, clock, kept.keys)
    act(library)
    library.close()
    Library.open(kept.folder, clock, kept.keys).close()
    (kept.folder / DATABASE).write_bytes(old)
    with pytest.raises(Behind):
        Library.open(kept.folder, clock, kept.keys)


def test_what_is_done_beside_the_cases_disturbs_no_history(tmp_path: Path) -> None:
    """Before the first change, between two of a case, and with a case after it."""
    library = Library.open(tmp_path, FakeClock(), Keys.of(b"some vault's key"))
    know_somebody(library)
    library.create(a_case())
    worker = Worker.on(library, "c1", lambda *_: None)
    worker.edit("person.name", "一")
    hand_over(library)
    out_of_the_trash(library)
    worker.edit("person.name", "二")
    worker.undo()
    worker.redo()
    assert library.load("c1").case == worker.case == library.replayed("c1")
    assert library.load("c1").history == worker.steps
    library.close()


def forged(data: bytearray) -> None:
    data[7] ^= 64


@pytest.mark.parametrize("how", [forged, lambda d: d.clear(), lambda d: d.extend(b"x")])
def test_a_mark_that_is_not_ours_says_nothing(
    kept: Damaged, clock: FakeClock, how: Callable[[bytearray], None]
) -> None:
    damaged_bytes(how, kept.folder / mark.NAME)
    Library.open(kept.folder, clock, kept.keys).close()


def test_both_key_files_gone_those_of_a_backup_open_it(kept: Damaged, clock: FakeClock) -> None:
    with pytest.raises(UserError, match="钥匙文件还在"):
        rescue.bring_back_keys(kept.folder, kept.second.folder, PASSPHRASE, AT)
    (kept.folder / KEY_FILES[0]).unlink()
    (kept.folder / KEY_FILES[1]).write_bytes(b"{}")
    with pytest.raises(UserError, match="钥匙文件不见了"):
        vault.open_with_passphrase(kept.folder, PASSPHRASE)
    keys = rescue.bring_back_keys(kept.folder, kept.second.folder, kept.code, AT)
    assert keys == vault.open_with_passphrase(kept.folder, PASSPHRASE) == kept.keys
    (aside,) = (kept.folder / rescue.QUARANTINE).iterdir()
    assert (aside / KEY_FILES[1]).read_bytes() == b"{}"
    Library.open(kept.folder, clock, keys).close()


def test_what_lies_in_the_backup_place_besides_is_left_alone(
    kept: Damaged, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Links to elsewhere, a manifest where none belongs, another vault's: never deleted."""
    monkeypatch.setattr(backup, "KEPT", 1)
    place = kept.second.folder.parent
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for folder in (elsewhere, place):
        (folder / backup.MANIFEST).write_bytes((kept.first.folder / backup.MANIFEST).read_bytes())
    (elsewhere / "picture.jpg").write_bytes(b"somebody's own")
    (place / "2020-01-01 000000").symlink_to(elsewhere, target_is_directory=True)
    before = prints(elsewhere)
    library = Library.open(kept.folder, clock, kept.keys)
    clock.go(60)
    made = backup.make(library, kept.stick)
    library.close()
    assert prints(elsewhere) == before
    assert (place / backup.MANIFEST).exists()
    backup.require_whole(made.folder, kept.keys)
    assert not kept.first.folder.exists()


def test_two_backups_in_the_same_second_are_two(kept: Damaged, clock: FakeClock) -> None:
    """The clock set back, or standing still: the earlier one stays as it is."""
    before = prints(kept.second.folder)
    library = Library.open(kept.folder, clock, kept.keys)
    made = backup.make(library, kept.stick)
    library.close()
    assert made.at == kept.second.at
    assert made.folder != kept.second.folder
    assert prints(kept.second.folder) == before
