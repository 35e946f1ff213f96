"""Bytes onto the disk so that they are there, whole, whatever happens next."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

_PRIVATE, _SHARED = 0o600, 0o666

_HELD = (5, 32, 33)
"""Windows' codes for a file another program holds: denied, sharing violation, locking violation."""

_PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between tries: programs that sync or scan a folder let go of a file within these."""


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(
    path: Path, data: bytes | Iterable[bytes], *, replace: bool = True, private: bool = False
) -> None:
    """Put ``data`` at ``path``, whole or not at all: temporary file, fsync, rename, fsync folder.

    ``data`` may come in pieces, which are then never held together. With ``replace`` false an
    existing file is left as it is and ``FileExistsError`` raised. What is ``private`` only its
    owner may read.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        handle = os.open(temporary, flags, _PRIVATE if private else _SHARED)
        with os.fdopen(handle, "wb") as file:
            file.writelines((data,) if isinstance(data, bytes) else data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            rename(temporary, path)
        else:
            claim(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def rename(source: Path, target: Path) -> None:
    """Rename over what may be there, waiting a moment where another program holds either."""
    patiently(lambda: source.replace(target))


def claim(temporary: Path, path: Path) -> None:
    """Rename ``temporary`` to ``path``; ``FileExistsError`` where somebody was there first."""
    if sys.platform == "win32":
        patiently(lambda: temporary.rename(path))  # does not go over an existing file there
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Sticks formatted FAT know no links; there the check and the rename are two steps.
        if path.exists():
            raise FileExistsError(path) from None
        temporary.rename(path)
    else:
        temporary.unlink()


def patiently(call: Callable[[], object]) -> None:
    """Do ``call``, again after a pause where Windows says that another program holds the file."""
    for pause in _PAUSES:
        try:
            call()
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            time.sleep(pause)
        else:
            return
    call()


def make_folder(folder: Path) -> None:
    """Create ``folder`` and its parents, each name durable."""
    if folder.is_dir():
        return
    if folder.exists():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)


def clear_away(folder: Path) -> None:
    """Take a folder of ours away with what is in it, as far as it goes; never through a link."""
    if folder.is_symlink():
        with contextlib.suppress(OSError):
            folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(folder: Path, pattern: str) -> None:
    """Take the files of that pattern away, as far as it goes."""
    for left in folder.glob(pattern):
        with contextlib.suppress(OSError):
            left.unlink()
