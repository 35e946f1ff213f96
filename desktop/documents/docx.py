"""Blocks → DOCX (python-docx): the editable twin of the PDF, with the same text.

Word sets the lines itself; page, grid, fonts and styles are those of GB/T 9704. The fonts named
are the ones offices have (仿宋_GB2312, 方正小标宋简体 …), with substitutes declared beside them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Length, Mm, Pt, RGBColor

from desktop.documents import ooxml
from desktop.documents.blocks import (
    Align,
    CopyGrid,
    Document,
    HandSign,
    Heading,
    Mark,
    PageBreak,
    Paragraph,
    Signature,
    Small,
    Table,
    Title,
)
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Numbering
from desktop.documents.marks import is_wide, printable
from desktop.documents.pdf import LANGUAGE, PRODUCT
from desktop.documents.running import FIRST_LINE_INDENT, SMALL_SIZE, TITLE_SIZE
from desktop.documents.sheets import FINGERPRINT, FIRST_INDENT, model_size
from desktop.documents.signatures import signature_axis, split_seal
from desktop.documents.titles import break_title

LATIN = "Times New Roman"
FONTS = {
    Hand.FANG: "仿宋_GB2312",
    Hand.BIAOSONG: "方正小标宋简体",
    Hand.HEI: "黑体",
    Hand.HEI_BOLD: "黑体",
    Hand.KAI: "楷体_GB2312",
    Hand.SONG: "宋体",
}
SUBSTITUTES = {"仿宋_GB2312": "仿宋", "方正小标宋简体": "宋体", "楷体_GB2312": "楷体"}
ALIGNMENTS = {
    Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY,
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
SIGNATURE_STYLE = "落款"
SMALL_STYLE = "小注"
CELL_STYLE = "表格文字"
TIGHTER = -5
"""Twips taken from every character so that 28 of 16 pt go into 156 mm."""

COUNT_MM = 10
CELL_GREEN = "73A880"
RED = RGBColor(0xBF, 0x1A, 0x1A)
GREY = RGBColor(0x73, 0x73, 0x73)
FIXED_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def to_docx(document: Document) -> bytes:
    """The document as a DOCX file."""
    writer = _Writer(document)
    for block in document.blocks:
        writer.add(block)
    out = io.BytesIO()
    writer.docx.save(out)
    return ooxml.repack(out.getvalue())


def approximate_width(text: str) -> float:
    """Width in em, a Latin character taken for half a Chinese one."""
    return sum(1.0 if is_wide(char) else 0.5 for char in text)


class _Writer:
    """One DOCX document under construction."""

    def __init__(self, document: Document) -> None:
        self.frame = document.frame
        self.docx: Any = docx.Document()
        self._breaks_page = False
        self._set_up_page()
        self._set_up_styles()
        properties = self.docx.core_properties
        properties.title = document.title
        properties.author = PRODUCT
        properties.last_modified_by = PRODUCT
        properties.comments = ""
        properties.language = LANGUAGE
        properties.revision = 1
        properties.created = properties.modified = FIXED_TIME
        ooxml.declare_fonts(self.docx, SUBSTITUTES)

    # Page and styles

    def _set_up_page(self) -> None:
        frame = self.frame
        section = self.docx.sections[0]
        section.page_width, section.page_height = Pt(PAGE_WIDTH), Pt(PAGE_HEIGHT)
        section.top_margin, section.bottom_margin = Pt(frame.top), Pt(frame.bottom)
        section.left_margin, section.right_margin = Pt(frame.left), Pt(frame.right)
        if frame.numbering is Numbering.NONE:
            return
        if frame.numbering is Numbering.CENTRED:
            section.footer_distance = Pt(frame.bottom - 12 * MM)
            self._number(section.footer, Align.CENTRE, SMALL_SIZE, dashes=False)
            return
        ooxml.set_line_grid(section, frame.leading)
        section.footer_distance = Pt(frame.bottom - 7 * MM - 14)
        self.docx.settings.odd_and_even_pages_header_footer = True
        self._number(section.footer, Align.RIGHT, 14.0, dashes=True)
        self._number(section.even_page_footer, Align.LEFT, 14.0, dashes=True)

    def _number(self, footer: Any, align: Align, size: float, *, dashes: bool) -> None:
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style = self.docx.styles["Footer"]
        paragraph.alignment = ALIGNMENTS[align]
        if align is Align.RIGHT:
            paragraph.paragraph_format.right_indent = Pt(size)
        elif align is Align.LEFT:
            paragraph.paragraph_format.left_indent = Pt(size)
        if dashes:
            self._run(paragraph, "— ", Hand.SONG, size)
        ooxml.add_page_field(self._run(paragraph, "", Hand.SONG, size))
        if dashes:
            self._run(paragraph, " —", Hand.SONG, size)

    def _set_up_styles(self) -> None:
        frame = self.frame
        official = frame.numbering is Numbering.OFFICIAL
        styles = self.docx.styles
        self._style(styles["Normal"], Hand.FANG, frame.size, leading=frame.leading)
        if official:
            ooxml.set_character_spacing(styles["Normal"].element.get_or_add_rPr(), TIGHTER)
        ooxml.set_language(styles["Normal"].element.get_or_add_rPr())
        title = styles["Title"]
        ooxml.clear_decoration(title)
        self._style(title, Hand.BIAOSONG, TITLE_SIZE, leading=max(frame.leading, TITLE_SIZE * 1.3))
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(frame.leading)
        self._style(styles["Heading 1"], Hand.HEI, frame.size, leading=frame.leading)
        self._style(styles["Heading 2"], Hand.KAI, frame.size, leading=frame.leading)
        for name, hand, size in (
            (SIGNATURE_STYLE, Hand.FANG, frame.size),
            (SMALL_STYLE, Hand.SONG, SMALL_SIZE),
            (CELL_STYLE, Hand.SONG, frame.size),
        ):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            leading = frame.leading if name == SIGNATURE_STYLE else size * 1.5
            self._style(style, hand, size, leading=leading)

    def _style(self, style: Any, hand: Hand, size: float, *, leading: float) -> None:
        font = style.font
        font.name = LATIN
        font.size = Pt(size)
        font.bold = False
        font.italic = False
        font.color.rgb = RGBColor(0, 0, 0)
        ooxml.set_fonts(style.element.get_or_add_rPr(), FONTS[hand], LATIN)
        shape = style.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(leading)
        shape.widow_control = False

    # Pieces

    def _paragraph(self, style: str = "Normal") -> Any:
        paragraph = self.docx.add_paragraph(style=style)
        if self._breaks_page:
            paragraph.paragraph_format.page_break_before = True
            self._breaks_page = False
        return paragraph

    def _run(self, paragraph: Any, text: str, hand: Hand, size: float) -> Any:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        ooxml.set_fonts(run._r.get_or_add_rPr(), FONTS[hand], LATIN)  # noqa: SLF001
        if hand is Hand.HEI_BOLD:
            run.font.bold = True
        return run

    def add(self, block: object) -> None:
        WRITERS[type(block)](self, block)

    def title(self, block: Title) -> None:
        paragraph = self._paragraph("Title")
        text = printable(block.text)
        room = self.frame.width / TITLE_SIZE
        lines = break_title(text, room, approximate_width, keep=block.keep) or (text,)
        for index, line in enumerate(lines):
            run = paragraph.add_run(line)
            if index + 1 < len(lines):
                run.add_break()

    def heading(self, block: Heading) -> None:
        paragraph = self._paragraph(f"Heading {block.level}")
        paragraph.add_run(printable(block.text))
        if self.frame.heading_indent:
            self._indent(paragraph, self.frame.heading_indent)
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(self.frame.heading_space)

    def paragraph(self, block: Paragraph) -> None:
        paragraph = self._paragraph()
        paragraph.add_run(printable(block.text))
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if block.whole:
            paragraph.paragraph_format.keep_together = True
        self._indent(paragraph, FIRST_LINE_INDENT)

    def _indent(self, paragraph: Any, characters: float) -> None:
        paragraph.paragraph_format.first_line_indent = Pt(characters * self.frame.size)
        ooxml.set_first_line_characters(paragraph, characters)

    def small(self, block: Small) -> None:
        paragraph = self._paragraph(SMALL_STYLE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(printable(block.text)).font.color.rgb = GREY

    def page_break(self, _: PageBreak) -> None:
        self._breaks_page = True

    def mark(self, block: Mark) -> None:
        paragraph = self._paragraph(SMALL_STYLE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        shape = paragraph.paragraph_format
        shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
        shape.left_indent = shape.right_indent = Pt(self.frame.width / 4)
        shape.space_after = Pt(12)
        run = self._run(paragraph, block.text, Hand.HEI_BOLD, 14.0)
        run.font.color.rgb = RED
        ooxml.set_paragraph_border(paragraph, str(RED))

    def signature(self, block: Signature) -> None:
        frame = self.frame
        seal = split_seal(block.seal, approximate_width)
        axis = signature_axis(
            frame,
            seal=max(map(approximate_width, seal)) * frame.pitch,
            date=approximate_width(block.date) * frame.pitch,
        )
        self._keep_with_next(2)
        blank = self._paragraph(SIGNATURE_STYLE)
        blank.paragraph_format.keep_with_next = True
        for line in block.lines:
            paragraph = self._signature_line(line.text, axis)
            rule = paragraph.add_run("\u3000" * round(line.rule))
            rule.font.underline = True
            paragraph.paragraph_format.keep_with_next = True
        for part in seal:
            self._signature_line(part, axis).paragraph_format.keep_with_next = True
        self._signature_line(block.date, axis)

    def _signature_line(self, text: str, axis: float) -> Any:
        paragraph = self._paragraph(SIGNATURE_STYLE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.left_indent = Pt(max(0.0, 2 * axis - self.frame.width))
        paragraph.add_run(printable(text))
        return paragraph

    def _keep_with_next(self, count: int) -> None:
        """The last paragraph stays with what follows; all of it where it is short."""
        for paragraph in self.docx.paragraphs[-count:]:
            if len(paragraph.text) <= 4 * 28:
                paragraph.paragraph_format.keep_with_next = True
        if self.docx.paragraphs:
            self.docx.paragraphs[-1].paragraph_format.keep_with_next = True

    def table(self, block: Table) -> None:
        total = sum(block.widths)
        widths = [Pt(width / total * self.frame.width) for width in block.widths]
        table = self._grid(widths)
        table.style = self.docx.styles["Table Grid"]
        for number, cells in enumerate((block.head, *block.rows) if block.head else block.rows):
            row = table.add_row()
            ooxml.keep_row_whole(row)
            if block.head and number == 0:
                ooxml.repeat_row(row)
            for cell, content in zip(row.cells, cells, strict=True):
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
                paragraph = cell.paragraphs[0]
                paragraph.style = self.docx.styles[CELL_STYLE]
                paragraph.alignment = ALIGNMENTS[content.align]
                paragraph.paragraph_format.keep_with_next = bool(block.head and number == 0)
                self._run(paragraph, printable(content.text), content.hand, self.frame.size)

    def _grid(self, widths: Sequence[Length]) -> Any:
        if self._breaks_page:
            self._paragraph(SMALL_STYLE)
        table = self.docx.add_table(rows=0, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table

    def copy_grid(self, block: CopyGrid) -> None:
        shown = "\u3000" * FIRST_INDENT + printable(block.text) if block.text else ""
        count = len(shown) or block.cells
        table = self._grid([*[Mm(block.cell)] * block.columns, Mm(COUNT_MM)])
        for start in range(0, count, block.columns):
            row = table.add_row()
            row.height = Mm(block.cell + 2)
            row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
            part = shown[start : start + block.columns]
            for column, cell in enumerate(row.cells[:-1]):
                self._grid_cell(cell, block.cell, part[column : column + 1].strip("\u3000"))
            if part:
                number = str(start + len(part) - FIRST_INDENT)
                last = row.cells[-1].paragraphs[0]
                self._run(last, number, Hand.SONG, SMALL_SIZE).font.color.rgb = GREY
            ooxml.set_cell_borders(row.cells[-1], None)

    def _grid_cell(self, cell: Any, size: float, char: str) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        ooxml.set_cell_borders(cell, CELL_GREEN)
        paragraph = cell.paragraphs[0]
        paragraph.style = self.docx.styles[CELL_STYLE]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
        if char:
            self._run(paragraph, char, Hand.KAI, model_size(size))

    def hand_sign(self, block: HandSign) -> None:
        self._paragraph(SMALL_STYLE).paragraph_format.space_after = Pt(12)
        box = block.box or 10
        table = self._grid([Pt(self.frame.width - box * MM), Mm(box)])
        row = table.add_row()
        left, right = row.cells
        for number, text in enumerate((block.label, "", block.date)):
            paragraph = left.paragraphs[0] if number == 0 else left.add_paragraph()
            paragraph.style = self.docx.styles[CELL_STYLE]
            paragraph.paragraph_format.line_spacing = Pt(26)
            self._run(paragraph, text, Hand.SONG, 16.0)
            if number == 0:
                rule = self._run(paragraph, "\u3000" * 8, Hand.SONG, 16.0)
                rule.font.underline = True
        ooxml.set_cell_borders(left, None)
        if block.box:
            row.height = Mm(block.box)
            row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
            right.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
            ooxml.set_cell_borders(right, "000000")
            paragraph = right.paragraphs[0]
            paragraph.style = self.docx.styles[CELL_STYLE]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._run(paragraph, FINGERPRINT, Hand.SONG, SMALL_SIZE).font.color.rgb = GREY


WRITERS: dict[type, Callable[[_Writer, Any], None]] = {
    Title: _Writer.title,
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
    Small: _Writer.small,
    Signature: _Writer.signature,
    CopyGrid: _Writer.copy_grid,
    HandSign: _Writer.hand_sign,
    Mark: _Writer.mark,
    Table: _Writer.table,
    PageBreak: _Writer.page_break,
}
