"""What each command prints, leaves behind and ends with."""

import json
from pathlib import Path

import pypdf
import pytest

from desktop import cli
from tests.cli.commands import AT, Change, Command, findings, process


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


def test_a_second_case_of_the_year_shows_beside_others(
    zhicheng: Command, case_file: Path, tmp_path: Path
) -> None:
    second = tmp_path / "another.json"
    body = json.loads(case_file.read_text("utf-8")) | {"case_id": "another"}
    second.write_text(json.dumps(body), "utf-8")
    alone = findings(zhicheng("check", case_file, *AT, "--json"))
    beside = findings(zhicheng("check", case_file, *AT, "--json", "--others", second))
    assert alone["BM24.once.year"]["verdict"] == "PASS"
    assert beside["BM24.once.year"]["verdict"] == "FAIL"
    same = findings(zhicheng("check", case_file, *AT, "--json", "--others", case_file))
    assert same == alone


def test_check_fails_after_the_deadline(zhicheng: Command, change: Change) -> None:
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
    run = zhicheng("new", path, "--notice", "BM24")
    assert run.returncode == cli.BAD_INPUT
    assert path.read_text() == "别的东西"
    assert "没有被改动" in run.stderr


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("我的 申报", "我的 申报.json"),
        ("申报.2024", "申报.2024.json"),
        ("申报.JSON", "申报.JSON"),
        ("新 文件夹/里面/申报.json", "新 文件夹/里面/申报.json"),
    ],
)
def test_new_makes_a_case_file_wherever_it_is_asked_to(
    zhicheng: Command, tmp_path: Path, typed: str, made: str
) -> None:
    assert zhicheng("new", tmp_path / typed, "--notice", "BM24").returncode == 0
    assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file()] == [made]


def test_new_where_no_folder_can_be(zhicheng: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    run = zhicheng("new", tmp_path / "file" / "申报.json", "--notice", "BM24")
    assert run.returncode == 2
    assert "建不起来" in run.stderr


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


def test_a_document_without_its_facts_is_named(zhicheng: Command, change: Change) -> None:
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
    zhicheng: Command, change: Change, tmp_path: Path
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
