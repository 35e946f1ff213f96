"""The world's faults become sentences; our own bugs stay what they are."""

import errno
import os
import sqlite3
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.storage import durable, faults, sql


@pytest.mark.parametrize(
    "code, sentence",
    [
        (errno.ENOSPC, faults.FULL),
        (errno.EACCES, faults.READ_ONLY),
        (errno.EROFS, faults.READ_ONLY),
        (errno.EIO, faults.BROKEN_DISK),
        (errno.ENOENT, faults.GONE),
        (errno.ELOOP, faults.BROKEN_DISK),
    ],
)
def test_faults_of_the_disk(tmp_path: Path, code: int, sentence: faults.Sentence) -> None:
    with pytest.raises(UserError) as caught, faults.told(tmp_path):
        raise OSError(code, os.strerror(code))
    assert (caught.value.happened, caught.value.safe, caught.value.todo) == sentence
    assert caught.value.details == (str(tmp_path),)


def test_a_file_another_program_holds_on_windows(tmp_path: Path) -> None:
    """Reported there as “permission denied”; what helps is to close that program."""
    error = PermissionError(errno.EACCES, "in use")
    error.winerror = 32  # type: ignore[attr-defined, unused-ignore]
    with pytest.raises(UserError, match="另一个程序占用"), faults.told(tmp_path):
        raise error


@pytest.mark.parametrize(
    "code, sentence",
    [
        ("SQLITE_FULL", faults.FULL),
        ("SQLITE_READONLY_DBMOVED", faults.READ_ONLY),
        ("SQLITE_IOERR_FSYNC", faults.BROKEN_DISK),
        ("SQLITE_CORRUPT_VTAB", faults.DAMAGED),
        ("SQLITE_NOTADB", faults.DAMAGED),
        ("SQLITE_BUSY", faults.BUSY),
        ("SQLITE_CANTOPEN", faults.GONE),
    ],
)
def test_faults_of_the_database(tmp_path: Path, code: str, sentence: faults.Sentence) -> None:
    error = sql.OperationalError("database trouble")
    error.sqlite_errorcode = getattr(sqlite3, code)
    with pytest.raises(UserError) as caught, faults.told(tmp_path):
        raise error
    assert caught.value.happened == sentence[0]


def test_wrong_sql_is_a_bug(tmp_path: Path) -> None:
    db = sql.connect(":memory:")
    with pytest.raises(sql.OperationalError, match="no such table"), faults.told(tmp_path):
        db.execute("SELECT * FROM nowhere")
    db.close()


def test_reading_somebody_s_file_is_told_by_its_name(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match="读不出来"),
        faults.reading(tmp_path / "a.json"),
    ):
        raise OSError(errno.EIO, "gone")


def test_an_existing_file_is_the_caller_s_matter(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(FileExistsError), faults.told(tmp_path):
        durable.write(tmp_path / "a", b"new", replace=False)
    assert [p.read_bytes() for p in tmp_path.iterdir()] == [b"old"]


@pytest.mark.parametrize("there", [False, True])
def test_a_stick_without_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """FAT knows none; a new file is then checked for and renamed."""

    def no_links(*_args: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "a"
    if there:
        path.write_bytes(b"old")
        with pytest.raises(FileExistsError):
            durable.write(path, b"new", replace=False)
    else:
        durable.write(path, b"new", replace=False)
    assert [p.name for p in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == (b"old" if there else b"new")


def test_a_new_folder_is_only_its_owner_s(tmp_path: Path) -> None:
    durable.make_folder(tmp_path / "a" / "b")
    if os.name == "posix":
        assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0
    durable.make_folder(tmp_path / "a" / "b")
