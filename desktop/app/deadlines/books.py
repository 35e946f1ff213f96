"""Where a record goes: into any case of the library, or into the one that is open for work."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Protocol

from desktop.app.deadlines import recording
from desktop.app.deadlines.recording import LABELS, Record
from desktop.app.group_steps import Step, step
from desktop.app.library import Desk, notice_of
from desktop.app.session import Session
from desktop.domain.case import Case
from desktop.domain.notice import Notice


class Books(Protocol):
    """The cases a record may go into."""

    def now(self) -> datetime:
        """The moment it is."""

    def case(self, case_id: str) -> tuple[Case, Notice]:
        """A case as it is now, and its notice."""

    def put_down(self, case_id: str, notice: Notice, record: Record) -> Step | None:
        """Record it as one step of undo; durable when this returns."""


class DeskBooks:
    """Every case of the library; none of them may be open in a session."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        # Many are under two or three notices: each is read once.
        self._notices = cache(desk.notices)

    def now(self) -> datetime:
        """The moment it is."""
        return self._desk.now()

    def case(self, case_id: str) -> tuple[Case, Notice]:
        """A case as it is now, and its notice."""
        case, _ = self._desk.library.case(case_id)
        return case, notice_of(case, self._notices)

    def put_down(self, case_id: str, notice: Notice, record: Record) -> Step | None:
        """Record it as one step of the case's undo."""
        return step(
            self._desk,
            case_id,
            LABELS[record.kind],
            lambda now: recording.edits(now, notice, record),
        )


class SessionBooks:
    """The one case that is open."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def now(self) -> datetime:
        """The moment it is."""
        return self._session.now()

    def case(self, case_id: str) -> tuple[Case, Notice]:  # noqa: ARG002 - there is one
        """The case as it is now, and its notice."""
        return self._session.case, self._session.notice

    def put_down(self, case_id: str, notice: Notice, record: Record) -> Step | None:  # noqa: ARG002
        """Record it; the session's own undo takes it back, so there is no step to keep."""
        edits = recording.edits(self._session.case, notice, record)
        self._session.change(edits, label=LABELS[record.kind])
        return None
