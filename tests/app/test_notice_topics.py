"""The overview: what a notice says in words, its place, and 通知未写 for everything else."""

from __future__ import annotations

from typing import Any

import pytest

from desktop.app.notices.installed import notice
from desktop.app.notices.lines import Line, Said
from desktop.app.notices.quotes import find_all
from desktop.app.notices.topics import brief, overview
from desktop.app.notices.words import UNSAID, span
from desktop.domain.notice import Notice
from desktop.domain.terms import Deadline
from tests.app.noticed import PACKS, noticed, rule


def lines(found: Notice) -> dict[str, Line]:
    return {line.id: line for group in overview(found) for line in group.lines}


def said(found: Notice, line_id: str) -> list[str]:
    return [s.words for s in lines(found)[line_id].says]


# ---------------------------------------------------------------------- nothing is invented


def test_years_counted_from_the_notices_are_shown_as_they_are_checked() -> None:
    found = noticed(year=2024, assessment={"years": {"start": -1, "end": 1}})
    assert said(found, "years.assessment")[0].startswith("2023—2025 年")


def test_a_notice_that_says_nothing_is_shown_saying_nothing() -> None:
    found = noticed(levels=[], types=[], specialties=[], series="", region="", issuer="")
    for line in lines(found).values():
        for one in line.says:
            assert one.kind == "unsaid", (line.id, one.text)
            assert UNSAID in one.text


@pytest.mark.parametrize("pack", PACKS)
def test_every_place_named_is_in_the_notices_text(pack: str) -> None:
    found = notice(pack)
    for line in lines(found).values():
        for one in line.says:
            if one.source.quote:
                assert find_all(found.text, one.source.quote), (line.id, one.source)


@pytest.mark.parametrize("pack", PACKS)
def test_line_ids_are_there_once(pack: str) -> None:
    ids = [line.id for group in overview(notice(pack)) for line in group.lines]
    assert len(ids) == len(set(ids))


# ---------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    "window,words",
    [
        ({"start": "2024-07-10", "end": "2024-07-30"}, "2024 年 7 月 10 日至 7 月 30 日（含当日）"),
        (
            {"start": "2024-12-20", "end": "2025-01-05", "edge": "excl"},
            "2024 年 12 月 20 日至 2025 年 1 月 5 日前（不含当日）",
        ),
        (
            {"end": "2022-10-20", "edge": "ambiguous"},
            "2022 年 10 月 20 日前（当日算不算，通知未写）；什么时候开始，通知未写",
        ),
        ({"end": "2023-10-10T20:00"}, "截至 2023 年 10 月 10 日 20:00；什么时候开始，通知未写"),
        ({"end": "2025-06-01"}, "截至 2025 年 6 月 1 日（含当日）；什么时候开始，通知未写"),
        ({"start": "2024-07-10"}, "2024 年 7 月 10 日开始；什么时候截止，通知未写"),
        ({}, UNSAID),
    ],
)
def test_dates_say_what_the_last_day_is_worth(window: dict[str, Any], words: str) -> None:
    assert span(Deadline(id="online", title="网上申报", **window)) == words


def test_a_date_everybody_asks_for_is_there_even_where_the_notice_has_none() -> None:
    found = noticed(deadlines=[{"id": "online", "title": "网上申报", "end": "2025-06-01"}])
    assert said(found, "dates.paper") == [UNSAID]
    assert said(found, "dates.fee") == [UNSAID]


# ---------------------------------------------------------------------- counts and years


@pytest.mark.parametrize(
    "terms,words",
    [
        ({"min": 2000, "max": 3000}, "2000—3000 字"),
        ({"max": 2000}, "不超过 2000 字；最少多少，通知未写"),
        ({}, UNSAID),
    ],
)
def test_lengths_of_the_summary(terms: dict[str, int], words: str) -> None:
    assert said(noticed(summary=terms), "counts.summary") == [words]


