"""When the vault locks itself, and what must stay neither in the clipboard nor in a crash dump."""

from __future__ import annotations

import contextlib
import re
import sys
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from desktop.language import tr

CHOICES: dict[int, str] = {
    5: tr("5 分钟没有操作就锁上"),
    15: tr("15 分钟没有操作就锁上"),
    30: tr("30 分钟没有操作就锁上"),
    60: tr("60 分钟没有操作就锁上"),
    0: tr("不自动锁上"),
}
"""Minutes without input, in the words of the choice; 0 for never."""

CLIPBOARD_SECONDS = 60
"""How long a copied ID number stays in the clipboard."""

# Eighteen signs with a birth date in the middle, or the fifteen of cards of before 1999.
_ID_NO = re.compile(
    r"(?<!\d)\d{6}(?:(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{3}[\dXx]"
    r"|\d{2}(?:0[1-9]|1[0-2])[0-3]\d\d{3})(?![\dXx])"
)


def leave_no_dump() -> None:
    """Were the program to crash, what it holds in memory does not become a file.

    Where the system itself collects dumps (as a service, through a pipe) the limit alone says
    nothing to it: what goes into one does. On Windows no such dump is written unless asked for.
    """
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # there is none on Windows

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):
        Path("/proc/self/coredump_filter").write_text("0")  # Linux alone has it


class IdleClock:
    """Counts the time nobody has touched the program.

    ``steady`` gives seconds that only go on (they stand still while some systems sleep), ``wall``
    the moment of the day (that may be set back): the longer of the two counts.
    """

    def __init__(
        self, minutes: int, steady: Callable[[], float], wall: Callable[[], datetime]
    ) -> None:
        self.minutes = minutes
        self._steady = steady
        self._wall = wall
        self._last = (steady(), wall())

    def touched(self) -> None:
        """Somebody is there."""
        self._last = (self._steady(), self._wall())

    def idle(self) -> timedelta:
        """How long nobody has been."""
        steady, wall = self._last
        passed = timedelta(seconds=self._steady() - steady)
        return max(passed, self._wall() - wall)

    def due(self) -> bool:
        """Whether it is time to lock."""
        return self.minutes > 0 and self.idle() >= timedelta(minutes=self.minutes)


def holds_id_number(text: str) -> bool:
    """Whether an ID number stands in ``text``, however it was written."""
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    return bool(_ID_NO.search(folded))
