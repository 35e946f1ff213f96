"""What the program saw on the scans themselves: pages that may be sent back.

These findings only warn. A person's own answer (看得清楚 是/否) stands above what was measured of
legibility: that is gone once the answer is given.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from desktop.domain.case import Attachment, Case
from desktop.domain.finding import Verdict
from desktop.domain.scans import FaultKind, ScanFault, told
from desktop.domain.scene import Outcome


def check_scans(case: Case, _now: datetime) -> Iterator[tuple[str, Outcome]]:
    """One finding for each attachment and kind of fault, naming the first page that has it."""
    for file in case.attachments:
        title, path = file.title or file.file_name, f"attachments.{file.id}"
        for number, fault in _first(file).values():
            facts = fault.facts | {"title": title, "page": number}
            yield "scan", Outcome(Verdict.WARN, f"scan_{fault.kind}", facts, (path,))


def _first(file: Attachment) -> dict[FaultKind, tuple[int, ScanFault]]:
    """Each kind of fault with the first page that has it, counted from 1."""
    found: dict[FaultKind, tuple[int, ScanFault]] = {}
    for number, page in enumerate(file.scans, 1):
        for fault in told(page.faults, file.legible):
            found.setdefault(fault.kind, (number, fault))
    return found
