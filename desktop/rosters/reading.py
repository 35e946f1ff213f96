"""A roster's bytes are read in a child process with limits: a bomb, a hang, a crash cost a child.

A child reads one file and ends; what passes between the two never touches the disk.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError
from desktop.rosters import refusals
from desktop.rosters.book import Book, from_json
from desktop.rosters.child import CHILD, HEAD, NO_MEMORY

_START = """\
import sys
sys.path.insert(0, sys.argv[1])
from desktop.rosters import child
child.main()
"""
_ROOT = Path(__file__).resolve().parents[2]
_TICK = 0.1


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: ``weight`` and ``memory`` in bytes, ``seconds`` until an answer."""

    weight: int = 200 << 20
    memory: int = 1 << 30
    seconds: float = 40


class CalledOff(Exception):
    """Nobody waits for the answer any more."""


def read_file(
    path: Path, limits: Limits = Limits(), called_off: threading.Event | None = None
) -> Book:
    """The book in the file at ``path``; :class:`UserError` where it cannot be read."""
    try:
        size = path.stat().st_size
        if size > limits.weight:
            raise refusals.too_heavy(path.name, size, limits.weight)
        data = path.read_bytes()
    except OSError as error:
        raise refusals.unreadable(path.name) from error
    return read(data, path.name, limits, called_off)


def read(
    data: bytes,
    name: str,
    limits: Limits = Limits(),
    called_off: threading.Event | None = None,
) -> Book:
    """The book in ``data``, a file called ``name``; :class:`UserError` where there is none.

    :class:`CalledOff` soon after ``called_off`` is set.
    """
    head = {"name": name, "memory": limits.memory, "seconds": limits.seconds}
    said = json.dumps(head).encode("ascii")
    answer, ended = _asked(HEAD.pack(len(said), len(data)) + said + data, limits, called_off)
    if ended is None:
        raise refusals.too_slow(name, limits.seconds)
    if ended == NO_MEMORY:
        raise refusals.too_much_memory(name)
    try:
        heard = json.loads(answer)
    except ValueError:
        raise refusals.crashed(name) from None
    if "refused" in heard:
        happened, todo = heard["refused"]
        raise UserError(happened, safe=refusals.SAFE, todo=todo)
    if "bug" in heard:
        raise RuntimeError(heard["bug"])
    return from_json(heard["book"])


def _asked(
    question: bytes, limits: Limits, called_off: threading.Event | None
) -> tuple[bytes, int | None]:
    """What the child answers and how it ended; None where it did not in its time."""
    try:
        process = subprocess.Popen(  # noqa: S603 - our own program
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise refusals.no_child() from error
    end = time.monotonic() + limits.seconds
    heard: list[bytes] = []
    with process:
        # `communicate` with a time limit forgets, on its second call, what is still to be sent.
        talks = (
            threading.Thread(target=_tell, args=(process, question), daemon=True),
            threading.Thread(target=_hear, args=(process, heard), daemon=True),
        )
        for talk in talks:
            talk.start()
        try:
            while talks[1].is_alive():
                talks[1].join(_TICK)
                if called_off is not None and called_off.is_set():
                    raise CalledOff
                if time.monotonic() > end:
                    return b"", None
            return b"".join(heard), process.wait(_TICK * 50)
        except subprocess.TimeoutExpired:
            return b"", None
        finally:
            process.kill()
            for talk in talks:
                talk.join()


def _tell(process: subprocess.Popen[bytes], question: bytes) -> None:
    # A child that has gone needs no more of it.
    with contextlib.suppress(OSError, ValueError):
        if process.stdin is not None:
            process.stdin.write(question)
            process.stdin.close()


def _hear(process: subprocess.Popen[bytes], heard: list[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        while process.stdout is not None and (piece := process.stdout.read(1 << 20)):
            heard.append(piece)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, CHILD]
    # Not `-m`: where the program is found need not be known to a new Python. `-P`: what lies in the
    # folder somebody happens to stand in is not imported.
    return [sys.executable, "-P", "-c", _START, str(_ROOT)]
