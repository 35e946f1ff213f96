"""What is known of an attachment's pages: which are left to look at, and what was found put in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.app.scans import quads
from desktop.app.scans.scanning import looking_for
from desktop.domain.case import Attachment, Case
from desktop.domain.notice import Notice
from desktop.domain.scans import MaskBox, MaskPlan, ScanPage, summed


def waiting(case: Case, notice: Notice) -> Iterator[Attachment]:
    """The attachments with a page to be looked at (see :func:`pages_left`).

    Where the person has answered for the whole file already, nobody need look.
    """
    for file in case.attachments:
        answered = file.mask.decision and not file.scans
        if file.sha256 and file.format and not answered and pages_left(file, case, notice):
            yield file


def pages_left(file: Attachment, case: Case, notice: Notice) -> tuple[int, ...]:
    """The pages (from 0) nobody has looked at yet, or not since name, unit or slot changed.

    What the person has decided is theirs: see :func:`outdated`.
    """
    key = looking_for(file, case, notice).key
    known = tuple(bool(page.decision) or page.read_for == key for page in file.scans)
    return tuple(n for n in range(file.pages) if n >= len(known) or not known[n])


def outdated(file: Attachment, case: Case, notice: Notice) -> tuple[int, ...]:
    """The pages (from 0) decided by what was found for another name or unit than there is now."""
    if not any(page.decision and page.read_for for page in file.scans):
        return ()
    looking = looking_for(file, case, notice)
    return tuple(
        n
        for n, page in enumerate(file.scans)
        if looking.kinds and page.decision and page.read_for not in ("", looking.key)
    )


def with_found(attachment: Attachment, number: int, page: ScanPage) -> Attachment:
    """The attachment with what was found on page ``number``, and its plan as the pages tell it.

    Pages passed over before it stand empty, without a size. What the person has decided or put
    right stays.
    """
    known = attachment.scans
    known = (*known, *(ScanPage() for _ in range(number + 1 - len(known))))
    scans = (*known[:number], _renewed(known[number], page), *known[number + 1 :])
    return attachment.model_copy(update={"scans": scans, "mask": plan_of(attachment, scans)})


def plan_of(attachment: Attachment, scans: Sequence[ScanPage]) -> MaskPlan:
    """The attachment's plan as its pages tell it: undecided as long as one of them is not there."""
    lacking = (ScanPage() for _ in range(attachment.pages - len(scans)))
    return summed(attachment.mask, (*scans, *lacking))


def _renewed(old: ScanPage, new: ScanPage) -> ScanPage:
    """``new`` with what the person has done on ``old``."""
    if old.decision:
        return old
    drawn = tuple(box for box in old.boxes if box.confirmed)
    boxes = (*drawn, *beside(new.boxes, drawn))
    return new.model_copy(update={"checked": old.checked, "boxes": boxes})


def beside(found: Sequence[MaskBox], known: Sequence[MaskBox]) -> tuple[MaskBox, ...]:
    """Those ``found`` whose middle lies on none of the ``known``."""
    return tuple(
        box
        for box in found
        if not any(quads.holds(one.quad, quads.middle(box.quad)) for one in known)
    )
