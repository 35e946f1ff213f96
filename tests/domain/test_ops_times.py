"""Checks of windows, terms and orders of dates, against notices made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.domain.case import (
    Achievement,
    Aid,
    Case,
    Publicity,
    Remark,
    Return,
    Submission,
    Title,
    Track,
    UnitAudit,
)
from tests.domain.hand import WHOLE, case, judged, told

ONLINE = {"id": "online", "title": "网上申报", "end": "2022-10-20", "edge": "ambiguous"}
PORTAL = {"id": "online", "title": "网上申报", "end": "2023-10-10T20:00"}
WINDOW = {"op": "window", "field": "track.first_submit_at", "deadline": "online"}


def submitted(at: str) -> Case:
    return case(track=Track(first_submit_at=at))


BEFORE_20: list[tuple[str, str, str, str]] = [
    # “20日前”: whether the 20th itself counts the notice leaves open.
    ("", "2022-10-19T23:59", "OPEN", "open_now"),
    ("", "2022-10-20T00:00", "WARN", "window_edge"),
    ("", "2022-10-20T23:59", "WARN", "window_edge"),
    ("", "2022-10-21T00:00", "WARN", "missed"),
    ("2022-10-19T23:59", "2022-10-21T00:00", "PASS", "ok"),
    ("2022-10-20T00:00", "2022-10-21T00:00", "WARN", "window_edge"),
    ("2022-10-20", "2022-10-21T00:00", "WARN", "window_edge"),
    ("2022-10-20T23:59", "2022-10-21T00:00", "WARN", "window_edge"),
    ("2022-10-21T00:00", "2022-10-21T00:00", "FAIL", "too_late"),
]


@pytest.mark.parametrize(("at", "now", "verdict", "reason"), BEFORE_20)
def test_a_window_whose_last_day_is_open_to_doubt(
    at: str, now: str, verdict: str, reason: str
) -> None:
    assert told(judged(submitted(at), WINDOW, now, deadlines=[ONLINE])) == (verdict, reason)


TO_THE_HOUR: list[tuple[str, str, str, str]] = [
    ("", "2023-10-10T20:00", "OPEN", "open_now"),
    ("", "2023-10-10T20:01", "WARN", "missed"),
    ("2023-10-10T20:00", "2023-10-11T00:00", "PASS", "ok"),
    ("2023-10-10T20:05", "2023-10-11T00:00", "FAIL", "too_late"),
    # Of a bare day nobody knows the hour.
    ("2023-10-10", "2023-10-11T00:00", "WARN", "window_edge"),
    # 18:00 at UTC+6 is 20:00 in Beijing.
    ("2023-10-10T18:00+06:00", "2023-10-11T00:00", "PASS", "ok"),
    ("2023-10-10T18:01+06:00", "2023-10-11T00:00", "FAIL", "too_late"),
]


@pytest.mark.parametrize(("at", "now", "verdict", "reason"), TO_THE_HOUR)
def test_a_window_that_closes_at_an_hour(at: str, now: str, verdict: str, reason: str) -> None:
    assert told(judged(submitted(at), WINDOW, now, deadlines=[PORTAL])) == (verdict, reason)


CUTOFF = {"id": "cutoff", "title": "论文发表", "end": "2022-09-30"}
DATED = {"op": "dated_by", "types": ["论文"], "deadline": "cutoff"}


@pytest.mark.parametrize(
    ("date", "verdict", "reason"),
    [
        ("2022-09-30", "PASS", "ok"),
        ("2022-09", "PASS", "ok"),
        ("2022-10", "FAIL", "dated_outside"),
        ("2022-10-01", "FAIL", "dated_outside"),
        ("2019-06", "PASS", "ok"),
        ("", "TODO", "empty"),
        ("去年", "FAIL", "unreadable"),
    ],
)
def test_papers_are_dated_within_a_window(date: str, verdict: str, reason: str) -> None:
    held = case(items=(Achievement(type="论文", date=date), Achievement(type="获奖", date="2024")))
    assert told(judged(held, DATED, deadlines=[CUTOFF])) == (verdict, reason)


def test_a_month_that_a_window_cuts_through_is_in_doubt() -> None:
    held = case(items=(Achievement(type="论文", date="2022-09"),))
    cut = CUTOFF | {"end": "2022-09-15"}
    assert told(judged(held, DATED, deadlines=[cut])) == ("WARN", "dated_at_edge")


AID = {"op": "months_since", "field": "aid.start", "least": 12, "still": "aid.ongoing"}


@pytest.mark.parametrize(
    ("aid", "verdict", "reason"),
    [
        (Aid(start="2022-09", ongoing=True), "PASS", "ok"),
        (Aid(start="2022-10", ongoing=True), "FAIL", "too_short"),
        (Aid(start="2022-09", ongoing=False), "FAIL", "must_be_yes"),
        (Aid(start="2022-09"), "TODO", "empty"),
        (Aid(ongoing=True), "TODO", "empty"),
        (Aid(start="前年", ongoing=True), "FAIL", "unreadable"),
    ],
)
def test_so_long_and_still_going_on(aid: Aid, verdict: str, reason: str) -> None:
    assert told(judged(case(aid=aid), AID)) == (verdict, reason)


TENURE = {"op": "months_since", "field": "title.obtained", "least": 48, "until": "tenure"}
END_OF_YEAR = {"id": "tenure", "title": "任职年限截止", "end": "2023-12-31"}


@pytest.mark.parametrize(
    ("obtained", "end", "verdict"),
    [
        ("2019-12", "2023-12-31", "PASS"),
        ("2019-12-20", "2023-12-31", "PASS"),
        ("2020-01", "2023-12-31", "FAIL"),
        ("2019-12", None, "FAIL"),
    ],
)
def test_years_may_be_counted_up_to_a_day_named(
    obtained: str, end: str | None, verdict: str
) -> None:
    held = case(title=Title(has=True, obtained=obtained))
    assert told(judged(held, TENURE, deadlines=[END_OF_YEAR | {"end": end}]))[0] == verdict


SINCE = {"op": "since", "types": ["论文", "获奖"], "after": "title.obtained"}
HELD = Title(has=True, obtained="2018-06")


def paper(date: str) -> tuple[Achievement, ...]:
    return (Achievement(id="p", type="论文", date=date),)


@pytest.mark.parametrize(
    ("held", "verdict", "reason"),
    [
        (case(title=HELD, items=paper("2018-06")), "PASS", "ok"),
        (case(title=HELD, items=paper("2018-05")), "FAIL", "before_title"),
        (case(title=Title(has=True, obtained="2018-06-20"), items=paper("2018-06-19")),
         "FAIL", "before_title"),
        (case(title=Title(has=True, obtained="2018-06-20"), items=paper("2018-06")), "PASS", "ok"),
        (case(title=HELD, items=paper("")), "TODO", "empty"),
        (case(title=HELD, items=paper("早"),), "FAIL", "unreadable"),
        (case(title=Title(has=True), items=paper("2018-06")), "TODO", "empty"),
        (case(title=Title(has=False), items=paper("2018-06")), "WARN", "no_title_to_count_from"),
        (case(items=paper("2018-06")), "TODO", "unanswered"),
        (case(title=HELD), "TODO", "none_entered"),
        (case(title=HELD, unit_audit=WHOLE), "PASS", "none_of_kind"),
        (case(title=HELD, items=(Achievement(type="业绩成果", date="2011"),)),
         "PASS", "none_of_kind"),
    ],
)  # fmt: skip
def test_since_the_title_was_obtained(held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, SINCE)) == (verdict, reason)


def test_since_asks_for_proof_only_where_the_notice_does() -> None:
    held = case(title=HELD, items=paper("2019-01"))
    assert judged(held, SINCE).verdict == "PASS"
    assert told(judged(held, SINCE | {"proof": True})) == ("FAIL", "proof_missing")


ORDER = {"op": "date_order", "first": "unit_audit.at", "then": "pub.start"}
PAID = {"op": "date_order", "first": "track.passed_at", "then": "track.paid_at"}


@pytest.mark.parametrize(
    ("check", "held", "verdict", "reason"),
    [
        (ORDER, case(unit_audit=UnitAudit(at="2023-08-18"), pub=Publicity(start="2023-08-21")),
         "PASS", "ok"),
        (ORDER, case(unit_audit=UnitAudit(at="2023-08-21"), pub=Publicity(start="2023-08-21")),
         "PASS", "ok"),
        (ORDER, case(unit_audit=UnitAudit(at="2023-08-22"), pub=Publicity(start="2023-08-21")),
         "FAIL", "order_reversed"),
        (ORDER, case(pub=Publicity(start="2023-08-21")), "TODO", "empty"),
        (ORDER, case(unit_audit=UnitAudit(at="2023-08-18")), "OPEN", "order_to_come"),
        (ORDER, case(unit_audit=UnitAudit(at="2023-08-18"), pub=Publicity(start="2023-09-21")),
         "OPEN", "order_to_come"),
        (ORDER, case(unit_audit=UnitAudit(at="8月"), pub=Publicity(start="2023-08-21")),
         "FAIL", "unreadable"),
        # A moment against a day is compared by the day, two moments to the minute.
        (PAID, case(track=Track(passed_at="2023-09-18T17:00", paid_at="2023-09-18")), "PASS", "ok"),
        (PAID, case(track=Track(passed_at="2023-09-18T17:00", paid_at="2023-09-18T09:00")),
         "FAIL", "order_reversed"),
        (PAID, case(track=Track(passed_at="2023-09-18T17:00", paid_at="2023-09-18T17:00")),
         "PASS", "ok"),
    ],
)  # fmt: skip
def test_order_of_dates(check: dict[str, str], held: Case, verdict: str, reason: str) -> None:
    assert told(judged(held, check)) == (verdict, reason)


BACK = {"op": "resubmitted", "closes": "online"}


def returned(at: str, back: str = "") -> Case:
    return case(track=Track(returns=(Return(id="r", at=at, resubmitted_at=back),)))


RETURNS: list[tuple[Case, str, str, str]] = [
    (returned("2023-10-08T09:30"), "2023-10-09T00:00", "OPEN", "return_running"),
    (returned("2023-10-08T09:30", "2023-10-10T09:30"), "2023-10-11T00:00", "PASS", "ok"),
    (returned("2023-10-08T09:30", "2023-10-10T09:31"), "2023-10-11T00:00",
     "FAIL", "resubmitted_late"),
    (returned("2023-10-08T09:30"), "2023-10-10T09:31", "WARN", "return_term_over"),
    # The portal closes first.
    (returned("2023-10-09T18:00"), "2023-10-10T10:00", "OPEN", "return_portal_first"),
    (returned("2023-10-09T18:00"), "2023-10-10T20:01", "WARN", "return_portal_closed"),
    (returned("2023-10-09T18:00"), "2023-10-11T18:01", "WARN", "return_term_over"),
    (returned("2023-10-09T18:00", "2023-10-10T19:00"), "2023-10-12T00:00", "PASS", "ok"),
    (returned("2023-10-09T18:00", "2023-10-11T10:00"), "2023-10-12T00:00",
     "WARN", "resubmitted_after_closing"),
    (returned("2023-10-09T18:00", "2023-10-11T18:01"), "2023-10-12T00:00",
     "FAIL", "resubmitted_late"),
    # Of bare days the hours are not known.
    (returned("2023-10-01", "2023-10-02"), "2023-10-12T00:00", "PASS", "ok"),
    (returned("2023-10-01", "2023-10-03"), "2023-10-12T00:00", "WARN", "resubmitted_unsure"),
    (returned("2023-10-01", "2023-10-04"), "2023-10-12T00:00", "FAIL", "resubmitted_late"),
    (returned("2023-10-08T09:30", "后天"), "2023-10-12T00:00", "FAIL", "unreadable"),
    (returned(""), "2023-10-09T00:00", "TODO", "empty"),
    (case(), "2023-10-09T00:00", "PASS", "ok"),
    # 48 hours are plain hours, holidays or not.
    (returned("2023-10-06T17:30", "2023-10-08T17:30"), "2023-10-12T00:00", "PASS", "ok"),
]  # fmt: skip


@pytest.mark.parametrize(("held", "now", "verdict", "reason"), RETURNS)
def test_back_in_time(held: Case, now: str, verdict: str, reason: str) -> None:
    finding = judged(held, BACK, now, return_hours=48, deadlines=[PORTAL])
    assert told(finding) == (verdict, reason)


def test_only_the_last_return_counts() -> None:
    earlier = Return(at="2023-09-01T09:00", resubmitted_at="2023-09-09T09:00")
    last = Return(at="2023-10-05T09:00", resubmitted_at="2023-10-06T09:00")
    held = case(track=Track(returns=(last, earlier)))
    assert judged(held, BACK, return_hours=48, deadlines=[PORTAL]).verdict == "PASS"


def test_a_notice_without_a_term_judges_none() -> None:
    held = returned("2023-09-01T09:00", "2023-09-18T09:00")
    assert judged(held, {"op": "resubmitted"}).verdict == "PASS"


@pytest.mark.parametrize(
    ("returns", "verdict", "reason"),
    [
        ((Return(at="2023-09-01", remarks=(Remark(text="补章", resolved_at="2023-09-02"),)),),
         "PASS", "ok"),
        ((Return(at="2023-09-01", remarks=(Remark(text="补章"),)),), "FAIL", "remarks_open"),
        ((Return(at="2023-09-01"),), "TODO", "no_remarks"),
        ((Return(at="2023-09-01", resubmitted_at="2023-09-02"),), "PASS", "ok"),
        ((), "PASS", "ok"),
    ],
)  # fmt: skip
def test_every_remark_is_dealt_with(returns: tuple[Return, ...], verdict: str, reason: str) -> None:
    held = case(track=Track(returns=returns))
    assert told(judged(held, {"op": "remarks_resolved"})) == (verdict, reason)


def handed_in(*to: str) -> Case:
    return case(track=Track(submits=tuple(Submission(to=one) for one in to)))


MANY: list[tuple[str, Case, str]] = [
    ("applicant", handed_in("单位", "单位", "单位"), "PASS"),
    ("applicant", handed_in("单位", "单位", "单位", "单位"), "FAIL"),
    ("applicant", handed_in("单位", "", "", "单位"), "FAIL"),
    ("applicant", handed_in("单位", "县市", "主管", "评委会"), "PASS"),
    # What reached the committee was handed in before.
    ("applicant", handed_in("评委会", "评委会", "评委会", "评委会"), "FAIL"),
    ("platform", handed_in("单位", "单位", "单位", "单位"), "FAIL"),
    ("committee", handed_in("单位", "单位", "单位", "单位"), "PASS"),
    ("committee", handed_in("评委会", "评委会", "评委会"), "PASS"),
    ("committee", handed_in("单位", "评委会", "评委会", "评委会", "评委会"), "FAIL"),
    ("committee", case(), "PASS"),
]


@pytest.mark.parametrize(("counts", "held", "verdict"), MANY)
def test_submissions_as_the_notice_counts_them(counts: str, held: Case, verdict: str) -> None:
    terms: dict[str, Any] = {"max": 3, "counts": counts}
    assert judged(held, {"op": "submissions"}, submissions=terms).verdict == verdict


def test_a_notice_without_a_limit_counts_nothing() -> None:
    assert told(judged(handed_in(*["单位"] * 9), {"op": "submissions"})) == ("PASS", "ok")


@pytest.mark.parametrize(
    ("track", "once"),
    [
        (Track(), False),
        (Track(first_submit_at="2023-09-20T10:00"), True),
        (Track(submits=(Submission(),)), True),
    ],
)
def test_whether_anything_was_submitted(track: Track, once: bool) -> None:
    assert track.submitted is once


OBJECTION = {"op": "not_true", "field": "pub.objection"}


@pytest.mark.parametrize(
    ("pub", "verdict", "reason"),
    [
        (Publicity(end="2023-09-12", objection=False), "PASS", "ok"),
        (Publicity(end="2023-09-12", objection=True), "FAIL", "objection"),
        (Publicity(end="2023-09-12"), "TODO", "unanswered"),
        (Publicity(end="2023-09-20"), "OPEN", "objection_later"),
        (Publicity(), "OPEN", "objection_later"),
    ],
)
def test_objection_is_asked_for_when_the_period_is_over(
    pub: Publicity, verdict: str, reason: str
) -> None:
    assert told(judged(case(pub=pub), OBJECTION)) == (verdict, reason)


def test_a_day_before_the_title_is_told_as_a_day() -> None:
    held = case(title=Title(has=True, obtained="2018-06-20"), items=paper("2018-06-19"))
    facts = judged(held, SINCE).facts
    assert (facts["date"], facts["since"]) == ("2018年6月19日", "2018年6月20日")


def test_a_window_without_an_end_is_open() -> None:
    begun = PORTAL | {"start": "2023-09-01", "end": None}
    early, later = "2023-08-31T23:59", "2023-09-01T00:00"
    assert told(judged(case(), WINDOW, early, deadlines=[begun])) == ("OPEN", "not_yet_open")
    assert told(judged(case(), WINDOW, later, deadlines=[begun])) == ("OPEN", "open_without_end")


def test_a_window_without_a_beginning_is_told_by_its_end() -> None:
    finding = judged(submitted("2023-10-11"), WINDOW, "2023-10-12T00:00", deadlines=[PORTAL])
    assert finding.facts["span"] == "2023年10月10日 20:00截止"
