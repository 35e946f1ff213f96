"""When the vault locks itself, and what must stay neither in the clipboard nor in a dump."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.app.safety.locking import CHOICES, IdleClock, holds_id_number

ROOT = Path(__file__).parents[2]


class Clocks:
    """The two clocks of a computer."""

    def __init__(self) -> None:
        self.steady = 100.0
        self.wall = datetime(2024, 7, 20, 1, 30, tzinfo=UTC)

    def pass_by(self, minutes: float) -> None:
        self.steady += minutes * 60
        self.wall += timedelta(minutes=minutes)


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


def idle(clocks: Clocks, minutes: int = 15) -> IdleClock:
    return IdleClock(minutes, lambda: clocks.steady, lambda: clocks.wall)


def test_it_is_due_after_the_minutes_and_not_before(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.pass_by(14.9)
    assert not clock.due()
    clocks.pass_by(0.1)
    assert clock.due()


def test_whoever_is_there_starts_it_anew(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.pass_by(14)
    clock.touched()
    clocks.pass_by(14)
    assert not clock.due()


def test_never_is_never(clocks: Clocks) -> None:
    clock = idle(clocks, 0)
    clocks.pass_by(100_000)
    assert not clock.due()


def test_a_laptop_that_slept_is_locked(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.wall += timedelta(hours=8)  # the steady clock stood still
    assert clock.due()


def test_a_clock_set_back_does_not_keep_it_open(clocks: Clocks) -> None:
    clock = idle(clocks)
    clocks.wall -= timedelta(days=400)
    clocks.steady += 15 * 60
    assert clock.due()


def test_the_choices_are_those_of_the_settings() -> None:
    assert sorted(CHOICES) == [0, 5, 15, 30, 60]


@pytest.mark.parametrize(
    "text, held",
    [
        ("659901198803121238", True),
        ("身份证号：659901 19880312 123X。", True),
        ("６５９９０１１９８８０３１２１２３８", True),
        ("659901880312123", True),
        ("", False),
        ("13999990000", False),
        ("统一社会信用代码 91659001MA77ABCD1X", False),
        ("工作总结，共 2 300 字。", False),
        ("6599011988031212380000", False),
    ],
)
def test_what_holds_an_id_number(text: str, held: bool) -> None:
    assert holds_id_number(text) is held


CRASH = """
import os, resource
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
from desktop.app.safety.locking import leave_no_dump
leave_no_dump()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], flush=True)
filter = "/proc/self/coredump_filter"
print(int(open(filter).read(), 16) if os.path.exists(filter) else 0, flush=True)
os.abort()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no dump is written there")
def test_a_crash_leaves_no_dump(tmp_path: Path) -> None:
    crash = subprocess.run(
        [sys.executable, "-c", CRASH],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert crash.returncode == -signal.SIGABRT
    assert crash.stdout.split() == ["0", "0"]
    assert not any(tmp_path.iterdir())
