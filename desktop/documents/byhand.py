"""Documents written by hand from the title to the date (全部手写): a model, and bare cells.

The blank sheet prints no word at all; every cell of it lies where the model's does, so that
whoever writes finds each character's place.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from desktop.documents.blocks import Block, CopyGrid, Document, Mark, PageBreak, Ruling, Small
from desktop.documents.copying import MODEL, WRITTEN, columns_for
from desktop.documents.geometry import frame_of
from desktop.documents.material import Material
from desktop.domain.layouts import SheetLook
from desktop.domain.terms import SentencePiece, SignaturePiece, TitlePiece

DATE = "    年  月  日"
"""A date with cells for its numbers."""

NOTE = (
    "除盖章外全部手写，空白页上不印一个字：照此页用黑色签字笔，把标题、正文、签名处的字和日期"
    "逐字抄在空白页同样位置的{where}，{marks}，一个字都不能改动。"
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
    look = material.layout.sheet
    where, marks = WRITTEN[Ruling(look.ruling)]
    note = NOTE.format(where=where, marks=marks)
    columns = columns_for(sentences, look.indent, look.columns)
    grids = list(_grids(material, columns))
    blocks: list[Block] = [Mark(MODEL, across=True), Small(note + terms.note), *grids]
    blocks.append(PageBreak())
    blocks.extend(_emptied(grid) for grid in grids)
    return Document(terms.kind, terms.title, frame_of(material.layout), tuple(blocks))


def _grids(material: Material, columns: int) -> Iterator[CopyGrid]:
    look = material.layout.sheet
    for piece in material.terms.content:
        match piece:
            case TitlePiece():
                text = material.said(material.template(piece))
                indent = max(0, (columns - len(text)) // 2)
                yield _grid(look, columns, text, indent)
            case SentencePiece():
                text = material.said(material.template(piece))
                spare = math.ceil((look.indent + len(text)) * (1 + look.spare))
                yield _grid(look, columns, text, look.indent, cells=spare, counted=True)
            case SignaturePiece():
                longest = max(map(len, piece.lines), default=0)
                indent = max(0, columns - longest - look.sign_cells)
                lines = [(label, indent) for label in piece.lines]
                lines.append((DATE, columns - len(DATE)))
                for number, (text, start) in enumerate(lines):
                    part = _grid(look, columns, text, start)
                    yield replace(part, space=0.0) if number else part
            case _:
                raise TypeError(f"{piece.piece} 不能手抄")


def _grid(
    look: SheetLook,
    columns: int,
    text: str,
    indent: int,
    *,
    cells: int = 0,
    counted: bool = False,
) -> CopyGrid:
    """Whole rows of cells with ``text`` in them."""
    rows = math.ceil(max(indent + len(text), cells) / columns)
    return CopyGrid(
        columns,
        look.width / columns,
        text=text,
        cells=rows * columns,
        indent=indent,
        counted=counted,
        gap=look.gap,
        space=look.space,
        ruling=Ruling(look.ruling),
    )


def _emptied(grid: CopyGrid) -> CopyGrid:
    return replace(grid, text="", indent=0, counted=False)
