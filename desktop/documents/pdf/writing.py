"""Pages → a PDF file for archives (PDF/A-2b): tagged, with bookmarks, the same bytes every time.

All setting is our own; ReportLab reads the fonts.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter

from PIL import Image as Pictures

from desktop.documents.blocks import LANGUAGE, Document
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import PAGE_HEIGHT, PAGE_WIDTH
from desktop.documents.layout import lay_out
from desktop.documents.page import Page, Text
from desktop.documents.pdf import archive, outline
from desktop.documents.pdf.content import Painter
from desktop.documents.pdf.objects import Objects, references
from desktop.documents.pdf.structure import Structure

_COLOURS = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}
_QUALITY = 92  # of a picture whose colours had to be changed


def to_pdf(document: Document, fonts: Fonts) -> bytes:
    """The document as a PDF file."""
    return written(document, lay_out(document, fonts), fonts)


def fonts_used(document: Document, fonts: Fonts) -> tuple[str, ...]:
    """What the fonts are called which the document is set in: Chinese ones, the most used first."""
    used: Counter[str] = Counter()
    for page in lay_out(document, fonts):
        for item in page.items:
            if isinstance(item, Text):
                for glyph in item.glyphs:
                    used[glyph.face] += not glyph.char.isascii()
    return tuple(fonts.face(face).name for face, _ in used.most_common())


def written(document: Document, pages: tuple[Page, ...], fonts: Fonts) -> bytes:
    """The file of a document that has been laid out already."""
    objects = Objects()
    structure = Structure(document)
    pictures = _PicturesOf(objects)
    painter = Painter(fonts, structure, pictures.name)
    tree, resources = objects.number(), objects.number()
    numbers = [objects.number() for _ in pages]
    digest = hashlib.blake2b(document.title.encode("utf-8", "replace"), digest_size=16)
    for place, page in enumerate(pages):
        shown = painter.page(page)
        digest.update(shown)
        objects.set(
            numbers[place],
            b"<< /Type /Page /Parent %d 0 R /MediaBox [ 0 0 %.4f %.4f ] /Resources %d 0 R "
            b"/Contents %d 0 R /StructParents %d /Tabs /S >>"
            % (tree, PAGE_WIDTH, PAGE_HEIGHT, resources, objects.stream(b"", shown), place),
        )
    objects.set(tree, b"<< /Type /Pages /Count %d /Kids %s >>" % (len(pages), references(numbers)))
    named = (
        b"/%s %d 0 R" % (subset.name.encode(), subset.write(objects))
        for subset in painter.subsets.values()
    )
    objects.set(
        resources,
        b"<< /Font << %s >> /XObject << %s >> >>" % (b" ".join(named), pictures.resources()),
    )
    marks = outline.marks(document, pages)
    bookmarks = b"/Outlines %d 0 R " % outline.write(objects, marks, numbers) if marks else b""
    catalogue = objects.add(
        b"<< /Type /Catalog /Pages %d 0 R %s/PageMode /UseNone /Lang (%s) /Metadata %d 0 R %s "
        b"/MarkInfo << /Marked true >> /StructTreeRoot %d 0 R "
        b"/ViewerPreferences << /DisplayDocTitle true >> >>"
        % (
            tree,
            bookmarks,
            LANGUAGE.encode(),
            objects.add(archive.metadata(document.title)),
            archive.intent(objects.add(archive.profile())),
            structure.write(objects, numbers),
        )
    )
    about = objects.add(archive.info(document.title))
    return objects.file(archive.trailer(catalogue, about, digest.digest()))


class _PicturesOf:
    """The pictures of a document, each in its file once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._numbers: dict[bytes, int] = {}

    def name(self, data: bytes) -> str:
        """What a picture (JPEG) is called on pages."""
        if data not in self._numbers:
            self._numbers[data] = self._put(data)
        return f"I{self._numbers[data]}"

    def resources(self) -> bytes:
        """The entries that lead from names to objects."""
        return b" ".join(b"/I%d %d 0 R" % (number, number) for number in self._numbers.values())

    def _put(self, data: bytes) -> int:
        with Pictures.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            colours = _COLOURS.get(picture.mode)
            if colours is None:  # CMYK: an archive's file means one kind of colour alone
                changed = io.BytesIO()
                picture.convert("RGB").save(changed, "JPEG", quality=_QUALITY)
                colours, data = _COLOURS["RGB"], changed.getvalue()
        entries = (
            b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 "
            b"/ColorSpace %s /Filter /DCTDecode" % (width, height, colours)
        )
        return self._objects.stream(entries, data, press=0)
