"""The print plan of a case: what is printed, how often, on which sides, what is done on it then.

Everything goes into one PDF in the notice's order, so that it is printed in one go and lies in the
order in which it is signed and stamped; a sheet on top says what is done with each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop.app.findings.messages import NAMELESS
from desktop.app.packet.handed_in import UNSAID, handed_in, wanted
from desktop.app.papers.press import Press
from desktop.app.papers.printing import PrintTerms, Sides, afterwards, alone, by_hand, sheets
from desktop.app.papers.wanted import built
from desktop.documents.blocks import Document
from desktop.documents.catalogue import fitting
from desktop.documents.pdf import binding
from desktop.documents.printlist import PLAN, PlanRow, plan_sheet
from desktop.domain.case import Case
from desktop.domain.finding import Finding
from desktop.domain.moments import chinese_moment
from desktop.domain.notice import Notice
from desktop.domain.terms import DocumentTerms
from desktop.errors import UserError
from desktop.language import tr

MOST_COPIES = 20

_UPLOADED = "没有要签字、盖章的，一般上传电子版；要交纸质的再印。"
_OWN = "用的是自备模板，请在“文书”里打开，用 WPS 或 Word 打印"


@dataclass(frozen=True, slots=True)
class Planned:
    """A document that can be printed: what the notice says of it, what is done on the paper.

    ``proposed``: whether it is to be printed unless somebody thinks otherwise, which ``why`` says.
    """

    terms: DocumentTerms
    document: Document = field(repr=False)
    said: PrintTerms
    steps: tuple[str, ...]
    proposed: bool = True
    why: str = ""

    @property
    def title(self) -> str:
        """What it is called, and that it is copied by hand."""
        return f"{self.terms.title}（手写用）" if by_hand(self.terms) else self.terms.title

    @property
    def copies(self) -> int:
        """How often it is proposed; 1 where the notice does not say."""
        return min(max(self.said.copies or 1, 1), MOST_COPIES) if self.proposed else 0


@dataclass(frozen=True, slots=True)
class PrintPlan:
    """``rows`` in the notice's order; ``unmade`` are sentences on what cannot be made yet.

    ``elsewhere`` is what is not printed here: its name, and where it comes from.
    """

    rows: tuple[Planned, ...]
    unmade: tuple[str, ...]
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def needed(self) -> bool:
        """Whether anything is proposed to be printed."""
        return any(row.copies for row in self.rows)


@dataclass(frozen=True, slots=True)
class Sheets:
    """A planned document on paper: its PDF and how many pages that has."""

    row: Planned
    pdf: bytes = field(repr=False)
    pages: int


@dataclass(frozen=True, slots=True)
class Choice:
    """A document to be printed so many times."""

    sheets: Sheets
    copies: int


@dataclass(frozen=True, slots=True)
class Bundle:
    """All of it as one PDF; ``two_sided`` is how the printer has to be told to print it."""

    pdf: bytes = field(repr=False)
    pages: int
    paper: int
    two_sided: bool


def plan(case: Case, notice: Notice, findings: Sequence[Finding], now: datetime) -> PrintPlan:
    """What there is to print of ``case`` at ``now``; nothing is drawn yet."""
    specs = fitting(case, notice, now)
    made, unmade = built(case, notice, specs, now)
    rows = tuple(
        _planned(terms, document, notice)
        for terms, document in made
        if not _typed(terms) and document.own is None
    )
    return PrintPlan(
        rows,
        tuple(error.happened for error in unmade),
        (*_by_other_ways(made), *_from_elsewhere(case, notice, findings)),
    )


def pressed(
    plan: PrintPlan, press: Press, going: Callable[[int, int], None] = lambda _done, _of: None
) -> tuple[Sheets, ...]:
    """Make every document's PDF; slow, so not on the GUI thread."""
    made = []
    for done, row in enumerate(plan.rows):
        going(done, len(plan.rows))
        pdf = press.pdf(row.document)
        made.append(Sheets(row, pdf, binding.page_count(pdf)))
    return tuple(made)


def paper(choices: Sequence[Choice], sides: Sides) -> tuple[int, int]:
    """Documents and sheets of paper that ``choices`` come to, without the plan itself."""
    some = [choice for choice in choices if choice.copies]
    count = sum(
        choice.copies * sheets(choice.sheets.pages, one_sided=_alone(choice, sides))
        for choice in some
    )
    return len(some), count


