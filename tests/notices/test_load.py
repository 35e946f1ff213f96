"""What a broken pack gets: the file, the line, the rule and the key, and nothing loaded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop import paths
from desktop.domain.notice import Notice
from desktop.errors import UserError
from desktop.notices.calendars import load_calendar
from desktop.notices.load import installed, load_notice
from desktop.notices.reading import MOST_BYTES, read_yaml
from desktop.notices.shelf import NotInstalled, Shelf
from tests.notices.packs import PACK, RULE, SMALL, changed, read, refused, resources, write

SHELF = Shelf(paths.resources())
TEXT = (paths.resources() / "notices" / "BM24" / "notice.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "op: months_since",
            "op: months_sinse",
            "check：没有这种操作“months_sinse”，您是不是想写“months_since”？",
        ),
        (
            "least: 12",
            "lest: 12",
            "rules · BM24.scope.dispatched · check · lest：没有这个键，您是不是想写“least”？",
        ),
        ("least: 12", "least: 一年", "check · least：应当是整数，现在是“一年”"),
        ("least: 12", "least: '12'", "check · least：应当是整数，现在是“12”"),
        ("least: 12", "least: 1.5", "check · least：应当是整数，现在是“1.5”"),
        ("{op: months_since, ", "{", "check：没有写明操作（op: …）"),
        (
            "field: unit.dispatched_since",
            "field: unit.dispatched_form",
            "rules · BM24.scope.dispatched · check · field：没有这个字段：unit.dispatched_form",
        ),
        (
            "applies_when: {dispatched: true}",
            "applies_when: {dispatchd: true}",
            "没有“dispatchd”这个事实，也没有这个问题，您是不是想写“dispatched”？",
        ),
        (
            "applies_when: {dispatched: true}",
            "applies_when: {dispatched: 是}",
            "applies_when · dispatched：应当是true（是）或 false（否），现在是“是”",
        ),
        ("applies_when: {dispatched: true}", "applies_when: {dispatched: [是]}", "应当写true 或 f"),
        (
            "applies_when: {level: [中级], defence",
            "applies_when: {level: [中极], defence",
            "applies_when · level · 第1项：没有“中极”这个选项，您是不是想写“中级”？",
        ),
        (
            "applies_when: always",
            "applies_when: alway",
            "applies_when：“alway”不在可用的词之内，您是不是想写“always”？",
        ),
        ("witness.contact]", "witness.contakt]", "条目没有这个字段：witness.contakt"),
        ("severity: block", "severity: 严重", "可以写：block、info、warn"),
        ("deadline: online", "deadline: onlin", "BM24.time.online · check · deadline：没有“onlin”"),
        (
            "of: [身份证正面,",
            "of: [身份证前面,",
            "BM24.basic.id_both · check · of · 第1项：没有“身份证前面”这个附件栏目",
        ),
        ("document: pledge", "document: plege", "check · document：没有“plege”"),
        ("wording: unit_opinion", "wording: opinion", "check · wording：没有“opinion”"),
        (
            "quote: 营业执照在巴州范围内注册的民营企业",
            "quote: 营业执照在喀什范围内注册",
            "BM24.scope.registered · quote：通知全文里没有这句话：营业执照在喀什范围内注册",
        ),
        (
            "quote: 营业执照在巴州范围内注册的民营企业",
            "quote: 营业执照在巴州 范围内注册的民营企业",
            "标点、空格或换行与原文不同",
        ),
        ("quote: 字数2000—3000字", "quote: 字数2000-4000字", "summary · quote：通知全文里没有"),
        ("id: BM24.scope.private", "id: BM24.scope.registered", "registered：编号 BM24.scope.re"),
        ("id: BM24.scope.private", "id: ZZ23.scope.private", "规则编号以 BM24. 开头"),
        ("year: 2024", "yaer: 2024", "yaer：没有这个键，您是不是想写“year”？"),
        ("year: 2024", "yaer: 2024", "year：缺少这个键"),
        ("year: 2024", "year:", "year：缺少这个键"),
        ("column: pledge", "column: pledges", "column：没有“pledges”这一栏"),
        ("slot: 个人承诺书", "slot: 承诺", "slot：没有“承诺”这个附件栏目"),
        ("clause: 五（五）", "clause: 5", "clause：应当是文字；“5”要加引号，写成 '5'"),
        ("levels: [初级, 中级]", "levels: 中级", "levels：应当是一列，写成 [甲, 乙]"),
        ("kinds: [name, unit, seal, eyes]", "kinds: [nam]", "masking · kinds · 第1项：“nam”不在"),
        ("schema: 1", "schema: 2", "schema：格式的版本应当是 1"),
        ("schema: 1", "schema: true", "schema：格式的版本应当是 1"),
        ("year: 2024", "year: 2024\nkind: rules", "kind：只能是 notice（通知）或 regulation"),
        ("year: 2024", "year: 2024\nkind: [a]", "kind：只能是 notice（通知）或 regulation"),
        ("calendars: [national, xinjiang]", "calendars: [../x]", "calendars · 第1项：没有“../x”"),
        ("start: 2024-07-10", "start: 2024-02-30", "start：应当是 2025-07-30 这样的日期"),
        ("start: 2024-07-10", "start: 2024-09-10", "deadlines · online：start 晚于 end"),
        ("years: [2021, 2022, 2023]", "years: {start: 0, end: 900000}", "assessment · years：年份"),
        ("{name}同志申报", "{nmae}同志申报", "没有“{nmae}”这个要填的地方，您是不是想写“{name}”？"),
        ("{piece: summary}", "{piece: sumary}", "没有这种一段“sumary”，您是不是想写“summary”？"),
        ("page: basic", "page: basics", "page：没有“basics”这一页，您是不是想写“basic”？"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    error = refused(write(tmp_path, "BM24", changed(old, new), TEXT), SHELF)
    assert "BM24/pack.yaml" in error.happened
    assert any(said in detail for detail in error.details), error.details


def test_the_line_is_named(tmp_path: Path) -> None:
    line = PACK[: PACK.index("op: months_since")].count("\n") + 1
    error = refused(write(tmp_path, "BM24", changed("least: 12", "lest: 12"), TEXT), SHELF)
    assert [d.split(" ")[1] for d in error.details] == [str(line), str(line)]


def test_all_that_is_wrong_is_told_at_once_and_no_more_than_can_be_read(tmp_path: Path) -> None:
    error = refused(write(tmp_path, "BM24", PACK.replace("severity: block", "severity: 严")), SHELF)
    assert len(error.details) == 51
    assert error.details[-1].startswith("另外还有")
    lines = [int(detail.split(" ")[1]) for detail in error.details[:50]]
    assert lines == sorted(lines)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year: 2024\n", "year: 2024\nyear: 2025\n", "第 10 行“year”写了两次"),
        ("levels: [初级, 中级]", "levels: &a [初级, 中级]", "引用写法"),
        ("levels: [初级, 中级]", "levels: *a", "引用写法"),
        ("levels: [初级, 中级]", "levels: [初级, 中级", "写法不对"),
        ("levels: [初级, 中级]", "levels: !!python/object:os.system [ls]", "标记写法"),
        ("levels: [初级, 中级]", "levels: !!str 中级", "标记写法"),
        ("levels: [初级, 中级]", "levels: " + "[" * 40 + "]" * 40, "一层套一层"),
        ("levels: [初级, 中级]", '"levels": "\\u0007"', "控制字符"),
        ("levels: [初级, 中级]", '"levels": "\\ud800"', "写法不对"),
        ("levels: [初级, 中级]", "? [a]\n: b", "键应当是一个词"),
        ("levels: [初级, 中级]", "levels: 12345678901", "太大"),
        ("levels: [初级, 中级]", "---\nlevels: []", "---"),
        ("levels: [初级, 中级]", "levels: \u202e中级", "控制字符"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(write(tmp_path, "BM24", changed(old, new), TEXT), SHELF).happened


@pytest.mark.parametrize("value", [".nan", ".inf", "1e999", "0x10", "1_000", "on", "2024-01-01"])
def test_only_what_looks_like_a_number_is_one(tmp_path: Path, value: str) -> None:
    pack = changed("publicity_workdays: 5", f"publicity_workdays: {value}")
    error = refused(write(tmp_path, "BM24", pack, TEXT), SHELF)
    assert any("publicity_workdays：应当是整数" in detail for detail in error.details)


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    assert "第 1 行用了“&”" in refused(write(tmp_path, "XX25", bomb), SHELF).happened


def test_a_large_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    folder = write(tmp_path, "XX25", SMALL)
    with (folder / "pack.yaml").open("r+b") as file:
        file.truncate(100_000_000)
    error = refused(folder, SHELF)
    assert "太大了（100 MB 以上），一个规则包的文件不超过 2 MB" in error.happened


def test_many_small_things_are_refused(tmp_path: Path) -> None:
    many = f"{SMALL}prefectures: [{'a,' * 60_000}]\n"
    assert len(many) < MOST_BYTES
    assert "内容太多" in refused(write(tmp_path, "XX25", many), SHELF).happened


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "XX25", SMALL)
    (folder / "pack.yaml").write_bytes(SMALL.encode("gbk"))
    assert "不是 UTF-8" in refused(folder, SHELF).happened
    (folder / "pack.yaml").write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    assert read(folder, SHELF).pack.id == "XX25"
    (folder / "notice.txt").write_bytes("须如实填写".encode("gbk"))
    assert "notice.txt" in refused(folder, SHELF).happened
    (folder / "notice.txt").unlink()
    assert "notice.txt" in refused(folder, SHELF).happened
    (folder / "notice.txt").write_text(" \n")
    assert "是空的" in refused(folder, SHELF).details[0]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    folder = write(tmp_path, "XX25", SMALL)
    (folder / "pack.yaml").rename(tmp_path / "real.yaml")
    (folder / "pack.yaml").symlink_to(tmp_path / "real.yaml")
    assert "不是普通文件" in refused(folder, SHELF).happened
    (folder / "pack.yaml").unlink()
    os.mkfifo(folder / "pack.yaml")
    assert "不是普通文件" in refused(folder, SHELF).happened
    (folder / "pack.yaml").unlink()
    (folder / "pack.yaml").mkdir()
    assert "不是普通文件" in refused(folder, SHELF).happened


@pytest.mark.parametrize("pack", ["", "- a\n", "规则包\n", "12\n"])
def test_what_is_no_pack_at_all(tmp_path: Path, pack: str) -> None:
    error = refused(write(tmp_path, "XX25", pack), SHELF)
    assert error.details == ("整份文件：整份文件应当是“键: 值”的形式",) or error.details


def test_null_is_the_same_as_not_written(tmp_path: Path) -> None:
    unsaid = SMALL + "summary: null\nreturn_hours: ~\nfees:\n"
    unsaid += "deadlines: [{id: a, title: 申报, start: null}]\n"
    pack = read(write(tmp_path, "XX25", unsaid), SHELF).pack
    assert getattr(pack, "return_hours", 0) is None
    assert getattr(pack, "fees", 0) == ()


def test_a_rule_of_a_new_notice(tmp_path: Path) -> None:
    pack = f"{SMALL}rules:\n{RULE.format(name='true', quote='须如实填写')}"
    assert [r.id for r in read(write(tmp_path, "XX25", pack), SHELF).pack.rules] == ["XX25.true"]


def test_unknown_pack_names_those_that_are_there() -> None:
    known = tuple(sorted(card.id for card in installed(SHELF).cards))
    for name in ("XX99", "", "..", "../BM24", "BM24/", "bm24", "/etc"):
        with pytest.raises(NotInstalled, match="没有安装") as raised:
            load_notice(name, SHELF)
        assert raised.value.details == known


def test_no_packs_at_all(tmp_path: Path) -> None:
    assert installed(Shelf(tmp_path)).cards == ()


def test_a_broken_pack_leaves_the_others_in_use(tmp_path: Path) -> None:
    shelf = Shelf(resources(tmp_path / "resources"))
    before = {card.id for card in installed(shelf).cards}
    (shelf.resources / "notices" / "BM24" / "pack.yaml").write_text("x: [", "utf-8")
    found = installed(shelf)
    assert {card.id for card in found.cards} == before - {"BM24"}
    assert len(found.faults) == 1
    with pytest.raises(UserError, match=r"pack\.yaml"):
        load_notice("BM24", shelf)


def test_a_notice_is_read_anew_when_its_pack_is_another(tmp_path: Path) -> None:
    shelf = Shelf(resources(tmp_path / "resources"))
    first = load_notice("BM24", shelf)
    assert isinstance(first, Notice)
    file = shelf.resources / "notices" / "BM24" / "pack.yaml"
    file.write_text(f"{PACK}return_hours: 72\n", "utf-8")
    assert load_notice("BM24", shelf).return_hours == 72


def test_words_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(
        "a: off\nb: 2024-07-10\nc: 1:30\nd: 12\ne: true\nf: 是\ng: no\nh:\ni: 0.5\n"
        "j: '1'\nk: 1.2.3\n",
        "utf-8",
    )
    assert read_yaml(file) == {
        "a": "off", "b": "2024-07-10", "c": "1:30", "d": 12, "e": True, "f": "是", "g": "no",
        "h": None, "i": 0.5, "j": "1", "k": "1.2.3",
    }  # fmt: skip


@pytest.mark.parametrize(
    "years",
    [
        "[{year: 2024, source: x, status: published, off: [2024-02-30]}]",
        "[{year: 2024, source: x, status: published, off: [2023-02-03]}]",
        "[{year: 2024, status: published}]",
        "[{year: 2024, source: x, status: 大概}]",
        "[{year: 2024, source: x, status: published, of: [2024-02-03]}]",
        "2024",
    ],
)
def test_a_broken_calendar_is_not_used(tmp_path: Path, years: str) -> None:
    (tmp_path / "calendars").mkdir()
    (tmp_path / "calendars" / "x.yaml").write_text(f"id: x\ntitle: x\nyears: {years}\n", "utf-8")
    with pytest.raises(UserError, match=r"x\.yaml"):
        load_calendar(["x"], tmp_path)
