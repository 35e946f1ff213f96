"""The packet (材料包): what goes out, in the platform's order, as a folder and its zip.

:func:`plan` says what it would hold and what is missing, without making anything; :func:`write`
makes it, whole or not at all. Attachments go in clear, as the platform and paper want them; where
the notice masks, what the person confirmed is covered in copies beside them, and a sheet tells page
by page what to do on the platform.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from desktop.app.findings.messages import message
from desktop.app.findings.report import count_line, report
from desktop.app.naming import (
    DOCUMENTS,
    GUIDE,
    MANIFEST,
    MASK_SHEET,
    PRINT_PLAN,
    REPORT,
    as_name,
    content_name,
    without_number,
)
from desktop.app.packet import guide as packet_guide
from desktop.app.packet import print_plan
from desktop.app.packet.classified import withheld
from desktop.app.packet.copies import Copies, Covered, Going, Page, copies, cover, sheet
from desktop.app.packet.originals import FileOf, Originals
from desktop.app.packet.outbox import Box, Outbox, Sent, send
from desktop.app.packet.prepared import Part, Wanted, clear, lacking, parts, wanted
from desktop.app.papers.press import Press
from desktop.app.papers.wanted import built
from desktop.app.scans.scanning import Nowhere, Scanner
from desktop.documents.blocks import Document
from desktop.documents.catalogue import fitting
from desktop.domain.case import Attachment, Case
from desktop.domain.finding import BLOCKING, Finding, submittable
from desktop.domain.lacking import present
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.storage.files import hash_of

MANIFEST_SCHEMA = 1

Progress = Callable[[int, int, str], None]
"""Told how many files are done, of how many, and which comes next; raises to stop the work."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file's bytes, a sentence on what is wrong with them and one that is no fault ("" none)."""

    data: bytes
    wrong: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A file of the packet: its place in the folder, how its bytes come about, what it is."""

    place: PurePosixPath
    make: Callable[[], Made]
    title: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PacketPlan:
    """What a packet holds. ``missing`` are sentences; ``complete`` where nothing is open.

    ``copies`` are the pages to be covered in copies, which ``scanner`` reads again; ``withheld``
    says why nothing may go out.
    """

    case: Case
    notice: Notice
    findings: tuple[Finding, ...]
    files: tuple[PacketFile, ...]
    missing: tuple[str, ...]
    complete: bool
    press: Press
    scanner: Scanner
    copies: Copies
    withheld: UserError | None

    def name(self, now: datetime, *, complete: bool | None = None) -> str:
        """The folder's name at that moment (Beijing time): never a person's or a unit's."""
        stamp = f"{beijing(now):%Y%m%d-%H%M}"
        done = self.complete if complete is None else complete
        return f"材料包-{self.notice.id}-{stamp}{'' if done else '-未完成'}"


@dataclass(frozen=True, slots=True)
class Filled:
    """What a packet is called, whether nothing is open, what only making it has shown wrong."""

    name: str
    complete: bool
    wrong: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packed(Sent):
    """Where the packet is, and what only making it has shown to be wrong."""

    wrong: tuple[str, ...] = ()


def plan(
    case: Case,
    notice: Notice,
    findings: Sequence[Finding],
    file_of: FileOf,
    press: Press,
    *,
    now: datetime,
    scanner: Scanner | None = None,
) -> PacketPlan:
    """What the packet of ``case`` holds; ``findings`` are those of ``now``.

    ``scanner`` reads the masked copies again.
    Nothing is read or drawn yet: ``file_of`` and ``press`` are used when it is written.
    """
    case = present(case)  # what is set aside goes nowhere
    documents, unmade = _documents(case, notice, press, now)
    files, going, unread = _attachments(case, notice, file_of)
    masked = copies(notice, going)
    stopped = withheld(case, notice)
    open_ = tuple(f"{f.say}：{message(f)}" for f in findings if f.verdict in BLOCKING)
    return PacketPlan(
        case,
        notice,
        tuple(findings),
        (*documents, *files),
        (*((stopped.happened,) if stopped else ()), *open_, *unread, *unmade, *masked.missing),
        submittable(findings) and not (unread or masked.missing) and stopped is None,
        press,
        scanner or Scanner(Nowhere()),
        masked,
        stopped,
    )


