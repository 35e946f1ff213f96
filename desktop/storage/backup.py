"""Backups: a folder or stick with every attachment once and the database of each backup.

    职称申报备份-1a2b3c4d/
        files/ab/cdef…            as in the library, encrypted; kept once for all backups
        2024-07-22 093000/        one backup
            library.db  keys.json  manifest.json

Everything in it is encrypted as in the library; passphrase or recovery code open it on any machine.
A backup is made under a hidden name and gets its own once all has been read back: it is there
whole or not at all, and no earlier one is touched. A restore only reads, into an empty folder.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.storage import database, durable, faults, vault
from desktop.storage.files import FileStore
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE, FILES

MANIFEST = "manifest.json"
PLACE = "职称申报备份"
KEPT = 20
"""Backups of one library in one place; older ones make room."""

_SNAPSHOT = ".library.db.backup.tmp"
_STAMP = "%Y-%m-%d %H%M%S"
_MAKING = ".making"
_LEAVING = ".leaving"
_NONCE_BYTES = 12

Progress = Callable[[int, int], None]
"""Told how many files of how many are done."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One finished backup; ``cases`` and ``files`` are what it holds.

    ``lacking`` is how many attachments were missing or damaged when it was made.
    """

    folder: Path
    at: datetime
    cases: int
    files: int
    lacking: int = 0


class Source(Protocol):
    """What a backup is made of: an open library, or a :class:`Snapshot` of one."""

    @property
    def folder(self) -> Path:
        """Where the library lies."""

    @property
    def keys(self) -> Keys:
        """Its keys."""

    @property
    def store(self) -> FileStore:
        """Its attachments."""

    def now(self) -> datetime:
        """The moment, Beijing time."""

    def size(self) -> int:
        """How many cases there are."""

    def hashes(self) -> tuple[str, ...]:
        """The hashes of all attachments."""

    def copy_database(self, path: Path) -> None:
        """A copy of the database at ``path``, encrypted alike."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A library at one moment: a backup is made of it on another thread while work goes on."""

    folder: Path
    keys: Keys
    store: FileStore
    at: datetime
    cases: int
    files: tuple[str, ...]
    copy: Path

    @classmethod
    def of(cls, library: Library) -> Snapshot:
        """The library as it is now; its database lies beside it for a while, encrypted alike."""
        copy = library.folder / _SNAPSHOT
        with faults.told(library.folder):
            library.copy_database(copy)
        return cls(
            library.folder,
            library.keys,
            library.store,
            library.now(),
            library.size(),
            library.hashes(),
            copy,
        )

    def now(self) -> datetime:
        """The moment it is of."""
        return self.at

    def size(self) -> int:
        """How many cases it has."""
        return self.cases

    def hashes(self) -> tuple[str, ...]:
        """The hashes of all attachments."""
        return self.files

    def copy_database(self, path: Path) -> None:
        """The copy that lies there, at ``path``."""
        durable.write(path, self.copy.read_bytes(), private=True)

    def drop(self) -> None:
        """Take the copy away."""
        with contextlib.suppress(OSError):
            self.copy.unlink(missing_ok=True)


def make(library: Source, to: Path, progress: Progress = lambda _done, _all: None) -> Backup:
    """Back the library up into the folder ``to`` and read it back.

    Raises :class:`UserError` where that fails; then there is no new backup. Attachments that are
    there already are not written again; one that nobody can read costs that one and is named.
    """
    place = to / f"{PLACE}-{vault.name(library.folder)}"
    making = place / _MAKING
    at = library.now()
    with faults.told(to):
        if not to.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(to))
        try:
            durable.clear_away(making)
            durable.make_folder(making)
            library.copy_database(making / DATABASE)
            named = library.hashes()
            store = library.store.at(place / FILES)
            kept: list[str] = []
            for done, sha256 in enumerate(named, start=1):
                if store.sound(sha256) or library.store.sound(sha256):
                    store.take(sha256, library.store)
                    kept.append(sha256)
                progress(done, len(named))
            lacking = set(named) - set(kept)
            keys = vault.key_file(library.folder)
            durable.write(making / vault.KEY_FILES[0], keys, private=True)
            cases = _read_back(making / DATABASE, library)
            manifest = {
                "at": at.isoformat(),
                "cases": cases,
                "database": _hash(making / DATABASE),
                "files": len(kept),
                "lacking": len(lacking),
                "names": _boxed(kept, library.keys),
            }
            durable.write(making / MANIFEST, _sealed(manifest, library.keys), private=True)
            folder = _free(place, at.strftime(_STAMP))
            durable.patiently(lambda: making.rename(folder))
            durable.sync_folder(place)
        except BaseException:
            # Half a backup is none; the attachments it brought are good for the next one.
            durable.clear_away(making)
            raise
    _make_room(place, folder, library.keys)
    return Backup(folder, at, cases, len(kept), len(lacking))


