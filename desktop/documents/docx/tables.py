"""Tables in DOCX: forms, labels to cut out."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from desktop.documents.blocks import Align, Cell, Labels, Table
from desktop.documents.docx import ooxml
from desktop.documents.docx.placed import Lines, Placed
from desktop.documents.docx.writer import (
    ALIGNMENTS,
    CELL_STYLE,
    Writer,
)
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM
from desktop.documents.labels import (
    LINE_HEIGHT,
    LINE_SIZE,
    RULE_EM,
    WORDS_HEIGHT,
    written_on,
)
from desktop.documents.page import Text
from desktop.documents.tables import FOOT_ROOM, LEADING, PADDING

CUT_GREY = "A6A6A6"


def table(writer: Writer, block: Table, placed: Placed) -> None:
    """A real table, its cells merged over the columns they span, its rows as high as the PDF's."""
    total = sum(block.widths)
    widths = [width / total * writer.frame.width for width in block.widths]
    cells: dict[tuple[int, int], list[Text]] = {}
    for line in placed.lines:
        if line.cell is not None:
            cells.setdefault(line.cell, []).append(line)
    made = writer.grid([Pt(width) for width in widths])
    made.style = writer.docx.styles["Table Grid"]
    if block.head:
        head = made.add_row()
        ooxml.repeat_row(head)
        _fill(writer, head, block.head, widths, [cells.get((-1, n), []) for n in _each(block.head)])
        for cell in head.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    for index, contents in enumerate(block.rows):
        row = made.add_row()
        _fill(writer, row, contents, widths, [cells.get((index, n), []) for n in _each(contents)])
        if index < len(block.heights) and block.heights[index] * MM > row.height.pt:
            row.height = Mm(block.heights[index])


def _each(cells: tuple[Cell, ...]) -> range:
    return range(len(cells))


def _fill(
    writer: Writer,
    row: Any,
    cells: tuple[Cell, ...],
    widths: list[float],
    lines: list[list[Text]],
) -> None:
    heights = [writer.frame.size * LEADING]
    column = 0
    for content, own in zip(cells, lines, strict=True):
        cell = row.cells[column]
        if content.span > 1:
            cell = cell.merge(row.cells[column + content.span - 1])
        width = sum(widths[column : column + content.span])
        column += content.span
        _write(writer, cell, content, tuple(own), width)
        heights.append(sum(line.size * LEADING for line in own))
    row.height = Pt(max(heights) + 2 * PADDING)
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
    if row.height.pt < writer.frame.height:
        ooxml.keep_row_whole(row)


def _write(writer: Writer, cell: Any, content: Cell, lines: Lines, width: float) -> None:
    centred = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM if content.foot else centred
    size = lines[0].size if lines else writer.frame.size
    said = lines[: len(lines) - len(content.foot)]
    paragraph = _line(writer, cell.paragraphs[0], size)
    paragraph.alignment = ALIGNMENTS[content.align]
    writer.flow(
        paragraph,
        content.text,
        said,
        room=width - 2 * PADDING,
        hand=content.hand,
        size=size,
        own=True,
        justify=content.align is Align.JUSTIFY,
    )
    for line in lines[len(said) :]:
        foot = _line(writer, cell.add_paragraph(), size)
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        foot.paragraph_format.right_indent = Pt(FOOT_ROOM * size - PADDING)
        writer.run(foot, line.source, content.hand, size)


def _line(writer: Writer, paragraph: Any, size: float) -> Any:
    """A paragraph of a cell whose lines stand as far apart as type of ``size`` wants."""
    writer.dress(paragraph, CELL_STYLE)
    if size != writer.frame.size:
        paragraph.paragraph_format.line_spacing = Pt(size * LEADING)
    return paragraph


def labels(writer: Writer, block: Labels, placed: Placed) -> None:
    """Boxes with the same words, to be cut out along their lines."""
    width = writer.frame.width / block.columns
    made = writer.grid([Pt(width)] * block.columns)
    words, *below = placed.lines[: 1 + len(block.lines)]
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
            paragraph.paragraph_format.line_spacing = Pt(WORDS_HEIGHT)
            writer.run(paragraph, words.source, Hand.SONG, words.size)
            for line in below:
                paragraph = writer.dress(cell.add_paragraph(), CELL_STYLE)
                paragraph.paragraph_format.line_spacing = Pt(LINE_HEIGHT)
                rule = RULE_EM if written_on(line.source) else 0.0
                start = line.x - writer.frame.left - PADDING
                writer.ruled(paragraph, line.source, start, rule, LINE_SIZE)
