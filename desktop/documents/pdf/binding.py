"""PDFs of our own bound into one for the printer, object by object, as a stream of bytes.

Of what was written only places and hashes are kept, so that a thousand people's papers take no
more memory than ten's: what merges PDFs elsewhere holds all of them until the end. Pages are taken
over as they are; a font that many of them embed alike is written once, and so is what several
copies of a piece show.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from desktop.documents.blocks import LANGUAGE, PRODUCT
from desktop.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH

_HEAD = b"%PDF-1.7\n%\xe5\xb7\xb2\xe5\xa5\xbd\n"
_LARGE = 1024  # bytes from which it pays to know a stream again
_CATALOG, _PAGES, _OUTLINE, _INFO = 1, 2, 3, 4

_REFERENCE = re.compile(
    rb"\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>|%[^\r\n]*|(?<![\w.])(\d+)\s+0\s+R\b", re.DOTALL
)
"""A reference to an object; strings and remarks, in which none counts, match without one."""

_BEGIN = re.compile(rb"(\d+)\s+0\s+obj\s")
_STREAM = re.compile(rb">>\s*stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)\b")
_PARENT = re.compile(rb"/Parent\s+\d+\s+0\s+R")
_KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
_ONE = re.compile(rb"(\d+)\s+0\s+R")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(rb"xref\s+0\s+(\d+)\s+")
_ROOT = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_PAGES_OF = re.compile(rb"/Pages\s+(\d+)\s+0\s+R")
_ENTRY = 20  # bytes of a line in the table of objects


class NotOurs(ValueError):
    """A PDF that is not as :func:`~desktop.documents.pdf.writing.to_pdf` writes one."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece to be bound in: its PDF, how many ``copies`` in a row, its bookmark.

    ``below`` is the bookmark it stands under, "" for none. ``one_sided``: each of its pages has a
    sheet of its own, also where the whole is printed on both sides.
    """

    data: bytes = field(repr=False)
    title: str
    below: str = ""
    copies: int = 1
    one_sided: bool = False


@dataclass(slots=True)
class Count:
    """What has been bound: ``pages``, of which ``blanks`` are empty backs."""

    pages: int = 0
    blanks: int = 0


def page_count(data: bytes) -> int:
    """How many pages a PDF of ours has; :class:`NotOurs` where it is none."""
    return len(_Source(data).pages)


def bound(parts: Iterable[Part], title: str, count: Count, *, two_sided: bool) -> Iterator[bytes]:
    """The PDF of all ``parts`` in their order, in pieces; ``count`` is kept up to date.

    Printed ``two_sided``, every copy of a part begins on a sheet of its own: an empty page comes
    before it where the one before ended on a front. Raises :class:`NotOurs`.
    """
    book = _Book(count, two_sided=two_sided)
    yield _HEAD
    for part in parts:
        yield from book.take(part)
    yield from book.end(title)


class _Source:
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
        root = _ROOT.search(data, table.end() + len(lines))
        tree = _PAGES_OF.search(self.object(int(root[1]))[0]) if root else None
        if tree is None:
            raise NotOurs
        self.pages = tuple(self._leaves(int(tree[1]), 0))
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

    def _leaves(self, number: int, depth: int) -> Iterator[int]:
        said, _ = self.object(number)
        kids = _KIDS.search(said)
        if kids is None:
            if b"/MediaBox" not in said or not _PARENT.search(said):
                raise NotOurs
            yield number
        elif depth > 8:
            raise NotOurs
        else:
            for kid in _ONE.finditer(kids[1]):
                yield from self._leaves(int(kid[1]), depth + 1)


@dataclass(slots=True)
class _Mark:
    """A bookmark to the page ``page``; ``below`` it others."""

    title: str
    page: int
    below: list[_Mark] = field(default_factory=list)


class _Book:
    """What has been written so far, as far as it has to be known."""

    def __init__(self, count: Count, *, two_sided: bool) -> None:
        self._count = count
        self._two_sided = two_sided
        self._at = len(_HEAD)  # bytes written
        self._places = array("Q", [0] * 5)
        self._known: dict[bytes, int] = {}
        self._kids = array("L")
        self._marks: list[_Mark] = []

    # ------------------------------------------------------------------ taking

    def take(self, part: Part) -> Iterator[bytes]:
        """Write ``part`` as often as it is wanted."""
        source = _Source(part.data)
        node = self._number()
        copied: dict[int, int] = {}
        pages: list[int] = []
        first = 0
        for _ in range(part.copies):
            for turn, number in enumerate(source.pages):
                if self._two_sided and self._count.pages % 2 and (part.one_sided or not turn):
                    blank = self._number()
                    yield self._object(blank, _BLANK % node)
                    pages.append(blank)
                    self._count.pages += 1
                    self._count.blanks += 1
                said, _ = source.object(number)
                said = _PARENT.sub(b"", said, count=1)
                yield from self._taken_over(source, said, copied, 0)
                page = self._number()
                inner = _renumbered(said, copied)
                here = b"/Parent %d 0 R >>" % node
                yield self._object(page, inner[: inner.rindex(b">>")] + here)
                pages.append(page)
                self._count.pages += 1
                first = first or page
        yield self._object(
            node,
            b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids [ %s ] >>"
            % (_PAGES, len(pages), b" ".join(b"%d 0 R" % page for page in pages)),
        )
        self._kids.append(node)
        self._mark(part, first)

    def _taken_over(
        self, source: _Source, said: bytes, copied: dict[int, int], depth: int
    ) -> Iterator[bytes]:
        """Write all that ``said`` refers to and that is not there yet."""
        if depth > 16:
            raise NotOurs
        for number in _references(said):
            if number in copied:
                continue
            inner, stream = source.object(number)
            yield from self._taken_over(source, inner, copied, depth + 1)
            body = _renumbered(inner, copied) + stream
            large = len(body) >= _LARGE
            digest = hashlib.blake2b(body, digest_size=16).digest() if large else b""
            if digest in self._known:
                copied[number] = self._known[digest]
                continue
            copied[number] = self._number()
            if digest:
                self._known[digest] = copied[number]
            yield self._object(copied[number], body)

    def _mark(self, part: Part, page: int) -> None:
        if not part.below:
            self._marks.append(_Mark(part.title, page))
            return
        if not self._marks or self._marks[-1].title != part.below:
            self._marks.append(_Mark(part.below, page))
        self._marks[-1].below.append(_Mark(part.title, page))

    # ------------------------------------------------------------------ the end

    def end(self, title: str) -> Iterator[bytes]:
        """Write what holds everything together."""
        yield from self._outline()
        sides = b"/DuplexFlipLongEdge" if self._two_sided else b"/Simplex"
        wanted = b"<< /DisplayDocTitle true /PrintScaling /None /Duplex %s >>" % sides
        yield self._object(
            _CATALOG,
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines "
            b"/Lang (%s) /ViewerPreferences %s >>" % (_PAGES, _OUTLINE, LANGUAGE.encode(), wanted),
        )
        yield self._object(
            _PAGES,
            b"<< /Type /Pages /Count %d /Kids [ %s ] >>"
            % (self._count.pages, b" ".join(b"%d 0 R" % kid for kid in self._kids)),
        )
        by = _text(PRODUCT)
        yield self._object(
            _INFO, b"<< /Title %s /Creator %s /Producer %s >>" % (_text(title), by, by)
        )
        start, size = self._at, len(self._places)
        yield b"xref\n0 %d\n0000000000 65535 f \n" % size
        for place in self._places[1:]:
            yield b"%010d 00000 n \n" % place
        yield b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\n" % (size, _CATALOG, _INFO)
        yield b"startxref\n%d\n%%%%EOF\n" % start

    def _outline(self) -> Iterator[bytes]:
        """The bookmarks: those of the first level folded, since there may be hundreds below."""
        tops = [self._number() for _ in self._marks]
        for place, mark in enumerate(self._marks):
            inner = [self._number() for _ in mark.below]
            for turn, below in enumerate(mark.below):
                yield self._object(inner[turn], _item(below, tops[place], _beside(inner, turn)))
            span = _beside(tops, place)
            if inner:
                span += b"/First %d 0 R /Last %d 0 R /Count -%d " % (
                    inner[0],
                    inner[-1],
                    len(inner),
                )
            yield self._object(tops[place], _item(mark, _OUTLINE, span))
        ends = b"/First %d 0 R /Last %d 0 R " % (tops[0], tops[-1]) if tops else b""
        yield self._object(_OUTLINE, b"<< /Type /Outlines %s/Count %d >>" % (ends, len(tops)))

    # ------------------------------------------------------------------ objects

    def _number(self) -> int:
        self._places.append(0)
        return len(self._places) - 1

    def _object(self, number: int, body: bytes) -> bytes:
        written = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        self._places[number] = self._at
        self._at += len(written)
        return written


_BLANK = b"<< /Type /Page /Parent %%d 0 R /MediaBox [ 0 0 %.4f %.4f ] /Resources << >> >>" % (
    PAGE_WIDTH,
    PAGE_HEIGHT,
)


def _references(said: bytes) -> Iterator[int]:
    return (int(found[1]) for found in _REFERENCE.finditer(said) if found[1])


def _renumbered(said: bytes, copied: dict[int, int]) -> bytes:
    def other(found: re.Match[bytes]) -> bytes:
        return b"%d 0 R" % copied[int(found[1])] if found[1] else found[0]

    return _REFERENCE.sub(other, said)


def _item(mark: _Mark, above: int, rest: bytes) -> bytes:
    return b"<< /Title %s /Parent %d 0 R /Dest [ %d 0 R /Fit ] %s>>" % (
        _text(mark.title), above, mark.page, rest,
    )  # fmt: skip


def _beside(numbers: Sequence[int], turn: int) -> bytes:
    before = b"/Prev %d 0 R " % numbers[turn - 1] if turn else b""
    after = b"/Next %d 0 R " % numbers[turn + 1] if turn + 1 < len(numbers) else b""
    return before + after


def _text(text: str) -> bytes:
    return b"<FEFF%s>" % text.encode("utf-16-be", "replace").hex().upper().encode()
