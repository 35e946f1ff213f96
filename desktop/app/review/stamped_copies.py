"""复印件: the chosen attachments as one PDF for the printer, each with the words of the notice.

Pages go in as the person put them right, with nothing covered: these are for the office, not for
the platform. Made off the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from desktop.app.intake import page_count
from desktop.app.papers.press import Press
from desktop.app.scans.lying import correction_of
from desktop.documents.blocks import Copied
from desktop.documents.stamped_copies import fit_together, stamped_copies
from desktop.domain.case import Attachment, Case
from desktop.domain.lacking import present
from desktop.domain.notice import Notice
from desktop.domain.terms import PaperTerms, Source, StampPiece
from desktop.errors import UserError
from desktop.imaging import raster
from desktop.imaging.correcting import corrected
from desktop.imaging.fitting import Fitting, fit
from desktop.language import tr
from desktop.storage.casefile import called

FileOf = Callable[[str], bytes]
Progress = Callable[[int, int, str], None]
"""Told how many attachments are done, of how many, and which is next; raises to stop."""

USUAL = "已审核，与原件相符"
USUAL_LINES = ("审核人：", "年　　月　　日", "单位人事（职称）部门（公章）")
"""What stands on copies where a notice prescribes nothing: the program's own, said to be so."""

_MM = 25.4
_SIDES = ("正面", "反面", "背面")
_SHARP = 2600  # pixels of the longer side: 220 to the inch on A4
_CREDIBLE = range(150, 1201)  # dots an inch a scanner really has; a photo's 72 says nothing


@dataclass(frozen=True, slots=True)
class Stamp:
    """The words that certify a copy and the lines below them.

    ``source`` is where the notice prescribes them, None where it says nothing of copies.
    """

    text: str
    lines: tuple[str, ...]
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """An attachment that may be copied; ``wanted`` copies by the notice, 0: it asks for none."""

    attachment: Attachment
    name: str
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF and its pages, and of each attachment that is not in it why."""

    pdf: bytes
    pages: int
    left_out: tuple[str, ...] = ()


def stamp(notice: Notice) -> Stamp:
    """What the notice wants written on copies, to the letter; else the usual words."""
    for terms in notice.documents:
        for piece in terms.content:
            if isinstance(piece, StampPiece):
                source = Source(clause=terms.clause, quote=terms.quote)
                return Stamp(notice.wording[piece.wording], piece.lines, source)
    return Stamp(USUAL, USUAL_LINES)


def choices(case: Case, notice: Notice) -> tuple[Choice, ...]:
    """Every attachment in the platform's order, with how many copies of it the notice wants."""
    slots = {slot.id: n for n, slot in enumerate(notice.slots)}
    ordered = sorted(present(case).attachments, key=lambda one: slots.get(one.slot, len(slots)))
    return tuple(Choice(one, called(one), copies_of(one, notice)) for one in ordered)


def by_column(case: Case, notice: Notice) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """The same under the titles of the platform's columns."""
    column_of = {slot.id: slot.column for slot in notice.slots}
    titles = {column.id: column.title for column in notice.columns}
    grouped: dict[str, list[Choice]] = {}
    for one in choices(case, notice):
        column = column_of.get(one.attachment.slot, "")
        grouped.setdefault(titles.get(column, "其他"), []).append(one)
    return tuple((title, tuple(some)) for title, some in grouped.items())


def copies_of(attachment: Attachment, notice: Notice) -> int:
    """How many copies on paper the notice wants of what lies in the attachment's slot."""
    slot = next((slot for slot in notice.slots if slot.id == attachment.slot), None)
    if slot is None:
        return 0
    found = [
        paper
        for paper in notice.papers
        if _within(paper.title, slot.id) or _within(paper.title, slot.title)
    ]
    return max((_copies(paper) for paper in found), default=0)


def _copies(paper: PaperTerms) -> int:
    return paper.copies or 0


def _within(paper: str, slot: str) -> bool:
    """Whether a paper's title is a shorter name of the slot: 学历证书 of 学历学位证书."""
    rest = iter(slot)
    return all(char in rest for char in paper)


def make(
    case: Case,
    notice: Notice,
    chosen: Iterable[str],
    file_of: FileOf,
    press: Press,
    *,
    progress: Progress | None = None,
) -> Made:
    """The chosen attachments as one PDF, as many copies of each as the notice wants, one at least.

    One that cannot be copied is left out and named; :class:`UserError` where nothing is left.
    """
    wanted = frozenset(chosen)
    going = [one for one in choices(case, notice) if one.attachment.id in wanted]
    sheets: list[tuple[Copied, ...]] = []
    left_out: list[str] = []
    done = 0
    for _card, some in groupby(going, key=lambda one: _belongs(one.attachment, notice)):
        sides = list(some)
        pages: list[Copied] = []
        for one in sides:
            if progress is not None:
                progress(done, len(going), one.name)
            done += 1
            try:
                pages += _pages(one, file_of)
            except UserError as error:
                left_out.append(f"“{one.name}”没有印：{error.happened}")
        groups = [tuple(pages)] if len(pages) > 1 and fit_together(pages) else [(p,) for p in pages]
        times = max(1, *(one.wanted for one in sides))
        sheets += [sheet for _ in range(times) for sheet in groups]
    if not sheets:
        raise UserError(
            tr("没有一份能印出来。") if left_out else tr("还没有选要印的附件。"),
            safe=tr("附件没有变，也没有写出任何文件。"),
            todo=tr("请勾选要印的附件。")
            if not left_out
            else tr("请看下面每一份的原因，改好以后再印。"),
            details=tuple(left_out),
        )
    words = stamp(notice)
    pdf = press.pdf(stamped_copies(sheets, words.text, words.lines))
    return Made(pdf, page_count(pdf), tuple(left_out))


def _belongs(attachment: Attachment, notice: Notice) -> tuple[str, str, int | None]:
    """What is the same of the two sides of one card, and of nothing else."""
    title = next((s.title for s in notice.slots if s.id == attachment.slot), attachment.slot)
    side = next((s for s in _SIDES if s in title or s == attachment.part), "")
    if not side:
        return attachment.id, "", None
    return title.replace(side, ""), attachment.subject, attachment.year


def _pages(one: Choice, file_of: FileOf) -> Iterator[Copied]:
    attachment, name = one.attachment, one.name
    if not attachment.sha256:
        raise UserError(tr("它没有文件。"), safe="", todo="")
    if attachment.classified and not attachment.declassified_by.strip():
        raise UserError(tr("它标为涉密，还没有脱密。"), safe="", todo="")
    data = file_of(attachment.sha256)
    dpi = attachment.dpi if attachment.format != "pdf" else None
    for number in range(attachment.pages):
        correction = correction_of(data, attachment, number, name)
        upright = corrected(raster.page(data, number, name), correction)
        height, width = upright.shape[:2]
        picture = fit(upright, Fitting(max_side=_SHARP)).data
        if dpi is None or dpi not in _CREDIBLE:
            yield Copied(picture)
        else:
            yield Copied(picture, width / dpi * _MM, height / dpi * _MM)


def prescribed(notice: Notice) -> bool:
    """Whether the notice says anything of what is written on copies."""
    return stamp(notice).source is not None


def proposed(case: Case, notice: Notice) -> Sequence[str]:
    """The ids of what would be copied unasked: what the notice wants copies of."""
    return tuple(one.attachment.id for one in choices(case, notice) if one.wanted)
