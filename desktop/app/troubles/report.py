"""A report of our own bugs, for whoever repairs the program.

Built from versions and places alone. The words of an exception are left out: they may quote a
value somebody typed.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from desktop import __version__
from desktop.domain.moments import beijing

HERE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Trouble:
    """One bug: its ``kind``, where it happened (innermost first), since when, how often."""

    kind: str
    places: tuple[str, ...]
    at: datetime
    times: int = 1

    @property
    def line(self) -> str:
        """The whole of it on one line, for the log."""
        return f"{self.kind} at {' < '.join(self.places)}"


def trouble(kind: type[BaseException], trace: TracebackType | None, at: datetime) -> Trouble:
    """The bug as a report has it."""
    frames = reversed(traceback.extract_tb(trace))
    return Trouble(
        kind.__name__, tuple(f"{_place(f.filename)}:{f.lineno} {f.name}" for f in frames), at
    )


def noted(known: Sequence[Trouble], new: Trouble) -> tuple[Trouble, ...]:
    """``known`` with one more: the same bug at the same place only counts up."""
    for index, one in enumerate(known):
        if (one.kind, one.places) == (new.kind, new.places):
            again = replace(one, times=one.times + 1)
            return (*known[:index], again, *known[index + 1 :])
    return (*known, new)


def report(troubles: Sequence[Trouble], *, notice: str = "") -> str:
    """What a person can read, keep and pass on; ``notice`` is the open case's, with its version."""
    about = [
        f"程序版本：{__version__}",
        f"系统：{platform.system()} {platform.release()} {platform.machine()}",
        f"Python：{'.'.join(map(str, sys.version_info[:3]))}",
        *([f"通知：{notice}"] if notice else []),
    ]
    told = []
    for number, one in enumerate(troubles, start=1):
        at = beijing(one.at)
        told.append(
            f"第 {number} 处：{one.kind}，{at:%Y-%m-%d %H:%M:%S}（北京时间），共 {one.times} 次"
        )
        told += [f"    {place}" for place in one.places]
    return "\n".join(["职称申报助手 出错报告", "", *about, "", *told, ""])


def _place(file: str) -> str:
    """A file of ours by its way in the program, any other by its name: no folder of the user's."""
    path = Path(file)
    return path.relative_to(HERE).as_posix() if path.is_relative_to(HERE) else path.name
