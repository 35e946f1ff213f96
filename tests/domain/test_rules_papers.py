"""Rules of BM24 on time, the 工作总结 and the documents: what passes and what does not."""

from __future__ import annotations

import pytest

from desktop.domain.case import PaperState
from desktop.domain.wordcount import count
from desktop.domain.workdays import Calendar, CalendarLayer
from tests.domain.good import (
    AS_OF,
    Change,
    at,
    both,
    entries,
    good,
    judge,
    moment,
    notice,
    sets,
    untick,
    without,
)
from tests.personas import FILLER

PASSED = at("track.passed_at", "2024-08-09")
PLEDGE = "papers.pledge"


def text(n: int, more: str = "") -> Change:
    filler = (FILLER * (n // len(FILLER) + 1))[:n]
    return at("summary.text", filler + more)


def paid(day: str, yuan: int | None = 380) -> Change:
    return both(PASSED, sets(track__paid_at=day, track__fee=yuan))


def posted(start: str, end: str) -> Change:
    return sets(pub__start=start, pub__end=end, pub__result_date="")


WINDOWS: list[tuple[str, str, str, str, Change]] = [
    ("time.online", AS_OF, "OPEN", "open_now", sets()),
    ("time.online", "2024-07-09T23:59", "OPEN", "not_yet_open", sets()),
    ("time.online", "2024-07-30T23:59", "OPEN", "open_now", sets()),
    ("time.online", "2024-07-31T00:00", "WARN", "missed", sets()),
    ("time.online", "2024-08-01T09:00", "PASS", "ok", at("track.first_submit_at", "2024-07-10")),
    ("time.online", "2024-08-01T09:00", "PASS", "ok",
     at("track.first_submit_at", "2024-07-30T23:59")),
    ("time.online", "2024-08-01T09:00", "PASS", "ok",
     at("track.first_submit_at", "2024-07-30T23:59:59")),
    ("time.online", "2024-08-01T09:00", "FAIL", "too_late",
     at("track.first_submit_at", "2024-07-31T00:00")),
    ("time.online", "2024-08-01T09:00", "FAIL", "too_early",
     at("track.first_submit_at", "2024-07-09T23:59")),
    ("time.online", AS_OF, "OPEN", "planned", at("track.first_submit_at", "2024-07-26T10:00")),
    ("time.online", AS_OF, "FAIL", "unreadable", at("track.first_submit_at", "上周")),
    # The offset says when it really was: 21:30 at UTC+6 is 23:30 in Beijing.
    ("time.online", "2024-08-01T09:00", "PASS", "ok",
     at("track.first_submit_at", "2024-07-30T21:30+06:00")),
    ("time.online", "2024-08-01T09:00", "FAIL", "too_late",
     at("track.first_submit_at", "2024-07-30T22:30+06:00")),
    # A warning only: the audit is the unit's and the office's.
    ("time.audit", "2024-08-11T00:00", "WARN", "missed", sets()),
    ("time.audit", "2024-08-11T00:00", "PASS", "ok", at("track.audit_at", "2024-08-10")),
    ("time.audit", "2024-08-11T00:00", "WARN", "too_late", at("track.audit_at", "2024-08-11")),
    ("fee.time", "2024-08-21T09:00", "PASS", "ok", paid("2024-08-12")),
    ("fee.time", "2024-08-21T09:00", "PASS", "ok", paid("2024-08-20")),
    ("fee.time", "2024-08-21T09:00", "FAIL", "too_early", paid("2024-08-11")),
    ("fee.time", "2024-08-21T09:00", "WARN", "missed", PASSED),
    ("fee.time", "2024-08-15T09:00", "OPEN", "open_now", PASSED),
    ("fee.review", AS_OF, "OPEN", "not_paid", sets()),
    ("fee.review", "2024-08-21T09:00", "PASS", "ok_fee", paid("2024-08-12")),
    ("fee.review", "2024-08-21T09:00", "FAIL", "fee_differs", paid("2024-08-12", 220)),
    ("fee.review", "2024-08-21T09:00", "PASS", "ok_fee",
     both(at("apply.level", "初级"), paid("2024-08-12", 220))),
    ("fee.review", AS_OF, "NA", "no_such_fee", at("apply.level", "高级")),
    ("fee.review", AS_OF, "NA", "not_applicable", at("apply.type", "授予")),
    ("fee.initial", AS_OF, "PASS", "ok_fee",
     both(sets(apply__type="初次确定", apply__level="初级"), paid("2024-08-12", 100))),
    ("fee.initial", AS_OF, "FAIL", "fee_differs",
     both(sets(apply__type="授予"), paid("2024-08-12", 100))),
    ("fee.initial", AS_OF, "NA", "no_such_fee", sets(apply__type="授予", apply__level="初级")),
    # 公示
    ("pub.5wd", AS_OF, "PASS", "ok_workdays", sets()),
    ("pub.5wd", AS_OF, "WARN", "workdays_first", posted("2024-07-15", "2024-07-19")),
    ("pub.5wd", AS_OF, "FAIL", "workdays_short", posted("2024-07-15", "2024-07-18")),
    ("pub.5wd", AS_OF, "PASS", "ok_workdays", posted("2024-07-13", "2024-07-19")),
    ("pub.5wd", AS_OF, "OPEN", "publicity_running", posted("2024-07-22", "2024-07-29")),
    ("pub.5wd", "2024-07-22T23:59", "OPEN", "publicity_running", sets()),
    ("pub.5wd", "2024-07-23T00:00", "PASS", "ok_workdays", sets()),
    ("pub.5wd", AS_OF, "FAIL", "workdays_short", posted("2024-07-22", "2024-07-25")),
    ("pub.5wd", AS_OF, "FAIL", "publicity_reversed", posted("2024-07-22", "2024-07-15")),
    ("pub.5wd", AS_OF, "OPEN", "publicity_not_set", posted("", "")),
    ("pub.5wd", AS_OF, "FAIL", "empty", posted("2024-07-15", "")),
    ("pub.5wd", AS_OF, "FAIL", "unreadable", posted("2024-07-15", "下周一")),
    ("pub.5wd", AS_OF, "WARN", "publicity_long", posted("2020-07-15", "2024-07-15")),
    # 国庆 with its make-up days, 中秋 with its own: 2024-09-29 and 10-12 are worked.
    ("pub.5wd", "2024-10-30T09:00", "PASS", "ok_workdays", posted("2024-09-27", "2024-10-10")),
    ("pub.5wd", "2024-10-30T09:00", "WARN", "workdays_first", posted("2024-09-27", "2024-10-09")),
    ("pub.5wd", "2024-10-30T09:00", "FAIL", "workdays_short", posted("2024-09-30", "2024-10-09")),
    # 古尔邦节, of the region alone
    ("pub.5wd", "2025-07-01T09:00", "PASS", "ok_workdays", posted("2025-06-03", "2025-06-13")),
    ("pub.5wd", "2025-07-01T09:00", "WARN", "workdays_first", posted("2025-06-03", "2025-06-12")),
    ("pub.5wd", "2025-07-01T09:00", "FAIL", "workdays_short", posted("2025-06-03", "2025-06-10")),
    # Days that are probably off, but whose announcement nobody has seen
    ("pub.5wd", "2024-07-01T09:00", "WARN", "workdays_unsure", posted("2024-06-12", "2024-06-19")),
    ("pub.5wd", "2031-07-01T09:00", "WARN", "calendar_unknown", posted("2030-07-01", "2030-07-20")),
    ("pub.5wd", "2031-07-01T09:00", "FAIL", "workdays_short", posted("2030-07-01", "2030-07-03")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "now", "verdict", "reason", "change"), WINDOWS)
def test_times(rule: str, now: str, verdict: str, reason: str, change: Change) -> None:
    finding = judge(change(good()), f"BM24.{rule}", now)
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_one_moment_is_one_verdict_whatever_its_zone() -> None:
    from datetime import timedelta, timezone

    urumqi = moment("2024-07-31T00:30").astimezone(timezone(timedelta(hours=6)))
    assert urumqi.day == 30
    from desktop.domain.check import check

    found = check(good(), notice(), urumqi)
    assert next(f for f in found if f.rule == "BM24.time.online").reason == "missed"


def test_a_year_one_layer_does_not_know_never_passes() -> None:
    known = notice()
    national = next(layer for layer in known.calendar.layers if layer.id == "national")
    bare = CalendarLayer(id="xinjiang", title="", years=())
    blind = known.model_copy(update={"calendar": Calendar(layers=(national, bare))})
    from desktop.domain.check import check

    found = check(good(), blind, moment(AS_OF))
    finding = next(f for f in found if f.rule == "BM24.pub.5wd")
    assert (finding.verdict, finding.reason) == ("WARN", "calendar_unknown")


SUMMARY: list[tuple[str, str, str, Change]] = [
    ("summary.len", "FAIL", "summary_short", text(1999)),
    ("summary.len", "PASS", "ok_length", text(2000)),
    ("summary.len", "PASS", "ok_length", text(3000)),
    ("summary.len", "FAIL", "summary_long", text(3001)),
    ("summary.len", "FAIL", "empty", text(0, " \n\u3000")),
    # Ways of counting that disagree at a limit: 8 more or 1 more, 2 more or 1 more.
    ("summary.len", "WARN", "summary_disputed", text(2996, " abcdefgh")),
    ("summary.len", "WARN", "summary_disputed", text(1998, "——")),
    ("summary.len", "WARN", "summary_disputed", text(2998, "……——")),
    ("summary.len", "PASS", "ok_length", text(2990, " 2023 ")),
    # Blanks and line ends count nothing.
    ("summary.len", "FAIL", "summary_short", text(1999, " \n\n\u3000\t")),
    ("summary.content", "PASS", "ok", sets()),
    ("summary.content", "PASS", "confirmed", at("summary.topics", ["工作态度"])),
    ("summary.content", "TODO", "topics_open",
     both(at("summary.topics", ["工作态度"]), untick("BM24.summary.content"))),
    ("summary.content", "PASS", "ok", untick("BM24.summary.content")),
    ("summary.content", "FAIL", "empty", at("summary.text", "")),
    ("summary.no_identity", "PASS", "ok", sets()),
    ("summary.no_identity", "FAIL", "empty", at("summary.text", "")),
    ("summary.no_identity", "FAIL", "empty", at("unit.name", "")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "阿卜杜热合曼·买买提")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "阿卜杜热合曼 • 买买提")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "阿卜杜热合曼．买买提")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "阿卜杜热合曼买买提")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "，阿卜杜热合曼主持")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "在胡杨林业工作")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "巴州胡杨林业工程有限公司")),
    ("summary.no_identity", "FAIL", "names_identity", text(2000, "胡杨 林业工程公司")),
    ("summary.no_identity", "WARN", "names_other_unit", text(2000, "原来在某县苗圃")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "verdict", "reason", "change"), SUMMARY)
