"""Documents copied by hand: the model, the blank sheet, the fingerprint."""

import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import (
    CopyGrid,
    Document,
    HandSign,
    Mark,
    PageBreak,
    Small,
)
from desktop.documents.fonts import Fonts
from desktop.documents.layout import lay_out
from desktop.documents.page import Box, Outline, Stroke, Text
from desktop.documents.pdf.writing import to_pdf
from desktop.documents.sheets import grid_lines

from .cases import LONG_NAME, PACKS, made
from .reading import EXTRACTORS


def halves(document: Document) -> tuple[list[object], list[object]]:
    """The blocks of the model and of the sheet."""
    at = next(i for i, block in enumerate(document.blocks) if isinstance(block, PageBreak))
    return list(document.blocks[:at]), list(document.blocks[at + 1 :])


COPIES = [
    (pack, terms.kind) for pack in PACKS for terms in load(pack).documents if terms.mode == "copy"
]


@pytest.mark.parametrize(("pack", "kind"), COPIES)
def test_a_model_is_marked_large_and_in_cells(pack: str, kind: str, fonts: Fonts) -> None:
    document = made(pack, kind)
    assert document.blocks[0] == Mark("范本，勿交", across=True)
    page = lay_out(document, fonts)[0]
    faint = [item for item in page.items if isinstance(item, Outline) and len(item.text) == 5]
    assert [item.text for item in faint] == ["范本，勿交"]
    assert faint[0].turn
    grids = [b for b in document.blocks if isinstance(b, CopyGrid) and b.text]
    sizes = {
        round(item.size, 2)
        for item in page.items
        if isinstance(item, Text) and item.size > 20 and item.glyphs[0].face.startswith("kai")
    }
    assert grids
    assert all(grid.cell >= 9.9 for grid in grids)
    assert all(size >= 21.99 for size in sizes)


@pytest.mark.parametrize(("pack", "kind"), COPIES)
def test_only_what_is_written_on_a_sheet_of_its_own_has_one(pack: str, kind: str) -> None:
    terms = load(pack).document(kind)
    has_sheet = any(isinstance(block, PageBreak) for block in made(pack, kind).blocks)
    assert has_sheet is not bool(terms.written_into)
    notes = "".join(b.text for b in made(pack, kind).blocks if isinstance(b, Small))
    assert terms.written_into in notes


@pytest.mark.parametrize(("pack", "kind"), COPIES)
def test_the_fingerprint_box_is_there_where_it_is_asked_for(pack: str, kind: str) -> None:
    signs = [block for block in made(pack, kind).blocks if isinstance(block, HandSign)]
    wanted = (pack, kind) in {("GT23", "pledge"), ("BM24", "pledge")}
    assert [sign.box for sign in signs if sign.box] == ([30.0] if wanted else [])


def test_the_guarantee_prints_no_word_on_the_sheet(fonts: Fonts) -> None:
    for name in ("张䶮", LONG_NAME):
        document = made("LC22", "guarantee", person__name=name)
        model, sheet = halves(document)
        assert all(isinstance(block, CopyGrid) and not block.text for block in sheet)
        pages = EXTRACTORS["pdfium"](to_pdf(document, fonts))
        assert pages[0].strip()
        assert not pages[-1].strip()
        items = lay_out(document, fonts)[-1].items
        assert all(isinstance(item, Box | Stroke) for item in items)
        grids = [block for block in model if isinstance(block, CopyGrid)]
        blank = [block for block in sheet if isinstance(block, CopyGrid)]
        # Cell for cell the same.
        assert [(g.columns, g.cell, len(grid_lines(g)), g.space) for g in grids] == [
            (g.columns, g.cell, len(grid_lines(g)), g.space) for g in blank
        ]


def test_the_guarantees_model_has_everything_in_the_order_of_the_notice() -> None:
    document = made("LC22", "guarantee")
    texts = [block.text for block in document.blocks if isinstance(block, CopyGrid)]
    heads = ["".join(text.split())[:6] for text in texts if text]
    assert heads == [
        "专业技术资格",
        "本人申报林业",
        "申报人（签名",
        "年月日",
        "本人承诺：所",
        "兹保证张䶮同",
        "单位（盖章）",
        "负责人（签名",
        "年月日",
    ]
    (note,) = [block.text for block in document.blocks if isinstance(block, Small)]
    assert "只有公章是盖的" in note
    assert "由申报人手写" in note


@pytest.mark.parametrize("name", ["王伟", "张䶮", "买买提江·吐尔逊", LONG_NAME])
def test_the_guarantee_is_one_sheet_and_its_model_too(name: str, fonts: Fonts) -> None:
    assert len(lay_out(made("LC22", "guarantee", person__name=name), fonts)) == 2


@pytest.mark.parametrize("length", range(20, 60))
def test_no_row_of_a_model_begins_with_a_mark(length: int) -> None:
    text = "字" * length + "，字。”" + "字" * 20
    lines = grid_lines(CopyGrid(16, 9.9, text=text))
    assert "".join(lines).replace(" ", "") == text
    assert all(line[0] not in "，。”" for line in lines)
    assert all(len(line.rstrip("，。”")) <= 16 for line in lines)
