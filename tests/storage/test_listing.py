"""The list of all cases is read off an index: no body, and no package, is touched for it."""

from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.case import Case
from desktop.errors import UserError
from desktop.storage import listing, rescue
from desktop.storage.keys import Keys
from desktop.storage.library import Library
from desktop.storage.packages import Direction, Passed
from tests.storage.keeping import ID_NO, KEYS, NAME, UNIT, FakeClock, a_case, commit

FROM = Keys.of(b"whoever sends and gets packages.").identity.card


def passed(case_id: str, direction: Direction, number: int, clock: FakeClock) -> Passed:
    return Passed(f"{case_id}-{number}", direction, FROM, clock(), case_id, {})


@pytest.mark.parametrize(
    ("query", "values"),
    [
        (listing.ROWS, [0]),
        (listing.ROWS, [1]),
        (listing.RECEIVED, []),
    ],
)
def test_the_list_reads_indexes_alone(library: Library, query: str, values: list[int]) -> None:
    plan = library._db.execute(f"EXPLAIN QUERY PLAN {query}", values).fetchall()
    touched = [line for *_, line in plan if line.startswith(("SCAN", "SEARCH"))]
    assert any("COVERING INDEX" in line for line in touched)
    assert all("COVERING INDEX" in line or "SCAN (subquery" in line for line in touched)
    assert not any("TEMP B-TREE" in line for *_, line in plan)


def test_the_persons_other_cases_are_found_by_an_index(library: Library) -> None:
    plan = library._db.execute(f"EXPLAIN QUERY PLAN {listing.OF_PERSON}", ["c1", ID_NO]).fetchall()
    assert any("USING INDEX cases_person" in line for *_, line in plan)


def test_a_row_tells_who_it_is_and_follows_every_change(library: Library, clock: FakeClock) -> None:
    library.create(a_case())
    (row,) = library.cases()
    assert (row.name, row.unit, row.id_no) == (NAME, UNIT, ID_NO)
    assert (row.pack_id, row.pack_version, row.year) == ("BM24", 1, 2024)
    assert (row.series, row.level, row.specialty) == ("工程", "中级", "计算机技术")
    assert (row.department, row.apply_type, row.removed_at) == ("", "", None)
    assert ID_NO not in repr(row)
    clock.go(60)
    for path, value in (("unit.department", "苗圃"), ("apply.type", "评审")):
        commit(library, "c1", path, value)
    (after,) = library.cases()
    assert (after.department, after.apply_type) == ("苗圃", "评审")
    assert after.changed_at - row.changed_at == timedelta(seconds=60)
    assert after.created_at == row.created_at
    library.remove("c1")
    assert library.cases() == ()
    (gone,) = library.cases(removed=True)
    assert (gone.department, gone.removed_at) == ("苗圃", after.changed_at)


def test_the_last_changed_stands_first_in_both_lists(library: Library, clock: FakeClock) -> None:
    for case_id in ("c1", "c2", "c3", "c4"):
        library.create(a_case(case_id))
        clock.go(1)
    commit(library, "c2", "person.name", "新名字")
    for case_id in ("c1", "c4"):
        library.remove(case_id)
    assert [row.case_id for row in library.cases()] == ["c2", "c3"]
    assert [row.case_id for row in library.cases(removed=True)] == ["c4", "c1"]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        '{"person": 3}',
        '{"apply": {"year": "2024", "level": 5}}',
        '{"pack_version": "1", "person": {"name": ["a"]}}',
    ],
)
def test_a_damaged_body_costs_its_own_case_and_not_the_list(library: Library, body: str) -> None:
    library.create(a_case("c1"))
    library.create(a_case("c2"))
    library._db.execute("UPDATE cases SET body = ? WHERE case_id = 'c1'", [body])
    rows = {row.case_id: row for row in library.cases()}
    assert rows["c2"].name == NAME
    assert (rows["c1"].name, rows["c1"].year, rows["c1"].pack_version) == ("", None, 0)
    with pytest.raises(UserError):
        library.case("c1")
    assert [case.case_id for case in library.of_person(ID_NO, besides="x")] == ["c2"]


@pytest.mark.parametrize(
    ("packages", "received"),
    [
        ([], False),
        (["received"], True),
        (["received", "sent", "received"], True),
        (["sent"], False),
        (["sent", "received"], False),
    ],
)
def test_received_is_what_began_with_a_package(
    library: Library, clock: FakeClock, packages: list[Direction], received: bool
) -> None:
    library.create(a_case("c1"))
    library.create(a_case("c2"), received=passed("c2", "received", 1, clock))
    for number, direction in enumerate(packages):
        library.packages.keep(passed("c1", direction, number, clock))
    assert {row.case_id: row.received for row in library.cases()} == {"c1": received, "c2": True}


def test_a_case_is_read_without_its_history_and_proved(library: Library) -> None:
    library.create(a_case())
    before: Case = commit(library, "c1", "person.gender", "男")
    case, version = library.case("c1")
    assert case == before
    assert version == library.cases()[0].version
    library.remove("c1")
    with pytest.raises(UserError, match="没有找到"):
        library.case("c1")
    library.restore("c1")
    library._db.execute("UPDATE cases SET body = replace(body, '男', '女')")
    with pytest.raises(UserError, match="损坏"):
        library.case("c1")


def test_a_version_never_comes_back_even_where_the_numbers_do(
    tmp_path: Path, clock: FakeClock
) -> None:
    """An older database brought back counts on from there; its changes are others."""
    library = Library.open(tmp_path / "library", clock, KEYS)
    library.create(a_case())
    library.copy_database(tmp_path / "older.db")
    seen = {library.cases()[0].version}
    commit(library, "c1", "person.gender", "男")
    seen.add(library.cases()[0].version)
    library.close()

    (tmp_path / "library" / "library.db").write_bytes((tmp_path / "older.db").read_bytes())
    for name in ("library.db-wal", "library.mark"):
        (tmp_path / "library" / name).unlink(missing_ok=True)
    rescue.carry_on(tmp_path / "library", clock())
    library = Library.open(tmp_path / "library", clock, KEYS)
    commit(library, "c1", "person.gender", "女")
    assert library.load("c1").history.seq == 2
    assert library.cases()[0].version not in seen
    library.close()
