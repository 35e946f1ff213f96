"""A library from before there were vaults: it becomes an encrypted one, once.

The encrypted parts are written beside the plain ones and read back; only then are those taken
away. Cut off anywhere, the next start goes on: a plain database is encrypted anew, plain files
whose encrypted twin is whole are taken away.
"""

from __future__ import annotations

import contextlib
import os
from contextlib import closing
from pathlib import Path

from desktop.errors import UserError
from desktop.storage import database, durable, faults, holder, sql
from desktop.storage.files import MAGIC, FileStore, hash_of
from desktop.storage.keys import Keys
from desktop.storage.remains import DATABASE, FILES
from desktop.storage.schema import APPLICATION_ID

_HEADER = b"SQLite format 3\0"
_APPLICATION_AT = 68
_TABLES = ("cases", "changes")


def is_plain(folder: Path) -> bool:
    """Whether the library in ``folder`` is one of ours and not encrypted."""
    # On POSIX whoever closes a file lets go of every lock this process has on it: one that is
    # open here is not looked at. It is encrypted, or it would not be.
    if holder.ours(folder):
        return False
    try:
        with (folder / DATABASE).open("rb") as file:
            head = file.read(_APPLICATION_AT + 4)
    except OSError:
        return False
    return head.startswith(_HEADER) and head[_APPLICATION_AT:] == APPLICATION_ID.to_bytes(4)


def encrypt(folder: Path, keys: Keys) -> None:
    """Make the library in ``folder`` an encrypted one under ``keys``."""
    path = folder / DATABASE
    with faults.told(folder):
        if is_plain(folder):
            _files(folder / FILES, keys)
            _database(path, keys)
        _take_away_plain(folder / FILES, keys)


def _database(path: Path, keys: Keys) -> None:
    temporary = path.with_name(f".{path.name}.encrypting.tmp")
    temporary.unlink(missing_ok=True)
    try:
        # As an older program left it: its journal is brought in, so that nothing is left beside.
        with closing(sql.connect(path, isolation_level=None, timeout=1.0)) as plain:
            plain.execute("PRAGMA journal_mode=DELETE").fetchall()
            counts = _counts(plain)
            version = plain.execute("PRAGMA user_version").fetchone()[0]
            plain.execute(
                f"ATTACH DATABASE ? AS sealed KEY \"x'{keys.database}'\"", [str(temporary)]
            )
            plain.execute("SELECT sqlcipher_export('sealed')").fetchall()
            plain.execute(f"PRAGMA sealed.application_id={APPLICATION_ID}")
            plain.execute(f"PRAGMA sealed.user_version={version}")
            plain.execute("DETACH DATABASE sealed")
        with closing(database.connected(temporary, keys)) as sealed:
            whole = sealed.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            if not whole or _counts(sealed.conn) != counts:
                raise _not_encrypted(path)
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        durable.sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _files(folder: Path, keys: Keys) -> None:
    store = FileStore(folder, keys)
    for path in _plain_files(folder):
        data = path.read_bytes()
        # A file that is not what its name says was damaged before; it stays as it is.
        if hash_of(data) == _named(path):
            store.get(store.put(data))


def _take_away_plain(folder: Path, keys: Keys) -> None:
    store = FileStore(folder, keys)
    for path in _plain_files(folder):
        with contextlib.suppress(UserError):
            store.get(_named(path))
            path.unlink()


def _plain_files(folder: Path) -> list[Path]:
    found = []
    for path in folder.glob("??/*"):
        if len(_named(path)) == 64 and path.is_file():
            with path.open("rb") as file:
                if file.read(len(MAGIC)) != MAGIC:
                    found.append(path)
    return found


def _named(path: Path) -> str:
    return path.parent.name + path.name


def _counts(connection: object) -> list[int]:
    execute = connection.execute  # type: ignore[attr-defined]
    counts = [f"SELECT count(*) FROM {table}" for table in _TABLES]  # noqa: S608  # constants
    return [execute(count).fetchone()[0] for count in counts]


def _not_encrypted(path: Path) -> UserError:
    return UserError(
        "资料库没有加密成功。",
        safe="原来的资料库没有被改动。",
        todo="请清理出一些磁盘空间再试一次；仍不行时，请先把资料文件夹整个复制到别处。",
        details=(str(path.parent),),
    )
