"""Documents copied out by hand (手抄): what is printed is a model, and cells to write in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from desktop.documents.blocks import (
    Block,
    CopyGrid,
    Document,
    HandSign,
    Mark,
    PageBreak,
    Small,
    Title,
)
from desktop.documents.geometry import COPYING
from desktop.documents.marks import NOT_FIRST, NOT_LAST
from desktop.documents.material import HAND_DATE, Material
from desktop.domain.terms import SentencePiece, SignaturePiece, TitlePiece

GRID_MM = 153.6
"""Width of the grid: the text area less the room for the counts."""

COLUMNS = (12, 13, 14, 11, 15, 10)
"""Cells to a row, best first: a large hand, the model's type 22 pt and more."""

FIRST_INDENT = 2
"""Cells a paragraph is set in by."""

SPARE = 0.1
"""Cells left over on the blank sheet, for slips of the pen."""

FINGERPRINT_MM = 30.0

MODEL = "范本，勿交"


def copied(material: Material) -> Document:
    """The model, then the sheet to write on: cell for cell the same.

    What is written into another paper (评审表) has no sheet of its own.
    """
    terms = material.terms
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
                columns = columns_for((text,), FIRST_INDENT, COLUMNS)
                cell = GRID_MM / columns
                cells = math.ceil((FIRST_INDENT + len(text)) * (1 + SPARE))
                model.append(CopyGrid(columns, cell, text=text))
                sheet.append(CopyGrid(columns, cell, cells=cells))
            case SignaturePiece():
                box = FINGERPRINT_MM if terms.fingerprint else 0.0
                sheet.append(HandSign(piece.lines, HAND_DATE, box))
            case _:
                raise TypeError(f"{piece.piece} 不能手抄")
    blocks = model if terms.written_into else [*model, PageBreak(), *sheet]
    return Document(terms.kind, terms.title, COPYING, tuple(blocks))


def _notes(material: Material) -> Iterable[str]:
    """What is written where, and what is done besides."""
    terms = material.terms
    count = "每行右侧的数字是抄到该行末的字数。"
    if terms.written_into:
        yield (
            f"照此页用黑色签字笔逐字抄写在{terms.written_into}，标点也要抄，一个字都不能改动。{count}"
        )
        return
    ink = "、按手印" if terms.fingerprint else ""
    yield (
        "照此页用黑色签字笔逐字抄写在第 2 页的格子里，标点占一格，一个字都不能改动；"
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
