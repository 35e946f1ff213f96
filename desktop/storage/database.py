"""Opening the library's encrypted database, and the one way to write to it.

``locking_mode=EXCLUSIVE`` makes the kernel's lock the lock of the single instance: it is gone with
the process, however that ends, so there is nothing to clean up after a kill.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.storage import durable, faults, mark, sql
from desktop.storage.keys import Keys
from desktop.storage.schema import APPLICATION_ID, MIGRATIONS, VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

_COMPANIONS = ("-wal", "-journal")
_WAIT_SECONDS = 1.0  # a window that is just closing lets go within this


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction: everything in the block is durable after it, or nothing of it happened.

    The methods of sqlite-utils commit by themselves where no transaction is open; inside this
    block each of them is a savepoint of the one that is.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        # Some errors (disk full, I/O) have already ended the transaction.
        if db.conn.in_transaction:
            db.conn.execute("ROLLBACK")
        raise


def create(path: Path, keys: Keys) -> None:
    """A new, empty database at ``path``, which comes to be whole or not at all.

    It is built under another name, so that an empty or half-built file at ``path`` is always
    damage and never a beginning.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with closing(connected(temporary, keys)) as db:
            db.execute(f"PRAGMA application_id={APPLICATION_ID}")
            migrate(db, keys)
        durable.claim(temporary, path)
        durable.sync_folder(path.parent)
    finally:
        _drop(temporary)


def open_existing(path: Path, keys: Keys) -> Database:
    """The database at ``path``, checked, migrated and locked for this process.

    Nothing is written before the file is known to be ours, whole and not of a newer program.
    """
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        # SQLite opens such a file for reading and then fails in ways that do not say so.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    with _journal_kept(path):
        db = connected(path, keys)
        try:
            _recognise(db, path)
            mark.hold_against(path.parent, keys.chain, last_change(db))
            if 0 < _pragma(db, "user_version") < VERSION:
                _keep_before(db, path, keys)
            migrate(db, keys)
        except BaseException:
            db.close()
            raise
    return db


def leftovers(path: Path) -> tuple[Path, ...]:
    """Companions of a database that is not there: a sign that it was moved, not that it is new."""
    return tuple(p for end in _COMPANIONS if (p := path.with_name(path.name + end)).exists())


def migrate(db: Database, keys: Keys) -> None:
    """Bring the schema to :data:`VERSION`, each named step in a transaction of its own."""
    for version, migration in enumerate(MIGRATIONS, start=1):
        if _pragma(db, "user_version") < version:
            with writing(db):
                migration.apply(db, keys)
                db.conn.execute(f"PRAGMA user_version={version}")


def connected(path: Path, keys: Keys) -> Database:
    """A connection to the encrypted database at ``path``, set up; nothing is read yet."""
    # isolation_level None: no transaction but those we begin ourselves.
    _make_private(path)
    conn = sql.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
    try:
        # The raw key with its salt: nothing is derived, and no page of the file is in the clear.
        conn.execute(f"PRAGMA key=\"x'{keys.database}'\"")
        # It would otherwise write to the terminal what the caller says better.
        conn.execute("PRAGMA cipher_log_level=NONE").fetchall()
        db = sql.over(conn)
        for pragma in (
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "locking_mode=EXCLUSIVE",
            "synchronous=FULL",
            "fullfsync=1",
            "checkpoint_fullfsync=1",
        ):
            conn.execute(f"PRAGMA {pragma}").fetchall()
    except BaseException:
        conn.close()
        raise
    return db


def copy(db: Database, path: Path, keys: Keys) -> None:
    """A copy of the open database at ``path``, encrypted alike; whole, or there is none."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    try:
        with closing(connected(temporary, keys)) as other:
            other.execute("PRAGMA journal_mode=DELETE").fetchall()
            db.conn.backup(other.conn)
            # The copy says of itself that it has a journal beside it, as the original has.
            other.execute("PRAGMA journal_mode=DELETE").fetchall()
        with temporary.open("rb+") as file:
            os.fsync(file.fileno())
        durable.rename(temporary, path)
        durable.sync_folder(path.parent)
    finally:
        _drop(temporary)


def shape(db: Database) -> list[tuple[str, str]]:
    """Every table, index and trigger with its definition: what two databases have in common."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return [(str(name), str(sql)) for name, sql in rows.fetchall()]


