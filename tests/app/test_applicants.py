"""Everybody as a row: right at once where it was judged, and said to be old where it is."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.app.applicants import digests
from desktop.app.applicants.standing import Status
from desktop.app.applicants.table import Applicants, Row
from desktop.app.findings.progress import progress
from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.domain.case import Case
from desktop.domain.change import put
from desktop.domain.moments import BEIJING
from desktop.domain.notice import Notice
from desktop.notices.shelf import NotInstalled
from desktop.storage.digests import NAME
from desktop.storage.library import Library
from desktop.storage.packages import Passed
from tests.app.demonstrated import Hour, filled, made, opened
from tests.storage.keeping import KEYS, commit


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
def desk(tmp_path: Path, hour: Hour) -> Iterator[Desk]:
    desk = filled(tmp_path / "library", hour, *(one.case for one in made(6)))
    yield desk
    desk.close()


def judged(desk: Desk) -> Applicants:
    """The applicants, all looked at and kept."""
    applicants = Applicants(desk)
    applicants.rows()
    for case_id in applicants.stale():
        applicants.judge(case_id)
    applicants.keep()
    return applicants


def row_of(applicants: Applicants, case_id: str) -> Row:
    return next(row for row in applicants.rows() if row.case_id == case_id)


def test_before_anybody_was_judged_the_rows_say_who_they_are_and_no_more(desk: Desk) -> None:
    applicants = Applicants(desk)
    rows = applicants.rows()
    assert [row.name for row in rows] == [one.case.person.name for one in reversed(made(6))]
    for row in rows:
        assert (row.status, row.fresh, row.first_fault, row.deadline) == (
            Status.UNSEEN, False, None, None,
        )  # fmt: skip
        assert row.department in ("造林科", "规划室", "苗圃", "管护站")
        assert row.notice_id == "BM24"
        assert len(row.id_tail) == 4
    assert set(applicants.stale()) == {row.case_id for row in rows}


def test_a_newcomer_bears_the_title_that_others_know(desk: Desk) -> None:
    applicants = judged(desk)
    desk.library.create(_named("x", "x"))
    newcomer = row_of(applicants, "x")
    assert (newcomer.status, newcomer.notice) == (
        Status.UNSEEN,
        installed.notice("BM24").short_title,
    )


def test_a_judged_row_says_what_the_case_itself_says(desk: Desk) -> None:
    applicants = judged(desk)
    for row in applicants.rows():
        session = desk.session(row.case_id)
        counts = progress(session.findings)
        assert (row.share, row.fix) == (counts.share, counts.fix)
        assert row.notice == session.notice.short_title
        assert row.fresh
    faulty = row_of(applicants, "demo-0001")
    # The mistyped number, and not the 公示 that nobody has written yet.
    assert faulty.first_fault == ("basic", "person.id_no")
    assert faulty.missing == 4 + 1  # 公示、公示结果、推荐意见, a sheet of 2023 with two sides
    assert faulty.deadline == datetime(2024, 7, 30, 23, 59, 59, 999999, BEIJING)
    ready = row_of(applicants, "demo-0000")
    assert (ready.status, ready.fix, ready.missing, ready.first_fault) == ("可提交", 0, 0, None)


def test_what_was_judged_is_there_at_the_next_start(tmp_path: Path, desk: Desk, hour: Hour) -> None:
    rows = judged(desk).rows()
    desk.close()
    again = opened(tmp_path / "library", hour)
    applicants = Applicants(again)
    assert applicants.rows() == rows
    assert applicants.stale() == ()
    again.close()


def test_judging_gives_the_row_as_it_will_be_listed(desk: Desk) -> None:
    applicants = Applicants(desk)
    applicants.rows()
    given = {case_id: applicants.judge(case_id) for case_id in applicants.stale()}
    assert {row.case_id: row for row in applicants.rows()} == given


Disturbed = Callable[[Desk, Hour], object]

STALE: dict[str, tuple[Disturbed, set[str]]] = {
    "nothing": (lambda desk, hour: None, set()),
    "an hour later": (lambda desk, hour: _go(hour, hours=1), set()),
    "midnight": (lambda desk, hour: _go(hour, hours=6, minutes=30), {"a", "b", "c"}),
    "a moment before": (lambda desk, hour: _go(hour, hours=6, minutes=29), set()),
    "set back within the day": (lambda desk, hour: _go(hour, hours=-17, minutes=-30), set()),
    "set back to yesterday": (
        lambda desk, hour: _go(hour, hours=-17, minutes=-31),
        {"a", "b", "c"},
    ),
    "another day": (lambda desk, hour: _go(hour, days=3), {"a", "b", "c"}),
    "an edit": (lambda desk, hour: commit(desk.library, "a", "unit.department", "苗圃"), {"a"}),
    "an edit taken back": (lambda desk, hour: _edit_and_undo(desk), {"a"}),
    "a package that changes nothing": (
        lambda desk, hour: desk.library.packages.keep(
            Passed("p1", "received", KEYS.identity.card, hour(), "a", {})
        ),
        {"a"},
    ),
    "the trash": (lambda desk, hour: desk.remove("a"), set()),
    "the trash and back": (lambda desk, hour: _away_and_back(desk), set()),
    "a newcomer": (lambda desk, hour: desk.library.create(_named("d", "x")), {"d"}),
    # One a year: what is said of somebody hangs on their other case, too.
    "a second case of b's": (
        lambda desk, hour: desk.library.create(_named("d", "b")),
        {"b", "d"},
    ),
    "b becomes a": (
        lambda desk, hour: commit(desk.library, "b", "person.id_no", _id_no("a")),
        {"a", "b"},
    ),
}


def _go(hour: Hour, **more: int) -> None:
    hour.now += timedelta(**more)


def _edit_and_undo(desk: Desk) -> None:
    session = desk.session("a")
    session.set("unit.department", "苗圃")
    session.undo()


def _away_and_back(desk: Desk) -> None:
    desk.remove("a")
    desk.restore("a")


def _id_no(who: str) -> str:
    return made(8)["abx".index(who) * 2].case.person.id_no


def _named(case_id: str, who: str) -> Case:
    case = made(8)["abx".index(who) * 2].case
    return case.model_copy(update={"case_id": case_id})


@pytest.mark.parametrize("what", STALE)
def test_who_is_looked_at_again(tmp_path: Path, hour: Hour, what: str) -> None:
    third = _named("c", "x")
    third = put(third, "person.id_no", made(8)[7].case.person.id_no)
    desk = filled(tmp_path, hour, _named("a", "a"), _named("b", "b"), third)
    judged(desk)
    disturb, expected = STALE[what]
    disturb(desk, hour)
    applicants = Applicants(desk)
    rows = applicants.rows()
    assert set(applicants.stale()) == expected == {r.case_id for r in rows if not r.fresh}
    for case_id in applicants.stale():
        assert applicants.judge(case_id).fresh
    assert applicants.stale() == ()
    desk.close()


def test_two_cases_of_one_person_say_so_in_both_rows(tmp_path: Path, hour: Hour) -> None:
    desk = filled(tmp_path, hour, _named("a", "a"))
    before = row_of(judged(desk), "a")
    desk.library.create(_named("b", "a"))
    after = judged(desk)
    assert before.fix == 0
    assert {row.case_id: row.fix > 0 for row in after.rows()} == {"a": True, "b": True}
    desk.close()


@pytest.mark.parametrize("moment", ["19:59", "20:01"])
def test_a_term_that_ends_within_the_day_makes_it_old(
    tmp_path: Path, hour: Hour, moment: str
) -> None:
    """GT23 closes at 20:00: what was found at noon does not hold in the evening."""
    hour.now = datetime(2023, 10, 10, 12, tzinfo=BEIJING)
    case = made(14)[13].case
    assert case.pack_id == "GT23"
    desk = filled(tmp_path, hour, case)
    applicants = judged(desk)
    hour.now = datetime.fromisoformat(f"2023-10-10T{moment}:00+08:00")
    assert bool(applicants.stale()) is (moment == "20:01")
    desk.close()


def test_a_damaged_case_is_a_row_that_says_so_and_costs_no_other(desk: Desk) -> None:
    desk.library._db.execute(
        "UPDATE cases SET body = replace(body, '苗圃', '规划') WHERE case_id = 'demo-0002'"
    )
    applicants = judged(desk)
    broken = row_of(applicants, "demo-0002")
    assert broken.status is Status.CLOSED
    assert "损坏" in broken.trouble
    assert broken.name == made(6)[2].case.person.name
    others = [row for row in applicants.rows() if row.case_id != "demo-0002"]
    assert len(others) == 5
    assert not any(row.trouble for row in others)


def test_without_its_notice_a_case_says_so_until_it_is_there(tmp_path: Path, hour: Hour) -> None:
    there = False

    def notices(pack_id: str, version: int | None = None, /) -> Notice:
        if not there:
            raise NotInstalled("没有安装这份通知的规则包。", safe="", todo="")
        return installed.notice(pack_id, version)

    desk = Desk(Library.open(tmp_path, hour, KEYS), notices, hour)
    desk.library.create(made(1)[0].case)
    applicants = judged(desk)
    (row,) = applicants.rows()
    assert (row.status, row.trouble) == (Status.CLOSED, "没有安装这份通知的规则包。")
    assert applicants.stale() == ()
    there = True
    hour.now += timedelta(minutes=11)
    assert [row.status for row in judged(desk).rows()] == [Status.READY]
    desk.close()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"program": "0.0.0", "form": 1, "cases": {}}',
        b'{"program": null, "form": 1, "cases": []}',
    ],
)
def test_digests_of_no_use_are_none(desk: Desk, body: bytes) -> None:
    judged(desk)
    desk.library.digests.keep(body)
    applicants = Applicants(desk)
    assert all(row.status is Status.UNSEEN for row in applicants.rows())
    assert len(applicants.stale()) == 6


@pytest.mark.parametrize(
    ("place", "value"),
    [("cases", {"demo-0000": ["too", "short"] * 20}), ("form", 0), ("program", "another")],
)
def test_digests_of_another_program_are_none(desk: Desk, place: str, value: object) -> None:

    judged(desk)
    kept = desk.library.digests.read()
    assert kept is not None
    assert len(digests.read(kept)) == 6
    assert digests.read(json.dumps({**json.loads(kept), place: value}).encode()) == {}


def test_a_status_of_another_program_costs_that_digest(desk: Desk) -> None:
    judged(desk)
    kept = desk.library.digests.read()
    assert kept is not None
    assert len(digests.read(kept.replace("可提交".encode(), "可以交".encode()))) < 6


def test_the_digests_of_who_is_gone_are_let_go_of(desk: Desk) -> None:
    applicants = judged(desk)
    desk.remove("demo-0000")
    commit(desk.library, "demo-0001", "unit.department", "苗圃")
    applicants.rows()
    applicants.judge("demo-0001")
    applicants.keep()
    assert set(digests.read(desk.library.digests.read())) == {f"demo-000{n}" for n in range(1, 6)}


def test_nothing_is_written_where_nothing_was_judged(desk: Desk) -> None:
    applicants = Applicants(desk)
    applicants.rows()
    applicants.keep()
    assert not (desk.library.folder / NAME).exists()


def test_judging_reads_no_notice_twice(tmp_path: Path, hour: Hour) -> None:
    asked = []

    def notices(pack_id: str, version: int | None = None, /) -> Notice:
        asked.append((pack_id, version))
        return installed.notice(pack_id, version)

    desk = Desk(Library.open(tmp_path, hour, KEYS), notices, hour)
    for one in made(14):
        desk.library.create(one.case)
    judged(desk)
    assert sorted(asked) == [("BM24", 1), ("GT23", 1)]
    desk.close()
