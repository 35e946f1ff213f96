"""When the library does not open: what a person can be offered, and doing it.

The library is closed meanwhile. Nothing is deleted and nothing begun anew: what is replaced lies
in ``quarantine/`` inside the folder. Each of these reads much: not on the GUI thread.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import rescue, vault
from desktop.storage.backup import Backup, found
from desktop.storage.faults import Damaged
from desktop.storage.keys import Keys
from desktop.storage.mark import Behind
from desktop.storage.vault import WrongPassphrase

QUARANTINE = rescue.QUARANTINE


@dataclass(frozen=True, slots=True)
class Offer:
    """The newest good backup; ``ahead`` is how many changes it has that the library lacks."""

    backup: Backup
    ahead: int

    def line(self) -> str:
        """Which one it is, in one sentence."""
        one = self.backup
        when = f"{beijing(one.at):%Y-%m-%d %H:%M}"
        lacking = (
            tr("，另有 {lacking} 个附件没有备上或已损坏", lacking=one.lacking)
            if one.lacking
            else ""
        )
        return tr(
            "{when} 的备份：{cases} 份材料，{files} 个附件{lacking}（已逐个核对）",
            when=when,
            cases=one.cases,
            files=one.files,
            lacking=lacking,
        )


@dataclass(frozen=True, slots=True)
class Rescue:
    """A library in ``folder`` that ``keys`` fit and ``error`` keeps shut."""

    folder: Path
    keys: Keys
    error: UserError

    @property
    def behind(self) -> bool:
        """Whether it could be gone on with: it is whole, but not all that was saved."""
        return isinstance(self.error, Behind)

    def look(self, places: Iterable[Path]) -> Offer | None:
        """The newest good backup in ``places``, read through; None where there is none."""
        newest = rescue.newest_good(places, self.keys)
        if newest is None:
            return None
        there = self.error.number if isinstance(self.error, Behind) else 0
        return Offer(newest, rescue.last_change(newest.folder, self.keys) - there)

    def bring_back(self, offer: Offer, now: datetime) -> None:
        """Put the backup in place; what was there is kept aside, whole."""
        rescue.bring_back(self.folder, offer.backup.folder, self.keys, now)

    def carry_on(self, now: datetime) -> None:
        """Go on with what is there; a copy of it is kept aside."""
        if self.behind:
            rescue.carry_on(self.folder, now)


def of(folder: Path, keys: Keys, error: UserError) -> Rescue | None:
    """What can be done about ``error``, raised on opening; None where it is none of these."""
    return Rescue(folder, keys, error) if isinstance(error, Damaged | Behind) else None


def keys_back(folder: Path, place: Path, typed: str, now: datetime) -> Keys:
    """Take the key files out of whichever backup in ``place`` opens by ``typed``, newest first."""
    wrong: UserError = UserError(
        tr("这个文件夹里没有找到备份。"),
        safe=tr("什么都没有改动。"),
        todo=tr("请选放着备份的文件夹或 U 盘，再试一次。"),
    )
    tried: set[bytes] = set()
    for one in _found(place):
        try:
            file = vault.key_file(one.folder)
            if file in tried:
                continue
            tried.add(file)
            return rescue.bring_back_keys(folder, one.folder, typed, now)
        except UserError as error:
            # That another one is of another vault says less than that the passphrase is wrong.
            if not isinstance(wrong, WrongPassphrase):
                wrong = error
    raise wrong


def _found(place: Path) -> tuple[Backup, ...]:
    try:
        return found(place)
    except OSError:  # a stick that is not there has none
        return ()
