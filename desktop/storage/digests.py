"""What the table of all cases shows of each once it was judged, kept so that it opens at once.

A digest can always be made anew, so it is no part of the database, as readings are none: nothing
of it is read when the library opens or is backed up, and a damaged one is none. All of them lie in
one file, encrypted with the vault's key, since all of them are wanted at once.
"""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.storage import durable
from desktop.storage.keys import Keys

NAME = "library.digests"
MAGIC = b"ZCD1"
"""Begins the file: the format of what follows, nonce and AES-256-GCM box."""

_NONCE_BYTES = 12


class Digests:
    """The digests of one library, as whoever made them wrote them down. Any thread may use this."""

    def __init__(self, library: Path, keys: Keys) -> None:
        self._path = library / NAME
        self._box = AESGCM(keys.files)

    def read(self) -> bytes | None:
        """What was kept last; None where nothing was, or it is damaged."""
        try:
            data = self._path.read_bytes()
            start = len(MAGIC) + _NONCE_BYTES
            if len(data) < start or not data.startswith(MAGIC):
                return None
            return self._box.decrypt(data[len(MAGIC) : start], data[start:], MAGIC + NAME.encode())
        except (OSError, InvalidTag):
            return None

    def keep(self, body: bytes) -> None:
        """Keep ``body`` in place of what was there; on a full disk it is not kept."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = MAGIC + nonce + self._box.encrypt(nonce, body, MAGIC + NAME.encode())
        with contextlib.suppress(OSError):
            # Where a stick was pulled out its folder would be made anew, on another disk.
            self._path.parent.stat()
            durable.write(self._path, sealed, private=True)