@pytest.mark.parametrize(
    "years,words",
    [
        ([2021, 2022, 2023], "2021—2023 年"),
        ([-2, 0], "2023、2025 年"),
        ({"start": -3, "end": -1}, "2022—2024 年"),
        ({"start": "work", "end": 0}, "参加工作当年至 2025 年"),
        ({"start": "after_title", "end": 2020}, "取得现职称的次年至 2020 年"),
    ],
)
def test_years_are_told_as_the_notice_means_them(years: object, words: str) -> None:
    terms = {"years": years, "short_service": True}
    short = "工作不满这些年的，按实际年限"
    found = noticed(assessment=terms, text="2020、2021、2022、2023、2024、2025")
    assert said(found, "years.assessment") == [words, short]
    inferred = "（通知没有写明是哪几年，按通知年度推算）"
    unnamed = noticed(assessment=terms, text="近三年")
    assert said(unnamed, "years.assessment") == [words + inferred, short]


@pytest.mark.parametrize(
    "text,shown",
    [
        ("驻村人员免学", "驻村的，免相应年度"),
        ("可以免学", "符合条件的可以免；哪些人算，通知未写（提示按：驻村）"),
    ],
)
def test_who_is_exempt_is_not_put_into_the_notices_mouth(text: str, shown: str) -> None:
    terms = {"kind": "公需", "years": [2025], "exempt": [{"service": ["驻村"]}]}
    found = noticed(training=[terms], text=f"2025年公需科目，{text}")
    assert said(found, "years.training.公需") == ["2025 年", shown]


def test_an_exemption_leads_to_the_rule_that_is_about_it() -> None:
    told = {"say": "免试审批表", "quote": "填免试审批表", "clause": "八"}
    rules = [
        rule("photo", {"op": "none"}, page="attachments", quote="免冠照片"),
        rule(
            "form", {"op": "none"}, page="attachments", applies_when={"service": ["驻村"]}, **told
        ),
    ]
    terms = {"kind": "公需", "years": [2025], "exempt": [{"service": ["驻村"]}]}
    found = noticed(training=[terms], rules=rules, text="2025年，免冠照片，驻村的填免试审批表")
    assert lines(found)["years.training.公需"].says[1].source.clause == "八"


def test_levels_the_notice_does_not_name_are_told_so() -> None:
    for text in ("初级和中级均可", "中、初级均可"):
        assert said(noticed(text=text), "who.levels") == ["初级、中级"]
    assert said(noticed(text="中级"), "who.levels") == ["初级、中级（通知没有逐一写出）"]


def test_name_and_unit_in_the_summary() -> None:
    form = {
        "kind": "summary",
        "title": "总结",
        "mode": "print",
        "clause": "附件2",
        "quote": "总结（式样）",
        "content": [{"piece": "title", "wording": "head"}, {"piece": "summary"}],
    }
    wording = {"head": "{name}同志业务工作总结"}
    assert said(noticed(), "counts.identity") == [UNSAID]
    hidden = noticed(summary={"identity_allowed": False})
    assert said(hidden, "counts.identity") == ["不能出现本人姓名和工作单位"]
    shown = noticed(documents=[form], wording=wording, text="总结（式样）")
    assert said(shown, "counts.identity") == ["式样要写明本人姓名、工作单位"]
    (one,) = lines(shown)["counts.identity"].says
    assert one.source.quote == "总结（式样）"


def test_what_is_only_told_about_paying_and_handing_in_is_on_the_page() -> None:
    told = [
        rule("fee", {"op": "none"}, kind="remind", stage="fee", say="加群缴费", quote="加群"),
        rule("paper", {"op": "tick"}, kind="confirm", stage="paper", say="带齐原件", quote="带齐"),
    ]
    found = noticed(rules=told, text="加群，带齐")
    assert said(found, "after.paying") == ["加群缴费"]
    assert said(found, "papers.handing") == ["带齐原件"]
    assert "papers.handing" not in lines(noticed())


