"""衬纸: under the blank sheet every character lies in the cell where it is to be written."""

import io

import pypdfium2
import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import CopyGrid, Document
from desktop.documents.catalogue import catalogue
from desktop.documents.fonts import Fonts
from desktop.documents.layout import lay_out
from desktop.documents.page import Box, Page, Text
from desktop.documents.pdf.writing import to_pdf
from desktop.documents.underlay import NOTE, UNDERLAY, underlay

from .cases import LONG_NAME, LONG_UNIT, PACKS, made
from .reading import EXTRACTORS

SHEETS = [
    (pack, terms.kind)
    for pack in PACKS
    for terms in catalogue(load(pack))
    if terms.mode == "copy" and not terms.written_into
]


def of(document: Document) -> Document:
    found = underlay(document)
    assert found is not None
    return found


def cells(page: Page) -> list[tuple[float, float, float, float]]:
    """The drawn cells: x, y, width, height, to a hundredth of a point."""
    return [
        (round(box.x, 2), round(box.y, 2), round(box.width, 2), round(box.height, 2))
        for box in page.items
        if isinstance(box, Box) and box.width == box.height
    ]


def heavy(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text) and item.heavy]


@pytest.mark.parametrize(("pack", "kind"), SHEETS)
@pytest.mark.parametrize("person", [{}, {"person__name": LONG_NAME, "unit__name": LONG_UNIT}])
def test_its_cells_are_those_of_the_blank_sheet_and_its_text_the_model_s(
    pack: str, kind: str, person: dict[str, str], fonts: Fonts
) -> None:
    document = made(pack, kind, **person)
    under = lay_out(of(document), fonts)
    pages = lay_out(document, fonts)
    blank = pages[len(pages) - len(under) :]
    assert [cells(page) for page in under] == [cells(page) for page in blank]
    assert all(cells(page) for page in under)
    model = "".join(b.text for b in document.blocks if isinstance(b, CopyGrid))
    said = "".join(line.source for page in under for line in heavy(page))
    assert "".join(said.split()) == "".join(model.split()) != ""


@pytest.mark.parametrize(("pack", "kind"), SHEETS)
def test_each_character_stands_in_the_middle_of_a_cell(pack: str, kind: str, fonts: Fonts) -> None:
    for page in lay_out(of(made(pack, kind)), fonts):
        drawn = cells(page)
        right = max(x + width for x, _, width, _ in drawn)
        for line in heavy(page):
            for glyph in line.glyphs:
                x = line.x + (glyph.x + 0.5) * line.size
                y = line.y - 0.36 * line.size
                inside = [
                    (left, top, side)
                    for left, top, side, _ in drawn
                    if left <= x <= left + side and top <= y <= top + side
                ]
                # A mark that may not begin a row hangs behind its last cell.
                assert inside or x > right, glyph.char


def test_nobody_takes_it_for_the_sheet(fonts: Fonts) -> None:
    under = of(made("BM24", "pledge"))
    (text,) = EXTRACTORS["pdfium"](to_pdf(under, fonts))
    assert UNDERLAY in text
    assert NOTE in text
    assert under.title == "个人承诺书衬纸"


def test_it_is_darker_than_the_model(fonts: Fonts) -> None:
    document = made("BM24", "pledge")
    assert ink(to_pdf(of(document), fonts), 0.35) > 1.5 * ink(to_pdf(document, fonts), 0.35)


def ink(data: bytes, threshold: float) -> int:
    """So many pixels of the first page are darker than the watermark, the green and the red."""
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    page = pdf[0]
    image = page.render(scale=2).to_pil().convert("L")
    page.close()
    pdf.close()
    return sum(image.histogram()[: int(threshold * 255)])


def test_what_is_written_into_another_paper_has_none(fonts: Fonts) -> None:
    assert underlay(made("LC22", "pledge")) is None
    assert underlay(made("BM24", "summary")) is None
