"""A person's folder before it is shown: its files, their zips and their hashes.

Whoever made the files writes them, a worker that sees the batch's folder or else the batch; the
batch alone makes them durable, notes them and shows them.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath

from desktop.app.packet.outbox import archived
from desktop.storage import durable

CONTENT = "content"
"""The folder that will be the person's, within one of its own that nobody sees."""


def written(
    aside: Path, files: Mapping[str, bytes], zips: Sequence[str], moment: datetime
) -> dict[str, str]:
    """Write ``files`` into the new folder ``aside``; every file's place with its hash.

    ``zips`` are folders within that get their zip of ``moment`` beside them. Nothing is durable
    yet. Raises :class:`OSError`, also where the folder ``aside`` is to lie in is gone.
    """
    content = aside / CONTENT
    for folder in (aside, content, *(content / place for place in _folders(files))):
        folder.mkdir()
    digests: dict[str, str] = {}
    for place, data in files.items():
        (content / place).write_bytes(data)
        digests[place] = hashlib.sha256(data).hexdigest()
    for name in zips:
        inside = {
            PurePosixPath(place).relative_to(name): data
            for place, data in files.items()
            if place.startswith(f"{name}/")
        }
        with (content / f"{name}.zip").open("xb+") as file:
            archived(file, inside.items(), moment)
            file.seek(0)
            digests[f"{name}.zip"] = hashlib.file_digest(file, "sha256").hexdigest()
    _begun(content, digests)
    return dict(sorted(digests.items()))


def make_durable(aside: Path, places: Iterable[str]) -> None:
    """Have all of it on the disk, whichever process has written it.

    All at the end: a disk takes many files at once faster than one by one.
    """
    content = aside / CONTENT
    folders = {content}
    for place in places:
        path = content / place
        with _opened(path) as handle:
            os.fsync(handle)
        folders |= {content / folder for folder in PurePosixPath(place).parents}
    for folder in folders:
        durable.sync_folder(folder)


def _begun(content: Path, places: Iterable[str]) -> None:
    """Let the system begin to write all of it now, where it can be told to.

    Whoever makes it durable then waits for one round of the disk instead of one a file.
    """
    if sys.platform == "linux":
        for place in places:
            with _opened(content / place) as handle:
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        yield handle
    finally:
        os.close(handle)


def _folders(places: Iterable[str]) -> list[PurePosixPath]:
    """The folders of all places, outer ones first."""
    found = {folder for place in places for folder in PurePosixPath(place).parents}
    return sorted(found - {PurePosixPath(".")})
