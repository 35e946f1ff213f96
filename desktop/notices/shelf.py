"""Where packs lie: folders, versions, and which of two of the same name counts.

``notices/ID/pack.yaml`` is a pack's current version, ``notices/ID/v<N>/pack.yaml`` an older one;
each with its ``notice.txt``. The program's own packs lie in its resources, those of the user in the
user's folder, laid out alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from desktop.errors import UserError
from desktop.notices.reading import SAFE, Plain, read_plain

PACK_FILE = "pack.yaml"
TEXT_FILE = "notice.txt"

_OLDER = re.compile(r"v([1-9][0-9]{0,3})")


class NotInstalled(UserError):
    """No such pack, or not in that version."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The places of packs, in order of precedence: of the same id and version the first counts.

    ``resources`` and ``user`` hold ``notices/`` and ``calendars/``. ``beside`` is
    where a pack lies that is being written, with others it may take over.
    """

    resources: Path
    user: Path | None = None
    beside: Path | None = None

    @property
    def homes(self) -> tuple[Path, ...]:
        """The folders that hold a folder for each pack."""
        return tuple(root / "notices" for root in (self.resources, self.user) if root)

    def folders(self) -> tuple[Path, ...]:
        """Every folder that should hold a version of a pack."""
        return tuple(folder for home in self.homes for folder in _versions_in(home))

    def ids(self) -> tuple[str, ...]:
        """The packs there are, sound or not."""
        return tuple(sorted({_pack_of(folder) for folder in self.folders()}))

    def versions(self, pack_id: str) -> dict[int, Path]:
        """The folders of a pack by version, newest first; :class:`NotInstalled` for no such pack.

        Version 0 stands for a folder whose pack does not even tell its version.
        """
        found: dict[int, Path] = {}
        for home in (*self.homes, *filter(None, (self.beside,))):
            for folder in _versions_of(home, pack_id):
                found.setdefault(_version_of(folder), folder)
        if not found:
            raise NotInstalled(
                f"没有安装“{pack_id}”这份通知的规则包。",
                safe=SAFE,
                todo="请从已安装的通知里选一份，或者更新程序。",
                details=self.ids(),
            )
        return dict(sorted(found.items(), reverse=True))

    def folder(self, pack_id: str, version: int) -> Path:
        """The folder of that version of a pack; :class:`NotInstalled` where it is not there."""
        versions = self.versions(pack_id)
        if version not in versions:
            there = "、".join(str(v) for v in sorted(versions) if v)
            raise NotInstalled(
                f"没有安装“{pack_id}”这份通知的第 {version} 版。",
                safe=SAFE,
                todo=f"本机有第 {there} 版。",
            )
        return versions[version]

    def shadowed(self) -> tuple[tuple[Path, Path], ...]:
        """Folders that do not count, each with the one that stands in its place."""
        first: dict[tuple[str, int], Path] = {}
        hidden: list[tuple[Path, Path]] = []
        for folder in self.folders():
            there = first.setdefault((_pack_of(folder), _version_of(folder)), folder)
            if there != folder:
                hidden.append((folder, there))
        return tuple(hidden)


def _versions_in(home: Path) -> Iterator[Path]:
    for pack in _names_in(home):
        yield from _versions_of(home, pack)


def _versions_of(home: Path, pack_id: str) -> Iterator[Path]:
    if pack_id not in _names_in(home):
        return
    older = [name for name in _names_in(home / pack_id) if _OLDER.fullmatch(name)]
    for folder in (home / pack_id, *(home / pack_id / name for name in older)):
        if (folder / PACK_FILE).exists():
            yield folder


def _names_in(folder: Path) -> tuple[str, ...]:
    """The folders in ``folder``; none where it is not there, or may not be read."""
    try:
        names = [path.name for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return ()
    return tuple(sorted(name for name in names if not name.startswith(".")))


def _pack_of(folder: Path) -> str:
    return folder.parent.name if _OLDER.fullmatch(folder.name) else folder.name


def _version_of(folder: Path) -> int:
    named = _OLDER.fullmatch(folder.name)
    if named:
        return int(named[1])
    try:
        data = contents(folder).data
    except UserError:
        return 0  # it is there, and says why when it is opened
    version = data.get("version") if isinstance(data, dict) else None
    return version if type(version) is int else 0


def contents(folder: Path) -> Plain:
    """What stands in the ``pack.yaml`` of ``folder``, read once until it is another."""
    return _plain(folder / PACK_FILE, stamp(folder))


@lru_cache(maxsize=64)
def _plain(file: Path, _stamp: object) -> Plain:
    return read_plain(file)


def stamp(folder: Path) -> tuple[tuple[int, int], ...]:
    """What tells whether somebody has put other files in place of a pack's."""
    try:
        files = [(folder / name).stat() for name in (PACK_FILE, TEXT_FILE)]
    except OSError:
        return ()
    return tuple((file.st_mtime_ns, file.st_size) for file in files)


def expected_of(folder: Path) -> tuple[str, int | None]:
    """The id, and for older versions the version, that a pack must have where it lies."""
    named = _OLDER.fullmatch(folder.name)
    return _pack_of(folder), int(named[1]) if named else None
