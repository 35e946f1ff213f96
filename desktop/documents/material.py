"""What a document is made from: the case, the notice, the document's terms, the filled texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from desktop.documents import refusals
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.conditions import When
from desktop.domain.facts import applies
from desktop.domain.lacking import present
from desktop.domain.layouts import Layout
from desktop.domain.moments import chinese_date, chinese_day, day
from desktop.domain.notice import Notice
from desktop.domain.scene import Scene
from desktop.domain.stated import STATED, filled
from desktop.domain.terms import (
    DocumentTerms,
    FormPiece,
    LabelledPiece,
    LinePiece,
    Piece,
    SentencePiece,
    SignaturePiece,
    StampPiece,
    SummaryPiece,
    TitlePiece,
    Worded,
)
from desktop.domain.wording import places

HAND_DATE = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
"""A date that is written by hand altogether."""


@dataclass(frozen=True, slots=True)
class Material:
    """A case under a notice at a moment, looked at for one document."""

    case: Case
    notice: Notice
    terms: DocumentTerms
    now: datetime

    def __post_init__(self) -> None:
        # What is set aside is printed nowhere.
        object.__setattr__(self, "case", present(self.case))

    @property
    def body(self) -> str:
        """The text that stands in place of the drafted sentences; "" where nobody edited them."""
        state = next((paper for paper in self.case.papers if paper.id == self.terms.kind), None)
        return state.body.strip() if state else ""

    @property
    def layout(self) -> Layout:
        """How the document looks."""
        return self.notice.layout(self.terms)

    def template(self, piece: Worded) -> str:
        """A piece's text with its places open."""
        if piece.wording:
            return self.notice.wording[piece.wording]
        return self.notice.drafts[piece.draft]

    def said(self, text: str) -> str:
        """``text`` with its places filled; never with a hole in it."""
        said, lacking = filled(text, self.case, self.now)
        if lacking:
            raise refusals.MissingFacts(self.terms.title, lacking)
        return said

    def text(self, name: str) -> str:
        """What is stated under a name, or stands in the field of that path; "" where missing."""
        if name in STATED:
            return STATED[name].read(self.case, self.now)
        return chinese_date(self.typed(name))

    def fits(self, when: When) -> bool:
        """Whether the case is known to be one of those ``when`` asks for."""
        if when == "always":
            return True
        return applies(when, Scene.of(self.case, self.notice, self.now)).answer == "yes"

    def date(self, piece: SignaturePiece) -> str:
        """The date as printed, with room to write what is not known of it."""
        if piece.date == "none":
            return ""
        if piece.date == "hand":
            return HAND_DATE
        typed = self.typed(self.terms.date)
        return chinese_day(typed) if day(typed) else day_to_write(self.notice.year)

    def typed(self, path: str | None) -> str:
        """What the person typed into a field, as it is; "" for no field."""
        return str(get(self.case, path) or "").strip() if path else ""

    def speaks(self, phrase: str) -> str:
        """``phrase`` where a text of the document says it, else ""."""
        texts = (self.template(piece) for piece in self.terms.content if isinstance(piece, Worded))
        return phrase if any(phrase in text for text in texts) else ""

    def drafted(self) -> str:
        """The drafted sentences as the case fills them, a paragraph a line; "" while facts lack."""
        pieces = [p for p in self.terms.content if isinstance(p, SentencePiece) and p.draft]
        said = [filled(self.template(piece), self.case, self.now) for piece in pieces]
        if any(lacking for _, lacking in said):
            return ""
        return "\n".join(text.strip() for text, _ in said)

    def check(self) -> None:
        """Refuse what is not complete, or contradicts its own wording."""
        case, terms = self.case, self.terms
        against = next(filter(None, (self.speaks(text) for text in refusals.AGAINST)), "")
        against = against or (refusals.AGAINST[0] if terms.undisputed else "")
        if against and case.pub.disputed:
            raise refusals.objected(terms.title, against, case.pub)
        if case.pub.unsettled and self.speaks("{objection}"):
            raise refusals.unsettled(terms.title)
        names = tuple(dict.fromkeys(self.names()))
        # A date may be left to be written by hand; one that was typed has to be readable.
        dated = self.typed(terms.date)
        lacking = tuple(dict.fromkeys(path for name in names for path in self.lacking(name)))
        if terms.date and dated and not day(dated):
            lacking = (*lacking, *({terms.date} - set(lacking)))
        if lacking:
            raise refusals.MissingFacts(terms.title, lacking)
        start, end = day(case.pub.start), day(case.pub.end)
        if {"start", "end"} <= {*names} and start and end and end < start:
            raise refusals.reversed_period(case.pub)
        if terms.after and terms.date:
            before, signed = day(self.typed(terms.after)), day(dated)
            if before and signed and signed <= before:
                raise refusals.too_early(terms, before, signed)

    def lacking(self, name: str) -> tuple[str, ...]:
        """The fields to fill in before what stands under a name, or at a path, can be stated."""
        if name in STATED:
            return STATED[name].lacking(self.case, self.now)
        value = get(self.case, name)
        # 否 is an answer.
        return () if value is not None and str(value).strip() else (name,)

    def names(self) -> Iterator[str]:
        """The names and fields that the document states."""
        for piece in self.terms.content:
            yield from self._names_of(piece)
        if self.terms.undisputed:
            yield "pub.objection"

    def _names_of(self, piece: Piece) -> Iterator[str]:
        match piece:
            case SentencePiece() if piece.draft and self.body:
                return
            case TitlePiece() | SentencePiece():
                yield from places(self.template(piece))
            case LabelledPiece():
                yield from (*places(self.template(piece)), piece.field)
            case LinePiece():
                yield from (*places(piece.label), *filter(None, (piece.field,)))
            case SummaryPiece():
                yield "summary.text"
            case SignaturePiece():
                yield from filter(None, (piece.seal,))
            case StampPiece():
                yield from places(self.notice.wording[piece.wording])
            case FormPiece():
                yield from (cell.place for row in piece.rows for cell in row if cell.place)


def day_to_write(year: int) -> str:
    """A date whose month and day are written by hand."""
    return f"{year}年\u3000\u3000月\u3000\u3000日"
