"""PDFs of our own read back, far enough to bind them: objects by number, pages in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REFERENCE = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|%[^\r\n]*|(?<![\w.])(\d+)\s+0\s+R\b", re.DOTALL
)
"""A reference to an object; strings and remarks, in which none counts, match without one."""

_BEGIN = re.compile(rb"(\d+)\s+0\s+obj\s")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
PARENT = re.compile(rb"/Parent\s+\d+\s+0\s+R")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_ONE = re.compile(rb"(\d+)\s+0\s+R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0\s+(\d+)\s+")
_ENTRY = 20  # bytes of a line in the table of objects


class NotOurs(ValueError):
    """A PDF that is not as :func:`~desktop.documents.pdf.writing.to_pdf` writes one."""


class Source:
    """A PDF of ours, read: its objects by number, its pages in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        end = _START.search(data, max(0, len(data) - 1024))
        table = _TABLE.match(data, int(end[1])) if end else None
        if end is None or table is None:
            raise NotOurs
        lines = data[table.end() : table.end() + _ENTRY * int(table[1])]
        if len(lines) != _ENTRY * int(table[1]) or not data.startswith(b"%PDF-"):
            raise NotOurs
        try:
            self._places = [int(lines[at : at + 10]) for at in range(0, len(lines), _ENTRY)]
        except ValueError:
            raise NotOurs from None
        root = number_of(b"Root", data[table.end() + len(lines) :])
        self.catalogue = self.object(root)[0] if root else b""
        tree = number_of(b"Pages", self.catalogue)
        if tree is None:
            raise NotOurs
        self.pages = tuple(self._leaves(tree, 0))
        if not self.pages:
            raise NotOurs

    def object(self, number: int) -> tuple[bytes, bytes]:
        """What the object says, and what comes behind that: its stream, or nothing."""
        data = self._data
        place = self._places[number] if 0 < number < len(self._places) else -1
        begin = _BEGIN.match(data, place) if place >= 0 else None
        if begin is None or int(begin[1]) != number:
            raise NotOurs
        end = data.find(b"endobj", begin.end())
        if end < 0:
            raise NotOurs
        stream = _STREAM.search(data, begin.end(), end)
        if stream is None:
            return data[begin.end() : end].strip(), b""
        said = data[begin.end() : stream.start() + 2]
        length = _LENGTH.search(said)
        stop = stream.end() + int(length[1]) if length else len(data)
        if data[stop : stop + 12].lstrip()[:9] != b"endstream":
            raise NotOurs
        return said, b"\nstream\n" + data[stream.end() : stop] + b"\nendstream"

    @property
    def archival(self) -> bool:
        """Whether it says of itself to be PDF/A-2."""
        said = number_of(b"Metadata", self.catalogue)
        return said is not None and b"<pdfaid:part>2<" in self.object(said)[1]

    def _leaves(self, number: int, depth: int) -> Iterator[int]:
        said, _ = self.object(number)
        kids = _KIDS.search(said)
        if kids is None:
            if b"/MediaBox" not in said or not PARENT.search(said):
                raise NotOurs
            yield number
        elif depth > 8:
            raise NotOurs
        else:
            for kid in _ONE.finditer(kids[1]):
                yield from self._leaves(int(kid[1]), depth + 1)


def number_of(key: bytes, said: bytes) -> int | None:
    """The object that ``said`` calls by ``key``."""
    found = re.search(rb"/%s\s+(\d+)\s+0\s+R\b" % key, said)
    return int(found[1]) if found else None


def references(said: bytes) -> Iterator[int]:
    """The objects that ``said`` refers to."""
    return (int(found[1]) for found in _REFERENCE.finditer(said) if found[1])


def renumbered(said: bytes, numbers: dict[int, int]) -> bytes:
    """``said`` with every reference by its new number."""

    def other(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % numbers[int(found[1])] if found[1] else found[0]

    return _REFERENCE.sub(other, said)
