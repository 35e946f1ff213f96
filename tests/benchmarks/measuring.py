"""What every part of the benchmarks is made of: two works timed in turn, and one figure of them.

The two are done turn about, each first as often as the other, so that what else the machine does
falls on both alike; a figure is the median of the ratios of the pairs, with the middle half of them
as its spread. Seconds are a processor's where work is computing, and the clock's where it waits
for disks or for other processes.
"""

from __future__ import annotations

import gc
import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Literal, NamedTuple

try:
    import resource
except ImportError:  # Windows
    CHILDREN: int | None = None
else:
    CHILDREN = resource.RUSAGE_CHILDREN

Work = Callable[[], object]
By = Literal["processor", "clock"]
Scale = Literal["quick", "usual", "long"]
MB = 2**20
BLOCK = 100
"""Pairs a percentile is taken of."""

ROUNDS = 15
"""Of the same work against itself, which shows the machine's noise."""


class MissingPeer(Exception):
    """A peer cannot run here; the reason is its message."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured, in which folder, and where peers stay from one run to the next."""

    scale: Scale
    scratch: Path
    peers: Path

    def times(self, quick: int, usual: int, long: int) -> int:
        """The number for this scale."""
        return {"quick": quick, "usual": usual, "long": long}[self.scale]


class Took(NamedTuple):
    """Seconds by the clock, and of processors: this process and the children it waited for."""

    clock: float
    processor: float


class Memory(NamedTuple):
    """Bytes held at most while a work was done, and by how much that is more than before it."""

    most: int
    more: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: ``ours`` and ``floor`` in ``unit``, and their ratio.

    ``low`` and ``high`` bound the middle half of the ratios of all ``pairs``. ``floor_is`` names
    what ours is held against. ``wanted`` is what the ratio has to keep to, ``wanted_ours`` what
    ours has to; where ``more`` is better, both are the least.
    """

    what: str
    floor_is: str
    ours: float
    floor: float
    unit: str
    ratio: float
    low: float
    high: float
    pairs: int
    by: By | Literal[""] = ""
    memory: Memory | None = None
    floor_memory: Memory | None = None
    wanted: float | None = None
    wanted_ours: float | None = None
    more: bool = False

    @property
    def name(self) -> str:
        """What it is known by, in every run."""
        return f"{self.what} ÷ {self.floor_is}"


@dataclass(frozen=True, slots=True)
class Missing:
    """A line that could not be measured, and why."""

    what: str
    why: str


Line = Figure | Missing


def once(
    what: str,
    floor_is: str,
    ours: float,
    floor: float,
    by: By | Literal[""] = "",
    *,
    unit: str = "s",
    wanted: float | None = None,
    wanted_ours: float | None = None,
    more: bool = False,
    held: tuple[Memory | None, Memory | None] = (None, None),
) -> Figure:
    """A figure of two values, each measured one time or a median already."""
    ratio = ours / floor if floor else float(ours != floor)
    spread = (ratio, ratio, ratio, 1)
    return Figure(what, floor_is, ours, floor, unit, *spread, by, *held, wanted, wanted_ours, more)


class Pairs(NamedTuple):
    """What ours and the floor took, turn by turn, and the memory they held."""

    ours: list[Took]
    floor: list[Took]
    memory: Memory | None = None
    floor_memory: Memory | None = None

    def figure(
        self,
        what: str,
        floor_is: str,
        by: By = "processor",
        *,
        each: int = 1,
        wanted: float | None = None,
        wanted_ours: float | None = None,
    ) -> Figure:
        """Seconds for one of ``each`` things that were done at a time."""
        ours = [getattr(one, by) for one in self.ours]
        floor = [getattr(one, by) for one in self.floor]
        low, middle, high = spread([a / max(b, 1e-9) for a, b in zip(ours, floor, strict=True)])
        return Figure(
            what,
            floor_is,
            median(ours) / each,
            median(floor) / each,
            "s",
            middle,
            low,
            high,
            len(ours),
            by,
            self.memory,
            self.floor_memory,
            wanted,
            wanted_ours,
        )

    def percentile(
        self,
        what: str,
        floor_is: str,
        share: float,
        by: By,
        *,
        wanted_ours: float | None = None,
    ) -> Figure:
        """That percentile of each :data:`BLOCK` of pairs; the middle block counts."""

        def of(took: list[Took]) -> list[float]:
            times = [getattr(one, by) for one in took]
            blocks = [sorted(times[at : at + BLOCK]) for at in range(0, len(times), BLOCK)]
            return [block[min(len(block) - 1, int(len(block) * share))] for block in blocks]

        blocks = Pairs(
            [Took(one, one) for one in of(self.ours)],
            [Took(one, one) for one in of(self.floor)],
            self.memory,
            self.floor_memory,
        )
        return blocks.figure(what, floor_is, by, wanted_ours=wanted_ours)


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """The lower quartile, the median and the upper quartile."""
    if len(values) == 1:
        return values[0], values[0], values[0]
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high


def busy() -> float:
    """Seconds of processors this process and the children it waited for have had."""
    if CHILDREN is None:
        return time.process_time()
    children = resource.getrusage(CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Work) -> Took:
    """What one work takes."""
    began, worked = time.perf_counter(), busy()
    work()
    return Took(time.perf_counter() - began, busy() - worked)


def in_turn(ours: Work, floor: Work, times: int) -> Pairs:
    """Both works so often, turn about; each is done once before, for its memory and to warm up."""
    memory, floor_memory = held_by(ours), held_by(floor)
    pairs = Pairs([], [], memory, floor_memory)
    for number in range(times):
        sides = [(ours, pairs.ours), (floor, pairs.floor)]
        for work, took in reversed(sides) if number % 2 else sides:
            took.append(timed(work))
    return pairs


def held_by(work: Work) -> Memory | None:
    """Do ``work`` and say the memory it takes; None where the system does not tell."""
    gc.collect()
    try:
        # The peak counts from here. Not opened to create it: the system has it or not.
        with Path("/proc/self/clear_refs").open("r+") as marks:
            marks.write("5")
    except OSError:
        work()
        return None
    before = memory_now("VmRSS")
    work()
    most = memory_now("VmHWM")
    return Memory(most, max(0, most - before))


def memory_now(what: Literal["VmRSS", "VmHWM"]) -> int:
    """Bytes this process holds, or has held at most; 0 where the system does not tell."""
    told = Path("/proc/self/status")
    lines = told.read_text("ascii").splitlines() if told.exists() else []
    found = [int(line.split()[1]) * 1024 for line in lines if line.startswith(what)]
    return found[0] if found else 0


class Noise(NamedTuple):
    """How far the same work was from itself, and the share of the clock it had a processor.

    The first two are half the width of the middle half of its ratios, by either way of counting.
    """

    processor: float
    clock: float
    had: float


def noise() -> Noise:
    """The machine's noise at this moment."""
    data = bytes(range(256)) * 4096

    def work() -> None:
        for _ in range(8):
            hashlib.sha256(data).digest()
        sum(number * number for number in range(60_000))

    pairs = in_turn(work, work, ROUNDS)
    both = [pairs.figure("", "", by) for by in ("processor", "clock")]
    took = [*pairs.ours, *pairs.floor]
    had = sum(one.processor for one in took) / sum(one.clock for one in took)
    processor, clock = ((one.high - one.low) / 2 for one in both)
    return Noise(processor, clock, min(1.0, had))
