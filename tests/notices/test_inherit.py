"""``inherits``: what is taken over, what is changed, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import UserError
from desktop.notices.authoring import report
from desktop.notices.load import load_notice, notice_of
from desktop.notices.pack import Pack
from desktop.notices.shelf import Shelf
from tests.notices.packs import RULE, SMALL, SMALL_TEXT, read, refused, write

TEXT = (paths.resources() / "notices" / "BM24" / "notice.txt").read_text("utf-8")

CHILD = SMALL + (
    "inherits: BM24@1\n"
    "deadlines:\n"
    "  - {id: online, start: 2025-07-01, end: 2025-07-20}\n"
    "  - {id: audit, start: null, end: null}\n"
    "  - {id: fee, drop: true}\n"
    "training:\n"
    "  - {kind: 专业, years: [-1, 0]}\n"
    "  - {kind: 公需, years: [-1, 0]}\n"
    "assessment: {years: [-4, -3, -2]}\n"
    "fees: []\n"
)
DROPS = "rules:\n  - {id: XX25.fee.time, drop: true}\n"

LAW = """\
schema: 1
id: LAW20
version: 1
kind: regulation
title: 某某系列评审条件
short_title: 评审条件
year: 2020
issuer: 自治区人力资源和社会保障厅
status: reviewed
rules:
  - id: LAW20.cond.years
    binds: [applicant]
    stage: register
    applies_when: always
    kind: confirm
    severity: block
    page: title
    check: {op: tick}
    say: 任助理工程师满四年
    clause: 第五条
    quote: 须任助理工程师满四年
