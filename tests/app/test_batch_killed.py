"""Workers and whole batches killed at any moment: every packet whole, and once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.app.batch import crew as batch_crew
from desktop.app.batch import run as batch
from desktop.app.batch.ledger import NAME
from desktop.app.batch.place import WORK
from desktop.storage.casefile import write_case_file
from tests.app.batching import (
    Made,
    driven,
    here,
    ordered,
    the_sample,
    tree,
    under,
    work_and_die,
    work_or_die,
)
from tests.cli.commands import AT, ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there processes end otherwise")

COUNT = int(os.environ.get("ZHICHENG_BATCH", "4"))
"""People of the batches that are killed; 1000 for the long form."""


def children_of(pid: int) -> set[int]:
    run = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False
    )
    return {int(line) for line in run.stdout.split()}


def workers() -> set[int]:
    """The processes of pools in this process, not those that open foreign files."""
    found = set()
    for pid in children_of(os.getpid()):
        command = Path(f"/proc/{pid}/cmdline")
        if command.exists() and b"spawn_main" in command.read_bytes():
            found.add(pid)
    return found


def gone(pids: set[int], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def undisturbed(folder: Path, count: int) -> dict[str, str]:
    driven(batch.start(Made(), ordered(folder, count), here()))
    return tree(folder)


def test_a_killed_worker_costs_nobody_a_packet(tmp_path: Path) -> None:
    run = batch.start(Made(), ordered(tmp_path / "killed", 6), batch_crew.processes(2))
    killed: set[int] = set()
    while run.advance(0.2):
        # For a moment there are none: the others were let go when the first was missed.
        if len(killed) < 2 and run.progress.done > len(killed) and (left := workers() - killed):
            victim = random.choice(sorted(left))  # noqa: S311
            os.kill(victim, signal.SIGKILL)
            killed.add(victim)
    assert killed
    assert run.failures == ()
    assert tree(tmp_path / "killed") == undisturbed(tmp_path / "whole", 6)


def test_a_case_that_kills_its_workers_fails_alone(tmp_path: Path) -> None:
    crew = under(batch_crew.processes(2), work_or_die)
    run = driven(batch.start(Made(), ordered(tmp_path, 6), crew))
    assert [f.case_id for f in run.failures] == ["3"]
    assert run.progress.done == 5


def test_what_a_killed_worker_had_written_goes(tmp_path: Path) -> None:
    crew = under(batch_crew.processes(2), work_and_die)
    run = batch.start(Made(), ordered(tmp_path / "killed", 5), crew)
    while run.advance(0.2):
        if run.failures:
            left = {path.name for path in (tmp_path / "killed" / WORK).iterdir()}
            # Beside the lock only what those now at work write.
            assert len(left - {"lock"}) <= crew.workers
    assert [f.case_id for f in run.failures] == ["3"]
    assert {path.name[:3] for path in shown(tmp_path / "killed")} == {"001", "002", "003", "005"}
    assert not (tmp_path / "killed" / WORK).exists()


def test_a_cancelled_batch_leaves_no_process(tmp_path: Path) -> None:
    before = workers()
    run = batch.start(Made(), ordered(tmp_path, 6), batch_crew.processes(2))
    while not run.progress.done:
        assert run.advance(5)
    begun = workers() - before
    assert begun
    run.cancel()
    assert gone(begun)
    assert not (tmp_path / WORK).exists()


# ------------------------------------------------------------------ the whole program killed


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Case files of as many people, each with two attachments."""
    folder = tmp_path_factory.mktemp("people")
    made = Made()
    for number in range(COUNT):
        case = made.case(str(number))
        person = case.person.model_copy(update={"id_no": ""})
        own = case.model_copy(update={"person": person})
        write_case_file(folder / f"{number:04}.json", own, the_sample().brought.file_of)
    return folder


def started(people: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "desktop", "batch", people, "--out", out]
    command += ["--make", "报告", "材料包", *AT]
    return subprocess.Popen(
        list(map(str, command)), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


@pytest.fixture(scope="module")
def whole(people: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What an undisturbed batch leaves."""
    out = tmp_path_factory.mktemp("whole") / "out"
    assert started(people, out).wait() in (0, 1)
    return tree(out)


def shown(out: Path) -> list[Path]:
    return sorted(out.glob("[0-9]*"))


def until(run: subprocess.Popen[bytes], out: Path, count: int) -> None:
    """Wait until so many people's folders are there."""
    end = time.monotonic() + 60 + COUNT
    while len(shown(out)) < count and run.poll() is None:
        assert time.monotonic() < end
        time.sleep(0.01)


@pytest.mark.parametrize("share", [0.0, 0.4, 0.8])
def test_killed_and_begun_again_it_makes_the_same(
    people: Path, whole: dict[str, str], tmp_path: Path, share: float
) -> None:
    out = tmp_path / "out"
    run = started(people, out)
    until(run, out, int(COUNT * share))
    time.sleep(random.random())  # noqa: S311
    begun = children_of(run.pid)
    run.kill()
    run.wait()
    assert gone(begun), "workers outlive the program"
    for folder in shown(out):
        there = {path: digest for path, digest in whole.items() if path.startswith(folder.name)}
        assert {f"{folder.name}/{path}": digest for path, digest in tree(folder).items()} | {
            folder.name: ""
        } == there
    assert started(people, out).wait() in (0, 1)
    assert tree(out) == whole


def test_interrupted_it_leaves_no_debris(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = started(people, out)
    until(run, out, 1)
    begun = children_of(run.pid)
    run.send_signal(signal.SIGINT)
    assert run.wait(30) == 130
    assert gone(begun)
    names = {path.name for path in out.iterdir()}
    assert {name for name in names if name.startswith(".")} == {NAME}
    assert len(names) > 1


def test_an_order_made_twice_at_once_is_made_once(people: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = started(people, out)
    while not (out / WORK / "lock").exists():
        time.sleep(0.05)
    assert started(people, out).wait() == 2
    assert first.wait() in (0, 1)
