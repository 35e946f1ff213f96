"""What the person has done with a finished case here: read it through, made its packet.

Kept beside the case, in the library's memory: no step of undo and no change of the case. Each mark
is of what was read or made, so that it holds until that is another one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.app.proofreading.form import Part
from desktop.app.session import Session
from desktop.domain.case import Case
from desktop.storage.memory import Memory

_BESIDE = {"track", "ticks", "remarks", "reviews"}
"""Parts of the case that no packet is made of: what happened to it afterwards."""


class Marks(BaseModel):
    """``read`` and ``packet``: of what; ``""`` for never."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    read: str = ""
    packet: str = ""


def load(memory: Memory, case_id: str) -> Marks:
    """The marks of that case; none where none were kept, or what is kept cannot be read."""
    try:
        return Marks.model_validate_json(json.dumps(memory.get(_key(case_id)) or {}))
    except ValidationError:
        return Marks()


def note(session: Session, **done: str) -> None:
    """Keep what was done to the open case (``read=``, ``packet=``); durable when this returns."""
    memory, case_id = session.library.memory, session.case.case_id
    kept = load(memory, case_id).model_copy(update=done)
    memory.put(_key(case_id), kept.model_dump(mode="json"))


def of_form(parts: Sequence[Part]) -> str:
    """What tells one form that was read from another: its lines."""
    lines = [
        (line.path, line.value) for part in parts for block in part.blocks for line in block.lines
    ]
    return _digest(json.dumps(lines))


def of_case(case: Case) -> str:
    """What tells the case a packet was made of from another."""
    return _digest(case.model_dump_json(exclude=_BESIDE))


def _digest(text: str) -> str:
    # Half a character that somebody typed has no bytes of its own.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _key(case_id: str) -> str:
    return f"tasks/{case_id}"
