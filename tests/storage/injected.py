"""Puts the injector under a process and makes each call of a scenario fail in turn.

``python -m tests.storage.injected FOLDER SCENARIO START STRIDE`` (with ``LD_PRELOAD`` set to the
compiled ``injector.c``) tries every STRIDE-th call from START on and prints what was found.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop.errors import UserError
from desktop.storage import backup, plain, rescue, sql, vault
from desktop.storage.library import Library
from desktop.storage.remains import DATABASE
from desktop.storage.schema import APPLICATION_ID
from tests.storage.campaign import (
    PASSPHRASE,
    Said,
    Say,
    Worker,
    checked,
    fresh,
    keys_of,
    now,
    quick,
    saying,
)
from tests.storage.keeping import a_case

COUNT, KILL, BROKEN, FULL = range(4)
FAULTS = {"kill": KILL, "I/O error": BROKEN, "no space": FULL}
SCAN = bytes(range(256)) * 20


class Injector:
    """The library that lies under this process."""

    def __init__(self) -> None:
        self._calls = ctypes.CDLL(None)

    def watch(self, folder: Path) -> None:
        self._calls.injector_watch(str(folder).encode())

    def arm(self, number: int, kind: int) -> None:
        self._calls.injector_arm(ctypes.c_long(number), kind)

    def disarm(self) -> None:
        self._calls.injector_disarm()

    def record(self, path: Path) -> None:
        self._calls.injector_record(str(path).encode())

    def note(self, text: str) -> None:
        self._calls.injector_note(text.encode())

    @property
    def seen(self) -> int:
        return int(self._calls.injector_seen())

    @property
    def fired(self) -> bool:
        return bool(self._calls.injector_fired())


@dataclass
class Run:
    """One attempt in the child: steps are done, told where they fail, and done again."""

    folder: Path
    code: str
    say: Say
    injector: Injector
    library: Library | None = None

    def step(self, do: Callable[[], object]) -> None:
        """Do it; where it is refused with a sentence, once more with the fault gone."""
        try:
            do()
        except UserError as error:
            self._after(error)
            self.injector.disarm()
            do()

    def _after(self, error: UserError) -> None:
        if not (error.happened and error.safe and error.todo):
            self.say("bad", f"no sentence: {error}")
        if not self.injector.fired:
            self.say("bad", f"refused without a fault: {error}")
        if self.library is not None and self.library._db.conn.in_transaction:
            self.say("bad", "a transaction is left open")
        self.say("told")


def cycle(run: Run) -> None:
    """Open, edit, attach, undo, back up, renew the code, close."""
    place = run.folder / "library"

    def open_() -> None:
        run.library = Library.open(place, now, vault.open_with_code(place, run.code))

    run.step(open_)
    library = run.library
    assert library is not None
    worker = Worker.on(library, "c1", run.say)
    run.step(lambda: worker.edit("person.name", "另一个名字"))
    run.step(lambda: worker.attach(SCAN))
    run.step(worker.undo)
    run.step(lambda: worker.back_up(run.folder / "stick"))
    run.step(lambda: worker.edit("summary.text", "字" * 5000))

    def renew() -> None:
        renewal = vault.renew_code(place, PASSPHRASE)
        renewal.keep()
        run.say("code", renewal.code)

    run.step(renew)
    library.close()


def begin(run: Run) -> None:
    """A first start: vault, library, first case."""
    place = run.folder / "new"

    def start() -> None:
        # As the door does: what was begun and failed is gone on with.
        if vault.exists(place):
            vault.open_with_passphrase(place, PASSPHRASE)
        else:
            vault.begin(place, PASSPHRASE, in_keyring=False)
        run.say("begun")

    def open_() -> None:
        run.library = Library.open(place, now, vault.open_with_passphrase(place, PASSPHRASE))

    run.step(start)
    run.step(open_)
    assert run.library is not None
    library = run.library

    def create() -> None:
        library.create(a_case())
        run.say("created")

    run.step(create)
    library.close()


def restore(run: Run) -> None:
    """A backup onto a clean machine."""

    def bring() -> None:
        found = backup.found(run.folder / "stick")
        if not found:
            # A backup that cannot be read this moment is not offered.
            raise UserError("没有。", safe="没有改动。", todo="请再试。")
        backup.restore(found[0].folder, run.code, run.folder / "new")
        run.say("restored")

    run.step(bring)


def bring_back(run: Run) -> None:
    """The newest good backup in place of a damaged database."""
    place = run.folder / "library"

    def bring() -> None:
        keys = vault.open_with_code(place, run.code)
        newest = rescue.newest_good([run.folder / "stick"], keys)
        if newest is None:
            # A backup that cannot be read this moment is not offered.
            raise UserError("没有。", safe="没有改动。", todo="请再试。")
        rescue.bring_back(place, newest.folder, keys, now())
        run.say("restored")

    run.step(bring)


def encrypt(run: Run) -> None:
    """A library from before there were vaults."""
    place = run.folder / "plain"
    run.step(lambda: plain.encrypt(place, vault.open_with_code(place, run.code)))
    run.say("encrypted")


SCENARIOS: dict[str, Callable[[Run], None]] = {
    f.__name__: f for f in (cycle, begin, restore, bring_back, encrypt)
}


def prepare(folder: Path, scenario: str) -> str:
    """What the scenario starts from; the recovery code."""
    place = fresh(folder) / "library"
    (folder / "stick").mkdir()
    begun = vault.begin(place, PASSPHRASE, in_keyring=False)
    library = Library.open(place, now, begun.keys)
    library.create(a_case())
    worker = Worker.on(library, "c1", lambda *_: None)
    worker.attach(b"the first scan")
    backup.make(library, folder / "stick")
    library.close()
    if scenario == "bring_back":
        data = bytearray((place / DATABASE).read_bytes())
        data[5000:9000] = bytes(4000)
        (place / DATABASE).write_bytes(data)
    if scenario == "encrypt":
        shutil.copytree(place, folder / "plain")
        _make_plain(folder / "plain", begun.keys.database)
    return begun.code


def _make_plain(place: Path, key: str) -> None:
    (place / DATABASE).rename(place / "sealed")
    db = sql.connect(place / "sealed", isolation_level=None)
    db.execute(f"PRAGMA key=\"x'{key}'\"")
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.execute("ATTACH DATABASE ? AS open KEY ''", [str(place / DATABASE)])
    db.execute("SELECT sqlcipher_export('open')").fetchall()
    db.execute(f"PRAGMA open.user_version={version}")
    db.execute(f"PRAGMA open.application_id={APPLICATION_ID}")
    db.execute("DETACH DATABASE open")
    db.close()
    (place / "sealed").unlink()


def wrong_after(folder: Path, scenario: str, code: str, said: Said) -> Iterator[str]:
    """What does not hold after an attempt at ``scenario``."""
    codes = [code, *(w[1] for w in said.other if w[0] == "code")]
    if scenario == "cycle":
        keys = keys_of(folder / "library", *reversed(codes))
        yield from checked(folder / "library", keys, said, [folder / "stick"])
    elif scenario == "begin":
        yield from _wrong_begun(folder / "new", said)
    elif scenario == "restore":
        keys = keys_of(next((folder / "stick").glob("*/*/keys.json")).parent, code)
        if not (folder / "new").exists():
            if said.has("restored"):
                yield "LOST what was restored"
            backup.restore(backup.found(folder / "stick")[0].folder, code, folder / "new")
        yield from checked(folder / "new", keys, said, [folder / "stick"])
    elif scenario == "bring_back":
        place = folder / "library"
        keys = keys_of(place, code)
        wrong = checked(place, keys, said, [folder / "stick"])
        if wrong and not said.has("restored"):
            newest = rescue.newest_good([folder / "stick"], keys)
            assert newest is not None
            rescue.bring_back(place, newest.folder, keys, now())
            wrong = checked(place, keys, said, [folder / "stick"])
        yield from wrong
        if not list((place / rescue.QUARANTINE).glob(f"*/{DATABASE}")):
            yield "LOST the damaged database"
    else:
        keys = keys_of(folder / "plain", code)
        plain.encrypt(folder / "plain", keys)
        if plain.is_plain(folder / "plain"):
            yield "PLAIN"
        yield from checked(folder / "plain", keys, said)


def _wrong_begun(place: Path, said: Said) -> Iterator[str]:
    if vault.exists(place):
        keys = vault.open_with_passphrase(place, PASSPHRASE)
    elif said.has("begun"):
        yield "LOST the vault"
        return
    else:
        keys = vault.begin(place, PASSPHRASE, in_keyring=False).keys
    yield from checked(place, keys, Said())
    if said.has("created"):
        library = Library.open(place, now, keys)
        if library.size() != 1:
            yield "LOST the case"
        library.close()


@dataclass
class Tally:
    """What a run found."""

    calls: int = 0
    attempts: int = 0
    killed: int = 0
    told: int = 0
    saved: int = 0
    wrong: list[str] = field(default_factory=list)


def attempt(folder: Path, scenario: str, code: str, number: int, kind: int) -> tuple[bytes, int]:
    """The scenario in a child with that fault; what it said, and how it ended."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        ended = 4
        say = saying(tell)
        try:
            injector = Injector()
            injector.watch(folder)
            injector.arm(number, kind)
            SCENARIOS[scenario](Run(folder, code, say, injector))
            injector.disarm()
            say("calls", injector.seen)
            ended = 0
        except Exception:  # noqa: BLE001
            say("bad", traceback.format_exc(limit=-6))
        finally:
            os._exit(ended)
    os.close(tell)
    said = b""
    while data := os.read(hear, 1 << 16):
        said += data
    os.close(hear)
    return said, os.waitpid(child, 0)[1]


