"""An edit until it is on the disk, beside the same rows in bare SQLite; attachments beside files.

Bare SQLite has the same tables and rows to the letter and is as durable (WAL, with
``synchronous=FULL``); it is neither encrypted nor told who changed what. The plain file is written
and synced, and so is its folder.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from desktop.domain import change as changes
from desktop.domain.case import Case
from desktop.domain.change import Change
from desktop.storage import history
from desktop.storage.body import Body
from desktop.storage.library import Library
from tests.benchmarks.measuring import BLOCK, Line, Plan, in_turn
from tests.domain.good import good
from tests.storage.campaign import now
from tests.storage.keeping import KEYS

TEXT = "在塔里木河畔的苗圃里观测成活率，" * 120
PRAGMAS = ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
TABLES = (
    "CREATE TABLE cases (case_id TEXT PRIMARY KEY, body TEXT, seq INTEGER)",
    (
        "CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT "
        "REFERENCES cases(case_id), kind TEXT, label TEXT, edits TEXT, at TEXT, link TEXT)"
    ),
    "CREATE INDEX of_case ON changes (case_id, seq)",
)
FILE = 300_000  # bytes

WANTED, WANTED_FILES = 2.0, 1.5
WANTED_P50, WANTED_P99 = 0.002, 0.020  # seconds


def measure(plan: Plan) -> Iterator[Line]:
    """Edits, then attachments."""
    yield from _edits(plan.scratch, BLOCK * plan.times(2, 10, 50))
    yield from _attachments(plan.scratch, plan.times(50, 200, 2000))


def _begun() -> Case:
    """A case with a summary of some length, in which somebody types."""
    case = good().model_copy(update={"case_id": "c1"})
    return changes.apply(case, (changes.edit(case, "summary.text", TEXT),))


def _typed(case: Case) -> Iterator[tuple[Change, Case]]:
    """Change after change, each with the case after it."""
    number = 0
    while True:
        edit = changes.edit(case, "summary.text", f"{TEXT}{'字' * (number % 50)}{number}")
        case = changes.apply(case, (edit,))
        yield Change(label="修改", edits=(edit,)), case
        number += 1


def _edits(folder: Path, count: int) -> Iterator[Line]:
    library = Library.open(folder / "library", now, KEYS)
    steps = library.create(_begun()).history
    bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in PRAGMAS:
        bare.execute(f"PRAGMA {pragma}").fetchall()
    for table in TABLES:
        bare.execute(table)
    body = Body()
    bare.execute("INSERT INTO cases VALUES ('c1', ?, 0)", [body.of(_begun()).text.decode()])
    typed = _typed(_begun())
    # What is saved is made beforehand; both sides save the same, one after the other.
    made = [next(typed) for _ in range(count + 1)]
    plain = [(body.of(c).text.decode(), history.written_text(s.edits)) for s, c in made]
    saved, written = iter(made), iter(enumerate(plain))

    def ours() -> None:
        nonlocal steps
        steps, _ = library.commit("c1", *next(saved), steps)

    def floor() -> None:
        number, (text, edits) = next(written)
        bare.execute("BEGIN IMMEDIATE")
        bare.execute(
            "INSERT INTO changes (case_id, kind, label, edits, at, link) "
            "VALUES ('c1', 'edit', '修改', ?, '2024-07-22T09:30:00+08:00', ?)",
            [edits, "0" * 64],
        )
        bare.execute("UPDATE cases SET body = ?, seq = ?", [text, number])
        bare.execute("COMMIT")

    pairs = in_turn(ours, floor, count)
    known = "the same rows in bare SQLite"
    yield pairs.figure("an edit until durable", known, "clock", wanted=WANTED)
    for share, name, wanted in ((0.5, "p50", WANTED_P50), (0.99, "p99", WANTED_P99)):
        what = f"an edit until durable, {name}"
        yield pairs.percentile(what, known, share, "clock", wanted_ours=wanted)
    yield pairs.figure("an edit until durable, computing", known)
    library.close()
    bare.close()


def _attachments(folder: Path, count: int) -> Iterator[Line]:
    library = Library.open(folder / "attachments", now, KEYS)
    (folder / "plain").mkdir()
    contents = [secrets.token_bytes(FILE) for _ in range(count + 1)]
    kept, plain = iter(contents), iter(enumerate(contents))
    pairs = in_turn(
        lambda: library.put_file(next(kept)),
        lambda: _plain(folder / "plain", *next(plain)),
        count,
    )
    name = "an attachment of 300 KB until durable"
    yield pairs.figure(name, "a plain file", "clock", wanted=WANTED_FILES)
    library.close()


def _plain(folder: Path, number: int, data: bytes) -> None:
    with (folder / str(number)).open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)
