"""The moment things are judged at, as one types it."""

from __future__ import annotations

from datetime import datetime

from desktop.domain.moments import BEIJING, instant
from desktop.errors import UserError


def now() -> datetime:
    """The moment it is, in Beijing time."""
    return datetime.now(BEIJING)


def moment(text: str | None) -> datetime:
    """The moment of judgement; a day stands for its last moment, nothing for this one."""
    if text is None:
        return now()
    found = instant(text)
    if found is None:
        raise UserError(
            f"看不懂时间“{text}”。",
            safe="没有读写任何材料。",
            todo="请写成 2024-07-24 或 2024-07-24T18:00，一律按北京时间。",
        )
    return found.last
