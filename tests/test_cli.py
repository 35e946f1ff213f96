"""The commands, as somebody types them: what they print, what they leave, how they end."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop import cli, paths

ROOT = Path(__file__).parent.parent
SAMPLE = paths.resources() / "samples" / "BM24"
AT = ("--at", "2024-07-24T17:30")

Run = subprocess.CompletedProcess[str]


def process(*arguments: object, **environment: str) -> Run:
    """The program in a process of its own, as the terminal starts it."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


Command = Callable[..., Run]


@pytest.fixture
def zhicheng(capsys: pytest.CaptureFixture[str]) -> Command:
    """The same command in this process, which is a second faster."""

    def command(*arguments: object) -> Run:
        code = cli.main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return subprocess.CompletedProcess([], code, told.out, told.err)

    return command


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    """The sample as a case file of the person's own."""
    shutil.copytree(SAMPLE, tmp_path / "材料")
    return tmp_path / "材料" / "case.json"


@pytest.fixture
def change(case_file: Path) -> Callable[[Callable[[dict[str, Any]], None]], Path]:
    """Change the case file's JSON by a function."""

    def apply(edit: Callable[[dict[str, Any]], None]) -> Path:
        body = json.loads(case_file.read_text("utf-8"))
        edit(body)
        case_file.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
        return case_file

    return apply


def findings(run: Run) -> dict[str, dict[str, Any]]:
    return {finding["rule"]: finding for finding in json.loads(run.stdout)["findings"]}


# ---------------------------------------------------------------------- what goes right


def test_check_of_the_sample(case_file: Path) -> None:
    run = process("check", case_file, *AT)
    assert run.returncode == cli.FINE
    assert run.stderr == ""
    lines = run.stdout.splitlines()
    assert "2024年7月24日 17:30（北京时间）" in lines[0]
    assert lines[-1].endswith("可以提交。")
    assert "身份证正、反面　依据 六（一）1" in run.stdout


def test_check_json_is_the_documented_shape(zhicheng: Command, case_file: Path) -> None:
    run = zhicheng("check", case_file, *AT, "--json")
    body = json.loads(run.stdout)
    assert list(body) == ["case", "notice", "at", "findings", "counts", "submittable"]
    assert body["case"] == "sample-bm24"
    assert body["notice"] == "BM24"
    assert body["at"] == "2024-07-24T17:30+08:00"
    assert body["submittable"] is True
    assert sum(body["counts"].values()) == len(body["findings"])
    one = findings(run)["BM24.basic.id_both"]
    assert one == {
        "rule": "BM24.basic.id_both",
        "verdict": "PASS",
        "say": "身份证正、反面",
        "message": one["message"],
        "evidence": one["evidence"],
        "clause": "六（一）1",
        "quote": "身份证（正、反面）",
        "page": "attachments",
    }
    assert one["message"]


def test_check_fails_after_the_deadline(zhicheng: Command, change: Callable[..., Path]) -> None:
    path = change(lambda case: case["track"].update(first_submit_at="2024-07-31T08:00"))
    run = zhicheng("check", path, "--at", "2024-08-01", "--json")
    assert run.returncode == cli.OPEN
    assert findings(run)["BM24.time.online"]["verdict"] == "FAIL"
    assert json.loads(run.stdout)["submittable"] is False


def test_a_day_means_its_end(zhicheng: Command, case_file: Path) -> None:
    assert json.loads(zhicheng("check", case_file, "--at", "2024-07-24", "--json").stdout)[
        "at"
    ].startswith("2024-07-24T23:59")


def test_new_then_check_says_what_is_to_do(zhicheng: Command, tmp_path: Path) -> None:
    made = zhicheng("new", tmp_path / "我的申报", "--notice", "BM24")
    assert made.returncode == cli.FINE
    path = tmp_path / "我的申报.json"
    assert path.is_file()
    run = zhicheng("check", path, *AT, "--json")
    assert run.returncode in (cli.FINE, cli.OPEN)
    assert json.loads(run.stdout)["submittable"] is False


def test_new_goes_over_nothing(zhicheng: Command, tmp_path: Path) -> None:
    path = tmp_path / "旧的.json"
    path.write_text("别的东西")
    run = zhicheng("new", path)
    assert run.returncode == cli.BAD_INPUT
    assert path.read_text() == "别的东西"
    assert "没有被改动" in run.stderr


def test_new_sample_is_a_case_like_any_other(zhicheng: Command, tmp_path: Path) -> None:
    path = tmp_path / "样例.json"
    assert zhicheng("new", path, "--sample").returncode == cli.FINE
    run = zhicheng("check", path, *AT)
    assert run.returncode == cli.FINE
    assert "可以提交" in run.stdout


