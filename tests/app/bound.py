"""People's pieces as a batch leaves them, small; and how many pages of what a bound PDF has."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2

from desktop.app.batch.order import Outcome
from desktop.app.batch.work import Piece
from desktop.app.papers.press import Press
from desktop.documents.blocks import Block, Document, PageBreak, Paragraph, Title
from desktop.documents.geometry import OFFICIAL

PRESS = Press.bundled()


@cache
def pdf(text: str, pages: int = 1) -> bytes:
    """A document of so many pages, ``text`` and the page's number on each."""
    blocks: list[Block] = []
    for number in range(1, pages + 1):
        blocks += [Title(text), Paragraph(f"{text}的第{number}页。"), PageBreak()]
    return PRESS.pdf(Document("made-up", text, OFFICIAL, tuple(blocks[:-1])))


def outcome(
    folder: Path, number: int, name: str, pieces: Mapping[Piece, int], **more: Any
) -> Outcome:
    """Somebody's folder with these pieces of so many pages, and what a batch tells of it."""
    home = folder / f"{number:03}-{name}"
    for piece, pages in pieces.items():
        path = home / piece.place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf(f"{name}{piece.title}", pages))
    return Outcome(f"case-{number}", number, name, home, pieces=tuple(pieces), **more)


def bookmarks(path: Path) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Those of the first level with page (from 1), each with those below."""
    reader = pypdf.PdfReader(path, strict=True)

    def read(entries: Sequence[Any]) -> Iterator[tuple[str, int, list[tuple[str, int]]]]:
        for entry, after in zip(entries, chain(entries[1:], [None]), strict=True):
            if isinstance(entry, list):
                continue
            page = reader.get_destination_page_number(entry)
            assert page is not None
            inner = [(t, n) for t, n, _ in read(after)] if isinstance(after, list) else []
            yield str(entry.title), page + 1, inner

    return list(read(reader.outline))


def page_words(path: Path) -> list[str]:
    """The first line of each page; ``""`` of an empty one."""
    document = pypdfium2.PdfDocument(path)
    try:
        said = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return [text.split()[0] if text.split() else "" for text in said]


def pictures(data: bytes | Path) -> list[bytes]:
    """The pixels of every page."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=0.6).to_pil().tobytes() for page in document]
    finally:
        document.close()
