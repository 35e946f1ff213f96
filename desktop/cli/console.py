"""The terminal as it is: what it can show, and how things are told on it."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable

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
