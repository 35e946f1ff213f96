"""Digests lie beside the database: encrypted, whole or none, and in nobody's way."""

import errno
import os
from pathlib import Path

import pytest

from desktop.storage import backup, digests, vault
from desktop.storage.digests import Digests
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from tests.storage.keeping import KEYS, NAME, FakeClock, a_case

BODY = f'{{"cases": "{NAME}"}}'.encode() * 50


@pytest.fixture
def kept(tmp_path: Path) -> Digests:
    return Digests(tmp_path, KEYS)


@pytest.mark.parametrize("body", [b"", BODY, os.urandom(300_000)])
def test_what_was_kept_is_there_after_the_next_start(
    tmp_path: Path, clock: FakeClock, body: bytes
) -> None:
    library = Library.open(tmp_path, clock, KEYS)
    assert library.digests.read() is None
    library.digests.keep(b"an earlier one")
    library.digests.keep(body)
    library.close()
    library = Library.open(tmp_path, clock, KEYS)
    assert library.digests.read() == body
    library.close()


def test_nothing_of_it_can_be_read_without_the_key(kept: Digests, tmp_path: Path) -> None:
    kept.keep(BODY)
    assert NAME.encode() not in (tmp_path / digests.NAME).read_bytes()
    assert Digests(tmp_path, Keys.of(b"another vault's")).read() is None


@pytest.mark.skipif(os.name != "posix", reason="folders there have no such bits")
def test_only_its_owner_may_read_it(kept: Digests, tmp_path: Path) -> None:
    kept.keep(BODY)
    assert (tmp_path / digests.NAME).stat().st_mode & 0o077 == 0


def test_a_damaged_one_is_none_and_is_made_again(kept: Digests, tmp_path: Path) -> None:
    kept.keep(b"what was judged")
    path = tmp_path / digests.NAME
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert kept.read() is None
    for length in (0, 3, 15, 20, len(whole) - 1):
        path.write_bytes(whole[:length])
        assert kept.read() is None
    kept.keep(b"what was judged")
    assert kept.read() == b"what was judged"


def test_a_full_disk_costs_what_was_judged_last_alone(
    kept: Digests, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.keep(b"before")

    def no_space(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", no_space)
        kept.keep(b"after")
    assert kept.read() == b"before"
    assert [p.name for p in tmp_path.iterdir()] == [digests.NAME]


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    gone = tmp_path / "stick" / "library"
    Digests(gone, KEYS).keep(BODY)
    assert not gone.parent.exists()


def test_what_a_crash_left_is_swept(tmp_path: Path, clock: FakeClock) -> None:
    Library.open(tmp_path, clock, KEYS).close()
    half = tmp_path / f".{digests.NAME}.1234.tmp"
    half.write_bytes(b"half")
    Library.open(tmp_path, clock, KEYS).close()
    assert not half.exists()


def test_backups_do_without(tmp_path: Path, clock: FakeClock) -> None:
    keys = vault.begin(tmp_path / "library", "塔里木河畔的苗圃", in_keyring=False).keys
    library = Library.open(tmp_path / "library", clock, keys)
    library.create(a_case())
    library.digests.keep(BODY)
    (tmp_path / "stick").mkdir()
    made = backup.make(library, tmp_path / "stick")
    library.close()
    assert not [p for p in (tmp_path / "stick").rglob("*") if p.name == digests.NAME]
    backup.restore(made.folder, "塔里木河畔的苗圃", tmp_path / "new")
    assert not (tmp_path / "new" / digests.NAME).exists()
