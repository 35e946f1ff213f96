"""One 公示 for several people: what the notice has posted of each, and nothing of numbers."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from pypdf import PdfReader

from desktop.app.notices.installed import notice as load
from desktop.app.papers.posted import texts
from desktop.documents.blocks import Document, Paragraph, Signature, Table, Title
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.layout import lay_out
from desktop.documents.material import Material
from desktop.documents.page import Text
from desktop.documents.pdf.writing import to_pdf
from desktop.documents.refusals import MissingFacts
from desktop.documents.roll import facts, lacking, roll, together
from desktop.domain.case import PaperState
from tests.documents.cases import LONG_NAME, LONG_UNIT, NOW, PACKS, full

NAMES = ("张䶮", LONG_NAME, "李新")


def material(pack: str, **changes: Any) -> Material:
    notice = load(pack)
    return Material(full(pack, **changes), notice, notice.document("publicity"), NOW)


def listed(pack: str, **changes: Any) -> Document:
    return roll([material(pack, person__name=name, **changes) for name in NAMES])


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize("pack", PACKS)
def test_no_list_carries_an_id_number_nor_asks_for_one(pack: str) -> None:
    document = listed(pack, person__id_no="")
    assert lacking(material(pack, person__id_no="")) == ()
    assert not any("身份证" in text for text in texts(document))
    with_number = listed(pack)
    assert not any("659901198805120028" in text for text in texts(with_number))
    assert with_number == document


@pytest.mark.parametrize(
    ("pack", "labels"),
    [
        ("BM24", ("申报职称", "基本信息", "思想政治条件", "业绩成果")),
        ("ZZ23", ("申报职称", "基本信息", "思想政治条件", "业绩成果")),
        ("GJ21", ("基本信息", "思想政治条件", "申报专业", "业绩成果")),
        ("GT23", ("申报职称", "基本情况", "学历", "现任职称", "工作经历", "主要业绩成果")),
        (
            "LC22",
            (
                "申报职称",
                "基本情况",
                "学历证书",
                "任职资格证书",
                "聘任证书",
                "发表论文",
                "其他代表作",
                "荣誉证书",
                "专业技术工作经历",
                "主要业绩成果",
            ),
        ),
    ],
)
def test_each_person_has_what_the_notice_has_posted(pack: str, labels: tuple[str, ...]) -> None:
    assert tuple(fact.label for fact in facts(material(pack))) == labels


def test_the_templates_own_sentence_is_said_of_all() -> None:
    document = listed("BM24")
    assert isinstance(document.blocks[0], Title)
    assert document.blocks[0].text == ("关于张䶮等3名同志申报工程系列林业和草原专业高级职称的公示")
    first, last = paragraphs(document)
    assert first == (
        "根据民营企业专项职称评审的工作要求，现对下列3名同志申报工程系列林业和草原专业高级职称进行公示。"
    )
    assert last == (
        "公示时间从2024年7月22日起至2024年7月29日止。如对上述同志的相关信息有疑异，"
        "请电话或书面形式反映至公司综合办公室，监督电话：0996-7000001"
    )


def test_where_they_apply_for_different_things_each_ones_stands_with_the_person() -> None:
    document = roll([material("BM24"), material("BM24", person__name="李新", apply__level="初级")])
    assert isinstance(document.blocks[0], Title)
    assert document.blocks[0].text == "关于张䶮等2名同志申报职称的公示"
    applied = [
        row[1].text
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
        if row[0].text == "申报职称"
    ]
    assert applied == ["工程系列林业和草原专业高级职称", "工程系列林业和草原专业初级职称"]


@pytest.mark.parametrize(
    ("pack", "signed"),
    [
        ("LC22", ["主管领导（签字）：", "纪检部门负责人（签字）：", "审查人（签字）："]),
        ("BM24", ["签字："]),
        ("ZZ23", ["签字："]),
        ("GT23", []),
        ("GJ21", []),
    ],
)
def test_the_signatures_and_the_seal_are_those_the_notice_wants(
    pack: str, signed: list[str]
) -> None:
    blocks = [b for b in listed(pack).blocks if isinstance(b, Signature)]
    told = [line.text for block in blocks for line in block.lines]
    assert [line for line in told if "签字" in line] == signed
    assert blocks[0].seal == "库尔勒晨露园林有限责任公司（公章）"
    assert blocks[0].date == "2024年7月22日"


def test_a_text_that_somebody_edited_is_the_one_that_is_posted() -> None:
    body = "现将有关情况公示如下。\n学历证书：本科\n主要业绩成果：自己写的一句。\n公示时间：改过的"
    paper = PaperState(id="publicity", kind="公示", body=body)
    edited = material("LC22", papers=[paper.model_dump()])
    assert [(f.label, f.text) for f in facts(edited)][-2:] == [
        ("学历证书", "本科"),
        ("主要业绩成果", "自己写的一句。"),
    ]
    assert {f.paths for f in facts(edited)[-2:]} == {("papers.publicity.body",)}


def test_nothing_half_is_listed() -> None:
    without = material("BM24", pub__political_text="", person__politics="")
    assert set(lacking(without)) == {"pub.political_text", "person.politics"}
    with pytest.raises(MissingFacts):
        roll([material("BM24"), without])


def test_other_days_or_another_unit_belong_on_another_sheet() -> None:
    same = together(material("BM24", person__name="李新"))
    assert together(material("BM24")) == same
    assert together(material("BM24", pub__end="2024-07-30")) != same
    assert together(material("BM24", unit__name="别的公司")) != same


@pytest.mark.parametrize("pack", PACKS)
def test_long_names_units_and_texts_stay_on_the_sheet(pack: str, fonts: Fonts) -> None:
    document = roll(
        [
            material(
                pack,
                person__name=name,
                unit__name=LONG_UNIT,
                pub__achievement_text="近五年完成造林设计12项，本人主持6项。" * 60,
            )
            for name in NAMES
        ]
    )
    frame = document.frame
    for page in lay_out(document, fonts):
        for item in page.items:
            if isinstance(item, Text):
                assert item.y < 842 - frame.bottom / 2
                assert item.x >= frame.left - 1


def test_the_name_stands_again_where_a_person_goes_over_to_the_next_page(fonts: Fonts) -> None:
    long = "近五年完成造林设计12项，本人主持6项。" * 90
    document = roll([material("BM24", pub__achievement_text=long)])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(document, fonts))).pages]
    assert len(pages) > 2
    carried = [text for text in pages[1:] if "近五年" in text]
    assert all("1．张䶮" in text for text in carried)
    assert f"— {len(pages)} —" in pages[-1]


def test_word_has_the_same_text_and_repeats_the_heads(fonts: Fonts) -> None:
    document = listed("GJ21")
    word = docx.Document(io.BytesIO(to_docx(document, fonts)))
    heads = [table.rows[0] for table in word.tables]
    assert len(heads) == 1 + len(NAMES)
    assert all("w:tblHeader" in head._tr.xml for head in heads)
    text = "\n".join(p.text for p in word.paragraphs)
    assert "如有异议，请以电话或书面形式反映至公司综合办公室" in text
    assert to_pdf(document, fonts).startswith(b"%PDF")
