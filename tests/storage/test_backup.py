"""Backups: whole or none, each attachment once, brought back anywhere by the passphrase alone."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends.null import Keyring as NoKeyring

from desktop.domain import change as changes
from desktop.domain.case import Attachment
from desktop.domain.change import Change
from desktop.errors import UserError
from desktop.storage import backup, vault
from desktop.storage.backup import MANIFEST
from desktop.storage.files import FileStore
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE, FILES
from tests.storage.keeping import SECRETS, FakeClock, a_case, commit, damaged_bytes, prints

PASSPHRASE = "春天的吉普停在院里"


@pytest.fixture(autouse=True)
def no_keyring() -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]


@pytest.fixture
def kept(tmp_path: Path, clock: FakeClock) -> Library:
    keys = vault.begin(tmp_path / "library", PASSPHRASE, in_keyring=False).keys
    library = Library.open(tmp_path / "library", clock, keys)
    library.create(a_case())
    attach(library, b"scan of an ID card")
    return library


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def attach(library: Library, data: bytes) -> str:
    saved = library.load("c1")
    entry = Attachment(slot="S01", sha256=library.put_file(data))
    edit = changes.inserted(saved.case, "attachments", entry)
    change = Change(label="添加附件", edits=(edit,))
    library.commit("c1", change, changes.apply(saved.case, (edit,)), saved.history)
    return entry.sha256


def attachments(stick: Path) -> dict[str, str]:
    return prints(next(stick.glob(f"{backup.PLACE}-*")) / FILES)


def test_restored_on_a_clean_machine_by_the_passphrase_alone(
    kept: Library, stick: Path, tmp_path: Path, clock: FakeClock
) -> None:
    sha256 = attach(kept, b"another scan")
    made = backup.make(kept, stick)
    case = kept.load("c1").case
    kept.close()
    shutil.rmtree(kept.folder)
    assert backup.found(stick) == (made,)
    assert (made.cases, made.files) == (1, 2)
    assert backup.restore(made.folder, PASSPHRASE, tmp_path / "new") == 2
    keys = vault.open_with_passphrase(tmp_path / "new", PASSPHRASE)
    again = Library.open(tmp_path / "new", clock, keys)
    assert again.load("c1").case == case
    assert again.file(sha256) == b"another scan"
    assert again.load("c1").history.done
    again.close()


def test_the_recovery_code_opens_a_backup_too(
    tmp_path: Path, clock: FakeClock, stick: Path
) -> None:
    begun = vault.begin(tmp_path / "library", PASSPHRASE, in_keyring=False)
    library = Library.open(tmp_path / "library", clock, begun.keys)
    made = backup.make(library, stick)
    library.close()
    backup.restore(made.folder, begun.code, tmp_path / "new")
    with pytest.raises(vault.WrongPassphrase):
        backup.restore(made.folder, "不是这一句口令", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_each_attachment_is_written_once(kept: Library, stick: Path, clock: FakeClock) -> None:
    backup.make(kept, stick)
    first = attachments(stick)
    clock.go(60)
    attach(kept, b"one more")
    backup.make(kept, stick)
    second = attachments(stick)
    assert first.items() < second.items()
    assert len(second) == 2
    assert len(backup.found(stick)) == 2


def test_a_damaged_attachment_in_the_backup_is_written_anew(kept: Library, stick: Path) -> None:
    backup.make(kept, stick)
    (name,) = attachments(stick)
    path = next(stick.glob(f"{backup.PLACE}-*")) / FILES / name
    damaged_bytes(lambda data: data.reverse(), path)
    made = backup.make(kept, stick)
    assert backup.restore(made.folder, PASSPHRASE, stick / "new") == 1


def test_what_an_undo_may_want_is_in_the_backup(kept: Library, stick: Path) -> None:
    saved = kept.load("c1")
    edit = changes.edit(saved.case, "attachments", [])
    gone = Change(label="删除附件", edits=(edit,))
    kept.commit("c1", gone, changes.apply(saved.case, (edit,)), saved.history)
    assert backup.make(kept, stick).files == 1


def test_a_restore_never_goes_over_what_is_there(
    kept: Library, stick: Path, tmp_path: Path
) -> None:
    made = backup.make(kept, stick)
    before = prints(kept.folder)
    with pytest.raises(UserError, match="不是空的"):
        backup.restore(made.folder, PASSPHRASE, kept.folder)
    assert prints(kept.folder) == before
    (tmp_path / "empty").mkdir()
    assert backup.restore(made.folder, PASSPHRASE, tmp_path / "empty") == 1


@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_an_attachment_damaged_in_the_backup_costs_that_one(
    kept: Library, stick: Path, tmp_path: Path, clock: FakeClock, how: str
) -> None:
    attach(kept, b"another scan")
    made = backup.make(kept, stick)
    path = made.folder.parent / FILES / next(iter(attachments(stick)))
    if how == "gone":
        path.unlink()
    else:
        data = path.read_bytes()
        path.write_bytes(data[:-7] if how == "cut" else bytes([*data[:-1], data[-1] ^ 4]))
    before = prints(stick)
    with pytest.raises(UserError, match="备份不完整"):
        backup.require_whole(made.folder, kept.keys)
    assert len(backup.damaged_in(made.folder, kept.keys)) == 1
    assert backup.restore(made.folder, PASSPHRASE, tmp_path / "new") == made.files - 1
    assert prints(stick) == before
    case = kept.load("c1").case
    library = Library.open(tmp_path / "new", clock, kept.keys)
    assert library.load("c1").case == case
    assert sum(library.store.sound(a.sha256) for a in case.attachments) == made.files - 1
    library.close()


def test_a_stick_pulled_out_while_restoring_is_no_damage(
    kept: Library, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(kept, stick)
    take = FileStore.take

    def pulled_out(self: FileStore, sha256: str, source: FileStore) -> None:
        if stick.exists():
            stick.rename(tmp_path / "elsewhere")
        take(self, sha256, source)

    monkeypatch.setattr(FileStore, "take", pulled_out)
    with pytest.raises(UserError):
        backup.restore(made.folder, PASSPHRASE, tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("part", [DATABASE, MANIFEST, "keys.json"])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone"])
def test_a_damaged_backup_is_told_and_restores_nothing(
    kept: Library, stick: Path, tmp_path: Path, part: str, how: str
) -> None:
    made = backup.make(kept, stick)
    path = made.folder / part
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-7])
    else:
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 4
        path.write_bytes(data)
    before = prints(stick)
    with pytest.raises(UserError):
        backup.restore(made.folder, PASSPHRASE, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert prints(stick) == before
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_full_stick_leaves_no_half_backup(
    kept: Library, stick: Path, monkeypatch: pytest.MonkeyPatch, call: str, clock: FakeClock
) -> None:
    whole = backup.make(kept, stick)
    clock.go(60)
    attach(kept, b"one more")
    calls = 0
    real: Any = os.fsync if call == "os.fsync" else Path.replace

    def full(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls > 3:
            raise OSError(errno.ENOSPC, "no space")
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(call, full)
        with pytest.raises(UserError, match="写满"):
            backup.make(kept, stick)
    assert backup.found(stick) == (whole,)
    assert len(backup.found(stick)) == 1
    assert backup.make(kept, stick).files == 2


def test_the_oldest_make_room(
    kept: Library, stick: Path, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    monkeypatch.setattr(backup, "KEPT", 3)
    made = []
    for _ in range(5):
        clock.go(60)
        made.append(backup.make(kept, stick))
    assert backup.found(stick) == tuple(reversed(made[-3:]))
    # A clock set back does not cost the backup just made.
    clock.go(-1000)
    late = backup.make(kept, stick)
    assert late in backup.found(stick)


def test_a_place_that_is_not_there_is_told(kept: Library, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="打不开"):
        backup.make(kept, tmp_path / "pulled out")
    assert not (tmp_path / "pulled out").exists()


def test_nothing_in_a_backup_can_be_read(kept: Library, stick: Path) -> None:
    commit(kept, "c1", "summary.text", "退耕还林地块三年保存率")
    backup.make(kept, stick)
    for path in stick.rglob("*"):
        data = path.read_bytes() if path.is_file() else path.name.encode()
        for secret in (*SECRETS, "退耕还林地块", "scan of an ID card"):
            assert secret.encode() not in data
