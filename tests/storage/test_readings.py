"""What was read off scans: kept encrypted, within bounds, and never in anybody's way."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from desktop.storage import backup, readings, vault
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.readings import Readings
from tests.storage.keeping import KEYS, NAME, FakeClock, a_case

BODY = f"第一页：{NAME}".encode() * 20


@pytest.fixture
def kept(tmp_path: Path) -> Readings:
    return Readings(tmp_path, KEYS)


def files(folder: Path) -> list[Path]:
    return sorted(p for p in (folder / readings.FOLDER).glob("*") if p.is_file())


@pytest.mark.parametrize("body", [b"", BODY, os.urandom(300_000)])
def test_what_was_kept_is_there_after_the_next_start(
    tmp_path: Path, clock: FakeClock, body: bytes
) -> None:
    library = Library.open(tmp_path, clock, KEYS)
    assert library.reading("sha:1") is None
    library.keep_reading("sha:1", b"an earlier one")
    library.keep_reading("sha:1", body)
    library.close()
    library = Library.open(tmp_path, clock, KEYS)
    assert library.reading("sha:1") == body
    assert library.reading("sha:2") is None
    library.close()


def test_nothing_of_it_can_be_read_or_guessed(kept: Readings, tmp_path: Path) -> None:
    kept.keep("ab" * 32, BODY)
    (path,) = files(tmp_path)
    assert "ab" * 32 not in path.name
    assert NAME.encode() not in path.read_bytes()
    assert Readings(tmp_path, Keys.of(b"another vault's")).get("ab" * 32) is None


@pytest.mark.skipif(os.name != "posix", reason="folders there have no such bits")
def test_only_its_owner_may_read_it(kept: Readings, tmp_path: Path) -> None:
    kept.keep("sha", BODY)
    (path,) = files(tmp_path)
    assert path.stat().st_mode & 0o077 == 0


def test_a_damaged_one_is_none_and_is_made_again(kept: Readings, tmp_path: Path) -> None:
    kept.keep("sha", BODY)
    (path,) = files(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert kept.get("sha") is None
    for length in (0, 3, 15, 20, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert kept.get("sha") is None
    kept.keep("sha", BODY)
    assert kept.get("sha") == BODY


def test_one_under_anothers_name_is_none(kept: Readings, tmp_path: Path) -> None:
    kept.keep("one", b"of one page")
    (one,) = files(tmp_path)
    kept.keep("two", b"of another page")
    (two,) = [p for p in files(tmp_path) if p != one]
    shutil.copyfile(one, two)
    assert kept.get("two") is None
    assert kept.get("one") == b"of one page"


def test_the_oldest_make_room(
    kept: Readings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "KEPT", 3)
    for number in range(5):
        kept.keep(str(number), b"read")
        _made_at(tmp_path, number)
    assert [kept.get(str(n)) for n in range(5)] == [None, None, b"read", b"read", b"read"]
    monkeypatch.setattr(readings, "KEPT_BYTES", 2000)
    kept.keep("5", b"x" * 1900)
    assert [kept.get(str(n)) is not None for n in range(6)] == [False] * 4 + [True] * 2
    kept.keep("too much", b"x" * 2000)
    assert kept.get("too much") is None
    assert kept.get("5") is not None


def test_the_one_just_kept_stays_whatever_the_clock_says(
    kept: Readings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "KEPT", 1)
    kept.keep("before", b"read")
    for path in files(tmp_path):
        os.utime(path, (2**32, 2**32))
    kept.keep("now", b"read")
    assert kept.get("now") == b"read"
    assert kept.get("before") is None


def test_a_full_disk_costs_the_reading_alone(
    kept: Readings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep("sha", BODY)

    def no_space(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_space)
        kept.keep("sha", b"another")
        kept.keep("next", b"another")
    assert kept.get("sha") == BODY
    assert kept.get("next") is None
    assert len(list((tmp_path / readings.FOLDER).iterdir())) == 1


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "library"
    Readings(gone, KEYS).keep("sha", BODY)
    assert not gone.parent.exists()


def test_what_a_crash_left_is_swept(tmp_path: Path, clock: FakeClock) -> None:
    Library.open(tmp_path, clock, KEYS).close()
    half = tmp_path / readings.FOLDER / ".half.1234.tmp"
    half.parent.mkdir()
    half.write_bytes(b"half")
    Library.open(tmp_path, clock, KEYS).close()
    assert not half.exists()


def test_backups_do_without(tmp_path: Path, clock: FakeClock) -> None:
    keys = vault.begin(tmp_path / "library", "塔里木河畔的苗圃", in_keyring=False).keys
    library = Library.open(tmp_path / "library", clock, keys)
    library.create(a_case())
    library.keep_reading("sha", BODY)
    (tmp_path / "stick").mkdir()
    made = backup.make(library, tmp_path / "stick")
    library.close()
    assert not [p for p in (tmp_path / "stick").rglob("*") if p.name == readings.FOLDER]
    backup.restore(made.folder, "塔里木河畔的苗圃", tmp_path / "new")
    assert not (tmp_path / "new" / readings.FOLDER).exists()


def _made_at(folder: Path, number: int) -> None:
    """The newest file was made at that second, since the disk's clock may be too coarse."""
    newest = max(files(folder), key=lambda p: p.stat().st_mtime)
    os.utime(newest, (number + 1, number + 1))
