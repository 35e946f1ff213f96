"""Word twins in LibreOffice: as many pages, the same lines on each, for what is signed and sent.

A chosen few every day; ``ZHICHENG_DOCX=all`` takes every document of every notice and persona.
"""

import os
from pathlib import Path

import pytest

from desktop.documents.blocks import (
    Block,
    Cell,
    Document,
    Paragraph,
    Signature,
    SignLine,
    Table,
    Title,
)
from desktop.documents.fonts import Fonts
from desktop.documents.geometry import OFFICIAL, REPORT

from .cases import LONG_NAME, LONG_UNIT, made
from .twins import Measured, Office, all_documents, measured, own_pages, read_pages

SENTENCE = "任现职以来，认真履行岗位职责，完成造林设计12项，主持其中6项，成活率96.2%以上。"


def paper(paragraphs: int) -> Document:
    """A summary so long that its signature is held on the page of its last lines."""
    blocks: tuple[Block, ...] = (
        Title("业务工作总结"),
        *(Paragraph(SENTENCE * (2 + number % 4)) for number in range(paragraphs)),
        Signature((SignLine("申报人本人（签字）：", 6.0),), "", "年　　月　　日"),
    )
    return Document("summary", "业务工作总结", OFFICIAL, blocks)


def long_table() -> Document:
    rows = tuple((Cell(f"第{n}条"), Cell(SENTENCE * (1 + n % 3)), Cell("通知")) for n in range(40))
    head = (Cell("状态"), Cell("要求"), Cell("依据"))
    return Document("t", "表", REPORT, (Table((1.4, 5.0, 2.0), rows, head),))


def chosen() -> dict[str, Document]:
    long = {"person__name": LONG_NAME, "unit__name": LONG_UNIT}
    documents = {
        "publicity": made("LC22", "publicity"),
        "result": made("GT23", "result", **long),
        "recommendation": made("BM24", "recommendation", **long),
        "pledge": made("BM24", "pledge"),
        "guarantee": made("LC22", "guarantee"),
        "form": made("ZZ23", "exemption_form"),
        "stamps": made("LC22", "copy_stamp"),
        "table": long_table(),
    }
    documents.update({f"summary-{count}": paper(count) for count in (5, 6, 7, 8, 13)})
    return documents


@pytest.mark.libreoffice
def test_pages_and_lines_are_those_of_the_pdf(fonts: Fonts, soffice: str, tmp_path: Path) -> None:
    documents = chosen()
    if os.environ.get("ZHICHENG_DOCX") == "all":
        documents |= all_documents()
    results = measured(documents, fonts, Office(soffice, tmp_path / "office"), tmp_path)
    assert len(results) == len(documents)
    assert [told(one) for one in results if not one.same] == []
    assert max(one.pages[0] for one in results) > 2


def told(one: Measured) -> str:
    return f"{one.name}: {one.pages}, {'; '.join((*one.missing[:3], *one.added[:3]))}"


@pytest.mark.libreoffice
def test_it_would_be_seen_if_they_were_not(fonts: Fonts, soffice: str, tmp_path: Path) -> None:
    """The same measure finds the lines of a text that was changed behind its back."""
    document = paper(3)
    (fine,) = measured({"paper": document}, fonts, Office(soffice, tmp_path / "office"), tmp_path)
    assert fine.same
    narrow = Document("summary", "总结", REPORT, document.blocks)
    theirs = read_pages((tmp_path / "paper.pdf").read_bytes())
    assert own_pages(narrow, fonts) != theirs
    assert own_pages(document, fonts) == theirs
