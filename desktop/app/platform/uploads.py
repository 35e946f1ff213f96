"""The files that go into each column of the platform, and what is to be done with each there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from desktop.app.naming import MASK_SHEET
from desktop.app.packet.copies import Going, Page, copies
from desktop.app.packet.making import attachments
from desktop.app.packet.prepared import unsettled
from desktop.app.scans.scanning import kinds_in
from desktop.domain.case import Attachment, Case
from desktop.domain.notice import Notice
from desktop.domain.vocabulary import NO, YES


@dataclass(frozen=True, slots=True)
class Upload:
    """An attachment as it is uploaded: its clear ``files``, as they are called in the packet.

    ``copies`` are the covered ones, for whoever asks for those; ``how`` says what is covered on
    the platform, ``ready`` whether that is decided. ``key`` and ``mark`` are as an item's.
    """

    key: str
    label: str
    files: tuple[PurePosixPath, ...]
    copies: tuple[PurePosixPath, ...]
    how: str
    ready: bool
    mark: str

    @property
    def called(self) -> str:
        """What it is called in sentences."""
        return self.label

    @property
    def value(self) -> str:
        """The names of its files."""
        return "、".join(file.name for file in self.files)


def uploads(case: Case, notice: Notice) -> dict[str, tuple[Upload, ...]]:
    """By column what is uploaded there, in the packet's order."""
    going = attachments(case, notice, _unread)
    pages: dict[str, list[Page]] = {}
    for page in copies(notice, going).pages:
        pages.setdefault(page.going.attachment.id, []).append(page)
    columns = {slot.id: slot.column for slot in notice.slots}
    found: dict[str, list[Upload]] = {}
    for one in going:
        made = _upload(one, pages.get(one.attachment.id, ()), notice)
        found.setdefault(columns[one.attachment.slot], []).append(made)
    return {column: tuple(those) for column, those in found.items()}


def _unread(_sha256: str) -> bytes:
    raise AssertionError("nothing is read for a list of names")


def _upload(one: Going, pages: Sequence[Page], notice: Notice) -> Upload:
    attachment = one.attachment
    how, ready = _how(attachment, pages, notice)
    return Upload(
        key=f"attachments.{attachment.id}",
        label=one.places[0].stem.partition("-")[2],
        files=one.places,
        copies=tuple(page.place for page in pages if not unsettled(page.seen)),
        how=how,
        ready=ready,
        mark=_mark(attachment, one.places),
    )


def _how(attachment: Attachment, pages: Sequence[Page], notice: Notice) -> tuple[str, bool]:
    """What is done with it on the platform, and whether that is known."""
    if not notice.masking.kinds:
        return "上传原件。通知没有要求遮盖。", True
    if not kinds_in(attachment, notice):
        return "上传原件，不要遮盖。", True
    if not pages:
        return "遮盖还没有看过，请先在“附件”页打开它。", False
    waiting = [why for page in pages if (why := unsettled(page.seen))]
    if waiting:
        return f"{waiting[0]}，请先在“附件”页处理。", False
    if all(page.seen.decision == NO for page in pages):
        return "上传原件，平台上点【否】：没有要遮的。", True
    said = "；".join(_page_by_page(pages))
    return f"上传原件，再在平台上遮盖：{said}。遮在哪里，见“{MASK_SHEET}”。", True


def _page_by_page(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        which = f"第 {page.number + 1} 页" if len(pages) > 1 else ""
        if page.seen.decision == YES:
            yield f"{which}点【是】，遮 {len(page.seen.boxes)} 处"
        else:
            yield f"{which}点【否】"


def _mark(attachment: Attachment, places: Sequence[PurePosixPath]) -> str:
    """The same as long as the same is uploaded and the same covered; its name does not matter."""
    pages = [
        (page.correction, page.decision, [box.quad for box in page.boxes])
        for page in attachment.scans
    ]
    said = repr((attachment.sha256, attachment.slot, len(places), pages))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def missing(upload: Upload, packet: Path, there: Callable[[Path], bool]) -> tuple[str, ...]:
    """The names of its files that a packet lacks; ``there`` tells whether a file is."""
    return tuple(file.name for file in upload.files if not there(packet / file))
