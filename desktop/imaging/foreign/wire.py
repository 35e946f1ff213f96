"""How the program and its decoding child speak: a line of JSON and bytes, each with its length.

JSON, because what comes back was made from foreign bytes and is only ever data.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable
from typing import IO, Any

NO_MEMORY = 12
"""What the child exits with where its memory does not even suffice to say so."""

_LENGTHS = struct.Struct("!IQ")
_MOST_HEAD = 1 << 20

Head = dict[str, Any]


class Gone(Exception):
    """The other end has closed, or does not speak as it should."""


def send(pipe: IO[bytes], head: Head, size: int = 0, body: Iterable[bytes] = ()) -> None:
    """Send ``head`` and a body of ``size`` bytes, as they come."""
    said = json.dumps(head, ensure_ascii=True).encode()
    try:
        _write(pipe, _LENGTHS.pack(len(said), size) + said)
        for part in body:
            _write(pipe, part)
    except (OSError, ValueError) as error:
        raise Gone from error


def receive(pipe: IO[bytes], most: int) -> tuple[Head, bytearray]:
    """The next head and its body, which may have up to ``most`` bytes."""
    try:
        head_size, size = _LENGTHS.unpack(_read(pipe, _LENGTHS.size))
        if head_size > _MOST_HEAD or size > most:
            raise Gone
        head = json.loads(_read(pipe, head_size))
        if not isinstance(head, dict):
            raise Gone
        return head, _read(pipe, size)
    except (OSError, ValueError) as error:
        raise Gone from error


def _write(pipe: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _read(pipe: IO[bytes], size: int) -> bytearray:
    data = bytearray(size)
    rest = memoryview(data)
    while rest:
        # A pipe is read unbuffered: what has come is given, which may be less than asked for.
        got = pipe.readinto(rest)  # type: ignore[attr-defined]
        if not got:
            raise Gone
        rest = rest[got:]
    return data
