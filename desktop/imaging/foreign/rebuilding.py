"""A PDF written anew from its pages alone, without what else it carries; runs in the child.

What it is called, who made it with what, attached files and earlier versions of the document hang
on its catalogue and not on its pages: they stay behind. A file whose fields or signature would
suffer is not touched, and neither is one whose pages would not look the very same afterwards.
"""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass

import pypdfium2
from PIL import ImageChops
from pypdfium2 import raw

from desktop.imaging.foreign import opening, pdf

_HINTS = (b"/Info", b"/Metadata", b"/EmbeddedFile", b"/ObjStm", b"/PieceInfo", b"/Prev")
"""Without one of these in its bytes a file has nothing beside its pages, nor where to hide it."""
_TELLING = ("Title", "Author", "Subject", "Keywords")
_HOLDING = frozenset(
    {
        raw.FPDF_ANNOT_FILEATTACHMENT,
        raw.FPDF_ANNOT_SOUND,
        raw.FPDF_ANNOT_MOVIE,
        raw.FPDF_ANNOT_RICHMEDIA,
    }
)
_SMALL = 400  # pixels of the longer side at which the pages are compared
_SAME = 2  # of 255
_SAME_SIZE = 0.01  # points
_PRIVATE = (b"/PieceInfo", b"/EmbeddedFile", b"/Filespec")

_ENTRY = 20  # bytes of a line in the table of objects
_TRAILER = re.compile(
    rb"/Info (\d+) 0 R\s*/Size (\d+)\s*/ID\s*\[<([0-9A-F]{32})><([0-9A-F]{32})>\]\s*>>\s*"
    rb"startxref\s+(\d+)\s+%%EOF\s*\Z"
)
_OBJECT = re.compile(rb"\d+ 0 obj\s*")
_XMP = re.compile(rb"/Type\s*/Metadata\b|/Subtype\s*/XML\b")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """``data`` without anything beside its pages, None where that cannot be.

    ``carried`` is what the file as it was tells: ``Title``, ``Author``, ``Subject``, ``Keywords``,
    ``files``.
    """

    data: bytes | None
    carried: tuple[str, ...]


def rebuilt(data: bytes, name: str, most: int) -> Rebuilt:
    """The PDF in ``data`` without metadata, of at most ``most`` bytes.

    The very same object where it carried nothing.
    """
    with opening.damage_told(name), pdf.opened(data) as document:
        carried = _carried(document)
        if not carried and not any(hint in data for hint in _HINTS):
            return Rebuilt(data, ())
        if _bound(document):
            return Rebuilt(None, carried)
        made = _bare(_anew(document))
        if made is None or len(made) > most or not _looks_the_same(document, made):
            return Rebuilt(None, carried)
        return Rebuilt(made, carried)


def _carried(document: pypdfium2.PdfDocument) -> tuple[str, ...]:
    told = [key for key in _TELLING if document.get_metadata_value(key).strip("\0 ")]
    if raw.FPDFDoc_GetAttachmentCount(document) > 0 or _holds_files(document):
        told.append("files")
    return tuple(told)


def _holds_files(document: pypdfium2.PdfDocument) -> bool:
    """Whether a file is pinned to a page."""
    for page in document:
        try:
            for number in range(raw.FPDFPage_GetAnnotCount(page)):
                note = raw.FPDFPage_GetAnnot(page, number)
                kind = raw.FPDFAnnot_GetSubtype(note)
                raw.FPDFPage_CloseAnnot(note)
                if kind in _HOLDING:
                    return True
        finally:
            page.close()
    return False


def _bound(document: pypdfium2.PdfDocument) -> bool:
    """Whether fields or a signature make the file what it is."""
    form = raw.FPDF_GetFormType(document)
    return bool(form != raw.FORMTYPE_NONE or raw.FPDF_GetSignatureCount(document) > 0)


