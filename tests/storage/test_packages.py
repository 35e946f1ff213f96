"""What went out and came in is kept, in order, under the other side's card."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from desktop.domain.moments import BEIJING
from desktop.errors import UserError
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.packages import STAGING, Known, Passed
from tests.storage.keeping import KEYS, FakeClock, a_case, change

AT = datetime(2024, 7, 20, 9, 30, tzinfo=BEIJING)
HER, CLERK = (Keys.of(k.ljust(32, b".")).identity.card for k in (b"her", b"the clerk"))


def passed(package_id: str, **other: object) -> Passed:
    known: dict[str, object] = {
        "direction": "received",
        "party": HER,
        "at": AT,
        "case_id": "c1",
        "body": {"case": {"summary": "总结\ud800"}},
    }
    return Passed(package_id, **(known | other))  # type: ignore[arg-type]


def test_kept_over_a_restart_in_the_order_they_were_passed(
    tmp_path: Path, clock: FakeClock
) -> None:
    rows = [
        passed("b"),
        passed("a", direction="sent", party=None),
        passed("a", party=CLERK),
        passed("c", case_id="c2"),
    ]
    library = Library.open(tmp_path, clock, KEYS)
    for row in rows:
        library.packages.keep(row)
    library.close()
    library = Library.open(tmp_path, clock, KEYS)
    assert library.packages.of_case("c1") == tuple(rows[:3])
    assert library.packages.by_id("a") == tuple(rows[1:3])
    library.close()


def test_the_same_again_is_kept_once(library: Library) -> None:
    for _again in range(2):
        library.packages.keep(passed("a"))
    assert len(library.packages.by_id("a")) == 1


def test_kept_with_the_case_or_not_at_all(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object, **_named: object) -> None:
        raise OSError(28, "no space")

    library.create(a_case("c1"))
    saved = library.load("c1")
    made, after = change(saved.case, "person.gender", "男")
    with monkeypatch.context() as patch:
        patch.setattr(library, "_log", full)
        with pytest.raises(UserError):
            library.create(a_case("c2"), received=passed("a", case_id="c2"))
        with pytest.raises(UserError):
            library.commit("c1", made, after, saved.history, received=passed("b"))
    assert not library.packages.by_id("a")
    assert not library.packages.by_id("b")
    library.create(a_case("c2"), received=passed("a", case_id="c2"))
    library.commit("c1", made, after, saved.history, received=passed("b"))
    assert [one.package_id for one in library.packages.of_case("c1")] == ["b"]
    assert [one.package_id for one in library.packages.of_case("c2")] == ["a"]


def test_people_by_the_names_they_were_given(library: Library) -> None:
    library.packages.name(HER, "李样例")
    library.packages.name(CLERK, "人事")
    library.packages.name(CLERK, "人事 周老师")
    assert set(library.packages.people()) == {Known(HER, "李样例"), Known(CLERK, "人事 周老师")}
    library.packages.forget(HER)
    assert [one.name for one in library.packages.people()] == ["人事 周老师"]


def test_what_was_being_looked_at_is_swept(tmp_path: Path, clock: FakeClock) -> None:
    Library.open(tmp_path, clock, KEYS).close()
    left = tmp_path / STAGING / "0123" / "ab"
    left.mkdir(parents=True)
    (left / "file").write_bytes(b"sealed")
    Library.open(tmp_path, clock, KEYS).close()
    assert not (tmp_path / STAGING).exists()