def _keep_before(db: Database, path: Path, keys: Keys) -> None:
    """The database as an older program left it stays beside the migrated one."""
    version = _pragma(db, "user_version")
    copy(db, path.with_name(f"{path.stem}-before-{version + 1}{path.suffix}"), keys)


def _recognise(db: Database, path: Path) -> None:
    place = (str(path),)
    journal = any(leftovers(path))
    if _pragma(db, "application_id") != APPLICATION_ID:
        raise faults.Damaged(
            "这个文件夹里的资料库文件不是本软件的，或已损坏。",
            safe="该文件没有被改动。",
            todo="请选择另一个文件夹；如果它原本是本软件的资料库，请保留原文件并用备份恢复。",
            details=place,
        )
    if _pragma(db, "user_version") > VERSION:
        raise UserError(
            "这个资料库是用更新版本的软件保存的，当前版本读不了。",
            safe="资料库没有被改动。",
            todo="请安装新版本后再打开。",
            details=place,
        )
    verdict = db.conn.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != ("ok",):
        raise faults.saying(faults.DAMAGED, path)
    if not journal or _brought_in(db):
        # Also pages that are free or past the last: nobody reads them, yet they are damage.
        _require_every_page(db, path)
    db.conn.execute("PRAGMA journal_mode=WAL").fetchall()
    # Takes the exclusive lock now, so that a second window hears of it when it opens.
    with writing(db):
        pass


def _brought_in(db: Database) -> bool:
    """Bring the journal into the file, which is then all there is; no on a disk that is full."""
    try:
        busy = db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sql.Error as error:
        if not faults.is_full(error):
            raise
        return False
    return not busy


def _require_every_page(db: Database, path: Path) -> None:
    if db.conn.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
        raise faults.saying(faults.DAMAGED, path)
    size = _pragma(db, "page_count") * _pragma(db, "page_size")
    if path.stat().st_size != size:
        raise faults.saying(faults.DAMAGED, path)


def last_change(db: Database) -> int:
    """The number of the last thing written that was called saved; 0 before the first."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'changes'").fetchone()
    return int(row[0]) if row else 0


def counted(db: Database) -> int:
    """Count what is written beside the changes as one of them; the number it gets.

    Within its transaction. The mark beside the database tells by it that it was lost.
    """
    further = db.execute("UPDATE sqlite_sequence SET seq = seq + 1 WHERE name = 'changes'")
    if further.rowcount != 1:
        db.execute("INSERT INTO sqlite_sequence (name, seq) VALUES ('changes', 1)")
    return last_change(db)


@contextmanager
def _journal_kept(path: Path) -> Iterator[None]:
    """What cannot be opened keeps its journal: closing it would bring it in and take it away."""
    journal = path.with_name(path.name + _COMPANIONS[0])
    kept = path.with_name(f".{journal.name}.{secrets.token_hex(4)}.tmp")
    with contextlib.suppress(OSError):  # on a full disk there is no place for it
        shutil.copyfile(journal, kept)
    try:
        yield
    except BaseException as error:
        if kept.exists() and not (isinstance(error, sql.Error) and faults.is_busy(error)):
            with contextlib.suppress(OSError):
                durable.rename(kept, journal)
        raise
    finally:
        with contextlib.suppress(OSError):
            kept.unlink(missing_ok=True)


def _make_private(path: Path) -> None:
    """The database is its owner's alone, and so is the journal, which takes after it."""
    if os.name != "posix" or not path.parent.is_dir():
        return
    try:
        # Never opened where it is there: closing it again would drop the locks SQLite has on it.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        with contextlib.suppress(OSError):
            if path.is_file() and path.stat().st_mode & 0o077:
                path.chmod(0o600)


def _drop(temporary: Path) -> None:
    for end in ("", *_COMPANIONS):
        temporary.with_name(temporary.name + end).unlink(missing_ok=True)


def _pragma(db: Database, name: str) -> int:
    value = db.conn.execute(f"PRAGMA {name}").fetchone()[0]
    return int(value)
