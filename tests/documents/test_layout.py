from collections.abc import Iterable

import pytest

from desktop.documents.blocks import (
    Block,
    Cell,
    CopyGrid,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    Signature,
    SignLine,
    Table,
    Title,
)
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import MM, OFFICIAL, PAGE_WIDTH, REPORT, Frame
from desktop.documents.layout import lay_out, paginate
from desktop.documents.page import Box, Outline, Page, Row, Stroke, Text

from .cases import COPYING

SIGNATURE = Signature(
    (SignLine("签字：", 6),), "库尔勒晨露园林有限责任公司（公章）", "2024年7月22日"
)


def pages(blocks: Iterable[Block], fonts: Fonts, frame: Frame = OFFICIAL) -> tuple[Page, ...]:
    return lay_out(Document("kind", "标题", frame, tuple(blocks)), fonts)


def lines(page: Page) -> list[str]:
    return [item.source for item in page.items if isinstance(item, Text)]


def texts(page: Page) -> list[Text]:
    return [item for item in page.items if isinstance(item, Text)]


def test_a_page_has_22_lines_of_28_characters(fonts: Fonts) -> None:
    (first, second) = pages([Paragraph("造" * (28 * 25 - 2))], fonts)
    body = lines(first)[:-1]
    assert [len(line) for line in body] == [26] + [28] * 21
    assert len(lines(second)) == 3 + 1
    place = texts(first)[1]
    assert place.x + place.glyphs[0].x * place.size == pytest.approx(28 * MM)
    last = place.x + place.glyphs[-1].x * place.size + 16
    assert last == pytest.approx(PAGE_WIDTH - 26 * MM, abs=0.3)


def test_numbers_stand_right_on_odd_pages_and_left_on_even(fonts: Fonts) -> None:
    made = pages([Paragraph("造" * 28 * 50)], fonts)
    assert [lines(page)[-1] for page in made] == ["— 1 —", "— 2 —", "— 3 —"]
    places = [texts(page)[-1] for page in made]
    assert places[0].x == places[2].x > PAGE_WIDTH / 2
    assert places[1].x == pytest.approx(28 * MM + 14)


def test_a_title_is_centred_and_an_empty_line_follows(fonts: Fonts) -> None:
    (page,) = pages([Title("业务工作总结"), Paragraph("正文。")], fonts)
    title, body = texts(page)[:2]
    assert title.size == 22
    middle = title.x + 6 * 22 / 2
    assert middle == pytest.approx(28 * MM + OFFICIAL.width / 2)
    assert body.y - title.y > 1.8 * OFFICIAL.leading


@pytest.mark.parametrize("count", range(17, 24))
def test_a_signature_never_stands_alone_and_never_parts(fonts: Fonts, count: int) -> None:
    made = pages([Paragraph("造" * (28 * count - 2)), SIGNATURE], fonts)
    last = lines(made[-1])
    assert last[-4:-1] == ["签字：", SIGNATURE.seal, SIGNATURE.date]
    assert len(last) >= 4 + 2
    assert sum(len(lines(page)) - 1 for page in made) == count + 3


@pytest.mark.parametrize("count", range(18, 23))
def test_a_heading_is_never_last_on_a_page(fonts: Fonts, count: int) -> None:
    blocks = (Paragraph("造" * (28 * count - 2)), Heading("一、工作态度"), Paragraph("勤" * 60))
    for page in pages(blocks, fonts)[:-1]:
        assert lines(page)[-2] != "一、工作态度"


def test_the_unit_is_centred_on_the_date_four_characters_from_the_right(fonts: Fonts) -> None:
    (page,) = pages(
        [Paragraph("正文。"), Signature((), "晨露园林公司（公章）", "2024年7月2日")], fonts
    )
    seal, date = texts(page)[1:3]

    def ends(text: Text) -> tuple[float, float]:
        return text.x + text.glyphs[0].x * 16, text.x + text.glyphs[-1].x * 16 + OFFICIAL.pitch

    assert ends(date)[1] == pytest.approx(PAGE_WIDTH - 26 * MM - 4 * OFFICIAL.pitch, abs=1)
    assert sum(ends(seal)) / 2 == pytest.approx(sum(ends(date)) / 2, abs=1)


def test_a_long_unit_is_set_on_two_lines_inside_the_page(fonts: Fonts) -> None:
    unit = "新疆巴音郭楞蒙古自治州库尔勒市天山绿洲生态园林绿化工程技术开发有限责任公司第三分公司"
    (page,) = pages([Paragraph("正文。"), Signature((), f"{unit}（公章）", "2024年7月2日")], fonts)
    seal = texts(page)[1:3]
    assert "".join(part.source for part in seal) == f"{unit}（公章）"
    for part in seal:
        assert part.x >= 28 * MM
        assert part.x + part.glyphs[-1].x * 16 + 16 <= PAGE_WIDTH - 26 * MM