def test_documents(zhicheng: Command, case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "文书"
    run = zhicheng("documents", case_file, "--out", out, "--only", "公示", "pledge")
    assert run.returncode == cli.FINE
    assert sorted(path.name for path in out.iterdir()) == [
        "个人承诺书.docx",
        "个人承诺书.pdf",
        "公示.docx",
        "公示.pdf",
    ]
    text = "".join(page.extract_text() for page in pypdf.PdfReader(out / "公示.pdf").pages)
    assert "迪丽努尔·艾则孜" in text.replace("\n", "")

    again = zhicheng("documents", case_file, "--out", out, "--only", "公示", "--format", "pdf")
    assert again.returncode == cli.BAD_INPUT
    assert "没有变" in again.stderr
    replaced = zhicheng(
        "documents", case_file, "--out", out, "--only", "公示", "--format", "pdf", "--replace"
    )
    assert replaced.returncode == cli.FINE


def test_a_document_without_its_facts_is_named(
    zhicheng: Command, change: Callable[..., Path]
) -> None:
    path = change(lambda case: case["pub"].update(office=""))
    run = zhicheng("documents", path, "--format", "pdf")
    assert run.returncode == cli.OPEN
    assert "未生成：《公示》还不能生成，缺：反映问题的办公室" in run.stdout
    made = {file.name for file in path.parent.glob("*.pdf")}
    assert made == {"业务工作总结.pdf", "公示结果.pdf", "推荐意见.pdf", "个人承诺书.pdf"}


def test_packet(case_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "出件"
    run = process("packet", case_file, "--out", out, *AT)
    assert run.returncode == cli.FINE
    name = "材料包-BM24-20240724-1730"
    assert sorted(path.name for path in out.iterdir()) == [name, f"{name}.zip"]
    assert f"材料包：{out / name}" in run.stdout
    assert (out / name / "清单.json").is_file()


def test_an_unfinished_packet_lists_what_is_missing(
    zhicheng: Command, change: Callable[..., Path], tmp_path: Path
) -> None:
    path = change(lambda case: case["person"].update(status="离退休"))
    out = tmp_path / "出件"
    run = zhicheng("packet", path, "--out", out, *AT)
    assert run.returncode == cli.OPEN
    assert "还缺 1 项" in run.stdout
    assert (out / "材料包-BM24-20240724-1730-未完成").is_dir()


def test_notices(zhicheng: Command) -> None:
    told = zhicheng("notices")
    assert told.returncode == cli.FINE
    assert "编号 BM24" in told.stdout
    body = json.loads(zhicheng("notices", "BM24", "--json").stdout)
    assert (body["id"], len(body["rules"])) == ("BM24", 81)
    assert json.loads(zhicheng("notices", "--json").stdout)[0]["id"] == "BM24"


@pytest.mark.parametrize("command", ["", "new", "check", "documents", "packet", "notices", "open"])
def test_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([*command.split(), "--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("用法：zhicheng")
    assert "usage" not in told
    assert "options" not in told
    assert "positional" not in told


# ---------------------------------------------------------------------- what goes wrong


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
        (gone, "没有找到文件"),
        (no_scans, "找不到对应的文件"),
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
    change: Callable[..., Path],
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
    ("name", "data", "code", "reason"),
    [
        ("扫描.jpg", b"", cli.BAD_INPUT, "“扫描.jpg”是空文件（0 字节）"),
        ("扫描.jpg", b"\xff\xd8\xff\xe0 half", cli.BAD_INPUT, "“扫描.jpg”不完整或已损坏"),
        ("扫描.jpg", b"PK\x03\x04...", cli.BAD_INPUT, "Word"),
        ("../扫描.jpg", b"x", cli.BAD_INPUT, "不能使用"),
    ],
)
def test_a_bad_scan_is_named(
    change: Callable[..., Path], name: str, data: bytes, code: int, reason: str
) -> None:
    path = change(lambda case: case["attachments"].append({"slot": "其他证明材料", "file": name}))
    (path.parent / name).write_bytes(data)
    run = process("check", path, *AT)
    assert run.returncode == code
    assert reason in run.stderr


def test_a_pdf_that_is_a_png_is_taken_as_what_it_is(
    zhicheng: Command, change: Callable[..., Path], tmp_path: Path
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


def test_a_folder_that_cannot_be_written(case_file: Path, tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("别的")
    for command in ("packet", "documents"):
        run = process(command, case_file, "--out", tmp_path / "占用" / "里面")
        assert run.returncode == cli.BAD_INPUT
        assert "写" in run.stderr
        assert "Traceback" not in run.stderr
    run = process("new", tmp_path / "占用" / "新.json")
    assert run.returncode == cli.BAD_INPUT
    assert sorted(path.name for path in tmp_path.iterdir()) == ["占用", "材料"]


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


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
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


def test_ctrl_c_is_calm(
    case_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_brought", pressed)
    assert cli.main(["check", str(case_file)]) == cli.STOPPED
    assert "已停下" in capsys.readouterr().err


def test_the_commands_load_no_qt() -> None:
    code = (
        "import sys; from desktop import cli; cli.main(['notices']); "
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert run.returncode == 0
