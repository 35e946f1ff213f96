"""Tables in DOCX: forms, labels to cut out, cells to write in by hand."""

from __future__ import annotations

import math
from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt

from desktop.documents.blocks import Cell, CopyGrid, HandSign, Labels, Table
from desktop.documents.docx import ooxml
from desktop.documents.docx.writer import (
    ALIGNMENTS,
    CELL_MARGIN,
    CELL_STYLE,
    GREY,
    SMALL_STYLE,
    Writer,
    approximate_width,
)
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM
from desktop.documents.labels import LINE_HEIGHT, LINE_SIZE, RULE_EM, WORDS_SIZE, written_on
from desktop.documents.marks import printable
from desktop.documents.running import SMALL_SIZE
from desktop.documents.sheets import FINGERPRINT, grid_lines, model_size
from desktop.documents.tables import SHRINK

COUNT_MM = 16
"""Room beside the cells for a mark that hangs there, and the count."""

CELL_GREEN = "73A880"
CUT_GREY = "A6A6A6"
LEADING = 1.5
"""Distance of lines in a cell, in em (as the style of cells has it)."""


def table(writer: Writer, block: Table) -> None:
    """A real table, its cells merged over the columns they span."""
    total = sum(block.widths)
    widths = [width / total * writer.frame.width for width in block.widths]
    made = writer.grid([Pt(width) for width in widths])
    made.style = writer.docx.styles["Table Grid"]
    if block.head:
        head = made.add_row()
        ooxml.keep_row_whole(head)
        ooxml.repeat_row(head)
        _fill(writer, head, block.head, widths, 0.0)
        for cell in head.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for index, cells in enumerate(block.rows):
        row = made.add_row()
        ooxml.keep_row_whole(row)
        least = block.heights[index] if index < len(block.heights) else 0.0
        if least:
            row.height = Mm(least)
            row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        _fill(writer, row, cells, widths, least * MM)


def _fill(
    writer: Writer, row: Any, cells: tuple[Cell, ...], widths: list[float], least: float
) -> None:
    column = 0
    for content in cells:
        cell = row.cells[column]
        if content.span > 1:
            cell = cell.merge(row.cells[column + content.span - 1])
        width = sum(widths[column : column + content.span])
        column += content.span
        size = _size(content, writer.frame.size, width, least)
        centred = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM if content.foot else centred
        paragraph = cell.paragraphs[0]
        writer.dress(paragraph, CELL_STYLE)
        paragraph.alignment = ALIGNMENTS[content.align]
        writer.run(paragraph, printable(content.text), content.hand, size)
        for line in content.foot:
            foot = writer.dress(cell.add_paragraph(), CELL_STYLE)
            foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            foot.paragraph_format.right_indent = Pt(size)
            writer.run(foot, printable(line), content.hand, size)


def _size(cell: Cell, usual: float, width: float, least: float) -> float:
    """The size of type that keeps a row at its least height, as in the PDF; all in points."""
    for share in SHRINK if least else SHRINK[:1]:
        size = usual * share
        room = (width - 2 * CELL_MARGIN) / size
        lines = sum(math.ceil(approximate_width(p) / room) or 1 for p in cell.text.split("\n"))
        if (lines + len(cell.foot)) * LEADING * usual <= least:
            break
    return size


def labels(writer: Writer, block: Labels) -> None:
    """Boxes with the same words, to be cut out along their lines."""
    made = writer.grid([Pt(writer.frame.width / block.columns)] * block.columns)
    for _ in range(block.rows):
        row = made.add_row()
        row.height = Mm(block.height)
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        for cell in row.cells:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            ooxml.set_cell_borders(cell, CUT_GREY, "dashed")
            paragraph = cell.paragraphs[0]
            writer.dress(paragraph, CELL_STYLE)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            writer.run(paragraph, printable(block.text), Hand.SONG, WORDS_SIZE)
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
            for line in block.lines:
                paragraph = writer.dress(cell.add_paragraph(), CELL_STYLE)
                paragraph.paragraph_format.line_spacing = Pt(LINE_HEIGHT)
                rule = RULE_EM if written_on(line) else 0.0
                room = writer.frame.width / block.columns - 2 * CELL_MARGIN
                width = (approximate_width(line) + rule) * LINE_SIZE
                writer.ruled(paragraph, line, (room - width) / 2, rule, LINE_SIZE)


def copy_grid(writer: Writer, block: CopyGrid) -> None:
    """Cells to write in, and the model's characters in them."""
    if block.space:
        spacer = writer.paragraph(SMALL_STYLE)
        spacer.paragraph_format.line_spacing = Mm(block.space)
    made = writer.grid([*[Mm(block.cell)] * block.columns, Mm(COUNT_MM)])
    count = 0
    for part in grid_lines(block):
        row = made.add_row()
        row.height = Mm(block.cell + block.gap)
        row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
        cells = row.cells
        for column, cell in enumerate(cells[:-1]):
            _grid_cell(writer, cell, block.cell, part[column : column + 1].strip())
        last = cells[-1].paragraphs[0]
        if part[block.columns :]:
            writer.run(last, part[block.columns :], Hand.KAI, model_size(block.cell))
        if part and block.counted:
            count += len(part.replace(" ", ""))
            writer.run(last, str(count), Hand.SONG, SMALL_SIZE).font.color.rgb = GREY
        ooxml.set_cell_borders(cells[-1], None)


def _grid_cell(writer: Writer, cell: Any, size: float, char: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    ooxml.set_cell_borders(cell, CELL_GREEN)
    paragraph = cell.paragraphs[0]
    writer.dress(paragraph, CELL_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if char:
        writer.run(paragraph, char, Hand.KAI, model_size(size))


def hand_sign(writer: Writer, block: HandSign) -> None:
    """Lines to sign on, the date, the box for the 手印."""
    writer.paragraph(SMALL_STYLE).paragraph_format.space_after = Pt(12)
    box = block.box or 10
    made = writer.grid([Pt(writer.frame.width - box * MM), Mm(box)])
    row = made.add_row()
    left, right = row.cells
    paragraph = left.paragraphs[0]
    for text in (*block.lines, block.date):
        writer.dress(paragraph, CELL_STYLE)
        paragraph.paragraph_format.line_spacing = Pt(26)
        writer.run(paragraph, text, Hand.SONG, 16.0)
        if text != block.date:
            writer.run(paragraph, "\u3000" * 8, Hand.SONG, 16.0).font.underline = True
            writer.dress(left.add_paragraph(), CELL_STYLE)
            paragraph = left.add_paragraph()
    ooxml.set_cell_borders(left, None)
    if block.box:
        row.height = Mm(block.box)
        row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
        right.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
        ooxml.set_cell_borders(right, "000000")
        paragraph = right.paragraphs[0]
        writer.dress(paragraph, CELL_STYLE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        writer.run(paragraph, FINGERPRINT, Hand.SONG, SMALL_SIZE).font.color.rgb = GREY
