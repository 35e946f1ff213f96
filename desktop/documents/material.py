"""What a document is made from: the case, the notice, the document's terms, the filled texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from desktop.documents import refusals
from desktop.documents.places import facts, paths_of, require, stated
from desktop.domain.case import Case
from desktop.domain.change import get
from desktop.domain.moments import chinese_day, day
from desktop.domain.notice import Notice
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

SEALS = {"unit": "unit.name", "supervisor": "supervisor.name"}
"""Whose seal → the path of the name that stands with it."""

HAND_DATE = "\u3000\u3000\u3000\u3000年\u3000\u3000月\u3000\u3000日"
"""A date that is written by hand altogether."""


@dataclass(frozen=True)
class Material:
    """A case under a notice, looked at for one document."""

    case: Case
    notice: Notice
    terms: DocumentTerms

    @cached_property
    def known(self) -> dict[str, str]:
        """Every place with the text that fills it."""
        return facts(self.case)

    @property
    def body(self) -> str:
        """The text that stands in place of the drafted sentences; "" where nobody edited them."""
        state = next((paper for paper in self.case.papers if paper.id == self.terms.kind), None)
        return state.body.strip() if state else ""

    def template(self, piece: Worded) -> str:
        """A piece's text with its places open."""
        if piece.wording:
            return self.notice.wording[piece.wording]
        return self.notice.drafts[piece.draft]

    def said(self, text: str) -> str:
        """``text`` with its places filled."""
        return stated(text, self.known)

    def at(self, path: str) -> str:
        """The text typed at ``path``."""
        return str(get(self.case, path) or "").strip()

    def date(self, piece: SignaturePiece) -> str:
        """The date as printed, with room to write what is not known of it."""
        if piece.date == "none":
            return ""
        if piece.date == "hand":
            return HAND_DATE
        typed = self.at(self.terms.date) if self.terms.date else ""
        return chinese_day(typed) if day(typed) else day_to_write(self.notice.year)

    def check(self) -> None:
        """Refuse what is not complete, or contradicts its own wording."""
        case, terms = self.case, self.terms
        if terms.undisputed and case.pub.objection:
            raise refusals.objected(terms.title)
        paths = list(self._paths())
        if terms.undisputed:
            paths.append("pub.objection")
        require(case, terms, paths)
        start, end = day(case.pub.start), day(case.pub.end)
        if {"pub.start", "pub.end"} <= set(paths) and start and end and end < start:
            raise refusals.reversed_period(case.pub)
        if terms.after and terms.date:
            before, dated = day(self.at(terms.after)), day(self.at(terms.date))
            if before and dated and dated <= before:
                raise refusals.too_early(terms, before, dated)

    def _paths(self) -> Iterator[str]:
        """The facts that the document states."""
        for piece in self.terms.content:
            yield from self._paths_of(piece)

    def _paths_of(self, piece: Piece) -> Iterator[str]:
        match piece:
            case SentencePiece() if piece.draft and self.body:
                return
            case TitlePiece() | SentencePiece():
                yield from paths_of(self.template(piece))
            case LabelledPiece():
                yield from paths_of(self.template(piece))
                yield piece.field
            case LinePiece():
                yield from paths_of(piece.label)
                if piece.field:
                    yield piece.field
            case SummaryPiece():
                yield "summary.text"
            case SignaturePiece():
                if piece.seal:
                    yield SEALS[piece.seal]
                # A date may be left to be written by hand; one that was typed has to be readable.
                if piece.date == "document" and self.terms.date and self.at(self.terms.date):
                    yield self.terms.date
            case StampPiece():
                yield from paths_of(self.notice.wording[piece.wording])
            case FormPiece():
                cells = [cell for row in piece.rows for cell in row]
                yield from paths_of(*(f"{{{cell.place}}}" for cell in cells if cell.place))


def day_to_write(year: int) -> str:
    """A date whose month and day are written by hand."""
    return f"{year}年\u3000\u3000月\u3000\u3000日"