def require_whole(backup: Path, keys: Keys) -> None:
    """Read everything of a backup; :class:`UserError` where not all of it could be restored."""
    if damaged_in(backup, keys):
        raise _damaged(backup / MANIFEST)


def damaged_in(backup: Path, keys: Keys) -> tuple[str, ...]:
    """Read everything of a backup: the hashes of attachments missing or damaged in it.

    :class:`UserError` where it could not be restored at all.
    """
    with faults.told(backup):
        manifest = _manifest(backup, keys)
        _whole_database(backup, manifest)
        damaged = files_of(backup, keys).lost(_unboxed(manifest, keys))
        if damaged:
            _manifest(backup, keys)  # the stick has not been pulled out meanwhile
    return damaged


def take_all(backup: Path, keys: Keys, store: FileStore) -> int:
    """Bring the attachments of a backup into ``store``, verified; how many are there then.

    One that is damaged in the backup costs that one, as it did when the backup was made.
    """
    named = named_in(backup, keys)
    if (came := store.take_all(named, files_of(backup, keys))) < len(named):
        _manifest(backup, keys)  # as above
    return came


def files_of(backup: Path, keys: Keys) -> FileStore:
    """The attachments of a backup, and of those beside it."""
    return FileStore(backup.parent / FILES, keys)


def named_in(backup: Path, keys: Keys) -> tuple[str, ...]:
    """The hashes of the attachments a backup has."""
    return _unboxed(_manifest(backup, keys), keys)


def found(place: Path) -> tuple[Backup, ...]:
    """The finished backups in ``place`` or right below it, newest first; nothing is opened."""
    backups = [_card(manifest) for manifest in _manifests(place)]
    return tuple(sorted((b for b in backups if b), key=lambda b: b.at, reverse=True))


def restore(backup: Path, passphrase: str, to: Path) -> int:
    """Bring a backup into the empty folder ``to``; how many attachments came along.

    Fewer than the backup has, where some are damaged in it: those stay behind, the rest comes.
    ``passphrase`` may be the recovery code. Everything is verified in a folder of its own before
    it takes the place of ``to``; what is there already is never gone over.
    """
    with faults.told(to):
        if to.exists() and any(to.iterdir()):
            raise UserError(
                "要恢复到的文件夹不是空的。",
                safe="那里的内容没有被改动，备份也没有被改动。",
                todo="请另选一个空文件夹，恢复好以后再打开它。",
                details=(str(to),),
            )
    keys = vault.keys_for(backup, passphrase)
    staging = to.with_name(f".{to.name}.restoring")
    with faults.told(to):
        durable.clear_away(staging)
        durable.make_folder(staging)
        try:
            manifest = _manifest(backup, keys)
            for name in vault.KEY_FILES:
                durable.write(staging / name, vault.key_file(backup), private=True)
            durable.write(staging / DATABASE, _whole_database(backup, manifest), private=True)
            came = take_all(backup, keys, FileStore(staging / FILES, keys))
            if to.exists():
                to.rmdir()
            durable.patiently(lambda: staging.rename(to))
            _make_sure(to, staging)
        except BaseException:
            durable.clear_away(staging)
            raise
    return came


def _make_sure(to: Path, staging: Path) -> None:
    """The new name of ``to`` is durable, or it is ``staging`` again: told to fail, it is not.

    Where neither can be done it is there and whole, and the backup is too: that is no failure.
    """
    try:
        durable.sync_folder(to.parent)
    except OSError as failed:
        try:
            to.rename(staging)
        except OSError:
            return
        raise failed from None


