"""The terminal as it is: what it can show, and how things are told on it."""

from __future__ import annotations

import io
import json
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from desktop.errors import UserError


def speak_as_it_can() -> None:
    """A character the console does not know becomes a mark in its place, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_lines(lines: Iterable[str]) -> None:
    """Print ``lines`` one by one."""
    for line in lines:
        print(line)


def print_json(body: object) -> None:
    """Print ``body`` for a program to read."""
    # Escapes are read the same everywhere; plain characters only where nothing can be lost.
    plain = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
    print(json.dumps(body, ensure_ascii=not plain, indent=2))


def tell(error: UserError) -> None:
    """The three sentences, and the places concerned, on stderr."""
    for line in (error.happened, error.safe, error.todo, *(f"  {d}" for d in error.details)):
        if line:
            print(line, file=sys.stderr)


def tell_bug(bug: Exception) -> None:
    """Where a bug of ours is; what it was about may be what somebody typed, and stays unsaid."""
    steps = traceback.extract_tb(bug.__traceback__)
    places = " < ".join(f"{Path(step.filename).name}:{step.lineno}" for step in reversed(steps))
    for line in (
        "程序里有一处没有想到的情况，这一步没有做成。",
        "已有的材料没有被改动。",
        f"请把这一行告诉维护的人：{type(bug).__name__} {places}",
    ):
        print(line, file=sys.stderr)
