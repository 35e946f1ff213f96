"""Forms: what is filled in, what stays open, and that nothing is ever cut off."""

import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import docx
import pytest

from desktop.documents.blocks import (
    Document,
    Table,
)
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.forms import STRUCK
from desktop.documents.geometry import MM
from desktop.documents.layout import lay_out
from desktop.documents.page import Item, Stroke, Text
from desktop.documents.pdf.writing import to_pdf
from desktop.domain.case import Service

from .cases import FORM, LONG_NAME, LONG_UNIT, made
from .reading import EXTRACTORS, body


def table_of(document: Document) -> Table:
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    return table


@pytest.mark.parametrize("pack", ["LC22", "GT23", "ZZ23", "GJ21"])
@pytest.mark.parametrize(("level", "struck"), [("初级", True), ("中级", True), ("高级", False)])
def test_the_last_box_is_struck_below_the_high_level(pack: str, level: str, struck: bool) -> None:
    table = table_of(made(pack, "exemption_form", apply__level=level))
    last = table.rows[-1][-1]
    assert (last.text == STRUCK) is struck
    assert bool(last.foot) is not struck
    others = [cell for row in table.rows for cell in row if cell is not last]
    assert all(cell.text != STRUCK for cell in others)


def test_the_upper_part_is_filled_in_and_opinions_are_left_open() -> None:
    table = table_of(made("LC22", "exemption_form"))
    texts = [cell.text for row in table.rows for cell in row]
    for fact in (
        "张䶮",
        "女",
        "1988年5月",
        "659901198805120028",
        "本科",
        "学士",
        "2010年6月新疆农业大学林学专业毕业",
        "库尔勒晨露园林有限责任公司",
        "2010年7月",
        "工程师",
        "高级工程师",
    ):
        assert fact in texts
    (reason,) = [text for text in texts if "墨玉县" in text]
    assert "2019" in reason
    opinions = [cell for row in table.rows[-3:] for cell in row if cell.foot]
    assert len(opinions) == 4
    assert all(not cell.text for cell in opinions)


LONG_REASON = "；".join(
    f"{year}年1月至{year}年12月在和田地区墨玉县扎瓦镇夏合勒克村参加“访惠聚”驻村工作"
    for year in range(2010, 2022)
)


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("name", ["王伟", LONG_NAME])
def test_nothing_in_a_form_is_cut_off(name: str, times: int, fonts: Fonts) -> None:
    reason = LONG_REASON * times
    service = (Service(id="s1", kind="访惠聚驻村", reason=reason, years=(2019,)),)
    document = made(
        "LC22", "exemption_form", person__name=name, unit__name=LONG_UNIT, service=service
    )
    pages = lay_out(document, fonts)
    text = "".join(EXTRACTORS["pdfium"](to_pdf(document, fonts))).replace("\r\n", "")
    for fact in (reason[:20], reason[-20:]):
        assert fact in body([text])
    for page in pages:
        edges = {round(item.x1, 1) for item in page.items if isinstance(item, Stroke)}
        floors = {round(item.y1, 1) for item in page.items if isinstance(item, Stroke)}
        left, right = min(edges), max(edges)
        for item in page.items:
            if isinstance(item, Text) and item.glyphs and item.size <= FORM.size:
                ends = item.x + (item.glyphs[-1].x + 0.5) * item.size
                assert left <= item.x + item.glyphs[0].x * item.size
                assert ends <= right
                assert min(floors) < item.y < max(floors)
                assert item.size >= 9


def test_a_long_text_is_set_smaller_and_then_the_row_grows(fonts: Fonts) -> None:
    def row(reason: str) -> tuple[float, float]:
        """The size of the type, and the height of the row of 免考理由."""
        service = (Service(id="s1", kind="访惠聚驻村", reason=reason, years=(2019,)),)
        items = lay_out(made("LC22", "exemption_form", service=service), fonts)[0].items
        (size,) = {
            round(item.size, 2)
            for item in items
            if isinstance(item, Text) and item.source and reason.startswith(item.source)
        }
        return size, heights(items)[5]

    short, low = row("2019年在墨玉县驻村")
    middle, same = row(LONG_REASON[:240])
    long, higher = row(LONG_REASON[:700])
    assert short == FORM.size > middle > long >= 9
    assert low == pytest.approx(same, abs=0.05)
    assert same < higher


def heights(items: Sequence[Item]) -> list[float]:
    """The heights of a table's rows."""
    rules = {item.y1 for item in items if isinstance(item, Stroke) and item.y1 == item.y2}
    each = sorted({round(y, 1) for y in rules})
    return [low - high for high, low in pairwise(each)]


def test_the_form_in_word_is_a_real_table_with_merged_cells(fonts: Fonts) -> None:
    word = docx.Document(io.BytesIO(to_docx(made("LC22", "exemption_form"), fonts)))
    (table,) = word.tables
    spans = [[int(cell.grid_span) for cell in _cells(row)] for row in table.rows]
    assert spans == [
        [1, 1, 1, 1, 1, 1],
        [1, 1, 1, 1, 1, 1],
        [1, 5],
        [1, 3, 1, 1],
        [1, 2, 1, 2],
        [1, 5],
        [1, 5],
        [1, 5],
        [1, 2, 1, 2],
    ]
    assert "659901198805120028" in [cell.text for cell in _cells(table.rows[1])]


def _cells(row: Any) -> list[Any]:
    seen: list[Any] = []
    for cell in row.cells:
        if not any(cell._tc is other._tc for other in seen):
            seen.append(cell)
    return seen


def test_rows_of_a_form_are_as_high_as_the_pack_has_them(fonts: Fonts) -> None:
    document = made("LC22", "exemption_form")
    found = heights(lay_out(document, fonts)[0].items)
    for height, least in zip(found, table_of(document).heights, strict=True):
        assert height >= least * MM - 0.1