"""
LAW_TEXT = "第五条 申报工程师，须任助理工程师满四年。\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(paths.resources(), tmp_path / "user", tmp_path / "desk")


def child(tmp_path: Path, pack: str, text: str = TEXT) -> Path:
    return write(tmp_path / "desk", "XX25", pack, text)


def pack_of(folder: Path, shelf: Shelf) -> Pack:
    pack = read(folder, shelf).pack
    assert isinstance(pack, Pack)
    return pack


def test_what_the_pack_does_not_write_is_last_years(tmp_path: Path, shelf: Shelf) -> None:
    old = load_notice("BM24", shelf)
    pack = pack_of(child(tmp_path, CHILD + DROPS), shelf)
    assert (pack.id, pack.year, pack.title) == ("XX25", 2025, "关于开展2025年职称评审工作的通知")
    assert pack.slots == old.slots
    assert pack.wording == old.wording
    tails = [rule.id.partition(".")[2] for rule in pack.rules]
    assert tails == [r.id.partition(".")[2] for r in old.rules if r.id != "BM24.fee.time"]
    assert {rule.id.partition(".")[0] for rule in pack.rules} == {"XX25"}


def test_what_is_taken_over_is_what_the_other_pack_says_now(tmp_path: Path, shelf: Shelf) -> None:
    own = SMALL.replace("region: 某某市\n", "") + "inherits: YY25@1\n"
    folder = child(tmp_path, own, SMALL_TEXT)
    for region in ("某某市", "另一个市"):
        other = SMALL.replace("id: XX25", "id: YY25").replace("region: 某某市", f"region: {region}")
        write(tmp_path / "desk", "YY25", other)
        assert pack_of(folder, shelf).region == region


def test_entries_merge_by_their_id_and_null_takes_away(tmp_path: Path, shelf: Shelf) -> None:
    pack = pack_of(child(tmp_path, CHILD + DROPS), shelf)
    online, audit = pack.deadlines
    assert (online.start, online.title) == ("2025-07-01", "网上申报")
    assert (audit.start, audit.end, audit.title) == (None, None, "审核材料")
    assert pack.assessment is not None
    assert pack.assessment.years == (-4, -3, -2)
    assert pack.assessment.clause == "六（一）10"


def test_a_rule_is_changed_and_its_check_is_never_mixed(tmp_path: Path, shelf: Shelf) -> None:
    rules = DROPS + (
        "  - {id: XX25.scope.dispatched, check: {op: tick}, kind: confirm}\n"
        "  - {id: XX25.scope.private, say: 仅限民企, severity: warn}\n"
    )
    pack = pack_of(child(tmp_path, CHILD + rules + RULE.format(name="new", quote="''")), shelf)
    by_id = {rule.id: rule for rule in pack.rules}
    assert by_id["XX25.scope.dispatched"].check.op == "tick"
    assert by_id["XX25.scope.private"].severity == "warn"
    assert by_id["XX25.scope.private"].quote == "民营企业中从事相关工作的专业技术人员"
    assert [rule.id for rule in pack.rules][-1] == "XX25.new"
    assert [rule.id for rule in pack.rules][1] == "XX25.scope.private"


def test_naming_all_entries_gives_them_a_new_order(tmp_path: Path, shelf: Shelf) -> None:
    order = [column.id for column in load_notice("BM24", shelf).columns][::-1]
    columns = "columns:\n" + "".join(f"  - {{id: {name}}}\n" for name in order)
    pack = pack_of(child(tmp_path, CHILD + DROPS + columns), shelf)
    assert [column.id for column in pack.columns] == order
    assert all(column.title for column in pack.columns)


def test_a_sentence_that_is_no_longer_there_is_named(tmp_path: Path, shelf: Shelf) -> None:
    text = TEXT.replace("营业执照在巴州范围内注册", "营业执照在全疆范围内注册")
    error = refused(child(tmp_path, CHILD + DROPS, text), shelf)
    assert [d for d in error.details if "XX25.scope.registered" in d]
    assert all("没有这句话" in d and "继承来的" in d for d in error.details)


def test_last_years_dates_are_not_taken_over_unseen(tmp_path: Path, shelf: Shelf) -> None:
    error = refused(child(tmp_path, SMALL + "inherits: BM24@1\n"), shelf)
    told = "\n".join(error.details)
    for where in (
        "deadlines · online",
        "deadlines · fee",
        "training · years",
        "assessment · years",
    ):
        assert where in told
    assert "还是 2024 年通知的" in told


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("slots:\n  - {id: 没有的, drop: true}\n", "slots · 没有的 · drop：drop 只能写 true"),
        ("rules:\n  - {id: XX25.fee.time, drop: 1}\n", "drop 只能写 true"),
        ("rules:\n  - {id: BM24.fee.time, drop: true}\n", "继承来的通知里要有这一项"),
        (DROPS + "  - {id: XX25.scope.private, regulation: 某条例}\n", "regulation：由程序写"),
        (DROPS + "  - {id: XX25.scope.private, sya: x}\n", "XX25.scope.private · sya：没有这个键"),
        (DROPS + "  - {id: XX25.new, say: x}\n", "rules · XX25.new：继承的通知里没有“XX25.new”"),
        ("slots: 全部\n", "slots：应当是一列"),
        ("slots: [1, [2], {id: [3]}]\n", "slots"),
    ],
)
def test_what_is_wrong_in_a_child(tmp_path: Path, shelf: Shelf, more: str, said: str) -> None:
    error = refused(child(tmp_path, CHILD + more), shelf)
    assert any(said in detail for detail in error.details), error.details


@pytest.mark.parametrize(
    ("inherits", "said"),
    [
        ("BM25@1", "继承的“BM25@1”不在：没有安装“BM25”这份通知的规则包，您是不是想写“BM24”？"),
        ("BM24@7", "没有安装“BM24”这份通知的第 7 版。本机有第 1 版。"),
        ("BM24@x", "写法不对"),
        ("../BM24@1", "不在"),
        ("XX25@1", "继承成了一个圈：XX25@1 → XX25@1"),
        ("[BM24@1, LC22@1]", "只能继承一份通知"),
        ("{a: 1}", "inherits：应当是"),
        ("3", "inherits：应当是文字"),
    ],
)
def test_parents_that_cannot_be(tmp_path: Path, shelf: Shelf, inherits: str, said: str) -> None:
    error = refused(child(tmp_path, CHILD.replace("BM24@1", inherits)), shelf)
    assert any(said in detail for detail in error.details), error.details


def test_a_circle_is_named_all_round(tmp_path: Path, shelf: Shelf) -> None:
    for name, parent in (("AA25", "BB25"), ("BB25", "CC25"), ("CC25", "AA25")):
        pack = SMALL.replace("XX25", name) + f"inherits: {parent}\n"
        write(tmp_path / "desk", name, pack)
    error = refused(tmp_path / "desk" / "AA25", shelf)
    assert "AA25@1 → BB25@1 → CC25@1 → AA25@1" in error.details[0]


def test_too_many_generations(tmp_path: Path, shelf: Shelf) -> None:
    for n in range(1, 10):
        more = f"inherits: G{n - 1}X@1\n" if n > 1 else ""
        write(tmp_path / "desk", f"G{n}X", SMALL.replace("XX25", f"G{n}X") + more)
    assert read(tmp_path / "desk" / "G5X", shelf).pack.id == "G5X"
    assert "超过了 5 层" in refused(tmp_path / "desk" / "G9X", shelf).details[0]


def test_a_broken_parent_is_told_as_such(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path / "desk", "AA25", SMALL.replace("XX25", "AA25").replace("year: 2025", "year: x"))
    error = refused(child(tmp_path, SMALL + "inherits: AA25\n"), shelf)
    assert "AA25/pack.yaml" in error.happened


def test_rules_of_a_regulation_only_warn_and_keep_their_own_sentence(
    tmp_path: Path, shelf: Shelf
) -> None:
    write(tmp_path / "desk", "LAW20", LAW, LAW_TEXT)
    pack = SMALL + f"inherits: LAW20@1\nrules:\n{RULE.format(name='own', quote='须如实填写')}"
    folder = write(tmp_path / "desk", "XX25", pack, SMALL_TEXT)
    notice = notice_of(read(folder, shelf), shelf)
    rule = notice.rule("XX25.cond.years")
    assert rule.regulation == "某某系列评审条件"
    assert (rule.severity, rule.clause) == ("warn", "第五条")
    assert rule.quote not in notice.text
    assert notice.rule("XX25.own").severity == "block"


def test_a_regulations_sentence_stays_the_regulations(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path / "desk", "LAW20", LAW, LAW_TEXT)
    changed = "rules:\n  - {id: XX25.cond.years, quote: 须如实填写, severity: block}\n"
    error = refused(child(tmp_path, SMALL + "inherits: LAW20@1\n" + changed, SMALL_TEXT), shelf)
    assert "没有这句话" in error.details[0]
    eased = changed.replace("quote: 须如实填写, ", "")
    pack = pack_of(child(tmp_path, SMALL + "inherits: LAW20@1\n" + eased, SMALL_TEXT), shelf)
    assert pack.rules[0].severity == "warn"


def test_last_year_and_a_regulation_together_and_a_grandchild(tmp_path: Path, shelf: Shelf) -> None:
    write(tmp_path / "desk", "LAW20", LAW, LAW_TEXT)
    both = (CHILD + DROPS).replace("BM24@1", "[BM24@1, LAW20@1]")
    child(tmp_path, both)
    later = SMALL.replace("XX25", "XX26") + "inherits: XX25@1\n"
    pack = pack_of(write(tmp_path / "desk", "XX26", later, TEXT), shelf)
    assert {r.id for r in pack.rules if r.regulation} == {"XX26.cond.years"}
    assert len(pack.rules) == len(load_notice("BM24", shelf).rules)


def test_nobody_applies_under_a_regulation(tmp_path: Path, shelf: Shelf) -> None:
    folder = write(tmp_path / "desk", "LAW20", LAW, LAW_TEXT)
    with pytest.raises(UserError, match="是上位规定，不能按它申报"):
        notice_of(read(folder, shelf), shelf)
    wrong = LAW.replace("issuer:", "isuer:")
    error = refused(write(tmp_path / "desk", "LAW20", wrong, LAW_TEXT), shelf)
    assert any("isuer：没有这个键，您是不是想写“issuer”？" in d for d in error.details)


def test_a_new_version_may_take_over_the_one_before(tmp_path: Path, shelf: Shelf) -> None:
    user = replace(shelf, beside=None)
    assert user.user is not None
    second = SMALL.replace("XX25", "BM24").replace("version: 1", "version: 2")
    second = second.replace("year: 2025", "year: 2024").replace("types: [评审]\n", "")
    second += "inherits: BM24@1\nreturn_hours: 48\n"
    write(user.user / "notices" / "BM24", "v2", second, TEXT)
    notice = load_notice("BM24", user)
    assert (notice.version, notice.return_hours) == (2, 48)
    assert load_notice("BM24", user, 1).return_hours is None


def test_a_sentence_that_still_says_last_years_numbers_is_worth_a_look(
    tmp_path: Path, shelf: Shelf
) -> None:
    new = TEXT.replace("字数2000—3000字", "字数1800—2600字")
    assert new != TEXT
    pack = CHILD + (
        "summary: {min: 1800, max: 2600, quote: 字数1800—2600字}\n"
        "rules:\n"
        "  - {id: XX25.fee.time, drop: true}\n"
        "  - {id: XX25.summary.len, quote: 字数1800—2600字}\n"
    )
    told = [h for h in report(read(child(tmp_path, pack, new), shelf)).hints if "summary" in h]
    assert any("写着“2000”，通知全文里没有，请核对 say" in hint for hint in told), told


def test_a_change_to_what_is_not_taken_over_names_what_is_meant(
    tmp_path: Path, shelf: Shelf
) -> None:
    pack = CHILD + DROPS + "  - {id: XX25.summary.lenn, severity: warn}\n"
    details = refused(child(tmp_path, pack), shelf).details
    (said,) = [detail for detail in details if "summary" in detail]
    assert "继承的通知里没有“XX25.summary.lenn”，您是不是想写“XX25.summary.len”；" in said
    assert said.endswith("新加的要写全，还缺 binds、stage、applies_when、kind、check、say、page")
