"""Objects of a PDF file: their numbers, how they are written, the table that finds them again.

Written as an archive wants it (ISO 19005-2, 6.1): each object begins and ends on a line of its
own, a stream's data are followed by an end of line, lengths are exact, nothing comes after the end.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Sequence

HEAD = b"%PDF-1.7\n%\xe5\xb7\xb2\xe5\xa5\xbd\n"
"""Version, and bytes above 127, by which programs know that the file is no text."""

LEVEL = 6
"""How hard streams are pressed (zlib)."""


class Objects:
    """The objects of one file, kept until it is whole; numbers may be given before bodies."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def number(self) -> int:
        """A number for an object whose body comes later (:meth:`set`)."""
        self._bodies.append(b"null")
        return len(self._bodies)

    def set(self, number: int, body: bytes) -> None:
        """Say what the object is."""
        self._bodies[number - 1] = body

    def add(self, body: bytes) -> int:
        """Another object; its number."""
        self._bodies.append(body)
        return len(self._bodies)

    def stream(self, entries: bytes, data: bytes, *, press: int = LEVEL) -> int:
        """A stream of ``data`` with the dictionary ``entries``, pressed so hard; its number."""
        if press:
            entries, data = entries + b" /Filter /FlateDecode", zlib.compress(data, press)
        return self.add(stream(entries, data))

    def file(self, trailer: bytes) -> bytes:
        """The whole file; ``trailer`` are the entries beside the number of objects."""
        parts = [HEAD]
        places: list[int] = []
        at = len(HEAD)
        for number, body in enumerate(self._bodies, 1):
            written = indirect(number, body)
            places.append(at)
            at += len(written)
            parts.append(written)
        parts.extend(end(places, at, trailer))
        return b"".join(parts)


class Growing:
    """The objects of a file written as they come: only their places are kept."""

    def __init__(self) -> None:
        self._places = array("Q")
        self._at = len(HEAD)
        self._digest = hashlib.blake2b(digest_size=16)

    def number(self) -> int:
        """A number for an object that is yet to be written."""
        self._places.append(0)
        return len(self._places)

    def written(self, number: int, body: bytes) -> bytes:
        """The object as it comes next in the file."""
        whole = indirect(number, body)
        self._places[number - 1] = self._at
        self._at += len(whole)
        self._digest.update(whole)
        return whole

    @property
    def digest(self) -> bytes:
        """What tells the file, as far as it is written, from others."""
        return self._digest.digest()

    def end(self, trailer: bytes) -> Iterable[bytes]:
        """The end of the file."""
        return end(self._places, self._at, trailer)


def indirect(number: int, body: bytes) -> bytes:
    """An object as it stands in the file."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def stream(entries: bytes, data: bytes) -> bytes:
    """The body of a stream."""
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries.strip(), len(data), data)


def end(places: Sequence[int], at: int, trailer: bytes) -> Iterable[bytes]:
    """The table of where objects 1, 2, … begin, and the end of a file of ``at`` bytes so far."""
    size = len(places) + 1
    yield b"xref\n0 %d\n0000000000 65535 f \n" % size
    for place in places:
        yield b"%010d 00000 n \n" % place
    yield b"trailer\n<< /Size %d %s >>\n" % (size, trailer)
    yield b"startxref\n%d\n%%%%EOF\n" % at


def text(words: str) -> bytes:
    """Text that people read, as a PDF string."""
    return b"<FEFF%s>" % words.encode("utf-16-be", "replace").hex().upper().encode()


def references(numbers: Sequence[int]) -> bytes:
    """An array of references."""
    return b"[ %s ]" % b" ".join(b"%d 0 R" % number for number in numbers)
