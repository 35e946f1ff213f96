"""The facts rules turn on: read from a case, open until answered, set-valued or plain."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone
from typing import Any, get_args

import pytest

from desktop.app.findings.messages import message
from desktop.domain.case import (
    Achievement,
    Aid,
    Answer,
    Apply,
    Assessment,
    Attachment,
    Case,
    CivilTransfer,
    Education,
    Person,
    Qualification,
    Return,
    Service,
    Title,
    Track,
    Unit,
    Work,
)
from desktop.domain.check import check
from desktop.domain.conditions import FactName
from desktop.domain.facts import FACTS
from desktop.domain.finding import Verdict, submittable
from desktop.domain.scene import Scene
from tests.domain.good import moment
from tests.domain.hand import NOW, case, hand, judged, told

TICK: dict[str, Any] = {"op": "tick"}
TITLED = Title(has=True, obtained="2018-06")


def jobs(*spans: tuple[str, str, str, str]) -> tuple[Work, ...]:
    return tuple(Work(start=a, end=b, unit=u, kind=k) for a, b, u, k in spans)


OLD = ("2010-08", "2017-12", "甲站", "正式")
TWO = (("2010-08", "2019-03", "甲站", "正式"), ("2019-04", "至今", "乙站", "正式"))

FOUND: list[tuple[str, Case, object]] = [
    ("enterprise", case(unit=Unit(kind="民营企业")), True),
    ("enterprise", case(unit=Unit(kind="国有企业")), True),
    ("enterprise", case(unit=Unit(kind="事业单位")), False),
    ("enterprise", case(), None),
    ("unit_kind", case(unit=Unit(kind="高校")), "高校"),
    ("unit_tier", case(), None),
    ("unit_registered", case(unit=Unit(platform_registered=False)), False),
    ("person_status", case(person=Person(status="自由职业")), "自由职业"),
    ("specialty", case(apply=Apply(specialty="测绘")), "测绘"),
    ("first_time", case(apply=Apply(first_time=True), title=Title(has=False)), True),
    ("first_time", case(apply=Apply(first_time=True), title=Title(has=True)), False),
    ("first_time", case(title=Title(has=False)), None),
    # 任现职以来换单位
    ("employer_changed", case(title=TITLED, work=jobs(*TWO)), True),
    ("employer_changed", case(title=TITLED, work=jobs(OLD, TWO[1])), False),
    ("employer_changed", case(title=Title(has=False), work=jobs(OLD, TWO[1])), True),
    ("employer_changed", case(title=TITLED, work=jobs(TWO[0])), False),
    ("employer_changed",
     case(title=TITLED, work=jobs(("2010-08", "至今", "甲站", "正式"),
                                  ("2019-01", "2019-12", "某村", "驻村"))), False),
    ("employer_changed",
     case(title=TITLED, work=jobs(("2010-08", "至今", "甲站", ""), ("2019", "2020", "", ""))),
     False),
    ("employer_changed", case(title=TITLED), None),
    ("employer_changed", case(work=jobs(*TWO)), None),
    ("employer_changed", case(title=Title(has=True), work=jobs(*TWO)), None),
    # 36 months before 2023-09
    ("served_lt3", case(person=Person(work_start="2020-10")), True),
    ("served_lt3", case(person=Person(work_start="2020-09")), False),
    ("served_lt3", case(), None),
    ("aid", case(), False),
    ("aid", case(aid=Aid(start="2022-03")), True),
    ("aid", case(aid=Aid(ongoing=True)), True),
    ("aid", case(aid=Aid(ongoing=False)), False),
    ("has_qualification", case(quals=(Qualification(name="注册测绘师"),)), True),
    ("has_qualification", case(), False),
    ("civil_transfer", case(civil_transfer=CivilTransfer(transferred=True)), True),
    ("civil_transfer", case(), None),
    ("edu_inservice", case(edu=(Education(kind="全日制"), Education(kind="函授"))), True),
    ("edu_inservice", case(edu=(Education(kind="在职"), Education())), True),
    ("edu_inservice", case(edu=(Education(kind="全日制"),)), False),
    ("edu_inservice", case(edu=(Education(kind="全日制"), Education())), None),
    ("edu_inservice", case(), None),
    ("service", case(service=(Service(kind="访惠聚驻村"),)), frozenset({"访惠聚驻村"})),
    ("special_service", case(service=(Service(kind="驻村管寺"),)), True),
    ("special_service", case(service=(Service(kind="少数民族科技骨干特培"),)), False),
    ("special_service", case(service=(Service(),)), None),
    ("special_service", case(), False),
    ("items", case(items=(Achievement(type="论文"),)), frozenset({"论文"})),
    ("items", case(), frozenset()),
    ("foreign_paper", case(items=(Achievement(type="论文", language="维吾尔文"),)), True),
    ("foreign_paper", case(items=(Achievement(type="论文", language="汉文"),)), False),
    ("foreign_paper", case(items=(Achievement(type="论文"),)), False),
    ("foreign_paper", case(items=(Achievement(type="著作", language="维吾尔文"),)), False),
    ("probation", case(assess=(Assessment(grade="试用期合格"),)), True),
    ("probation", case(assess=(Assessment(grade="合格"),)), False),
    ("has_classified", case(attachments=(Attachment(slot="s", classified=True),)), True),
    ("by_mail", case(track=Track(paper_mailed_at="2023-11-01")), True),
    ("by_mail", case(), False),
    ("passed", case(track=Track(passed_at="2023-09-20T09:00")), True),
    ("passed", case(track=Track(passed_at="2023-09-20T10:01")), False),
    ("returned", case(track=Track(returns=(Return(at="2023-09-19T10:00"),))), True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "held", "value"), FOUND)
def test_fact(name: str, held: Case, value: object) -> None:
    assert FACTS[name].read(Scene.of(held, hand(TICK), moment(NOW))) == value


def test_every_fact_a_pack_may_ask_for_is_read() -> None:
    assert FACTS.keys() == set(get_args(FactName))


PASSED = Track(passed_at="2023-09-19")
PAPER = (Achievement(type="论文"),)

APPLIES: list[tuple[Any, Case, str]] = [
    ("always", case(), "TODO"),
    # One of the words is enough, of a plain fact and of a set of them.
    ({"level": ["初级", "中级"]}, case(apply=Apply(level="中级")), "TODO"),
    ({"level": ["高级"]}, case(apply=Apply(level="中级")), "NA"),
    ({"items": ["论文", "著作"]}, case(items=PAPER), "TODO"),
    ({"items": ["获奖"]}, case(items=PAPER), "NA"),
    # Every fact must hold; one against it is enough, whatever is open.
    ({"level": ["高级"], "has_title": True}, case(apply=Apply(level="中级")), "NA"),
    ({"level": ["中级"], "has_title": True}, case(apply=Apply(level="中级")), "TODO"),
    # The stage is asked for last.
    ("passed", case(), "LATER"),
    ("passed", case(track=PASSED), "TODO"),
    ({"passed": True, "items": ["获奖"]}, case(), "NA"),
    ({"passed": True, "items": ["论文"]}, case(items=PAPER), "LATER"),
    ({"passed": True, "items": ["论文"]}, case(items=PAPER, track=PASSED), "TODO"),
    ({"passed": True, "has_title": True}, case(), "LATER"),
    ({"passed": False}, case(track=PASSED), "NA"),
    ("returned", case(), "NA"),
    ({"passed": True, "by_mail": False},
     case(track=Track(paper_mailed_at="2023-09-18", passed_at="2023-09-19")), "NA"),
]  # fmt: skip


@pytest.mark.parametrize(("when", "held", "verdict"), APPLIES)
def test_when_a_rule_applies(when: Any, held: Case, verdict: str) -> None:
    finding = judged(held, TICK, rule={"applies_when": when, "kind": "confirm"})
    assert finding.verdict == verdict


RATIO = {"id": "post_ratio", "ask": "单位实行评聘结合吗？", "page": "basic"}
COUNTY = {
    "id": "place", "ask": "在哪里工作？", "type": "choice", "options": ["县", "市"], "page": "work",
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "value", "when", "verdict"),
    [
        (RATIO, "", True, "TODO"),
        (RATIO | {"by": "unit"}, "", True, "UNKNOWN"),
        (RATIO, "是", True, "PASS"),
        (RATIO, "否", True, "NA"),
        (RATIO, "否", False, "PASS"),
        (COUNTY, "县", ["县"], "PASS"),
        (COUNTY, "市", ["县"], "NA"),
        (COUNTY, "", ["县"], "TODO"),
    ],
)
def test_the_notices_own_questions(question: Any, value: str, when: Any, verdict: str) -> None:
    answers = (Answer(id=question["id"], value=value),) if value else ()
    finding = judged(
        case(answers=answers),
        {"op": "none"},
        rule={"applies_when": {question["id"]: when}},
        questions=[question],
    )
    assert finding.verdict == verdict
    if verdict in ("TODO", "UNKNOWN"):
        assert finding.page == question["page"]
        assert finding.evidence == (f"answers.{question['id']}",)


def test_a_question_is_told_in_its_own_words() -> None:
    rule = {"applies_when": {"post_ratio": True}}
    finding = judged(case(), {"op": "none"}, rule=rule, questions=[RATIO])
    assert message(finding) == "请先回答：“单位实行评聘结合吗？”。"


def test_an_answer_may_be_for_another_notice() -> None:
    """A case keeps what was answered; a question nobody asks any more decides nothing."""
    held = case(answers=(Answer(id="gone", value="是"),))
    assert told(judged(held, TICK)) == ("PASS", "ok")


def test_an_exemption_asks_for_the_level_first_then_for_the_county() -> None:
    rule = {"applies_when": {"defence_exempt": True}, "kind": "confirm"}
    exempt: dict[str, Any] = {"defence": {"levels": ["高级"], "exempt_counties": ["若羌县"]}}

    def asked(**parts: Any) -> tuple[str, tuple[str, ...]]:
        finding = judged(case(**parts), TICK, rule=rule, **exempt)
        return str(finding.verdict), finding.evidence

    assert asked() == ("TODO", ("apply.level",))
    senior = {"apply": Apply(level="高级")}
    assert asked(**senior) == ("TODO", ("unit.county",))
    assert asked(**senior, unit=Unit(county="若羌县"))[0] == "TODO"
    assert asked(**senior, unit=Unit(county="焉耆县"))[0] == "NA"


@pytest.mark.parametrize(
    ("verdicts", "can"),
    [(["PASS", "WARN", "NA", "LATER"], True), (["PASS", "TODO"], False), (["FAIL"], False)],
)
def test_what_may_be_submitted(verdicts: list[str], can: bool) -> None:
    one = judged(case(), TICK)
    assert submittable(replace(one, verdict=Verdict(each)) for each in verdicts) is can


def test_a_reminder_is_not_waited_for() -> None:
    rule = {"applies_when": {"has_title": True}, "kind": "remind"}
    assert judged(case(), {"op": "none"}, rule=rule).verdict == "INFO"


def test_a_rule_of_a_regulation_only_warns() -> None:
    slots = {"op": "slots", "of": ["a"]}
    assert judged(case(), slots).verdict == "FAIL"
    assert judged(case(), slots, rule={"regulation": "某规定"}).verdict == "WARN"


def test_now_is_the_notices_moment_whatever_zone_it_is_told_in() -> None:
    urumqi = moment("2023-09-20T10:00").astimezone(timezone(timedelta(hours=6)))
    held = case(track=Track(passed_at="2023-09-20T09:30"))
    found = check(held, hand(TICK, {"applies_when": "passed"}), urumqi)
    assert found[0].verdict == "PASS"
