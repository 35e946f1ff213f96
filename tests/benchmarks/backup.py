"""A backup of everything, read back, beside plain copies of the same files that are read back too.

Each backup goes to a place of its own: what is there already would not be written again.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.safety import backups
from desktop.app.safety.door import Door
from desktop.app.samples import demo
from desktop.domain.case import Attachment
from tests.benchmarks.measuring import Line, Plan, in_turn

FILE = 500_000  # bytes


def measure(plan: Plan) -> Iterator[Line]:
    """The demonstration's eighty people, with so many scans more."""
    now = demo.moment(installed.notice)
    home = plan.scratch / "library"
    keys = Door(home).begin("a passphrase in spring", in_keyring=False).keys
    desk = Desk.open(home, installed.notice, lambda: now, keys)
    first, *_ = demo.keep(desk)
    scans = plan.times(20, 100, 1000)
    slot = installed.notice(demo.PACK).slots[0].id
    desk.session(first).attach(
        [
            (Attachment(slot=slot, title=f"{number}"), secrets.token_bytes(FILE))
            for number in range(scans)
        ]
    )
    places = count()

    def ours() -> None:
        place = plan.scratch / f"ours-{next(places)}"
        place.mkdir()
        backups.made(backups.snapshot(desk), place, lambda _done, _all: None)

    def floor() -> None:
        _copied(home, plan.scratch / f"plain-{next(places)}")

    pairs = in_turn(ours, floor, plan.times(3, 7, 7))
    what = f"a backup of 80 people and {scans * FILE // 10**6} MB of scans"
    plain = "plain copies, synced and read back"
    yield pairs.figure(what, plain, "clock")
    yield pairs.figure(f"{what}, computing", plain)
    desk.close()


def _copied(home: Path, to: Path) -> None:
    for path in sorted(home.rglob("*")):
        if not path.is_file():
            continue
        copy = to / path.relative_to(home)
        copy.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes()
        with copy.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        assert hashlib.sha256(copy.read_bytes()).digest() == hashlib.sha256(data).digest()
