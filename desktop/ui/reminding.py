"""Where reminders are seen: above an open case, and on the first screen for all cases there."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from desktop.app.deadlines.ledger import Account, account
from desktop.app.library import CaseRow, Desk, notice_of
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.ui.shell import Shell
from desktop.ui.start import MOST, StartPage
from desktop.ui.tracking.strip import ReminderStrip

_PAGE, _PLACE = "finish", "tracking"
"""Where it is followed; a test holds that the page knows the place."""

_DATED = ("track", "pub", "apply", "unit", "pack_version")
"""Parts of the case that dates depend on."""


def beside_case(shell: Shell, session: Session, desk: Desk) -> ReminderStrip:
    """What is to be reminded of for the case that is open."""

    def accounts() -> Sequence[Account]:
        return (account(session.case, session.notice, session.now()),)

    def follow(changed: frozenset[str]) -> None:
        if any(path.startswith(_DATED) for path in changed):
            strip.look()

    strip = ReminderStrip(accounts, desk)
    strip.asked.connect(lambda _case_id: shell.go_to(_PAGE, _PLACE))
    strip.destroyed.connect(session.observe(follow))
    layout = shell.layout()
    assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the shell is one column
    strip.stand_on(shell, layout)
    return strip


def at_start(
    start: StartPage, desk: Desk, opened: Callable[[str, str, str], object]
) -> ReminderStrip:
    """The same of the cases that the first screen shows; each is read anew once it has changed."""
    kept: dict[str, tuple[tuple[datetime, date], Account]] = {}

    def rows() -> tuple[CaseRow, ...]:
        return desk.rows()[:MOST]

    def take(row: CaseRow) -> None:
        now = desk.now()
        of = (row.changed_at, now.date())
        if row.case_id in kept and kept[row.case_id][0] == of:
            return
        kept.pop(row.case_id, None)
        # What cannot be read is told where it is opened.
        with contextlib.suppress(UserError):
            case, _ = desk.library.case(row.case_id)
            kept[row.case_id] = (of, account(case, notice_of(case, desk.notices), now))

    def accounts() -> Sequence[Account]:
        return [kept[row.case_id][1] for row in rows() if row.case_id in kept]

    def pieces() -> Iterator[Callable[[], object]]:
        return (partial(take, row) for row in rows())

    strip = ReminderStrip(accounts, desk, pieces)
    strip.asked.connect(lambda case_id: opened(case_id, _PAGE, _PLACE))
    layout = start.layout()
    assert isinstance(layout, QVBoxLayout)  # noqa: S101 - the first screen is one column
    strip.stand_on(start, layout)
    return strip
