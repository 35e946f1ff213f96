import io
import random
import re
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest

from desktop.documents.blocks import CopyGrid, Document, Heading, Mark, Paragraph, Title
from desktop.documents.fonts import Fonts, MissingGlyph
from desktop.documents.geometry import OFFICIAL
from desktop.documents.pdf.embedding import unicode_map
from desktop.documents.pdf.writing import to_pdf
from desktop.errors import UserError

from .cases import COPYING
from .reading import EXTRACTORS, body

NAMES = ("张䶮", "王𬭎", "阿卜杜热合曼·买买提", "孙堃喆", "𬱖𫘜")


def document(*texts: str, title: str = "公示") -> Document:
    return Document("kind", title, OFFICIAL, tuple(Paragraph(text) for text in texts))


@pytest.mark.parametrize("reader", EXTRACTORS)
@pytest.mark.parametrize("name", NAMES)
def test_text_comes_out_to_the_letter(fonts: Fonts, reader: str, name: str) -> None:
    text = (
        f"现对{name}同志申报工程系列林业和草原专业中级职称进行公示。2019年3月至2021年12月，{name}同志参加"
        f"车尔臣河流域生态修复工程，用ArcGIS完成外业样地286块（占62%）、内业图斑1.2万个，提交《调查报告》"
        f"1份——评定为“优秀”等次……由{name}主持，电话：0996-7000000，网址https://example.cn/a?b=1。"
    )
    found = body(EXTRACTORS[reader](to_pdf(document(text, text * 4), fonts)))
    assert found == text * 5


@pytest.mark.parametrize("reader", EXTRACTORS)
@pytest.mark.parametrize(
    "text",
    [
        f"{before}王𬭎{after}"
        for before in ("12月，", "GPS", "。”", "（2024年3月")
        for after in ("同志", "2024年", "·𬭎")
    ],
)
def test_rare_characters_stand_beside_anything(fonts: Fonts, reader: str, text: str) -> None:
    assert body(EXTRACTORS[reader](to_pdf(document(text), fonts))) == text


PIECES = (
    "2019年3月|GPS|ArcGIS3.1|阿卜杜热合曼·买买提|王𬭎|张䶮|堃喆|，|。|、|“|”|（|）|《报告》|——|……|62%|1.2万亩|①|℃|工程|"
    "林业和草原|调查|规划|https://a.cn/b?c=1|0996-7000000|≥30|￥500|10×20|pH值|：|；|𬱖𫘜"
).split("|")


@pytest.mark.parametrize("reader", EXTRACTORS)
def test_any_text_comes_out_to_the_letter(fonts: Fonts, reader: str) -> None:
    chance = random.Random(9704)  # noqa: S311 - the same texts each time
    for _ in range(15):
        text = "".join(chance.choices(PIECES, k=chance.randint(5, 120)))
        assert body(EXTRACTORS[reader](to_pdf(document(text), fonts))) == text


@pytest.mark.parametrize("reader", EXTRACTORS)
def test_blanks_between_latin_words_stay(fonts: Fonts, reader: str) -> None:
    data = to_pdf(document("使用ArcGIS Pro 3.1软件制图。"), fonts)
    assert body(EXTRACTORS[reader](data)) == "使用ArcGIS Pro 3.1软件制图。"


@pytest.mark.parametrize("reader", EXTRACTORS)
def test_watermark_and_counts_do_not_come_out_with_the_model(fonts: Fonts, reader: str) -> None:
    blocks = (
        Mark("范本，勿交", across=True),
        CopyGrid(14, 11.0, text="本人承诺以上填报的内容" * 5),
    )
    data = to_pdf(Document("pledge", "承诺书", COPYING, blocks), fonts)
    assert body(EXTRACTORS[reader](data)) == "范本，勿交" + "本人承诺以上填报的内容" * 5


def test_the_same_document_gives_the_same_bytes(fonts: Fonts) -> None:
    one = to_pdf(document("甲" * 100), fonts)
    to_pdf(document("乙䶮"), fonts)
    again = Fonts(fonts.folder)
    assert to_pdf(document("甲" * 100), fonts) == one == to_pdf(document("甲" * 100), again)


def test_metadata_name_title_language_and_no_person(fonts: Fonts) -> None:
    reader = pypdf.PdfReader(io.BytesIO(to_pdf(document("正文", title="公示结果"), fonts)))
    assert reader.metadata is not None
    assert reader.metadata.title == "公示结果"
    assert reader.metadata.author == reader.metadata.creator == "职称申报助手"
    assert str(reader.root_object["/Lang"]) == "zh-CN"


def test_a4_and_every_font_embedded(fonts: Fonts) -> None:
    data = to_pdf(document("张䶮2024", "王𬭎"), fonts)
    reader = pypdf.PdfReader(io.BytesIO(data))
    (page,) = reader.pages
    assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
    used: Any = page["/Resources"]
    fonts_used = [font.get_object() for font in used["/Font"].values()]
    assert len(fonts_used) == 4  # 仿宋, its rare characters, Latin, 宋体 of the page number
    for font in fonts_used:
        assert re.fullmatch(r"/[A-Z]{6}\+[\w-]+", font["/BaseFont"])
        assert "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]


def test_a_character_without_a_glyph_is_an_error_and_no_file(fonts: Fonts) -> None:
    with pytest.raises(MissingGlyph) as caught:
        to_pdf(document("姓名：ئابدۇ"), fonts)
    assert "U+0626" in str(caught.value)


def test_drawn_characters_are_there_to_see(fonts: Fonts) -> None:
    """The page has ink where the name stands: nothing was left blank."""
    data = to_pdf(Document("kind", "题", OFFICIAL, (Title("王𬭎"), Heading("一、䶮"))), fonts)
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0]
    image = page.render(scale=2).to_pil().convert("L")
    top = round((37 * 72 / 25.4) * 2)
    middle = image.width // 2 + round(72 / 25.4 * 2)
    box = (middle, top, middle + 44, top + 58)
    dark = sum(image.crop(box).histogram()[:128])
    page.close()
    pdf.close()
    assert dark > 200


def test_code_points_above_the_first_plane_are_written_as_utf16() -> None:
    program = unicode_map("A𬭎")
    assert "<0001> <0041>" in program
    assert "<0002> <D872DF4E>" in program


def test_a_map_has_at_most_a_hundred_entries_a_block() -> None:
    program = unicode_map("".join(map(chr, range(0x4E00, 0x4E00 + 250))))
    sizes = [int(size) for size in re.findall(r"(\d+) beginbfchar", program)]
    assert sizes == [100, 100, 50]
    assert program.count("> <") == 250 + 1


def test_without_its_fonts_nothing_is_made_in_another_typeface(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        to_pdf(document("正文"), Fonts(tmp_path))
    assert "fang.ttf" in caught.value.happened
