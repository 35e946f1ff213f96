"""A template to start from: the built-in document with fields where the case's facts stand."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from desktop.documents.blocks import Document, Title
from desktop.documents.compose import composed
from desktop.documents.docx.ooxml import repack
from desktop.documents.docx.twin import to_docx
from desktop.documents.docx.writer import SIGNATURE_STYLE
from desktop.documents.fonts import Fonts
from desktop.documents.material import Material
from desktop.documents.templates import names, places
from desktop.documents.templates.judging import opened_up
from desktop.documents.templates.places import FIELD
from desktop.domain.case import Case, Summary
from desktop.domain.conditions import When
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms, SignaturePiece


def started(terms: DocumentTerms, notice: Notice, now: datetime, fonts: Fonts) -> bytes:
    """The document of that kind as a Word template, no case in it."""
    document = opened_document(terms, notice, now)
    made: Any = docx.Document(io.BytesIO(to_docx(document, fonts)))
    _join(made)
    for paragraph in made.element.body.iter(qn("w:p")):
        _loosen(paragraph, broken=next(paragraph.iterancestors(qn("w:tc")), None) is not None)
    for paragraph in made.paragraphs:
        if paragraph.style.name == SIGNATURE_STYLE and "{{" in paragraph.text:
            # How wide it will be is not known yet: set in from the right, as the standard counts.
            dated = names.DATE in paragraph.text
            margin = document.frame.date_margin if dated else document.frame.seal_margin
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.left_indent = None
            paragraph.paragraph_format.right_indent = Pt(margin * document.frame.pitch)
    out = io.BytesIO()
    made.save(out)
    return repack(out.getvalue())


def _join(made: Any) -> None:
    """Take away page breaks the twin has where its PDF turns, also within a paragraph."""
    for paragraph in made.paragraphs:
        shape = paragraph.paragraph_format
        if not shape.page_break_before:
            continue
        shape.page_break_before = None
        before = paragraph._p.getprevious()  # noqa: SLF001
        if paragraph.style.name == "Normal" and not shape.first_line_indent:
            # The rest of the paragraph before it.
            for run in paragraph.runs:
                before.append(run._r)  # noqa: SLF001
            before.getparent().remove(paragraph._p)  # noqa: SLF001


def _loosen(paragraph: Any, *, broken: bool) -> None:
    """Take away what holds the twin's lines where the PDF has them: another text comes in here.

    ``broken``: the text's own line ends, as cells of forms have them, stay.
    """
    before: Any = None
    for run in paragraph.findall(qn("w:r")):
        for held in ("w:spacing", "w:w"):
            for one in run.findall(f"{qn('w:rPr')}/{qn(held)}"):
                one.getparent().remove(one)
        for end in run.findall(qn("w:br")):
            if not broken or _within_field(paragraph, end):
                run.remove(end)
        texts = run.findall(qn("w:t"))
        plain = len(texts) == len([one for one in run if one.tag != qn("w:rPr")])
        if plain and before is not None and _look(before) == _look(run):
            before.findall(qn("w:t"))[-1].text += "".join(one.text or "" for one in texts)
            paragraph.remove(run)
        else:
            before = run if plain and texts else None


def _within_field(paragraph: Any, end: Any) -> bool:
    before = ""
    for one in places.pieces(paragraph):
        if one is end:
            break
        before += one.text or ""
    return before.count("{{") > before.count("}}")


def _look(run: Any) -> list[bytes]:
    """A run's properties, to compare them."""
    return [etree.tostring(one) for one in run.findall(f"{qn('w:rPr')}/*")]


def opened_document(terms: DocumentTerms, notice: Notice, now: datetime) -> Document:
    """The blocks of that template."""
    document = composed(_Open(nobody(notice, terms), notice, terms, now))
    blocks = (
        replace(block, keep=tuple(one[0] for one in FIELD.finditer(block.text)))
        if isinstance(block, Title)
        else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))


def nobody(notice: Notice, terms: DocumentTerms) -> Case:
    """A case in which nothing is filled in, for looking at a template alone."""
    summary = Summary(text=_field(names.SUMMARY))
    return Case(case_id=terms.kind, pack_id=notice.id, pack_version=notice.version, summary=summary)


def replaceable(terms: DocumentTerms) -> bool:
    """Whether an office may put a template of its own in the document's place.

    What is written by hand, stuck on copies or typed into the platform has none.
    """
    stuck = any(piece.piece == "stamp" for piece in terms.content)
    return terms.mode in ("print", "form") and not (
        terms.written_into or terms.all_by_hand or stuck
    )


def _field(name: str) -> str:
    return f"{{{{{name}}}}}"


@dataclass(frozen=True, slots=True)
class _Open(Material):
    """Material that says fields instead of facts."""

    def said(self, text: str) -> str:
        return opened_up(text)

    def text(self, name: str) -> str:
        return _field(names.name_of(name) or name)

    def fits(self, when: When) -> bool:
        del when  # a template is for all cases
        return True

    def date(self, piece: SignaturePiece) -> str:
        if piece.date == "document":
            return _field(names.DATE)
        # Zero-argument super() does not know a dataclass with slots.
        return Material.date(self, piece)
