"""时间和费用: windows as they stand, the earlier of two terms, what the notice leaves unsaid."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.app.deadlines.timetable import Line, timetable
from desktop.app.library import new_case
from desktop.app.notices.installed import notice
from desktop.domain.case import Apply, Case, Return, Submission, Track
from desktop.domain.moments import BEIJING


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def lines(pack: str, now: str, case: Case | None = None) -> dict[str, Line]:
    told = notice(pack)
    return {line.title: line for line in timetable(case or new_case(told), told, at(now))}


@pytest.mark.parametrize(
    "pack,title,now,said,standing",
    [
        ("LC22", "网上申报", "2022-10-01T10:00", "2022年10月20日前截止", "还有 19 天"),
        ("LC22", "网上申报", "2022-10-20T10:00", "2022年10月20日前截止", "就在今天"),
        ("LC22", "网上申报", "2022-10-21T00:00", "2022年10月20日前截止", "已经截止"),
        ("GT23", "网上申报", "2023-10-10T19:59", "2023年10月10日 20:00截止", "今天截止"),
        ("GT23", "网上申报", "2023-10-10T20:01", "2023年10月10日 20:00截止", "已经截止"),
        ("BM24", "网上申报", "2024-07-01T10:00", "2024年7月10日至2024年7月30日", "还有 9 天开始"),
    ],
)
def test_a_window_says_how_it_stands(
    pack: str, title: str, now: str, said: str, standing: str
) -> None:
    found = next(line for name, line in lines(pack, now).items() if name.startswith(title))
    assert found.said == said
    assert found.now.startswith(standing)


def test_a_notice_without_a_window_says_that_it_has_none() -> None:
    found = lines("GJ21", "2021-10-08T10:00")["网上申报"]
    assert found.said == "时间通知未写，请问单位或受理部门"
    assert lines("LC22", "2022-10-01T10:00")["网上申报"].said != found.said


def test_how_late_a_paper_may_be_dated_is_no_window_to_act_in() -> None:
    found = lines("LC22", "2022-10-15T10:00")["论文发表"]
    assert found.now == ""
    assert found.mood == "plain"


def test_what_the_notice_leaves_unsaid_is_said() -> None:
    found = lines("ZZ23", "2023-07-20T10:00")
    assert found["评审费"].said == "金额通知未写"
    assert lines("BM24", "2024-07-20T10:00")["提交次数"].said == "次数限制通知未写"


def test_the_fee_is_that_of_the_kind_and_level() -> None:
    case = new_case(notice("BM24"))
    assert lines("BM24", "2024-07-20T10:00", case)["评审费"].said == "选好申报类型和级别后显示"
    chosen = case.model_copy(update={"apply": Apply(type="初次确定", level="初级")})
    assert lines("BM24", "2024-07-20T10:00", chosen)["评审费"].said == "100 元"


def _returned(moment: str) -> Case:
    track = Track(
        submits=(Submission(at="2023-10-05T10:00", to="评委会"),),
        returns=(Return(at=moment, by="评委会"),),
    )
    return new_case(notice("GT23")).model_copy(update={"track": track})


def test_the_earlier_of_term_and_closing_is_told() -> None:
    early = lines("GT23", "2023-10-06T12:00", _returned("2023-10-06T10:00"))["退回修改"]
    assert "最晚2023年10月8日 10:00提交（从退回时起 48 小时）" in early.now
    late = lines("GT23", "2023-10-09T22:00", _returned("2023-10-09T21:00"))["退回修改"]
    assert "最晚2023年10月10日 20:00提交（平台在这时关闭，比退回期限早）" in late.now


def test_submissions_are_counted_as_the_notice_counts_them() -> None:
    found = lines("GT23", "2023-10-06T12:00", _returned("2023-10-06T10:00"))["提交次数"]
    assert found.said == "提交到评委会最多 3 次"
    assert found.now == "已记 1 次，还可以提交 2 次"
