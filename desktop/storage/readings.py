"""What was read off scans, kept so that it need not be read again.

A reading can always be made anew, so it is no part of the database: nothing of it is read when the
library opens or is backed up, it takes no part in the history, and a damaged one is none, where a
damaged page of the database would cost a day. Each lies encrypted under a name only the vault's
key can tell, as attachments do. Any thread may use this.
"""

from __future__ import annotations

import contextlib
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.storage import durable
from desktop.storage.keys import Keys

FOLDER = "readings"
MAGIC = b"ZCR1"
"""Begins every file: the format of what follows, nonce and AES-256-GCM box."""

KEPT = 4000
KEPT_BYTES = 64 * 1024 * 1024
"""The oldest make room beyond so many readings, or so many bytes of them."""

_NONCE_BYTES = 12


class Readings:
    """The readings of one library, in the folder ``readings`` of it."""

    def __init__(self, library: Path, keys: Keys) -> None:
        self._folder = library / FOLDER
        self._names = keys.names
        self._box = AESGCM(keys.files)

    def get(self, key: str) -> bytes | None:
        """What was kept under ``key``; None where nothing was, or it is damaged."""
        path = self._path(key)
        try:
            data = path.read_bytes()
            start = len(MAGIC) + _NONCE_BYTES
            if len(data) < start or not data.startswith(MAGIC):
                return None
            return self._box.decrypt(data[len(MAGIC) : start], data[start:], _about(path))
        except (OSError, InvalidTag):
            return None

    def keep(self, key: str, body: bytes) -> None:
        """Keep ``body`` under ``key``, in place of what was there; on a full disk it is not kept.

        ``key`` says what was read and by what: content hash, page, version of the reader.
        """
        path, nonce = self._path(key), secrets.token_bytes(_NONCE_BYTES)
        sealed = MAGIC + nonce + self._box.encrypt(nonce, body, _about(path))
        if len(sealed) > KEPT_BYTES:
            return
        with contextlib.suppress(OSError):
            # Where a stick was pulled out its folder would be made anew, on another disk.
            self._folder.parent.stat()
            durable.make_folder(self._folder)
            durable.write(path, sealed, private=True)
            self._make_room(path)

    def sweep(self) -> None:
        """Take away what writes cut off by a crash have left."""
        durable.sweep(self._folder, ".*.tmp")

    def _make_room(self, just_kept: Path) -> None:
        with os.scandir(self._folder) as entries:
            # Hidden ones are being written by another thread.
            kept = [(e.stat(), Path(e)) for e in entries if not e.name.startswith(".")]
        kept.sort(key=lambda one: (one[1] != just_kept, -one[0].st_mtime_ns))
        room = KEPT_BYTES
        for number, (about, path) in enumerate(kept):
            room -= about.st_size
            if number >= KEPT or room < 0:
                path.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        said = b"reading " + key.encode()
        return self._folder / hmac.digest(self._names, said, "sha256").hex()


def _about(path: Path) -> bytes:
    """What the box is of: one put under another's name does not open."""
    return MAGIC + path.name.encode()
