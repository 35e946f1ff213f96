"""审核 ≤ 公示开始 < 公示结束 < 公示结果 ≤ 推荐意见 ≤ 提交."""

from __future__ import annotations

import pytest

from desktop.app.notices.installed import notice
from desktop.app.publicity.order_of_days import breaches, order_of_days
from desktop.domain.case import Submission
from desktop.domain.change import put
from tests.documents.cases import full

RIGHT = {
    "unit_audit.at": "2024-07-19T10:00",
    "pub.start": "2024-07-22",
    "pub.end": "2024-07-29",
    "pub.result_date": "2024-07-30",
    "pub.recommend_date": "2024-07-30",
    "track.first_submit_at": "2024-07-30T16:00",
}


def told(pack: str = "BM24", **changes: object) -> tuple[str, ...]:
    case = full(pack)
    for path, value in (RIGHT | {k.replace("__", "."): v for k, v in changes.items()}).items():
        case = put(case, path, value)
    return order_of_days(case, notice(pack))


@pytest.mark.parametrize("pack", ["LC22", "GT23", "BM24", "ZZ23", "GJ21"])
def test_days_in_their_order_break_nothing(pack: str) -> None:
    assert told(pack) == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"unit_audit__at": "2024-07-23T09:00"},
            "公示开始（2024年7月22日）不能早于单位审核（2024年7月23日）。",
        ),
        (
            {"pub__end": "2024-07-22"},
            "公示结束（2024年7月22日）必须晚于公示开始（2024年7月22日）。",
        ),
        (
            {"pub__result_date": "2024-07-29"},
            "公示结果（2024年7月29日）必须晚于公示结束（2024年7月29日）。",
        ),
        (
            {"pub__recommend_date": "2024-07-29"},
            "推荐意见（2024年7月29日）不能早于公示结果（2024年7月30日）。",
        ),
        (
            {"track__first_submit_at": "2024-07-29T16:00"},
            "提交（2024年7月29日）不能早于推荐意见（2024年7月30日）。",
        ),
    ],
)
def test_each_step_that_comes_too_early_is_named(changes: dict[str, str], sentence: str) -> None:
    assert told(**changes) == (sentence,)


def test_a_check_on_the_day_itself_is_in_time() -> None:
    assert told(unit_audit__at="2024-07-22T18:00") == ()


def test_what_is_missing_is_stepped_over_and_still_takes_its_day() -> None:
    assert told(pub__end="", pub__result_date="2024-07-22") == (
        "公示结果（2024年7月22日）必须晚于公示开始（2024年7月22日）。",
    )
    assert told(pub__recommend_date="", track__first_submit_at="2024-07-30") == ()


def test_what_cannot_be_read_breaks_nothing() -> None:
    assert told(pub__start="七月", unit_audit__at="2024-07-25") == ()


def test_the_last_submission_counts_since_it_makes_the_first_good() -> None:
    again = [Submission(id="s1", at="2024-07-31T09:00", to="单位")]
    assert told(track__first_submit_at="2024-07-25T09:00", track__submits=again) == ()


def test_where_posting_comes_after_the_platforms_check_it_is_only_pointed_out() -> None:
    case = full("LC22")
    for path, value in (RIGHT | {"track.first_submit_at": "2024-07-10"}).items():
        case = put(case, path, value)
    (breach,) = breaches(case, notice("LC22"))
    assert not breach.firm
    assert "只作提醒" in breach.sentence


@pytest.mark.parametrize(("pack", "clause"), [("ZZ23", "二"), ("GJ21", "五"), ("BM24", "")])
def test_the_notices_own_words_stand_beside_it_where_it_says_so(pack: str, clause: str) -> None:
    case = full(pack)
    for path, value in (RIGHT | {"unit_audit.at": "2024-07-24"}).items():
        case = put(case, path, value)
    (breach,) = breaches(case, notice(pack))
    assert breach.clause == clause
    assert breach.path == "pub.start"
    assert breach.other == "unit_audit.at"
