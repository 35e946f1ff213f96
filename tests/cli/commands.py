"""The commands as somebody types them, in a process of their own or in this one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop import paths

ROOT = Path(__file__).parents[2]
SAMPLE = paths.resources() / "samples" / "BM24"
AT = ("--at", "2024-07-24T17:30")

Run = subprocess.CompletedProcess[str]
Command = Callable[..., Run]
Change = Callable[[Callable[[dict[str, Any]], None]], Path]


def process(*arguments: object, **environment: str) -> Run:
    """The program in a process of its own, as the terminal starts it."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def findings(run: Run) -> dict[str, dict[str, Any]]:
    return {finding["rule"]: finding for finding in json.loads(run.stdout)["findings"]}
