"""What a part came to, as a table; and ``RESULTS.md``, where the table of record stands."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.benchmarks.measuring import MB, Figure, Line, Missing, Noise, Scale

RESULTS = Path(__file__).with_name("RESULTS.md")
SLOWER = 1.2
"""So many times the recorded ratio is shown as slower."""

HEADS = (
    "what ÷ what it is held against",
    "ours",
    "the other",
    "ratio",
    "middle half",
    "to the record",
    "memory",
)
PACKAGES = "PySide6-Essentials pydantic reportlab pillow sqlcipher3 onnxruntime opencv-python"
PREAMBLE = """# Benchmarks

Written by `python -m tests.benchmarks --record`; the same without `--record` measures anew and says
what is slower. A ratio is ours divided by what it is held against, measured in turn on the same
machine: the median of all pairs, and the middle half of them. *To the record* is that ratio divided
by the one recorded before (inverted where more is better); from 1.2 on it is called slower. Memory
is the most the process held, in brackets what the work itself added, and what the other one did.
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What one part came to, how noisy the machine was meanwhile, and how long it took."""

    part: str
    lines: tuple[Line, ...]
    noise: Noise
    seconds: float


def recorded(text: str) -> dict[str, dict[str, float]]:
    """Part → what was measured → its ratio, as a results file has them."""
    return {
        part: {
            cells[0]: float(cells[3])
            for cells in (_cells(line) for line in section.splitlines() if line.startswith("|"))
            if len(cells) == len(HEADS) and re.fullmatch(r"[\d.]+", cells[3])
        }
        for part, section in sections(text).items()
    }


def sections(text: str) -> dict[str, str]:
    """The sections of a results file by the part they are of."""
    found = re.split(r"^## (\S+)\n", text, flags=re.MULTILINE)
    return dict(zip(found[1::2], found[2::2], strict=True))


def merged(text: str, new: Mapping[str, str], order: Iterable[str]) -> str:
    """The results file with those sections in place of the older ones."""
    kept = sections(text) | dict(new)
    known = [part for part in order if part in kept]
    return PREAMBLE + "".join(f"\n## {part}\n\n{kept[part].strip()}\n" for part in known)


def section(report: Report, scale: Scale, before: Mapping[str, float]) -> str:
    """A part's table, with the machine's noise, held against the ratios ``before``."""
    noise = report.noise
    head = (
        f"{report.seconds:.0f} s at scale “{scale}”; the same work beside itself differed by "
        f"{noise.processor:.1%} (processor) and {noise.clock:.1%} (clock), and had a processor for "
        f"{noise.had:.0%} of the clock."
    )
    rows = [HEADS, ("---",) * len(HEADS)]
    rows += [_row(line, before) for line in report.lines]
    return "\n".join([head, "", *(f"| {' | '.join(row)} |" for row in rows)]) + "\n"


def stamp(at: datetime) -> str:
    """When and where it was measured: date, commit, machine, versions."""
    asked = ["git", "-C", str(RESULTS.parent), "describe", "--always", "--dirty"]
    try:
        told = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        told = ""
    commit = f", commit {told}" if told else ""
    versions = [f"Python {platform.python_version()}", *map(_version, PACKAGES.split())]
    return (
        f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC{commit}; {_machine()}; "
        f"{', '.join(filter(None, versions))}."
    )


def slower(figure: Figure, before: Mapping[str, float]) -> float:
    """How many times worse the ratio is than the recorded one; 0 where none was recorded."""
    old = before.get(figure.name, 0.0)
    new, old = (old, figure.ratio) if figure.more else (figure.ratio, old)
    return new / old if old else 0.0


def _row(line: Line, before: Mapping[str, float]) -> tuple[str, ...]:
    if isinstance(line, Missing):
        why = " ".join(line.why.replace("|", "/").split())
        return (line.what, "not measured", why, "", "", "", "")
    change = slower(line, before)
    compared = f"{change:.2f}" if change else "new"
    if change >= SLOWER:
        within = line.low <= before[line.name] <= line.high
        compared = f"**slower: {change:.2f}**{' (within the spread)' if within else ''}"
    pairs = f"{number(line.low)}–{number(line.high)} of {line.pairs}" if line.pairs > 1 else "once"
    return (
        line.name,
        amount(line.ours, line.unit) + _kept(line.ours, line.wanted_ours, line),
        amount(line.floor, line.unit),
        number(line.ratio),
        f"{pairs}{', ' if line.by else ''}{line.by}{_kept(line.ratio, line.wanted, line)}",
        compared,
        _memory(line),
    )


def _kept(value: float, wanted: float | None, line: Figure) -> str:
    """What was wanted, and whether it is kept."""
    if wanted is None:
        return ""
    kept = value >= wanted if line.more else value <= wanted
    bound = amount(wanted, line.unit) if wanted == line.wanted_ours else number(wanted)
    said = f"{'≥' if line.more else '≤'} {bound}"
    return f" ({said})" if kept else f" (**not {said}**)"


def number(value: float) -> str:
    """A ratio, with three digits that count."""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def amount(value: float, unit: str) -> str:
    """A value in the unit that gives it a readable number."""
    if unit != "s":
        return f"{number(value)} {unit}".strip()
    for factor, name in ((1.0, "s"), (1e3, "ms")):
        if value * factor >= 1:
            return f"{number(value * factor)} {name}"
    return f"{number(value * 1e6)} µs"


def _memory(line: Figure) -> str:
    if line.memory is None:
        return ""
    other = line.floor_memory
    beside = f"; {other.most / MB:.0f} MB (+{other.more / MB:.1f})" if other else ""
    return f"{line.memory.most / MB:.0f} MB (+{line.memory.more / MB:.1f}){beside}"


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _machine() -> str:
    model, memory = platform.processor(), ""
    known = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    if all(path.exists() for path in known):
        texts = [path.read_text("utf-8") for path in known]
        model = (re.findall(r"^model name\s*: (.*)$", texts[0], re.MULTILINE) or [model])[0]
        kilobytes = re.findall(r"^MemTotal:\s*(\d+)", texts[1], re.MULTILINE)
        memory = f", {int(kilobytes[0]) / MB:.0f} GB" if kilobytes else ""
    system = " ".join((platform.system(), *platform.libc_ver())).strip()
    return f"{model or platform.machine()} × {os.cpu_count()}{memory}, {system}"
