"""Printed documents and forms: the pieces of a notice's document, filled in from a case."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.documents.blocks import (
    Block,
    Document,
    Paragraph,
    Signature,
    SignLine,
    Small,
    Title,
)
from desktop.documents.forms import STAMP_NOTE, form, stamps
from desktop.documents.geometry import frame_of
from desktop.documents.headings import headed
from desktop.documents.material import Material
from desktop.documents.signatures import SEAL_MARK
from desktop.domain.terms import (
    FormPiece,
    LabelledPiece,
    LinePiece,
    Piece,
    SentencePiece,
    SignaturePiece,
    StampPiece,
    SummaryPiece,
    TitlePiece,
)

_STOPS = ("。", "！", "？", "…", "；", "：")
_AFTER_STOP = "”’」』）》"
"""Marks that close a sentence, and those that may stand behind them."""


def composed(material: Material) -> Document:
    """The document as it is printed, then filled in by hand, signed and sealed."""
    terms = material.terms
    blocks: list[Block] = []
    edited = False
    for piece in terms.content:
        if isinstance(piece, SentencePiece) and piece.draft and material.body:
            # The edited text stands once, where the first of the drafted sentences stood.
            blocks.extend(() if edited else paragraphs(material.body, material))
            edited = True
        else:
            blocks.extend(blocks_of(piece, material))
    return Document(terms.kind, terms.title, frame_of(material.layout), tuple(blocks))


def paragraphs(text: str, material: Material) -> Iterator[Paragraph]:
    """A text of several lines, a paragraph a line."""
    for line in text.splitlines():
        if line.strip():
            yield Paragraph(line.strip(), keep=_kept(line, material))


def blocks_of(piece: Piece, material: Material) -> Iterator[Block]:
    """What one piece of a document comes to, filled in."""
    match piece:
        case TitlePiece():
            title = material.said(material.template(piece))
            yield Title(title, _kept(title, material))
        case SentencePiece():
            text = material.said(material.template(piece))
            if piece.wording:
                yield Paragraph(text, keep=_kept(text, material), whole=True)
            else:
                yield from paragraphs(text, material)
        case LabelledPiece():
            label = material.said(material.template(piece))
            yield from paragraphs(_labelled(label, material.text(piece.field)), material)
        case LinePiece():
            value = material.text(piece.field) if piece.field else ""
            text = f"{material.said(piece.label)}{value}"
            yield Paragraph(text, keep=_kept(text, material))
        case SummaryPiece():
            text = material.case.summary.text
            yield from headed(text, material.terms.title, _kept(text, material))
        case SignaturePiece():
            yield _signature(piece, material)
        case FormPiece():
            yield form(piece, material)
        case StampPiece():
            yield Small(STAMP_NOTE)
            yield stamps(piece, material)


def _kept(text: str, material: Material) -> tuple[str, ...]:
    """What of ``text`` is not broken at a line's end: names of the people in the case."""
    case = material.case
    witnesses = (item.witness.name.strip() for item in case.items)
    names = dict.fromkeys((material.text("name"), case.unit.contact.strip(), *witnesses))
    return tuple(name for name in names if name and name in text)


def _labelled(label: str, text: str) -> str:
    """``text`` after its label; a label typed along with it is not printed twice.

    The notices close what stands there with 。, which whoever types the text may have left out.
    """
    said = text.strip().removeprefix(label).lstrip()
    closed = not said or said.rstrip(_AFTER_STOP).endswith(_STOPS)
    return label + (said if closed else f"{said}。")


def _signature(piece: SignaturePiece, material: Material) -> Signature:
    # Nobody signs on the line where a seal goes.
    rule = material.layout.signature.rule
    lines = tuple(SignLine(label, 0.0 if "章" in label else rule) for label in piece.lines)
    seal = f"{material.text(piece.seal)}{SEAL_MARK}" if piece.seal else ""
    return Signature(lines, seal, material.date(piece))
