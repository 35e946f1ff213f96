"""公示 and 公示结果 of a group as files: one for each person, or one list for all.

Nothing goes out with a number on it that must not be posted, and nothing half: whoever lacks a
fact is named with the field, and a list waits until everybody on it is complete.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path, PurePosixPath

from desktop.app.findings.messages import label
from desktop.app.naming import as_name
from desktop.app.packet import outbox
from desktop.app.pages import page_of
from desktop.app.papers import posted
from desktop.app.papers.prescribed import posts_id_number
from desktop.app.papers.press import Press
from desktop.app.publicity.group import Member
from desktop.app.publicity.order_of_days import RESULT
from desktop.app.publicity.posting import PUBLICITY
from desktop.documents.blocks import Document
from desktop.documents.catalogue import build
from desktop.documents.material import Material
from desktop.documents.refusals import MissingFacts
from desktop.documents.roll import lacking, roll, together
from desktop.domain.case import Case
from desktop.errors import UserError

LIST, TITLES = "公示名单", {PUBLICITY: "公示", RESULT: "公示结果"}


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a person's sheet is not made: a field to fill in or put right, or a plain reason.

    ``path`` is "" for a reason that no field of the wizard settles.
    """

    case_id: str
    name: str
    label: str
    path: str
    page: str
    sentence: str = ""

    @property
    def said(self) -> str:
        """In one line."""
        return self.sentence or f"{self.name}：缺{self.label}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document to be made: its file's name without suffix, and what is in it."""

    name: str
    document: Document


@dataclass(frozen=True, slots=True)
class Prepared:
    """What can be made, and what stands in the way of the rest."""

    sheets: tuple[Sheet, ...]
    gaps: tuple[Gap, ...]


def each(
    members: Sequence[Member], kind: str, now: datetime, *, hide_number: bool = False
) -> Prepared:
    """``kind`` for every person of whom all is there; ``hide_number``: 隐去中间八位."""
    known = posted.Numbers.of([member.case for member in members])
    sheets: list[Sheet] = []
    gaps: list[Gap] = []
    for number, member in enumerate(members, 1):
        found, why_not = _one(member, kind, now, known, hide_number=hide_number)
        gaps += why_not
        if found is not None:
            sheets.append(Sheet(_file(number, member, TITLES[kind]), found))
    return Prepared(tuple(sheets), tuple(gaps))


def lists(members: Sequence[Member], now: datetime) -> Prepared:
    """One list for each notice, unit and period; none of them while anything stands in the way."""
    known = posted.Numbers.of([member.case for member in members])
    materials = [_material(member, member.case, PUBLICITY, now) for member in members]
    gaps: list[Gap] = []
    for member, material in zip(members, materials, strict=True):
        gaps += [_gap(member, path) for path in lacking(material)]
        gaps += _exposed(material, known)
    if gaps:
        return Prepared((), tuple(gaps))
    sheets: list[Sheet] = []
    parted = [list(found) for _, found in groupby(sorted(materials, key=together), key=together)]
    for number, people in enumerate(parted, 1):
        # Those listed together stand in the order they were chosen in.
        people.sort(key=materials.index)
        document = roll(people)
        posted.check(document, known)
        title = people[0].notice.short_title
        last = f"-{number}" if len(parted) > 1 else ""
        sheets.append(Sheet(as_name(f"{LIST}-{title}-{len(people)}人{last}"), document))
    return Prepared(tuple(sheets), ())


def pressed(
    prepared: Prepared, press: Press, going_on: Callable[[int], bool]
) -> tuple[tuple[str, bytes], ...]:
    """The files, PDF and Word of each sheet; slow, so off the GUI thread.

    ``going_on`` is told how many sheets are done and answers False to stop: then there are none.
    """
    files: list[tuple[str, bytes]] = []
    for done, sheet in enumerate(prepared.sheets):
        if not going_on(done):
            return ()
        for suffix, form in press.forms(sheet.document):
            files.append((f"{sheet.name}{suffix}", form(sheet.document)))
    return tuple(files)


def written(parent: Path, title: str, now: datetime, files: Sequence[tuple[str, bytes]]) -> Path:
    """Write them into a new folder in ``parent``, whole or not at all; the folder."""

    def fill(box: outbox.Outbox) -> str:
        for name, data in files:
            box.put(PurePosixPath(name), data)
        return as_name(f"{title}-{now:%Y-%m-%d}")

    return outbox.deliver(parent, fill)


def asks_about_number(members: Sequence[Member]) -> bool:
    """Whether a notice of theirs has the ID number in its template: somebody has to choose."""
    return any(posts_id_number(member.notice) for member in members)


def _one(
    member: Member, kind: str, now: datetime, known: posted.Numbers, *, hide_number: bool
) -> tuple[Document | None, list[Gap]]:
    case = member.case
    material = _material(member, case, kind, now)
    gaps = _exposed(material, known) if kind == PUBLICITY else []
    hid = posted.numberless(case)
    try:
        document = build(kind, hid, member.notice, now)
        # The template's own place aside, there is no number in it, whichever way it is printed.
        if not gaps:
            posted.check(document, known)
        if not hide_number and hid is not case:
            document = build(kind, case, member.notice, now)
    except MissingFacts as error:
        return None, [*gaps, *(_gap(member, path) for path in error.fields)]
    except UserError as error:
        path = error.details[0] if error.details else ""
        page = page_of(path) if path else ""
        said = f"{member.name}：{error.happened}{error.todo}"
        return None, [*gaps, Gap(case.case_id, member.name, label(path), path, page, said)]
    return (None, gaps) if gaps else (document, [])


def _material(member: Member, case: Case, kind: str, now: datetime) -> Material:
    return Material(case, member.notice, member.notice.document(kind), now)


def _exposed(material: Material, known: posted.Numbers) -> list[Gap]:
    return [
        Gap(one.case_id, one.name, one.label, one.path, one.page, one.sentence)
        for one in posted.exposures(material, known)
    ]


def _gap(member: Member, path: str) -> Gap:
    return Gap(member.case_id, member.name, label(path) or path, path, page_of(path))


def _file(number: int, member: Member, title: str) -> str:
    return f"{number:03d}-{as_name(member.name)}-{title}"
