"""Attachment files: on the disk before anybody names them, verified when read."""

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.storage.files import FileStore, hash_of
from desktop.storage.keys import Keys
from tests.storage.keeping import KEYS, damaged_bytes


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "files", KEYS)


def all_files(store: FileStore) -> list[Path]:
    return [p for p in store._folder.rglob("*") if p.is_file()]


@pytest.mark.parametrize("data", [b"", b"scan", bytes(range(256)) * 5000])
def test_what_was_put_is_got(store: FileStore, data: bytes) -> None:
    sha256 = store.put(data)
    assert sha256 == hash_of(data)
    assert store.get(sha256) == data


def test_the_same_content_is_kept_once(store: FileStore) -> None:
    assert store.put(b"scan") == store.put(b"scan")
    assert len(all_files(store)) == 1


def test_a_damaged_file_is_named_and_the_others_are_fine(store: FileStore) -> None:
    bad, good = store.put(b"one scan"), store.put(b"another")
    path = store._path(bad)

    def flip(data: bytearray) -> None:
        data[3] ^= 1

    damaged_bytes(flip, path)
    with pytest.raises(UserError, match="已损坏") as caught:
        store.get(bad)
    assert caught.value.details == (f"{path.parent.name}/{path.name}",)
    assert store.get(good) == b"another"
    # Adding the file again puts it right.
    store.put(b"one scan")
    assert store.get(bad) == b"one scan"


def test_a_missing_file_is_named(store: FileStore) -> None:
    sha256 = hash_of(b"never put")
    with pytest.raises(UserError, match="不见了") as caught:
        store.get(sha256)
    assert store._path(sha256).name in caught.value.details[0]


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "a" * 63, "A" * 64, "g" * 64])
def test_what_is_no_hash_never_becomes_a_path(store: FileStore, name: str) -> None:
    with pytest.raises(ValueError, match="not a SHA-256"):
        store.get(name)


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_fault_while_writing_leaves_nothing_behind(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    store.put(b"before")
    before = all_files(store)

    def no_space(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(call, no_space)
        with pytest.raises(UserError, match="磁盘已经写满"):
            store.put(b"scan")
    assert all_files(store) == before
    assert store.get(store.put(b"scan")) == b"scan"


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
def test_the_content_is_synced_before_its_name_and_the_name_after(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order a power cut asks for: file, rename, folder."""
    sha256 = store.put(b"scan")
    damaged_bytes(bytearray.clear, store._path(sha256))
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def syncs(handle: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        fsync(handle)

    def renames(self: Path, target: Path) -> Path:
        order.append("rename")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", syncs)
    monkeypatch.setattr(Path, "replace", renames)
    store.put(b"scan")
    assert order == ["file", "rename", "folder"]


def test_what_a_crash_left_is_swept(store: FileStore) -> None:
    sha256 = store.put(b"scan")
    path = store._path(sha256)
    left = path.with_name(f".{path.name}.1234abcd.tmp")
    left.write_bytes(b"half")
    store.sweep()
    assert not left.exists()
    assert store.get(sha256) == b"scan"


def test_empty(store: FileStore) -> None:
    assert FileStore.empty_in(store._folder)
    store.put(b"scan")
    assert not FileStore.empty_in(store._folder)


def test_nothing_of_the_content_lies_on_the_disk(store: FileStore) -> None:
    data = "659901198803121238 阿卜杜热合曼·买买提 ".encode() * 50
    sha256 = store.put(data)
    (path,) = all_files(store)
    assert data[:30] not in path.read_bytes()
    assert sha256 not in str(path)
    # The same content is another file every time, and another name in another vault.
    kept = path.read_bytes()
    path.unlink()
    store.put(data)
    assert path.read_bytes() != kept
    other = FileStore(store._folder, Keys.of(b"the key of another vault........"))
    assert other._path(sha256) != path


def test_a_file_under_another_s_name_is_damage(store: FileStore) -> None:
    one, two = store._path(store.put(b"one")), store._path(store.put(b"two"))
    one.write_bytes(two.read_bytes())
    with pytest.raises(UserError, match="已损坏"):
        store.get(hash_of(b"one"))
