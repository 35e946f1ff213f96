"""The structure of bound pieces, taken over with their pages."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

from desktop.documents.pdf.objects import Growing
from desktop.documents.pdf.objects import references as listed
from desktop.documents.pdf.reading import NotOurs, Source, number_of, references, renumbered

_PLACE = re.compile(rb"/StructParents\s+(\d+)")
"""A page's entry in the tree that leads from what is marked on it to the structure."""

_KIDS = re.compile(rb"/K\s*\[([^\]]*)\]")
_ON_PAGE = re.compile(rb"/Pg\s+\d+\s+0\s+R")
_ROW = re.compile(rb"(\d+)\s*\[([^\]]*)\]")
_LEAF = 256  # pages in one branch of the tree


class Tags:
    """The structure of a book, grown piece by piece below the object ``root``."""

    def __init__(self, out: Growing, root: int) -> None:
        self._out = out
        self._root = root
        self._whole = out.number()
        self._documents = array("L")
        self._rows = array("L")
        """For each page that has a structure the list of what is marked on it."""

    def placed(self, page: bytes) -> bytes:
        """The page with its entry in this book's tree; nothing changes where it has none."""
        if not _PLACE.search(page):
            return page
        self._rows.append(0)
        return _PLACE.sub(b"/StructParents %d" % (len(self._rows) - 1), page, count=1)

    def take(self, source: Source, pages: dict[int, int]) -> Iterator[bytes]:
        """Write the structure of a copy of a piece, whose pages are placed and numbered here.

        Raises :class:`NotOurs`.
        """
        root = number_of(b"StructTreeRoot", source.catalogue)
        if root is None:
            return
        said, _ = source.object(root)
        tops, tree = _kids(said), number_of(b"ParentTree", said)
        if len(tops) != 1 or tree is None:
            raise NotOurs
        elements = _elements(source, tops[0])
        numbers = {root: self._whole, **pages}
        numbers.update((old, self._out.number()) for old in elements)
        for old, body in elements.items():
            part = body.replace(b"/S /Document", b"/S /Part", 1) if old == tops[0] else body
            yield self._out.written(numbers[old], _moved(part, numbers))
        self._documents.append(numbers[tops[0]])
        rows = {int(row[1]): row[2] for row in _ROW.finditer(source.object(tree)[0])}
        first = len(self._rows) - len(pages)
        for turn, page in enumerate(pages):
            place = _PLACE.search(source.object(page)[0])
            if first < 0 or place is None or int(place[1]) not in rows:
                raise NotOurs
            number = self._rows[first + turn] = self._out.number()
            row = b"[ %s ]" % _moved(rows[int(place[1])], numbers).strip()
            yield self._out.written(number, row)

    def end(self) -> Iterator[bytes]:
        """Write the root, and the tree that leads from pages to what is marked on them."""
        leaves = array("L")
        for start in range(0, len(self._rows), _LEAF):
            rows = self._rows[start : start + _LEAF]
            leaves.append(self._out.number())
            yield self._out.written(
                leaves[-1],
                b"<< /Limits [ %d %d ] /Nums [ %s ] >>"
                % (
                    start,
                    start + len(rows) - 1,
                    b" ".join(b"%d %d 0 R" % row for row in enumerate(rows, start)),
                ),
            )
        tree = self._out.number()
        yield self._out.written(tree, b"<< /Kids %s >>" % listed(leaves))
        yield self._out.written(
            self._whole,
            b"<< /Type /StructElem /S /Document /P %d 0 R /K %s >>"
            % (self._root, listed(self._documents)),
        )
        yield self._out.written(
            self._root,
            b"<< /Type /StructTreeRoot /K [ %d 0 R ] /ParentTree %d 0 R /ParentTreeNextKey %d >>"
            % (self._whole, tree, len(self._rows)),
        )


def _moved(said: bytes, numbers: dict[int, int]) -> bytes:
    try:
        return renumbered(said, numbers)
    except KeyError:
        raise NotOurs from None


def _elements(source: Source, top: int) -> dict[int, bytes]:
    """All elements from ``top`` down, each once."""
    found: dict[int, bytes] = {}
    waiting = [top]
    while waiting:
        number = waiting.pop()
        if number in found:
            raise NotOurs
        found[number], _ = source.object(number)
        waiting.extend(_kids(found[number]))
    return found


def _kids(said: bytes) -> list[int]:
    kids = _KIDS.search(said)
    return list(references(_ON_PAGE.sub(b"", kids[1]))) if kids else []