def test_summary(rule: str, verdict: str, reason: str, change: Change) -> None:
    finding = judge(change(good()), f"BM24.{rule}")
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_summary_says_how_many_to_add_or_drop() -> None:
    short = judge(text(1990)(good()), "BM24.summary.len")
    assert (short.facts["n"], short.facts["by"]) == (1990, 10)
    assert judge(text(3021)(good()), "BM24.summary.len").facts["by"] == 21
    assert count(text(3021)(good()).summary.text).low == 3021


def paper(kind: str, **fields: object) -> Change:
    return lambda case: case.model_copy(
        update={
            "papers": tuple(p.model_copy(update=fields) if p.id == kind else p for p in case.papers)
        }
    )


OPINION = "unit_audit.opinion_text"
PAPERS: list[tuple[str, str, str, Change]] = [
    ("pub.template", "PASS", "ok", sets()),
    ("pub.template", "FAIL", "empty", at("pub.office", "")),
    ("pub.template", "FAIL", "empty", at("title.name", "")),
    ("pub.template", "PASS", "ok", both(at("title.name", ""), at("title.has", False))),
    ("pub.template", "FAIL", "empty", at("title.has", None)),
    ("pub.five_years", "PASS", "ok", sets()),
    ("pub.five_years", "FAIL", "empty", at("pub.achievement_text", "")),
    ("pub.five_years", "FAIL", "contents_missing",
     at("pub.contents", ["近五年实践能力和业绩成果"])),
    ("pub.sign", "PASS", "ok", sets()),
    ("pub.sign", "FAIL", "sign_missing", paper("publicity", signed=("主管领导",))),
    ("pub.sign", "FAIL", "sign_missing", paper("publicity", signed=())),
    ("pub.sign", "FAIL", "paper_seal_missing", paper("publicity", sealed=False)),
    ("pub.sign", "TODO", "paper_seal_unknown", paper("publicity", sealed=None)),
    ("pub.sign", "TODO", "sign_unknown", entries("papers", [])),
    ("result.template", "PASS", "ok", sets()),
    ("result.template", "FAIL", "date_not_after", at("pub.result_date", "2024-07-22")),
    ("result.template", "FAIL", "unreadable", at("pub.result_date", "7月23日")),
    ("result.template", "FAIL", "empty", at("pub.days", None)),
    ("result.template", "FAIL", "empty", at("pub.result_date", "")),
    ("result.template", "FAIL", "objection", at("pub.objection", True)),
    ("result.template", "TODO", "unanswered", at("pub.objection", None)),
    ("result.template", "FAIL", "paper_seal_missing", paper("result", sealed=False)),
    ("rec.template", "PASS", "ok", sets()),
    ("rec.template", "FAIL", "empty", at("unit.phone", "")),
    ("rec.template", "TODO", "paper_seal_unknown", paper("recommendation", sealed=None)),
    ("pledge.hand", "PASS", "confirmed", sets()),
    ("pledge.hand", "TODO", "not_confirmed", untick("BM24.pledge.hand")),
    ("pledge.hand", "FAIL", "files_missing", without("个人承诺书")),
    ("pledge.hand", "FAIL", "not_handwritten", paper("pledge", handwritten=False)),
    ("pledge.hand", "FAIL", "no_fingerprint", paper("pledge", fingerprint=False)),
    ("pledge.hand", "FAIL", "text_differs", paper(
        "pledge", text="本人承诺以上填报内容和提交的材料真实有效")),
    ("unit.opinion_text", "PASS", "ok", sets()),
    ("unit.opinion_text", "PASS", "ok",
     at(OPINION, "本单位已对提供的申报材料逐一审核,真实、完整、有效, 同意推荐")),
    ("unit.opinion_text", "FAIL", "text_differs",
     at(OPINION, "本单位已对提供的申报材料逐一审核，真实准确，同意推荐")),
    ("unit.opinion_text", "FAIL", "text_differs",
     at(OPINION, "本单位已对提供的申报材料逐一审核，真实、完整、有效，同意推荐。")),
    ("unit.opinion_text", "TODO", "empty", at(OPINION, "  ")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "verdict", "reason", "change"), PAPERS)
