"""From what the person chose, dropped or pasted to entries for the case.

Many files at once: the good ones are taken, each bad one comes back with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.app.naming import title_of
from desktop.domain import years
from desktop.domain.case import Attachment, Case, MaskKind, MaskPlan
from desktop.domain.notice import Notice
from desktop.domain.terms import Slot
from desktop.errors import UserError
from desktop.imaging import intake as imaging
from desktop.imaging.formats import FORMATS
from desktop.language import tr
from desktop.storage.files import hash_of

YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Pasted:
    """Bytes that came without a file, from the clipboard or another program."""

    data: bytes
    name: str = "粘贴的图片"


Given = Path | Pasted


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is good: its entry (already in its slot), its bytes, and what to tell about it.

    ``note`` is empty unless something about the file was put right.
    """

    attachment: Attachment
    data: bytes
    note: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files: ``refused`` holds their names and reasons."""

    taken: tuple[Taken, ...]
    refused: tuple[tuple[str, UserError], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where files are to go: a slot and, as far as known, what they prove, the year, the part."""

    slot: str
    subject: str = ""
    year: int | None = None
    part: str = ""


def take_in(
    case: Case,
    notice: Notice,
    place: Place,
    given: Sequence[Given],
    looked_at: Callable[[Intake], None] | None = None,
) -> Intake:
    """Look at every file and make its entry; the case itself is not touched.

    ``looked_at`` is told after each file what has become of them so far; by raising it ends this.

    Year and part that ``place`` leaves open are taken from the file's name where it says them,
    a part also from what the slot still lacks (two files dropped on 身份证: 正面, then 反面).
    """
    taken: list[Taken] = []
    refused: list[tuple[str, UserError]] = []
    for one in given:
        there = [*case.attachments, *(t.attachment for t in taken)]
        try:
            taken.append(_take(one, case, notice, place, there))
        except UserError as error:
            refused.append((one.name, error))
        if looked_at is not None:
            looked_at(Intake(tuple(taken), tuple(refused)))
    return Intake(tuple(taken), tuple(refused))


def completed(attachment: Attachment, data: bytes, name: str) -> Taken:
    """``attachment`` with what its bytes say of it: format, size, pages, pixels, hash.

    Raises :class:`UserError` where the bytes are no good.
    """
    sheet = imaging.look(data, name)
    entry = attachment.model_copy(
        update={
            "file_name": name,
            "sha256": hash_of(data),
            "format": sheet.format,
            "size": sheet.size,
            "pages": sheet.pages,
            "width": sheet.width,
            "height": sheet.height,
            "dpi": sheet.dpi,
            "gray": sheet.gray,
        }
    )
    return Taken(entry, data, _note(name, sheet))


def thumbnail(data: bytes, page: int = 0, size: int = 160) -> bytes:
    """A small picture (PNG) of one page, upright, within a square of ``size`` pixels."""
    return imaging.thumbnail(data, page, size)


def page_image(data: bytes, page: int = 0, dpi: int = 110) -> bytes:
    """One page as PNG, upright; also of documents just made (a PDF's own size at ``dpi``)."""
    return imaging.page_image(data, page, dpi)


def page_band(data: bytes, page: int, dpi: int, top: int, rows: int) -> tuple[bytes, int]:
    """Some rows of a PDF's page at ``dpi`` as PNG, for paper; and how many rows the page has."""
    return imaging.page_band(data, page, dpi, top, rows)


def page_count(data: bytes, name: str = "文件") -> int:
    """How many pages the file has."""
    return imaging.look(data, name).pages


def let_go() -> None:
    """The program ends: whatever is still being opened is dropped."""
    imaging.let_go()


def _take(
    one: Given, case: Case, notice: Notice, place: Place, there: Sequence[Attachment]
) -> Taken:
    slot = notice.slot(place.slot)
    data = imaging.read(one) if isinstance(one, Path) else one.data
    stem = Path(one.name).stem
    year = place.year if place.year is not None or not slot.yearly else _year(stem, case, notice)
    beside = [a for a in there if (a.slot, a.subject) == (slot.id, place.subject)]
    part = place.part or _part(stem, slot, [a for a in beside if a.year == year])
    entry = Attachment(
        slot=slot.id,
        title=title_of(case, slot, place.subject, year, part),
        subject=place.subject,
        year=year,
        part=part,
        mask=MaskPlan(needed=proposed(slot, notice)),
    )
    done = completed(entry, data, one.name)
    if any(a.sha256 == done.attachment.sha256 for a in beside):
        raise UserError(
            tr("“{name}”已经在“{title}”里了。", name=one.name, title=slot.title),
            safe=tr("没有重复添加，原有的那一份没有变。"),
            todo=tr("如果选错了文件，请选择另一份。"),
        )
    return done


def proposed(slot: Slot, notice: Notice) -> tuple[MaskKind, ...]:
    """The kinds to cover that usually appear in ``slot``: a proposal, which the person confirms."""
    if not slot.mask:
        return ()
    return tuple(kind for kind in notice.masking.kinds if kind in slot.shows)


def _year(stem: str, case: Case, notice: Notice) -> int | None:
    known = set(years.assessment(case, notice))
    for terms in notice.training:
        known |= set(years.training(case, notice, terms.kind))
    said = [int(y) for y in YEAR.findall(stem) if int(y) in known]
    return said[0] if len(said) == 1 else None


def _part(stem: str, slot: Slot, beside: Sequence[Attachment]) -> str:
    named = [part for part in slot.parts if part in stem]
    if len(named) == 1:
        return named[0]
    filled = {a.part for a in beside}
    return next((part for part in slot.parts if part not in filled), "")


def _note(name: str, sheet: imaging.Sheet) -> str:
    notes = []
    if sheet.misnamed:
        really = FORMATS[sheet.format].title
        claimed = sheet.misnamed.upper()
        notes.append(f"“{name}”的名称像是 {claimed}，内容其实是 {really}，已按内容收下。")
    if sheet.moving:
        notes.append(f"“{name}”是会动的图片，只用它的第一幅画面。")
    return "".join(notes)
