"""What every test stands on: no screen, no home of a real person, no local time to lean on."""

import itertools
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.storage import passphrases
from tests.slow import SLOW

# Before Qt is imported anywhere. A real window is opened by a child process (`x_display`).
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# While tests are collected too: packs that somebody has added are no matter of theirs. It goes
# with the process.
_COLLECTING = tempfile.TemporaryDirectory(prefix="zhicheng-tests-", ignore_cleanup_errors=True)
os.environ["ZHICHENG_HOME"] = _COLLECTING.name
# Pages look alike on every computer, whatever fonts somebody has; tests of those name their own.
os.environ["ZHICHENG_FONTS"] = "bundled"
# Tests start hundreds of processes of ours: none of them shall compile the program anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
# Begun in the background of a shell this process, and every program it starts, would be deaf to it.
signal.signal(signal.SIGINT, signal.default_int_handler)
# Laptops in Xinjiang are often set so; whoever takes local time for Beijing time is two hours off.
os.environ["TZ"] = "Asia/Urumqi"
if sys.platform != "win32":
    time.tzset()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What `tests/slow.py` names is marked so, before anybody chooses by marks."""
    for item in items:
        name, _, _parameters = item.nodeid.partition("[")
        module, _, _test = name.partition("::")
        if not SLOW.isdisjoint((name, module)):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A new folder each time: for ten thousand of them `mktemp` looks through all there are."""
    place = tmp_path_factory.mktemp("homes")
    return (place / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def own_home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user folder of this test alone: none ever reads or writes the one of whoever runs it."""
    home = next(homes)
    home.mkdir()
    monkeypatch.setenv("ZHICHENG_HOME", str(home))
    return home


@pytest.fixture(scope="session", autouse=True)
def costs() -> Iterator[dict[str, int]]:
    """A guess at a passphrase costs nothing in this process; the costs of the program.

    They are slow on purpose, a quarter of a second a time, and change nothing about what opens
    and what does not. Child processes and :func:`full_costs` pay them.
    """
    with pytest.MonkeyPatch.context() as patch:
        full = passphrases.COSTS
        patch.setattr(passphrases, "COSTS", {"memory_kib": 64, "passes": 1, "lanes": 1})
        yield full


@pytest.fixture
def full_costs(costs: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Passphrases cost in this test what they cost whoever uses the program."""
    monkeypatch.setattr(passphrases, "COSTS", costs)
    return costs


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """The name of an X display of 1366×768, the size of the laptops the windows are made for.

    For child processes: Qt chooses its platform once a process, and in this one it is offscreen.
    """
    server = shutil.which("Xvfb")
    if server is None:
        pytest.skip("Xvfb is not installed")
    command = [server, "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        # It writes the number of the display it found free once it is ready to be asked.
        number = running.stdout.readline().strip()
        assert number, "Xvfb ended without opening a display"
        yield f":{number}"
        running.terminate()


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice without a window, to see a DOCX as another program does."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    return program
