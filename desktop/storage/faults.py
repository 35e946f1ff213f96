"""Faults of the disk and the database, as sentences for the person in front of the screen.

Only the world's faults are translated. Anything else the database raises (a broken constraint,
wrong SQL) is a bug of ours and passes through as it is; its text names tables, never field values.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UserError
from desktop.storage import sql

_KEPT = "已经保存的内容都还在，没有被改动。"
_UNTOUCHED = "原文件没有被改动。"

Sentence = tuple[str, str, str]
"""What happened, what is safe, what to do."""

FULL: Sentence = (
    "磁盘已经写满，这一次没有存上。",
    _KEPT,
    "请清理出一些空间，然后再试一次。",
)
READ_ONLY: Sentence = (
    "这个文件夹不能写入，这一次没有存上。",
    _KEPT,
    "请确认文件夹没有设成只读、存储盘没有写保护，然后再试一次。",
)
BROKEN_DISK: Sentence = (
    "读写磁盘时出错，这一次操作没有完成。",
    _KEPT,
    "请检查存储盘或 U 盘是否接好，然后再试一次；仍不行时，请先把资料文件夹整个复制到别处。",
)
GONE: Sentence = (
    "资料所在的文件夹打不开。",
    _KEPT,
    "请检查文件夹是否被移走、U 盘是否已拔出，接好后再试一次。",
)
BUSY: Sentence = (
    "文件正被另一个程序占用，这一次操作没有完成。",
    _KEPT,
    "请关闭正在同步、备份或查看这个文件夹的程序，然后再试一次。",
)
DAMAGED: Sentence = (
    "资料库文件已损坏，读不出来。",
    _UNTOUCHED,
    "请不要删除这个文件夹；先把它整个复制一份留存，再用最近的备份或导出的材料文件恢复。",
)

# By the primary result code: sqlite.org/rescode.html.
_SQLITE = {
    sql.CODES.SQLITE_FULL: FULL,
    sql.CODES.SQLITE_READONLY: READ_ONLY,
    sql.CODES.SQLITE_PERM: READ_ONLY,
    sql.CODES.SQLITE_IOERR: BROKEN_DISK,
    sql.CODES.SQLITE_CANTOPEN: GONE,
    sql.CODES.SQLITE_BUSY: BUSY,
    sql.CODES.SQLITE_LOCKED: BUSY,
    sql.CODES.SQLITE_CORRUPT: DAMAGED,
    sql.CODES.SQLITE_NOTADB: DAMAGED,
}

_OS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.EIO: BROKEN_DISK,
    errno.ENOENT: GONE,
    errno.ENOTDIR: GONE,
    errno.ENODEV: GONE,
    errno.EBUSY: BUSY,
}

_WINDOWS_HELD = (32, 33)  # a sharing or locking violation, reported with errno EACCES


def is_busy(error: sql.Error) -> bool:
    """Whether another process holds the database."""
    return _primary(error) in (sql.CODES.SQLITE_BUSY, sql.CODES.SQLITE_LOCKED)


def is_full(error: sql.Error) -> bool:
    """Whether the disk has no space left."""
    return bool(_primary(error) == sql.CODES.SQLITE_FULL)


def seems_damaged(error: sql.Error) -> bool:
    """Whether the database reads as damaged; one read that failed is enough for that."""
    return _primary(error) in (sql.CODES.SQLITE_CORRUPT, sql.CODES.SQLITE_NOTADB)


def needs_reopening(error: sql.Error) -> bool:
    """Whether the connection is of no use any more, even when the cause is gone."""
    lost = (sql.CODES.SQLITE_IOERR, sql.CODES.SQLITE_CANTOPEN)
    return seems_damaged(error) or _primary(error) in lost


class Damaged(UserError):
    """The database is not there any more, or cannot be read: see :mod:`~desktop.storage.rescue`."""


def saying(sentence: Sentence, *places: Path | str) -> UserError:
    """A sentence as an error about ``places``."""
    happened, safe, todo = sentence
    kind = Damaged if sentence is DAMAGED else UserError
    return kind(happened, safe=safe, todo=todo, details=tuple(str(p) for p in places))


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Turn faults of disk and database inside the block into :class:`UserError` about ``place``.

    ``FileExistsError`` passes: it is asked for by whoever would not go over an existing file.
    """
    try:
        yield
    except FileExistsError:
        raise
    except OSError as error:
        held = getattr(error, "winerror", 0) in _WINDOWS_HELD
        sentence = BUSY if held else _OS.get(error.errno or 0, BROKEN_DISK)
        raise saying(sentence, place) from error
    except sql.Error as error:
        known = _SQLITE.get(_primary(error))
        if known is None:
            raise
        raise saying(known, place) from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn faults of the disk while reading somebody's file at ``path`` into :class:`UserError`."""
    try:
        yield
    except OSError as error:
        sentence = (
            f"文件 {path.name} 读不出来。",
            "文件没有被改动，已有的材料也不受影响。",
            "请确认它没有被移走或被别的程序占用、U 盘没有拔出，然后再试一次。",
        )
        raise saying(sentence, path) from error


# Copying and exporting give no code, or a general one, and SQLite's own words for the cause.
_WORDS = {
    "disk I/O error": sql.CODES.SQLITE_IOERR,
    "database or disk is full": sql.CODES.SQLITE_FULL,
    "database is locked": sql.CODES.SQLITE_BUSY,
    "unable to open database": sql.CODES.SQLITE_CANTOPEN,
    "attempt to write a readonly database": sql.CODES.SQLITE_READONLY,
    "database disk image is malformed": sql.CODES.SQLITE_CORRUPT,
    "file is not a database": sql.CODES.SQLITE_NOTADB,
    # A fault ended the transaction under sqlite-utils, which went on and told of this instead.
    "no such savepoint": sql.CODES.SQLITE_IOERR,
    "cannot commit - no transaction is active": sql.CODES.SQLITE_IOERR,
}


def _primary(error: sql.Error) -> int:
    code = getattr(error, "sqlite_errorcode", None)
    if code not in (None, sql.CODES.SQLITE_ERROR):
        return int(code) & 0xFF  # the extended code holds the primary one in its low byte
    return next((c for words, c in _WORDS.items() if str(error).startswith(words)), -1)
