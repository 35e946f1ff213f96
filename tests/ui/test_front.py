"""One window for one library: a second start, a killed first one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.safety.front import Front

ASKS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.ui.safety.front import Front
app = QApplication(sys.argv)
print(Front(Path(sys.argv[1])).ask_other(), flush=True)
"""
WAITS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop.ui.safety.front import Front
app = QApplication(sys.argv)
front = Front(Path(sys.argv[1]))
front.wait_for_others()
print("waiting", flush=True)
app.exec()
"""
ROOT = Path(__file__).parent.parent.parent


def process(source: str, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", source, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def said(running: subprocess.Popen[str]) -> str:
    assert running.stdout is not None
    with running:
        return running.stdout.read().strip()


def test_alone_nobody_answers(qapp: QApplication, tmp_path: Path) -> None:
    assert Front(tmp_path).ask_other() == "none"


def test_a_second_start_brings_the_first_forward(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Front(tmp_path)
    first.wait_for_others()
    with qtbot.waitSignal(first.asked, timeout=15_000):
        second = process(ASKS, tmp_path)
    assert said(second) == "shown"
    first.close()


def test_another_library_is_another_window(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first = Front(tmp_path / "a")
    first.wait_for_others()
    assert first.name != Front(tmp_path / "b").name
    assert str(tmp_path) not in first.name
    first.close()


def test_noise_is_no_wish(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    first = Front(tmp_path)
    first.wait_for_others()
    heard: list[bool] = []
    first.asked.connect(lambda: heard.append(True))
    socket = QLocalSocket()
    socket.connectToServer(first.name)
    assert socket.waitForConnected(3000)
    socket.write(b"x" * 100_000)
    qtbot.waitUntil(
        lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=15_000
    )
    assert heard == []
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_after_a_kill_the_next_start_just_works(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    killed = process(WAITS, tmp_path)
    assert killed.stdout is not None
    assert killed.stdout.readline().strip() == "waiting"
    os.kill(killed.pid, signal.SIGKILL)
    said(killed)
    next_one = Front(tmp_path)
    assert next_one.ask_other() == "none"
    next_one.wait_for_others()
    with qtbot.waitSignal(next_one.asked, timeout=15_000):
        third = process(ASKS, tmp_path)
    assert said(third) == "shown"
    next_one.close()
