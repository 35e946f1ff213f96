"""Documents copied out by hand (手抄): what is printed is a model, and cells to write in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from desktop.documents.blocks import (
    Block,
    CopyGrid,
    Document,
    HandSign,
    Mark,
    PageBreak,
    Ruling,
    Small,
    Title,
)
from desktop.documents.geometry import frame_of
from desktop.documents.marks import NOT_FIRST, NOT_LAST
from desktop.documents.material import HAND_DATE, Material
from desktop.domain.terms import SentencePiece, SignaturePiece, TitlePiece

MODEL = "范本，勿交"

WRITTEN: Mapping[Ruling, tuple[str, str]] = {
    Ruling.CROSSED: ("格子里", "标点占一格"),
    Ruling.CELLS: ("格子里", "标点占一格"),
    Ruling.LINES: ("横线上", "标点占一个字的位置"),
    Ruling.CORNERS: ("四角之间", "标点占一个字的位置"),
}
"""Where one writes, and how much room a mark takes, in words."""


def copied(material: Material) -> Document:
    """The model, then the sheet to write on: cell for cell the same.

    What is written into another paper (评审表) has no sheet of its own.
    """
    terms, look = material.terms, material.layout.sheet
    ruling = Ruling(look.ruling)
    titles = [piece for piece in terms.content if isinstance(piece, TitlePiece)]
    title = Title(material.said(material.template(titles[0])) if titles else terms.title)
    notes = (Small(note) for note in _notes(material))
    model: list[Block] = [Mark(MODEL, across=True), title, *notes]
    sheet: list[Block] = [title] if titles else []
    for piece in terms.content:
        match piece:
            case TitlePiece():
                pass  # at the head of both
            case SentencePiece():
                text = material.said(material.template(piece))
                columns = columns_for((text,), look.indent, look.columns)
                grid = CopyGrid(
                    columns, look.width / columns, indent=look.indent, gap=look.gap, ruling=ruling
                )
                cells = math.ceil((look.indent + len(text)) * (1 + look.spare))
                model.append(replace(grid, text=text))
                sheet.append(replace(grid, cells=cells))
            case SignaturePiece():
                box = look.fingerprint if terms.fingerprint else 0.0
                sheet.append(HandSign(piece.lines, HAND_DATE, box))
            case _:
                raise TypeError(f"{piece.piece} 不能手抄")
    blocks = model if terms.written_into else [*model, PageBreak(), *sheet]
    return Document(terms.kind, terms.title, frame_of(material.layout), tuple(blocks))


def _notes(material: Material) -> Iterable[str]:
    """What is written where, and what is done besides."""
    terms = material.terms
    count = "每行右侧的数字是抄到该行末的字数。"
    if terms.written_into:
        yield (
            f"照此页用黑色签字笔逐字抄写在{terms.written_into}，标点也要抄，一个字都不能改动。{count}"
        )
        return
    where, marks = WRITTEN[Ruling(material.layout.sheet.ruling)]
    ink = "、按手印" if terms.fingerprint else ""
    yield (
        f"照此页用黑色签字笔逐字抄写在第 2 页的{where}，{marks}，一个字都不能改动；"
        f"抄完签名{ink}，写上日期。{count}"
    )


def columns_for(texts: Sequence[str], indent: int, choices: Sequence[int]) -> int:
    """Cells to a row so that no row begins or ends with a mark that may not stand there."""

    def offences(columns: int) -> int:
        found = 0
        for text in texts:
            shown = " " * indent + text
            rows = [shown[start : start + columns] for start in range(0, len(shown), columns)]
            found += sum((row[0] in NOT_FIRST) + (row[-1] in NOT_LAST) for row in rows)
        return found

    return min(choices, key=offences)
