"""个人承诺书: copied out by hand (手抄、签名、按手印), so what is printed is a model and cells."""

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
from desktop.documents.facts import require
from desktop.documents.geometry import COPYING
from desktop.documents.marks import NOT_FIRST, NOT_LAST
from desktop.documents.sheets import FIRST_INDENT
from desktop.domain.case import Case
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms

GRID_MM = 153.6
"""Width of the grid: the text area less the room for the counts."""

COLUMNS = (12, 13, 14, 11, 15, 10, 16)
"""Cells to a row, best first: a large hand, and by documents.md never more than 20."""

SPARE = 0.1
"""Cells left over on the blank sheet, for slips of the pen."""

FINGERPRINT_MM = 30.0

MODEL = "范本，勿交"
BLANK_DATE = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"


def pledge(case: Case, notice: Notice, terms: DocumentTerms) -> Document:
    """Page 1 the model, page 2 the sheet to write on: cell for cell the same."""
    require(case, terms, ())
    text = notice.wording["pledge"]
    columns = columns_for(text)
    cell = GRID_MM / columns
    cells = math.ceil((FIRST_INDENT + len(text)) * (1 + SPARE))
    ink = "、按手印" if terms.fingerprint else ""
    blocks: tuple[Block, ...] = (
        Mark(MODEL, across=True),
        Title(notice.wording["pledge_title"]),
        Small(
            "照此页用黑色签字笔逐字抄写在第 2 页的格子里，标点占一格，一个字都不能改动；"
            f"抄完签名{ink}，写上日期。每行右侧的数字是抄到该行末的字数。",
        ),
        CopyGrid(columns, cell, text=text),
        PageBreak(),
        Title(notice.wording["pledge_title"]),
        CopyGrid(columns, cell, cells=cells),
        HandSign("签字：", BLANK_DATE, FINGERPRINT_MM if terms.fingerprint else 0.0),
    )
    return Document(terms.kind, terms.title, COPYING, blocks)


def columns_for(text: str) -> int:
    """Cells to a row so that no row begins or ends with a mark that may not stand there."""

    def offences(columns: int) -> int:
        shown = " " * FIRST_INDENT + text
        rows = [shown[start : start + columns] for start in range(0, len(shown), columns)]
        return sum((row[0] in NOT_FIRST) + (row[-1] in NOT_LAST) for row in rows)

    return min(COLUMNS, key=offences)
