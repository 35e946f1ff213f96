"""Backups as the person meets them: where they go, when the next is due, what is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desktop.app.library import Desk
from desktop.domain.moments import beijing
from desktop.errors import UserError
from desktop.language import tr
from desktop.storage import backup, vault
from desktop.storage.backup import Backup, Snapshot

__all__ = ["Backup", "Line", "Snapshot", "due", "fresh_folder", "line", "made", "snapshot"]

LONG_AGO = timedelta(days=7)
"""Without a backup for so long, a quiet line says so."""

NOWHERE = tr("还没有备份：电脑坏了或丢了，材料就找不回来了。")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of the backups, ``careful`` where something should be done."""

    text: str
    careful: bool


def moment(text: str) -> datetime | None:
    """A moment as the settings keep it; None for none."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def due(last: datetime | None, now: datetime) -> bool:
    """Whether the daily backup is due: none yet today, Beijing time, or the clock was set back."""
    return last is None or beijing(last).date() != beijing(now).date()


def reachable(place: str) -> bool:
    """Whether the folder or stick is there."""
    try:
        return bool(place) and Path(place).is_dir()
    except OSError:
        return False


def line(place: str, last: datetime | None, now: datetime) -> Line:
    """How things stand, in one quiet sentence."""
    if not place:
        return Line(tr("还没有备份：电脑坏了或丢了，材料就找不回来了。"), careful=True)
    when = tr("上次备份：{at:%Y-%m-%d %H:%M}", at=beijing(last)) if last else tr("还没有备份过")
    if reachable(place):
        return Line(f"{when}。", careful=last is None)
    away = tr("备份用的文件夹或 U 盘现在不在。")
    return Line(f"{when}；{away}", careful=last is None or now - last > LONG_AGO)


def snapshot(desk: Desk) -> Snapshot:
    """The library as it is now, for :func:`made`; on the thread that uses the library."""
    return Snapshot.of(desk.library)


def made(of: Snapshot, place: Path, progress: Progress) -> Backup:
    """Back it up; may run on any thread. What ``progress`` raises calls it off, traceless."""
    try:
        return backup.make(of, place, progress)
    finally:
        of.drop()


def found(place: Path) -> tuple[Backup, ...]:
    """The backups in a folder or on a stick, newest first; :class:`UserError` where none is."""
    backups = backup.found(place)
    if not backups:
        raise UserError(
            tr("这个文件夹里没有找到备份。"),
            safe=tr("什么都没有改动。"),
            todo=tr("请选名称以“{place}”开头的文件夹，或者放着它的 U 盘。", place=backup.PLACE),
        )
    return backups


def restored(of: Backup, typed: str, to: Path) -> int:
    """Restore into the empty folder ``to``; how many attachments came along."""
    return backup.restore(of.folder, typed, to)


def latest(place: str, library: Path) -> datetime | None:
    """When the newest backup of this library in ``place`` was made; None where none is seen."""
    if not reachable(place):
        return None
    try:
        own = Path(place) / f"{backup.PLACE}-{vault.name(library)}"
        return max((b.at for b in backup.found(own)), default=None)
    except (OSError, UserError):
        return None


def fresh_folder(home: Path, now: datetime) -> Path:
    """A folder in ``home`` that is not there yet, for a library to be restored into."""
    name = f"library-{beijing(now):%Y%m%d-%H%M%S}"
    number, folder = 1, home / name
    while folder.exists():
        number += 1
        folder = home / f"{name}-{number}"
    return folder
