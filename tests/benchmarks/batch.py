"""Batches of 10, 100 and 1,000 people, by one process and by two: seconds, memory, and ratios.

``python -m tests.benchmarks.batch [--counts 10 100 1000] [--make documents report packet]
[--both 100] [--scratch DIR] [--json FILE]``

The people are the demonstration's, in a library of their own, so that nothing but the batch grows
with their number. Every batch runs in a process of its own; memory is the most that it and all its
workers held together, looked at five times a second (Linux). To be run when the machine has nothing
else to do.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from desktop.app.batch import crew
from desktop.app.batch import run as batch
from desktop.app.batch.cases import OfDesk
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.sample import sample
from desktop.domain.moments import beijing
from tests.storage.keeping import KEYS

AT_MOST = {"time": 11.0, "memory": 1.3}
AT_LEAST = 1.7
"""What is asked of a thousand against a hundred, and of two processes against one."""

_LOOK = 0.2  # seconds


def desk_in(folder: Path) -> Desk:
    """The library in ``folder``, at the moment the made-up people are right for."""
    at = beijing(sample(installed.notice(demo.PACK)).as_of)
    return Desk.open(folder, installed.notice, lambda: at, KEYS)


def one(library: Path, out: Path, count: int, workers: int, parts: Sequence[str]) -> None:
    """Make one batch, and print its seconds and what became of it as JSON."""
    desk = desk_in(library)
    ids = tuple(sorted(row.case_id for row in desk.rows()))[:count]
    wanted = frozenset(part for part in batch_parts() if part in parts)
    order = batch.Order(ids, wanted, out, desk.now())
    began = time.monotonic()
    run = batch.start(OfDesk(desk), order, crew.processes(workers))
    while run.advance(1.0):
        pass
    seconds = time.monotonic() - began
    desk.close()
    spent = os.times()
    cpu = (spent.user + spent.system, spent.children_user + spent.children_system)
    made = {"done": run.progress.done, "failed": run.progress.failed}
    told = {"seconds": seconds, "cpu": cpu, **made}
    sys.stdout.write(json.dumps(told) + "\n")


def batch_parts() -> tuple[batch.Part, ...]:
    """The parts there are."""
    return ("documents", "report", "packet")


def held(pid: int) -> int:
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


def measured(scratch: Path, count: int, workers: int, parts: Sequence[str]) -> dict[str, Any]:
    """One batch in a process of its own: its seconds and the most memory held."""
    out = scratch / "out"
    shutil.rmtree(out, ignore_errors=True)
    words = ["--one", str(count), str(workers), str(scratch / "library"), str(out)]
    command = [sys.executable, "-m", "tests.benchmarks.batch", *words, "--make", *parts]
    most = 0
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            most = max(most, held(running.pid))
            time.sleep(_LOOK)
        assert running.stdout is not None
        told: dict[str, Any] = json.loads(running.stdout.read().splitlines()[-1])
    shutil.rmtree(out, ignore_errors=True)
    line = f"{count:>5} people, {workers} processes: {told['seconds']:8.1f} s"
    line += f" (CPU: {told['cpu'][0]:.1f} s here, {told['cpu'][1]:.1f} s the workers)"
    line += f", {most / 2**20:6.0f} MB, {told['done']} made, {told['failed']} failed"
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return {"count": count, "workers": workers, "memory": most, **told}


def main(arguments: list[str] | None = None) -> int:
    """Measure, and say whether the ratios are what is asked; 1 where one is not."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.batch")
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--both", type=int, default=100, metavar="COUNT")
    parser.add_argument("--make", nargs="+", choices=batch_parts(), default=["packet"])
    parser.add_argument("--scratch", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.one:
        count, workers, library, out = chosen.one
        one(Path(library), Path(out), int(count), int(workers), chosen.make)
        return 0
    with tempfile.TemporaryDirectory() as made:
        scratch = chosen.scratch or Path(made)
        desk = desk_in(scratch / "library")
        if not desk.rows():
            demo.keep(desk, max(*chosen.counts, chosen.both))
        desk.close()
        runs = [measured(scratch, count, 2, chosen.make) for count in sorted(chosen.counts)]
        known = {run["count"]: run for run in runs}
        two = known.get(chosen.both) or measured(scratch, chosen.both, 2, chosen.make)
        alone = measured(scratch, chosen.both, 1, chosen.make)
    fine = True
    for less, more in pairwise(runs):
        times = more["count"] / less["count"]
        time_, memory = more["seconds"] / less["seconds"], more["memory"] / less["memory"]
        ok = time_ <= AT_MOST["time"] * times / 10 and memory <= AT_MOST["memory"]
        asked = less["count"] >= 100
        fine = fine and (ok or not asked)
        counts = f"{more['count']} against {less['count']}"
        sys.stdout.write(f"{counts}: {time_:.2f} times as long, {memory:.2f} times the memory\n")
    faster = alone["seconds"] / two["seconds"]
    sys.stdout.write(f"two processes against one ({chosen.both}): {faster:.2f} times as fast\n")
    fine = fine and faster >= AT_LEAST
    if chosen.json:
        chosen.json.write_text(json.dumps([*runs, alone], indent=1), "utf-8")
    return 0 if fine else 1


if __name__ == "__main__":
    raise SystemExit(main())
