"""A DOCX document under construction: its page, its styles, and the pieces blocks are made of.

Word sets the lines itself, at the places where they end in the PDF (:mod:`flow`); page, grid, fonts
and styles are those of GB/T 9704. The fonts named are the ones offices have (仿宋_GB2312,
方正小标宋简体 …), with substitutes declared beside them.
"""

from __future__ import annotations

import math
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
from desktop.documents.docx.flow import TWIPS, Face, Measure, runs
from desktop.documents.docx.placed import Lines
from desktop.documents.fonts import Fonts, Hand
from desktop.documents.geometry import MM, PAGE_HEIGHT, PAGE_WIDTH, Numbering
from desktop.documents.marks import NOT_FIRST, NOT_LAST, printable
from desktop.documents.running import SMALL_SIZE
from desktop.documents.setting import Setter
from desktop.documents.tables import LEADING, PADDING

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
REMARK_STYLE = "说明"
MARK_STYLE = "标记"
CELL_STYLE = "表格文字"

MARK_SIZE = 14.0
MARK_LEADING = 16.0
MARK_SPACE = 4.0
"""The box of a mark: a line of type, and so much above and below it."""

GREY = RGBColor(0x73, 0x73, 0x73)
FIXED_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class Writer:
    """One DOCX document under construction."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self.frame = document.frame
        self.setter = Setter(document.frame, fonts)
        self._latin = fonts.hand(Hand.SONG)
        self.docx: Any = docx.Document()
        self.breaks_page = False
        self.last: tuple[tuple[Any, int], ...] = ()
        """The last paragraphs of running text, each with the number of its lines."""
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
        ooxml.strip(self.docx, PRODUCT)
        ooxml.declare_fonts(self.docx, SUBSTITUTES)
        ooxml.set_composition(self.docx, "".join(sorted(NOT_FIRST)), "".join(sorted(NOT_LAST)))

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
        styles = self.docx.styles
        self._style(styles["Normal"], frame.text_hand, frame.size, leading=frame.leading)
        if self.spacing:
            ooxml.set_character_spacing(styles["Normal"].element.get_or_add_rPr(), self.spacing)
        ooxml.set_line_ends(styles["Normal"].element.get_or_add_pPr())
        ooxml.set_language(styles["Normal"].element.get_or_add_rPr())
        title = styles["Title"]
        ooxml.clear_decoration(title)
        size = frame.title
        self._style(title, frame.title_hand, size, leading=max(frame.leading, size * 1.3))
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(frame.leading)
        for level, hand in enumerate(frame.heading_hands, 1):
            self._style(styles[f"Heading {level}"], hand, frame.size, leading=frame.leading)
        for name, hand, size in (
            (SIGNATURE_STYLE, frame.text_hand, frame.size),
            (SMALL_STYLE, Hand.SONG, SMALL_SIZE),
            (CELL_STYLE, Hand.SONG, frame.size),
        ):
            style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = styles["Normal"]
            leading = frame.leading if name == SIGNATURE_STYLE else size * LEADING
            self._style(style, hand, size, leading=leading)
        remark = styles.add_style(REMARK_STYLE, WD_STYLE_TYPE.PARAGRAPH)
        remark.base_style = styles[SMALL_STYLE]
        remark.font.color.rgb = GREY
        remark.paragraph_format.line_spacing = Pt(SMALL_SIZE * 1.6)
        remark.paragraph_format.space_after = Pt(SMALL_SIZE)

        mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.PARAGRAPH)
        mark.base_style = styles["Normal"]
        self._style(mark, Hand.HEI_BOLD, MARK_SIZE, leading=MARK_LEADING)
        mark.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        mark.paragraph_format.space_before = Pt(MARK_SPACE)
        mark.paragraph_format.space_after = Pt(MARK_SPACE + 4 * MM)

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

    @property
    def spacing(self) -> int:
        """Twips behind every character of the body: −5 bring 28 of 16 pt into 156 mm."""
        return math.floor((self.frame.pitch - self.frame.size) * TWIPS)

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

    def flow(
        self,
        paragraph: Any,
        text: str,
        lines: Lines,
        *,
        room: float,
        hand: Hand,
        size: float | None = None,
        own: bool = False,
        indent: float = 0.0,
        justify: bool = True,
    ) -> None:
        """``text`` broken by whoever opens it where the PDF's ``lines`` end.

        ``own``: hand and size are not the style's, but written beside the text.
        """
        measure = Measure(
            room=room,
            size=size or self.frame.size,
            advance=self._advance,
            spacing=self.spacing,
            indent=indent,
            justify=justify,
        )
        for each in runs(printable(text), [line.source for line in lines], measure):
            if own:
                run = self.run(paragraph, each.text, hand, measure.size)
            else:
                run = paragraph.add_run(each.text)
            properties = run._r.get_or_add_rPr()  # noqa: SLF001
            if each.face is Face.LATIN:
                ooxml.set_fonts(properties, LATIN, LATIN)
            elif each.face is Face.CHINESE:
                ooxml.set_fonts(properties, FONTS[hand], FONTS[hand])
            if each.spacing is not None:
                ooxml.set_character_spacing(properties, each.spacing)
            if each.scale != 100:
                ooxml.set_character_scale(properties, each.scale)
            if each.ends:
                run.add_break()

    def _advance(self, char: str) -> float:
        return self._latin.glyph(char, wide=False)[1]

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

    def grid(self, widths: Sequence[Length], margin: float = PADDING) -> Any:
        """A table of so many columns, without rows yet; ``margin`` points blank in its cells."""
        if self.breaks_page:
            self.paragraph(SMALL_STYLE)
        table = self.docx.add_table(rows=0, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        ooxml.set_cell_margins(table, margin)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        return table
