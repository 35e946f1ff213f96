"""A DOCX document under construction: its page, its styles, and the pieces blocks are made of.

Word sets the lines itself; page, grid, fonts and styles are those of GB/T 9704. The fonts named
are the ones offices have (仿宋_GB2312, 方正小标宋简体 …), with substitutes declared beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Length, Pt, RGBColor

from desktop.documents.blocks import LANGUAGE, PRODUCT, Align, Document
from desktop.documents.docx import ooxml
from desktop.documents.fonts import Hand
from desktop.documents.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Numbering
from desktop.documents.marks import is_wide
from desktop.documents.running import SMALL_SIZE

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

GREY = RGBColor(0x73, 0x73, 0x73)
CELL_MARGIN = 3.5
"""Blank at the sides inside a cell, in points."""

FIXED_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def approximate_width(text: str) -> float:
    """Width in em, a Latin character taken for half a Chinese one."""
    return sum(1.0 if is_wide(char) else 0.5 for char in text)


class Writer:
    """One DOCX document under construction."""

    def __init__(self, document: Document) -> None:
        self.frame = document.frame
        self.docx: Any = docx.Document()
        self.breaks_page = False
        self._ids: dict[str, str | None] = {}
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
            self.run(paragraph, "— ", Hand.SONG, size)
        ooxml.add_page_field(self.run(paragraph, "", Hand.SONG, size))
        if dashes:
            self.run(paragraph, " —", Hand.SONG, size)

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
        size = frame.title
        self._style(title, Hand.BIAOSONG, size, leading=max(frame.leading, size * 1.3))
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

    def paragraph(self, style: str = "Normal") -> Any:
        """A paragraph of that style, on a new page where one is due."""
        paragraph = self.dress(self.docx.add_paragraph(), style)
        if self.breaks_page:
            paragraph.paragraph_format.page_break_before = True
            self.breaks_page = False
        return paragraph

    def dress(self, paragraph: Any, style: str) -> Any:
        """``paragraph`` in the style of that name.

        Each name is looked up once: the library would go through every style for every cell.
        """
        if style not in self._ids:
            self._ids[style] = self.docx.part.get_style_id(style, WD_STYLE_TYPE.PARAGRAPH)
        paragraph._p.style = self._ids[style]  # noqa: SLF001
        return paragraph

    def run(self, paragraph: Any, text: str, hand: Hand, size: float) -> Any:
        """Text of that hand and size at the end of a paragraph."""
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        ooxml.set_fonts(run._r.get_or_add_rPr(), FONTS[hand], LATIN)  # noqa: SLF001
        if hand is Hand.HEI_BOLD:
            run.font.bold = True
        return run

    def ruled(self, paragraph: Any, text: str, start: float, rule: float, size: float) -> None:
        """``text`` from ``start`` (points), behind it a line of ``rule`` em to write on.

        Set from the left: blanks at a line's end are not reckoned with where text is centred.
        """
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.left_indent = Pt(start)
        for part, underlined in ((text, False), ("\u3000" * round(rule), True)):
            run = paragraph.add_run(part)
            run.font.size = Pt(size)
            run.font.underline = underlined or None

    def grid(self, widths: Sequence[Length]) -> Any:
        """A table of so many columns, without rows yet."""
        if self.breaks_page:
            self.paragraph(SMALL_STYLE)
        table = self.docx.add_table(rows=0, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        ooxml.set_cell_margins(table, CELL_MARGIN)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table
