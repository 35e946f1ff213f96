"""The program itself, started twice and killed, in real windows."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app.safety.door import Door
from desktop.ui.safety.front import Front

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def environment(x_display: str, tmp_path: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k != "QT_QPA_PLATFORM"}
    return kept | {
        "DISPLAY": x_display,
        "ZHICHENG_HOME": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
    }


@pytest.fixture
def started(environment: dict[str, str]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The programs started by the test; none is left."""
    running: list[subprocess.Popen[bytes]] = []
    yield running
    for one in running:
        with one:
            one.kill()


@pytest.mark.xvfb
def test_started_again_and_after_a_kill(
    qapp: QApplication,
    qtbot: QtBot,
    environment: dict[str, str],
    started: list[subprocess.Popen[bytes]],
    tmp_path: Path,
) -> None:
    Door(tmp_path).begin("a passphrase in spring", in_keyring=False)
    command = [sys.executable, "-m", "desktop"]

    def answers() -> bool:
        return Front(tmp_path).ask_other() == "shown"

    started.append(subprocess.Popen(command, cwd=ROOT, env=environment))
    qtbot.waitUntil(answers, timeout=60_000)
    # The second one leaves to the first, which is in front now.
    second = subprocess.run(command, cwd=ROOT, env=environment, timeout=60, check=False)
    assert second.returncode == 0
    assert started[0].poll() is None
    started[0].send_signal(signal.SIGKILL)
    started[0].wait()
    assert Front(tmp_path).ask_other() == "none"
    started.append(subprocess.Popen(command, cwd=ROOT, env=environment))
    qtbot.waitUntil(answers, timeout=60_000)
