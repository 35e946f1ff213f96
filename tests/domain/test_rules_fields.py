"""Rules of BM24 on fields, facts, lists and confirmations: what passes and what does not."""

from __future__ import annotations

import pytest

from desktop.domain.case import Case, Entry, Work
from desktop.domain.check import check
from desktop.domain.finding import Verdict
from tests.domain.good import (
    AS_OF,
    Change,
    at,
    both,
    education,
    entries,
    extra,
    good,
    item,
    judge,
    moment,
    notice,
    sets,
    tick,
    untick,
    worked,
)

UNTITLED = sets(title__has=False, title__basis="无", title__obtained="", title__place="")
DISPATCHED = sets(unit__tier="疆外派驻", unit__registered_prefecture="疆外")
CONTACT = f"{item('业绩成果', 1)}.witness.contact"


def test_everything_right_has_nothing_to_mend() -> None:
    found = check(good(), notice(), moment(AS_OF))
    bad = {f.rule: (f.verdict, f.reason) for f in found if f.verdict in ("FAIL", "WARN", "TODO")}
    assert bad == {}


def empty() -> Case:
    return Case(case_id="fresh", pack_id="BM24", pack_version=1)


def test_fresh_case_is_told_nothing_is_right_or_does_not_concern_it() -> None:
    """NA only where nothing entered means that there is none of it."""
    found = {f.rule[5:]: f for f in check(empty(), notice(), moment(AS_OF))}
    assert [rule for rule, f in found.items() if f.verdict is Verdict.PASS] == []
    assert {rule for rule, f in found.items() if f.verdict is Verdict.NA} == {
        "mask.declassify", "ip.since", "award.match", "award.slot", "paper.four", "rep.stamp",
    }  # fmt: skip
    # Red only for files that are not there; untouched fields are to do.
    assert {f.reason for f in found.values() if f.verdict is Verdict.FAIL} == {
        "files_missing", "forms_missing",
    }  # fmt: skip


