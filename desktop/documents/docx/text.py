"""Running text in DOCX: titles, headings, paragraphs, remarks, 落款."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Pt, RGBColor

from desktop.documents.blocks import Heading, Mark, PageBreak, Paragraph, Signature, Small, Title
from desktop.documents.docx import ooxml
from desktop.documents.docx.writer import (
    GREY,
    SIGNATURE_STYLE,
    SMALL_STYLE,
    Writer,
    approximate_width,
)
from desktop.documents.fonts import Hand
from desktop.documents.marks import printable
from desktop.documents.running import FIRST_LINE_INDENT, SMALL_SIZE
from desktop.documents.signatures import signature_axis, split_seal
from desktop.documents.titles import break_title

RED = RGBColor(0xBF, 0x1A, 0x1A)


def title(writer: Writer, block: Title) -> None:
    """The title, its lines broken as in the PDF."""
    paragraph = writer.paragraph("Title")
    room = writer.frame.width / writer.frame.title
    lines = [
        line
        for part in printable(block.text).split("\n")
        for line in break_title(part, room, approximate_width, keep=block.keep) or (part,)
    ]
    for index, line in enumerate(lines):
        run = paragraph.add_run(line)
        if index + 1 < len(lines):
            run.add_break()


def heading(writer: Writer, block: Heading) -> None:
    """A heading of the text."""
    paragraph = writer.paragraph(f"Heading {block.level}")
    paragraph.add_run(printable(block.text))
    if writer.frame.heading_indent:
        _indent(writer, paragraph, writer.frame.heading_indent)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(writer.frame.heading_space)


def paragraph(writer: Writer, block: Paragraph) -> None:
    """Running text, set in by two characters."""
    paragraph = writer.paragraph()
    paragraph.add_run(printable(block.text))
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if block.whole:
        paragraph.paragraph_format.keep_together = True
    _indent(writer, paragraph, FIRST_LINE_INDENT)


def _indent(writer: Writer, paragraph: Any, characters: float) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(characters * writer.frame.size)
    ooxml.set_first_line_characters(paragraph, characters)


def small(writer: Writer, block: Small) -> None:
    """A grey remark."""
    paragraph = writer.paragraph(SMALL_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_after = Pt(SMALL_SIZE)
    paragraph.add_run(printable(block.text)).font.color.rgb = GREY


def page_break(writer: Writer, _: PageBreak) -> None:
    """What follows begins a new page."""
    writer.breaks_page = True


def mark(writer: Writer, block: Mark) -> None:
    """A boxed red line at the head."""
    paragraph = writer.paragraph(SMALL_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.paragraph_format
    shape.line_spacing_rule = WD_LINE_SPACING.SINGLE
    shape.left_indent = shape.right_indent = Pt(writer.frame.width / 4)
    shape.space_after = Pt(12)
    run = writer.run(paragraph, block.text, Hand.HEI_BOLD, 14.0)
    run.font.color.rgb = RED
    ooxml.set_paragraph_border(paragraph, str(RED))


def signature(writer: Writer, block: Signature) -> None:
    """落款: an empty line, lines to sign on, unit, date; all on one page."""
    frame = writer.frame
    seal = split_seal(block.seal, approximate_width)
    axis = signature_axis(
        frame,
        seal=max(map(approximate_width, seal), default=0.0) * frame.pitch,
        date=approximate_width(block.date) * frame.pitch,
    )
    _keep_with_next(writer, 2)
    made = [writer.paragraph(SIGNATURE_STYLE)]
    label = max((approximate_width(line.text) for line in block.lines), default=0.0)
    longest = label + max((line.rule for line in block.lines), default=0.0)
    left = min(axis - longest * frame.pitch / 2, frame.width - longest * frame.pitch)
    for line in block.lines:
        # The rules stand below one another, whatever stands before them.
        made.append(writer.paragraph(SIGNATURE_STYLE))
        start = left + (label - approximate_width(line.text)) * frame.pitch
        writer.ruled(made[-1], printable(line.text), start, line.rule, frame.size)
    made.extend(_signature_line(writer, part, axis) for part in (*seal, block.date) if part)
    for paragraph in made[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _signature_line(writer: Writer, text: str, axis: float) -> Any:
    paragraph = writer.paragraph(SIGNATURE_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.left_indent = Pt(max(0.0, 2 * axis - writer.frame.width))
    paragraph.add_run(printable(text))
    return paragraph


def _keep_with_next(writer: Writer, count: int) -> None:
    """The last paragraph stays with what follows; all of it where it is short."""
    for paragraph in writer.docx.paragraphs[-count:]:
        if len(paragraph.text) <= 4 * 28:
            paragraph.paragraph_format.keep_with_next = True
    if writer.docx.paragraphs:
        writer.docx.paragraphs[-1].paragraph_format.keep_with_next = True
