"""Documents written by hand from the title to the date (全部手写): a model, and bare cells.

The blank sheet prints no word at all; every cell of it lies where the model's does, so that
whoever writes finds each character's place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from desktop.documents.blocks import Block, CopyGrid, Document, Mark, PageBreak, Small
from desktop.documents.copying import FIRST_INDENT, MODEL, SPARE, columns_for
from desktop.documents.geometry import BY_HAND
from desktop.documents.material import Material
from desktop.domain.terms import SentencePiece, SignaturePiece, TitlePiece

GRID_MM = 158.4
"""Width of the grid; the counts stand in the margin."""

COLUMNS = (16, 15)
"""Cells to a row; the model's type is 22 pt and more."""

SIGN_CELLS = 5
"""Cells behind a label to sign in."""

DATE = "    年  月  日"
"""A date with cells for its numbers."""

SPACE_MM = 2.5
"""Blank between the parts of the sheet."""

NOTE = (
    "除盖章外全部手写，空白页上不印一个字：照此页用黑色签字笔，把标题、正文、签名处的字和日期"
    "逐字抄在空白页同样位置的格子里，标点占一格，一个字都不能改动。"
    "右侧的数字是这一段抄到该行末的字数，不用抄。只有公章是盖的。"
)


def by_hand(material: Material) -> Document:
    """The model and the blank sheet of a document that is all written by hand."""
    terms = material.terms
    sentences = [
        material.said(material.template(piece))
        for piece in terms.content
        if isinstance(piece, SentencePiece)
    ]
    columns = columns_for(sentences, FIRST_INDENT, COLUMNS)
    grids = list(_grids(material, columns))
    blocks: list[Block] = [Mark(MODEL, across=True), Small(NOTE + terms.note), *grids]
    blocks.append(PageBreak())
    blocks.extend(_emptied(grid) for grid in grids)
    return Document(terms.kind, terms.title, BY_HAND, tuple(blocks))


def _grids(material: Material, columns: int) -> Iterator[CopyGrid]:
    for piece in material.terms.content:
        match piece:
            case TitlePiece():
                text = material.said(material.template(piece))
                indent = max(0, (columns - len(text)) // 2)
                yield _grid(columns, text, indent)
            case SentencePiece():
                text = material.said(material.template(piece))
                spare = math.ceil((FIRST_INDENT + len(text)) * (1 + SPARE))
                yield _grid(columns, text, FIRST_INDENT, cells=spare, counted=True)
            case SignaturePiece():
                longest = max(map(len, piece.lines), default=0)
                indent = max(0, columns - longest - SIGN_CELLS)
                lines = [(label, indent) for label in piece.lines]
                lines.append((DATE, columns - len(DATE)))
                for number, (text, start) in enumerate(lines):
                    yield _grid(columns, text, start, space=0.0 if number else SPACE_MM)
            case _:
                raise TypeError(f"{piece.piece} 不能手抄")


def _grid(
    columns: int,
    text: str,
    indent: int,
    *,
    cells: int = 0,
    counted: bool = False,
    space: float = SPACE_MM,
) -> CopyGrid:
    """Whole rows of cells with ``text`` in them."""
    rows = math.ceil(max(indent + len(text), cells) / columns)
    return CopyGrid(
        columns,
        GRID_MM / columns,
        text=text,
        cells=rows * columns,
        indent=indent,
        counted=counted,
        gap=0.0,
        space=space,
    )


def _emptied(grid: CopyGrid) -> CopyGrid:
    return CopyGrid(grid.columns, grid.cell, cells=grid.cells, gap=grid.gap, space=grid.space)
