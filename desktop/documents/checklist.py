"""检查报告: the checklist on paper, for working through with a pen. No person's number in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Mark,
    Paragraph,
    Table,
    Title,
)
from desktop.documents.fonts import Hand
from desktop.documents.geometry import REPORT

TITLE = "申报材料检查报告"
COLUMNS = ("状态", "要求", "情况", "依据")
WIDTHS = (1.4, 3.8, 3.5, 3.7)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line: the ``state`` word (需修改), what is asked, how it stands, where that is written.

    ``step`` is the heading it stands under.
    """

    step: str
    state: str
    title: str
    reason: str = ""
    clause: str = ""
    quote: str = ""


def checklist(
    head: Sequence[tuple[str, str]], rows: Sequence[ReportRow], *, unfinished: str = ""
) -> Document:
    """The report: ``head`` facts as (label, value), ``rows`` grouped by step in their order.

    ``unfinished`` is the mark at its head while anything is open (“未完成：需修改 2 项”).
    """
    blocks: list[Block] = [Mark(unfinished)] if unfinished else []
    blocks.append(Title(TITLE))
    blocks.append(
        Table(
            (1.0, 4.0),
            tuple((Cell(label, Hand.HEI), Cell(value)) for label, value in head),
        )
    )
    for step in dict.fromkeys(row.step for row in rows):
        blocks.append(Heading(step))
        blocks.append(
            Table(
                WIDTHS,
                tuple(_cells(row) for row in rows if row.step == step),
                tuple(Cell(name, Hand.HEI, Align.CENTRE) for name in COLUMNS),
            )
        )
    if not rows:
        blocks.append(Paragraph("没有检查项。"))
    return Document("checklist", TITLE, REPORT, tuple(blocks))


def _cells(row: ReportRow) -> tuple[Cell, ...]:
    quote = f"原文：{row.quote}" if row.quote else ""
    source = "\n".join(filter(None, (row.clause, quote)))
    return (
        Cell(row.state, Hand.HEI_BOLD, Align.CENTRE),
        Cell(row.title),
        Cell(row.reason),
        Cell(source),
    )
