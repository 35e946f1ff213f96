"""The accounts of every case in the library, taken one by one so that a window stays at hand."""

from __future__ import annotations

from desktop.app.deadlines.ledger import Account, account
from desktop.app.library import Desk, notice_of
from desktop.domain.notice import Notice
from desktop.errors import UserError


class AccountBook:
    """All accounts there are. ``closed`` names the cases that cannot be read, and why."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._notices: dict[tuple[str, int], Notice] = {}
        self._accounts: dict[str, Account] = {}
        self.closed: dict[str, str] = {}
        self.order = tuple(row.case_id for row in desk.rows())

    @property
    def accounts(self) -> tuple[Account, ...]:
        """Those that were taken, in the library's order."""
        return tuple(self._accounts[one] for one in self.order if one in self._accounts)

    def take(self, case_id: str) -> None:
        """Take a case's account, or take it anew after the case has changed."""
        self._accounts.pop(case_id, None)
        self.closed.pop(case_id, None)
        try:
            case, _ = self._desk.library.case(case_id)
            key = (case.pack_id, case.pack_version)
            if key not in self._notices:
                self._notices[key] = notice_of(case, self._desk.notices)
        except UserError as error:
            self.closed[case_id] = error.happened
        else:
            self._accounts[case_id] = account(case, self._notices[key], self._desk.now())
