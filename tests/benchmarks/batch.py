"""Batches of 10, 100 and 1,000 people's packets, by two processes and by one.

A batch is held against so many times the smaller one, and two processes against one. The people are
the demonstration's, in a library of their own, so that nothing but the batch grows with their
number. Every batch runs in a process of its own; memory is the most that it and all its workers
held together, looked at five times a second (Linux).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from desktop.app.batch import crew
from desktop.app.batch import run as batch
from desktop.app.batch.cases import OfDesk
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.sample import sample
from desktop.domain.moments import beijing
from tests.benchmarks.measuring import MB, Figure, Line, Memory, Plan, busy, once
from tests.storage.keeping import KEYS

WANTED_TIME, WANTED_MEMORY = 1.1, 1.3
"""What is asked of a thousand against ten times a hundred."""
WANTED_TWICE = 1.7
"""How many times as fast two processes have to be as one."""

_LOOK = 0.2  # seconds


class Ran(NamedTuple):
    """One batch: its seconds, those of all processors together, and the most bytes held."""

    people: int
    seconds: float
    computing: float
    memory: int


def measure(plan: Plan) -> Iterator[Line]:
    """Each batch against the smaller one, then two processes against one."""
    counts = {"quick": (4, 12), "usual": (10, 100), "long": (10, 100, 1000)}[plan.scale]
    desk = _desk(plan.scratch / "library")
    demo.keep(desk, max(counts))
    desk.close()
    runs = {count: _ran(plan.scratch, count, 2) for count in counts}
    for less, more in pairwise(counts):
        yield from _scaling(runs[less], runs[more])
    both = min(100, max(counts))
    alone, two = _ran(plan.scratch, both, 1), runs[both]
    yield once(
        f"packets of {both} people by two processes",
        "by one",
        both / two.seconds,
        both / alone.seconds,
        "clock",
        unit="a second",
        wanted=WANTED_TWICE if both >= 100 else None,
        more=True,
        held=(Memory(two.memory, two.memory - alone.memory), Memory(alone.memory, 0)),
    )


def _scaling(less: Ran, more: Ran) -> Iterator[Figure]:
    times = more.people / less.people
    asked = less.people >= 100
    name, than = f"packets of {more.people} people", f"{times:g} times those of {less.people}"
    held = Memory(more.memory, more.memory - less.memory), Memory(less.memory, 0)
    wanted = WANTED_TIME if asked else None
    yield once(name, than, more.seconds, less.seconds * times, "clock", wanted=wanted, held=held)
    ours, floor = more.computing, less.computing * times
    yield once(f"{name}, computing", than, ours, floor, "processor", wanted=wanted)
    ours, floor = more.memory / MB, less.memory / MB
    wanted = WANTED_MEMORY if asked else None
    yield once(
        f"memory for {name}", f"that for {less.people}", ours, floor, unit="MB", wanted=wanted
    )


def _desk(folder: Path) -> Desk:
    """The library in ``folder``, at the moment the made-up people are right for."""
    at = beijing(sample(installed.notice(demo.PACK)).as_of)
    return Desk.open(folder, installed.notice, lambda: at, KEYS)


def _ran(scratch: Path, count: int, workers: int) -> Ran:
    """One batch in a process of its own."""
    out = scratch / "out"
    shutil.rmtree(out, ignore_errors=True)
    words = [str(scratch / "library"), str(out), str(count), str(workers)]
    command = [sys.executable, "-m", "tests.benchmarks.batch", *words]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            most = max(most, _held(running.pid))
            time.sleep(_LOOK)
        assert running.stdout is not None
        told = json.loads(running.stdout.read().splitlines()[-1])
    assert told["made"] == count, told
    return Ran(count, told["seconds"], told["computing"], most)


def _held(pid: int) -> int:
    """Bytes that a process and all below it hold now."""
    return sum(_resident(one) for one in (pid, *_below(pid)))


def _below(pid: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = " ".join((task / "children").read_text() for task in tasks)
    except OSError:
        return
    for child in map(int, children.split()):
        yield child
        yield from _below(child)


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def main(library: str, out: str, count: str, workers: str) -> None:
    """Make one batch, and print its seconds and how many were made."""
    desk = _desk(Path(library))
    ids = tuple(sorted(row.case_id for row in desk.rows()))[: int(count)]
    order = batch.Order(ids, frozenset({"packet"}), Path(out), desk.now())
    began = time.monotonic()
    run = batch.start(OfDesk(desk), order, crew.processes(int(workers)))
    while run.advance(1.0):
        pass
    seconds = time.monotonic() - began
    desk.close()
    told = {"seconds": seconds, "computing": busy(), "made": run.progress.done}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
