"""The official faces of this computer that can truly be used, looked for in a child process.

Whatever a font file does there, hang, crash, eat memory, costs that file alone: the child is ended,
another goes on without it.
"""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from desktop.documents.fonts import Hand, OwnFace

CHILD = "--look-for-fonts"
"""What a built program is started with to be the child."""

_START = """\
import sys
sys.path.insert(0, sys.argv[1])
from desktop.documents.faces import child
child.main()
"""
_ROOT = Path(__file__).resolve().parents[3]
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds one file may take, and all of it; starting counts as a file."""

    file: float = 8.0
    whole: float = 30.0


@dataclass(frozen=True, slots=True)
class Found:
    """The faces to use, and (path, why) of those that go by an official name and cannot be."""

    faces: dict[Hand, OwnFace]
    refused: tuple[tuple[str, str], ...] = ()


def official(folders: Sequence[Path], patience: Patience = Patience()) -> Found:
    """The best usable face of each hand below ``folders``; slow, so not on the GUI thread."""
    end = time.monotonic() + patience.whole
    skip: dict[str, str] = {}
    for _ in range(_TRIES):
        said, stuck = _asked(folders, list(skip), patience.file, end)
        faces = {
            Hand[line["hand"]]: OwnFace(
                line["name"], Path(line["path"]), line["number"], line["size"], line["changed"]
            )
            for line in said
            if "path" in line
        }
        refused = [(line["refused"], line["why"]) for line in said if "refused" in line]
        if stuck is None or stuck in skip or time.monotonic() >= end:
            break
        skip[stuck] = "takes too long, or brings the reader down"
    return Found(faces, (*refused, *skip.items()))


def _asked(
    folders: Sequence[Path], skip: Sequence[str], seconds: float, end: float
) -> tuple[list[dict[str, Any]], str | None]:
    """What a child says, and the file it did not get beyond (None where it came to the end)."""
    said: list[dict[str, Any]] = []
    stuck: str | None = ""
    with contextlib.suppress(OSError), _child() as (asked, answers):
        with contextlib.suppress(BrokenPipeError):
            asked.write(json.dumps({"folders": list(map(str, folders)), "skip": skip}).encode())
            asked.close()
        lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_hear, args=(answers, lines), daemon=True).start()
        while True:
            try:
                line = lines.get(timeout=max(0.01, min(seconds, end - time.monotonic())))
                heard = json.loads(line) if line else None
            except (queue.Empty, ValueError):
                break
            if heard is None:
                break
            if "end" in heard:
                stuck = None
                break
            if "at" in heard:
                stuck = heard["at"]
            else:
                said.append(heard)
    return said, stuck


def _hear(answers: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in answers:
            lines.put(line)
    lines.put(b"")


@contextlib.contextmanager
def _child() -> Iterator[tuple[IO[bytes], IO[bytes]]]:
    frozen = getattr(sys, "frozen", False)
    # `-P`: what lies in the folder somebody happens to stand in is not imported.
    rest = [CHILD] if frozen else ["-P", "-c", _START, str(_ROOT)]
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, *rest],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        try:
            if process.stdin is None or process.stdout is None:
                raise OSError
            yield process.stdin, process.stdout
        finally:
            process.kill()
