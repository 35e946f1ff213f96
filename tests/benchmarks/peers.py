"""Where the peers live: each in an environment of its own, installed from the usual registry.

The folder outlives a run, so that a peer is installed once. What no registry of Python's has
(Tesseract, LibreOffice) is the system's; whoever lacks it is told its package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measuring import MissingPeer

INSTALLING = 900  # seconds
SYSTEM = {
    "soffice": "libreoffice-writer",
    "tesseract": "tesseract-ocr tesseract-ocr-chi-sim",
}
"""Debian's package of each program."""


def folder() -> Path:
    """Where peers stay unless another place is named."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "zhicheng-benchmarks"


def python_with(home: Path, module: str, packages: Sequence[str]) -> Path:
    """The interpreter of the environment in ``home`` that has ``module``, made where it has not."""
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        venv.create(home, with_pip=True)
    probe = [str(python), "-c", f"import {module}"]
    if subprocess.run(probe, capture_output=True, check=False).returncode:
        command = [str(python), "-m", "pip", "install", "--quiet", *packages]
        try:
            made = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=INSTALLING
            )
        except subprocess.TimeoutExpired as slow:
            raise MissingPeer(f"{module} was not installed within {INSTALLING} s") from slow
        if made.returncode:
            raise MissingPeer(f"{module} could not be installed: {made.stderr.strip()[-300:]}")
    return python


def program(name: str) -> str:
    """The path of a program of the system's."""
    found = shutil.which(name)
    if found is None:
        raise MissingPeer(f"no {name} here (Debian: {SYSTEM[name]})")
    return found
