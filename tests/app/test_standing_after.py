"""How a case stands after it went out, and what is reminded of while the program is open."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.deadlines import reminders
from desktop.app.deadlines.ledger import account
from desktop.app.deadlines.reminders import away, known
from desktop.app.deadlines.standing import Tracked, tracked
from tests.app.dated import a_case, at, notice, returned, submits


def now(pack: str, moment: str, **values: Any) -> Tracked:
    return tracked(a_case(pack, **values), notice(pack), at(moment))


RETURNED: dict[str, Any] = {
    "track__submits": submits("评委会"),
    "track__first_submit_at": "2023-10-01T10:00",
}


def test_a_return_is_told_with_its_last_moment_and_what_is_left() -> None:
    told = now("GT23", "2023-10-07T02:40", track__returns=returned("2023-10-06T10:00"), **RETURNED)
    assert told.said == "10月6日（周五）10:00 被退回（评委会），要改好再提交。"
    assert told.clock == "还剩 31 小时 20 分"
    assert told.mood == "care"
    assert told.more == (
        "最晚 10月8日（周日）10:00 提交（北京时间）。",
        "从退回时起 48 小时，夜里、周末和节假日也算。",
        "提交到评委会最多 3 次，已记 1 次，还可以提交 2 次。",
    )
    assert told.acts[0] == "resubmitted"
    assert told.due
    assert "48小时" in told.quote


def test_submitting_again_is_not_the_next_step_while_a_remark_is_open() -> None:
    out: dict[str, Any] = {"track__returns": returned("2023-10-06T10:00", "", "甲"), **RETURNED}
    assert not now("GT23", "2023-10-07T02:40", **out).due


def test_where_the_platform_closes_first_that_counts() -> None:
    told = now("GT23", "2023-10-10T19:00", track__returns=returned("2023-10-09T18:00"), **RETURNED)
    assert told.clock == "还剩 1 小时"
    assert "平台在这时关闭，比退回期限早。" in told.more


def test_a_term_the_notice_does_not_set_is_not_made_up() -> None:
    told = now("BM24", "2024-07-25T10:00", track__returns=returned("2024-07-24T10:00"))
    assert told.clock == ""
    assert told.more[0].startswith("退回以后几小时内改好，通知未写")
    assert told.more[1] == "最多可以提交几次，通知未写。"


def test_a_return_without_a_readable_moment_says_so() -> None:
    told = now("GT23", "2023-10-07T02:40", track__returns=returned("昨天"))
    assert "等审核" not in told.said


@pytest.mark.parametrize(
    ("moment", "clock", "mood"),
    [
        ("2024-07-05T10:00", "网上申报：还有 5 天开始", "plain"),
        ("2024-07-24T10:00", "网上申报：还有 6 天", "plain"),
        ("2024-07-28T10:00", "网上申报：还有 2 天", "care"),
        ("2024-07-30T23:00", "网上申报：今天截止", "care"),
        ("2024-07-31T00:00", "网上申报：已经截止", "care"),
    ],
)
def test_before_it_is_submitted_the_window_is_told(moment: str, clock: str, mood: str) -> None:
    told = now("BM24", moment)
    assert (told.clock, told.mood, told.acts[0]) == (clock, mood, "submitted")


def test_a_window_the_notice_leaves_open_is_said_to_be() -> None:
    told = now("GJ21", "2021-09-01T10:00")
    assert told.clock == ""
    assert "网上申报的时间通知未写，请问受理部门。" in told.more


def test_submitted_waits_for_the_check() -> None:
    told = now("GT23", "2023-10-07T10:00", **RETURNED)
    assert told.said == "10月1日（周日）10:00 提交，等审核。"
    assert told.acts == ("passed", "returned", "submitted")


def test_passed_leads_to_fee_and_paper_then_to_the_result() -> None:
    passed: dict[str, Any] = {
        "track__first_submit_at": "2024-07-25T10:00",
        "track__passed_at": "2024-08-09T10:00",
    }
    chosen: dict[str, Any] = {"apply__type": "评审", "apply__level": "中级"}
    told = now("BM24", "2024-08-10T10:00", **passed, **chosen)
    assert told.said == "8月9日（周五）审核通过。接下来："
    assert told.more[0] == "缴费 380 元：8月12日（周一）至8月20日（周二），还有 2 天开始。"
    assert told.acts[0] == "paid"
    told = now("BM24", "2024-08-18T10:00", **passed, **chosen)
    assert told.mood == "care"
    told = now("BM24", "2024-08-18T10:00", track__paid_at="2024-08-13T10:00", **passed)
    assert told.said == "8月9日（周五）审核通过，等评审结果。"
    assert told.acts == ()


def test_paper_is_wanted_where_the_notice_wants_any() -> None:
    told = now(
        "LC22",
        "2022-11-01T10:00",
        track__first_submit_at="2022-10-10T10:00",
        track__passed_at="2022-10-28T10:00",
    )
    assert {"delivered", "mailed"} <= set(told.acts)
    assert any(line.startswith("交纸质材料：") for line in told.more)


def test_the_result_ends_it() -> None:
    assert now("BM24", "2024-10-01T10:00", track__result="通过").said == "评审结果：通过。"


# ------------------------------------------------------------------ reminders


def told_at(moment: str, put_away: tuple[str, ...] = (), **values: Any) -> tuple[str, ...]:
    pack = values.pop("pack", "GT23")
    one = account(a_case(pack, **values), notice(pack), at(moment))
    return tuple(r.said for r in reminders.reminders([one], at(moment), put_away))


def keys(moment: str, **values: Any) -> list[str]:
    one = account(a_case("GT23", **values), notice("GT23"), at(moment))
    return [r.key for r in reminders.reminders([one], at(moment))]


def test_a_return_that_runs_is_told_whenever_the_program_is_open() -> None:
    out: dict[str, Any] = {"track__returns": returned("2023-10-06T10:00"), **RETURNED}
    (said,) = told_at("2023-10-06T12:00", **out)
    assert said == "退回的材料最晚重新提交：10月8日（周日）10:00，还剩 46 小时。某c1。"


def test_put_away_it_comes_again_when_less_is_left_and_not_sooner() -> None:
    out: dict[str, Any] = {"track__returns": returned("2023-10-06T10:00"), **RETURNED}
    first = keys("2023-10-06T12:00", **out)
    assert keys("2023-10-07T09:59", **out) == first
    assert told_at("2023-10-07T09:59", tuple(first), **out) == ()
    later = keys("2023-10-07T10:00", **out)
    assert later != first
    assert told_at("2023-10-07T10:00", tuple(first), **out)
    levels = {
        keys(f"2023-10-{moment}", **out)[0].partition("@")[2]
        for moment in ("06T12:00", "07T10:00", "08T04:00", "08T09:00", "08T10:01")
    }
    assert levels == {"48h", "24h", "6h", "1h", "over"}


def test_a_window_is_told_from_three_days_before() -> None:
    assert told_at("2024-07-26T10:00", pack="BM24") == ()
    (said,) = told_at("2024-07-28T10:00", pack="BM24")
    assert said == "网上申报截止：7月30日（周二），还有 2 天。某c1。"
    sent: dict[str, Any] = {"track__first_submit_at": "2024-07-27T10:00"}
    assert told_at("2024-07-28T10:00", pack="BM24", **sent) == ()
    assert told_at("2024-07-31T10:00", pack="BM24") == ()


def test_what_is_put_away_is_kept_and_nothing_unreadable() -> None:
    kept = away(["a", "b"], "a")
    assert kept == ["b", "a"]
    assert len(away([str(n) for n in range(500)], "x")) == 200
    assert list(known({"a": 1})) == []
    assert list(known(["a", 3, None])) == ["a"]
