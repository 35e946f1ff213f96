"""Kills a working child at random moments and looks at what it left.

``python -m tests.storage.killing FOLDER KILLS SEED [early]`` prints what was found as JSON.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path

from desktop.storage import vault
from desktop.storage.library import Library
from tests.storage.campaign import (
    PASSPHRASE,
    Said,
    Worker,
    checked,
    fresh,
    keys_of,
    now,
    quick,
    saying,
)
from tests.storage.keeping import a_case

CASES = 3
KILLS_A_LIBRARY = 15
"""Then a fresh one is begun: looking at everything takes the longer the more there is."""


@dataclass
class Tally:
    """What a run found."""

    kills: int = 0
    saved: int = 0
    backups: int = 0
    early_kills: int = 0
    wrong: list[str] = field(default_factory=list)


def work(folder: Path, code: str, seed: int, pipe: int, *, early: bool) -> None:
    """Open the library and work on it until killed."""
    rnd = random.Random(seed)  # noqa: S311
    say = saying(pipe)
    library = Library.open(folder / "library", now, vault.open_with_code(folder / "library", code))
    workers = [Worker.on(library, f"c{n}", say, early=early) for n in range(CASES)]
    while True:
        worker = rnd.choice(workers)
        pick = rnd.random()
        if pick < 0.15:
            worker.attach(rnd.randbytes(rnd.randrange(1, 200_000)))
        elif pick < 0.27 and worker.steps.done:
            worker.undo()
        elif pick < 0.37 and worker.steps.undone:
            worker.redo()
        elif pick < 0.39:
            worker.back_up(folder / "stick")
        elif pick < 0.42:
            library.remember(worker.case.case_id, f"basic/{pick}")
        elif pick < 0.44:
            library._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        else:
            path = rnd.choice(["person.name", "summary.text", "unit.name"])
            worker.edit(path, "字" * rnd.randrange(2000) + str(rnd.random()))


def killed(folder: Path, code: str, rnd: random.Random, *, early: bool) -> tuple[bytes, bool]:
    """One child, killed at a random moment: mostly at work, at times while it opens."""
    seed = rnd.randrange(1 << 30)
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.close(hear)
            work(folder, code, seed, tell, early=early)
        os._exit(3)
    os.close(tell)
    opening = rnd.random() < 0.2
    until = time.monotonic() + (rnd.random() * 0.05 if opening else 10)
    begun = opening
    heard = b""
    while (left := until - time.monotonic()) > 0:
        if not select.select([hear], [], [], left)[0]:
            continue
        data = os.read(hear, 1 << 16)
        if not data:
            break
        heard += data
        if not begun:
            begun, until = True, time.monotonic() + rnd.random() ** 2 * 0.15
    os.kill(child, signal.SIGKILL)
    ended = os.waitpid(child, 0)[1]
    while data := os.read(hear, 1 << 16):
        heard += data
    os.close(hear)
    return heard, os.WIFSIGNALED(ended)


def begin(folder: Path) -> str:
    """A library with some cases, closed; its code."""
    (fresh(folder) / "stick").mkdir()
    begun = vault.begin(folder / "library", PASSPHRASE, in_keyring=False)
    library = Library.open(folder / "library", now, begun.keys)
    for number in range(CASES):
        library.create(a_case(f"c{number}"))
    library.close()
    return begun.code


def main(folder: Path, kills: int, seed: int, *, early: bool) -> Tally:
    quick()
    rnd = random.Random(seed)  # noqa: S311
    tally, code, said = Tally(), "", Said()
    for number in range(kills):
        if number % KILLS_A_LIBRARY == 0:
            code, said = begin(folder), Said()
        heard, dead = killed(folder, code, rnd, early=early)
        before = said.saved
        said.hear_all(heard)
        tally.kills += 1
        tally.saved += said.saved - before
        tally.early_kills += said.saved == before
        if not dead:
            tally.wrong.append(f"{number}: the child ended by itself")
        keys = keys_of(folder / "library", code)
        wrong = checked(folder / "library", keys, said, [folder / "stick"])
        tally.wrong += [f"{number}: {w}" for w in wrong]
        if wrong:
            code, said = begin(folder), Said()
        # What was found is what counts from here on.
        said.last.clear()
        tally.backups += len(said.backups)
        said.backups.clear()
    return tally


if __name__ == "__main__":
    found = main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), early="early" in sys.argv)
    print(json.dumps(asdict(found)))  # noqa: T201
