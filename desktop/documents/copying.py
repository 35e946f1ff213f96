"""Documents copied out by hand (手抄): what is printed is a model, and cells to write in."""

from __future__ import annotations

import math

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
from desktop.documents.sheets import FIRST_INDENT
from desktop.domain.terms import SentencePiece, SignaturePiece, TitlePiece

GRID_MM = 153.6
"""Width of the grid: the text area less the room for the counts."""

COLUMNS = (12, 13, 14, 11, 15, 10)
"""Cells to a row, best first: a large hand, the model's type 22 pt and more."""

SPARE = 0.1
"""Cells left over on the blank sheet, for slips of the pen."""

FINGERPRINT_MM = 30.0

MODEL = "范本，勿交"


def copied(material: Material) -> Document:
    """Page 1 the model, page 2 the sheet to write on: cell for cell the same."""
    terms = material.terms
    ink = "、按手印" if terms.fingerprint else ""
    note = Small(
        "照此页用黑色签字笔逐字抄写在第 2 页的格子里，标点占一格，一个字都不能改动；"
        f"抄完签名{ink}，写上日期。每行右侧的数字是抄到该行末的字数。",
    )
    model: list[Block] = [Mark(MODEL, across=True)]
    sheet: list[Block] = []
    for piece in terms.content:
        match piece:
            case TitlePiece():
                title = Title(material.said(material.template(piece)))
                model.extend((title, note))
                sheet.append(title)
            case SentencePiece():
                text = material.said(material.template(piece))
                columns = columns_for(text)
                cell = GRID_MM / columns
                cells = math.ceil((FIRST_INDENT + len(text)) * (1 + SPARE))
                model.append(CopyGrid(columns, cell, text=text))
                sheet.append(CopyGrid(columns, cell, cells=cells))
            case SignaturePiece():
                box = FINGERPRINT_MM if terms.fingerprint else 0.0
                sheet.append(HandSign(piece.lines[0], HAND_DATE, box))
            case _:
                pass
    return Document(terms.kind, terms.title, COPYING, (*model, PageBreak(), *sheet))


def columns_for(text: str) -> int:
    """Cells to a row so that no row begins or ends with a mark that may not stand there."""

    def offences(columns: int) -> int:
        shown = " " * FIRST_INDENT + text
        rows = [shown[start : start + columns] for start in range(0, len(shown), columns)]
        return sum((row[0] in NOT_FIRST) + (row[-1] in NOT_LAST) for row in rows)

    return min(COLUMNS, key=offences)
