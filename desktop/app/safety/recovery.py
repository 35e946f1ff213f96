"""The sheet with the recovery code, as a PDF in memory; it is written nowhere from here."""

from __future__ import annotations

from datetime import datetime

from desktop.app.papers.press import Press
from desktop.documents.recovery import recovery_sheet
from desktop.domain.moments import beijing

TITLE = "恢复码单"


def sheet(code: str, now: datetime) -> bytes:
    """The sheet for ``code``, made on the day of ``now``."""
    day = beijing(now)
    made = f"{day.year}年{day.month}月{day.day}日"
    return Press.bundled().pdf(recovery_sheet(code, made))
