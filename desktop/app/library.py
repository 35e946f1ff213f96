"""The use cases over the library: the cases there are, a new one, opening, import and export."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from desktop.app.intake import completed
from desktop.app.notices.differences import Differences, differences
from desktop.app.notices.moving import FindingChange, finding_changes
from desktop.app.session import Session, judged
from desktop.domain import change as changes
from desktop.domain.case import Apply, Attachment, Case
from desktop.domain.change import Change
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.language import tr
from desktop.notices.shelf import NotInstalled
from desktop.storage.casefile import CaseFile, called, read_case_file, write_case_file
from desktop.storage.keys import Keys
from desktop.storage.library import Clock, Library
from desktop.storage.listing import CaseRow

__all__ = [
    "Brought",
    "CaseRow",
    "Desk",
    "MissingFiles",
    "Moving",
    "Notices",
    "OtherVersion",
    "bring",
    "new_case",
    "notice_of",
]


class Notices(Protocol):
    """Gives the notice of a pack: of that very version, or the newest one.

    :class:`~desktop.notices.shelf.NotInstalled` where there is no such pack or version.
    """

    def __call__(self, pack_id: str, version: int | None = None, /) -> Notice:
        """The notice."""


class MissingFiles(UserError):
    """Attachments name files that are not there; the rest may be brought in without them."""


class OtherVersion(UserError):
    """Only other versions of the case's notice are there; the case may be moved to the newest."""


def new_case(notice: Notice) -> Case:
    """An empty case under ``notice``; only what the notice leaves no choice about is filled in."""
    return Case(
        case_id=uuid.uuid4().hex,
        pack_id=notice.id,
        pack_version=notice.version,
        apply=Apply(
            year=notice.year,
            series=notice.series,
            type=_only(notice.types),
            level=_only(notice.levels),
            specialty=_only(notice.specialties),
        ),
    )


def notice_of(case: Case, notices: Notices) -> Notice:
    """The notice in the very version that ``case`` was begun under.

    :class:`OtherVersion` where that one is not there but another is.
    """
    try:
        return notices(case.pack_id, case.pack_version)
    except NotInstalled:
        newest = notices(case.pack_id)
    if newest.version == case.pack_version:
        return newest
    raise OtherVersion(
        tr(
            "这份材料按《{short_title}》的第 {pack_version} 版填写，本机装的是第 {version} 版。",
            short_title=newest.short_title,
            pack_version=case.pack_version,
            version=newest.version,
        ),
        safe=tr("材料保持原样，没有换到另一版。"),
        todo=tr(
            "请用装有第 {pack_version} 版的程序打开它，或者换到第 {version} 版。",
            pack_version=case.pack_version,
            version=newest.version,
        ),
    )


@dataclass(frozen=True, slots=True)
class Moving:
    """What moving a case to another version of its notice would change, told before it is done.

    ``differences`` of the notices are None where the old version is not there to compare with;
    ``findings`` are those of this case that come, go or turn; ``homeless`` are attachments whose
    slot the other version does not have.
    """

    to: Notice
    differences: tuple[Differences, ...] | None
    findings: tuple[FindingChange, ...]
    homeless: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """A case file that was read and its attachments looked at; ``files`` by hash.

    ``left_out`` names the attachments whose file is not there.
    """

    case: Case
    files: Mapping[str, tuple[CaseFile, Attachment]]
    left_out: tuple[str, ...]

    def file_of(self, sha256: str) -> bytes:
        """The content of that hash, verified."""
        source, attachment = self.files[sha256]
        return source.read(attachment)


def bring(
    path: Path, notices: Notices, *, without_missing: bool = False, recorded: bool = False
) -> Brought:
    """Read the case file at ``path`` and look at its attachments; nothing is kept yet.

    A slot may be given by its id or by its title in the notice. Where attachments name files that
    are not there, :class:`MissingFiles` lists them, unless they may be left out. With ``recorded``
    an attachment stays as the file describes it where its content is known by its hash: enough to
    judge the case by, not to keep it.
    """
    source = read_case_file(path)
    lost = tuple(a for a in source.missing if not (recorded and a.sha256))
    left_out = tuple(called(a) for a in lost)
    if left_out and not without_missing:
        raise MissingFiles(
            tr("材料文件里有 {count} 个附件找不到对应的文件。", count=len(left_out)),
            safe=tr("没有导入任何内容，文件没有被改动。"),
            todo=tr(
                "请把附件文件夹（与材料文件同名，以 .files 结尾）和材料文件放在一起，再试一次。"
            ),
            details=tuple(_named(source, a) for a in lost),
        )
    notice = _nearest(source.case, notices)
    kept: list[Attachment] = []
    files: dict[str, tuple[CaseFile, Attachment]] = {}
    for attachment in source.case.attachments:
        if attachment in lost:
            continue
        entry = attachment.model_copy(update={"slot": _slot_id(notice, attachment.slot)})
        if attachment.id in source.files:
            data = source.read(attachment)
            if not attachment.sha256:
                name = attachment.file_name or source.files[attachment.id].name
                entry = completed(entry, data, name).attachment
            files[entry.sha256] = (source, attachment)
        kept.append(entry)
    case = source.case.model_copy(update={"attachments": tuple(kept)})
    return Brought(case, files, left_out)


