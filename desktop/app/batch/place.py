"""The folder a batch fills: a folder a person, each there whole or not at all.

One process at a time fills it. Everything is written into a hidden folder within first; what a
killed process had to leave there is taken away by the next one, at once: it holds the lock.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import IO

from desktop.app.batch.content import CONTENT, make_durable, written
from desktop.app.batch.ledger import Entry, Ledger
from desktop.app.batch.work import Result
from desktop.app.packet.outbox import told
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import durable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

WORK = ".zhicheng-batch-work"
_LOCK = "lock"
_BEFORE = "before"
_SAFE = tr("已经生成的都是完整的，没有留下写了一半的东西，材料没有变。")
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What systems put beside files by themselves."""


class Place:
    """The folder, open for filling: its lock, its ledger, its people's folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._work = folder / WORK
        with told(folder, _SAFE):
            self._made = [one for one in (folder, *folder.parents) if not one.exists()]
            durable.make_folder(folder)
            self._lock = _locked(self._work)
            try:
                for left in self._work.iterdir():
                    if left.name != _LOCK:
                        durable.clear_away(left)
                self.ledger = Ledger(folder)
            except BaseException:
                self._unlock()
                raise

    def whole(self, entry: Entry) -> bool:
        """Whether all that ``entry`` names lies there as it was made."""
        root = self.folder / entry.folder
        try:
            return all(_hash(root / place) == digest for place, digest in entry.files.items())
        except OSError:
            return False

    def aside(self) -> Path:
        """A hidden folder within that is not there yet, for one person's files."""
        return self._work / secrets.token_hex(6)

    def put(self, entry: Entry, result: Result, aside: Path, moment: datetime) -> Entry:
        """Show ``result`` as the folder ``entry`` wants, in place of what was made of it before.

        Its files are in ``aside`` where the worker wrote them there, and are written there now
        where it brought them; ``moment`` is that of their zips. What somebody has changed or put
        in is left as it is: then the new one stands beside it, under the next free name. Raises
        :class:`UserError` where the folder cannot be written; then nothing has changed.
        """
        with told(self.folder, _SAFE):
            try:
                if result.unwritten:
                    raise OSError(result.unwritten, os.strerror(result.unwritten))
                digests = result.written
                if not digests:
                    digests = written(aside, result.files, result.zipped, moment)
                make_durable(aside, digests)
                before = self._ours(entry.key)
                name = self._free(entry.folder, before)
                done = replace(entry, folder=name, files=digests)
                self.ledger.note(done)
                self._show(aside / CONTENT, self.folder / name, before, aside / _BEFORE)
                self.ledger.settle(entry.key)
            finally:
                durable.clear_away(aside)
        return done

    def close(self) -> None:
        """Leave what is done and its ledger, nothing else; nothing at all where nothing was."""
        try:
            with told(self.folder, _SAFE):
                if self.ledger.empty:
                    self.ledger.remove()
                else:
                    self.ledger.close()
        finally:
            self._unlock()
        for folder in self._made:
            with contextlib.suppress(OSError):
                folder.rmdir()

    # ------------------------------------------------------------------ within

    def _ours(self, key: str) -> Path | None:
        """The folder made of the case before, where it is as we made it and nothing was added."""
        for entry in self.ledger.of(key):
            root = self.folder / entry.folder
            if root.is_dir() and set(_files(root)) <= set(entry.files) and self.whole(entry):
                return root
        return None

    def _free(self, wanted: str, before: Path | None) -> str:
        for number in range(1, 1000):
            name = wanted if number == 1 else f"{wanted}-{number}"
            path = self.folder / name
            if path == before or not os.path.lexists(path):
                return name
        raise FileExistsError(self.folder / wanted)

    def _show(self, content: Path, final: Path, before: Path | None, aside: Path) -> None:
        if before is not None:
            durable.rename(before, aside)
        try:
            durable.rename(content, final)
        except BaseException:
            if before is not None:
                durable.rename(aside, before)
            raise
        durable.sync_folder(self.folder)

    def _unlock(self) -> None:
        _release(self._lock)
        shutil.rmtree(self._work, ignore_errors=True)


def _files(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if not path.is_dir() and path.name not in _OF_SYSTEMS:
            yield path.relative_to(root).as_posix()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _locked(work: Path) -> IO[bytes]:
    """The lock within ``work``, held until it is closed or this process ends."""
    while True:
        work.mkdir(exist_ok=True)
        path = work / _LOCK
        handle = path.open("ab")
        try:
            if sys.platform == "win32":
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Whoever held it may have taken it away a moment ago, and this is no lock any more.
            if os.path.samestat(os.fstat(handle.fileno()), path.stat()):
                return handle
        except (BlockingIOError, PermissionError):
            handle.close()
            raise UserError(
                tr("“{parent}”里正在批量生成，还没有做完。", parent=work.parent),
                safe=tr("那边照常进行，这里没有生成任何东西。"),
                todo=tr("请等那边做完，或换一个文件夹。"),
            ) from None
        except FileNotFoundError:
            pass
        except OSError as error:
            if error.errno in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
                return handle  # shares that know no locks
            handle.close()
            raise
        handle.close()


def _release(handle: IO[bytes]) -> None:
    handle.close()
