"""How long saving takes, beside the same done bare: ``python -m tests.storage.benchmark``.

Nothing is asserted: machines differ. Wanted is an autosave of p50 ≤ 2 ms and p99 ≤ 20 ms and no
more than twice the same transaction in bare SQLite, and attachments within 1.5 times plain files.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from desktop.domain import change as changes
from desktop.domain.change import Change
from desktop.storage import history
from desktop.storage.body import Body
from desktop.storage.library import Library
from tests.domain.good import good
from tests.storage.campaign import now
from tests.storage.keeping import KEYS

TEXT = "在塔里木河畔的苗圃里观测成活率，" * 120


def timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def edits(count: int) -> list[tuple[Change, str, str]]:
    """Somebody typing a summary: each change, and the rows it makes, made beforehand."""
    case = good().model_copy(update={"case_id": "c1"})
    case = changes.apply(case, (changes.edit(case, "summary.text", TEXT),))
    made, body = [], Body()
    for number in range(count):
        edit = changes.edit(case, "summary.text", f"{TEXT}{'字' * (number % 50)}{number}")
        change = Change(label="修改", edits=(edit,))
        case = changes.apply(case, (edit,))
        made.append((change, body.of(case).text.decode(), history.written_text(change.edits)))
    return made


class Autosaves:
    """The same edits through the library and in bare SQLite, one after the other.

    The rows are the same to the letter; bare SQLite is neither encrypted nor told who changed what.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._edits = edits(count)
        self._library = Library.open(folder / "library", now, KEYS)
        case = good().model_copy(update={"case_id": "c1"})
        case = changes.apply(case, (changes.edit(case, "summary.text", TEXT),))
        self._case, self._steps = case, self._library.create(case).history
        self._bare = sqlite3.connect(folder / "bare.db", isolation_level=None)
        for pragma in ("locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
            self._bare.execute(f"PRAGMA {pragma}").fetchall()
        self._bare.execute("PRAGMA foreign_keys=ON")
        for statement in (
            "CREATE TABLE cases (case_id TEXT PRIMARY KEY, body TEXT, seq INTEGER)",
            (
                "CREATE TABLE changes (seq INTEGER PRIMARY KEY AUTOINCREMENT, case_id TEXT "
                "REFERENCES cases(case_id), kind TEXT, label TEXT, edits TEXT, at TEXT, link TEXT)"
            ),
            "CREATE INDEX of_case ON changes (case_id, seq)",
        ):
            self._bare.execute(statement)
        self._bare.execute("INSERT INTO cases VALUES ('c1', ?, 0)", [Body().of(case).text.decode()])

    def run(self) -> tuple[list[float], list[float]]:
        ours, bare = [], []
        for number, (change, body, written) in enumerate(self._edits):
            after = changes.apply(self._case, change.edits)
            ours.append(timed(lambda change=change, after=after: self._save(change, after)))  # type: ignore[misc]
            self._case = after
            bare.append(timed(lambda n=number, b=body, w=written: self._save_bare(n, b, w)))  # type: ignore[misc]
        self._library.close()
        self._bare.close()
        return ours, bare

    def _save(self, change: Change, after: object) -> None:
        self._steps, _ = self._library.commit("c1", change, after, self._steps)  # type: ignore[arg-type]

    def _save_bare(self, number: int, body: str, written: str) -> None:
        self._bare.execute("BEGIN IMMEDIATE")
        self._bare.execute(
            "INSERT INTO changes (case_id, kind, label, edits, at, link) "
            "VALUES ('c1', 'edit', '修改', ?, '2024-07-22T09:30:00+08:00', ?)",
            [written, "0" * 64],
        )
        self._bare.execute("UPDATE cases SET body = ?, seq = ?", [body, number])
        self._bare.execute("COMMIT")


def attachments(folder: Path, count: int, size: int) -> tuple[float, float]:
    """Seconds for that many attachments through the library, and as plain files, as durable."""
    library = Library.open(folder / "attachments", now, KEYS)
    (folder / "plain").mkdir()
    ours = bare = 0.0
    for number in range(count):
        data = secrets.token_bytes(size)
        ours += timed(lambda data=data: library.put_file(data))  # type: ignore[misc]
        bare += timed(lambda data=data, n=number: _plain(folder / "plain" / str(n), data))  # type: ignore[misc]
    library.close()
    return ours, bare


def _plain(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    handle = os.open(path.parent, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def line(name: str, times: list[float]) -> str:
    p50, p99 = statistics.median(times), sorted(times)[int(len(times) * 0.99)]
    return f"{name:<24}{p50 * 1000:10.2f}{p99 * 1000:10.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="on the disk to be measured")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as name:
        ours, bare = Autosaves(Path(name), asked.edits).run()
        print(f"{asked.edits} edits, ms{'p50':>23}{'p99':>10}")  # noqa: T201
        print(line("library.commit", ours))  # noqa: T201
        print(line("bare SQLite", bare))  # noqa: T201
        ratio = statistics.median(ours) / statistics.median(bare)
        print(f"{'ratio of p50':<24}{ratio:10.2f}   wanted ≤ 2")  # noqa: T201
        kept, plain = attachments(Path(name), asked.files, 300_000)
        print(f"{asked.files} files of 300 KB, s")  # noqa: T201
        print(f"{'library.put_file':<24}{kept:10.1f}")  # noqa: T201
        print(f"{'plain files':<24}{plain:10.1f}")  # noqa: T201
        print(f"{'ratio':<24}{kept / plain:10.2f}   wanted ≤ 1.5")  # noqa: T201


if __name__ == "__main__":
    main()
