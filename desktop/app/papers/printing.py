"""What a notice says of printing a document: how often, on which sides; and what it says not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms, FormPiece, LinePiece, SignaturePiece

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


UNSAID = PrintTerms()
"""Nothing is said of it."""


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
    lines = [line for piece in signatures for line in piece.lines]
    lines += [piece.label for piece in terms.content if isinstance(piece, LinePiece)]
    into = f"到{terms.written_into}" if terms.written_into else ""
    copied = [f"照范本手抄{into}"] if terms.mode == "copy" else []
    steps = copied or (["手写"] if terms.handwritten else [])
    steps += [f"{who}签字" for who in terms.sign]
    signers = [*_named(lines, "签字|签名"), *_bare(signatures)]
    steps += [f"{who}签字" for who in signers if not _told(who, terms.sign)]
    if terms.fingerprint:
        steps.append("按手印")
    if any(piece.date == "hand" for piece in signatures):
        steps.append("手写日期")
    whose = [f"盖{who}公章" for who in _named(lines, "公章|盖章") if who != "单位"]
    whose += [_SEALS[piece.seal] for piece in signatures if piece.seal]
    steps += dict.fromkeys(whose)
    if terms.seal and not whose:
        steps.append("盖公章")
    if any(
        cell.foot
        for piece in terms.content
        if isinstance(piece, FormPiece)
        for row in piece.rows
        for cell in row
    ):
        steps = ["各审核栏签字、盖公章、写日期"]
    return tuple(steps)


def told(terms: DocumentTerms, said: PrintTerms) -> str:
    """A line on printing the document: how often, on which sides, and what follows."""
    if terms.mode == "print" and terms.written_into:
        return f"不用打印：复制到{terms.written_into}填写。"
    steps = afterwards(terms)
    return f"打印：{said.words}。" + (f"印好以后：{'、'.join(steps)}。" if steps else "")


def fonts_told(names: Iterable[str]) -> str:
    """A line on the fonts a document is set in; those that come with the program in a row."""
    listed = tuple(names)
    theirs = [name for name in listed if not name.endswith(_BUNDLED)]
    ours = [name.removesuffix(_BUNDLED) for name in listed if name.endswith(_BUNDLED)]
    parts = ["、".join(theirs)] if theirs else []
    parts += [f"随软件的{'、'.join(ours)}"] if ours else []
    return f"字体：{'；'.join(parts)}。都嵌在 PDF 里，换一台电脑打印也一样。"


_BUNDLED = "（随软件）"
"""How names of fonts end that come with the program."""

_SEALS = {"unit": "盖单位公章", "supervisor": "盖主管单位公章"}


def _named(lines: Iterable[str], what: str) -> Iterator[str]:
    """Who stands before （签字） or （公章） in ``lines``; not where a name is still to be put."""
    for line in lines:
        found = re.match(rf"([^{{}}]+?)（(?:{what})）", line)
        if found:
            yield found[1]


def _bare(signatures: Iterable[SignaturePiece]) -> Iterator[str]:
    """Who signs behind a label that is nothing but who it is (经办人：); "" behind 签字：."""
    for piece in signatures:
        for line in piece.lines:
            who = line.rstrip("： ")
            if "（" not in who:
                yield "" if who in ("签字", "签名") else who


def _told(who: str, signers: Iterable[str]) -> bool:
    return any(who in signer or signer in who for signer in signers)
