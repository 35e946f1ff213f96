"""The program's log: what became of the program, never what stands in anybody's materials.

``log/zhicheng.log`` in the user's folder, a line an event, the oldest going first. Only what
:data:`EVENTS` lists is written, and of it only numbers, versions and places in the code.
"""

from __future__ import annotations

import contextlib
import logging
import platform
import re
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from desktop import __version__
from desktop.app.troubles.report import Trouble
from desktop.domain.moments import beijing

FOLDER = "log"
NAME = "zhicheng.log"
MOST_BYTES = 200_000
"""Of one file; one older is kept beside it."""

EVENTS: Mapping[str, frozenset[str]] = {
    "start": frozenset({"version", "system", "python"}),
    "trouble": frozenset({"bug"}),
    "end": frozenset({"code"}),
}
"""What may be told, and which facts of it."""

_PLAIN = re.compile(r"[\x21-\x7e][\x20-\x7e]*")
"""No word of a person's: names and sentences are Chinese, and none of ours has a line break."""

_LOG = logging.getLogger("zhicheng")


def line(event: str, facts: Mapping[str, str | int]) -> str:
    """The event as it is written; ``ValueError`` for what the table does not list."""
    if event not in EVENTS or not facts.keys() <= EVENTS[event]:
        raise ValueError(f"not to be logged: {event} {sorted(facts)}")
    if unfit := [name for name, value in facts.items() if not _PLAIN.fullmatch(str(value))]:
        raise ValueError(f"not to be logged: {event} {unfit}")
    return " ".join([event, *(f"{name}={value}" for name, value in facts.items())])


def started() -> None:
    """The program has begun: which, and on what."""
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    python = ".".join(map(str, sys.version_info[:3]))
    _LOG.info(line("start", {"version": __version__, "system": system, "python": python}))


def troubled(trouble: Trouble) -> None:
    """One of our bugs: its kind and its places."""
    _LOG.error(line("trouble", {"bug": trouble.line.encode("ascii", "replace").decode()}))


def ended(code: int) -> None:
    """The program has been left."""
    _LOG.info(line("end", {"code": code}))


def keep(folder: Path, now: Callable[[], datetime]) -> Callable[[], None]:
    """Write what comes into ``folder``; what is returned ends that."""
    writing = _Writing(folder / FOLDER / NAME, now)
    _LOG.addHandler(writing)
    _LOG.setLevel(logging.INFO)
    return lambda: _LOG.removeHandler(writing)


class _Writing(logging.Handler):
    """A line each, with the moment in Beijing time.

    Where it cannot be written (a full disk, a folder that is read only) there is no log.
    """

    def __init__(self, file: Path, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._file, self._now = file, now

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            if self._file.exists() and self._file.stat().st_size > MOST_BYTES:
                self._file.replace(self._file.with_suffix(".old.log"))
            with self._file.open("a", encoding="ascii") as file:
                file.write(f"{beijing(self._now()):%Y-%m-%d %H:%M:%S} {record.getMessage()}\n")
