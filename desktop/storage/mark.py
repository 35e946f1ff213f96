"""The mark beside the database: how far it was when something was last called saved.

A journal that was cut, flipped or taken away reads like one that never went further: the database
opens, older than it was. The mark is written after each commit and never waited for. It may be
behind, which means nothing; where it is ahead, saved changes are gone, and that is told.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import struct
from pathlib import Path

from desktop.errors import UserError

NAME = "library.mark"

_NUMBER = struct.Struct(">Q")
_DIGEST_BYTES = 32


class Behind(UserError):
    """The database is older than what was called saved; see :func:`rescue.carry_on`.

    ``number`` is the last change that is there.
    """

    def __init__(self, folder: Path, number: int, missing: int) -> None:
        super().__init__(
            f"资料库里缺了最近保存过的 {missing} 处修改，磁盘没有保住它们。",
            safe="文件夹里的文件都没有被改动。常见的原因是 U 盘提前拔出，或同步软件换回了旧文件。",
            todo="请先把这个文件夹整个复制一份留存；然后可以用最近的备份恢复，"
            "或者按现有的内容继续。",
            details=(str(folder),),
        )
        self.number = number


class Mark:
    """The mark of an open library; opened with it and closed with it."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._key = key
        self._file: int | None = None
        # On a disk that is full the library still opens; the mark is only a witness.
        with contextlib.suppress(OSError):
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
            self._file = os.open(folder / NAME, flags, 0o600)

    def write(self, number: int) -> None:
        """The change ``number`` is durable."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                os.lseek(self._file, 0, os.SEEK_SET)
                os.write(self._file, _sealed(self._key, number))

    def close(self) -> None:
        """Nothing is written any more."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def read(folder: Path, key: bytes) -> int:
    """The number of the last change called saved; 0 where no mark says so."""
    try:
        data = (folder / NAME).read_bytes()
    except OSError:
        return 0
    if len(data) != _NUMBER.size + _DIGEST_BYTES:
        return 0
    number = int(_NUMBER.unpack(data[: _NUMBER.size])[0])
    return number if hmac.compare_digest(_sealed(key, number), data) else 0


def hold_against(folder: Path, key: bytes, number: int) -> None:
    """:class:`Behind` where the last change in the database, ``number``, is not the last saved."""
    missing = read(folder, key) - number
    if missing > 0:
        raise Behind(folder, number, missing)


def _sealed(key: bytes, number: int) -> bytes:
    data = _NUMBER.pack(number)
    return data + hmac.digest(key, b"mark " + data, "sha256")
