"""``zhicheng notices``: the list, and what one does with packs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop import paths
from desktop.cli import BAD_INPUT, FINE, OPEN, main
from desktop.storage.signed import Signed, sealed
from tests.notices.packs import RULE, SMALL, write


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZHICHENG_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    rules = "rules:\n" + RULE.format(name="true", quote="须如实填写")
    return write(tmp_path, "我的规则包", SMALL + rules)


def test_validate_counts_and_lists_what_no_quote_touches(
    pack: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", "validate", str(pack)]) == FINE
    out = capsys.readouterr().out
    assert out.startswith("规则包 XX25 第 1 版（通知）写法正确：关于开展2025年职称评审工作的通知\n")
    assert "  规则 1\n" in out
    assert "未被任何引文覆盖的句子：2（通知全文共 3 句）\n" in out
    assert "  申报时间：6月1日至6月30日。\n" in out
    assert "  须如实填写。\n" not in out


def test_validate_tells_all_that_is_wrong(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("stage:", "stge:").replace("year:", "yar:"))
    assert main(["notices", "validate", str(file)]) == BAD_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert "我的规则包/pack.yaml 有 4 处不对" in said.err
    assert "stge：没有这个键，您是不是想写“stage”？" in said.err


def test_add_then_list_then_new(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notices", "add", str(pack)]) == FINE
    assert main(["notices", "XX25"]) == FINE
    assert main(["notices", "XX25@1"]) == FINE
    assert "编号 XX25（第 1 版）" in capsys.readouterr().out
    assert main(["new", str(tmp_path / "试填"), "--notice", "XX25"]) == FINE
    assert main(["check", str(tmp_path / "试填.json"), "--json"]) == FINE
    capsys.readouterr()
    assert main(["notices", "--json"]) == FINE
    assert "XX25" in [notice["id"] for notice in json.loads(capsys.readouterr().out)]


def test_a_case_stays_with_its_version(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "试填.json"
    main(["notices", "add", str(pack)])
    main(["new", str(case), "--notice", "XX25"])
    file = pack / "pack.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 1", "version: 2") + RULE.format(
        name="more", quote="申报时间"), "utf-8")  # fmt: skip
    assert main(["notices", "add", str(pack)]) == FINE
    capsys.readouterr()
    main(["check", str(case), "--json"])
    rules = [finding["rule"] for finding in json.loads(capsys.readouterr().out)["findings"]]
    assert "XX25.true" in rules
    assert "XX25.more" not in rules
    assert main(["notices", "diff", "XX25@1", "XX25"]) == FINE
    out = capsys.readouterr().out
    assert "【规则】1 处\n  · 增加：如实填写（依据 一）。" in out


def test_diff_of_the_same_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    folder = paths.resources() / "notices" / "BM24"
    assert main(["notices", "diff", "BM24", str(folder)]) == FINE
    assert "两份没有差别。" in capsys.readouterr().out


def test_a_pack_that_lies_there_and_is_broken_is_told(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(home / "notices" / "XX25", "v1", "x: [")
    assert main(["notices"]) == OPEN
    said = capsys.readouterr()
    assert "编号 BM24" in said.out
    assert "pack.yaml" in said.err


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notices", "schema"]) == FINE
    assert json.loads(capsys.readouterr().out)["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize(
    "words",
    [
        ["validate"],
        ["validate", "没有的文件夹"],
        ["validate", "a", "b"],
        ["diff", "BM24"],
        ["diff", "BM24", "XX99"],
        ["diff", "BM24@x", "BM24"],
        ["diff", "BM24@9", "BM24"],
        ["add"],
        ["add", "/"],
        ["schema", "x"],
        ["XX99"],
        ["BM24", "LC22"],
    ],
)
def test_what_cannot_be_done_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notices", *words]) == BAD_INPUT
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) >= 3


def test_the_sample_names_its_notice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "样例"), "--sample"]) == FINE
    assert json.loads((tmp_path / "样例.json").read_text("utf-8"))["pack_id"] == "BM24"


def test_an_update_that_nobody_signed_is_refused(
    tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "更新.zcup"
    file.write_bytes(b"ZCU1" + bytes(200))
    assert main(["notices", "update", str(file)]) == BAD_INPUT
    assert "签名不对" in capsys.readouterr().err
    assert not (home / "notices").exists()


def test_a_signed_update_is_told_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Ed25519PrivateKey.generate()
    keys = (key.public_key().public_bytes_raw(),)
    monkeypatch.setattr("desktop.app.notices.updating.known_keys", lambda: keys)
    name = "calendars/xinjiang.yaml"
    text = (paths.resources() / name).read_text("utf-8")
    newer = {name: text.replace("id: xinjiang\n", "id: xinjiang\nversion: 7\n")}
    file = tmp_path / "更新.zcup"
    file.write_bytes(sealed(Signed("更新", "2026-11-21", newer), key))
    assert main(["notices", "update", str(file)]) == FINE
    assert capsys.readouterr().out == "日历“新疆维吾尔自治区”（第 7 版）：已更新\n"
