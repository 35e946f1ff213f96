"""Checks of single fields and of the order of lists, against notices made by hand."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from desktop.domain.case import (
    Achievement,
    Apply,
    Career,
    Case,
    Education,
    Person,
    Supervisor,
    Tick,
    Title,
    Track,
    UnitAudit,
    Work,
)
from desktop.domain.checks.table import CHECKS
from desktop.domain.operations import Check
from tests.domain.hand import WHOLE, case, files, judged, told

PERSON: dict[str, Any] = {
    "name": "周文博",
    "gender": "男",
    "birth": "1988-03",
    "id_no": "65990119880312093X",
}
BASIC = {
    "op": "required",
    "fields": ["person.name", "person.gender", "person.birth", "person.id_no"],
    "consistent": True,
}


@pytest.mark.parametrize(
    ("changed", "verdict", "reason"),
    [
        ({}, "PASS", "ok"),
        ({"name": ""}, "TODO", "empty"),
        ({"id_no": ""}, "TODO", "empty"),
        ({"id_no": "659901198803120939"}, "FAIL", "id_checksum"),
        ({"id_no": "659901881203093"}, "FAIL", "id_length"),
        ({"gender": "女"}, "FAIL", "gender_differs"),
        ({"birth": "1988-04"}, "FAIL", "birth_differs"),
        ({"birth": "1988-03-12"}, "PASS", "ok"),
    ],
)
def test_required_and_of_one_piece(changed: dict[str, Any], verdict: str, reason: str) -> None:
    held = case(person=Person(**(PERSON | changed)))
    assert told(judged(held, BASIC)) == (verdict, reason)


def test_required_alone_does_not_weigh_the_id_number() -> None:
    held = case(person=Person(**(PERSON | {"gender": "女"})))
    assert judged(held, BASIC | {"consistent": False}).verdict == "PASS"


OPINION = {"op": "verbatim", "field": "unit_audit.opinion_text", "wording": "opinion"}
WORDING = {"opinion": "本单位已对{name}提供的申报材料逐一审核，真实准确，同意推荐"}
RIGHT = "本单位已对周文博提供的申报材料逐一审核，真实准确，同意推荐"


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        (RIGHT, "PASS", "ok"),
        (RIGHT.replace("，", ", "), "PASS", "ok"),
        (RIGHT.replace("周文博", "周文"), "FAIL", "text_differs"),
        (RIGHT.replace("周文博", ""), "FAIL", "text_differs"),
        (RIGHT.replace("周文博", "XXX"), "FAIL", "text_differs"),
        (RIGHT.replace("真实准确", "真实、完整、有效"), "FAIL", "text_differs"),
        (" ", "TODO", "empty"),
    ],
)
def test_wording_with_its_places_filled(text: str, verdict: str, reason: str) -> None:
    held = case(person=Person(**PERSON), unit_audit=UnitAudit(opinion_text=text))
    assert told(judged(held, OPINION, wording=WORDING)) == (verdict, reason)


def test_wording_whose_place_nobody_has_filled_waits_for_it() -> None:
    finding = judged(case(unit_audit=WHOLE), OPINION, wording=WORDING)
    assert told(finding) == ("FAIL", "empty")
    assert finding.evidence == ("person.name",)


SUPERVISOR = {"op": "verbatim", "field": "supervisor.opinion_text", "wording": "plain"}


@pytest.mark.parametrize(
    ("text", "ticked", "verdict"),
    [
        ("", False, "TODO"),
        ("", True, "PASS"),
        ("同意推荐", False, "TODO"),
        ("同意推荐", True, "PASS"),
        ("同意", True, "FAIL"),
    ],
)
def test_wording_written_by_hand_elsewhere_is_confirmed(
    text: str, ticked: bool, verdict: str
) -> None:
    held = case(
        supervisor=Supervisor(opinion_text=text),
        ticks=(Tick(rule="HAND.rule"),) if ticked else (),
    )
    finding = judged(held, SUPERVISOR, rule={"kind": "confirm"}, wording={"plain": "同意推荐"})
    assert finding.verdict == verdict


NONE = {
    "op": "filled_or_none",
    "fields": ["person.email"],
    "entries": {"items": ["intro", "workload"]},
}


@pytest.mark.parametrize(
    ("email", "intro", "whole", "verdict", "reason"),
    [
        ("a@example.com", "设计", True, "PASS", "ok"),
        ("无", "无", True, "PASS", "ok"),
        ("", "无", True, "FAIL", "left_empty"),
        ("无", "", True, "FAIL", "left_empty"),
        ("无", "", False, "TODO", "left_empty"),
    ],
)
def test_nothing_is_said_as_none(
    email: str, intro: str, whole: bool, verdict: str, reason: str
) -> None:
    held = case(
        person=Person(email=email),
        items=(Achievement(type="业绩成果", intro=intro, workload="无"),),
        unit_audit=WHOLE if whole else UnitAudit(),
    )
    assert told(judged(held, NONE)) == (verdict, reason)


VAGUE = {"op": "no_vague_words"}


@pytest.mark.parametrize(
    ("intro", "words", "verdict"),
    [
        ("完成造林500亩", (), "PASS"),
        ("完成造林500亩左右", (), "WARN"),
        ("大概完成若干项", (), "WARN"),
        ("河道左右岸防护，不少于三排", (), "PASS"),
        ("参与等等工作", (), "WARN"),
        ("协助完成", ("协助",), "WARN"),
        ("大概", ("协助",), "PASS"),
    ],
)
def test_vague_words_only_warn(intro: str, words: tuple[str, ...], verdict: str) -> None:
    held = case(items=(Achievement(type="业绩成果", intro=intro),))
    check = VAGUE | {"words": list(words)}
    assert judged(held, check, rule={"severity": "warn"}).verdict == verdict


def test_vague_words_are_named_where_they_stand() -> None:
    held = case(items=(Achievement(id="a", type="业绩成果", role="大约三人"),))
    finding = judged(held, VAGUE, rule={"severity": "warn"})
    assert finding.evidence == ("items.a.role",)
    assert finding.facts["words"] == "“大约”"


def test_vague_words_of_a_post_are_named_too() -> None:
    held = case(work=(Work(id="w", post="技术员等等"), Work(id="v", post="站长")))
    assert judged(held, VAGUE, rule={"severity": "warn"}).evidence == ("work.w.post",)


@pytest.mark.parametrize(
    ("first_time", "verdict", "reason"),
    [(None, "TODO", "empty"), (True, "FAIL", "must_be_no"), (False, "PASS", "ok")],
)
def test_what_must_not_be_so(first_time: bool | None, verdict: str, reason: str) -> None:
    check = {"op": "not_true", "field": "apply.first_time"}
    assert told(judged(case(apply=Apply(first_time=first_time)), check)) == (verdict, reason)


CLASSES = {"op": "education_map", "map": {"高级工班": "大专"}}


@pytest.mark.parametrize(
    ("kind", "level", "verdict", "reason"),
    [
        ("技工院校", "高级工班", "PASS", "ok_education"),
        # A class that the notice gives no equal.
        ("技工院校", "中级工班", "FAIL", "class_unknown"),
        ("技工院校", "大专", "WARN", "class_not_chosen"),
        ("技工院校", "", "TODO", "empty"),
        ("全日制", "大专", "PASS", "ok_education"),
    ],
)
def test_classes_of_technical_schools(kind: str, level: str, verdict: str, reason: str) -> None:
    held = case(edu=(Education(id="a", kind=kind, level=level),))
    assert told(judged(held, CLASSES)) == (verdict, reason)


FEES: Any = [{"type": "评审", "level": "中级", "yuan": 380}]


@pytest.mark.parametrize(
    ("level", "track", "verdict", "reason"),
    [
        ("", Track(fee=380), "TODO", "empty"),
        ("高级", Track(fee=380), "NA", "no_such_fee"),
        ("中级", Track(), "OPEN", "not_paid"),
        # Paid, but nobody wrote down how much.
        ("中级", Track(paid_at="2023-09-12"), "TODO", "empty"),
        ("中级", Track(paid_at="2023-09-12", fee=220), "FAIL", "fee_differs"),
        ("中级", Track(fee=380), "PASS", "ok_fee"),
    ],
)
def test_the_fee_is_the_notices(level: str, track: Track, verdict: str, reason: str) -> None:
    held = case(apply=Apply(type="评审", level=level), track=track)
    assert told(judged(held, {"op": "fee"}, fees=FEES)) == (verdict, reason)


def jobs(*spans: tuple[str, str]) -> tuple[Work, ...]:
    return tuple(Work(id=f"w{n}", start=a, end=b) for n, (a, b) in enumerate(spans))


SINCE_START = {"op": "covers_since", "since": "person.work_start"}


@pytest.mark.parametrize(
    ("spans", "verdict", "reason"),
    [
        ((("2010-08", "至今"),), "PASS", "ok"),
        ((("2015-04", "至今"), ("2010-08", "2015-03")), "PASS", "ok"),
        ((("2010-09", "至今"),), "FAIL", "begins_late"),
        ((("2010-07", "至今"),), "WARN", "begins_elsewhere"),
        ((("", "至今"),), "TODO", "empty"),
        ((("参加工作", "至今"),), "FAIL", "unreadable"),
        ((), "TODO", "empty"),
    ],
)
def test_work_is_told_from_the_first_job_on(
    spans: tuple[tuple[str, str], ...], verdict: str, reason: str
) -> None:
    held = case(person=Person(work_start="2010-08"), work=jobs(*spans))
    assert told(judged(held, SINCE_START)) == (verdict, reason)


GAPS = {"op": "no_gaps", "months": 1}


@pytest.mark.parametrize(
    ("spans", "verdict", "reason"),
    [
        ((("2008-07", "2013-06"), ("2013-07", "至今")), "PASS", "ok"),
        ((("2008-07", "2013-06"), ("2013-08", "至今")), "PASS", "ok"),
        ((("2008-07", "2013-06"), ("2013-09", "至今")), "WARN", "work_gap"),
        ((("2008-07", "2013-06"), ("2013-10", "至今")), "WARN", "work_gap"),
        ((("2013-07", "至今"), ("2008-07", "2013-06")), "PASS", "ok"),
        # What goes on beside a job fills no gap after it and makes none.
        ((("2008-07", "2020-08"), ("2010-01", "2010-12"), ("2020-09", "至今")), "PASS", "ok"),
        ((("2008-07", ""), ("2013-07", "至今")), "TODO", "empty"),
        ((), "TODO", "empty"),
    ],
)
def test_no_gap_in_the_career(
    spans: tuple[tuple[str, str], ...], verdict: str, reason: str
) -> None:
    finding = judged(case(work=jobs(*spans)), GAPS, rule={"severity": "warn"})
    assert told(finding) == (verdict, reason)


LADDER = {"op": "title_ladder", "certificate": "证书", "others": ["文件", "评审表"]}


def titled(held: str, wanted: str, place: str, *slots: str, sublevel: str = "") -> Case:
    return case(
        apply=Apply(level=wanted, sublevel=sublevel),
        title=Title(has=True, level=held, place=place),
        attachments=files(*slots),
    )


@pytest.mark.parametrize(
    ("held", "verdict", "reason"),
    [
        (titled("中级", "高级", "疆外", "证书"), "PASS", "ok"),
        (titled("中级", "高级", "新疆", "文件"), "PASS", "ok"),
        (titled("中级", "高级", "疆外", "文件", "评审表"), "FAIL", "files_missing"),
        (titled("中级", "高级", "新疆"), "FAIL", "files_missing"),
        (titled("初级", "高级", "新疆", "证书"), "WARN", "title_ladder"),
        (titled("高级", "高级", "新疆", "证书", sublevel="正高"), "PASS", "ok"),
        (titled("员级", "初级", "新疆", "证书"), "PASS", "ok"),
    ],
)
def test_the_title_just_below(held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, LADDER)) == (verdict, reason)


ACCOUNT = {"op": "unique_case", "any_year": True}


def test_one_account_a_person_in_whatever_year() -> None:
    mine = case(person=Person(**PERSON), apply=Apply(year=2023))
    earlier = mine.model_copy(update={"case_id": "d", "apply": Apply(year=2021)})
    other = earlier.model_copy(update={"person": Person(id_no="659901199011100021")})
    assert told(judged(mine, ACCOUNT, others=(earlier,))) == ("FAIL", "second_record")
    assert judged(mine, ACCOUNT, others=(other,)).verdict == "PASS"
    assert judged(mine, {"op": "unique_case"}, others=(earlier,)).verdict == "PASS"
    assert told(judged(case(), ACCOUNT)) == ("TODO", "empty")


@pytest.mark.parametrize(("years", "verdict"), [(None, "TODO"), (0, "PASS"), (7, "PASS")])
def test_a_number_may_be_nought(years: int | None, verdict: str) -> None:
    check = {"op": "required", "fields": ["career.years"]}
    assert judged(case(career=Career(years=years)), check).verdict == verdict


def test_no_operation_is_without_its_function() -> None:
    union = get_args(Check)[0]
    ops = {get_args(kind.model_fields["op"].annotation)[0] for kind in get_args(union)}
    assert ops == CHECKS.keys()
