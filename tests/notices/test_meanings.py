"""Words no case ever holds, fields of another kind: a rule that would be silent is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import paths
from desktop.notices.authoring import report
from desktop.notices.shelf import Shelf
from tests.notices.packs import changed, read, refused, write

SHELF = Shelf(paths.resources(), None)
TEXT = (paths.resources() / "notices" / "BM24" / "notice.txt").read_text("utf-8")

STATUS = "check: {op: choice, field: person.status, one_of: [在职], none_of: [离退休]}"
SINCE = "{op: months_since, field: unit.dispatched_since, least: 12}"
DIPLOMA = "op: each, entries: edu, slots: [毕业证书]"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("levels: [初级, 中级]", "levels: [助理级, 中级]", "levels · 第1项：没有“助理级”这个级别"),
        ("types: [评审, 初次", "types: [认定, 评审, 初次", "types · 第1项：没有“认定”这种方式"),
        ("achievement_types: [实践能力", "achievement_types: [实践", "是不是想写“实践能力”？"),
        ("one_of: [在职]", "one_of: [在岗]", "one_of · 第1项：没有“在岗”这个选项"),
        ("none_of: [不合格]", "none_of: [差]", "none_of · 第1项：没有“差”这个等次"),
        ("where: {type: [论文", "where: {type: [文章", "where · type · 第1项：没有“文章”这个选项"),
        (
            "where: {chsi: [可查]}",
            "where: {chsi: [true]}",
            "填的是文字，不是 true、false；可以写：可",
        ),
        ("field: track.paid_at", "field: person.name", "“person.name”这一栏填的不是日期或时刻"),
        (SINCE, SINCE.replace("unit.dispatched_since", "unit.name"), "填的不是月份或日期"),
        (SINCE, SINCE.replace("12}", "12, until: none}"), "没有“none”这个期限（deadlines）"),
        (SINCE, SINCE.replace("12}", "12, still: unit.name}"), "填的不是“是”“否”"),
        ("op: workdays, start: pub.start", "op: workdays, start: pub.phone", "填的不是日期"),
        (STATUS, "check: {op: not_true, field: pub.start}", "“pub.start”这一栏填的不是“是”“否”"),
        ("years: [2021, 2022, 2023]", "years: {start: 2023, end: 2021}", "2023 年到 2021 年倒过来"),
        ("years: [2021, 2022, 2023]", "years: {start: 0, end: -2}", "从 2024 年到 2022 年倒过来"),
        (SINCE, SINCE.replace("12}", "-12}"), "least：现在是“-12”，应当不小于 0"),
        ("publicity_workdays: 5", "publicity_workdays: -5", "publicity_workdays：现在是“-5”"),
        ("  min: 2000", "  min: 4000", "summary：至少 4000 字，至多 3000 字：min 大于 max"),
        (DIPLOMA, f"{DIPLOMA}, fields: [role]", "edu 的条目没有这个字段：role"),
        (DIPLOMA, f"{DIPLOMA}, yes: [school]", "“school”这一栏填的不是“是”“否”"),
        (DIPLOMA, f"{DIPLOMA}, parts: [背面]", "没有附件栏目有“背面”这一页"),
        ("holds: [items], types: [获奖]", "holds: [items], types: [奖]", "没有“奖”这种业绩"),
        (
            "holds: [items], types: [获奖]",
            "holds: [items], types: [获奖, 论文]",
            "“论文”已经填在“获奖情况”一栏，只能写在一处",
        ),
        ("holds: [work]", "holds: [edu]", "“edu”已经填在“学历学位”一栏"),
    ],
)
def test_what_no_case_could_meet_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    error = refused(write(tmp_path, "BM24", changed(old, new), TEXT), SHELF)
    assert any(said in detail for detail in error.details), error.details


def test_a_check_without_the_term_it_goes_by_is_worth_a_look(tmp_path: Path) -> None:
    pack = changed("publicity_workdays: 5\n", "")
    told = report(read(write(tmp_path, "BM24", pack, TEXT), SHELF)).hints
    assert any("通知未写 publicity_workdays，workdays 没有什么可对照" in hint for hint in told)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  min: 2000", "\tmin: 2000", "第 {line} 行用了 Tab 缩进；请改成空格"),
        ("year: 2024\n", "year：2024\n", "第 {line} 行的冒号是全角的；请改成半角冒号"),
        ("year: 2024\n", "year:2024\n", "第 {line} 行的冒号后面没有空格"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_likely_slip(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    pack = changed(old, new)
    line = pack[: pack.index(new)].count("\n") + 1
    error = refused(write(tmp_path, "BM24", pack, TEXT), SHELF)
    assert said.format(line=line) in error.happened
