"""Rosters for tests: from a book to people in a library."""

from __future__ import annotations

from functools import cache

from openpyxl import Workbook

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.roster import importing, sheet
from desktop.app.roster.importing import Choices, Done, Plan
from desktop.app.roster.sheet import Roster
from desktop.domain.case import Case
from desktop.rosters import kinds
from tests.rosters.messy import saved

notice = cache(installed.notice)


def read(data: bytes, *, take_hidden: bool = False, pack: str = "BM24") -> Roster:
    """The roster in a file, with the columns as the program finds them."""
    book = kinds.read(data, "名单.xlsx")
    table = sheet.table_of(book.sheets[sheet.usual_sheet(book, {})], {})
    holds = {column.place: column.holds for column in table.columns}
    return sheet.judged(table, holds, notice(pack), take_hidden=take_hidden)


def take(
    desk: Desk, book: Workbook | bytes, choices: Choices | None = None
) -> tuple[Plan, list[Done]]:
    """Take a book in; the plan and what has become of everybody."""
    data = book if isinstance(book, bytes) else saved(book)
    plan = importing.planned(desk, read(data))
    return plan, list(importing.take(desk, plan, choices))


def outcomes(done: list[Done]) -> dict[str, int]:
    """How many have become what."""
    counts: dict[str, int] = {}
    for one in done:
        counts[one.outcome] = counts.get(one.outcome, 0) + 1
    return counts


def cases(desk: Desk) -> list[Case]:
    """Every case there is, by name."""
    found = [desk.library.load(row.case_id).case for row in desk.rows()]
    return sorted(found, key=lambda case: (case.person.name, case.person.id_no))
