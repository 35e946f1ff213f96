"""Checks of the entries of a list, against notices made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case import (
    Achievement,
    Answer,
    Attachment,
    Case,
    Education,
    Endorser,
    Has,
    Person,
    Service,
    Title,
    Work,
)
from desktop.domain.vocabulary import NOT_THERE, THERE, UNSURE
from tests.domain.hand import WHOLE, case, files, judged, told

Told = dict[str, Any]


def items(*told_: Told) -> tuple[Achievement, ...]:
    return tuple(Achievement(id=f"i{n}", **one) for n, one in enumerate(told_))


def proof(n: int, **fields: Any) -> Attachment:
    return Attachment(slot="印证材料", subject=f"i{n}", **fields)


RESULT: Told = {"type": "业绩成果", "date": "2020-05"}
PAPER: Told = {"type": "论文", "date": "2020-05"}

OF_PAPERS: Told = {"op": "each", "entries": "items", "where": {"type": ["论文"]}}


@pytest.mark.parametrize(
    ("held", "more", "verdict", "reason"),
    [
        # yes: answered, and answered yes
        (case(items=items(PAPER | {"published": True})), {"yes": ["published"]}, "PASS", "ok"),
        (case(items=items(PAPER | {"published": False})), {"yes": ["published"]},
         "FAIL", "entry_denied"),
        (case(items=items(PAPER)), {"yes": ["published"]}, "TODO", "empty"),
        (case(items=items(PAPER), unit_audit=WHOLE), {"yes": ["published"]}, "FAIL", "empty"),
        # fields
        (case(items=items(PAPER | {"journal": "林业"})), {"fields": ["journal"]}, "PASS", "ok"),
        (case(items=items(PAPER | {"journal": "无"})), {"fields": ["journal"]},
         "FAIL", "entry_incomplete"),
        # slots of its own
        (case(items=items(PAPER), attachments=files("检测报告")), {"slots": ["检测报告"]},
         "PASS", "ok"),
        (case(items=items(PAPER, PAPER), attachments=files("检测报告", subject="i0")),
         {"slots": ["检测报告"]}, "FAIL", "entry_file_missing"),
        # signatures and seal
        (case(items=items(PAPER | {"signed": ("主要领导",), "sealed": True})),
         {"signed": ["主要领导"], "sealed": True}, "PASS", "ok"),
        (case(items=items(PAPER | {"signed": ("主要领导",), "sealed": False})),
         {"signed": ["主要领导"], "sealed": True}, "FAIL", "seal_missing"),
        (case(items=items(PAPER | {"sealed": True})), {"signed": ["主要领导"], "sealed": True},
         "FAIL", "entry_sign_missing"),
        (case(items=items(PAPER)), {"signed": ["主要领导"]}, "TODO", "entry_sign_unknown"),
        # entries that the rule does not mean
        (case(items=items(RESULT)), {"yes": ["published"]}, "PASS", "none_of_kind"),
        (case(items=items(PAPER | {"language": "维吾尔文"})),
         {"yes": ["published"], "unless": {"language": ["维吾尔文"]}}, "PASS", "none_of_kind"),
        (case(), {"proof": True}, "TODO", "none_entered"),
        (case(unit_audit=WHOLE), {"proof": True}, "PASS", "none_of_kind"),
        (case(unit_audit=WHOLE), {"proof": True, "expected": True}, "TODO", "none_entered"),
    ],
)  # fmt: skip
def test_each_paper(held: Case, more: Told, verdict: str, reason: str) -> None:
    assert told(judged(held, OF_PAPERS | more)) == (verdict, reason)


def test_what_the_notice_leaves_open_only_warns() -> None:
    """查不到的学历 has no 备案表; what then, the notice does not say."""
    check = {
        "op": "each",
        "entries": "edu",
        "slots": ["备案表"],
        "doubtful": {"chsi": ["查不到"]},
    }
    found, lost = Education(id="a", chsi="可查"), Education(id="b", chsi="查不到")
    report = files("备案表", subject="a")
    assert told(judged(case(edu=(found, lost), attachments=report), check)) == (
        "WARN", "entry_file_missing",
    )  # fmt: skip
    assert judged(case(edu=(found, lost)), check).verdict == "FAIL"
    assert judged(case(edu=(found,), attachments=report), check).verdict == "PASS"


def test_what_is_left_open_is_asked_for_all_the_same() -> None:
    check = {"op": "each", "entries": "items", "yes": ["published"]}
    doubtful = {"doubtful": {"type": ["论文"]}}
    denied = case(items=items(PAPER | {"published": False}))
    assert told(judged(case(items=items(PAPER)), check | doubtful)) == ("TODO", "empty")
    assert told(judged(denied, check | doubtful)) == ("WARN", "entry_denied")
    assert judged(denied, check).verdict == "FAIL"


SERVED = {"op": "each", "entries": "service", "one_of": {"kind": ["访惠聚驻村", "驻村管寺"]}}


@pytest.mark.parametrize(
    ("kinds", "verdict", "reason"),
    [
        (("访惠聚驻村",), "PASS", "ok"),
        (("访惠聚驻村", "援藏"), "FAIL", "entry_not_among"),
        (("",), "TODO", "empty"),
    ],
)
def test_special_service_is_one_of_these(kinds: tuple[str, ...], verdict: str, reason: str) -> None:
    held = case(service=tuple(Service(kind=kind) for kind in kinds))
    assert told(judged(held, SERVED)) == (verdict, reason)


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        (NOT_THERE, "NA", "part_lacking"),
        (THERE, "TODO", "part_empty"),
        (UNSURE, "TODO", "part_unsure"),
        ("", "TODO", "none_entered"),
    ],
)
def test_a_list_is_looked_at_by_whether_there_is_anything_in_it(
    said: str, verdict: str, reason: str
) -> None:
    assert told(judged(case(has=Has(service=said)), SERVED)) == (verdict, reason)


REP = {"op": "each", "entries": "items", "endorsers": 3, "endorser_title": "高级工程师"}


def endorsed(*people: tuple[str, str]) -> Case:
    endorsers = tuple(Endorser(name=name, title=title, unit="甲站") for name, title in people)
    return case(person=Person(name="本人"), items=items({"type": "代表作", "endorsers": endorsers}))


SENIOR = "高级工程师"


@pytest.mark.parametrize(
    ("people", "verdict"),
    [
        ((("甲", SENIOR), ("乙", SENIOR), ("丙", "正高级工程师")), "PASS"),
        ((("甲", SENIOR), ("乙", SENIOR)), "FAIL"),
        ((("甲", SENIOR), ("乙", SENIOR), ("乙", SENIOR)), "FAIL"),
        ((("甲", SENIOR), ("乙", SENIOR), ("丙", "工程师")), "FAIL"),
        ((("甲", SENIOR), ("乙", SENIOR), ("", SENIOR)), "FAIL"),
        ((("甲", SENIOR), ("乙", SENIOR), ("本人", SENIOR)), "FAIL"),
    ],
)
def test_three_different_experts(people: tuple[tuple[str, str], ...], verdict: str) -> None:
    assert judged(endorsed(*people), REP).verdict == verdict


EARLIER = {
    "op": "each", "entries": "items", "where": {"prev_employer": [True]}, "slots": ["原单位证明"],
}  # fmt: skip
MOVED = (
    Work(start="2010-09", end="2019-04", unit="林场"),
    Work(start="2019-05", end="2021-12", unit="推广站"),
    Work(start="2022-01", end="至今", unit="推广站"),
)
SINCE_2014 = Title(has=True, obtained="2014-12")


@pytest.mark.parametrize(
    ("entry", "verdict", "reason"),
    [
        # Who has not answered is taken by the date: at the place one has left, in the title held.
        (RESULT | {"date": "2018-05"}, "FAIL", "entry_file_missing"),
        (RESULT | {"date": "2019-04"}, "FAIL", "entry_file_missing"),
        (RESULT | {"date": "2019-05"}, "PASS", "none_of_kind"),
        (RESULT | {"date": "2014-11"}, "PASS", "none_of_kind"),
        (RESULT | {"date": ""}, "PASS", "none_of_kind"),
        (RESULT | {"date": "2018-05", "prev_employer": False}, "PASS", "none_of_kind"),
        (RESULT | {"date": "2021-06", "prev_employer": True}, "FAIL", "entry_file_missing"),
    ],
)
def test_achievements_of_an_earlier_employer(entry: Told, verdict: str, reason: str) -> None:
    held = case(title=SINCE_2014, work=MOVED, items=items(entry))
    assert told(judged(held, EARLIER)) == (verdict, reason)


TWO: Told = {"op": "distinct", "types": ["业绩成果"], "by": "condition_no", "least": 2}


def under(*conditions: str) -> Case:
    return case(items=items(*(RESULT | {"condition_no": one} for one in conditions)))


@pytest.mark.parametrize(
    ("held", "verdict", "reason"),
    [
        (under("三1", "三2"), "PASS", "ok"),
        (under("三2", "三2"), "FAIL", "too_few_distinct"),
        (under("三2", "三2", "三4"), "PASS", "ok"),
        (under("三2"), "FAIL", "too_few_distinct"),
        (under("三2", ""), "TODO", "empty"),
        (under("三2", "无"), "FAIL", "too_few_distinct"),
        (case(), "TODO", "none_entered"),
        (case(unit_audit=WHOLE), "FAIL", "none_entered"),
    ],
)
def test_different_conditions(held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, TWO)) == (verdict, reason)


HOW_MANY = {
    "id": "conditions", "ask": "评审条件要求符合几条？", "type": "number", "by": "unit",
    "page": "achievements",
}  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "verdict", "reason"),
    [
        ("", "UNKNOWN", "unit_unanswered"),
        ("2", "PASS", "ok"),
        ("3", "FAIL", "too_few_distinct"),
        ("三条", "UNKNOWN", "unit_unanswered"),
    ],
)
def test_a_number_that_the_unit_answers(answer: str, verdict: str, reason: str) -> None:
    held = under("三1", "三2").model_copy(
        update={"answers": (Answer(id="conditions", value=answer),)}
    )
    finding = judged(held, TWO | {"least": "conditions"}, questions=[HOW_MANY])
    assert told(finding) == (verdict, reason)


def test_at_least_one_or_none_said() -> None:
    check = {"op": "at_least", "types": ["科研能力"]}
    mild = {"severity": "warn"}
    assert told(judged(case(), check, rule=mild)) == ("WARN", "too_few")
    said = case(items=items({"type": "科研能力", "title": "无"}))
    assert judged(said, check, rule=mild).verdict == "PASS"


@pytest.mark.parametrize(
    ("intro", "verdict"),
    [
        ("负责外业调查，完成图件20幅。", "PASS"),
        ("1.完成调查；2.编制报告；3.通过验收", "WARN"),
        ("1、完成调查\n2、编制报告", "WARN"),
        ("一是完成调查，二是编制报告", "WARN"),
        ("（1）完成调查（2）编制报告", "WARN"),
        ("造林1.5万亩，投资2.3亿元", "PASS"),
        ("2012年至2015年完成1.2万亩", "PASS"),
        ("一是完成调查", "PASS"),
    ],
)
def test_one_thing_an_entry(intro: str, verdict: str) -> None:
    held = case(items=items(RESULT | {"intro": intro}))
    check = {"op": "one_thing_each", "types": ["业绩成果"]}
    assert judged(held, check, rule={"severity": "warn"}).verdict == verdict


@pytest.mark.parametrize(
    ("proofs", "alone", "verdict"),
    [
        ((proof(0),), False, "PASS"),
        ((proof(0), proof(0, unit_certificate=True)), False, "FAIL"),
        ((proof(0), proof(0, unit_certificate=True)), True, "PASS"),
        ((proof(0, unit_certificate=True),), True, "FAIL"),
        ((proof(0), proof(1, unit_certificate=True)), True, "FAIL"),
        ((Attachment(slot="工作年限证明", unit_certificate=True),), False, "PASS"),
    ],
)
def test_certificates_of_the_unit_itself(
    proofs: tuple[Attachment, ...], alone: bool, verdict: str
) -> None:
    held = case(items=items(RESULT, RESULT), attachments=proofs)
    check = {"op": "no_unit_certificate", "alone": alone}
    assert judged(held, check).verdict == verdict


@pytest.mark.parametrize(
    ("held", "verdict"),
    [
        (case(items=items(RESULT)), "PASS"),
        (case(items=items(RESULT | {"classified": True})), "FAIL"),
        (case(attachments=files("图件", classified=True)), "FAIL"),
        (case(attachments=files("图件", classified=True, declassified_by="保密办")), "FAIL"),
    ],
)
def test_nothing_classified_at_all(held: Case, verdict: str) -> None:
    assert judged(held, {"op": "not_classified"}).verdict == verdict