def _anew(document: pypdfium2.PdfDocument) -> bytes:
    fresh = pypdfium2.PdfDocument.new()
    try:
        fresh.import_pages(document)
        out = io.BytesIO()
        fresh.save(out)
        return out.getvalue()
    finally:
        fresh.close()


def _bare(made: bytes) -> bytes | None:
    """What PDFium wrote, without the hour and chance in it and without metadata of single pages.

    Each is overwritten in its place by as many bytes. None where something is left, or the file is
    not built as PDFium builds one.
    """
    end = _TRAILER.search(made, max(0, len(made) - 1024))
    if end is None:
        return None
    places = _objects(made, int(end[5]), int(end[2]))
    info = int(end[1])
    if places is None or info not in places:
        return None
    bare = bytearray(made)
    for number, start in places.items():
        head = _OBJECT.match(made, start)
        stop = made.find(b"endobj", start)
        if head is None or stop < 0:
            return None
        stream = made.find(b"stream", head.end(), stop)
        said = made[head.end() : stop if stream < 0 else stream]
        if any(word in said for word in _PRIVATE):
            return None
        if number == info:
            _overwrite(bare, head.end(), stop, b"<<>>")
        elif _XMP.search(said):
            if stream >= 0:
                stop = _after_stream(made, said, stream)
            if stop < 0:
                return None
            _overwrite(bare, head.end(), stop, b"null")
    for group in (3, 4):
        bare[end.start(group) : end.end(group)] = b"0" * 32
    mark = hashlib.sha256(bare).hexdigest()[:32].upper().encode()
    for group in (3, 4):
        bare[end.start(group) : end.end(group)] = mark
    return bytes(bare)


def _objects(made: bytes, table: int, size: int) -> dict[int, int] | None:
    """Where each object begins; None where the table is not in one piece."""
    head = re.compile(rb"xref\s+0 %d\r?\n" % size).match(made, table)
    if head is None:
        return None
    lines = (made[head.end() + n * _ENTRY : head.end() + (n + 1) * _ENTRY] for n in range(size))
    return {n: int(line[:10]) for n, line in enumerate(lines) if line[17:18] == b"n"}


def _after_stream(made: bytes, said: bytes, stream: int) -> int:
    """Where the object ends whose stream begins there; its bytes may hold any word. -1: unknown."""
    length = re.search(rb"/Length (\d+)(?! \d+ R)", said)
    if length is None:
        return -1
    rest = stream + len(b"stream") + int(length[1])
    end = re.compile(rb"\s*endstream\s*").search(made, rest, rest + 32)
    return -1 if end is None or not made.startswith(b"endobj", end.end()) else end.end()


def _overwrite(bare: bytearray, start: int, stop: int, value: bytes) -> None:
    bare[start:stop] = value.ljust(stop - start - 1) + b"\n"


def _looks_the_same(document: pypdfium2.PdfDocument, made: bytes) -> bool:
    """Whether ``made`` has the very pages of ``document``, and carries nothing."""
    with pdf.opened(made) as fresh:
        told = any(fresh.get_metadata_dict().values())
        if told or _carried(fresh) or len(fresh) != len(document):
            return False
        return all(_same_page(document, fresh, number) for number in range(len(fresh)))


def _same_page(document: pypdfium2.PdfDocument, fresh: pypdfium2.PdfDocument, number: int) -> bool:
    was, now = document[number], fresh[number]
    try:
        sizes = zip(was.get_size(), now.get_size(), strict=True)
        if any(abs(a - b) > _SAME_SIZE for a, b in sizes):
            return False
        seen = pdf.drawn_within(was, _SMALL), pdf.drawn_within(now, _SMALL)
    finally:
        was.close()
        now.close()
    if seen[0].size != seen[1].size:
        return False
    extremes = ImageChops.difference(*seen).getextrema()
    return max(int(high) for _, high in extremes) <= _SAME  # type: ignore[misc]
