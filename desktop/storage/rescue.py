"""When a library does not open: what is damaged, what would help, and bringing it back.

Nothing is ever deleted or begun anew. What is damaged is moved into ``quarantine/`` inside the
library's folder, whole; attachments and key files stay, so that the passphrase of today still
opens what is brought back. Each step can be cut off: the next start says what is missing, and
bringing back goes on from there.

The way of it, for whoever offers it::

    damage(folder, keys)                 # what is wrong; nothing is changed
    newest_good(places, keys)            # read through, or None
    bring_back(folder, backup, keys, at) # damaged originals aside, the backup in their place
    carry_on(folder, at)                 # instead, where the error was `Behind`: as it is
    bring_back_keys(folder, backup, typed, at)  # where both key files are gone
"""

from __future__ import annotations

import contextlib
import secrets
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.storage import backup as backups
from desktop.storage import database, durable, faults, keyfile, mark, remains, sql, vault
from desktop.storage.backup import Backup
from desktop.storage.files import FileStore
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE, FILES

QUARANTINE = "quarantine"

_DATABASE_PARTS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-journal", mark.NAME)
"""In the order they are moved: a journal without its database is never taken for a beginning."""


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong with a library: its database, key files by name, attachments by hash."""

    database: UserError | None
    key_files: tuple[str, ...]
    files: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.database or self.key_files or self.files)


def damage(folder: Path, keys: Keys) -> Damage:
    """Look at everything a closed library has; nothing is changed."""
    wrong: UserError | None = None
    files: tuple[str, ...] = ()
    try:
        library = Library.open(folder, lambda: datetime.now().astimezone(), keys)
    except UserError as error:
        wrong = error
    else:
        try:
            files = damaged_files(library)
        finally:
            library.close()
    return Damage(wrong, _damaged_keys(folder), files)


def damaged_files(library: Library) -> tuple[str, ...]:
    """The hashes of attachments that a case of the open library names and nobody can read."""
    return tuple(h for h in library.hashes() if not library.store.sound(h))


def newest_good(places: Iterable[Path], keys: Keys) -> Backup | None:
    """The newest backup of this vault in ``places`` that can be restored: it was read through.

    One that lacks an attachment only where none is whole: there they lie once for all backups.
    """
    known = [one for place in places for one in _found(place)]
    next_best: Backup | None = None
    for one in sorted(known, key=lambda b: b.at, reverse=True):
        with contextlib.suppress(UserError):
            damaged = len(backups.damaged_in(one.folder, keys))
            if not damaged:
                return one
            if next_best is None:
                next_best = replace(one, files=one.files - damaged, lacking=one.lacking + damaged)
    return next_best


def last_change(backup: Path, keys: Keys) -> int:
    """The number of the last change a backup has: how far it goes beside what is there."""
    with faults.told(backup):
        return _last_change(backup / DATABASE, keys)


def bring_back(folder: Path, backup: Path, keys: Keys, at: datetime) -> Path:
    """Put the database of ``backup`` in place of the damaged one; where that lies now.

    The library must be closed. The backup is read through before anything is moved, and left as
    it is. Attachments that are damaged here are taken from it too, where it has them whole.
    """
    backups.damaged_in(backup, keys)
    path = folder / DATABASE
    fresh = folder / f".{DATABASE}.{secrets.token_hex(4)}.tmp"
    with faults.told(folder):
        backups.take_all(backup, keys, FileStore(folder / FILES, keys))
        try:
            durable.write(fresh, (backup / DATABASE).read_bytes(), private=True)
            aside = _set_aside(folder, at, _DATABASE_PARTS)
            durable.claim(fresh, path)
            durable.sync_folder(folder)
        finally:
            fresh.unlink(missing_ok=True)
    return aside


def bring_back_keys(folder: Path, backup: Path, typed: str, at: datetime) -> Keys:
    """Take the key file of ``backup`` where both of the library's are gone or damaged.

    ``typed`` is the passphrase of when the backup was made, or the recovery code.
    """
    keys = vault.keys_for(backup, typed)
    with faults.told(folder):
        if len(_damaged_keys(folder)) < len(vault.KEY_FILES):
            raise UserError(
                "资料库的钥匙文件还在，没有换成备份里的。",
                safe="什么都没有改动。",
                todo="请用资料库现在的口令或打印的恢复码打开它。",
                details=(str(folder),),
            )
        if not _fit(folder, keys):
            raise UserError(
                "这份备份是另一个资料库的，或者看不出是不是，没有用它的钥匙文件。",
                safe="什么都没有改动。",
                todo="请换一个地方的备份；也可以把备份恢复到一个新的文件夹，不动这里的文件。",
                details=(str(folder),),
            )
        _set_aside(folder, at, vault.KEY_FILES)
        for name in vault.KEY_FILES:
            durable.write(folder / name, vault.key_file(backup), replace=False, private=True)
    return keys


def carry_on(folder: Path, at: datetime) -> Path:
    """Go on with a library that is behind what was called saved; where a copy of it lies now."""
    with faults.told(folder):
        aside = _quarantine(folder, at)
        for name in _DATABASE_PARTS[:-1]:
            if (folder / name).is_file():
                durable.write(aside / name, (folder / name).read_bytes(), private=True)
        if (folder / mark.NAME).exists():
            durable.rename(folder / mark.NAME, aside / mark.NAME)
        durable.sync_folder(folder)
    return aside


def _fit(folder: Path, keys: Keys) -> bool:
    """Whether ``keys`` open what lies in the closed library, or nothing does."""
    if not remains.lie_in(folder) or mark.read(folder, keys.chain):
        return True
    try:
        _last_change(folder / DATABASE, keys)
    except (OSError, sql.Error):
        return False
    return True


def _last_change(path: Path, keys: Keys) -> int:
    """Read in a copy, encrypted as it is: opening would leave traces beside it."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / DATABASE
        durable.write(copy, path.read_bytes(), private=True)
        with closing(database.connected(copy, keys)) as db:
            return database.last_change(db)


def _set_aside(folder: Path, at: datetime, names: Sequence[str]) -> Path:
    aside = _quarantine(folder, at)
    for name in names:
        if (folder / name).exists():
            durable.rename(folder / name, aside / name)
    for changed in (aside, folder):
        durable.sync_folder(changed)
    return aside


def _quarantine(folder: Path, at: datetime) -> Path:
    """A new folder for what is moved aside."""
    stamp, number = f"{beijing(at):%Y-%m-%d %H%M%S}", 1
    aside = folder / QUARANTINE / stamp
    while aside.exists():
        number += 1
        aside = aside.with_name(f"{stamp}-{number}")
    durable.make_folder(aside)
    return aside


def _found(place: Path) -> tuple[Backup, ...]:
    try:
        return backups.found(place)
    except OSError:  # a stick that is not there has none
        return ()


def _damaged_keys(folder: Path) -> tuple[str, ...]:
    damaged = []
    for name in vault.KEY_FILES:
        try:
            keyfile.read((folder / name).read_bytes())
        except (OSError, keyfile.NotAKeyFile):
            damaged.append(name)
    return tuple(damaged)
