"""The program's own look at what was typed: what is told, where, and how gravely."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.findings.messages import message
from desktop.app.pages import page_of
from desktop.domain.case import (
    Case,
    Education,
    Qualification,
    Return,
    Service,
    Track,
    Training,
    Work,
)
from desktop.domain.entries import check_entries
from desktop.domain.finding import Finding
from tests.domain.good import AS_OF, Change, at, both, entries, good, item, moment, sets


def found(case: Case) -> tuple[Finding, ...]:
    findings = check_entries(case, moment(AS_OF))
    for finding in findings:
        sentence = message(finding)
        assert sentence
        assert "{" not in sentence
        assert finding.page == page_of(finding.evidence[0]), finding.evidence
    return findings


def test_a_good_case_has_nothing_wrong_in_itself() -> None:
    assert found(good()) == ()


def test_an_empty_case_has_nothing_wrong_in_itself() -> None:
    assert found(Case(case_id="c", pack_id="BM24", pack_version=1)) == ()


def jobs(*spans: tuple[str, str, str]) -> Change:
    return entries(
        "work", [Work(id=f"w{n}", start=a, end=b, kind=k) for n, (a, b, k) in enumerate(spans)]
    )


def studies(start: str, end: str, kind: str = "全日制") -> Change:
    return entries("edu", [Education(id="e1", level="本科", kind=kind, start=start, end=end)])


def served(**fields: Any) -> Change:
    return entries("service", [Service(**({"id": "s", "kind": "访惠聚驻村"} | fields))])


def returned(when: str, back: str = "") -> Change:
    return lambda case: case.model_copy(
        update={"track": Track(returns=(Return(id="r", at=when, resubmitted_at=back),))}
    )


CASES: list[tuple[str, str, str, Change]] = [
    ("name", "FAIL", "name_length", at("person.name", "王")),
    ("name", "FAIL", "name_length", at("person.name", "王" * 200)),
    ("name", "FAIL", "name_characters", at("person.name", "王雪1")),
    ("name", "FAIL", "name_characters", at("person.name", "Wang")),
    ("name", "FAIL", "name_characters", at("person.name", "买买提·")),
    ("name", "FAIL", "name_characters", at("person.name", "买买提··艾力")),
    ("name", "WARN", "name_private", at("person.name", "张\ue863")),
    ("id_no", "FAIL", "id_length", at("person.id_no", "659901")),
    ("id_no", "FAIL", "id_characters", at("person.id_no", "65990119880312093Y")),
    ("id_no", "FAIL", "id_birth", at("person.id_no", "659901198813120938")),
    ("id_no", "FAIL", "id_checksum", at("person.id_no", "659901198803120930")),
    ("gender", "FAIL", "gender_differs", at("person.gender", "女")),
    ("birth", "FAIL", "birth_differs", at("person.birth", "1988-04")),
    ("phone", "FAIL", "phone_form", at("person.phone", "1990000001")),
    ("phone", "WARN", "phone_form", at("pub.phone", "2024944")),
    ("phone", "WARN", "phone_form", at(f"{item('业绩成果')}.witness.contact", "微信")),
    ("email", "WARN", "email_form", at("person.email", "a@b")),
    ("length", "FAIL", "too_long", at("unit.name", "长" * 200)),
    ("choice", "FAIL", "not_a_choice", at("apply.level", "中级职称")),
    ("choice", "WARN", "not_a_choice", at("person.politics", "党员")),
    ("choice", "FAIL", "not_a_choice", at("edu.edu1.level", "小学")),
    ("choice", "FAIL", "not_a_choice", at("assess.assess2021.grade", "良好")),
    ("number", "FAIL", "number_range", at("career.years", 140)),
    ("number", "FAIL", "number_range", at("pub.days", 0)),
    ("number", "FAIL", "number_range", entries("ce", [Training(id="c", year=20024, kind="专业")])),
    ("title", "WARN", "title_ladder", at("title.level", "中级")),
    ("title", "WARN", "title_ladder", sets(apply__level="高级")),
    ("date", "FAIL", "unreadable", at("person.work_start", "2010年秋")),
    ("date", "FAIL", "unreadable", at("work.work1.end", "去年")),
    ("date", "FAIL", "unreadable", at("si.months", ["2024-13"])),
    ("date", "FAIL", "unreadable", at("pub.start", "2024-02-30")),
    ("date", "FAIL", "unreadable", at("track.paid_at", "8月")),
    ("future", "FAIL", "date_future", at("title.obtained", "2024-08")),
    ("future", "FAIL", "date_future", at(f"{item('论文')}.date", "2025-01")),
    ("future", "FAIL", "date_future", studies("2021-09", "2025-06")),
    ("period", "FAIL", "reversed", studies("2016-06", "2012-09")),
    ("period", "FAIL", "reversed", sets(career__start="2015-01", career__end="2014-01")),
    ("period", "FAIL", "reversed",
     jobs(("2010-08", "2009-08", "正式"))),
    ("age", "FAIL", "worked_too_young", at("person.work_start", "2002-02")),
    ("overlap", "WARN", "overlap",
     jobs(("2010-08", "2015-04", "正式"), ("2014-04", "至今", "正式"))),
    ("overlap", "WARN", "study_overlap", studies("2013-09", "2016-06")),
    ("order", "WARN", "order_of_dates", at("unit_audit.at", "2024-07-16")),
    ("order", "WARN", "order_of_dates", at("pub.recommend_date", "2024-07-22")),
    ("order", "WARN", "order_of_dates", at("track.first_submit_at", "2024-07-22T10:00")),
    ("order", "WARN", "order_of_dates", returned("2024-07-20T10:00", "2024-07-19T10:00")),
    ("date", "FAIL", "unreadable", returned("昨天")),
    ("date", "FAIL", "unreadable", returned("2024-07-20T10:00", "2024-07-32")),
    ("date", "FAIL", "unreadable", entries("quals", [Qualification(id="q", date="去年")])),
    ("date", "FAIL", "unreadable", served(start="2018年初")),
    ("period", "FAIL", "reversed", served(start="2018-05", end="2018-01")),
    ("future", "FAIL", "date_future", served(start="2024-08")),
    ("future", "FAIL", "date_future", at("aid.start", "2024-08")),
    ("choice", "FAIL", "not_a_choice", served(kind="下乡")),
    ("number", "FAIL", "number_range", served(years=(2018, 20019))),
    ("length", "FAIL", "too_long", served(place="长" * 200)),
    ("length", "FAIL", "too_long", at("supervisor.name", "长" * 200)),
    ("choice", "WARN", "not_a_choice", at("unit.procedure_body", "自己")),
    ("pub_days", "WARN", "publicity_days_many", at("pub.days", 30)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "verdict", "reason", "change"), CASES)
def test_entry(name: str, verdict: str, reason: str, change: Change) -> None:
    told = [(f.rule, str(f.verdict), f.reason) for f in found(change(good()))]
    assert (f"entry.{name}", verdict, reason) in told


RIGHT: list[Change] = [
    at("person.name", "张䶮"),
    at("person.name", "𬭎〇"),
    at("person.phone", "0996-2000000"),
    at("person.email", "无"),
    both(at("work.work1.end", "2015-04"), at("work.work2.start", "2015-04")),
    jobs(("2010-08", "至今", "正式"), ("2018-01", "2018-12", "驻村")),
    studies("2012-09", "2016-06", "函授"),
    at("person.work_start", "2002-03"),
    sets(title__level="高级", apply__level="高级", apply__sublevel="正高"),
    at("person.birth", ""),
    at("title.obtained", "2024-07"),
    at("career.end", "至今"),
    served(start="2018-01", end="至今", years=(2018, 2019), place="某村"),
    returned("2024-07-20T10:00", "2024-07-21T09:00"),
]


@pytest.mark.parametrize("change", RIGHT)
def test_nothing_is_told_where_nothing_is_wrong(change: Change) -> None:
    assert found(change(good())) == ()


def test_an_id_number_that_is_wrong_contradicts_nothing_else() -> None:
    rules = {f.rule for f in found(at("person.id_no", "659901199010250094")(good()))}
    assert rules == {"entry.id_no"}
