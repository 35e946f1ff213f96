"""Killed at any moment, the library opens again and holds every edit it acknowledged.

Twenty kills by default; ``ZHICHENG_KILLS=1000 pytest tests/storage/test_crash.py`` for more.
"""

import contextlib
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from desktop.domain.case import Case
from desktop.domain.change import Json
from desktop.storage import history
from desktop.storage.history import Kind
from desktop.storage.library import Library
from tests.storage.keeping import KEYS, FakeClock, a_case, commit

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("ZHICHENG_KILLS", "20"))

CHILD = """
import hashlib, json, random, sys
from datetime import datetime, timezone
from pathlib import Path
from desktop.domain import change as changes
from desktop.domain.case import Attachment
from desktop.storage.library import Library
from tests.storage.keeping import KEYS, change

folder, case_id, early = Path(sys.argv[1]), sys.argv[2], sys.argv[4] == "early"
rnd = random.Random(int(sys.argv[3]))

def say(*words):
    print(json.dumps(words), flush=True)

def print_of(case):
    return hashlib.sha256(case.model_dump_json().encode()).hexdigest()

library = Library.open(folder, lambda: datetime.now(timezone.utc), KEYS)
saved = library.load(case_id)
case, steps = saved.case, saved.history
while True:
    pick = rnd.random()
    kind, target = "edit", None
    if pick < 0.15:
        data = rnd.randbytes(rnd.randrange(1, 200_000))
        entry = Attachment(slot="S01", sha256=library.put_file(data))
        made = changes.Change(label="", edits=(changes.inserted(case, "attachments", entry),))
        after = changes.apply(case, made.edits)
    elif pick < 0.3 and steps.done:
        kind, target = "undo", steps.done[-1].seq
        made = library.taking_back(case, steps.done[-1])
        after = changes.apply(case, made.edits)
    elif pick < 0.4 and steps.undone:
        kind, target = "redo", steps.undone[-1].seq
        made = library.repeating(case, steps.undone[-1])
        after = changes.apply(case, made.edits)
    else:
        path = rnd.choice(["person.name", "summary.text", "unit.name"])
        made, after = change(case, path, "字" * rnd.randrange(3000) + str(rnd.random()))
    if early:
        say(print_of(after))
    steps, _ = library.commit(case_id, made, after, steps, kind=kind, target=target)
    case = after
    if not early:
        say(print_of(case))
"""


@dataclass
class Heard:
    """What the child acknowledged: how many edits, and the print of the case after the last."""

    saved: int = 0
    last: str = ""

    def listen(self, stream: IO[str]) -> None:
        for line in stream:
            # A line cut off by the kill was never acknowledged.
            with contextlib.suppress(ValueError):
                (self.last,) = json.loads(line)
                self.saved += 1


def run_and_kill(folder: Path, case_id: str, rnd: random.Random, how: str) -> Heard:
    """One child, killed at a random moment: mostly while it saves, at times while it opens."""
    heard = Heard()
    command = [sys.executable, "-c", CHILD, str(folder), case_id, str(rnd.randrange(1 << 30)), how]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        listener = threading.Thread(target=heard.listen, args=(child.stdout,))
        listener.start()
        if rnd.random() < 0.15:
            time.sleep(0.2 + rnd.random() * 0.5)
        else:
            while not heard.saved and child.poll() is None:
                time.sleep(0.001)
            time.sleep(rnd.random() ** 2 * 0.2)
        child.kill()
        child.wait()
        listener.join()
    if sys.platform != "win32":
        assert child.returncode == -signal.SIGKILL
    return heard


def print_of(case: Case) -> str:
    return hashlib.sha256(case.model_dump_json().encode()).hexdigest()


def log_of(library: Library, case_id: str) -> list[tuple[Kind, list[Json]]]:
    rows = library._db.execute(
        "SELECT kind, edits FROM changes WHERE case_id = ? ORDER BY seq", [case_id]
    )
    return [(kind, json.loads(edits)) for kind, edits in rows.fetchall()]


def kept(library: Library, case_id: str, heard: Heard) -> bool:
    """Whether the case is as last acknowledged, or one edit further.

    The child may have been killed between COMMIT and its word about it.
    """
    if not heard.last:
        return True
    log = log_of(library, case_id)
    # The first row begins the case: before it there is nothing to replay.
    logs = [log] if len(log) == 1 else [log, log[:-1]]
    return heard.last in (print_of(history.replay(rows)) for rows in logs)


def check_whole(library: Library, case_id: str) -> None:
    """Sound database, rows equal to their history, every named file there."""
    db = library._db
    assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    saved = library.load(case_id)
    assert history.replay(log_of(library, case_id)) == saved.case
    for attachment in saved.case.attachments:
        library.file(attachment.sha256)
    assert not list((library.folder / "files").rglob("*.tmp"))


def test_no_acknowledged_edit_is_lost(tmp_path: Path, clock: FakeClock) -> None:
    rnd = random.Random(20240722)  # noqa: S311
    saved = 0
    prints: dict[str, str] = {}
    for number in range(KILLS):
        case_id = f"c{number}"
        library = Library.open(tmp_path, clock, KEYS)
        library.create(a_case(case_id))
        library.close()
        heard = run_and_kill(tmp_path, case_id, rnd, "honest")
        saved += heard.saved
        library = Library.open(tmp_path, clock, KEYS)
        assert kept(library, case_id, heard)
        check_whole(library, case_id)
        prints[case_id] = print_of(commit(library, case_id, "person.gender", "男"))
        library.close()
    assert saved > KILLS
    library = Library.open(tmp_path, clock, KEYS)
    assert {r.case_id: print_of(library.load(r.case_id).case) for r in library.cases()} == prints
    library.close()


def test_the_loop_would_notice(tmp_path: Path, clock: FakeClock) -> None:
    """A child that says “saved” before COMMIT is found out: the test above can fail."""
    rnd = random.Random(1)  # noqa: S311
    for number in range(40):
        case_id = f"c{number}"
        library = Library.open(tmp_path, clock, KEYS)
        library.create(a_case(case_id))
        library.close()
        heard = run_and_kill(tmp_path, case_id, rnd, "early")
        library = Library.open(tmp_path, clock, KEYS)
        noticed = not kept(library, case_id, heard)
        library.close()
        if noticed:
            return
    pytest.fail("forty kills found nothing")
