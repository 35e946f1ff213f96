"""Who does the work of a batch: processes of this computer, or a cluster of several.

Any :class:`concurrent.futures.Executor` will do; a :class:`Crew` says how to get one, how many
jobs it does at a time, and how it is let go at once.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from desktop.app.safety.locking import leave_no_dump
from desktop.errors import UserError
from desktop.language import tr

_MOST = 61
"""Windows waits for no more processes than these at once."""


def _let_go(executor: Executor) -> None:
    executor.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class Crew:
    """``workers`` do a job each at a time; ``hire`` gets them, ``dismiss`` ends what they do.

    With ``same_disk`` they write what they make into the batch's folder themselves.
    """

    workers: int
    hire: Callable[[], Executor]
    dismiss: Callable[[Executor], None] = _let_go
    same_disk: bool = False


def processes(workers: int | None = None) -> Crew:
    """As many processes of this computer; one a processor where nobody says."""
    wanted = workers or _processors()
    most = max(1, min(wanted, _MOST))
    return Crew(most, lambda: _Pool(most), _dismiss, same_disk=True)


def cluster(address: str) -> Crew:
    """The workers of a running Dask cluster, by its scheduler's address (``tcp://HOST:8786``).

    They have the same program installed. Raises :class:`UserError` where there is none to be had.
    """
    try:
        import dask  # noqa: PLC0415
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise UserError(
            tr("没有安装连接其他电脑要用的组件（Dask）。"),
            safe=tr("没有生成任何东西，材料没有变。"),
            todo=tr(
                "请让管理员安装：pip install zhicheng[cluster]；或者去掉 --scheduler，只用本机。"
            ),
        ) from error
    # Attachments travel with the jobs, a few at a time: that is meant.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "4GB"})

    connect: Any = Client

    def client() -> Any:
        try:
            return connect(address, timeout=PATIENCE, set_as_default=False, name="zhicheng")
        except (OSError, ValueError) as error:
            raise UserError(
                tr("连不上“{address}”。", address=address),
                safe=tr("已经生成的都在，材料没有变。"),
                todo=tr("请看看调度程序（dask scheduler）开着没有、地址对不对，再做一次。"),
            ) from error

    first = client()
    try:
        threads = sum(first.nthreads().values())
    finally:
        first.close()
    if not threads:
        raise UserError(
            tr("“{address}”那里还没有干活的电脑。", address=address),
            safe=tr("没有生成任何东西，材料没有变。"),
            todo=tr("请在各台电脑上启动 dask worker，再做一次。"),
        )
    return Crew(threads, lambda: _OfCluster(client()), _leave)


PATIENCE = 20
"""Seconds a cluster may take to answer."""


class _Pool(ProcessPoolExecutor):
    """Processes that end when they are told to, and when this one ends, however that comes.

    They are begun anew (spawn), since a window has threads; ``lifeline`` is a pipe whose end they
    hear: it is closed to dismiss them, and by the system where this process is killed.
    """

    def __init__(self, workers: int) -> None:
        context = multiprocessing.get_context("spawn")
        heard, self.lifeline = context.Pipe(duplex=False)
        super().__init__(workers, context, _begin, (heard,))
        self._heard = heard


def _dismiss(pool: Executor) -> None:
    if isinstance(pool, _Pool):
        pool.lifeline.close()
        if sys.version_info < (3, 11, 5):
            # Nobody is left to hear of jobs that still wait: there their sender would wait for a
            # reader for ever (CPython issue 94777), and we for it. Later ones close it themselves,
            # in a thread of theirs, and two who close one file may close another's.
            pool._call_queue._reader.close()  # type: ignore[attr-defined]  # noqa: SLF001
    pool.shutdown(wait=True, cancel_futures=True)


def _begin(lifeline: Connection) -> None:
    """In a new process of the pool: Ctrl-C is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leave_no_dump()
    threading.Thread(target=_listen, args=(lifeline,), daemon=True).start()


def _listen(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except (EOFError, OSError):
        os._exit(0)


def _processors() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _OfCluster(Executor):
    """A cluster's workers, with the connection to them."""

    def __init__(self, client: Any) -> None:
        self.client = client
        # Two people's jobs may look alike; each is done all the same.
        self._executor: Executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Have it done by whoever is free; where that one dies, by another."""
        return self._executor.submit(fn, *args, **kwargs)


def _leave(executor: Executor) -> None:
    if isinstance(executor, _OfCluster):
        executor.client.close()