def test_papers(rule: str, verdict: str, reason: str, change: Change) -> None:
    finding = judge(change(good()), f"BM24.{rule}")
    assert (finding.verdict, finding.reason) == (verdict, reason)


def test_pledge_copied_with_half_width_marks_is_the_same() -> None:
    wording = notice().wording["pledge"].replace("，", ",").replace("3年", "3 年")
    assert judge(paper("pledge", text=wording)(good()), "BM24.pledge.hand").verdict == "PASS"


def test_objection_need_not_be_answered_while_publicity_runs() -> None:
    case = sets(
        pub__start="2024-07-22", pub__end="2024-07-29", pub__result_date="2024-07-30",
        pub__objection=None,
    )(good())  # fmt: skip
    assert judge(case, "BM24.result.template").verdict == "PASS"


EMPTY = [
    (rule, now, change)
    for rule, now, verdict, reason, change in (
        *WINDOWS, *((r, AS_OF, v, x, c) for r, v, x, c in (*SUMMARY, *PAPERS))
    )
    if (verdict, reason) == ("FAIL", "empty")
]  # fmt: skip


@pytest.mark.parametrize(("rule", "now", "change"), EMPTY)
def test_what_is_empty_is_to_do_until_the_case_claims_to_be_whole(
    rule: str, now: str, change: Change
) -> None:
    unaudited = at(OPINION, "")(change(good()))
    assert judge(unaudited, f"BM24.{rule}", now).verdict == "TODO"
    handed_in = at("track.first_submit_at", "2024-07-24T17:59")(unaudited)
    assert judge(handed_in, f"BM24.{rule}", now).verdict == "FAIL"


def test_a_date_of_submission_still_to_come_claims_nothing() -> None:
    planned = at("track.first_submit_at", "2024-07-25")(at(OPINION, "")(good()))
    assert judge(at("pub.phone", "")(planned), "BM24.pub.template").verdict == "TODO"


def test_papers_are_known_by_their_kind() -> None:
    assert {p.id for p in good().papers} == {d.kind for d in notice().documents}
    assert isinstance(good().papers[0], PaperState)
