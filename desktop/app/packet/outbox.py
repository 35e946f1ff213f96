"""A folder and its zip that appear whole or not at all, beside what is there already.

Everything is written into a hidden folder next to the place, made durable, and renamed in one
step. Whatever stops it on the way — a full disk, a cancel, a pulled stick — leaves nothing; what
a killed process had to leave is taken away by the next one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import durable

_SAFE = "没有留下写了一半的东西，材料和以前的材料包都没有变。"
_HIDDEN = ".zhicheng-partial-"
_FORGOTTEN = 3600  # seconds; nobody writes a packet for an hour
_COMPRESSED = frozenset({".jpg", ".png", ".webp", ".gif", ".heic", ".pdf", ".docx"})


@dataclass(frozen=True, slots=True)
class Sent:
    """Where the folder and its zip are."""

    folder: Path
    zip: Path


class Box(Protocol):
    """What is filled file by file; ``places`` are those of the files in it, in that order."""

    @property
    def places(self) -> Sequence[PurePosixPath]:
        """Where the files are, relative to the box."""

    def put(self, place: PurePosixPath, data: bytes) -> None:
        """Put one file in."""


class Crate:
    """A box in memory: files made where there is no disk to write them to."""

    def __init__(self) -> None:
        self.files: dict[PurePosixPath, bytes] = {}

    @property
    def places(self) -> Sequence[PurePosixPath]:
        """Where the files are, in the order they were put in."""
        return tuple(self.files)

    def put(self, place: PurePosixPath, data: bytes) -> None:
        """Keep one file; no two have the same place."""
        if place in self.files:
            raise FileExistsError(place)
        self.files[place] = data


class Outbox:
    """A folder being filled; nothing of it is to be seen until :func:`filled` is through."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.places: list[PurePosixPath] = []

    def put(self, place: PurePosixPath, data: bytes) -> None:
        """Write one file, durable; ``place`` is relative to the folder."""
        path = self._root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self.places.append(place)


def send(parent: Path, moment: datetime, fill: Callable[[Outbox], str]) -> Sent:
    """Let ``fill`` write a folder, then show it under the name it gives, its zip beside it.

    Where that name is taken, ``name-2`` and so on. Raises :class:`UserError` where ``parent``
    cannot be written; whatever ``fill`` raises passes, after everything has been taken away.
    """
    with told(parent), _there(parent), _hidden(parent) as hidden:
        content = hidden / "content"
        content.mkdir()
        box = Outbox(content)
        name = fill(box)
        _zipped(content, hidden / "content.zip", box.places, moment)
        _make_durable(content)
        return _show(hidden, parent, name)


def deliver(parent: Path, fill: Callable[[Outbox], str]) -> Path:
    """As :func:`send` without a zip: papers to be printed lie open. The folder."""
    with told(parent), _there(parent), _hidden(parent) as hidden:
        content = hidden / "content"
        content.mkdir()
        name = fill(Outbox(content))
        _make_durable(content)
        for number in range(1, 1000):
            folder = parent / (name if number == 1 else f"{name}-{number}")
            if folder.exists():
                continue
            content.rename(folder)
            durable.sync_folder(parent)
            return folder
        raise FileExistsError(parent / name)


@contextmanager
def _there(parent: Path) -> Iterator[None]:
    """``parent`` exists within; the folders made for it go again where nothing came of it."""
    made = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    durable.make_folder(parent)
    try:
        yield
    except BaseException:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


@contextmanager
def _hidden(parent: Path) -> Iterator[Path]:
    for left in parent.glob(f"{_HIDDEN}*"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _FORGOTTEN:
                shutil.rmtree(left, ignore_errors=True)
    folder = parent / f"{_HIDDEN}{secrets.token_hex(6)}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _zipped(content: Path, target: Path, places: Sequence[PurePosixPath], moment: datetime) -> None:
    """Write the files at ``places`` in ``content`` as the zip ``target``, durable.

    The same files and ``moment`` give the same bytes.
    """
    with target.open("xb") as file:
        archived(file, ((place, (content / place).read_bytes()) for place in places), moment)
        os.fsync(file.fileno())


def archived(
    file: IO[bytes], contents: Iterable[tuple[PurePosixPath, bytes]], moment: datetime
) -> None:
    """Write ``contents``, each with its place, as a zip into ``file``: the same, the same bytes."""
    stamp = (moment.year, moment.month, moment.day, moment.hour, moment.minute, 0)
    with zipfile.ZipFile(file, "w") as archive:
        for place, data in contents:
            entry = zipfile.ZipInfo(str(place), stamp)
            packed = place.suffix in _COMPRESSED
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    file.flush()


def _make_durable(content: Path) -> None:
    for folder in (*(path for path in content.rglob("*") if path.is_dir()), content):
        durable.sync_folder(folder)


def _show(hidden: Path, parent: Path, name: str) -> Sent:
    """Rename folder and zip to the first free name; on a fault neither stays."""
    for number in range(1, 1000):
        free = name if number == 1 else f"{name}-{number}"
        folder, archive = parent / free, parent / f"{free}.zip"
        if folder.exists() or archive.exists():
            continue
        try:
            (hidden / "content").rename(folder)
        except OSError as error:
            if error.errno in (errno.EEXIST, errno.ENOTEMPTY) or folder.exists():
                continue  # somebody took the name a moment ago
            raise
        try:
            durable.claim(hidden / "content.zip", archive)
            durable.sync_folder(parent)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Sent(folder, archive)
    raise FileExistsError(parent / name)


@contextmanager
def told(parent: Path, safe: str = _SAFE) -> Iterator[None]:
    """What the system refuses in ``parent``, as a :class:`UserError` with ``safe`` in it."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise UserError(
                tr("“{parent}”所在的磁盘空间不够了。", parent=parent),
                safe=safe,
                todo=tr("请清理出一些空间，或换一个磁盘，再做一次。"),
            ) from error
        raise UserError(
            tr("“{parent}”不能写入。", parent=parent),
            safe=safe,
            todo=tr("请换一个可以写入的文件夹（例如“文档”或桌面），再做一次。"),
        ) from error
