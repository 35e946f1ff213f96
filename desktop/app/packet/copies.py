"""遮盖副本 and 遮盖对照单: the pages that are covered for blind review, and the sheet to do it by.

Only what the person has settled becomes a copy, and only where the copy, read again, tells nothing.
A page that needs no covering has one too, so that the folder is whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from desktop.app.findings.messages import MASKED
from desktop.app.naming import COPIES, without_number
from desktop.app.packet.prepared import Wanted, covered, page_mark, shares, traces, unsettled
from desktop.app.scans.scanning import Scanner, kinds_in
from desktop.documents.blocks import Document, Spot
from desktop.documents.masksheet import SheetPage, masksheet
from desktop.domain.case import Attachment, Case
from desktop.domain.moments import chinese_moment
from desktop.domain.notice import Notice
from desktop.domain.scans import ScanPage
from desktop.domain.vocabulary import NO, YES
from desktop.imaging.proof import Trace


@dataclass(frozen=True, slots=True)
class Going:
    """An attachment that goes out: how its bytes come, its clear files' places, what they are."""

    attachment: Attachment
    data: Callable[[], bytes]
    places: tuple[PurePosixPath, ...]
    want: Wanted


@dataclass(frozen=True, slots=True)
class Page:
    """A page in a slot where the notice masks. ``clear`` is its clear file, ``place`` its copy."""

    going: Going
    number: int
    clear: PurePosixPath
    place: PurePosixPath

    @property
    def seen(self) -> ScanPage:
        """What is known of it."""
        return self.going.attachment.scans[self.number]

    @property
    def name(self) -> str:
        """What it is called in sentences."""
        return without_number(self.place.stem)


@dataclass(frozen=True, slots=True)
class Copies:
    """All such pages in the platform's order; ``unseen`` names attachments nobody looked at."""

    pages: tuple[Page, ...] = ()
    unseen: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Sentences on the pages of which no copy can be made yet."""
        return tuple(
            f"“{page.name}”{why}，没有遮盖副本。"
            for page in self.pages
            if (why := unsettled(page.seen))
        )


@dataclass(frozen=True, slots=True)
class Covered:
    """What was made of a page: its small view, its copy (None: there is none), what is wrong.

    ``doubts`` are places to look at once more; they are no fault.
    """

    page: Page
    view: bytes
    copy: bytes | None
    wrong: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def copies(notice: Notice, going: Iterable[Going]) -> Copies:
    """The pages to be covered among what goes out."""
    pages: list[Page] = []
    unseen: list[str] = []
    for one in going:
        attachment = one.attachment
        if not kinds_in(attachment, notice):
            continue
        seen = sum(1 for page in attachment.scans if page.width)
        if seen != attachment.pages:
            unseen.append(without_number(one.places[0].stem))
            continue
        pages += [_page(one, number) for number in range(attachment.pages)]
    return Copies(tuple(pages), tuple(unseen))


def _page(one: Going, number: int) -> Page:
    alone = len(one.places) == one.attachment.pages
    clear = one.places[number if alone else 0]
    mark = "" if alone else page_mark(number, one.attachment.pages)
    name = "-".join(filter(None, (clear.stem, mark)))
    return Page(one, number, clear, PurePosixPath(COPIES) / clear.with_name(f"{name}.jpg"))


def cover(page: Page, case: Case, notice: Notice, scanner: Scanner) -> Covered:
    """Make the page's view and, where it is settled, its copy; read the copy again.

    The first reading of a copy takes seconds. Raises :class:`~desktop.errors.UserError` where the
    page cannot be opened.
    """
    attachment = page.going.attachment
    made = covered(page.going.data(), attachment, page.number, page.going.want, page.name)
    if unsettled(page.seen):
        return Covered(page, made.view, None)
    wrong = (f"“{page.name}”的遮盖副本{made.wrong}。",) if made.wrong else ()
    found = traces(made.data, attachment, case, notice, scanner)
    # Kinds alone: the sentence lies in the packet, and who is meant must not be read in it.
    left = "、".join(dict.fromkeys(_kind(trace) for trace in found if trace.sure))
    doubts = tuple(dict.fromkeys(trace.why for trace in found if not trace.sure))
    if left:
        said = (
            f"“{page.name}”遮盖以后再读一遍，还能读到：{left}。"
            "这一张遮盖副本没有放进去，请补上遮盖。"
        )
        return Covered(page, made.view, None, (said, *wrong), doubts)
    return Covered(page, made.view, made.data, wrong, doubts)


def _kind(trace: Trace) -> str:
    return MASKED.get(trace.kind, "文件里另带的信息")


def sheet(done: Sequence[Covered], notice: Notice, now: datetime) -> Document:
    """遮盖对照单 of the pages that have been made."""
    counts = dict.fromkeys((YES, NO, ""), 0)
    for one in done:
        counts[_answer(one.page.seen)] += 1
    words = {YES: "要遮盖", NO: "不用遮盖", "": "还没有定"}
    told = "，".join(f"{words[answer]} {n} 页" for answer, n in counts.items() if n)
    terms = notice.masking
    head = [
        ("通知", notice.title),
        ("遮盖什么", "、".join(MASKED[kind] for kind in terms.kinds)),
        ("在哪里遮", terms.where),
        ("生成", f"{chinese_moment(now)}（北京时间）"),
        ("页数", f"一共 {len(done)} 页：{told}"),
    ]
    return masksheet(
        [(label, value) for label, value in head if value], [_on_sheet(o) for o in done]
    )


def _answer(seen: ScanPage) -> str:
    return seen.decision if seen.decision in (YES, NO) else ""


def _on_sheet(one: Covered) -> SheetPage:
    page, seen = one.page, one.page.seen
    shown = () if seen.decision == NO else seen.boxes
    spots = [
        Spot(
            (box.why or MASKED[box.kind]) + ("" if box.confirmed else "（还没有确认）"),
            shares(seen, box),
            box.confirmed,
        )
        for box in shown
    ]
    spots.sort(key=lambda spot: (min(y for _, y in spot.corners), spot.corners[0][0]))
    pending = unsettled(seen)
    remarks = [
        *([f"{pending}。"] if pending else []),
        *one.wrong,
        *(f"请再看一眼：{doubt}" for doubt in one.doubts),
    ]
    name = page.clear.name
    if page.clear.stem != page.place.stem:  # a page of a file that goes out whole
        name += f"　{page_mark(page.number, page.going.attachment.pages)}"
    answer = _answer(seen)
    return SheetPage(page.clear.parts[0], name, one.view, answer, tuple(spots), tuple(remarks))
