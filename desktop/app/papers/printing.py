"""What a notice says of printing a document: how often, on which sides; and what it says not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms, SignaturePiece

Sides = Literal["notice", "both", "one"]
SIDES: dict[Sides, str] = {
    "notice": "照通知（没写的单面）",
    "both": "都双面",
    "one": "都单面",
}
"""On which sides it is printed, in words."""


@dataclass(frozen=True, slots=True)
class PrintTerms:
    """How many ``copies`` a notice wants of a document, and whether ``two_sided``; None: 通知未写.

    ``size`` is the paper's, "" where nothing is said of it.
    """

    copies: int | None = None
    two_sided: bool | None = None
    size: str = ""

    @classmethod
    def of(cls, terms: DocumentTerms, notice: Notice) -> PrintTerms:
        """What ``notice`` says of it, among what is handed in on paper or at the document."""
        paper = next((paper for paper in notice.papers if paper.id == terms.kind), None)
        if paper is None:
            return cls(terms.copies)
        copies = paper.originals if paper.originals is not None else terms.copies
        return cls(copies, paper.duplex, paper.size)

    @property
    def words(self) -> str:
        """In words, what is not said among them: 通知要 2 份、双面 · 通知没写几份，单双面也没写."""
        said = [f"{self.copies} 份"] if self.copies is not None else []
        said += [self.size] if self.size else []
        said += [] if self.two_sided is None else ["双面" if self.two_sided else "单面"]
        unsaid = ["份数"] if self.copies is None else []
        unsaid += ["单双面"] if self.two_sided is None else []
        parts = [f"通知要 {'、'.join(said)}"] if said else []
        parts += [f"{'和'.join(unsaid)}通知没有写"] if unsaid else []
        return "，".join(parts)


def alone(two_sided: bool | None, sides: Sides) -> bool:
    """Whether each page has a sheet of its own, where the notice says ``two_sided`` of it.

    What a notice wants on one side alone has that, also where all else has ``both``.
    """
    if sides == "notice":
        return two_sided is not True
    return sides == "one" or two_sided is False


def sheets(pages: int, *, one_sided: bool) -> int:
    """Sheets of paper one copy takes."""
    return pages if one_sided else (pages + 1) // 2


def by_hand(terms: DocumentTerms) -> bool:
    """Whether it is written or copied by hand."""
    return terms.handwritten or terms.all_by_hand or terms.mode == "copy"


def afterwards(terms: DocumentTerms) -> tuple[str, ...]:
    """What has to be done on the printed paper, step by step: 手抄、申报人签字、按手印、盖公章."""
    signatures = [piece for piece in terms.content if isinstance(piece, SignaturePiece)]
    steps = ["照范本手抄"] if terms.mode == "copy" else ["手写"] if terms.handwritten else []
    steps += [f"{who}签字" for who in terms.sign]
    if signatures and not terms.sign and any(piece.lines for piece in signatures):
        steps.append("按上面的栏目签字")
    if terms.fingerprint:
        steps.append("按手印")
    if any(piece.date == "hand" for piece in signatures):
        steps.append("手写日期")
    if terms.seal or any(piece.seal for piece in signatures):
        steps.append("盖公章")
    return tuple(steps)
