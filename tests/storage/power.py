"""A model of the power going: what reached the disk of all that was written, and what did not.

``python -m tests.storage.power FOLDER IMAGES SEED HOW`` (under the compiled ``injector.c``) works
for a while and writes down each write, fsync and rename; then it builds, for moments drawn at
random, a folder as a disk might hold it, opens the library in it and prints what it found. HOW is
``honest``, or ``normal`` (``synchronous=NORMAL``) or ``lazy`` (attachments without fsync), which
must lose something: only then does the model show anything.

What was fsynced is there. Of the rest each write may be there, or not, or in part, by sectors, in
any order; names made, renamed or removed since the last fsync of their folder are there up to some
moment, as a journalling file system has it.
"""

from __future__ import annotations

import json
import os
import random
import struct
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple

from desktop.storage import durable, vault
from desktop.storage.library import Library
from tests.storage.campaign import PASSPHRASE, Said, Worker, checked, fresh, now, quick
from tests.storage.injected import Injector
from tests.storage.keeping import a_case

SECTOR = 512
ROUNDS = 12
_HEAD = struct.Struct("<cqIII")

Mode = Literal["nothing", "everything", "some", "torn"]
MODES: tuple[Mode, ...] = ("nothing", "everything", "some", "torn")


class Call(NamedTuple):
    """One call as the injector wrote it down."""

    kind: str
    path: str
    other: str
    offset: int
    data: bytes


def calls(record: Path) -> Iterator[Call]:
    with record.open("rb") as file:
        while head := file.read(_HEAD.size):
            kind, offset, *sizes = _HEAD.unpack(head)
            path, other, data = (file.read(size) for size in sizes)
            yield Call(kind.decode(), path.decode(), other.decode(), offset, data)