def bind(
    choices: Sequence[Choice],
    sides: Sides,
    *,
    listed: bool,
    elsewhere: Sequence[tuple[str, str]],
    case: Case,
    notice: Notice,
    now: datetime,
    press: Press,
) -> Bundle:
    """Everything chosen as one PDF; slow. Raises :class:`UserError` where nothing is chosen.

    ``listed``: the plan comes first, with what is ``elsewhere`` below.
    """
    some = [choice for choice in choices if choice.copies]
    if not some:
        raise UserError(
            tr("还没有选要打印的文书。"),
            safe=tr("没有打印任何东西。"),
            todo=tr("请至少勾选一份，再打印。"),
        )
    two_sided = not all(_alone(choice, sides) for choice in some)
    parts = [
        binding.Part(
            choice.sheets.pdf,
            choice.sheets.row.title,
            copies=choice.copies,
            one_sided=_alone(choice, sides),
        )
        for choice in some
    ]
    if listed:
        document = sheet(some, sides, elsewhere, case=case, notice=notice, now=now)
        parts.insert(0, binding.Part(press.pdf(document), PLAN))
    count = binding.Count()
    pdf = b"".join(binding.bound(parts, "打印全部文书", count, two_sided=two_sided))
    pages = (count.pages + 1) // 2 if two_sided else count.pages
    return Bundle(pdf, count.pages, pages, two_sided)


def sheet(
    some: Sequence[Choice],
    sides: Sides,
    elsewhere: Sequence[tuple[str, str]],
    *,
    case: Case,
    notice: Notice,
    now: datetime,
) -> Document:
    """打印计划 on paper: what is done with each of ``some``, to tick off; what comes besides."""
    rows = [_listed(one, sides) for one in some]
    return plan_sheet(_head(case, notice, now), rows, elsewhere)


def drawn(plan: PrintPlan, case: Case, notice: Notice, now: datetime, press: Press) -> bytes:
    """打印计划 as PDF, as a packet carries it: of what is proposed."""
    some = [Choice(one, one.row.copies) for one in pressed(plan, press) if one.row.copies]
    return press.pdf(sheet(some, "notice", plan.elsewhere, case=case, notice=notice, now=now))


def side_of(said: PrintTerms, sides: Sides) -> str:
    """On which side it is printed, in a word; what the notice says, where it says otherwise."""
    one = alone(said.two_sided, sides)
    return "单面（通知要双面）" if one and said.two_sided else "单面" if one else "双面"


def _planned(terms: DocumentTerms, document: Document, notice: Notice) -> Planned:
    said = PrintTerms.of(terms, notice)
    steps = afterwards(terms)
    if steps or said.copies is not None or not terms.slot:
        return Planned(terms, document, said, steps)
    return Planned(terms, document, said, steps, proposed=False, why=_UPLOADED)


def _alone(choice: Choice, sides: Sides) -> bool:
    return alone(choice.sheets.row.said.two_sided, sides)


def _typed(terms: DocumentTerms) -> bool:
    """Whether it is typed into the platform instead of being printed."""
    return terms.mode == "print" and bool(terms.written_into)


def _by_other_ways(
    made: Sequence[tuple[DocumentTerms, Document]],
) -> Iterator[tuple[str, str]]:
    """Documents of ours that are typed into the platform, or printed by Word."""
    for terms, document in made:
        if _typed(terms):
            yield terms.title, f"不用打印：复制到{terms.written_into}填写"
        elif document.own is not None:
            yield terms.title, _OWN


def _from_elsewhere(
    case: Case, notice: Notice, findings: Sequence[Finding]
) -> Iterator[tuple[str, str]]:
    """What the platform makes, and what else the notice wants on paper of this case."""
    papers = {paper.id for paper in notice.papers}
    ours = {terms.kind for terms in notice.documents if terms.mode != "never"}
    for terms in notice.documents:
        if terms.mode == "never" and terms.kind not in papers:
            yield terms.title, terms.note
    for paper in handed_in(case, notice, findings):
        if paper.terms.id not in ours and paper.standing != "not":
            said = wanted(paper.terms)
            told = [said if said != UNSAID or not paper.terms.hint else "", paper.terms.hint]
            yield paper.terms.title, "；".join(filter(None, told))


def _head(case: Case, notice: Notice, now: datetime) -> list[tuple[str, str]]:
    return [
        ("申报人", case.person.name or NAMELESS),
        ("通知", notice.title),
        ("时间", f"{chinese_moment(now)}（北京时间）"),
    ]


def _listed(choice: Choice, sides: Sides) -> PlanRow:
    row = choice.sheets.row
    count = choice.copies * sheets(choice.sheets.pages, one_sided=_alone(choice, sides))
    other = row.said.copies is not None and row.said.copies != choice.copies
    return PlanRow(
        row.title,
        f"{choice.copies}（通知要 {row.said.copies}）" if other else str(choice.copies),
        side_of(row.said, sides),
        str(count),
        "、".join(row.steps) or "不用签字盖章",
    )
