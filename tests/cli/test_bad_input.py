"""What bad input gets: sentences, nothing changed, exit code 2."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from tests.cli.commands import AT, Change, Command, findings, process


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2000])


def foreign(path: Path) -> None:
    path.write_text('{"hello": "world"}')


def binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def unknown_pack(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"pack_id": "BM24"', '"pack_id": "XX99"'), "utf-8")


def wrong_type(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"year": 2024,', '"year": "二〇二四",', 1), "utf-8")


def newer(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"schema_version": 1', '"schema_version": 99'), "utf-8")


def another_version(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"pack_version": 1', '"pack_version": 7'), "utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def gone(path: Path) -> None:
    path.unlink()


def no_scans(path: Path) -> None:
    shutil.rmtree(path.parent / "scans")


def changed_scan(path: Path) -> None:
    scan = path.parent / "scans" / "01-id-front.jpg"
    scan.write_bytes(scan.read_bytes()[:-50])


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (truncated, "不完整或不是申报材料文件"),
        (foreign, "不是申报材料文件"),
        (binary, "不是申报材料文件"),
        (empty, "不完整或不是申报材料文件"),
        (unknown_pack, "没有安装“XX99”"),
        (wrong_type, "不符合申报材料的格式"),
        (newer, "较新版本"),
        (another_version, "第 7 版填写"),
        (gone, "没有找到文件"),
        (changed_scan, "与保存时不一样"),
    ],
)
@pytest.mark.parametrize("command", ["check", "packet"])
def test_a_bad_case_file_is_three_sentences(
    case_file: Path,
    spoil: Callable[[Path], None],
    reason: str,
    command: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(case_file)
    there = sorted(case_file.parent.rglob("*"))
    code = cli.main([command, str(case_file), *AT])
    told = capsys.readouterr()
    assert code == cli.BAD_INPUT
    assert told.out == ""
    assert reason in told.err
    assert "Traceback" not in told.err
    assert len(told.err.splitlines()) >= 3
    assert sorted(case_file.parent.rglob("*")) == there


def test_scans_that_are_not_there(case_file: Path, zhicheng: Command) -> None:
    """Judged by what the file records of them, and said; no packet without them."""
    whole = zhicheng("check", case_file, *AT)
    no_scans(case_file)
    run = zhicheng("check", case_file, *AT)
    assert run.returncode == cli.FINE
    assert run.stdout == whole.stdout
    assert "31 个附件的文件不在材料文件旁边" in run.stderr
    run = zhicheng("packet", case_file)
    assert run.returncode == cli.BAD_INPUT
    assert "31 个附件找不到对应的文件" in run.stderr
    assert [path.name for path in case_file.parent.iterdir() if path.is_dir()] == []


def test_the_process_ends_as_calmly(tmp_path: Path) -> None:
    path = tmp_path / "坏.json"
    path.write_text('{"case_id": "x", "pack_id"')
    run = process("check", path)
    assert run.returncode == cli.BAD_INPUT
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (lambda case: case["person"].update(name="字" * 200), "entry."),
        (lambda case: case["person"].update(birth="1985-01"), "entry."),
        (lambda case: case["person"].update(id_no="659901199104170220"), "entry."),
    ],
)
def test_what_was_typed_wrong_fails_and_stays(
    zhicheng: Command,
    change: Change,
    edit: Callable[[dict[str, Any]], None],
    rule: str,
) -> None:
    path = change(edit)
    before = path.read_bytes()
    run = zhicheng("check", path, *AT, "--json")
    assert run.returncode == cli.OPEN
    failing = [r for r, finding in findings(run).items() if finding["verdict"] == "FAIL"]
    assert any(r.startswith(rule) for r in failing)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("扫描.jpg", b"", "“扫描.jpg”是空文件（0 字节）"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0 half", "“扫描.jpg”不完整或已损坏"),
        ("扫描.jpg", b"PK\x03\x04...", "Word"),
        ("../扫描.jpg", b"x", "不能使用"),
    ],
)
def test_a_bad_scan_is_named(
    zhicheng: Command, change: Change, name: str, data: bytes, reason: str
) -> None:
    path = change(lambda case: case["attachments"].append({"slot": "其他证明材料", "file": name}))
    (path.parent / name).write_bytes(data)
    run = zhicheng("check", path, *AT)
    assert run.returncode == cli.BAD_INPUT
    assert reason in run.stderr


def test_a_pdf_that_is_a_png_is_taken_as_what_it_is(
    zhicheng: Command, change: Change, tmp_path: Path
) -> None:
    path = change(
        lambda case: case["attachments"].append({"slot": "其他证明材料", "file": "证明.pdf"})
    )
    from PIL import Image

    Image.new("RGB", (50, 60), "white").save(path.parent / "证明.pdf", "PNG")
    out = tmp_path / "出件"
    zhicheng("packet", path, "--out", out, *AT)
    names = [file.name for file in out.rglob("*其他证明材料*")]
    assert names == ["04-其他证明材料.png"]


def test_a_folder_that_cannot_be_written(
    zhicheng: Command, case_file: Path, tmp_path: Path
) -> None:
    (tmp_path / "占用").write_text("别的")
    for command in ("packet", "documents"):
        run = zhicheng(command, case_file, "--out", tmp_path / "占用" / "里面")
        assert run.returncode == cli.BAD_INPUT
        assert "写" in run.stderr
    run = zhicheng("new", tmp_path / "占用" / "新.json")
    assert run.returncode == cli.BAD_INPUT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["占用", "材料"]
