"""Bytes onto the disk so that they are there, whole, whatever happens next."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import sys
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in ``folder`` durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Put ``data`` at ``path``, whole or not at all: temporary file, fsync, rename, fsync folder.

    With ``replace`` false an existing file is left as it is and ``FileExistsError`` raised.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            temporary.replace(path)
        else:
            claim(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def claim(temporary: Path, path: Path) -> None:
    """Rename ``temporary`` to ``path``; ``FileExistsError`` where somebody was there first."""
    if sys.platform == "win32":
        temporary.rename(path)  # does not go over an existing file there
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


def make_folder(folder: Path) -> None:
    """Create ``folder`` and its parents, each name durable."""
    if folder.is_dir():
        return
    if folder.exists():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)
