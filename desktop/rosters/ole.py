"""The container of old Office files: which streams lie in it, and their bytes.

Only what is needed to tell what such a file is, and to walk through a workbook. Every number in it
is foreign: a chain that leaves the file or goes in circles ends the reading.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from desktop.rosters.markup import Broken

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")

_HEADER = 512
_LAST = 0xFFFFFFFA  # this and above are no sectors
_ENTRY = 128
_ROOT = 5
_MOST_ENTRIES = 4096
_SMALL = 4096  # shorter streams lie together in one, cut into pieces of their own
_PIECE = 64


@dataclass(frozen=True, slots=True)
class _Stream:
    start: int
    size: int


class Container:
    """The streams of a file, by name."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(MAGIC):
            raise Broken
        self._data = data
        self._sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 12)
        if self._sector not in (512, 4096):
            raise Broken
        self._table = self._allocation()
        first = struct.unpack_from("<I", data, 48)[0]
        self._streams: dict[str, _Stream] = {}
        self._together = _Stream(_LAST, 0)
        entries = self._chain(first, _MOST_ENTRIES * _ENTRY)
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length = struct.unpack_from("<H", entries, at + 64)[0]
            if 2 <= length <= 64:
                name = entries[at : at + length - 2].decode("utf-16-le", "replace")
                found = _Stream(*struct.unpack_from("<II", entries, at + 116))
                self._streams.setdefault(name, found)
                if entries[at + 66] == _ROOT:
                    self._together = found

    @property
    def names(self) -> frozenset[str]:
        """What the streams and folders in it are called."""
        return frozenset(self._streams)

    def stream(self, name: str) -> bytes:
        """The bytes of that stream."""
        size, places = self.places(name)
        parts = [self._data[place : place + size] for place in places]
        if any(len(part) != size for part in parts[:-1]):
            raise Broken
        return b"".join(parts)[: self._streams[name].size]

    def places(self, name: str) -> tuple[int, list[int]]:
        """How long the pieces of that stream are, and where in the file each begins."""
        found = self._streams[name]
        if found.size >= _SMALL:
            return self._sector, [self._start(s) for s in self._sectors(found.start, found.size)]
        first = struct.unpack_from("<I", self._data, 60)[0]
        table = _numbers(self._chain(first, len(self._data)))
        together = self._sectors(self._together.start, self._together.size)
        each = self._sector // _PIECE
        places: list[int] = []
        at = found.start
        while at < _LAST and len(places) * _PIECE < found.size:
            if at >= len(table) or at // each >= len(together):
                raise Broken
            places.append(self._start(together[at // each]) + at % each * _PIECE)
            at = table[at]
        return _PIECE, places

    def _allocation(self) -> tuple[int, ...]:
        """For each sector the one that follows it."""
        places = list(struct.unpack_from("<109I", self._data, 76))
        more, seen = struct.unpack_from("<I", self._data, 68)[0], 0
        while more < _LAST and seen < len(self._data) // self._sector:
            words = struct.unpack(f"<{self._sector // 4}I", self._at(more))
            places += words[:-1]
            more, seen = words[-1], seen + 1
        parts = [self._at(place) for place in places if place < _LAST]
        return _numbers(b"".join(parts))

    def _start(self, sector: int) -> int:
        return (sector + 1) * self._sector if self._sector == 4096 else _HEADER + sector * 512

    def _at(self, sector: int) -> bytes:
        start = self._start(sector)
        part = self._data[start : start + self._sector]
        if not part:
            raise Broken
        return part.ljust(self._sector, b"\0")  # the last one may be short

    def _sectors(self, start: int, most: int) -> list[int]:
        found: list[int] = []
        sector, left = start, most
        while sector < _LAST and left > 0:
            if sector >= len(self._table) or len(found) > len(self._table):
                raise Broken
            found.append(sector)
            sector, left = self._table[sector], left - self._sector
        return found

    def _chain(self, start: int, most: int) -> bytes:
        return b"".join(self._at(sector) for sector in self._sectors(start, most))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
