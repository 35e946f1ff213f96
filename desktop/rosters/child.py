"""The child process in which one foreign roster is read: bytes in, one answer out, and gone.

It is started by :mod:`~desktop.rosters.reading`, gets the bytes on its standard input, never a
path, and answers in JSON, which is only ever data.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
import traceback
from typing import Any, BinaryIO

from desktop.errors import UserError
from desktop.rosters import book, kinds
from desktop.rosters.bounds import bound

CHILD = "--read-roster"
"""What a built program is started with to be this child."""

NO_MEMORY = 12
"""What the child exits with where its memory does not suffice."""

HEAD = struct.Struct("!IQ")
"""Lengths of the head, which is JSON, and of the file."""


def main() -> None:
    """Read the one file that is asked for, say what is in it, and go."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then kills us
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # libraries that print are not heard
    try:
        head, data = _asked(sys.stdin.buffer)
        bound(head["memory"], head["seconds"])
        said = _answer(data, head["name"])
        with answers:
            answers.write(json.dumps(said).encode("ascii"))
    except MemoryError:
        os._exit(NO_MEMORY)
    os._exit(0)


def _asked(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    size, rest = HEAD.unpack(pipe.read(HEAD.size))
    head = json.loads(pipe.read(size))
    return head, pipe.read(rest)


def _answer(data: bytes, name: str) -> dict[str, Any]:
    try:
        return {"book": book.as_json(kinds.read(data, name))}
    except UserError as told:
        return {"refused": [told.happened, told.todo]}
    except MemoryError:
        raise
    except Exception as bug:  # noqa: BLE001 - of ours; it is raised where the question came from
        # Where, not what: the words of an exception may quote a cell.
        return {"bug": f"{''.join(traceback.format_tb(bug.__traceback__))}{type(bug).__name__}"}
