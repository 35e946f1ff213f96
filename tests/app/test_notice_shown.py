"""Choosing, comparing, outdated notices, and what a newer version changes."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desktop.app.notices.choice import choice
from desktop.app.notices.comparison import compare, differing
from desktop.app.notices.moving import finding_changes
from desktop.app.notices.quotes import find_all
from desktop.app.notices.validity import alarm
from desktop.app.notices.words import UNSAID
from desktop.domain.finding import Finding, Verdict
from tests.app.noticed import noticed

TODAY = date(2025, 7, 24)

# ---------------------------------------------------------------------- choosing


def test_a_choice_is_known_by_what_a_person_knows() -> None:
    found = noticed(
        text="初级、中级",
        audience="民营企业",
        deadlines=[{"id": "online", "title": "网上申报", "end": "2025-08-01", "edge": "excl"}],
    )
    facts = dict(choice(found, TODAY).facts)
    assert facts["年度和地区"] == "2025 年　某地"
    assert facts["专业和级别"] == "工程系列　林业　初级、中级"
    assert facts["谁可以报"] == "民营企业"
    assert facts["网上申报"].startswith("2025 年 8 月 1 日前（不含当日）")
    bare = dict(choice(noticed(levels=[]), TODAY).facts)
    assert bare["谁可以报"] == UNSAID
    assert bare["专业和级别"].endswith(f"级别{UNSAID}")
    assert bare["网上申报"] == f"时间{UNSAID}"


def test_that_it_is_too_late_is_said_before_anything_is_filled_in() -> None:
    found = noticed(
        deadlines=[{"id": "online", "title": "网上申报", "end": "2025-08-01", "edge": "incl"}],
    )
    online = {
        day: dict(choice(found, day).facts)["网上申报"]
        for day in (date(2025, 8, 1), date(2025, 8, 2))
    }
    assert online[date(2025, 8, 1)].startswith("截至 2025 年 8 月 1 日")
    assert online[date(2025, 8, 2)].startswith("已经截止：截至 2025 年 8 月 1 日")
    later = dict(choice(found, date(2026, 1, 1)).facts)
    assert later["年度和地区"] == "2025 年（往年的通知）　某地"


# ---------------------------------------------------------------------- still good?


@pytest.mark.parametrize(
    "terms,short",
    [
        ({}, None),
        ({"expires_on": "2025-07-24"}, None),
        ({"expires_on": "2025-07-23"}, "已过期"),
        ({"status": "expired"}, "已过期"),
        ({"status": "draft"}, "草稿，还没有复核"),
        ({"status": "draft", "expires_on": "2025-01-01"}, "已过期"),
    ],
)
def test_a_notice_is_good_until_its_day_is_over(terms: dict[str, Any], short: str | None) -> None:
    found = alarm(noticed(**terms), TODAY)
    assert (found.short if found else None) == short
    if found:
        assert found.happened
        assert found.means
        assert found.todo
    if terms.get("expires_on") and found:
        assert "年" in found.happened


# ---------------------------------------------------------------------- side by side


def test_what_only_one_notice_says_stands_against_unsaid() -> None:
    left = noticed(return_hours=48)
    groups = compare(left, noticed())
    pairs = {pair.about: pair for group in groups for pair in group.pairs}
    hours = pairs["退回后多久改好"]
    assert hours.differs
    assert hours.left.text == "48 小时内"
    assert hours.right.unsaid
    assert differing(groups) == 1
    assert not pairs["级别"].differs


def test_a_paper_only_one_wants_stands_where_it_has_it() -> None:
    def papers(*ids: str) -> list[dict[str, str]]:
        return [{"id": i, "title": i} for i in ids]

    left, right = noticed(papers=papers("a", "c")), noticed(papers=papers("a", "b", "c"))
    (shown,) = (g for g in compare(left, right) if g.title == "纸质材料")
    assert [pair.about for pair in shown.pairs] == ["a", "b", "c"]
    assert [pair.differs for pair in shown.pairs] == [False, True, False]
    (shown,) = (g for g in compare(noticed(), right) if g.title == "纸质材料")
    assert [pair.about for pair in shown.pairs] == ["a", "b", "c"]
    assert all(pair.left.unsaid for pair in shown.pairs)


def test_a_notice_does_not_differ_from_itself() -> None:
    assert differing(compare(noticed(), noticed())) == 0


# ---------------------------------------------------------------------- places of a sentence


@pytest.mark.parametrize(
    "text,sought,places",
    [
        ("甲乙丙", "乙", ["乙"]),
        ("请登\n  录系统", "登录", ["登\n  录"]),
        ("缴费380元/人,初级", "380元/人，初级", ["380元/人,初级"]),
        ("公示。再公示。", "公示", ["公示", "公示"]),
        ("QQ群", "qq", ["QQ"]),
        ("甲乙", "丙", []),
        ("甲乙", " ", []),
    ],
)
def test_a_sentence_is_found_whatever_lines_and_widths(
    text: str, sought: str, places: list[str]
) -> None:
    assert [text[a:b] for a, b in find_all(text, sought)] == places


# ---------------------------------------------------------------------- another version


def finding(rule: str, verdict: Verdict) -> Finding:
    return Finding(rule, verdict, f"说{rule}", "ok" if verdict is Verdict.PASS else "reminder")


def test_only_what_asks_something_of_the_person_counts_as_changed() -> None:
    before = [
        finding("same", Verdict.FAIL),
        finding("quiet", Verdict.PASS),
        finding("turned", Verdict.PASS),
        finding("gone", Verdict.TODO),
        finding("gone-quietly", Verdict.PASS),
    ]
    after = [
        finding("same", Verdict.FAIL),
        finding("quiet", Verdict.NA),
        finding("turned", Verdict.FAIL),
        finding("new", Verdict.TODO),
        finding("new-quietly", Verdict.INFO),
    ]
    changes = finding_changes(before, after)
    assert [change.say for change in changes] == ["说turned", "说new", "说gone"]
    turned, new, gone = (change.text for change in changes)
    assert "已符合 → 需修改" in turned
    assert new.startswith("新增“说new”")
    assert gone.startswith("不再检查“说gone”")
