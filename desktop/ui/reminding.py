"""Where reminders are seen: above an open case, the first screen and the unit's desk."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.app.applicants.table import Row
from desktop.app.deadlines.ledger import Account, account
from desktop.app.library import CaseRow, Desk, notice_of
from desktop.app.session import Session
from desktop.errors import UserError
from desktop.ui.applicants.page import ApplicantsPage
from desktop.ui.shell import Shell
from desktop.ui.start import MOST, StartPage
from desktop.ui.tracking.strip import ReminderStrip

_PAGE, _PLACE = "finish", "tracking"
"""Where it is followed; a test holds that the page knows the place."""

_PAST, _AHEAD = timedelta(days=30), timedelta(days=4)
"""Whoever at the desk has nothing to do between these is not looked at: there may be hundreds."""

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


class _Accounts:
    """Of the cases that a page shows; each is read anew once it has changed."""

    def __init__(self, desk: Desk, rows: Callable[[], Iterable[CaseRow | Row]]) -> None:
        self._desk = desk
        self._rows = rows
        self._kept: dict[str, tuple[tuple[datetime, date], Account]] = {}

    def _take(self, row: CaseRow | Row) -> None:
        now = self._desk.now()
        of = (row.changed_at, now.date())
        if row.case_id in self._kept and self._kept[row.case_id][0] == of:
            return
        self._kept.pop(row.case_id, None)
        # What cannot be read is told where it is opened.
        with contextlib.suppress(UserError):
            case, _ = self._desk.library.case(row.case_id)
            self._kept[row.case_id] = (of, account(case, notice_of(case, self._desk.notices), now))

    def there(self) -> Sequence[Account]:
        """Those that have been read."""
        return [self._kept[row.case_id][1] for row in self._rows() if row.case_id in self._kept]

    def pieces(self) -> Iterator[Callable[[], object]]:
        """What reads them, one by one."""
        return (partial(self._take, row) for row in self._rows())


def _above(
    page: QWidget, desk: Desk, accounts: _Accounts, asked: Callable[[str], object]
) -> ReminderStrip:
    strip = ReminderStrip(accounts.there, desk, accounts.pieces)
    strip.asked.connect(asked)
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)  # noqa: S101 - these pages are one column
    strip.stand_on(page, layout)
    return strip


def at_start(
    start: StartPage, desk: Desk, opened: Callable[[str, str, str], object]
) -> ReminderStrip:
    """The same of the cases that the first screen shows."""
    accounts = _Accounts(desk, lambda: desk.rows()[:MOST])
    return _above(start, desk, accounts, lambda case_id: opened(case_id, _PAGE, _PLACE))


def at_desk(
    page: ApplicantsPage, desk: Desk, opened: Callable[[str, str, str], object]
) -> ReminderStrip:
    """The same of everybody at the unit's desk whose next date is near, as far as is known."""

    def near() -> Iterator[Row]:
        now = desk.now()
        for row in page.people.values():
            if row.deadline is not None and -_PAST <= row.deadline - now <= _AHEAD:
                yield row

    accounts = _Accounts(desk, near)
    strip = _above(page, desk, accounts, lambda case_id: opened(case_id, _PAGE, _PLACE))
    page.judging.done.connect(strip.wake)
    return strip