def main(folder: Path, scenario: str, start: int, stride: int) -> Tally:
    quick()
    tally = Tally()
    code = prepare(folder / "template", scenario)
    work = folder / "work"

    def once(number: int, kind: int) -> Said:
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(folder / "template", work)
        heard, ended = attempt(work, scenario, code, number, kind)
        said = Said()
        said.hear_all(heard)
        tally.attempts += 1
        tally.saved += said.saved
        tally.told += said.has("told")
        tally.killed += os.WIFSIGNALED(ended) and os.WTERMSIG(ended) == signal.SIGKILL
        wrong = [w[1] for w in said.other if w[0] == "bad"]
        try:
            wrong += wrong_after(work, scenario, code, said)
        except Exception:  # noqa: BLE001
            wrong.append(traceback.format_exc(limit=-6))
        name = next((n for n, k in FAULTS.items() if k == kind), "none")
        tally.wrong += [f"call {number}, {name}: {w}" for w in wrong]
        return said

    first = once(0, COUNT)
    if not tally.wrong:
        tally.calls = next(w[1] for w in first.other if w[0] == "calls")
    for number in range(1 + start, tally.calls + 1, stride):
        for kind in FAULTS.values():
            once(number, kind)
    return tally


if __name__ == "__main__":
    found = main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
    print(json.dumps(asdict(found), ensure_ascii=False))  # noqa: T201
