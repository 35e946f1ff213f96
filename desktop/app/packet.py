"""The packet (材料包): what goes out, in the platform's order, as a folder and its zip.

:func:`plan` says what it would hold and what is missing, without making anything; :func:`write`
makes it, whole or not at all. Attachments go in as the clear originals, byte for byte; covering
what a blind review must not see is done inside the platform.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from desktop.app import packet_guide
from desktop.app.messages import message
from desktop.app.naming import DOCUMENTS, GUIDE, MANIFEST, REPORT, as_name, content_name
from desktop.app.outbox import Outbox, Sent, send
from desktop.app.papers import built
from desktop.app.press import Press
from desktop.app.report import count_line, report
from desktop.documents.catalogue import fitting
from desktop.domain.case import Attachment, Case
from desktop.domain.finding import BLOCKING, Finding, submittable
from desktop.domain.moments import beijing
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.imaging.formats import named
from desktop.storage.files import hash_of

MANIFEST_SCHEMA = 1

FileOf = Callable[[str], bytes]
"""Gives the content of a hash."""

Progress = Callable[[int, int, str], None]
"""Told how many files are done, of how many, and which comes next; raises to stop the work."""


@dataclass(frozen=True, slots=True)
class PacketFile:
    """A file of the packet: its place in the folder, how its bytes come about, what it is."""

    place: PurePosixPath
    make: Callable[[], bytes]
    title: str
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PacketPlan:
    """What a packet holds. ``missing`` are sentences; ``complete`` where nothing is open."""

    case: Case
    notice: Notice
    findings: tuple[Finding, ...]
    files: tuple[PacketFile, ...]
    missing: tuple[str, ...]
    complete: bool
    press: Press

    def name(self, now: datetime) -> str:
        """The folder's name at that moment (Beijing time): never a person's or a unit's."""
        stamp = f"{beijing(now):%Y%m%d-%H%M}"
        return f"材料包-{self.notice.id}-{stamp}{'' if self.complete else '-未完成'}"


def plan(
    case: Case,
    notice: Notice,
    findings: Sequence[Finding],
    file_of: FileOf,
    press: Press,
    *,
    now: datetime,
) -> PacketPlan:
    """What the packet of ``case`` holds; ``findings`` are those of ``now``.

    Nothing is read or drawn yet: ``file_of`` and ``press`` are used when it is written.
    """
    documents, unmade = _documents(case, notice, press, now)
    attachments, unread = _attachments(case, notice, file_of)
    open_ = tuple(f"{f.say}：{message(f)}" for f in findings if f.verdict in BLOCKING)
    return PacketPlan(
        case,
        notice,
        tuple(findings),
        (*documents, *attachments),
        (*open_, *unread, *unmade),
        submittable(findings) and not unread,
        press,
    )


def write(
    plan: PacketPlan,
    folder: Path,
    now: datetime,
    progress: Progress | None = None,
) -> Sent:
    """Write the packet into ``folder``, beside earlier ones, and its zip beside it.

    Raises :class:`UserError` where the folder cannot be written or a file is not what it was;
    whatever ``progress`` raises passes. In each case nothing is left behind.
    """
    now = beijing(now)

    def fill(box: Outbox) -> None:
        entries: list[dict[str, object]] = []
        files = (*plan.files, *_covers(plan, now))
        for done, file in enumerate(files):
            if progress is not None:
                progress(done, len(files), file.title)
            data = file.make()
            box.put(file.place, data)
            entries.append(_listed(file, data))
        box.put(PurePosixPath(MANIFEST), _manifest(plan, now, entries))

    return send(folder, plan.name(now), now, fill)


