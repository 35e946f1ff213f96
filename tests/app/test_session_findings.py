"""A session holds its case against the notice after every change."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop.app.library import Desk
from desktop.app.notices import installed
from desktop.app.pages.absent import unasked
from desktop.app.session import Session
from desktop.domain.check import check
from desktop.domain.entries import check_entries
from desktop.domain.finding import Finding, Verdict
from desktop.domain.moments import BEIJING
from tests.storage.keeping import ID_NO, KEYS, FakeClock


@pytest.fixture
def desk(tmp_path: Path, clock: FakeClock) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "desk", installed.notice, clock, KEYS)
    yield opened
    opened.close()


@pytest.fixture
def session(desk: Desk) -> Session:
    return desk.new_case(installed.notice("BM24"))


def found(session: Session, rule: str) -> Finding:
    (finding,) = [f for f in session.findings if f.rule == rule]
    return finding


def test_they_are_the_notice_s_rules_and_the_program_s_own(
    session: Session, clock: FakeClock
) -> None:
    session.set("person.id_no", ID_NO[:-1])
    case, now = session.case, clock()
    assert session.findings == (
        *check(case, session.notice, now),
        *check_entries(case, now),
        *unasked(case, session.notice, now),
    )
    assert [f.rule for f in session.findings[: len(session.notice.rules)]] == [
        r.id for r in session.notice.rules
    ]


def test_they_follow_each_change_and_undo(session: Session) -> None:
    session.set("person.id_no", "12")
    assert found(session, "entry.id_no").verdict is Verdict.FAIL
    session.set("person.id_no", ID_NO)
    assert not [f for f in session.findings if f.rule == "entry.id_no"]
    session.undo()
    session.redo()
    assert not [f for f in session.findings if f.rule == "entry.id_no"]


def test_they_are_worked_out_once_a_change(session: Session) -> None:
    first = session.findings
    assert session.findings is first
    session.set("person.gender", "男")
    assert session.findings is not first


def test_they_are_of_the_moment_they_are_asked_for(session: Session, clock: FakeClock) -> None:
    session.set("track.first_submit_at", "")
    clock.now = datetime(2024, 7, 1, 9, 0, tzinfo=BEIJING)
    session.judge_again()
    early = found(session, "BM24.time.online").verdict
    clock.now = datetime(2025, 7, 1, 9, 0, tzinfo=BEIJING)
    assert found(session, "BM24.time.online").verdict is early
    session.judge_again()
    assert found(session, "BM24.time.online").verdict is Verdict.WARN
    assert early is Verdict.OPEN


def test_another_case_of_the_same_person_and_year_shows(desk: Desk, session: Session) -> None:
    session.set("person.id_no", ID_NO)
    alone = found(session, "BM24.once.year").verdict
    second = desk.session(desk.copy(session.case.case_id))
    assert found(second, "BM24.once.year").verdict is not alone
    desk.remove(session.case.case_id)
    second.judge_again()
    assert found(second, "BM24.once.year").verdict is alone
