"""Faults of the disk and the database, as sentences for the person in front of the screen.

Only the world's faults are translated. Anything else sqlite3 raises (a broken constraint, wrong
SQL) is a bug of ours and passes through as it is; its text names tables, never field values.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import UserError

SAFE = "已经保存的内容都还在，没有被改动。"

FULL = ("磁盘已经写满，这一次没有存上。", "请清理出一些空间，然后再试一次。")
READ_ONLY = (
    "资料所在的文件夹不能写入，这一次没有存上。",
    "请确认该文件夹没有设成只读、存储盘没有写保护，然后再试一次。",
)
BROKEN_DISK = (
    "读写磁盘时出错，这一次没有存上。",
    "请检查存储盘或U盘是否接好，然后再试一次；如仍不行，请先把资料文件夹整个复制到别处。",
)
GONE = (
    "资料所在的文件夹打不开。",
    "请检查文件夹是否被移走、U盘是否已拔出，接好后再试一次。",
)
BUSY = (
    "资料正被另一个程序占用。",
    "请先关闭另一个“职称申报助手”窗口或正在同步、备份该文件夹的程序，然后再试一次。",
)
DAMAGED = (
    "资料库文件已损坏，无法读取。",
    "请不要删除这个文件夹；把它整个复制一份留存，再用最近的备份或导出的材料文件恢复。",
)

# By the primary result code: sqlite.org/rescode.html.
_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_IOERR: BROKEN_DISK,
    sqlite3.SQLITE_CANTOPEN: GONE,
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: DAMAGED,
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


def explain(error: OSError | sqlite3.Error, place: Path, safe: str = SAFE) -> UserError | None:
    """The sentence for ``error`` at ``place``; ``None`` where it is no fault of the world."""
    if isinstance(error, sqlite3.Error):
        # The extended code holds the primary one in its low byte.
        sentence = _SQLITE.get(getattr(error, "sqlite_errorcode", -1) & 0xFF)
    else:
        held = getattr(error, "winerror", 0) in _WINDOWS_HELD
        sentence = BUSY if held else _OS.get(error.errno or 0, BROKEN_DISK)
    if sentence is None:
        return None
    happened, todo = sentence
    return UserError(happened, safe=safe, todo=todo, details=(str(place),))


@contextmanager
def told(place: Path, safe: str = SAFE) -> Iterator[None]:
    """Turn faults of the world inside the block into :class:`UserError` about ``place``."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        sentence = explain(error, place, safe)
        if sentence is None:
            raise
        raise sentence from error