class Desk:
    """The open library with what is needed to work on its cases. Use from one thread."""

    def __init__(self, library: Library, notices: Notices, clock: Clock) -> None:
        self.library = library
        self._notices = notices
        self._clock = clock

    @classmethod
    def open(cls, folder: Path, notices: Notices, clock: Clock, keys: Keys) -> Desk:
        """The library in ``folder``, begun where nothing is there; see :meth:`Library.open`."""
        return cls(Library.open(folder, clock, keys), notices, clock)

    def close(self) -> None:
        """Let go of the library."""
        self.library.close()

    def now(self) -> datetime:
        """The moment things are judged at."""
        return self._clock()

    @property
    def notices(self) -> Notices:
        """Gives the notices that are installed."""
        return self._notices

    def rows(self) -> tuple[CaseRow, ...]:
        """The cases, last changed first."""
        return self.library.cases()

    def trash(self) -> tuple[CaseRow, ...]:
        """The removed cases; each can be restored."""
        return self.library.cases(removed=True)

    def new_case(self, notice: Notice) -> Session:
        """Begin an empty case under ``notice`` and open it."""
        case = new_case(notice)
        self.library.create(case)
        return Session(self.library, notice, case.case_id, self._clock)

    def session(self, case_id: str, *, move_to_installed: bool = False) -> Session:
        """Open a case for work.

        A case stays with the version of the notice it was begun under. Where only another one is
        there :class:`OtherVersion` says so; ``move_to_installed`` moves the case to the newest one,
        as a change that can be undone.
        """
        if move_to_installed:
            self.move(case_id)
        case = self.library.load(case_id).case
        return Session(self.library, notice_of(case, self._notices), case_id, self._clock)

    def newer(self, case_id: str) -> Notice | None:
        """The newest version of the case's notice where that is not the case's own."""
        case = self.library.load(case_id).case
        newest = self._notices(case.pack_id)
        return newest if newest.version > case.pack_version else None

    def moving(self, case_id: str) -> Moving:
        """What moving a case to the newest version of its notice would change; nothing is done."""
        case = self.library.load(case_id).case
        to = self._notices(case.pack_id)
        slots = {slot.id for slot in to.slots}
        homeless = tuple(dict.fromkeys(a.slot for a in case.attachments if a.slot not in slots))
        try:
            old = self._notices(case.pack_id, case.pack_version)
        except NotInstalled:
            return Moving(to, None, (), homeless)
        now = self._clock()
        findings = finding_changes(judged(case, old, now), judged(case, to, now))
        return Moving(to, differences(old, to), findings, homeless)

    def move(self, case_id: str) -> None:
        """Move a case to the newest version of its notice, as a change that can be undone."""
        case = self.library.load(case_id).case
        to = self._notices(case.pack_id)
        if case.pack_version != to.version:
            self._move(case, to)

    def add(self, case: Case, file_of: Callable[[str], bytes], *, label: str = "导入材料") -> str:
        """Keep a case that comes from elsewhere, its files first; the id it is kept under.

        A case of the same id is never gone over: the new one then gets an id of its own.
        """
        for sha256 in dict.fromkeys(a.sha256 for a in case.attachments if a.sha256):
            self.library.put_file(file_of(sha256))
        if self.library.has(case.case_id):
            case = case.model_copy(update={"case_id": uuid.uuid4().hex})
        self.library.create(case, label=label)
        return case.case_id

    def import_file(self, path: Path, *, without_missing: bool = False) -> str:
        """Keep the case in the file at ``path``; the id it is kept under."""
        brought = bring(path, self._notices, without_missing=without_missing)
        return self.add(brought.case, brought.file_of)

    def export_file(self, case_id: str, path: Path, *, replace: bool = False) -> None:
        """Write a case and its attachments to ``path`` (``NAME.json`` and ``NAME.files``)."""
        case = self.library.load(case_id).case
        write_case_file(path, case, self.library.file, replace=replace)

    def copy(self, case_id: str) -> str:
        """Keep a copy of a case, with a history of its own; the copy's id."""
        return self.add(self.library.load(case_id).case, self.library.file, label="复制材料")

    def remove(self, case_id: str) -> None:
        """Move a case to the trash."""
        self.library.remove(case_id)

    def restore(self, case_id: str) -> None:
        """Bring a case back from the trash."""
        self.library.restore(case_id)

    def _move(self, case: Case, notice: Notice) -> None:
        edit = changes.edit(case, "pack_version", notice.version)
        change = Change(label="换到新版通知", edits=(edit,))
        before = self.library.load(case.case_id).history
        self.library.commit(case.case_id, change, changes.apply(case, change.edits), before)


def _nearest(case: Case, notices: Notices) -> Notice:
    """The case's version of its notice, or else the newest, to know the slots by."""
    try:
        return notices(case.pack_id, case.pack_version)
    except NotInstalled:
        return notices(case.pack_id)


def _named(source: CaseFile, attachment: Attachment) -> str:
    """An attachment and where its file should be, as far as the case file says."""
    place = source.places.get(attachment.id, "")
    return f"{called(attachment)}：{place}" if place else called(attachment)


def _only(choices: tuple[str, ...]) -> str:
    return choices[0] if len(choices) == 1 else ""


def _slot_id(notice: Notice, given: str) -> str:
    """The slot's id, where ``given`` is one or the title of just one slot; else as given."""
    if any(s.id == given for s in notice.slots):
        return given
    titled = [s.id for s in notice.slots if s.title == given]
    return titled[0] if len(titled) == 1 else given
