"""A library from before there were vaults comes to be encrypted, whole, wherever it is cut off."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.domain.case import Attachment, Case
from desktop.errors import UserError
from desktop.storage import history, plain, schema
from desktop.storage.files import FileStore, hash_of
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE, FILES
from tests.storage.keeping import KEYS, SECRETS, FakeClock, a_case, prints

SCAN = "身份证正面 659901198803121238".encode() * 9


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As a program without a vault left it: schema 1, files under their plain hash."""
    case = a_case().model_copy(
        update={"attachments": (Attachment(slot="S01", sha256=hash_of(SCAN)),)}
    )
    with closing(sqlite3.connect(tmp_path / DATABASE)) as db:
        db.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        db.execute("PRAGMA user_version=1")
        db.execute("PRAGMA journal_mode=WAL")
        db.execute(
            "CREATE TABLE cases (case_id TEXT PRIMARY KEY, body TEXT NOT NULL,"
            " seq INTEGER NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL,"
            " place TEXT NOT NULL,"
            " removed_at TEXT) STRICT"
        )
        db.execute(
            "CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT NOT NULL"
            " REFERENCES cases(case_id), kind TEXT NOT NULL, target INTEGER, label TEXT NOT NULL,"
            " edits TEXT NOT NULL, at TEXT NOT NULL)"
        )
        at = "2024-07-01T10:00:00+08:00"
        db.execute(
            "INSERT INTO cases VALUES ('c1', ?, 1, ?, ?, '', NULL)",
            [case.model_dump_json(), at, at],
        )
        edits = json.dumps(history.written(history.start(case, "").edits), ensure_ascii=False)
        db.execute(
            "INSERT INTO changes (case_id, kind, label, edits, at)"
            " VALUES ('c1', 'start', '', ?, ?)",
            [edits, at],
        )
        db.commit()
    path = tmp_path / FILES / hash_of(SCAN)[:2] / hash_of(SCAN)[2:]
    path.parent.mkdir(parents=True)
    path.write_bytes(SCAN)
    return tmp_path


def opened(folder: Path, clock: FakeClock) -> Case:
    library = Library.open(folder, clock, KEYS)
    case = library.load("c1").case
    assert library.file(hash_of(SCAN)) == SCAN
    library.close()
    return case


def readable(folder: Path) -> list[str]:
    found = []
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        found += [s for s in SECRETS if s.encode() in data]
    return found


def test_encrypted_once_and_nothing_readable_left(folder: Path, clock: FakeClock) -> None:
    assert plain.is_plain(folder)
    assert readable(folder)
    plain.encrypt(folder, KEYS)
    assert not plain.is_plain(folder)
    assert readable(folder) == []
    assert opened(folder, clock).person.name == SECRETS[0]
    again = prints(folder)
    plain.encrypt(folder, KEYS)
    assert prints(folder) == again


@pytest.mark.parametrize("at", ["_database", "_take_away_plain"])
def test_cut_off_it_goes_on(
    folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def cut_off(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(plain, at, cut_off)
        with pytest.raises(KeyboardInterrupt):
            plain.encrypt(folder, KEYS)
    plain.encrypt(folder, KEYS)
    assert readable(folder) == []
    assert opened(folder, clock) == opened(folder, clock)


def test_a_database_that_cannot_be_read_stays_as_it_is(folder: Path) -> None:
    path = folder / DATABASE
    data = bytearray(path.read_bytes())
    data[200:4096] = b"\xff" * 3896
    path.write_bytes(data)
    before = prints(folder)
    with pytest.raises(UserError, match="已损坏"):
        plain.encrypt(folder, KEYS)
    after = prints(folder)
    assert before.items() <= after.items()


def test_a_damaged_file_is_kept_for_whoever_may_mend_it(folder: Path, clock: FakeClock) -> None:
    path = folder / FILES / hash_of(SCAN)[:2] / hash_of(SCAN)[2:]
    path.write_bytes(SCAN[:-1])
    plain.encrypt(folder, KEYS)
    assert path.read_bytes() == SCAN[:-1]
    with pytest.raises(UserError, match="不见了"):
        FileStore(folder / FILES, KEYS).get(hash_of(SCAN))


@pytest.mark.parametrize("data", [b"", b"SQLite format 3\0" + b"\0" * 200, b"x" * 300])
def test_what_is_not_ours_is_not_taken_for_a_library(tmp_path: Path, data: bytes) -> None:
    (tmp_path / DATABASE).write_bytes(data)
    assert not plain.is_plain(tmp_path)
    assert not plain.is_plain(tmp_path / "nowhere")