def _documents(
    case: Case, notice: Notice, press: Press, now: datetime
) -> tuple[list[PacketFile], list[str]]:
    """The documents that can be made, as PDF and DOCX, and why the others cannot."""
    specs = fitting(case, notice, now)
    made, unmade = built(case, notice, specs, now)
    files: list[PacketFile] = []
    for spec, document in made:
        stem = f"{specs.index(spec) + 1:02}-{as_name(spec.title)}"
        for suffix, form in ((".pdf", press.pdf), (".docx", press.docx)):
            place = PurePosixPath(DOCUMENTS) / f"{stem}{suffix}"
            files.append(PacketFile(place, partial(form, document), spec.title))
    return files, [error.happened for error in unmade]


def _attachments(case: Case, notice: Notice, file_of: FileOf) -> tuple[list[PacketFile], list[str]]:
    """The attachments by column and slot, numbered within their column."""
    files: list[PacketFile] = []
    unread: list[str] = []
    for place, column in enumerate(notice.columns, 1):
        folder = PurePosixPath(f"{place:02}-{as_name(column.title)}")
        number = 0
        for slot, attachment in _in_column(case, notice, column.id):
            name = content_name(attachment, slot, case)
            format_ = named(attachment.format)
            if not attachment.sha256 or format_ is None:
                unread.append(f"附件“{name}”没有可用的文件，请在“附件”页重新添加。")
                continue
            number += 1
            files.append(
                PacketFile(
                    folder / f"{number:02}-{name}.{format_.suffix}",
                    partial(_original, file_of, attachment.sha256, name),
                    name,
                    slot.id,
                )
            )
    known = {slot.id for slot in notice.slots}
    homeless = dict.fromkeys(a.slot for a in case.attachments if a.slot not in known)
    unread += [f"这份通知没有“{slot}”这个附件栏目，放在里面的附件没有带上。" for slot in homeless]
    return files, unread


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


def _original(file_of: FileOf, sha256: str, name: str) -> bytes:
    """The bytes as they were taken in; never others in their place."""
    data = file_of(sha256)
    if hash_of(data) != sha256:
        raise UserError(
            f"附件“{name}”的文件和添加时不一样了，可能已经损坏。",
            safe="材料包没有生成，其他附件没有变。",
            todo="请在“附件”页删除它，用原来的扫描件重新添加，再生成材料包。",
        )
    return data


def _covers(plan: PacketPlan, now: datetime) -> tuple[PacketFile, ...]:
    """What accompanies the materials: how to use them, and the checklist."""

    def checked() -> bytes:
        return plan.press.pdf(report(plan.case, plan.notice, plan.findings, now))

    def guide() -> bytes:
        lines = packet_guide.guide(
            plan.notice,
            plan.files,
            plan.missing,
            complete=plan.complete,
            counts=count_line(plan.findings),
            now=now,
        )
        # Old Windows editors know UTF-8 by its mark and lines by both characters.
        return ("\ufeff" + "\r\n".join((*lines, ""))).encode()

    return (
        PacketFile(PurePosixPath(f"{GUIDE}.txt"), guide, GUIDE),
        PacketFile(PurePosixPath(f"{REPORT}.pdf"), checked, REPORT),
    )


def _listed(file: PacketFile, data: bytes) -> dict[str, object]:
    listed: dict[str, object] = {
        "path": str(file.place),
        "title": file.title,
        "size": len(data),
        "sha256": hash_of(data),
    }
    return listed | ({"slot": file.slot} if file.slot else {})


def _manifest(plan: PacketPlan, now: datetime, entries: list[dict[str, object]]) -> bytes:
    """清单.json: every other file of the packet with its hash. Names nobody."""
    body = {
        "schema": MANIFEST_SCHEMA,
        "notice": plan.notice.id,
        "notice_version": plan.notice.version,
        "notice_title": plan.notice.title,
        "made_at": now.isoformat(timespec="minutes"),
        "complete": plan.complete,
        "open": [f.rule for f in plan.findings if f.verdict in BLOCKING],
        "files": entries,
    }
    return (json.dumps(body, ensure_ascii=False, indent=2) + "\n").encode()
