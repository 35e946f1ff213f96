"""The world's faults in the middle of work: told, nothing lost, and work goes on afterwards."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.storage import backup, durable, vault
from desktop.storage.files import hash_of
from desktop.storage.library import Library
from tests.storage.campaign import PASSPHRASE, Said, Worker, checked, quick
from tests.storage.keeping import KEYS, FakeClock, a_case, prints


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("a small disk cannot be made here")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_that_is_really_full(full_disk: Path, clock: FakeClock) -> None:
    library = Library.open(full_disk / "library", clock, KEYS)
    library.create(a_case())
    said = Said()
    worker = Worker.on(library, "c1", lambda *words: said.last.update({words[1]: words[2]}))
    worker.edit("person.name", "还有地方")
    told: list[str] = []
    still_open = 0
    for number in range(400):
        try:
            worker.attach(os.urandom(20_000) if number < 90 else b"%d" % number)
        except UserError as error:
            told.append(error.happened)
            still_open += library._db.conn.in_transaction
            if len(told) > 3:
                break
    assert len(told) == 4
    assert all("写满" in sentence for sentence in told)
    assert not still_open
    library.close()
    # Still full: it opens, and everything can be read.
    library = Library.open(full_disk / "library", clock, KEYS)
    assert library.load("c1").case.person.name == "还有地方"
    library.close()
    # A little room, and work goes on.
    remount = ["mount", "-o", "remount,size=4m", str(full_disk)]
    subprocess.run(remount, check=True)
    assert checked(full_disk / "library", KEYS, said) == []


def test_a_folder_that_is_gone_and_back(library: Library) -> None:
    library.create(a_case())
    kept = library.put_file(b"kept")
    away = library.folder.with_name("pulled out")
    library.folder.rename(away)
    for call in (
        lambda: library.put_file(b"another"),
        lambda: library.file(kept),
        lambda: backup.make(library, library.folder / "stick"),
    ):
        with pytest.raises(UserError) as caught:
            call()
        assert caught.value.safe
        assert caught.value.todo
    if library.folder.exists():
        for path in sorted(library.folder.rglob("*"), reverse=True):
            path.rmdir()
        library.folder.rmdir()
    away.rename(library.folder)
    assert library.file(kept) == b"kept"
    assert library.put_file(b"another") == hash_of(b"another")


def test_a_clock_set_back_loses_no_edit_and_no_order(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.passphrases.COSTS", {})
    quick()
    keys = vault.begin(tmp_path / "library", PASSPHRASE, in_keyring=False).keys
    library = Library.open(tmp_path / "library", clock, keys)
    library.create(a_case())
    worker = Worker.on(library, "c1", lambda *_: None)
    (tmp_path / "stick").mkdir()
    names = ["甲", "乙", "丙", "丁"]
    for name in names:
        worker.edit("person.name", name)
        backup.make(library, tmp_path / "stick")
        clock.go(-3600)
    library.close()
    library = Library.open(tmp_path / "library", clock, keys)
    assert library.load("c1").case.person.name == "丁"
    worker = Worker.on(library, "c1", lambda *_: None)
    for name in reversed(names[:-1]):
        worker.undo()
        assert worker.case.person.name == name
    assert len(backup.found(tmp_path / "stick")) == len(names)
    library.close()


@pytest.mark.parametrize("times", [2, 100])
def test_a_file_another_program_holds_for_a_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, times: int, library: Library
) -> None:
    """As Windows says it of what OneDrive or a scanner has open."""
    left = times
    real: Any = Path.replace

    def held(source: Path, target: Path) -> Any:
        nonlocal left
        if left > 0:
            left -= 1
            error = PermissionError(errno.EACCES, "in use")
            error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
            raise error
        return real(source, target)

    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(Path, "replace", held)
    if times > 10:
        before = prints(library.folder)
        with pytest.raises(UserError, match="另一个程序占用"):
            library.put_file(b"scan")
        assert prints(library.folder) == before
        left = 0
    assert library.file(library.put_file(b"scan")) == b"scan"


def test_what_is_denied_for_good_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("waited"))
    monkeypatch.setattr(Path, "replace", denied)
    with pytest.raises(PermissionError):
        durable.write(tmp_path / "a", b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name != "posix", reason="files there have no such modes")
def test_the_vault_s_files_are_their_owner_s_alone(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.storage.passphrases.COSTS", {})
    quick()
    (tmp_path / "library").mkdir(mode=0o755)
    keys = vault.begin(tmp_path / "library", PASSPHRASE, in_keyring=False).keys
    library = Library.open(tmp_path / "library", clock, keys)
    library.create(a_case())
    library.put_file(b"scan")
    (tmp_path / "stick").mkdir()
    backup.make(library, tmp_path / "stick")
    for folder in (tmp_path / "library", tmp_path / "stick"):
        files = [p for p in folder.rglob("*") if p.is_file()]
        assert [p.name for p in files if p.stat().st_mode & 0o077] == []
    library.close()


def test_a_link_in_the_store_is_not_written_through(library: Library, tmp_path: Path) -> None:
    """Somebody's file is not gone over where a link stands in an attachment's place."""
    sha256 = hash_of(b"scan")
    place = library.store._path(sha256)
    (tmp_path / "own").write_bytes(b"somebody's own")
    place.parent.mkdir(parents=True)
    place.symlink_to(tmp_path / "own")
    assert library.put_file(b"scan") == sha256
    assert (tmp_path / "own").read_bytes() == b"somebody's own"
    assert library.file(sha256) == b"scan"
