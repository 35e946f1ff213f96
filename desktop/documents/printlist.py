"""打印清单: the first sheet of what is printed for many people, for whoever sorts the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.documents.blocks import (
    Align,
    Block,
    Cell,
    Document,
    Heading,
    Paragraph,
    Small,
    Table,
    Title,
)
from desktop.documents.fonts import Hand
from desktop.documents.geometry import REPORT

TITLE = "打印清单"
COLUMNS = ("文书", "人数", "每人份数", "单双面", "页", "纸（张）")
WIDTHS = (3.8, 1.0, 2.2, 2.6, 1.0, 1.4)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A document: for how many people, how often, on which sides, how much paper."""

    title: str
    people: str
    copies: str
    sides: str
    pages: str
    sheets: str


def print_list(
    head: Sequence[tuple[str, str]], rows: Sequence[ListRow], remarks: Sequence[str]
) -> Document:
    """The list: ``head`` facts as (label, value), a row a document, ``remarks`` a paragraph each.

    The last row is the sum.
    """
    blocks: list[Block] = [
        Title(TITLE),
        Table((1.0, 5.0), tuple((Cell(label, Hand.HEI), Cell(value)) for label, value in head)),
        Heading("打印什么"),
        Table(
            WIDTHS,
            tuple(_cells(row) for row in rows),
            tuple(Cell(name, Hand.HEI, Align.CENTRE) for name in COLUMNS),
        ),
    ]
    if remarks:
        blocks.append(Heading("另外"))
        blocks += [Paragraph(remark) for remark in remarks]
    blocks.append(Small("这份清单是程序加的，不算在上面，只供清点，不用交。"))
    return Document("print_list", TITLE, REPORT, tuple(blocks))


def _cells(row: ListRow) -> tuple[Cell, ...]:
    numbers = (row.people, row.copies, row.sides, row.pages, row.sheets)
    return (Cell(row.title), *(Cell(text, align=Align.CENTRE) for text in numbers))