CASES: list[tuple[str, str, str, Change]] = [
    # scope
    ("scope.registered", "PASS", "ok", sets()),
    ("scope.registered", "FAIL", "not_among", at("unit.registered_prefecture", "喀什地区")),
    ("scope.registered", "FAIL", "empty", at("unit.registered_prefecture", "")),
    ("scope.registered", "NA", "not_applicable", DISPATCHED),
    ("scope.registered", "TODO", "unanswered", at("unit.tier", "")),
    ("scope.private", "PASS", "ok", sets()),
    ("scope.private", "FAIL", "not_among", at("unit.kind", "事业单位")),
    ("scope.dispatched", "NA", "not_applicable", sets()),
    ("scope.dispatched", "FAIL", "empty", DISPATCHED),
    ("scope.dispatched", "PASS", "ok", both(DISPATCHED, at("unit.dispatched_since", "2023-07"))),
    ("scope.dispatched", "FAIL", "too_short",
     both(DISPATCHED, at("unit.dispatched_since", "2023-08"))),
    ("scope.dispatched", "FAIL", "too_short",
     both(DISPATCHED, at("unit.dispatched_since", "2025-01"))),
    ("scope.dispatched", "FAIL", "unreadable",
     both(DISPATCHED, at("unit.dispatched_since", "去年8月"))),
    ("scope.active", "PASS", "ok", sets()),
    ("scope.active", "FAIL", "not_allowed", at("person.status", "离退休")),
    ("scope.active", "FAIL", "not_among", at("person.status", "自由职业")),
    ("scope.active", "FAIL", "empty", at("person.status", "")),
    # platform
    ("platform.url", "PASS", "confirmed", sets()),
    ("platform.url", "TODO", "not_confirmed", untick("BM24.platform.url")),
    ("platform.channel", "TODO", "not_confirmed", untick("BM24.platform.channel")),
    ("platform.receiver", "PASS", "ok", sets()),
    ("platform.receiver", "FAIL", "not_containing",
     at("platform.receiver", "库尔勒市人社局职称办")),
    ("platform.receiver", "FAIL", "empty", at("platform.receiver", "")),
    ("level.mid_junior", "PASS", "ok", sets()),
    ("level.mid_junior", "FAIL", "not_among", at("apply.level", "高级")),
    # confirmations that depend on facts
    ("title.none_mid", "NA", "not_applicable", sets()),
    ("title.none_mid", "TODO", "not_confirmed", both(UNTITLED, untick("BM24.title.none_mid"))),
    ("title.none_mid", "PASS", "confirmed", UNTITLED),
    ("title.skilled", "NA", "not_applicable", UNTITLED),
    ("title.skilled", "TODO", "not_confirmed",
     both(at("title.basis", "技能等级"), untick("BM24.title.skilled"))),
    ("title.skilled", "PASS", "confirmed", at("title.basis", "技能等级")),
    ("title.skilled", "TODO", "unanswered", at("title.basis", "")),
    ("mask.declassify", "NA", "not_applicable", sets()),
    ("mask.declassify", "TODO", "not_confirmed",
     both(at(f"{item('业绩成果')}.classified", True), untick("BM24.mask.declassify"))),
    ("mask.declassify", "PASS", "confirmed", extra(slot="其他证明材料", classified=True)),
    ("unit.audit", "TODO", "not_confirmed", untick("BM24.unit.audit")),
    ("unit.politics", "TODO", "not_confirmed", untick("BM24.unit.politics")),
    ("pub.political", "TODO", "not_confirmed", untick("BM24.pub.political")),
    ("pub.political", "FAIL", "empty", at("pub.political_text", "")),
    # reminders, by level and county
    ("defence.mid", "INFO", "reminder", sets()),
    ("defence.mid", "NA", "not_applicable", at("unit.county", "若羌县")),
    ("defence.junior", "INFO", "reminder", at("apply.level", "初级")),
    ("defence.county", "PASS", "ok", at("unit.county", "且末县")),
    ("defence.county", "NA", "not_applicable", sets()),
    ("defence.county", "TODO", "unanswered", at("unit.county", "")),
    ("defence.score", "INFO", "reminder", at("unit.county", "若羌县")),
    ("defence.score", "NA", "not_applicable", sets()),
    # 学历
    ("edu.tech_equiv", "NA", "not_applicable", sets()),
    ("edu.tech_equiv", "PASS", "ok_education", education("高级工班", chsi="查不到")),
    ("edu.tech_equiv", "WARN", "class_not_chosen", education("大专", kind="技工院校")),
    ("edu.tech_equiv", "TODO", "unanswered", education("")),
    ("edu.order", "PASS", "ok", education("中级工班", "大专", "本科", "硕士")),
    ("edu.order", "PASS", "ok", education("本科", "本科")),
    ("edu.order", "FAIL", "rank_order", education("大专", "硕士", "本科")),
    ("edu.order", "FAIL", "rank_order", education("大专", "中级工班")),
    ("edu.order", "FAIL", "empty", education()),
    ("edu.order", "FAIL", "empty", education("大专", "")),
    ("edu.order", "FAIL", "unreadable", education("小学")),
    # 职称、工作经历
    ("title.fill", "PASS", "ok", sets()),
    ("title.fill", "FAIL", "empty", at("career.years", None)),
    ("title.fill", "PASS", "ok", at("career.years", 0)),
    ("title.fill", "NA", "not_applicable", UNTITLED),
    ("title.fill", "TODO", "unanswered", at("title.has", None)),
    ("work.order", "PASS", "ok", sets()),
    ("work.order", "FAIL", "time_order", worked("2010-08", "2015-04", "2012-01")),
    ("work.order", "WARN", "begins_elsewhere", worked("2011-01", "2015-04")),
    ("work.order", "FAIL", "empty", entries("work", [])),
    ("work.order", "FAIL", "empty", worked("2010-08", "")),
    ("work.order", "FAIL", "unreadable", worked("2010-13")),
    # 业绩 and its witness
    ("ach.witness", "PASS", "ok", sets()),
    ("ach.witness", "FAIL", "entry_incomplete", at(CONTACT, "")),
    ("ach.witness", "FAIL", "entry_incomplete", at(CONTACT, "无")),
    ("ach.witness", "PASS", "none_of_kind", entries("items", [])),
    ("ach.witness", "TODO", "none_entered",
     both(entries("items", []), at("unit_audit.opinion_text", ""))),
    # 考核
    ("assess.grade", "PASS", "ok", sets()),
    ("assess.grade", "FAIL", "grade_bars", at("assess.assess2022.grade", "不合格")),
    ("assess.grade", "WARN", "grade_unsure", at("assess.assess2022.grade", "基本合格")),
    ("assess.grade", "WARN", "grade_unsure", at("assess.assess2023.grade", "未定等次")),
    ("assess.grade", "PASS", "ok", at("assess.assess2023.grade", "试用期合格")),
    ("assess.grade", "FAIL", "empty", entries("assess", [])),
    ("assess.grade", "FAIL", "empty", at("assess.assess2021.grade", "")),
    ("assess.grade", "FAIL", "empty",
     lambda case: case.model_copy(update={"assess": case.assess[1:]})),
    ("assess.grade", "PASS", "ok",
     lambda case: case.model_copy(update={
         "assess": case.assess[1:],
         "person": case.person.model_copy(update={"work_start": "2022-07"}),
     })),
    # once a year
    ("once.year", "PASS", "ok", sets()),
    ("once.year", "FAIL", "empty", at("person.id_no", "")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "verdict", "reason", "change"), CASES)
