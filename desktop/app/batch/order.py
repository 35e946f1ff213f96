"""What a batch is asked for, and what it tells: plain values, for windows and terminals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.app.batch.work import Part, Piece
from desktop.errors import UserError


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: which parts of which cases, in which folder, as things stand at ``now``.

    Cases are numbered in this order. With ``word`` documents are made as DOCX beside their PDF.
    With ``hide_number`` a 公示 whose template asks for the ID number shows it without its middle;
    in a packet, which goes to the platform, it stands as the template has it.
    """

    case_ids: tuple[str, ...]
    parts: frozenset[Part]
    folder: Path
    now: datetime
    word: bool = True
    hide_number: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case.

    ``folder`` is the person's, None where it failed; ``pieces`` lie in it and can be printed.
    ``lacking`` are sentences on what was still open as it was made, ``open`` their number: of one
    that was there already (``skipped``) only that is known. ``error`` says why it failed.
    """

    case_id: str
    number: int
    name: str
    folder: Path | None = None
    skipped: bool = False
    pieces: tuple[Piece, ...] = ()
    lacking: tuple[str, ...] = ()
    open: int = 0
    error: UserError | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """Whose case failed, and why."""

    case_id: str
    name: str
    error: UserError

    @property
    def sentence(self) -> str:
        """Why, and what to do."""
        return f"{self.error.happened}{self.error.todo}"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: cases ``done`` now, ``skipped`` (there already), ``failed``, of ``total``.

    ``seconds_left`` is None until there is something to reckon by.
    """

    done: int
    skipped: int
    failed: int
    total: int
    seconds_left: float | None

    @property
    def settled(self) -> int:
        """Cases that need nothing more."""
        return self.done + self.skipped + self.failed
