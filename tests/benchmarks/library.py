"""How quickly the table of all applicants opens, is searched, filtered and sorted, by its length.

``python -m tests.benchmarks.library [COUNT …] [--unjudged] [--json FILE]``

COUNT is how many applicants there are (80, 1000 and 5000 where none is named). They are those of
the demonstration, each with materials as long as the sample's, under ever new names and numbers.
*vault* is opening the database with all its pages proved, which happens once a start; *open* is
the table from what is kept; *first* the same after everything the process had read is forgotten.
With ``--unjudged`` nobody is looked at: *judge* is then missing, and rows are those of newcomers.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import NamedTuple, TypeVar, get_args

from desktop.app.applicants.rows import Column
from desktop.app.applicants.table import Applicants, View, shown, summary
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.demo_people import people
from desktop.domain.case import Case
from desktop.storage.keys import Keys

T = TypeVar("T")

COUNTS = (80, 1000, 5000)
KEYS = Keys.of(b"the key of all libraries timed..")
TIMES = 5
"""How often each thing is done; the middle one counts."""

VIEWS = {
    "name": View(text="海燕"),
    "initials": View(text="aygl"),
    "reading": View(text="gulina"),
    "nobody": View(text="zzzz"),
    "two words": View(text="苗圃 w"),
    "returned": View(statuses=("退回修改",), only_to_fix=True),
    "department": View(departments=("苗圃", "规划室"), levels=("中级",)),
} | {f"by {column}": View(sort=column) for column in get_args(Column)}


class Took(NamedTuple):
    """Seconds by the clock, and of this process alone: others on the machine lengthen the first."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Timed:
    """What each thing took for one length of the list."""

    count: int
    took: dict[str, Took]


def varied(count: int) -> Iterator[Case]:
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


def measured(count: int, folder: Path, *, judge: bool) -> Timed:
    """Build a library of so many and time it."""
    moment = demo.moment(installed.notice)
    desk = opened(folder, moment)
    # It is there to be read; what a crash would leave of it is no matter.
    desk.library._db.execute("PRAGMA synchronous=OFF")
    for case in varied(count):
        desk.library.create(case)
    took: dict[str, Took] = {}
    if judge:
        applicants = listed(desk)
        each = [timed(partial(applicants.judge, case_id))[0] for case_id in applicants.stale()]
        took["judge"] = middle(each)
        took["keep"] = timed(applicants.keep)[0]
    desk.close()
    took["vault"], desk = timed(lambda: opened(folder, moment))
    took["first"], rows = timed(lambda: Applicants(desk).rows())
    assert len(rows) == count
    took["open"] = best(lambda: Applicants(desk).rows())
    took["stale"] = best(listed(desk).stale)
    took["summary"] = best(partial(summary, rows, moment))
    for name, view in VIEWS.items():
        took[name] = best(partial(shown, rows, view))
    took["start page"] = best(desk.rows)
    desk.close()
    return Timed(count, took)


def opened(folder: Path, moment: datetime) -> Desk:
    """The library, at the moment of the demonstration."""
    return Desk.open(folder, installed.notice, lambda: moment, KEYS)


def listed(desk: Desk) -> Applicants:
    """The applicants, once they have been listed."""
    applicants = Applicants(desk)
    applicants.rows()
    return applicants


def timed(call: Callable[[], T]) -> tuple[Took, T]:
    """What it took, and what came of it."""
    began, worked = time.perf_counter(), time.process_time()
    came = call()
    return Took(time.perf_counter() - began, time.process_time() - worked), came


def best(call: Callable[[], object]) -> Took:
    """What the middle one of some took."""
    return middle([timed(call)[0] for _ in range(TIMES)])


def middle(several: list[Took]) -> Took:
    """The medians of some."""
    return Took(median(one.wall for one in several), median(one.cpu for one in several))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("counts", nargs="*", type=int, default=COUNTS)
    parser.add_argument("--unjudged", action="store_true")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args(arguments)
    found = []
    for count in chosen.counts:
        with tempfile.TemporaryDirectory() as folder:
            found.append(measured(count, Path(folder), judge=not chosen.unjudged))
    heads = "".join(f"{one.count:>14} {'cpu':>8}" for one in found)
    sys.stdout.write(f"{'ms':<20}{heads}\n")
    for name in found[0].took:
        times = (one.took[name] for one in found)
        line = "".join(f"{took.wall * 1000:>14.1f} {took.cpu * 1000:>8.1f}" for took in times)
        sys.stdout.write(f"{name:<20}{line}\n")
    if chosen.json:
        said = [
            {"count": o.count, "took": {n: t._asdict() for n, t in o.took.items()}} for o in found
        ]
        chosen.json.write_text(json.dumps(said, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
