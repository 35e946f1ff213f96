"""From the start of the process to the first paint, beside a bare window of PySide6's.

The library there is locked, as on every day but the first, and no keyring opens it: the first thing
painted is where the passphrase is typed.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from desktop.app.safety.door import Door
from desktop.app.settings import Settings, library_of
from tests.benchmarks.measuring import Line, Memory, Pairs, Plan, Took

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}


def measure(plan: Plan) -> Iterator[Line]:
    """Both, turn about, by the clock and by the processor."""
    home = plan.scratch / "home"
    Door(library_of(home, Settings())).begin("a passphrase in spring", in_keyring=False)
    pairs = Pairs([], [])
    held: dict[str, list[int]] = {"ours": [], "bare": []}
    for number in range(-1, plan.times(3, 9, 25)):
        sides = [("ours", pairs.ours), ("bare", pairs.floor)]
        for side, took in reversed(sides) if number % 2 else sides:
            seconds, most = _painted(side, home)
            held[side].append(most)
            if number >= 0:  # the first reads everything from the disk
                took.append(seconds)
    ours, bare = (max(held[side]) for side in ("ours", "bare"))
    if ours:
        pairs = pairs._replace(memory=Memory(ours, ours - bare), floor_memory=Memory(bare, 0))
    bare_window = "a bare window of PySide6’s"
    yield pairs.figure("start to the first paint", bare_window, "clock")
    yield pairs.figure("start to the first paint, computing", bare_window)


def _painted(side: str, home: Path) -> tuple[Took, int]:
    """What one start took, and the bytes it held at most (0 where the system does not tell)."""
    variables = os.environ | {"ZHICHENG_HOME": str(home)} | NO_KEYRING
    command = [sys.executable, "-m", "tests.benchmarks.first_paint", side, str(time.monotonic())]
    ran = subprocess.run(command, capture_output=True, env=variables, text=True, check=True)
    seconds, computing, most = ran.stdout.split()
    return Took(float(seconds), float(computing)), int(most)
