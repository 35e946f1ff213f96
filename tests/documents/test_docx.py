import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from desktop.documents.blocks import Block, Document, Heading, Paragraph, Signature, Title
from desktop.documents.catalogue import build
from desktop.documents.checklist import ReportRow, checklist
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL
from desktop.domain.notice import Notice

from .cases import NOW
from .conftest import MakeCase
from .reading import EXTRACTORS

KINDS = ("summary", "publicity", "result", "recommendation", "pledge")


def opened(document: Document, fonts: Fonts) -> Any:
    return docx.Document(io.BytesIO(to_docx(document, fonts)))


def sample() -> Document:
    blocks = (
        Title("业务工作总结"),
        Heading("一、态度"),
        Heading("（一）细节", 2),
        Paragraph("正文。"),
    )
    return Document("summary", "业务工作总结", OFFICIAL, blocks)


def east_asian(style: Any) -> str:
    return str(style.element.rPr.rFonts.get(qn("w:eastAsia")))


def test_page_grid_and_margins_are_the_official_ones(fonts: Fonts) -> None:
    section = opened(sample(), fonts).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_page_numbers_right_on_odd_and_left_on_even_pages(fonts: Fonts) -> None:
    document = opened(sample(), fonts)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, alignment in ((section.footer, 2), (section.even_page_footer, 0)):
        paragraph = footer.paragraphs[0]
        assert paragraph.alignment == alignment
        assert " PAGE " in paragraph._p.xml
        assert paragraph.text.strip("— ") == ""


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_styles_name_the_official_fonts(style: str, font: str, size: float, fonts: Fonts) -> None:
    found = opened(sample(), fonts).styles[style]
    assert east_asian(found) == font
    assert found.font.size.pt == size
    assert found.element.rPr.rFonts.get(qn("w:eastAsiaTheme")) is None


def test_fonts_an_office_may_lack_have_a_declared_substitute(fonts: Fonts) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(sample(), fonts))) as package:
        table = package.read("word/fontTable.xml").decode("utf-8")
    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋"/></w:font>' in table


def test_headings_and_title_are_real_styles(fonts: Fonts) -> None:
    styles = [paragraph.style.name for paragraph in opened(sample(), fonts).paragraphs]
    assert styles == ["Title", "Heading 1", "Heading 2", "Normal"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_document_gives_the_same_bytes(
    kind: str, make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    document = build(kind, make_case(), notice, NOW)
    assert to_docx(document, fonts) == to_docx(document, fonts)


def test_metadata_names_no_person(fonts: Fonts) -> None:
    properties = opened(sample(), fonts).core_properties
    assert properties.title == "业务工作总结"
    assert properties.author == properties.last_modified_by == "职称申报助手"
    assert properties.language == "zh-CN"


def test_the_file_carries_nothing_but_the_document(fonts: Fonts) -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(sample(), fonts))) as package:
        names = package.namelist()
        about = package.read("docProps/app.xml").decode("utf-8")
    assert not [name for name in names if name.startswith("customXml") or "thumbnail" in name]
    assert "<Application>职称申报助手</Application>" in about
    assert "Microsoft" not in about


def test_nobody_is_named_in_the_properties(
    make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    for kind in KINDS:
        with zipfile.ZipFile(
            io.BytesIO(to_docx(build(kind, make_case(), notice, NOW), fonts))
        ) as package:
            for name in package.namelist():
                if name.startswith("docProps"):
                    assert "张䶮" not in package.read(name).decode("utf-8")


def test_remarks_marks_and_cells_have_styles_of_their_own(
    make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    document = opened(build("pledge", make_case(), notice, NOW), fonts)
    first = [paragraph.style.name for paragraph in document.paragraphs[:3]]
    assert first == ["标记", "Title", "说明"]
    cells = {p.style.name for p in document.tables[0].rows[0].cells[3].paragraphs}
    assert cells == {"表格文字"}


def test_the_model_s_mark_stands_across_its_page_and_not_on_the_sheet(
    make_case: MakeCase, notice: Notice, fonts: Fonts
) -> None:
    document = opened(build("pledge", make_case(), notice, NOW), fonts)
    marked = [p for p in document.paragraphs if "textpath" in p._p.xml]
    assert [p.text for p in marked] == ["范本，勿交"]
    assert 'string="范本，勿交"' in marked[0]._p.xml
    assert not any("textpath" in part.element.xml for part in (document.sections[0].footer.part,))


def test_what_is_held_back_for_the_signature_begins_its_page(fonts: Fonts) -> None:
    line = "任现职以来认真履行岗位职责完成造林设计。" * 4
    turned = 0
    for count in range(16, 24):
        blocks: tuple[Block, ...] = (
            Title("总结"),
            *(Paragraph("一句。") for _ in range(count)),
            Paragraph(line),
            Signature((), "某单位（公章）", "2024年7月30日"),
        )
        word = opened(Document("summary", "总结", OFFICIAL, blocks), fonts)
        text = "".join(p.text for p in word.paragraphs)
        assert line in text
        breaks = [p for p in word.paragraphs if p.paragraph_format.page_break_before]
        turned += len(breaks)
        assert all(p.text for p in breaks)
    assert turned


def test_the_report_repeats_the_head_of_its_table(fonts: Fonts) -> None:
    report = checklist((("级别", "中级"),), (ReportRow("基本信息", "已符合", "要求"),))
    table = opened(report, fonts).tables[1]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [cell.text for cell in table.rows[1].cells] == ["已符合", "要求", "", ""]


@pytest.mark.libreoffice
def test_libreoffice_shows_the_same_text(
    make_case: MakeCase, notice: Notice, fonts: Fonts, soffice: str, tmp_path: Path
) -> None:
    wanted = {
        "summary": "任现职以来，认真履行岗位职责。一、工作态度勤恳务实。",
        "publicity": "现对张䶮同志申报工程系列林业和草原专业中级职称进行公示。",
        "result": "张䶮同志申报材料已在本单位公示5天，公示期间无投诉、举报",
        "recommendation": "单位联系人：刘芳联系电话：0996-7000000",
        "pledge": "范本，勿交",
    }
    for kind in wanted:
        (tmp_path / f"{kind}.docx").write_bytes(
            to_docx(build(kind, make_case(), notice, NOW), fonts)
        )
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    files = [str(tmp_path / f"{kind}.docx") for kind in wanted]
    subprocess.run([*command, *files], check=True, capture_output=True)
    for kind, text in wanted.items():
        pages = EXTRACTORS["pdfium"]((tmp_path / f"{kind}.pdf").read_bytes())
        assert text in "".join("".join(pages).split())
        assert len(pages) == (2 if kind == "pledge" else 1)