def write(
    plan: PacketPlan,
    folder: Path,
    now: datetime,
    progress: Progress | None = None,
) -> Packed:
    """Write the packet into ``folder``, beside earlier ones, and its zip beside it.

    A masked copy on which something can still be read is left out, and the packet called
    unfinished. Raises :class:`UserError` where nothing may go out, the folder cannot be written or
    a file is not what it was; whatever ``progress`` raises passes. In each case nothing is left
    behind.
    """
    filled: list[Filled] = []

    def into(box: Outbox) -> str:
        filled.append(fill(plan, box, now, progress))
        return filled[0].name

    sent = send(folder, beijing(now), into)
    return Packed(sent.folder, sent.zip, filled[0].wrong)


def fill(plan: PacketPlan, box: Box, now: datetime, progress: Progress | None = None) -> Filled:
    """Put the packet's files into ``box``, wherever that keeps them; as :func:`write` says."""
    if plan.withheld is not None:
        raise plan.withheld
    now = beijing(now)
    shown = _Shown([], [])
    wrong = shown.wrong
    entries: list[dict[str, object]] = []
    printing = print_plan.plan(plan.case, plan.notice, plan.findings, now)
    steps = _Steps(_count(plan, printing), progress)

    def put(file: PacketFile) -> None:
        steps.next(file.title)
        made = file.make()
        wrong.extend(filter(None, (made.wrong,)))
        shown.remarks.extend(filter(None, (made.remark,)))
        box.put(file.place, made.data)
        entries.append(_listed(file, made.data))

    for file in plan.files:
        put(file)
    covered: list[Covered] = []
    for page in plan.copies.pages:
        steps.next(f"{page.name}（遮盖、复读）")
        one = cover(page, plan.case, plan.notice, plan.scanner)
        covered.append(replace(one, copy=None))  # in the box now
        wrong.extend(one.wrong)
        if one.copy is not None:
            box.put(page.place, one.copy)
            entries.append(_listed_copy(page, one.copy))
    complete = plan.complete and not wrong
    for file in _covers(plan, now, box.places, covered, shown, printing=printing):
        put(file)
    box.put(PurePosixPath(MANIFEST), _manifest(plan, now, entries, complete=complete))
    return Filled(plan.name(now, complete=complete), complete, tuple(wrong))


def _count(plan: PacketPlan, printing: print_plan.PrintPlan) -> int:
    pages = len(plan.copies.pages)
    return len(plan.files) + pages + (3 if pages else 2) + printing.needed


@dataclass(frozen=True, slots=True)
class _Shown:
    """Sentences on what only making the files has shown: faults, and what is none."""

    wrong: list[str]
    remarks: list[str]


class _Steps:
    """Counts what has been done, for whoever wants to know or to stop it."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._done = 0
        self._total = total
        self._progress = progress

    def next(self, what: str) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total, what)
        self._done += 1


def _documents(
    case: Case, notice: Notice, press: Press, now: datetime
) -> tuple[list[PacketFile], list[str]]:
    """The documents that can be made, as PDF and DOCX, and why the others cannot.

    Where the office has a template of its own, its Word file alone.
    """
    specs = fitting(case, notice, now)
    made, unmade = built(case, notice, specs, now)
    files: list[PacketFile] = []
    for spec, document in made:
        stem = f"{specs.index(spec) + 1:02}-{as_name(spec.title)}"
        for suffix, form in press.forms(document):
            place = PurePosixPath(DOCUMENTS) / f"{stem}{suffix}"
            files.append(PacketFile(place, partial(_pressed, form, document), spec.title))
    return files, [error.happened for error in unmade]


def _pressed(form: Callable[[Document], bytes], document: Document) -> Made:
    return Made(form(document))


def _attachments(
    case: Case, notice: Notice, file_of: FileOf
) -> tuple[list[PacketFile], list[Going], list[str]]:
    """The attachments by column and slot, numbered within their column: files, pages, faults."""
    originals = Originals(file_of)
    files: list[PacketFile] = []
    going: list[Going] = []
    unread: list[str] = []
    for place, column in enumerate(notice.columns, 1):
        folder = PurePosixPath(f"{place:02}-{as_name(column.title)}")
        number = 0
        for slot, attachment in _in_column(case, notice, column.id):
            name = content_name(attachment, slot, case)
            want = wanted(notice, attachment)
            pieces = parts(attachment, want)
            if not attachment.sha256 or not pieces:
                unread.append(f"附件“{name}”没有可用的文件，请在“附件”页重新添加。")
                continue
            if unfit := lacking(attachment, name, want):
                unread.append(unfit)
            number += 1
            content = partial(originals.of, attachment.sha256, name)
            places = tuple(
                folder / f"{'-'.join(filter(None, (f'{number:02}', name, p.mark)))}.{p.suffix}"
                for p in pieces
            )
            for path, piece in zip(places, pieces, strict=True):
                make = partial(_clear, content, attachment, piece, want, without_number(path.stem))
                files.append(PacketFile(path, make, without_number(path.stem), slot.id))
            going.append(Going(attachment, content, places, want))
    known = {slot.id for slot in notice.slots}
    homeless = dict.fromkeys(a.slot for a in case.attachments if a.slot not in known)
    unread += [f"这份通知没有“{slot}”这个附件栏目，放在里面的附件没有带上。" for slot in homeless]
    return files, going, unread


def _clear(
    content: Callable[[], bytes], attachment: Attachment, piece: Part, want: Wanted, name: str
) -> Made:
    made = clear(content(), attachment, piece, want, name)
    return Made(made.data, f"附件“{name}”{made.wrong}。" if made.wrong else "", made.remark)


def attachments(case: Case, notice: Notice, file_of: FileOf) -> tuple[Going, ...]:
    """What goes out of every attachment, in the packet's order; nothing is read for it."""
    return tuple(_attachments(present(case), notice, file_of)[1])


