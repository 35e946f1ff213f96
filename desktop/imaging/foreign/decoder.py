"""Foreign bytes are decoded in a child process with limits, so that none of them ends the program.

A bomb, a hang or a crash costs one child and is told of the file alone; the next file finds
another. Children start when first needed and stay warm; they never see a path, only bytes, and
nothing of what passes touches the disk.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from desktop.errors import UserError
from desktop.imaging.foreign import refusals, wire
from desktop.imaging.foreign.footprint import memory_of

CHILD = "--decode"
"""What a built program is started with to be the child, followed by the bytes of memory it has."""

_START = """\
import sys
sys.path.insert(0, sys.argv[1])
from desktop.imaging.foreign import child
child.main()
"""
_ROOT = Path(__file__).resolve().parents[3]
_TICK = 0.02
_LAST_WORD = 0.2


@dataclass(frozen=True, slots=True)
class Limits:
    """What decoding one file may take: ``memory`` bytes, and children at a time.

    ``start`` is how many seconds a child may need until it listens.
    """

    memory: int = 1 << 30
    children: int = 2
    start: float = 60


@dataclass(frozen=True, slots=True)
class Request:
    """``do`` names the work on ``data``, ``how`` its further arguments; ``name`` is the file's.

    ``most`` is the largest answer that can be right, in bytes; ``safe`` what a person is told when
    there is none.
    """

    do: str
    data: bytes
    how: tuple[int | str, ...]
    name: str
    safe: str
    seconds: float
    most: int = 0


class _Ended(Exception):
    """The child is no more."""


class _Child:
    """One process, its two pipes, and why it had to go (``""`` while it runs or went by itself)."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self.why: Literal["", "slow", "memory", "closed"] = ""
        self.worked = False
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [*_command(), str(limits.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.pid = self.process.pid
        """Its number; another than the process's where what we start is only a starter."""

    def ready(self) -> None:
        """Wait until it listens."""
        with self._watched(self._limits.start) as (_, answers):
            head, _ = wire.receive(answers, 0)
        self.pid = int(head["pid"])

    def answer(self, request: Request) -> tuple[wire.Head, bytearray]:
        """What it says to ``request``."""
        said = {"do": request.do, "how": request.how, "seconds": request.seconds}
        with self._watched(request.seconds) as (asked, answers):
            wire.send(asked, said, len(request.data), (request.data,))
            answer = wire.receive(answers, request.most)
        self.worked = True
        return answer

    def end(self, why: Literal["slow", "memory", "closed"]) -> None:
        """Kill it; whoever waits for its answer is told :class:`_Ended`."""
        self.why = self.why or why
        self._kill()

    def bury(self) -> None:
        """Leave nothing of it: no process, no pipe."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_LAST_WORD)  # it may be just about to say why
        self._kill()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        if self.process.wait() == wire.NO_MEMORY:
            self.why = "memory"

    def _kill(self) -> None:
        if self.process.poll() is None and self.pid != self.process.pid:
            with contextlib.suppress(OSError):
                os.kill(self.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
        self.process.kill()

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """The pipes to ask and be answered by, while time and memory are watched over."""
        asked, answers = self.process.stdin, self.process.stdout
        if asked is None or answers is None:
            raise _Ended
        over = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(over, seconds), daemon=True)
        watcher.start()
        try:
            yield asked, answers
        except wire.Gone as error:
            raise _Ended from error
        finally:
            over.set()
            watcher.join()

    def _watch(self, over: threading.Event, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not over.wait(_TICK):
            if time.monotonic() > end:
                return self.end("slow")
            if memory_of(self.pid) > self._limits.memory:
                return self.end("memory")
        return None


class Decoder:
    """Asks children for answers; any thread may, and waits for a child that is free."""

    def __init__(self, limits: Limits = Limits()) -> None:
        self.limits = limits
        # The last one back is the first to work again: mostly one child is warm, a second if two
        # threads ask at once.
        self._free: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(limits.children):
            self._free.put(None)
        self._living: set[_Child] = set()

    def ask(self, request: Request) -> tuple[wire.Head, bytearray]:
        """The answer to ``request``: what is said of it, and its bytes.

        Raises :class:`UserError` where the file is no good or has no such page.
        """
        child = self._free.get()
        try:
            while True:
                child = child or self._started()
                worked = child.worked
                try:
                    head, body = child.answer(request)
                    break
                except _Ended:
                    why, child = self._buried(child), None
                    # What brought it down without a reason may be left over from an earlier file.
                    if why or not worked:
                        raise _told(why, request) from None
                except MemoryError:  # here, where the answer is to be held
                    raise _told("memory", request) from None
        except BaseException:
            # Whatever interrupted the talk: half an answer in the pipe would be taken for the next.
            if child is not None:
                self._buried(child)
                child = None
            raise
        finally:
            self._free.put(child)
        return _heard(head, request), body

    def close(self) -> None:
        """End all children; those who wait for an answer are told."""
        for one in list(self._living):
            one.end("closed")
        idle = []
        with contextlib.suppress(queue.Empty):  # those at work are buried by who waits for them
            while True:
                idle.append(self._free.get_nowait())
        for child in filter(None, idle):
            self._buried(child)
        for _ in idle:
            self._free.put(None)

    def processes(self) -> list[int]:
        """The children there are, as process numbers."""
        return [child.pid for child in self._living]

    def _started(self) -> _Child:
        try:
            child = _Child(self.limits)
        except OSError as error:
            raise refusals.no_child() from error
        self._living.add(child)
        try:
            child.ready()
        except _Ended:
            self._buried(child)
            raise refusals.no_child() from None
        return child

    def _buried(self, child: _Child) -> str:
        child.bury()
        self._living.discard(child)
        return child.why


@functools.cache
def shared() -> Decoder:
    """The one whole program asks: its children are gone when the program ends."""
    decoder = Decoder()
    atexit.register(decoder.close)
    return decoder


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD]
    # Not `-m`: where the program is found need not be known to a new Python. `-P`: what lies in the
    # folder somebody happens to stand in is not imported.
    return [sys.executable, "-P", "-c", _START, str(_ROOT)]


def _told(why: str, request: Request) -> UserError:
    if why == "slow":
        told = refusals.too_slow(request.name, request.seconds)
    elif why == "memory":
        told = refusals.too_much_memory(request.name)
    else:
        told = refusals.crashed(request.name)
    return UserError(told.happened, safe=request.safe, todo=told.todo)


def _heard(head: wire.Head, request: Request) -> wire.Head:
    if "refused" in head:
        happened, todo = head["refused"]
        raise UserError(happened, safe=request.safe, todo=todo)
    if "missing" in head:
        raise refusals.no_page(request.name, request.safe)
    if "bug" in head:
        raise RuntimeError(head["bug"])
    return head