def _read_back(path: Path, library: Source) -> int:
    """Open the copy as the next machine would; how many cases it holds."""
    with closing(database.connected(path, library.keys)) as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise _damaged(path)
        cases = int(db.execute("SELECT count(*) FROM cases").fetchone()[0])
    if cases != library.size() or any(database.leftovers(path)):
        raise _damaged(path)
    return cases


def _whole_database(backup: Path, manifest: dict[str, Any]) -> bytes:
    data = (backup / DATABASE).read_bytes()
    if hashlib.sha256(data).hexdigest() != manifest["database"]:
        raise _damaged(backup / DATABASE)
    return data


def _manifest(backup: Path, keys: Keys) -> dict[str, Any]:
    try:
        said = json.loads((backup / MANIFEST).read_bytes())
        manifest, seal = said["manifest"], said["seal"]
        if hmac.compare_digest(_seal(manifest, keys), seal):
            return dict(manifest)
    except (ValueError, KeyError, TypeError, RecursionError, FileNotFoundError):
        pass
    raise _damaged(backup / MANIFEST)


def _sealed(manifest: dict[str, Any], keys: Keys) -> bytes:
    said = {"manifest": manifest, "seal": _seal(manifest, keys)}
    return json.dumps(said, ensure_ascii=False).encode()


def _seal(manifest: Any, keys: Keys) -> str:
    text = json.dumps(manifest, sort_keys=True)
    return hmac.digest(keys.chain, b"backup " + text.encode(), "sha256").hex()


def _boxed(hashes: Sequence[str], keys: Keys) -> str:
    """The hashes, for nobody else: somebody with the same certificate could tell it is here."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    text = json.dumps(sorted(hashes)).encode()
    return (nonce + AESGCM(keys.files).encrypt(nonce, text, MANIFEST.encode())).hex()


def _unboxed(manifest: dict[str, Any], keys: Keys) -> tuple[str, ...]:
    data = bytes.fromhex(manifest["names"])
    nonce, box = data[:_NONCE_BYTES], data[_NONCE_BYTES:]
    return tuple(json.loads(AESGCM(keys.files).decrypt(nonce, box, MANIFEST.encode())))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifests(place: Path) -> Iterator[Path]:
    for pattern in (MANIFEST, f"*/{MANIFEST}", f"{PLACE}-*/*/{MANIFEST}"):
        yield from (p for p in place.glob(pattern) if not p.parent.name.startswith("."))


def _card(path: Path) -> Backup | None:
    """What a manifest says of itself; whether it is true shows when it is restored."""
    try:
        said = json.loads(path.read_bytes())["manifest"]
        at = beijing(datetime.fromisoformat(said["at"]))
        counts = [int(said[name]) for name in ("cases", "files", "lacking")]
        return Backup(path.parent, at, *counts)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _free(place: Path, name: str) -> Path:
    """A folder that is not there yet; the clock may have stood at this second before."""
    folder, number = place / name, 1
    while folder.exists() or folder.is_symlink():
        number += 1
        folder = place / f"{name}-{number}"
    return folder


def _make_room(place: Path, just_made: Path, keys: Keys) -> None:
    """Let go of the oldest backups, never of the one just made whatever the clock says.

    Only of our own: what the same folder holds besides, or is a link to elsewhere, stays.
    """
    leaving = place / _LEAVING
    durable.clear_away(leaving)
    older = [b.folder for b in found(place) if b.folder != just_made and _ours(b.folder, place)]
    for folder in older[KEPT - 1 :]:
        with contextlib.suppress(OSError, UserError):
            _manifest(folder, keys)
            # Hidden first: cut off here, no half of it is taken for a backup.
            folder.rename(leaving)
            durable.clear_away(leaving)


def _ours(folder: Path, place: Path) -> bool:
    return folder.parent == place and not folder.is_symlink()


def _damaged(path: Path) -> UserError:
    return UserError(
        "备份不完整或已损坏，没有使用它。",
        safe="现有的资料没有被改动，备份文件也没有被改动。",
        todo="请换一份较早的备份；正在备份时出现的，请检查存储盘后再备份一次。",
        details=(f"{path.parent.name}/{path.name}",),
    )
