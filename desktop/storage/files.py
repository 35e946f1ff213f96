"""Attachment files, addressed by the hash of their content.

A file is durable before any row names it; a row can therefore never point at nothing, and the
worst a crash leaves behind is a file nobody names. Nothing here touches the database, so files
may be read from any thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from pathlib import Path

from desktop.errors import UserError
from desktop.storage import durable, faults

_HASH = re.compile(r"[0-9a-f]{64}")


def hash_of(data: bytes) -> str:
    """The name of ``data``: its SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


class FileStore:
    """The folder that keeps attachment files (``ab/cdef…``)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its hash; it is on the disk when this returns."""
        sha256 = hash_of(data)
        path = self._path(sha256)
        with faults.told(path):
            if self._intact(path, sha256):
                return sha256
            durable.make_folder(path.parent)
            durable.write(path, data)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content of that hash, verified; :class:`UserError` where it is missing or damaged."""
        path = self._path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise _unusable("不见了", path) from None
        except OSError as error:
            raise _unusable("读不出来", path) from error
        if hash_of(data) != sha256:
            raise _unusable("已损坏", path)
        return data

    def sweep(self) -> None:
        """Take away what writes cut off by a crash have left; nobody names those files."""
        for left in self._folder.glob("??/.*.tmp"):
            with contextlib.suppress(OSError):
                left.unlink()

    def empty(self) -> bool:
        """Whether no file was ever kept here."""
        return next(self._folder.glob("??/*"), None) is None

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256")
        return self._folder / sha256[:2] / sha256[2:]

    def _intact(self, path: Path, sha256: str) -> bool:
        try:
            return hash_of(path.read_bytes()) == sha256
        except FileNotFoundError:
            return False


def _unusable(what: str, path: Path) -> UserError:
    return UserError(
        f"一个附件文件{what}。",
        safe="其他内容和其他附件不受影响。",
        todo="请在“附件”页重新添加这个文件。",
        details=(f"{path.parent.name}/{path.name}",),
    )