def test_rule(rule: str, verdict: str, reason: str, change: Change) -> None:
    finding = judge(change(good()), f"BM24.{rule}")
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_entries_are_named_as_people_count_them() -> None:
    finding = judge(at(CONTACT, "")(good()), "BM24.ach.witness")
    assert finding.facts["which"] == "第 2 项业绩成果"
    assert finding.evidence == (CONTACT,)


def test_several_wrong_entries_are_counted() -> None:
    first = f"{item('业绩成果', 0)}.witness.name"
    finding = judge(both(at(CONTACT, ""), at(first, ""))(good()), "BM24.ach.witness")
    assert (finding.facts["which"], finding.facts["more"]) == ("第 1 项业绩成果", 1)


def test_witness_is_not_asked_where_no_result_is_filed() -> None:
    case = good()
    kept = tuple(i for i in case.items if i.type == "实践能力")
    finding = judge(case.model_copy(update={"items": kept}), "BM24.ach.witness")
    assert (finding.verdict, finding.reason) == ("PASS", "none_of_kind")


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({}, "FAIL"),
        ({"person__id_no": "65990119880312093x"}, "FAIL"),
        ({"apply__year": 2023}, "PASS"),
        ({"person__id_no": "659901198803120112"}, "PASS"),
    ],
)
def test_second_case_of_the_year(changes: dict[str, object], verdict: str) -> None:
    other = sets(**changes)(good()).model_copy(update={"case_id": "other"})
    assert judge(good(), "BM24.once.year", others=(other,)).verdict == verdict


def test_the_case_itself_is_no_second_one() -> None:
    assert judge(good(), "BM24.once.year", others=(good(),)).verdict == "PASS"


def test_not_yet_passed_is_later_and_passed_in_future_too() -> None:
    assert judge(good(), "BM24.fee.time").verdict == "LATER"
    case = at("track.passed_at", "2024-08-09")(good())
    assert judge(case, "BM24.fee.time").verdict == "LATER"
    assert judge(case, "BM24.fee.time", "2024-08-10T09:00").verdict == "OPEN"


def test_tick_for_a_rule_of_another_notice_confirms_nothing() -> None:
    case = both(untick("BM24.unit.audit"), tick("ZZ23.unit.audit"))(good())
    assert judge(case, "BM24.unit.audit").verdict == "TODO"


def test_unanswered_names_the_entry() -> None:
    case = education("大专", "本科", chsi="未查")(good())
    finding = judge(case, "BM24.edu.chsi")
    assert (finding.verdict, finding.evidence) == ("TODO", ("edu.e0.chsi", "edu.e1.chsi"))
    assert finding.page == "education"


def test_every_entry_of_a_case_has_an_id() -> None:
    assert issubclass(Work, Entry)
    assert len({w.id for w in good().work}) == len(good().work)
