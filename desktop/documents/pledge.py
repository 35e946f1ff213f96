"""个人承诺书: copied out by hand (手抄、签名、按手印), so what is printed is a model and cells."""

from __future__ import annotations

import math

from desktop.domain.case import Case
from desktop.domain.notice import DocumentTerms, Notice

from .blocks import (
    Align,
    Block,
    CopyGrid,
    Document,
    HandSign,
    Mark,
    PageBreak,
    Small,
    Title,
)
from .facts import require
from .geometry import COPYING
from .sheets import FIRST_INDENT

COLUMNS = 14
CELL_MM = 11.0
SPARE = 0.1
"""Cells left over on the blank sheet, for slips of the pen."""

FINGERPRINT_MM = 30.0

MODEL = "范本，勿交"
BLANK_DATE = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"


def pledge(case: Case, notice: Notice, terms: DocumentTerms) -> Document:
    """Page 1 the model, page 2 the sheet to write on: cell for cell the same."""
    require(case, terms, ())
    text = notice.wording["pledge"]
    cells = math.ceil((FIRST_INDENT + len(text)) * (1 + SPARE))
    ink = "、按手印" if terms.fingerprint else ""
    blocks: tuple[Block, ...] = (
        Mark(MODEL, across=True),
        Title(notice.wording["pledge_title"]),
        Small(
            "照此页用黑色签字笔逐字抄写在第 2 页的格子里，标点占一格，一个字都不能改动；"
            f"抄完签名{ink}，写上日期。每行右侧的数字是抄到该行末的字数。",
            Align.LEFT,
        ),
        CopyGrid(COLUMNS, CELL_MM, text=text),
        PageBreak(),
        Title(notice.wording["pledge_title"]),
        CopyGrid(COLUMNS, CELL_MM, cells=cells),
        HandSign("签字：", BLANK_DATE, FINGERPRINT_MM if terms.fingerprint else 0.0),
    )
    return Document(terms.kind, terms.title, COPYING, blocks)
