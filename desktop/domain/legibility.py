"""What the program saw on the scans themselves: pages that may come back as unreadable.

A person's own answer (看得清楚 是/否) stands above what was measured, so these findings only warn
and are gone once the answer is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.case import Attachment, Case
from desktop.domain.scans import FaultKind
from desktop.domain.scene import Outcome, doubts


def check_scans(case: Case, _now: datetime) -> Iterator[tuple[str, Outcome]]:
    """One finding for each attachment and kind of fault, naming the first page that has it."""
    for file in case.attachments:
        if file.legible is None:
            for kind, pages in _faults(file).items():
                title, path = file.title or file.file_name, f"attachments.{file.id}"
                yield "scan", doubts(f"scan_{kind}", path, title=title, page=pages[0])


def _faults(file: Attachment) -> dict[FaultKind, list[int]]:
    """The pages, counted from 1, that have each kind of fault."""
    found: dict[FaultKind, list[int]] = {}
    for number, page in enumerate(file.scans, 1):
        for fault in page.faults:
            found.setdefault(fault.kind, []).append(number)
    return found
