"""遮盖对照单: page by page what to answer and cover, for whoever does it on the platform."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.documents.blocks import (
    Block,
    Cell,
    Document,
    Heading,
    PageView,
    Small,
    Spot,
    Table,
    Title,
)
from desktop.documents.fonts import Hand
from desktop.documents.geometry import REPORT

TITLE = "遮盖对照单"
QUESTION = "是否需要遮盖："
UNDECIDED = "还没有定"

_SMALL = 34.0
"""Millimetres of height of a picture on which nothing is to be found."""


@dataclass(frozen=True, slots=True)
class SheetPage:
    """A page as the platform shows it: its ``column``, its file's ``name`` in the packet.

    ``picture`` is a JPEG; ``answer`` 是/否/""; ``spots`` what is to be covered, from top to bottom.
    """

    column: str
    name: str
    picture: bytes
    answer: str
    spots: tuple[Spot, ...] = ()
    remarks: tuple[str, ...] = ()


def masksheet(head: Sequence[tuple[str, str]], pages: Sequence[SheetPage]) -> Document:
    """The sheet: ``head`` facts as (label, value), then the pages by column."""
    blocks: list[Block] = [
        Title(TITLE),
        Small(
            "照着它在平台上逐张点【是】或【否】，选【是】的照图上的编号遮盖。"
            "虚线的位置本人还没有确认。图上是没有遮盖的原件：只给自己看，不要上传，也不要发给别人。"
        ),
        Table(
            (1.0, 4.6),
            tuple((Cell(label, Hand.HEI), Cell(value)) for label, value in head),
        ),
    ]
    for column in dict.fromkeys(page.column for page in pages):
        blocks.append(Heading(column))
        blocks.extend(_view(page) for page in pages if page.column == column)
    return Document("masksheet", TITLE, REPORT, tuple(blocks))


def _view(page: SheetPage) -> PageView:
    view = PageView(
        page.picture, page.name, QUESTION, page.answer or UNDECIDED, page.spots, page.remarks
    )
    return view if page.spots else replace(view, height=_SMALL)
