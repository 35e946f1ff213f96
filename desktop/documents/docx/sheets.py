"""Sheets to write on by hand in DOCX: the mark of a model, cells, lines to sign on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from desktop.documents.blocks import CopyGrid, HandSign, Mark, Ruling
from desktop.documents.docx import ooxml
from desktop.documents.docx.placed import Placed
from desktop.documents.docx.writer import CELL_STYLE, GREY, MARK_STYLE, SMALL_STYLE, Writer
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM
from desktop.documents.sheets import (
    COUNT_SIZE,
    FINGERPRINT,
    WATERMARK_LENGTH,
    WATERMARK_TURN,
    grid_lines,
    model_size,
)

COUNT_MM = 20
"""Room beside the cells for a mark that hangs there, and the count."""

COUNT_GAP = 2.0
"""Blank (mm) before the count."""

CELL_GREEN = "73A880"
FAINT = "E8E8E8"
MARK_PADDING = 4.0

SIGN_SIZE = 16.0
SIGN_LINE = 22.0
SIGN_LEFT = 28
SIGN_FIRST = 17.0
SIGN_NEXT = 23.3
SIGN_RULE = 8
"""Characters of the line to sign on: 45 mm."""


def mark(writer: Writer, block: Mark, placed: Placed) -> None:
    """A boxed red line at the head, and where wanted the same words faintly across the sheet."""
    paragraph = writer.paragraph(MARK_STYLE)
    size = writer.docx.styles[MARK_STYLE].font.size.pt
    width = writer.setter.line(block.text, Hand.HEI_BOLD).width * size
    blank = (writer.frame.width - width) / 2 - 10
    shape = paragraph.paragraph_format
    shape.left_indent = shape.right_indent = Pt(max(blank, 0.0))
    for line in placed.lines:
        run = writer.run(paragraph, line.source, Hand.HEI_BOLD, size)
        run.font.color.rgb = RGBColor.from_string(ooxml.RED)
    ooxml.set_paragraph_border(paragraph, ooxml.RED, MARK_PADDING)
    if block.across:
        length, turn = WATERMARK_LENGTH, round(360 - WATERMARK_TURN)
        ooxml.add_watermark(
            paragraph.add_run(), block.text, (length, length / len(block.text)), turn, FAINT
        )


def copy_grid(writer: Writer, block: CopyGrid, _: Placed) -> None:
    """Room to write in, ruled as the notice's sheet is, and the model's characters in it."""
    if block.space:
        spacer = writer.paragraph(SMALL_STYLE)
        spacer.paragraph_format.line_spacing = Mm(block.space)
    made = writer.grid([*[Mm(block.cell)] * block.columns, Mm(COUNT_MM)], margin=0.0)
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    count = 0
    lines = grid_lines(block)
    for number, part in enumerate(lines):
        cells = _row(made, block.cell)
        first, last = number == 0, number + 1 == len(lines)
        for column, cell in enumerate(cells[:-1]):
            sides = tuple(_sides(block, column, first=first, last=last))
            ooxml.set_cell_borders(cell, CELL_GREEN, sides=sides)
            _grid_cell(writer, cell, block.cell, part[column : column + 1].strip())
        if part and block.counted:
            count += len(part.replace(" ", ""))
            _count(writer, cells[-1], block, part[block.columns :], count)
        if block.gap:
            _row(made, block.gap)


def _row(made: Any, height: float) -> Any:
    row = made.add_row()
    row.height = Mm(height)
    row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    return row.cells


def _sides(block: CopyGrid, column: int, *, first: bool, last: bool) -> Iterator[str]:
    """Which sides of a cell are drawn."""
    if block.ruling is Ruling.LINES:
        yield "bottom"
    elif block.ruling is Ruling.CORNERS:
        side = {0: "left", block.columns - 1: "right"}.get(column)
        if side and first:
            yield from ("top", side)
        if side and last:
            yield from (side, "bottom")
    else:
        yield from ooxml.SIDES


def _grid_cell(writer: Writer, cell: Any, size: float, char: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    writer.dress(paragraph, CELL_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if char:
        writer.run(paragraph, char, Hand.KAI, model_size(size))


def _count(writer: Writer, cell: Any, block: CopyGrid, hanging: str, count: int) -> None:
    """How many characters up to here, behind the mark that hangs beside the row."""
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = writer.dress(cell.paragraphs[0], CELL_STYLE)
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if hanging:
        size = model_size(block.cell)
        shape.left_indent = Pt((block.cell * MM - size) / 2)
        writer.run(paragraph, hanging, Hand.KAI, size)
    shape.tab_stops.add_tab_stop(Mm(COUNT_GAP + len(hanging) * block.cell))
    writer.run(paragraph, f"\t{count}", Hand.SONG, COUNT_SIZE).font.color.rgb = GREY


def hand_sign(writer: Writer, block: HandSign, _: Placed) -> None:
    """Lines to sign on, the date below them, the box for the 手印 to the right."""
    writer.paragraph(SMALL_STYLE).paragraph_format.space_after = Pt(8)
    box = block.box or 10.0
    made = writer.grid([Pt(writer.frame.width - box * MM), Mm(box)])
    rows = [made.add_row(), made.add_row()]
    left = rows[0].cells[0].merge(rows[1].cells[0])
    for number, text in enumerate((*block.lines, block.date)):
        paragraph = left.paragraphs[0] if number == 0 else left.add_paragraph()
        writer.dress(paragraph, CELL_STYLE)
        shape = paragraph.paragraph_format
        shape.left_indent = Mm(SIGN_LEFT)
        shape.line_spacing = Pt(SIGN_LINE)
        shape.space_before = Pt(SIGN_NEXT if number else SIGN_FIRST)
        writer.run(paragraph, text, Hand.SONG, SIGN_SIZE)
        if number < len(block.lines):
            blank = writer.run(paragraph, "\u3000" * SIGN_RULE, Hand.SONG, SIGN_SIZE)
            blank.font.underline = True
    if not block.box:
        return
    rows[0].height = Mm(block.box)
    rows[0].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    ooxml.set_cell_borders(rows[0].cells[1], "000000")
    below = rows[1].cells[1].paragraphs[0]
    writer.dress(below, CELL_STYLE)
    below.alignment = WD_ALIGN_PARAGRAPH.CENTER
    writer.run(below, FINGERPRINT, Hand.SONG, COUNT_SIZE).font.color.rgb = GREY
