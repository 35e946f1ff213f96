"""The program tells nobody anything, and neither do the libraries it reads scans with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

READS = """
import socket, sys
tried = []
def audit(event, _arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        tried.append(event)
sys.addaudithook(audit)
import numpy as np
from desktop.imaging.reading import Reader
Reader().read(np.full((200, 400, 3), 255, np.uint8))
assert "onnxruntime" in sys.modules
assert not tried, tried
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there the folders are not told so")
def test_reading_a_scan_leaves_nothing_in_the_persons_folders(tmp_path: Path) -> None:
    places = {"HOME": tmp_path / "home", "TMPDIR": tmp_path / "tmp"}
    for folder in places.values():
        folder.mkdir()
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("XDG_", "ORT_")) and name not in ("TMP", "TEMP")
    }
    ran = subprocess.run(
        [sys.executable, "-c", READS],
        cwd=ROOT,
        env={**kept, **{name: str(folder) for name, folder in places.items()}},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    left = [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()]
    assert left == []
