"""Running text in DOCX: titles, headings, paragraphs, remarks, 落款."""

from __future__ import annotations

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from desktop.documents.blocks import Heading, PageBreak, Paragraph, Signature, Small, Title
from desktop.documents.docx import ooxml
from desktop.documents.docx.placed import Lines, Placed
from desktop.documents.docx.writer import REMARK_STYLE, SIGNATURE_STYLE, Writer
from desktop.documents.fonts import Hand
from desktop.documents.layout import SIGNED_LINES
from desktop.documents.marks import printable
from desktop.documents.page import Text
from desktop.documents.running import SMALL_SIZE


def title(writer: Writer, block: Title, placed: Placed) -> None:
    """The title, its lines ended by hand where its sense breaks."""
    frame = writer.frame
    paragraph = writer.paragraph("Title")
    writer.flow(
        paragraph,
        block.text,
        placed.lines,
        room=frame.width,
        hand=frame.title_hand,
        size=frame.title,
        justify=False,
    )


def heading(writer: Writer, block: Heading, placed: Placed) -> None:
    """A heading of the text."""
    frame = writer.frame
    paragraph = writer.paragraph(f"Heading {block.level}")
    indent = frame.heading_indent * frame.pitch
    hand = frame.heading_hands[block.level - 1]
    writer.flow(paragraph, block.text, placed.lines, room=frame.width, hand=hand, indent=indent)
    if indent:
        _indent(writer, paragraph, frame.heading_indent)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(frame.heading_space)


def paragraph(writer: Writer, block: Paragraph, placed: Placed) -> None:
    """Running text, set in by two characters; in two where it is parted for a signature's sake."""
    text, lines = printable(block.text), placed.lines
    if placed.turn:
        head = sum(len(line.source) for line in lines[: placed.turn])
        _text(writer, text[:head], lines[: placed.turn], writer.frame.indent)
        text, lines = text[head:], lines[placed.turn :]
    writer.breaks_page = writer.breaks_page or placed.turn is not None
    made = _text(writer, text, lines, 0.0 if placed.turn else writer.frame.indent)
    if block.whole:
        made.paragraph_format.keep_together = True


def _text(writer: Writer, text: str, lines: Lines, indent: float) -> Any:
    frame = writer.frame
    paragraph = writer.paragraph()
    points = indent * frame.pitch
    writer.flow(paragraph, text, lines, room=frame.width, hand=frame.text_hand, indent=points)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if indent:
        _indent(writer, paragraph, indent)
    writer.last = (*writer.last[-1:], (paragraph, len(lines)))
    return paragraph


def _indent(writer: Writer, paragraph: Any, characters: float) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(characters * writer.frame.pitch)
    ooxml.set_first_line_characters(paragraph, characters)


def small(writer: Writer, block: Small, placed: Placed) -> None:
    """A grey remark; its colour is the style's."""
    paragraph = writer.paragraph(REMARK_STYLE)
    writer.flow(
        paragraph,
        block.text,
        placed.lines,
        room=writer.frame.width,
        hand=Hand.SONG,
        size=SMALL_SIZE,
        justify=False,
    )


def page_break(writer: Writer, _: PageBreak, __: Placed) -> None:
    """What follows begins a new page."""
    writer.breaks_page = True


def signature(writer: Writer, block: Signature, placed: Placed) -> None:
    """落款: an empty line, lines to sign on, unit, date; all on one page."""
    frame = writer.frame
    _hold(writer)
    made = [writer.paragraph(SIGNATURE_STYLE)]
    signed, centred = placed.lines[: len(block.lines)], placed.lines[len(block.lines) :]
    for entry, line in zip(block.lines, signed, strict=True):
        made.append(writer.paragraph(SIGNATURE_STYLE))
        writer.ruled(made[-1], line.source, line.x - frame.left, entry.rule, frame.size)
    made.extend(_centred(writer, line) for line in centred)
    for paragraph in made[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _centred(writer: Writer, line: Text) -> Any:
    """A line about the block's axis, where it stays when somebody changes it."""
    frame = writer.frame
    paragraph = writer.paragraph(SIGNATURE_STYLE)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    width = writer.setter.line(line.source, frame.text_hand).width * frame.pitch
    axis = line.x - frame.left + width / 2
    paragraph.paragraph_format.left_indent = Pt(max(0.0, 2 * axis - frame.width))
    paragraph.add_run(line.source)
    return paragraph


def _hold(writer: Writer) -> None:
    """The last lines of text stay with the signature, as far as they are whole paragraphs.

    (What has to be parted for it has been: LibreOffice would take along all of a paragraph.)
    """
    needed = SIGNED_LINES
    for paragraph, count in reversed(writer.last):
        if count <= needed:
            paragraph.paragraph_format.keep_with_next = True
        needed -= count
