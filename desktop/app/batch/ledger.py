"""What a batch has done in a folder, for the next one to go on from.

A line of JSON each, appended and made durable before what it tells of is shown, so that whatever
lies there under a name of ours is known, however the program ended. It holds folder names, hashes
and numbers: nobody's name beyond the folder's, no ID number, no sentence about a case.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PureWindowsPath
from typing import IO

from pydantic import TypeAdapter

from desktop.app.batch.work import Piece
from desktop.storage import durable

NAME = ".zhicheng-batch"
FORM = 1
_HEAD = f'"form": {FORM}}}'
_ABOUT = "职称申报助手批量生成的记录：中断以后再做一次，已经做好的不再做。可以删除。"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made of a case: in which ``folder``, of what ``input``, with which ``files``.

    ``files`` are the places within, each with the hash of its content; without any only the
    case's ``number`` in this folder is settled. ``says`` is as in
    :class:`~desktop.app.batch.work.Result`; ``lacking`` counts what was still open.
    """

    key: str
    number: int
    folder: str = ""
    input: str = ""
    says: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[Piece, ...] = ()
    lacking: int = 0

    @property
    def line(self) -> str:
        """As it is written, ending the line."""
        body = {key: value for key, value in asdict(self).items() if value or key == "number"}
        return json.dumps(body, ensure_ascii=False) + "\n"


_ENTRIES = TypeAdapter(Entry)


def key_of(case_id: str) -> str:
    """What stands for a case: an id may be anything somebody has written into a case file."""
    return hashlib.sha256(case_id.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def keys_made(folder: Path) -> frozenset[str]:
    """The cases something was made of in ``folder``, for whoever only wants to know."""
    try:
        return frozenset(entry.key for entry in _read(folder / NAME) if entry.files)
    except OSError:
        return frozenset()


class Ledger:
    """The ledger of one folder; its owner holds the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        durable.sweep(folder, f".{NAME}.*.tmp")
        self._numbers: dict[str, int] = {}
        self._made: dict[str, list[Entry]] = {}
        self._handle: IO[str] | None = None
        for entry in _read(self._path):
            self._keep(entry)

    @property
    def empty(self) -> bool:
        """Whether nothing was made."""
        return not self._made

    def number(self, keys: Sequence[str]) -> dict[str, int]:
        """Each case's number in this folder: the one it has, else the next that is free.

        Settled before anything is made, so that no end of the program changes it.
        """
        free = max(self._numbers.values(), default=0)
        for key in keys:
            if key not in self._numbers:
                free += 1
                self._numbers[key] = free
        self._write()
        return {key: self._numbers[key] for key in keys}

    def of(self, key: str) -> tuple[Entry, ...]:
        """All that was noted of what was made of a case, the last first."""
        return tuple(reversed(self._made.get(key, ())))

    def note(self, entry: Entry) -> None:
        """Append ``entry``, durable when this returns."""
        if self._handle is None:
            self._handle = self._path.open("a", encoding="utf-8", newline="\n")
        self._handle.write(entry.line)
        self._handle.flush()
        os.fsync(self._handle.fileno())
        self._keep(entry)

    def settle(self, key: str) -> None:
        """What was noted of the case last is what lies there; what was before is forgotten."""
        self._made[key] = self._made[key][-1:]

    def close(self) -> None:
        """Write it anew, by number: the same however often the batch was begun."""
        self._close_handle()
        self._write()

    def remove(self) -> None:
        """Leave none."""
        self._close_handle()
        self._path.unlink(missing_ok=True)

    def _keep(self, entry: Entry) -> None:
        self._numbers[entry.key] = entry.number
        if entry.files:
            self._made.setdefault(entry.key, []).append(entry)

    def _close_handle(self) -> None:
        if self._handle is not None:
            self._handle.close()
            self._handle = None

    def _write(self) -> None:
        """Beside it first, then in its place."""
        durable.write(self._path, (line.encode() for line in self._lines()))

    def _lines(self) -> Iterator[str]:
        yield json.dumps({"about": _ABOUT, "form": FORM}, ensure_ascii=False) + "\n"
        for key, number in sorted(self._numbers.items(), key=lambda pair: pair[1]):
            yield from (e.line for e in self._made.get(key) or (Entry(key, number),))


def _read(path: Path) -> Iterator[Entry]:
    """The lines that are whole; none of a ledger that is not there or of another form."""
    try:
        lines = path.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return
    if not lines or _HEAD not in lines[0]:
        return
    for line in lines[1:]:
        try:
            entry = _ENTRIES.validate_json(line)
        except ValueError:
            continue  # cut off where the program was ended
        if all(map(_within, (entry.folder, *entry.files))):
            yield entry


def _within(place: str) -> bool:
    """Whether it stays in the folder: a ledger may come from anywhere, with the folder it is in."""
    path = PureWindowsPath(place)  # knows both strokes, and drives
    return not (path.drive or path.root or ".." in path.parts)
