"""The first sheet of what is printed: 打印清单 for many people, 打印计划 for one."""

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
PLAN = "打印计划"
COLUMNS = ("文书", "人数", "每人份数", "单双面", "页", "纸（张）")
WIDTHS = (3.8, 1.0, 2.2, 2.6, 1.0, 1.4)
_PLAN_COLUMNS = ("", "文书", "份数", "单双面", "纸（张）", "印好以后", "做完打勾")
_ELSEWHERE_COLUMNS = ("材料", "怎样来，要几份", "备好打勾")
_ELSEWHERE_WIDTHS = (3.7, 6.9, 1.0)
_PLAN_NOTE = (
    "通知没有写份数的印一份，没有写单双面的印单面。"
    "这份计划是程序加的，供签字、盖章、清点时用，不用交。"
)
_PLAN_WIDTHS = (0.5, 3.2, 0.9, 1.1, 0.9, 4.0, 1.0)


@dataclass(frozen=True, slots=True)
class ListRow:
    """A document: for how many people, how often, on which sides, how much paper."""

    title: str
    people: str
    copies: str
    sides: str
    pages: str
    sheets: str


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One of a person's documents: how often, on which sides, how much paper, what follows."""

    title: str
    copies: str
    sides: str
    sheets: str
    steps: str


def plan_sheet(
    head: Sequence[tuple[str, str]],
    rows: Sequence[PlanRow],
    elsewhere: Sequence[tuple[str, str]] = (),
) -> Document:
    """The plan of one person's printing, to be ticked off once signed and stamped.

    ``head`` facts as (label, value); ``elsewhere`` what is not among the ``rows``, and why.
    """
    centre = Align.CENTRE
    lines = tuple(
        (
            Cell(str(number), align=centre),
            Cell(row.title),
            Cell(row.copies, align=centre),
            Cell(row.sides, align=centre),
            Cell(row.sheets, align=centre),
            Cell(row.steps),
            Cell("□", align=centre),
        )
        for number, row in enumerate(rows, 1)
    )
    names = tuple(Cell(name, Hand.HEI, centre) for name in _PLAN_COLUMNS)
    blocks: list[Block] = [
        Title(PLAN),
        Table((1.0, 5.0), tuple((Cell(label, Hand.HEI), Cell(value)) for label, value in head)),
        Heading("印好以后做什么"),
        Table(_PLAN_WIDTHS, lines, names),
    ]
    if elsewhere:
        told = tuple((Cell(name), Cell(why), Cell("□", align=centre)) for name, why in elsewhere)
        columns = tuple(Cell(name, Hand.HEI, centre) for name in _ELSEWHERE_COLUMNS)
        blocks += [Heading("不在这里印的"), Table(_ELSEWHERE_WIDTHS, told, columns)]
    blocks.append(Small(_PLAN_NOTE))
    return Document("print_plan", PLAN, REPORT, tuple(blocks))


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
