"""Counting 字, cleaning what is typed, finding names, reading dates."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from desktop.domain.case import Case, Person, Unit, Work
from desktop.domain.cleaning import clean
from desktop.domain.identity import (
    birth_of,
    check_character,
    gender_of,
    id_problem,
    mentions,
    unit_core,
)
from desktop.domain.moments import (
    Edge,
    beijing,
    chinese_day,
    chinese_month,
    chinese_weekday,
    closing,
    day,
    extent,
    instant,
    month,
    position,
    written,
)
from desktop.domain.wordcount import count
from desktop.domain.wording import fill, first_difference, places, same
from tests.domain.good import moment


@pytest.mark.parametrize(
    ("text", "low", "high", "nonblank"),
    [
        ("", 0, 0, 0),
        ("工作总结", 4, 4, 4),
        ("工作，总结。", 6, 6, 6),
        ("完成 1200 亩", 4, 4, 7),
        ("GB/T 9704-2012标准", 4, 4, 15),
        ("他说“好”", 5, 5, 5),
        ("一——二", 3, 4, 4),
        ("等……", 2, 3, 3),
        ("买买提·艾力", 6, 6, 6),
        ("3·5", 1, 3, 3),
        (" \n\t\u3000", 0, 0, 0),
        ("张䶮𬭎", 3, 3, 3),
        ("a\u200bb", 1, 1, 2),
        ("林\ufe00地\U000e0100", 2, 2, 2),
        ("①林", 2, 2, 2),
    ],
)
def test_word_count(text: str, low: int, high: int, nonblank: int) -> None:
    found = count(text)
    assert (found.low, found.high, found.nonblank) == (low, high, nonblank)


@pytest.mark.parametrize(
    ("where", "typed", "stored"),
    [
        ("person.name", " 阿依努尔 • 吐尔洪 ", "阿依努尔·吐尔洪"),
        ("person.name", "阿依努尔．吐尔洪", "阿依努尔·吐尔洪"),
        ("person.name", "阿依努尔.吐尔洪", "阿依努尔·吐尔洪"),
        ("person.name", "阿依努尔‧吐尔洪", "阿依努尔·吐尔洪"),
        ("person.name", "王　雪", "王雪"),
        ("person.name", "张䶮", "张䶮"),
        ("person.name", "\u200b李\ufeff明", "李明"),
        ("items.a1.witness.name", "买买提•艾力", "买买提·艾力"),
        ("person.id_no", " ６５９９０１ 1990 1025 009x ", "65990119901025009X"),
        ("person.phone", "１９９ 0000 0008", "19900000008"),
        ("items.a1.witness.contact", "0996 2000000", "09962000000"),
        ("person.birth", "1990年3月", "1990-03"),
        ("title.obtained", "2019.6", "2019-06"),
        ("title.obtained", "2019/6/8", "2019-06-08"),
        ("work.k1.start", "201208", "2012-08"),
        ("work.k1.end", "今", "至今"),
        ("work.k1.end", "至今", "至今"),
        ("pub.start", "2024年7月2日", "2024-07-02"),
        ("pub.start", "20240702", "2024-07-02"),
        ("pub.start", "下周一", "下周一"),
        ("track.first_submit_at", "2024-7-24 17:30", "2024-07-24T17:30"),
        ("track.first_submit_at", "2024-07-24T17:30", "2024-07-24T17:30"),
        ("papers.pledge.date", "2024.7.2", "2024-07-02"),
        ("unit.name", "  巴州  胡杨\n公司 ", "巴州 胡杨 公司"),
        ("summary.text", "第一段\r\n第二段  ", "第一段\n第二段  "),
        ("items.a1.intro", "一\n二", "一\n二"),
        ("number", "ａ 1", "A1"),
        ("pub.office", "综合", "综合"),
        ("pub.office", " 综合办公室 ", "综合"),
        ("pub.office", "综合 办公室办公室", "综合"),
        ("pub.office", "办公室", "办公室"),
    ],
)
def test_clean(where: str, typed: str, stored: str) -> None:
    assert clean(where, typed) == stored
    assert clean(where, stored) == stored


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("659901199010250093", None),
        ("65990119880312093X", None),
        ("65990119880312093x", "characters"),
        ("659901199010250094", "checksum"),
        ("65990119901025009", "length"),
        ("659901199013250093", "birth"),
        ("659901199002300093", "birth"),
        ("６59901199010250093", "characters"),
        ("65990119901025OO93", "characters"),
    ],
)
def test_id_number(number: str, problem: str | None) -> None:
    assert id_problem(number) == problem


def test_what_an_id_number_says() -> None:
    assert str(birth_of("659901199010250093")) == "1990-10-25"
    assert (gender_of("659901199010250093"), gender_of("659901199804160102")) == ("男", "女")
    assert check_character("65990119901025009") == "3"


@pytest.mark.parametrize(
    "number", ["", "659901", "65990119901O2500SX", "６５９９０１１９９０１０２５００９"]
)
def test_what_is_no_id_number_says_nothing(number: str) -> None:
    assert (birth_of(number), gender_of(number)) == (None, "")


@pytest.mark.parametrize(
    ("name", "core"),
    [
        ("巴州绿笙林业工程有限公司", "绿笙林业工程"),
        ("焉耆县沃笙生态有限公司", "沃笙生态"),
        ("新疆维吾尔自治区库尔勒市绿洲园林股份有限公司", "绿洲园林"),
        ("新疆绿笙（巴州）林业有限责任公司", "绿笙林业"),
        ("新疆林业有限公司", "林业"),
    ],
)
def test_unit_core(name: str, core: str) -> None:
    assert unit_core(name) == core


def applicant(name: str = "吐尔逊江·艾合买提", unit: str = "巴州绿笙林业工程有限公司") -> Case:
    return Case(
        case_id="c",
        pack_id="BM24",
        pack_version=1,
        person=Person(name=name),
        unit=Unit(name=unit, aliases=("绿笙公司", "LvSheng")),
        work=(Work(unit="某县林业工作站"), Work(unit="同上（派驻若羌）")),
    )


@pytest.mark.parametrize("mark", [*"·•・･‧⋅∙᛫．. -", "", " · ", "·\n"])
def test_every_spelling_of_the_interpunct_is_found(mark: str) -> None:
    text = f"我是吐尔逊江{mark}艾合买提，搞造林"
    (found,) = mentions(text, applicant())
    assert (found.kind, text[found.start : found.end]) == ("name", f"吐尔逊江{mark}艾合买提")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("吐尔逊江主持", ["given_name"]),
        ("艾合买提主持", []),
        ("绿 笙 公司", ["alias"]),
        ("ＬＶＳＨＥＮＧ项目", ["alias"]),
        ("巴州绿笙林业\n工程有限公司", ["unit"]),
        ("绿笙林业工程部", ["unit_core"]),
        ("某县林业工作站和绿笙公司", ["previous_unit", "alias"]),
        ("派驻若羌", []),
        ("造林面积一万亩", []),
    ],
)
def test_mentions(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in mentions(text, applicant())] == kinds


@pytest.mark.parametrize(
    ("name", "text", "kinds"),
    [
        ("王雪", "王雪同志", ["name"]),
        ("王雪", "王　雪同志", ["name"]),
        ("王雪", "走访国王\n雪山造林", []),
        ("张建国", "建国同志", ["maybe_given_name"]),
        ("欧阳建国", "建国同志", ["maybe_given_name"]),
        ("欧阳雪", "阳雪同志", []),
        ("王雪", "雪山造林", []),
    ],
)
def test_han_names(name: str, text: str, kinds: list[str]) -> None:
    assert [found.kind for found in mentions(text, applicant(name))] == kinds


@pytest.mark.parametrize(
    ("unit", "text", "kinds"),
    [
        ("新疆林业有限公司", "从事林业工作", []),
        ("新疆林业规划设计有限公司", "从事林业规划设计", ["maybe_unit_core"]),
        ("新疆林业规划设计有限公司", "从事林业规划", []),
        ("巴州云笙林业工程有限公司", "云笙林业的苗圃", ["maybe_unit_core"]),
        ("巴州云笙林业工程有限公司", "进入云笙公司", ["maybe_unit_core"]),
        ("巴州云笙林业工程有限公司", "云笙林", []),
        ("新疆林业规划设计有限公司", "新疆林业规划设计有限公司", ["unit"]),
        ("巴州绿笙有限公司", "绿笙项目", ["maybe_unit_core"]),
    ],
)
def test_words_of_the_trade_name_nobody_for_sure(unit: str, text: str, kinds: list[str]) -> None:
    assert [found.kind for found in mentions(text, applicant(unit=unit))] == kinds


def test_a_place_in_a_rare_name_keeps_its_position() -> None:
    text = "𬭎林张䶮在此"
    (found,) = mentions(text, applicant("张䶮"))
    assert text[found.start : found.end] == "张䶮"


@pytest.mark.parametrize(
    ("at", "edge", "where"),
    [
        ("2022-10-19", "ambiguous", "inside"),
        ("2022-10-20", "ambiguous", "edge"),
        ("2022-10-20T15:40", "ambiguous", "edge"),
        ("2022-10-21", "ambiguous", "after"),
        ("2022-10-20T23:59:59", "incl", "inside"),
        ("2022-10-21T00:00", "incl", "after"),
        ("2022-10-20", "excl", "after"),
        ("2022-10-19T23:59", "excl", "inside"),
        ("2022-09-30", "incl", "before"),
    ],
)
def test_window(at: str, edge: Edge, where: str) -> None:
    found = instant(at)
    assert found is not None
    assert position(found, "2022-10-01", "2022-10-20", edge) == where


def test_window_that_closes_at_an_hour() -> None:
    late, bare = instant("2023-10-10T20:05"), instant("2023-10-10")
    assert late is not None
    assert bare is not None
    assert position(late, None, "2023-10-10T20:00") == "after"
    assert position(bare, None, "2023-10-10T20:00") == "edge"
    assert closing("2023-10-10T20:00") == moment("2023-10-10T20:00")


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("2024-07", 24294),
        ("2024-07-31", 24294),
        ("2024-13", None),
        ("2024-02-30", None),
        ("", None),
    ],
)
def test_month(text: str, index: int | None) -> None:
    assert month(text) == index


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-12", "2024-12-01T00:00", "2024-12-31T23:59"),
        ("2024-02", "2024-02-01T00:00", "2024-02-29T23:59"),
        ("2024-07-02", "2024-07-02T00:00", "2024-07-02T23:59"),
        ("2024-07-02T10:00", "2024-07-02T10:00", "2024-07-02T10:00"),
    ],
)
def test_what_is_written_may_mean_any_moment_of_it(text: str, first: str, last: str) -> None:
    found = extent(text)
    assert found is not None
    assert (written(found.first), written(found.last)) == (first, last)


# No month begins after the last that can be written.
@pytest.mark.parametrize("text", ["", "7月", "9999-12"])
def test_what_is_no_time_means_no_moment(text: str) -> None:
    assert extent(text) is None


def test_a_month_in_which_a_window_opens_may_lie_on_either_side() -> None:
    month_of_opening, before = extent("2022-10"), extent("2022-09")
    assert month_of_opening is not None
    assert before is not None
    assert position(month_of_opening, "2022-10-15", None) == "edge"
    assert position(month_of_opening, "2022-09-15", None) == "inside"
    assert position(before, "2022-10-15", None) == "before"


def test_a_window_without_an_end_never_closes() -> None:
    assert closing("待定") is None


def test_a_moment_says_its_zone() -> None:
    with pytest.raises(ValueError, match="zone"):
        beijing(datetime(2024, 7, 2, 10))  # noqa: DTZ001


def test_a_month_still_going_on_is_that_of_now_in_beijing() -> None:
    assert month("至今") is None
    assert month("至今", moment("2024-07-31T23:00+06:00")) == month("2024-08")


def test_printed_dates() -> None:
    assert (chinese_day("2024-07-02"), chinese_month("2019-06")) == ("2024年7月2日", "2019年6月")
    assert day("2024-7-2") is None
    assert chinese_weekday(date(2024, 7, 22)) == "7月22日（周一）"


def test_filling_wording_leaves_no_hole() -> None:
    assert places("{name}同志{days}天{name}") == ("name", "days")
    assert fill("{name}同志", {"name": "王雪"}) == "王雪同志"
    with pytest.raises(KeyError, match="days"):
        fill("{days}天", {"days": ""})


def test_same_wording() -> None:
    assert same("真实,完整 有效", "真实，完整有效")
    assert not same("真实准确", "真实完整")
    assert first_difference("真实准确", "真实完整") == ("准确", "完整")
