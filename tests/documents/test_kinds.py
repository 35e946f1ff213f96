"""Every document of every notice can be made; who signs it, and what it tells."""

import io

import docx
import pytest

from desktop.app.notices.installed import notice as load
from desktop.documents.blocks import (
    Labels,
    Paragraph,
    Signature,
    Title,
)
from desktop.documents.catalogue import build, catalogue
from desktop.documents.docx.twin import to_docx
from desktop.documents.fonts import Fonts
from desktop.documents.layout import lay_out
from desktop.documents.pdf.writing import to_pdf

from .cases import LONG_NAME, LONG_UNIT, NOW, PACKS, full, made
from .reading import EXTRACTORS, body


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("name", ["张䶮", LONG_NAME])
def test_every_document_that_is_offered_can_be_made(pack: str, name: str, fonts: Fonts) -> None:
    notice = load(pack)
    for spec in catalogue(notice):
        document = build(
            spec.kind, full(pack, person__name=name, unit__name=LONG_UNIT), notice, NOW
        )
        assert EXTRACTORS["pdfium"](to_pdf(document, fonts))
        assert to_docx(document, fonts)[:2] == b"PK"


@pytest.mark.parametrize("pack", PACKS)
def test_what_the_platform_makes_is_not_offered(pack: str) -> None:
    notice = load(pack)
    never = {terms.kind for terms in notice.documents if terms.mode == "never"}
    assert not never & {spec.kind for spec in catalogue(notice)}
    assert [spec.kind for spec in catalogue(notice)] == [
        terms.kind for terms in notice.documents if terms.kind not in never
    ]


def test_the_words_for_copies_stand_in_every_label(fonts: Fonts) -> None:
    document = made("LC22", "copy_stamp")
    (labels,) = [block for block in document.blocks if isinstance(block, Labels)]
    text = body(EXTRACTORS["pdfium"](to_pdf(document, fonts)))
    assert text.count("已审核，与原件相符") == labels.columns * labels.rows == 12
    assert len(lay_out(document, fonts)) == 1
    word = docx.Document(io.BytesIO(to_docx(document, fonts)))
    assert (
        sum(
            cell.text.count("已审核，与原件相符")
            for row in word.tables[0].rows
            for cell in row.cells
        )
        == 12
    )


def test_the_lc22_publicity_is_signed_in_three_places() -> None:
    document = made("LC22", "publicity")
    first, second = [block for block in document.blocks if isinstance(block, Signature)]
    assert [line.text for line in first.lines] == [
        "主管领导（签字）：",
        "纪检部门负责人（签字）：",
    ]
    assert first.seal == "库尔勒晨露园林有限责任公司（公章）"
    assert len(second.lines) == 1
    assert second.seal == "尉犁县林业和草原局（公章）"


@pytest.mark.parametrize(
    "content",
    [
        "学历证书",
        "任职资格证书",
        "聘任证书",
        "发表论文",
        "其他代表作",
        "荣誉证书",
        "专业技术工作经历",
        "主要业绩成果",
    ],
)
def test_the_lc22_publicity_tells_all_eight_and_none_where_there_is_none(content: str) -> None:
    texts = [b.text for b in made("LC22", "publicity").blocks if isinstance(b, Paragraph)]
    (line,) = [text for text in texts if text.startswith(f"{content}：")]
    assert len(line) > len(content) + 1
    if content in ("其他代表作", "荣誉证书"):
        assert line.rstrip("。") == f"{content}：无"


def test_the_supervisors_recommendation_has_no_specialty() -> None:
    texts = [
        b.text
        for b in made("ZZ23", "supervisor_recommendation").blocks
        if isinstance(b, Title | Paragraph)
    ]
    assert not any("专业" in text for text in texts)


def test_the_lc22_summary_is_signed_and_the_other_names_nobody() -> None:
    named = made("LC22", "summary")
    assert named.blocks[0] == Title("张䶮同志业务工作总结", ("张䶮",))
    (signature,) = [block for block in named.blocks if isinstance(block, Signature)]
    assert [line.text for line in signature.lines] == ["申报人员本人（签字）："]
    assert not any(char.isdigit() for char in signature.date)
    nobody = made("LC22", "summary_anonymous")
    assert not any(isinstance(block, Signature) for block in nobody.blocks)
    texts = "".join(block.text for block in nobody.blocks if isinstance(block, Title | Paragraph))
    assert "张䶮" not in texts
    assert "晨露" not in texts