@pytest.mark.parametrize("length", [1, 20, 21, 24, 40, 47, 60, 120])
def test_a_unit_of_any_length_stays_inside_the_page(fonts: Fonts, length: int) -> None:
    unit = "绿" * length + "（公章）"
    (page,) = pages([Paragraph("正文。"), Signature((), unit, "2024年7月2日")], fonts)
    *seal, date, _ = texts(page)[1:]
    assert "".join(part.source for part in seal) == unit
    assert seal[-1].source.endswith("绿（公章）")
    for part in (*seal, date):
        assert part.x >= 28 * MM - 0.01
        assert part.x + part.glyphs[-1].x * 16 + 16 <= PAGE_WIDTH - 26 * MM


def test_rows_that_hold_together_move_together() -> None:
    rows = [Row(100, (Text(0, 0, 9, (), str(n)),), hold=n in (5, 6)) for n in range(9)]
    made = paginate(rows, OFFICIAL)
    assert [lines(page) for page in made] == [list("01234"), list("5678")]


def test_rows_that_all_hold_are_parted_where_they_must() -> None:
    rows = [Row(100, (Text(0, 0, 9, (), str(n)),), hold=True) for n in range(15)]
    made = paginate(rows, OFFICIAL)
    assert [lines(page) for page in made] == [
        ["0", "1", "2", "3", "4", "5"],
        ["6", "7", "8", "9", "10", "11"],
        ["12", "13", "14"],
    ]


def test_a_page_break_begins_a_page(fonts: Fonts) -> None:
    made = pages([Paragraph("甲。"), PageBreak(), Paragraph("乙。")], fonts)
    assert [lines(page)[0] for page in made] == ["甲。", "乙。"]


def test_the_head_of_a_table_stands_on_every_page(fonts: Fonts) -> None:
    rows = tuple((Cell("已符合"), Cell("要求" * 30)) for _ in range(60))
    made = pages([Table((1, 4), rows, (Cell("状态"), Cell("要求"))), Heading("完")], fonts, REPORT)
    assert len(made) > 1
    for page in made:
        assert lines(page)[:2] == ["状态", "要求"]
    assert sum(lines(page).count("已符合") for page in made) == 60
    low = max(item.y2 for page in made for item in page.items if isinstance(item, Stroke))
    assert low <= REPORT.top + REPORT.height


def test_a_cell_longer_than_a_page_goes_on_on_the_next(fonts: Fonts) -> None:
    text = "长" * 4000
    made = pages([Table((1, 1), ((Cell(text), Cell("短")),))], fonts, REPORT)
    assert len(made) > 1
    assert "".join(line for page in made for line in lines(page) if line[0] == "长") == text


def test_the_model_has_a_cell_and_a_count_for_every_character(fonts: Fonts) -> None:
    (page,) = pages([CopyGrid(12, 12.8, text="诺" * 30)], fonts, COPYING)
    assert [len(line) for line in lines(page)] == [10, 12, 8]
    counts = [item.text for item in page.items if isinstance(item, Outline)]
    assert counts == ["10", "22", "30"]
    cells = [item for item in page.items if isinstance(item, Box)]
    assert len(cells) == 36
    assert max(cell.x + cell.width for cell in cells) < PAGE_WIDTH - COPYING.right


@pytest.mark.parametrize("before", range(14, 24))
def test_a_whole_paragraph_is_never_parted(fonts: Fonts, before: int) -> None:
    made = pages(
        [Paragraph("造" * (28 * before - 2)), Paragraph("林" * (28 * 4), whole=True)], fonts
    )
    holding = [page for page in made if any("林" in line for line in lines(page))]
    assert len(holding) == 1


def test_a_number_is_rather_set_smaller_than_in_two(fonts: Fonts) -> None:
    table = Table((1, 8), ((Cell("6599011988"), Cell("证件号码")),))
    (page,) = pages([table], fonts, REPORT)
    number = texts(page)[0]
    assert number.source == "6599011988"
    assert number.size < REPORT.size


def test_a_cell_that_is_a_name_is_parted_after_its_interpunct_if_at_all(fonts: Fonts) -> None:
    name = "阿卜杜热合曼·买买提·吐尔逊"
    for share in (3, 4, 5, 6, 7):
        table = Table((1, share), ((Cell(name), Cell("姓名")),))
        (page,) = pages([table], fonts, REPORT)
        parts = [text.source for text in texts(page) if text.cell == (0, 0)]
        assert "".join(parts) == name
        assert all(part.endswith("·") for part in parts[:-1])