def _in_column(case: Case, notice: Notice, column: str) -> Iterator[tuple[Slot, Attachment]]:
    """The column's attachments: slots as the notice has them, then entries, years and parts."""
    for slot in (slot for slot in notice.slots if slot.column == column):
        entries = [entry.id for entry in getattr(case, slot.per)] if slot.per else []

        def order(one: Attachment, entries: list[str] = entries, slot: Slot = slot) -> list[int]:
            return [
                entries.index(one.subject) if one.subject in entries else len(entries),
                one.year or 0,
                slot.parts.index(one.part) if one.part in slot.parts else len(slot.parts),
            ]

        # Sorting is stable: within one place the person's own order stays.
        for attachment in sorted((a for a in case.attachments if a.slot == slot.id), key=order):
            yield slot, attachment


def _covers(
    plan: PacketPlan,
    now: datetime,
    places: Sequence[PurePosixPath],
    covered: Sequence[Covered],
    shown: _Shown,
    *,
    printing: print_plan.PrintPlan,
) -> Iterator[PacketFile]:
    """What accompanies the materials made in ``places``; ``shown`` is what their making has."""

    def checked() -> Made:
        return Made(plan.press.pdf(report(plan.case, plan.notice, plan.findings, now)))

    def guide() -> Made:
        lines = packet_guide.guide(
            plan.notice,
            places,
            (*plan.missing, *shown.wrong),
            complete=plan.complete and not shown.wrong,
            counts=count_line(plan.findings),
            now=now,
            unseen=plan.copies.unseen,
            remarks=shown.remarks,
            planned=printing.needed,
        )
        # Old Windows editors know UTF-8 by its mark and lines by both characters.
        return Made(("\ufeff" + "\r\n".join((*lines, ""))).encode())

    def to_print() -> Made:
        return Made(print_plan.drawn(printing, plan.case, plan.notice, now, plan.press))

    def masks() -> Made:
        return Made(plan.press.pdf(sheet(covered, plan.notice, now)))

    yield PacketFile(PurePosixPath(f"{REPORT}.pdf"), checked, REPORT)
    if printing.needed:
        yield PacketFile(PurePosixPath(f"{PRINT_PLAN}.pdf"), to_print, PRINT_PLAN)
    if covered:
        yield PacketFile(PurePosixPath(f"{MASK_SHEET}.pdf"), masks, MASK_SHEET)
    yield PacketFile(PurePosixPath(f"{GUIDE}.txt"), guide, GUIDE)


def _listed(file: PacketFile, data: bytes) -> dict[str, object]:
    listed: dict[str, object] = {
        "path": str(file.place),
        "title": file.title,
        "size": len(data),
        "sha256": hash_of(data),
    }
    return listed | ({"slot": file.slot} if file.slot else {})


def _listed_copy(page: Page, data: bytes) -> dict[str, object]:
    file = PacketFile(page.place, lambda: Made(data), page.name, page.going.attachment.slot)
    return _listed(file, data) | {"masked": True, "of": str(page.clear)}


def _manifest(
    plan: PacketPlan, now: datetime, entries: list[dict[str, object]], *, complete: bool
) -> bytes:
    """清单.json: every other file of the packet with its hash. Names nobody."""
    body = {
        "schema": MANIFEST_SCHEMA,
        "notice": plan.notice.id,
        "notice_version": plan.notice.version,
        "notice_title": plan.notice.title,
        "made_at": now.isoformat(timespec="minutes"),
        "complete": complete,
        "open": [f.rule for f in plan.findings if f.verdict in BLOCKING],
        "files": entries,
    }
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()
