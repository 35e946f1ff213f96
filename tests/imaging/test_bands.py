"""Pages for paper: drawn band by band, together the very page."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop.errors import UserError
from desktop.imaging.intake import page_band, page_image


def drawn(*colour: float, pages: int = 1) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        canvas.setFillColorRGB(*colour)
        canvas.circle(300, 420, 250, fill=1)
        canvas.drawString(72, 800, "Bands meet without a seam")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(("dpi", "rows"), [(72, 100), (97, 333), (150, 1754), (300, 1200)])
def test_bands_are_the_page_row_by_row(dpi: int, rows: int) -> None:
    pdf = drawn(0.2, 0.4, 0.8)
    whole = np.asarray(Image.open(io.BytesIO(page_image(pdf, 0, dpi))))
    top, height, bands = 0, 1, []
    while top < height:
        png, height = page_band(pdf, 0, dpi, top, rows)
        bands.append(np.asarray(Image.open(io.BytesIO(png)).convert("RGB")))
        top += rows
    assert height == whole.shape[0]
    assert all(band.shape[0] == rows for band in bands[:-1])
    joined = np.concatenate(bands)
    assert joined.shape == whole.shape
    # Edges are smoothed from a place within the band: some levels of grey at the most.
    assert np.abs(joined.astype(int) - whole).max() <= 8


def test_a_page_without_colour_comes_in_greys() -> None:
    assert Image.open(io.BytesIO(page_band(drawn(0, 0, 0), 0, 72, 0, 200)[0])).mode == "L"
    assert Image.open(io.BytesIO(page_band(drawn(0.9, 0, 0), 0, 72, 300, 200)[0])).mode == "RGB"


def test_below_the_page_there_is_nothing() -> None:
    pdf = drawn(0, 0, 0)
    with pytest.raises(UserError, match="没有这一页"):
        page_band(pdf, 0, 72, 900, 10)
    with pytest.raises(UserError, match="没有这一页"):
        page_band(pdf, 1, 72, 0, 10)
