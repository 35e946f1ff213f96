"""The accounts of a library, one by one: one that cannot be taken is told, the rest are there."""

from __future__ import annotations

from desktop.app.deadlines.account_book import AccountBook
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.domain import change as changes
from desktop.storage.library import Library
from tests.app.dated import a_case, notice
from tests.storage.keeping import FakeClock


def book(library: Library, clock: FakeClock) -> AccountBook:
    library.remove("c1")
    library.create(a_case("GT23", "a"))
    library.create(changes.put(a_case("GT23", "b"), "pack_id", "XX99"))
    library.create(changes.put(a_case("GT23", "c"), "pack_version", 99))
    return AccountBook(Desk(library, installed.notice, clock))


def test_what_cannot_be_taken_is_told_and_the_rest_is_there(
    library: Library, clock: FakeClock
) -> None:
    made = book(library, clock)
    assert set(made.order) == {"a", "b", "c"}
    for one in made.order:
        made.take(one)
    assert [one.case_id for one in made.accounts] == ["a"]
    assert set(made.closed) == {"b", "c"}
    assert "第 99 版" in made.closed["c"]


def test_an_account_follows_its_case(library: Library, clock: FakeClock) -> None:
    made = book(library, clock)
    made.take("a")
    before = made.accounts[0]
    desk = Desk(library, notice, clock)
    desk.session("a").set("track.first_submit_at", "2023-10-05T10:00")
    made.take("a")
    assert [one.submitted for one in (before, *made.accounts)] == [False, True]
    library.remove("a")
    made.take("a")
    assert made.accounts == ()
