"""Forms (表格): what is known is filled in, opinions and dates are left open to be written."""

from __future__ import annotations

from desktop.documents.blocks import Align, Cell, Labels, Table
from desktop.documents.fonts import Hand
from desktop.documents.material import Material
from desktop.domain.layouts import TableLook
from desktop.domain.terms import FormCell, FormPiece, StampPiece

STRUCK = "／"
"""Stands in a cell that nobody fills in."""

STAMP_NOTE = (
    "沿虚线剪下，贴在复印件的空白处（也可以照这几个字刻章）；"
    "由单位与原件核对后，填好空着的地方，加盖公章。每份复印件都要有。"
)


def form(piece: FormPiece, material: Material) -> Table:
    """The table of a form."""
    look = material.layout.table
    rows = tuple(tuple(_cell(cell, material, look) for cell in row) for row in piece.rows)
    return Table(piece.widths, rows, heights=piece.heights)


def _cell(cell: FormCell, material: Material, look: TableLook) -> Cell:
    """A short text stands in the middle of its cell, a longer one at its left."""
    hand = Hand(look.hand)
    if not material.fits(cell.applies_when):
        return Cell(STRUCK, hand, Align.CENTRE, cell.span)
    text = material.text(cell.place) if cell.place else cell.text
    align = Align.LEFT if cell.place and len(text) > look.short else Align.CENTRE
    return Cell(text, hand, align, cell.span, cell.foot)


def stamps(piece: StampPiece, material: Material) -> Labels:
    """The sheet of labels with a wording to be stuck on copies."""
    text = material.said(material.notice.wording[piece.wording])
    look = material.layout.labels
    return Labels(text, piece.lines, look.columns, look.rows, look.height)
