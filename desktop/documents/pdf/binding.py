"""PDFs of our own bound into one for the printer, object by object, as a stream of bytes.

Of what was written only places and hashes are kept, so that a thousand people's papers take no
more memory than ten's: what merges PDFs elsewhere holds all of them until the end. Pages are taken
over as they are, with their structure; a font that many of them embed alike is written once, and so
is what several copies of a piece show. Bound of files for archives it is one itself.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop.documents.blocks import LANGUAGE
from desktop.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.pdf import archive, objects
from desktop.documents.pdf.outline import beside
from desktop.documents.pdf.reading import PARENT, NotOurs, Source, references, renumbered
from desktop.documents.pdf.retagging import Tags

__all__ = ["Count", "NotOurs", "Part", "bound", "page_count"]

_LARGE = 1024  # bytes from which it pays to know a stream again


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
    return len(Source(data).pages)


def bound(parts: Iterable[Part], title: str, count: Count, *, two_sided: bool) -> Iterator[bytes]:
    """The PDF of all ``parts`` in their order, in pieces; ``count`` is kept up to date.

    Printed ``two_sided``, every copy of a part begins on a sheet of its own: an empty page comes
    before it where the one before ended on a front. Raises :class:`NotOurs`.
    """
    book = _Book(count, two_sided=two_sided)
    yield objects.HEAD
    for part in parts:
        yield from book.take(part)
    yield from book.end(title)


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
        self._out = objects.Growing()
        self._catalogue, self._tree, self._outlines, self._info, structure = (
            self._out.number() for _ in range(5)
        )
        self._tags = Tags(self._out, structure)
        self._structure = structure
        self._archival = True
        self._known: dict[bytes, int] = {}
        self._kids = array("L")
        self._marks: list[_Mark] = []

    # ------------------------------------------------------------------ taking

    def take(self, part: Part) -> Iterator[bytes]:
        """Write ``part`` as often as it is wanted."""
        source = Source(part.data)
        self._archival &= source.archival
        node = self._out.number()
        copied: dict[int, int] = {}
        pages: list[int] = []
        first = 0
        for _ in range(part.copies):
            placed: dict[int, int] = {}
            for turn, number in enumerate(source.pages):
                if self._two_sided and self._count.pages % 2 and (part.one_sided or not turn):
                    blank = self._out.number()
                    yield self._out.written(blank, _BLANK % node)
                    pages.append(blank)
                    self._count.pages += 1
                    self._count.blanks += 1
                said, _ = source.object(number)
                said = PARENT.sub(b"", said, count=1)
                yield from self._taken_over(source, said, copied, 0)
                page = placed[number] = self._out.number()
                inner = self._tags.placed(renumbered(said, copied))
                here = b"/Parent %d 0 R >>" % node
                yield self._out.written(page, inner[: inner.rindex(b">>")] + here)
                pages.append(page)
                self._count.pages += 1
                first = first or page
            yield from self._tags.take(source, placed)
        yield self._out.written(
            node,
            b"<< /Type /Pages /Parent %d 0 R /Count %d /Kids %s >>"
            % (self._tree, len(pages), objects.references(pages)),
        )
        self._kids.append(node)
        self._mark(part, first)

    def _taken_over(
        self, source: Source, said: bytes, copied: dict[int, int], depth: int
    ) -> Iterator[bytes]:
        """Write all that ``said`` refers to and that is not there yet."""
        if depth > 16:
            raise NotOurs
        for number in references(said):
            if number in copied:
                continue
            inner, stream = source.object(number)
            yield from self._taken_over(source, inner, copied, depth + 1)
            body = renumbered(inner, copied) + stream
            large = len(body) >= _LARGE
            digest = hashlib.blake2b(body, digest_size=16).digest() if large else b""
            if digest in self._known:
                copied[number] = self._known[digest]
                continue
            copied[number] = self._out.number()
            if digest:
                self._known[digest] = copied[number]
            yield self._out.written(copied[number], body)

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
        out = self._out
        yield from self._outline()
        yield from self._tags.end()
        profile, about = out.number(), out.number()
        yield out.written(profile, archive.profile())
        yield out.written(about, archive.metadata(title, archival=self._archival))
        sides = b"/DuplexFlipLongEdge" if self._two_sided else b"/Simplex"
        yield out.written(
            self._catalogue,
            b"<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang (%s) "
            b"/Metadata %d 0 R %s /MarkInfo << /Marked true >> /StructTreeRoot %d 0 R "
            b"/ViewerPreferences << /DisplayDocTitle true /PrintScaling /None /Duplex %s >> >>"
            % (
                self._tree,
                self._outlines,
                LANGUAGE.encode(),
                about,
                archive.intent(profile),
                self._structure,
                sides,
            ),
        )
        yield out.written(
            self._tree,
            b"<< /Type /Pages /Count %d /Kids %s >>"
            % (self._count.pages, objects.references(self._kids)),
        )
        yield out.written(self._info, archive.info(title))
        yield from out.end(archive.trailer(self._catalogue, self._info, out.digest))

    def _outline(self) -> Iterator[bytes]:
        """The bookmarks: those of the first level folded, since there may be hundreds below."""
        out = self._out
        tops = [out.number() for _ in self._marks]
        for place, mark in enumerate(self._marks):
            inner = [out.number() for _ in mark.below]
            for turn, below in enumerate(mark.below):
                yield out.written(inner[turn], _item(below, tops[place], beside(inner, turn)))
            span = beside(tops, place)
            if inner:
                span += b" /First %d 0 R /Last %d 0 R /Count -%d" % (
                    inner[0],
                    inner[-1],
                    len(inner),
                )
            yield out.written(tops[place], _item(mark, self._outlines, span))
        ends = b"/First %d 0 R /Last %d 0 R " % (tops[0], tops[-1]) if tops else b""
        count = len(tops)
        yield out.written(self._outlines, b"<< /Type /Outlines %s/Count %d >>" % (ends, count))


_BLANK = b"<< /Type /Page /Parent %%d 0 R /MediaBox [ 0 0 %.4f %.4f ] /Resources << >> >>" % (
    PAGE_WIDTH,
    PAGE_HEIGHT,
)


def _item(mark: _Mark, above: int, rest: bytes) -> bytes:
    return b"<< /Title %s /Parent %d 0 R /Dest [ %d 0 R /Fit ]%s >>" % (
        objects.text(mark.title), above, mark.page, rest,
    )  # fmt: skip
