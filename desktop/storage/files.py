"""Attachment files, encrypted, under names that only the vault's key can tell.

A file is durable before any row names it; a row can therefore never point at nothing, and the
worst a crash leaves behind is a file nobody names. Nothing here touches the database, so files
may be read from any thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.errors import UserError
from desktop.storage import durable, faults
from desktop.storage.keys import Keys

MAGIC = b"ZCF1"
"""Begins every file: the format of what follows, nonce and AES-256-GCM box."""

_NONCE_BYTES = 12
_HASH = re.compile(r"[0-9a-f]{64}")


class Lost(UserError):
    """The file is missing or damaged; one that could not be read this moment is no such."""


def hash_of(data: bytes) -> str:
    """The name of ``data``: its SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


class FileStore:
    """The folder that keeps attachment files (``ab/cdef…``)."""

    def __init__(self, folder: Path, keys: Keys) -> None:
        self._folder = folder
        self._keys = keys
        self._box = AESGCM(keys.files)
        self._durable: set[Path] = set()

    def put(self, data: bytes) -> str:
        """Keep ``data`` and return its hash; it is on the disk when this returns."""
        sha256 = hash_of(data)
        path = self._path(sha256)
        with faults.told(path):
            self._keep(path, sha256, lambda: self._sealed(path.name, data))
        return sha256

    def get(self, sha256: str) -> bytes:
        """The content of that hash, verified; :class:`Lost` where it is missing or damaged."""
        path = self._path(sha256)
        try:
            data = self._opened(path.name, path.read_bytes())
        except FileNotFoundError:
            raise _unusable("不见了", path) from None
        except OSError as error:
            raise _unusable("读不出来", path, UserError) from error
        except InvalidTag:
            raise _unusable("已损坏", path) from None
        if hash_of(data) != sha256:
            raise _unusable("已损坏", path)
        return data

    def has(self, sha256: str) -> bool:
        """Whether a file of that hash is there, whatever its state."""
        return self._path(sha256).is_file()

    def sound(self, sha256: str) -> bool:
        """Whether the file of that hash is there and whole."""
        try:
            self.get(sha256)
        except UserError:
            return False
        return True

    def at(self, folder: Path) -> FileStore:
        """The store of the same vault in another folder."""
        return FileStore(folder, self._keys)

    def take(self, sha256: str, source: FileStore) -> None:
        """Bring a file over from a store of the same vault, verified; what is there stays."""
        path = self._path(sha256)
        with faults.told(path):
            written = self._keep(path, sha256, lambda: self._sealed(path.name, source.get(sha256)))
            if written and not self._intact(path, sha256):
                raise _unusable("没有写好", path, UserError)

    def take_all(self, hashes: Sequence[str], source: FileStore) -> int:
        """Bring those files over; how many are here then. What is lost there costs that one."""
        came = 0
        for sha256 in hashes:
            with contextlib.suppress(Lost):
                self.take(sha256, source)
                came += 1
        return came

    def lost(self, hashes: Sequence[str]) -> tuple[str, ...]:
        """Which of those files are missing or damaged; raises where one cannot be read now."""
        found = []
        for sha256 in hashes:
            try:
                self.get(sha256)
            except Lost:
                found.append(sha256)
        return tuple(found)

    def among(self, hashes: Sequence[str]) -> Mapping[str, bytes]:
        """The files of those hashes, each read and verified when it is asked for."""
        return _Held(self, tuple(hashes))

    def sweep(self) -> None:
        """Take away what writes cut off by a crash have left; nobody names those files."""
        durable.sweep(self._folder, "??/.*.tmp")

    @staticmethod
    def empty_in(folder: Path) -> bool:
        """Whether no file was ever kept in ``folder``."""
        return next(folder.glob("??/*"), None) is None

    def _path(self, sha256: str) -> Path:
        if not _HASH.fullmatch(sha256):
            raise ValueError("not a SHA-256")
        # Somebody with the same certificate could tell by its plain hash that it is here.
        name = hmac.digest(self._keys.names, bytes.fromhex(sha256), "sha256").hex()
        return self._folder / name[:2] / name[2:]

    def _keep(self, path: Path, sha256: str, sealed: Callable[[], bytes]) -> bool:
        """See that the file is there to stay; whether it had to be written."""
        lacking = not self._intact(path, sha256)
        fresh = lacking and not path.parent.is_dir()
        if lacking:
            durable.make_folder(path.parent)
            durable.write(path, sealed(), private=True)
        elif path.parent not in self._durable:
            # Written by a call that failed at the last step: there, and perhaps not to stay.
            durable.sync_folder(path.parent)
        if path.parent not in self._durable:
            # So may the folders be; one that was just made has its name on the disk.
            if not fresh:
                durable.sync_folder(self._folder)
            if self._folder not in self._durable:
                durable.sync_folder(self._folder.parent)
            self._durable |= {path.parent, self._folder}
        return lacking

    def _intact(self, path: Path, sha256: str) -> bool:
        try:
            return hash_of(self._opened(path.name, path.read_bytes())) == sha256
        except (FileNotFoundError, InvalidTag):
            return False

    def _sealed(self, name: str, data: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return MAGIC + nonce + self._box.encrypt(nonce, data, MAGIC + name.encode())

    def _opened(self, name: str, data: bytes) -> bytes:
        """What is inside; ``InvalidTag`` where it is damaged, or the file of another name."""
        start = len(MAGIC) + _NONCE_BYTES
        if len(data) < start or not data.startswith(MAGIC):
            raise InvalidTag
        return self._box.decrypt(data[len(MAGIC) : start], data[start:], MAGIC + name.encode())


class _Held(Mapping[str, bytes]):
    """Files of a store by their hashes; none is held in memory."""

    def __init__(self, store: FileStore, hashes: tuple[str, ...]) -> None:
        self._store = store
        self._hashes = dict.fromkeys(hashes)

    def __getitem__(self, sha256: str) -> bytes:
        if sha256 not in self._hashes:
            raise KeyError(sha256)
        return self._store.get(sha256)

    def __iter__(self) -> Iterator[str]:
        return iter(self._hashes)

    def __len__(self) -> int:
        return len(self._hashes)


def _unusable(what: str, path: Path, kind: type[UserError] = Lost) -> UserError:
    return kind(
        f"一个附件文件{what}。",
        safe="其他内容和其他附件不受影响。",
        todo="请在“附件”页重新添加这个文件。",
        details=(f"{path.parent.name}/{path.name}",),
    )