@dataclass
class Content:
    """A file's content: what is surely on the disk, and what was done since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Call] = field(default_factory=list)

    def sync(self) -> None:
        for call in self.since:
            _apply(self.sure, call)
        self.since.clear()

    def found(self, mode: Mode, rnd: random.Random) -> bytes:
        data = bytearray(self.sure)
        for call in self.since:
            if mode == "everything" or (mode == "some" and rnd.random() < 0.5):
                _apply(data, call)
            elif mode == "torn" and rnd.random() < 0.7:
                _apply(data, call, rnd)
        return bytes(data)


def _apply(data: bytearray, call: Call, torn: random.Random | None = None) -> None:
    size = call.offset if call.kind == "t" else call.offset + len(call.data)
    if len(data) < size:
        data.extend(bytes(size - len(data)))
    if call.kind == "t":
        del data[size:]
        return
    for at in range(0, len(call.data), SECTOR):
        if torn is None or torn.random() < 0.5:
            part = call.data[at : at + SECTOR]
            data[call.offset + at : call.offset + at + len(part)] = part


@dataclass
class Disk:
    """Files and names: those that are surely there, those the program sees, and what lies between.

    A folder is a name with no content.
    """

    sure: dict[str, Content | None] = field(default_factory=dict)
    seen: dict[str, Content | None] = field(default_factory=dict)
    names: list[tuple[Call, Content | None]] = field(default_factory=list)

    def take(self, call: Call) -> None:
        """What a call does."""
        if call.kind == "s":
            self._sync(call.path)
        elif call.kind in "wt" and (content := self.seen.get(call.path)) is not None:
            content.since.append(call)
        elif call.kind in "cdlmr":
            content = Content() if call.kind == "c" else self.seen.get(call.path)
            self.names.append((call, content))
            _rename(self.seen, call, content)

    def image(self, folder: Path, root: Path, rnd: random.Random) -> Mode:
        """A folder as the disk might hold it if the power went now."""
        mode = rnd.choice(MODES)
        kept = {"nothing": 0, "everything": len(self.names)}.get(mode)
        count = rnd.randint(0, len(self.names)) if kept is None else kept
        names = dict(self.sure)
        for call, content in self.names[:count]:
            _rename(names, call, content)
        for name, content in names.items():
            place = folder / Path(name).relative_to(root)
            if content is None:
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content.found(mode, rnd))
        return mode

    def _sync(self, path: str) -> None:
        content = self.seen.get(path)
        if content is not None:
            content.sync()
            return
        left = []
        for call, of in self.names:
            if os.path.dirname(call.other or call.path) == path:  # noqa: PTH120
                _rename(self.sure, call, of)
            else:
                left.append((call, of))
        self.names = left


def _rename(names: dict[str, Content | None], call: Call, content: Content | None) -> None:
    if call.kind in "cd":
        names[call.path] = content if call.kind == "c" else None
    elif call.kind == "l":
        names[call.other] = content
    elif call.kind == "r":
        names.pop(call.path, None)
    elif call.kind == "m":
        moved = [n for n in names if n == call.path or n.startswith(f"{call.path}/")]
        for name in moved:
            names[call.other + name[len(call.path) :]] = names.pop(name)
        if call.path not in moved and content is not None:
            names[call.other] = content


@dataclass
class Tally:
    """What a run found."""

    images: int = 0
    calls: int = 0
    saved: int = 0
    modes: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


def work(folder: Path, record: Path, how: str) -> str:
    """Begin a vault and work in it, all of it written down; the recovery code."""
    rnd = random.Random(7)  # noqa: S311
    injector = Injector()
    injector.watch(folder)
    injector.record(record)

    def say(*words: object) -> None:
        injector.note(json.dumps(words))

    place, stick = folder / "library", folder / "stick"
    begun = vault.begin(place, PASSPHRASE, in_keyring=False)
    say("begun")
    library = Library.open(place, now, begun.keys)
    if how == "normal":
        library._db.execute("PRAGMA synchronous=NORMAL")
    if how == "lazy":
        real = durable.write

        def lazy(path: Path, data: bytes, **_: object) -> None:
            if "files" not in path.parts:
                real(path, data)
                return
            temporary = path.with_name(f".{path.name}.tmp")
            temporary.write_bytes(data)
            temporary.replace(path)

        durable.write = lazy  # type: ignore[assignment]
    stick.mkdir()
    durable.sync_folder(folder)
    library.create(a_case())
    worker = Worker.on(library, "c1", say)
    for number in range(ROUNDS):
        for _ in range(6):
            worker.edit("summary.text", "字" * rnd.randrange(2000) + str(rnd.random()))
        worker.attach(rnd.randbytes(rnd.randrange(1, 60_000)))
        worker.undo()
        worker.redo()
        if number % 4 == 2:
            worker.back_up(stick)
        if number % 5 == 3:
            library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    library.close()
    return begun.code


def main(folder: Path, images: int, seed: int, how: str) -> Tally:
    quick()
    fresh(folder)
    root = folder / "worked"
    root.mkdir()
    record = folder / "record"
    pid = os.fork()
    if pid == 0:
        try:
            (folder / "code").write_text(work(root, record, how))
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitpid(pid, 0)[1] == 0
    made = list(calls(record))
    rnd = random.Random(seed)  # noqa: S311
    moments = sorted(rnd.sample(range(len(made)), images))
    tally = Tally(calls=len(made))
    disk, said = Disk(), Said()
    for number, call in enumerate(made):
        if call.kind == "n":
            said.hear(call.data)
        else:
            disk.take(call)
        if number in moments:
            image = fresh(folder / "image")
            mode = disk.image(image, root, rnd)
            tally.images += 1
            tally.modes[mode] = tally.modes.get(mode, 0) + 1
            wrong = looked_at(image, said, root)
            tally.wrong += [f"{number}, {mode}: {w}" for w in wrong]
    tally.saved = said.saved
    return tally


def looked_at(image: Path, said: Said, root: Path) -> list[str]:
    """What does not hold of the library in an image."""
    place = image / "library"
    if not said.has("begun") and not vault.exists(place):
        return []
    try:
        keys = vault.open_with_passphrase(place, PASSPHRASE)
    except Exception as error:  # noqa: BLE001
        return [f"LOST the vault: {error}"]
    there = Said(
        said.last,
        said.saved,
        [str(image / Path(b).relative_to(root)) for b in said.backups],
        said.other,
    )
    try:
        return checked(place, keys, there, [image / "stick"])
    except Exception as error:  # noqa: BLE001
        return [f"CORRUPT {type(error).__name__}: {error}"]


if __name__ == "__main__":
    found = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
    print(json.dumps(asdict(found), ensure_ascii=False))  # noqa: T201