def test_what_is_asked_of_no_other_level_is_not_wanted_or_unsaid() -> None:
    training = [{"kind": "公需", "years": [2024], "levels": ["中级"]}]
    assert said(noticed(training=training, text="2024"), "years.training.公需") == [
        "中级：2024 年",
        "初级：通知未写",
    ]
    excuse = rule(
        "ce.junior",
        {"op": "none"},
        kind="remind",
        page="training",
        applies_when={"level": ["初级"]},
        say="初级不硬性要求继续教育",
        clause="六",
        quote="不作硬性要求",
    )
    found = noticed(training=training, rules=[excuse], text="2024年继续教育学时不作硬性要求。")
    line = lines(found)["years.training.公需"]
    assert [s.kind for s in line.says] == ["said", "waived"]
    assert line.says[1].words == "不要求：初级不硬性要求继续教育"
    assert line.says[1].source.quote == "不作硬性要求"


# ---------------------------------------------------------------------- documents and papers


@pytest.mark.parametrize(
    "terms,words",
    [
        ({"mode": "never"}, "平台生成，不要自己做"),
        (
            {"mode": "print", "sign": ["单位负责人"], "seal": True, "copies": 2},
            "打印后单位负责人签字，盖公章；2 份",
        ),
        (
            {"mode": "copy", "sign": ["承诺人"], "fingerprint": True},
            "照范本手抄，承诺人签字，按手印；份数通知未写",
        ),
        ({"mode": "copy", "all_by_hand": True, "copies": 1}, "全部手写；1 份"),
        ({"mode": "form", "seal": True, "copies": 1}, "填表，盖公章；1 份"),
        (
            {"mode": "form", "copies": 1, "applies_when": {"first_time": True}},
            "填表；只有部分人需要；1 份",
        ),
    ],
)
def test_documents_say_how_they_come_about(terms: dict[str, Any], words: str) -> None:
    content = [] if terms["mode"] == "never" else [{"piece": "title", "wording": "公示"}]
    document = {"kind": "paper", "title": "公示", "content": content, **terms}
    found = noticed(documents=[document])
    assert said(found, "documents.paper") == [words]


@pytest.mark.parametrize(
    "terms,words",
    [
        ({}, "份数通知未写"),
        ({"originals": 1, "copies": 0}, "原件 1 份，不要复印件"),
        ({"copies": 2, "size": "A4", "duplex": True}, "原件通知未写，复印件 2 份；A4；双面打印"),
    ],
)
def test_papers_tell_not_wanted_from_unsaid(terms: dict[str, Any], words: str) -> None:
    found = noticed(papers=[{"id": "id_card", "title": "身份证", **terms}])
    assert said(found, "papers.id_card") == [words]


def test_file_names_not_wanted_are_not_unsaid() -> None:
    kinds = {}
    for wanted in (True, False, None):
        (one,) = lines(noticed(files={"content_names": wanted}))["mask.names"].says
        kinds[wanted] = one.kind
    assert kinds == {True: "said", False: "waived", None: "unsaid"}


# ---------------------------------------------------------------------- places


def test_a_term_without_a_sentence_is_found_by_the_rule_that_checks_it() -> None:
    back = rule("back", {"op": "workdays", "start": "pub.start", "end": "pub.end"})
    found = noticed(
        publicity_workdays=5,
        rules=[back | {"clause": "三", "quote": "公示5个工作日"}],
        text="三、公示5个工作日。",
    )
    (one,) = lines(found)["counts.publicity"].says
    assert one.text == "不少于 5 个工作日"
    assert (one.source.clause, one.source.quote) == ("三", "公示5个工作日")


def test_words_of_the_notice_itself_are_found_in_its_text() -> None:
    found = noticed(platform_url="https://example.invalid/", text="登录example.invalid申报")
    (one,) = lines(found)["platform.url"].says
    assert one == Said("https://example.invalid/", one.source)
    assert one.source.quote == "example.invalid"


def test_the_brief_overview_has_lines_of_the_whole_one_that_say_something() -> None:
    found = notice("BM24")
    shown = brief(found)
    assert shown
    assert not any(line.unsaid for line in shown)
    assert all(line == lines(found)[line.id] for line in shown)
