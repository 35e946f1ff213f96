"""The demonstration's library for tests: made once a process, copied for whoever changes it."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.domain.case import Case
from tests.storage.keeping import KEYS


class Hour:
    """A clock that stands at the demonstration's moment until it is set."""

    def __init__(self) -> None:
        self.now = demo.moment(installed.notice)

    def __call__(self) -> datetime:
        return self.now


@cache
def made(count: int = 80) -> tuple[demo.Made, ...]:
    """The made-up applicants."""
    return tuple(demo.cases(installed.notice, count))


def opened(folder: Path, hour: Hour) -> Desk:
    """The library in ``folder``."""
    return Desk.open(folder, installed.notice, hour, KEYS)


def filled(folder: Path, hour: Hour, *cases: Case) -> Desk:
    """A library with these cases and no files: the table looks at none."""
    desk = opened(folder, hour)
    for case in cases:
        desk.library.create(case)
    return desk
