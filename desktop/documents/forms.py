"""Forms (表格): what is known is filled in, opinions and dates are left open to be written."""

from __future__ import annotations

from desktop.documents.blocks import Align, Cell, Labels, Table
from desktop.documents.material import Material
from desktop.domain.terms import FormCell, FormPiece, StampPiece

STRUCK = "／"
"""Stands in a cell that nobody fills in."""

SHORT = 24
"""A text of up to so many characters stands in the middle of its cell, a longer one at its left."""

STAMP_NOTE = (
    "沿虚线剪下，贴在复印件的空白处（也可以照这几个字刻章）；"
    "由单位与原件核对后，填好空着的地方，加盖公章。每份复印件都要有。"
)


def form(piece: FormPiece, material: Material) -> Table:
    """The table of a form."""
    rows = tuple(tuple(_cell(cell, material) for cell in row) for row in piece.rows)
    return Table(piece.widths, rows, heights=piece.heights)


def _cell(cell: FormCell, material: Material) -> Cell:
    if not material.fits(cell.applies_when):
        return Cell(STRUCK, align=Align.CENTRE, span=cell.span)
    text = material.text(cell.place) if cell.place else cell.text
    align = Align.LEFT if cell.place and len(text) > SHORT else Align.CENTRE
    return Cell(text, align=align, span=cell.span, foot=cell.foot)


def stamps(piece: StampPiece, material: Material) -> Labels:
    """The sheet of labels with a wording to be stuck on copies."""
    return Labels(material.said(material.notice.wording[piece.wording]), piece.lines)
