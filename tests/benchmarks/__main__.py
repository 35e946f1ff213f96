"""All benchmarks: ``python -m tests.benchmarks [PART …] [--quick | --long] [--record]``.

Every figure is held against a peer or a floor measured beside it in the same run, and against
``RESULTS.md``, where ``--record`` puts what was measured. ``--quick`` takes a minute or two and is
for looking, ``--long`` adds batches of a thousand, Presidio, the other typesetters and the hands'
work. Each part has a process of its own. Peers are installed once, into ``--peers``.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import get_args

from pydantic import TypeAdapter

from tests.benchmarks import peers, record
from tests.benchmarks.measuring import Line, Missing, Noise, Plan, Scale, noise
from tests.benchmarks.record import RESULTS, Report

PARTS = {
    "start": "double-click to the first paint",
    "keystrokes": "a key to the repainted checklist",
    "checks": "check() a case and a rule",
    "papers": "one set of documents",
    "batch": "many people's packets",
    "masking": "finding what to cover",
    "intake": "scans taken in",
    "library": "the table of all applicants",
    "saving": "an edit until it is durable",
    "backup": "a backup, read back",
    "effort": "clicks and keys from empty to the platform",
    "composer": "line ends, beside other typesetters",
}
"""Each part is the module of that name; it has ``measure(plan)``, which gives its lines."""

BY_NAME = ("effort", "composer")
"""Only where it is named, or in the long run."""

_REPORT = TypeAdapter(Report)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, say the table, record it where asked; 1 where a part did not come to its end."""
    asked = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}")
    scale = asked.add_mutually_exclusive_group()
    for name in ("quick", "long"):
        scale.add_argument(f"--{name}", dest="scale", action="store_const", const=name)
    asked.add_argument("--record", action="store_true", help=f"into {RESULTS.name}")
    asked.add_argument("--peers", type=Path, default=peers.folder())
    asked.add_argument("--report", type=Path, help=argparse.SUPPRESS)
    asked.set_defaults(scale="usual")
    chosen = asked.parse_args(arguments)
    if unknown := set(chosen.parts) - set(PARTS):
        asked.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    assert chosen.scale in get_args(Scale)
    if chosen.report:
        _be_part(chosen.parts[0], chosen.scale, chosen.peers, chosen.report)
        return 0
    wanted = chosen.parts or [p for p in PARTS if chosen.scale == "long" or p not in BY_NAME]
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    before, stamp = record.recorded(text), record.stamp(datetime.now(UTC))
    _say(f"{stamp}\n")
    whole = True
    for part in wanted:
        report = _measured(part, chosen.scale, chosen.peers)
        if report is None:
            whole = False
            continue
        table = record.section(report, chosen.scale, before.get(part, {}))
        _say(f"## {part}: {PARTS[part]}\n\n{table}")
        if chosen.record:  # part by part: a run that is broken off keeps what it has
            text = record.merged(text, {part: f"{stamp} {table}"}, PARTS)
            RESULTS.write_text(text, "utf-8")
    return 0 if whole else 1


def _measured(part: str, scale: Scale, kept: Path) -> Report | None:
    """What a part came to in a process of its own; None where it broke off, which it has said."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "tests.benchmarks", part, "--peers", str(kept)]
        command += [] if scale == "usual" else [f"--{scale}"]
        variables = {"QT_QPA_PLATFORM": "offscreen"} | os.environ
        subprocess.run([*command, "--report", str(report)], check=False, env=variables)
        if report.exists():
            return _REPORT.validate_json(report.read_bytes())
    _say(f"## {part}: did not come to its end\n")
    return None


def _be_part(part: str, scale: Scale, kept: Path, report: Path) -> None:
    """Measure one part and leave its report."""
    began = time.monotonic()
    first = noise()
    with tempfile.TemporaryDirectory() as folder:
        lines = tuple(_lines(part, Plan(scale, Path(folder), kept)))
    last = noise()
    worse = (max(first.processor, last.processor), max(first.clock, last.clock))
    done = Report(part, lines, Noise(*worse, min(first.had, last.had)), time.monotonic() - began)
    report.write_bytes(_REPORT.dump_json(done))


def _lines(part: str, plan: Plan) -> Iterator[Line]:
    for line in import_module(f"tests.benchmarks.{part}").measure(plan):
        known = "missing" if isinstance(line, Missing) else record.number(line.ratio)
        sys.stderr.write(f"{part}: {line.what}: {known}\n")
        yield line


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
