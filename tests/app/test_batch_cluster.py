"""A batch on a Dask cluster: scheduler and workers as processes of their own on this machine."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.app.batch import crew as batch_crew
from desktop.app.batch import run as batch
from desktop.errors import UserError
from tests.app.batching import Made, driven, here, ordered, tree
from tests.cli.commands import ROOT

pytest.importorskip("distributed")

TCP = re.compile(r"tcp://127\.0\.0\.1:\d+")


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._logs = scratch / "logs"
        self._logs.mkdir()
        self.scheduler = self._start(
            "scheduler", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"
        )
        self.address = self._said("scheduler", TCP)
        self.workers = [self._worker(str(number)) for number in range(2)]

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()

    def _worker(self, name: str) -> "subprocess.Popen[bytes]":
        words = (self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
        place = ("--local-directory", str(self._scratch / name), "--host", "127.0.0.1")
        started = self._start(name, "distributed.cli.dask_worker", *words, *place)
        self._said(name, re.compile("Starting established connection"))
        return started

    def _start(self, name: str, module: str, *words: str) -> "subprocess.Popen[bytes]":
        host = ("--host", "127.0.0.1") if "scheduler" in module else ()
        with (self._logs / name).open("wb") as log:
            return subprocess.Popen(
                [sys.executable, "-m", module, *words, *host],
                cwd=ROOT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                stdout=log,
                stderr=log,
            )

    def _said(self, name: str, pattern: "re.Pattern[str]") -> str:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            if told := pattern.search((self._logs / name).read_text()):
                return told[0]
            time.sleep(0.05)
        raise AssertionError((self._logs / name).read_text())


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    made = Cluster(tmp_path)
    yield made
    made.end()


@pytest.mark.skipif(sys.platform == "win32", reason="there processes end otherwise")
def test_one_of_two_workers_killed_halfway(cluster: Cluster, tmp_path: Path) -> None:
    crew = batch_crew.cluster(cluster.address)
    assert crew.workers == 2
    run = batch.start(Made(), ordered(tmp_path / "out", 8), crew)
    killed = False
    while run.advance(0.2):
        if not killed and run.progress.done >= 3:
            cluster.workers[0].send_signal(signal.SIGKILL)
            killed = True
    assert killed
    assert run.failures == ()
    assert run.stopped is None
    driven(batch.start(Made(), ordered(tmp_path / "alone", 8), here()))
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")


def test_a_cluster_that_goes_away_stops_it(cluster: Cluster, tmp_path: Path) -> None:
    run = batch.start(Made(), ordered(tmp_path / "out", 8), batch_crew.cluster(cluster.address))
    while not run.progress.done:
        assert run.advance(5)
    cluster.end()
    driven(run)
    assert run.stopped is not None
    assert "连不上" in run.stopped.happened
    driven(batch.start(Made(), ordered(tmp_path / "out", 8), here()))
    driven(batch.start(Made(), ordered(tmp_path / "alone", 8), here()))
    assert tree(tmp_path / "out") == tree(tmp_path / "alone")


def test_nobody_at_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch_crew, "PATIENCE", 1)
    with pytest.raises(UserError, match="连不上"):
        batch_crew.cluster("tcp://127.0.0.1:9")
    with pytest.raises(UserError, match="连不上"):
        batch_crew.cluster("没有这样的地址")
