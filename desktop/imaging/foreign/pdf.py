"""PDF pages through PDFium; runs in the child.

PDFium keeps state for the whole process and is not thread-safe: the child asks it from one thread.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from desktop.imaging.foreign import refusals
from desktop.imaging.formats import FORMATS, recognise

_POINTS_PER_INCH = 72
_LONGEST = 20_000
_TAIL = 2048  # where the end marker has to be; scanners append a little rubbish now and then


class BrokenPdf(Exception):
    """The file cannot be read as a PDF."""


class EncryptedPdf(BrokenPdf):
    """The file wants a password."""


def is_pdf(data: bytes) -> bool:
    """Whether ``data`` is a matter for PDFium."""
    return recognise(data) is FORMATS["pdf"]


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document in ``data``; what PDFium cannot do in the block is :class:`BrokenPdf`."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        kind = EncryptedPdf if error.err_code == raw.FPDF_ERR_PASSWORD else BrokenPdf
        raise kind from error
    try:
        # What stands in the fields of a form, a seal among them, is part of what the page shows.
        document.init_forms()
        yield document
    except pypdfium2.PdfiumError as error:
        raise BrokenPdf from error
    finally:
        document.close()


def count_pages(data: bytes, most: int) -> int:
    """How many pages the PDF has; :class:`BrokenPdf` where it is cut off or a page is not there.

    With more than ``most`` pages only the number is found out.
    """
    with opened(data) as document:
        if b"%%EOF" not in data[-_TAIL:]:
            # PDFium repairs what it can and would show the first part as if it were the whole.
            raise BrokenPdf
        pages = len(document)
        if pages == 0:
            raise BrokenPdf
        for number in range(pages if pages <= most else 0):
            document[number].close()
        return pages


def page_of(document: pypdfium2.PdfDocument, number: int) -> pypdfium2.PdfPage:
    """Page ``number`` (from 0); ``NoPage`` where there is none."""
    if not 0 <= number < len(document):
        raise refusals.NoPage(number)
    return document[number]


def drawn(page: pypdfium2.PdfPage, dpi: float, max_pixels: int) -> Image.Image:
    """``page`` in colour at ``dpi``, coarser where it would pass ``max_pixels``."""
    width, height = page.get_size()
    scale = dpi / _POINTS_PER_INCH
    area = width * height * scale * scale
    if area > max_pixels:
        scale *= math.sqrt(max_pixels / area)
    # A page like a thread has hardly an area.
    scale = min(scale, _LONGEST / max(width, height))
    bitmap = page.render(scale=scale)
    # The bitmap's memory dies with the document.
    picture: Image.Image = bitmap.to_pil().convert("RGB").copy()
    return picture


def band(page: pypdfium2.PdfPage, dpi: float, top: int, rows: int) -> tuple[Image.Image, int]:
    """``rows`` rows of ``page`` in colour at ``dpi`` from row ``top``, and how many it has in all.

    The last band is as high as what is left.
    """
    scale = dpi / _POINTS_PER_INCH
    height = math.ceil(page.get_height() * scale)
    if not 0 <= top < height:
        raise refusals.NoPage(top)
    below = max(height - top - rows, 0)
    # PDFium's binding rounds up what is cut off: half a pixel less gives whole rows.
    cut = tuple(max(side - 0.5, 0) / scale for side in (below, top))
    bitmap = page.render(scale=scale, crop=(0, cut[0], 0, cut[1]))
    picture: Image.Image = bitmap.to_pil().convert("RGB").copy()
    return picture, height


def drawn_within(page: pypdfium2.PdfPage, longest: int) -> Image.Image:
    """``page`` in colour, its longer side of ``longest`` pixels."""
    return drawn(page, longest * _POINTS_PER_INCH / max(page.get_size()), longest * longest)
