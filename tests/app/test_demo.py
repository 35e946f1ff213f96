"""The made-up unit: the same people each time, of every stage, with faults, and nobody real."""

import re
from collections import Counter
from pathlib import Path

import pytest

from desktop.app.applicants.pinyin import SURNAMES
from desktop.app.applicants.standing import Status
from desktop.app.applicants.table import Applicants
from desktop.app.notices import installed
from desktop.app.samples import demo
from desktop.app.samples.demo_people import AREA, DEPARTMENTS, people
from desktop.domain.identity import birth_of, gender_of, id_problem
from tests.app.demonstrated import Hour, made, opened


def test_they_are_the_same_ones_each_time() -> None:
    again = tuple(demo.cases(installed.notice, 20))
    assert again == made()[:20]
    others = tuple(demo.cases(installed.notice, 20, seed=7))
    assert not {c.case.person.name for c in others} >= {c.case.person.name for c in again}


def test_nobody_of_them_can_be_anybody() -> None:
    for _, person in zip(range(5000), people(), strict=False):
        assert person.id_no.startswith(AREA)
        assert id_problem(person.id_no) is None
        assert gender_of(person.id_no) == person.gender
        born = birth_of(person.id_no)
        assert born is not None
        assert f"{born:%Y-%m}" == person.birth
        assert re.fullmatch(r"199000\d{5}", person.phone)


def test_no_two_have_one_number() -> None:
    numbers = [person.id_no for _, person in zip(range(5000), people(), strict=False)]
    assert len(set(numbers)) == 5000


def test_names_are_of_every_kind() -> None:
    names = [one.case.person.name for one in made()]
    assert sum("·" in name for name in names) >= 16
    assert sum(name[:2] in SURNAMES or name[:1] in SURNAMES for name in names) >= 5
    assert len(set(names)) >= 70
    assert Counter(one.case.unit.department for one in made()) == dict.fromkeys(DEPARTMENTS, 20)


def test_the_sample_s_person_is_in_nobody_s_materials() -> None:
    for one in made():
        if one.case.person.name != "迪丽努尔·艾则孜":
            assert "迪丽努尔·艾则孜" not in one.case.model_dump_json()


@pytest.fixture(scope="module")
def applicants(tmp_path_factory: pytest.TempPathFactory) -> Applicants:
    desk = opened(tmp_path_factory.mktemp("demo"), Hour())
    ids = demo.keep(desk)
    assert len(ids) == len(desk.rows()) == 80
    found = Applicants(desk)
    found.rows()
    for case_id in ids:
        found.judge(case_id)
    return found


def test_they_are_of_every_stage_and_of_every_notice(applicants: Applicants) -> None:
    rows = applicants.rows()
    counted = Counter(row.status for row in rows)
    assert set(counted) == set(Status) - {Status.UNSEEN, Status.CLOSED}
    assert min(counted.values()) >= 4
    assert {row.notice_id for row in rows} == {card.id for card in installed.cards()}
    assert not any(row.trouble for row in rows)
    assert sum(row.received for row in rows) == 16


def test_what_is_wrong_is_of_many_kinds(applicants: Applicants) -> None:
    rows = applicants.rows()
    faults = Counter(row.first_fault for row in rows if row.first_fault)
    assert {("basic", "person.id_no"), ("basic", "person.phone"), ("summary", "summary.text")} <= {
        *faults
    }
    assert len(faults) >= 8
    assert sum(row.missing > 0 for row in rows) >= 20
    assert sum(row.open_remarks for row in rows) >= 8


def test_every_attachment_has_its_file(tmp_path: Path) -> None:
    desk = opened(tmp_path, Hour())
    for case_id in demo.keep(desk, 3):
        for attachment in desk.library.load(case_id).case.attachments:
            assert len(desk.library.file(attachment.sha256)) == attachment.size
    desk.close()
