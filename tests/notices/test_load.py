"""What a broken pack gets: the file, the rule and the key, and nothing loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import UserError
from desktop.notices.calendars import load_calendar
from desktop.notices.load import installed, load_notice
from desktop.notices.reading import read_yaml

PACK = (paths.resources() / "notices" / "BM24" / "pack.yaml").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    where = tmp_path / "resources"
    for part in ("notices", "calendars"):
        shutil.copytree(paths.resources() / part, where / part)
    return where


def broken(folder: Path, old: str, new: str) -> UserError:
    assert PACK.count(old) >= 1, old
    (folder / "notices" / "BM24" / "pack.yaml").write_text(PACK.replace(old, new, 1), "utf-8")
    with pytest.raises(UserError) as raised:
        load_notice("BM24", folder)
    assert raised.value.safe
    assert raised.value.todo
    return raised.value


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "op: months_since",
            "op: months_sinse",
            "rules · BM24.scope.dispatched · check：没有这种操作",
        ),
        ("least: 12", "lest: 12", "rules · BM24.scope.dispatched · check · lest：没有这个键"),
        ("least: 12", "least: 一年", "rules · BM24.scope.dispatched · check · least：写法不对"),
        (
            "field: unit.dispatched_since",
            "field: unit.dispatched_form",
            "rules · BM24.scope.dispatched · check · field：没有这个字段：unit.dispatched_form",
        ),
        (
            "applies_when: {dispatched: true}",
            "applies_when: {dispatchd: true}",
            "rules · BM24.scope.dispatched · applies_when · dispatchd：不在可用的词之内",
        ),
        (
            "witness.contact]",
            "witness.contakt]",
            "rules · BM24.ach.witness · check · fields · 第4项：条目没有这个字段：witness.contakt",
        ),
        ("severity: block", "severity: 严重", "severity：不在可用的词之内"),
        ("deadline: online", "deadline: onlin", "BM24.time.online · check · deadline：没有“onlin”"),
        (
            "of: [身份证正面,",
            "of: [身份证前面,",
            "BM24.basic.id_both · check · of：没有“身份证前面”",
        ),
        ("document: pledge", "document: plege", "check · document：没有“plege”"),
        ("wording: unit_opinion", "wording: opinion", "check · wording：没有“opinion”"),
        (
            "quote: 营业执照在巴州范围内注册的民营企业",
            "quote: 营业执照在喀什范围内注册",
            "BM24.scope.registered · quote：通知全文里没有这句话",
        ),
        ("id: BM24.scope.private", "id: BM24.scope.registered", "BM24.scope.registered：写了两次"),
        ("year: 2024", "yaer: 2024", "yaer：没有这个键"),
        ("column: pledge", "column: pledges", "column：没有“pledges”这一栏"),
        ("slot: 个人承诺书", "slot: 承诺", "slot：没有“承诺”这个附件栏目"),
        ("id: BM24\n", "id: BM25\n", "应当与文件夹同名"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, old: str, new: str, said: str) -> None:
    error = broken(folder, old, new)
    assert "BM24/pack.yaml" in error.happened
    assert any(said in detail for detail in error.details), error.details


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year: 2024\n", "year: 2024\nyear: 2025\n", "写法不对"),
        ("levels: [初级, 中级]", "levels: &a [初级, 中级]\nregion: *a", "写法不对"),
        ("levels: [初级, 中级]", "levels: [初级, 中级", "写法不对"),
        ("levels: [初级, 中级]", "levels: !!python/object:os.system [ls]", "写法不对"),
    ],
)
def test_what_is_no_plain_yaml_is_refused(folder: Path, old: str, new: str, said: str) -> None:
    assert said in broken(folder, old, new).happened


def test_unknown_pack_names_those_that_are_there(folder: Path) -> None:
    for name in ("XX99", "", "..", "../BM24", "BM24/"):
        with pytest.raises(UserError, match="没有安装") as raised:
            load_notice(name, folder)
        assert raised.value.details == ("BM24",)


def test_a_missing_text_is_said(folder: Path) -> None:
    (folder / "notices" / "BM24" / "notice.txt").unlink()
    with pytest.raises(UserError, match=r"notice\.txt"):
        load_notice("BM24", folder)


def test_no_packs_at_all(tmp_path: Path) -> None:
    assert installed(tmp_path) == ()


def test_words_stay_words(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: off\nb: 2024-07-10\nc: 1:30\nd: 12\ne: true\nf: 是\ng: no\nh:\n", "utf-8")
    assert read_yaml(file) == {
        "a": "off", "b": "2024-07-10", "c": "1:30", "d": 12, "e": True, "f": "是", "g": "no",
        "h": None,
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
