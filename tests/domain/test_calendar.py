"""Working days: the worked examples, make-up days, the region's own holidays, unknown years."""

from __future__ import annotations

from datetime import date

import pytest

from desktop import paths
from desktop.app.notices.installed import notice as load_notice
from desktop.domain.case import Case, Return, Submission, Title, Track, Unit, Work
from desktop.domain.derived import (
    fee,
    latest_publicity_start,
    publicity_days,
    publicity_end,
    return_deadline,
    return_due,
    submissions_left,
)
from desktop.domain.tenure import Span, dispatched_months, in_profession, in_title
from desktop.domain.workdays import Calendar
from desktop.notices.calendars import load_calendar
from tests.domain.good import at, good, moment, notice, sets

CALENDAR = load_calendar(["national", "xinjiang"], paths.resources())
NATIONAL = load_calendar(["national"], paths.resources())

ENDS = [
    ("2024-07-22", "2024-07-29", "2024-07-26"),
    ("2024-07-15", "2024-07-22", "2024-07-19"),
    ("2023-09-27", "2023-10-10", "2023-10-09"),
    ("2022-09-28", "2022-10-10", "2022-10-09"),
    ("2021-09-24", "2021-09-30", "2021-09-29"),
    ("2023-08-21", "2023-08-28", "2023-08-25"),
    ("2024-07-13", "2024-07-19", "2024-07-19"),
    ("2025-06-03", "2025-06-13", "2025-06-12"),
    ("2022-07-06", "2022-07-18", "2022-07-15"),
    ("2026-09-18", "2026-09-24", "2026-09-23"),
]


@pytest.mark.parametrize(("start", "end", "if_first_counts"), ENDS)
def test_end_of_publicity(start: str, end: str, if_first_counts: str) -> None:
    found = publicity_end(start, CALENDAR)
    assert found is not None
    assert (found.day.isoformat(), found.day_if_first_counts.isoformat()) == (end, if_first_counts)


@pytest.mark.parametrize(
    ("start", "end"), [("2025-06-03", "2025-06-10"), ("2022-07-06", "2022-07-13")]
)
def test_the_national_calendar_alone_errs_at_the_regions_holidays(start: str, end: str) -> None:
    found = publicity_end(start, NATIONAL)
    assert found is not None
    assert found.day.isoformat() == end


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2023-10-07", True),  # a Saturday worked in exchange
        ("2021-09-26", True),
        ("2026-09-20", True),
        ("2024-07-20", False),
        ("2024-06-10", False),
        ("2023-06-28", False),  # 古尔邦节
        ("2022-05-05", False),  # 肉孜节
        ("2024-06-17", None),  # probably off, not confirmed
        ("2024-07-15", True),
    ],
)
def test_workday(day: str, works: bool | None) -> None:
    assert CALENDAR.is_workday(date.fromisoformat(day)) is works


def test_a_year_without_data_gives_no_end() -> None:
    assert publicity_end("2030-07-01", CALENDAR) is None
    assert publicity_days("2030-07-01", "2030-07-09", CALENDAR) is None
    assert not CALENDAR.count(date(2026, 12, 28), date(2027, 1, 4)).known
    assert not Calendar().count(date(2024, 7, 1), date(2024, 7, 2)).known


def test_what_is_no_day_has_no_end() -> None:
    assert publicity_end("下周一", CALENDAR) is None
    assert publicity_end("2024-07", CALENDAR) is None


def test_a_period_is_not_counted_back_into_years_without_data() -> None:
    first = next(year for year in range(1990, 2100) if CALENDAR.knows(year))
    assert CALENDAR.before(date(first, 1, 5), 20) is None
    assert CALENDAR.before(date(first - 1, 12, 31), 1) is None


def test_every_day_named_off_and_worked_makes_sense() -> None:
    for layer in CALENDAR.layers:
        for year in layer.years:
            assert year.source
            assert all(day.weekday() >= 5 for day in year.work)
            assert not year.work & year.off
            assert (year.status == "inferred") == bool(year.unsure)


def test_days_both_ways() -> None:
    found = publicity_days("2024-07-22", "2024-07-26", CALENDAR)
    assert found is not None
    assert (found.workdays, found.workdays_with_first, found.days) == (4, 5, 5)
    assert publicity_days("2024-07-26", "2024-07-22", CALENDAR) is None


def test_latest_start() -> None:
    latest = latest_publicity_start(notice())
    assert latest is not None
    assert latest.isoformat() == "2024-07-22"


