"""Commands typed wrong, consoles without Chinese, readers that leave."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli
from tests.cli.commands import AT, ROOT, SAMPLE, Command, findings, process


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "缺少 命令"),
        (["chekc"], "chekc"),
        (["check"], "缺少 文件"),
        (["check", "a.json", "--nope"], "不认识 --nope"),
        (["check", "a.json", "--at"], "--at 后面缺少内容"),
        (["documents", "a.json", "--format", "wps"], "wps"),
        (["notices", "XX99"], "没有安装“XX99”"),
        (["new", "a.json", "--notice", "XX99"], "没有安装“XX99”"),
    ],
)
def test_a_command_typed_wrong(
    arguments: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == cli.BAD_INPUT
    told = capsys.readouterr().err
    assert reason in told
    assert not any(word in told for word in ("usage", "required", "invalid", "argument"))


@pytest.mark.parametrize("moment", ["昨天", "2024-13-01", "24-07-01", "2024-07-24T25:00"])
def test_a_moment_nobody_understands(
    case_file: Path, moment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["check", str(case_file), "--at", moment]) == cli.BAD_INPUT
    assert f"看不懂时间“{moment}”" in capsys.readouterr().err


def test_an_unknown_document(case_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["documents", str(case_file), "--only", "评审表"]) == cli.BAD_INPUT
    told = capsys.readouterr().err
    assert "评审表" in told
    assert "推荐意见" in told
    assert not list(case_file.parent.glob("*.pdf"))


# One that knows no Chinese, and the one of Chinese Windows, which knows not every sign.
@pytest.mark.parametrize("encoding", ["ascii", "gbk"])
def test_a_console_that_cannot_write_chinese_does_not_crash(case_file: Path, encoding: str) -> None:
    run = process("check", case_file, *AT, PYTHONIOENCODING=encoding)
    assert run.returncode == cli.FINE
    assert "Traceback" not in run.stderr
    told = process("check", case_file, *AT, "--json", PYTHONIOENCODING=encoding)
    assert findings(told)["BM24.basic.id_both"]["say"] == "身份证正、反面"
    bad = process("check", "没有.json", PYTHONIOENCODING=encoding)
    assert bad.returncode == cli.BAD_INPUT
    assert "Traceback" not in bad.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end differently there")
def test_a_reader_that_leaves_is_no_accident(case_file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "desktop", "check", str(case_file), *AT],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        running.stdout.close()
        assert running.stderr is not None
        told = running.stderr.read()
        running.wait()
    assert told == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full device")
def test_a_place_for_the_output_that_is_full_is_told(case_file: Path) -> None:
    with Path("/dev/full").open("w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "desktop", "check", str(case_file), *AT],
            cwd=ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert run.returncode == cli.BAD_INPUT
    assert run.stderr.startswith("结果没能全部写出来")
    assert "Traceback" not in run.stderr


def test_no_place_for_the_output_is_no_accident(
    case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert cli.main(["check", str(case_file), *AT]) == cli.FINE


def test_ctrl_c_is_calm(
    case_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.commands._brought", pressed)
    assert cli.main(["check", str(case_file)]) == cli.STOPPED
    assert "已停下" in capsys.readouterr().err


def test_the_commands_load_no_qt() -> None:
    code = (
        "import sys; from desktop import cli; cli.main(['notices']); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0


def test_a_bug_of_ours_is_told_by_its_place_alone(
    zhicheng: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ValueError("65990119910417022X")

    monkeypatch.setattr("desktop.app.findings.listing.findings_text", stumble)
    run = zhicheng("check", SAMPLE / "case.json", *AT)
    assert run.returncode == 70
    assert "ValueError test_console.py:" in run.stderr
    assert "65990119910417022X" not in run.stderr
