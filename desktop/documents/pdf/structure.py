"""What is read in which order and as what: the structure a tagged PDF carries beside its pages.

For who has a document read aloud, and for programs that take text out again: headings are headings,
cells are cells of rows, pictures have words. Rules, frames and marks drawn as shapes are artifacts,
as are page numbers and heads of tables repeated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop.documents.blocks import (
    Block,
    CopySheet,
    Document,
    Heading,
    PageView,
    Table,
    Title,
)
from desktop.documents.page import Image, Item, Text
from desktop.documents.pdf.objects import Objects, references, text

TAGS: dict[type, bytes] = {Title: b"H1", Table: b"Table", PageView: b"Sect", CopySheet: b"Sect"}
"""What a block is (ISO 32000-1, 14.8.4); a heading is by its level, all else a paragraph."""

COPY = "附件页面的图片"
"""Said of a picture that has no title."""

_LEVELS = {1: b"H2", 2: b"H3"}
_SCOPE = b" /A << /O /Table /Scope /Column%s >>"


@dataclass(slots=True, eq=False)
class Element:
    """A part of the document; ``marked`` are the (page, number on it) of what belongs to it."""

    tag: bytes
    more: bytes = b""
    below: list[Element] = field(default_factory=list)
    marked: list[tuple[int, int]] = field(default_factory=list)


class Structure:
    """The structure of one document, grown while its pages are written one after the other."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._root = Element(b"Document")
        self._blocks: dict[int, Element] = {}
        self._inner: dict[tuple[int, object], Element] = {}
        self._pages: list[list[Element]] = []

    def begin_page(self) -> None:
        """What is marked from now on stands on the next page."""
        self._pages.append([])

    def element(self, number: int, item: Item) -> Element | None:
        """The element which an item of block ``number`` is of; None for what is only drawn."""
        if not isinstance(item, Text | Image):
            return None
        block = self._document.blocks[number]
        whole = self._blocks.get(number)
        if whole is None:
            whole = self._blocks[number] = Element(_tag(block))
            self._root.below.append(whole)
        if isinstance(block, Table):
            return self._cell(number, block, whole, item) if isinstance(item, Text) else None
        if isinstance(block, PageView | CopySheet):
            return self._beside(number, block, whole, item)
        return whole

    def mark(self, element: Element) -> int:
        """The number, on this page, of another piece of ``element``."""
        page = self._pages[-1]
        page.append(element)
        element.marked.append((len(self._pages) - 1, len(page) - 1))
        return len(page) - 1

    def _cell(self, number: int, block: Table, whole: Element, item: Text) -> Element:
        row, column = item.cell or (0, 0)
        found = self._inner.get((number, (row, column)))
        if found is not None:
            return found
        line = self._inner.get((number, row))
        if line is None:
            line = self._inner[number, row] = Element(b"TR")
            whole.below.append(line)
            # Empty cells are cells too: without them the others would stand in wrong columns.
            for place, cell in enumerate(block.head if row < 0 else block.rows[row]):
                span = b" /ColSpan %d" % cell.span if cell.span > 1 else b""
                more = b" /A << /O /Table%s >>" % span if span else b""
                made = Element(b"TH", _SCOPE % span) if row < 0 else Element(b"TD", more)
                line.below.append(made)
                self._inner[number, (row, place)] = made
        return self._inner[number, (row, column)]

    def _beside(
        self, number: int, block: PageView | CopySheet, whole: Element, item: Text | Image
    ) -> Element:
        """A picture, or the words beside it."""
        which: object = "words" if isinstance(item, Text) else id(item)
        found = self._inner.get((number, which))
        if found is None:
            said = block.title if isinstance(block, PageView) else COPY
            more = b" /Alt %s" % text(said)
            found = Element(b"P") if isinstance(item, Text) else Element(b"Figure", more)
            self._inner[number, which] = found
            whole.below.append(found)
        return found

    def write(self, objects: Objects, pages: Sequence[int]) -> int:
        """Put it into the file whose ``pages`` are these objects; the number of its root."""
        root = objects.number()
        numbers: dict[Element, int] = {}
        top = _written(objects, self._root, root, pages, numbers)
        rows = (
            b"%d %s" % (place, references([numbers[element] for element in page]))
            for place, page in enumerate(self._pages)
        )
        tree = objects.add(b"<< /Nums [ %s ] >>" % b" ".join(rows))
        objects.set(
            root,
            b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d >>"
            % (top, tree, len(pages)),
        )
        return root


def _tag(block: Block) -> bytes:
    if isinstance(block, Heading):
        return _LEVELS[block.level]
    return TAGS.get(type(block), b"P")


def _written(
    objects: Objects,
    element: Element,
    above: int,
    pages: Sequence[int],
    numbers: dict[Element, int],
) -> int:
    number = numbers[element] = objects.number()
    kids = b" ".join(_kids(objects, element, number, pages, numbers))
    page = b" /Pg %d 0 R" % pages[element.marked[0][0]] if element.marked else b""
    objects.set(
        number,
        b"<< /Type /StructElem /S /%s /P %d 0 R%s /K [ %s ]%s >>"
        % (element.tag, above, page, kids, element.more),
    )
    return number


def _kids(
    objects: Objects,
    element: Element,
    number: int,
    pages: Sequence[int],
    numbers: dict[Element, int],
) -> Iterator[bytes]:
    for page, place in element.marked:
        if page == element.marked[0][0]:
            yield b"%d" % place
        else:
            yield b"<< /Type /MCR /Pg %d 0 R /MCID %d >>" % (pages[page], place)
    for below in element.below:
        yield b"%d 0 R" % _written(objects, below, number, pages, numbers)