@pytest.mark.parametrize(
    ("obtained", "now", "span"),
    [
        ("2016-11", "2023-10-09T10:00", Span(6, 11)),
        ("2016-11", "2023-11-01T00:00", Span(7, 0)),
        ("2024-08", "2024-07-24T10:00", None),
        ("", "2024-07-24T10:00", None),
    ],
)
def test_years_in_title(obtained: str, now: str, span: Span | None) -> None:
    case = good().model_copy(update={"title": Title(has=True, obtained=obtained)})
    assert in_title(case, moment(now)) == span


def works(*spans: tuple[str, str]) -> Case:
    entries = tuple(Work(start=a, end=b, professional=True) for a, b in spans)
    return good().model_copy(update={"work": entries})


@pytest.mark.parametrize(
    ("spans", "span"),
    [
        ((("2012-08", "2017-03"), ("2017-04", "至今")), Span(11, 11)),
        ((("2012-08", "2017-03"), ("2016-01", "2017-03")), Span(4, 8)),
        ((("2020-01", "2020-12"),), Span(1, 0)),
        ((("2020-01", ""),), None),
        ((), None),
    ],
)
def test_years_in_profession(spans: tuple[tuple[str, str], ...], span: Span | None) -> None:
    assert in_profession(works(*spans), moment("2024-07-24T10:00")) == span


def test_months_of_dispatch() -> None:
    case = good().model_copy(update={"unit": Unit(dispatched_since="2023-08")})
    assert dispatched_months(case, moment("2024-07-20T12:00")) == 11


@pytest.mark.parametrize(
    ("kind", "level", "yuan"),
    [
        ("评审", "中级", 380),
        ("评审", "初级", 220),
        ("初次确定", "初级", 100),
        ("初次确定", "中级", 380),
        ("授予", "中级", 380),
        ("授予", "初级", None),
        ("评审", "高级", None),
    ],
)
def test_fee(kind: str, level: str, yuan: int | None) -> None:
    found = fee(sets(apply__type=kind, apply__level=level)(good()), notice())
    assert (found.yuan if found else None) == yuan


@pytest.mark.parametrize(
    ("returned", "due", "earliest"),
    [
        ("2023-10-08T09:30", "2023-10-10T09:30", "2023-10-10T09:30"),
        ("2023-10-09T18:00", "2023-10-11T18:00", "2023-10-10T20:00"),
    ],
)
def test_return_deadline(returned: str, due: str, earliest: str) -> None:
    found = return_deadline(returned, 48, moment("2023-10-10T20:00"))
    assert found is not None
    assert (found.due, found.earliest) == (moment(due), moment(earliest))


def test_fee_is_not_guessed_from_nothing() -> None:
    assert fee(at("apply.type", "")(good()), notice()) is None


LEFT = [
    ("LC22", ["单位", "单位"], 1),
    ("GT23", ["单位", "单位", "评委会"], 2),
    ("ZZ23", ["评委会"] * 5, 0),
    ("GJ21", ["单位"], 2),
    ("BM24", ["单位"] * 9, None),
]


@pytest.mark.parametrize(("pack", "submits", "left"), LEFT)
def test_submissions_left_as_each_notice_counts(
    pack: str, submits: list[str], left: int | None
) -> None:
    track = Track(submits=tuple(Submission(to=to) for to in submits))
    case = good().model_copy(update={"track": track})
    assert submissions_left(case, load_notice(pack)) == left


@pytest.mark.parametrize("pack", ["LC22", "GT23", "ZZ23", "GJ21"])
def test_no_latest_start_where_the_notice_names_no_days_or_no_end(pack: str) -> None:
    assert latest_publicity_start(load_notice(pack)) is None


def test_a_term_is_shown_only_while_something_is_out() -> None:
    gt23, gj21 = load_notice("GT23"), load_notice("GJ21")
    out = Return(at="2023-10-09T18:00")
    back = out.model_copy(update={"resubmitted_at": "2023-10-10T09:00"})
    case = good()
    assert return_due(case, gt23) is None
    case = case.model_copy(update={"track": Track(returns=(back,))})
    assert return_due(case, gt23) is None
    case = case.model_copy(update={"track": Track(returns=(back, Return(at="昨天")))})
    assert return_due(case, gt23) is None
    case = case.model_copy(update={"track": Track(returns=(out,))})
    with_portal, without = return_due(case, gt23), return_due(case, gj21)
    assert with_portal is not None
    assert without is not None
    # GJ21 names no closing of its portal: the 48 hours stand alone.
    assert with_portal.earliest == moment("2023-10-10T20:00")
    assert without.earliest == moment("2023-10-11T18:00")
