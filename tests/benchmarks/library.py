"""The table of all applicants, from 80 to 5,000 people: from the vault to the repainted window.

People are those of the demonstration, each with materials as long as the sample's, under ever new
names and numbers. *Bare* is SQLite unencrypted with one table of the same texts, plain Python over
the same texts, and a QTableView over as many rows of strings.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path

from desktop.app.applicants.table import Applicants, Row, View, shown
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.demo_people import people
from desktop.domain.case import Case
from desktop.storage.keys import Keys
from tests.benchmarks.applicants_table import windows
from tests.benchmarks.measuring import Figure, Line, Plan, in_turn, once

KEYS = Keys.of(b"the key of all libraries timed..")
WORDS = ("海燕", "aygl", "gulina", "zzzz")


def measure(plan: Plan) -> Iterator[Line]:
    """Each length of the list, and how it grows."""
    counts = {"quick": (80, 500), "usual": (80, 5000), "long": (80, 1000, 5000)}[plan.scale]
    opened: dict[int, Figure] = {}
    for count in counts:
        folder = plan.scratch / f"{count}"
        _fill(folder, count)
        yield _proved(folder, count, plan.times(3, 7, 15))
        desk = _opened(folder)
        for line in _listed(desk, folder, count, plan.times(3, 7, 15)):
            opened.setdefault(count, line)
            yield line
        yield from windows(desk, count, plan.times(3, 5, 9))
        desk.close()
    least, most = counts[0], counts[-1]
    times = most / least
    ours, floor = opened[most].ours, opened[least].ours * times
    yield once(f"rows of {most} people", f"{times:g} times those of {least}", ours, floor)


def _fill(folder: Path, count: int) -> None:
    """A library of so many people, each looked at once."""
    desk = _opened(folder)
    # It is there to be read; what a crash would leave of it is no matter.
    desk.library._db.execute("PRAGMA synchronous=OFF")
    for case in _varied(count):
        desk.library.create(case)
    applicants = Applicants(desk)
    applicants.rows()
    for case_id in applicants.stale():
        applicants.judge(case_id)
    applicants.keep()
    desk.close()


def _opened(folder: Path) -> Desk:
    """The library, at the moment of the demonstration."""
    moment = demo.moment(installed.notice)
    return Desk.open(folder, installed.notice, lambda: moment, KEYS)


def _varied(count: int) -> Iterator[Case]:
    """The demonstration's applicants over and over, each time as somebody else."""
    base = [made.case for made in demo.cases(installed.notice)]
    texts = [case.model_dump_json() for case in base]
    for number, person in enumerate(islice(people(1), count)):
        of, text = base[number % len(base)], texts[number % len(base)]
        for old, new in (
            (of.case_id, f"case-{number:05d}"),
            (of.person.name, person.name),
            (of.person.id_no, person.id_no),
        ):
            text = text.replace(old, new)
        yield Case.model_validate_json(text)


def _listed(desk: Desk, folder: Path, count: int, times: int) -> Iterator[Figure]:
    rows = tuple(Applicants(desk).rows())
    assert len(rows) == count
    plain = _plain(rows, folder / "plain.db")
    pairs = in_turn(
        lambda: Applicants(desk).rows(), lambda: plain.execute("SELECT * FROM t").fetchall(), times
    )
    yield pairs.figure(f"rows of {count} people", "SELECT of the same texts")
    views, words = cycle([View(text=word) for word in WORDS]), cycle(WORDS)
    texts = [f"{r.name} {r.department} {r.notice} {r.level} {r.status}" for r in rows]
    pairs = in_turn(
        lambda: shown(rows, next(views)),
        lambda: _searched(texts, next(words)),
        times * len(WORDS),
    )
    yield pairs.figure(f"a search among {count} people", "“in” over their texts")
    plain.close()


def _proved(folder: Path, count: int, times: int) -> Figure:
    database = max(folder.rglob("*"), key=lambda path: path.stat().st_size)
    pairs = in_turn(lambda: _opened(folder).close(), partial(_hashed, database), times)
    return pairs.figure(f"the vault of {count} people opened, every page proved", "its file hashed")


def _plain(rows: tuple[Row, ...], path: Path) -> sqlite3.Connection:
    """The rows' texts in a table of bare SQLite."""
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE t (name, department, notice, level, status, share, fix)")
    said = [(r.name, r.department, r.notice, r.level, r.status, r.share, r.fix) for r in rows]
    plain.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", said)
    plain.commit()
    return plain


def _searched(texts: list[str], word: str) -> list[str]:
    return [text for text in texts if word in text]


def _hashed(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()
