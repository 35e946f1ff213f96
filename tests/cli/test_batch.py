"""``zhicheng batch``: what it makes of case files, what it says, what it ends with."""

import json
import shutil
from pathlib import Path

import pypdf
import pytest

from desktop import cli
from desktop.app.batch import crew
from desktop.app.batch.ledger import NAME
from tests.app.batching import here, tree
from tests.cli.commands import AT, SAMPLE, Command


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "processes", lambda _workers=None: here())


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A folder of two people's case files, and what else lies about there."""
    for number, name in enumerate(("赵一凡", "钱二宝")):
        folder = tmp_path / "收到的" / name
        shutil.copytree(SAMPLE, folder)
        body = json.loads((folder / "case.json").read_text("utf-8"))
        body["case_id"] = f"case-{number}"
        body["person"] |= {"name": name}
        (folder / "case.json").write_text(json.dumps(body), "utf-8")
    (tmp_path / "收到的" / ".隐藏").mkdir()
    (tmp_path / "收到的" / ".隐藏" / "case.json").write_text("{", "utf-8")
    return tmp_path / "收到的"


def test_a_folder_of_people(zhicheng: Command, people: Path, tmp_path: Path) -> None:
    run = zhicheng("batch", people, "--out", tmp_path / "出", "--make", "报告", *AT)
    assert run.returncode == cli.OPEN  # two cases of one ID number in a year
    assert sorted(p.name for p in (tmp_path / "出").iterdir()) == [
        NAME,
        "001-赵一凡",
        "002-钱二宝",
    ]
    assert run.stdout.splitlines()[-1] == "一共 2 份：生成 2，原来就有 0，没有做成 0。"
    assert "还缺" in run.stdout
    assert "2/2" in run.stderr


def test_again_it_makes_only_what_is_left(zhicheng: Command, people: Path, tmp_path: Path) -> None:
    words = ("--out", tmp_path / "出", "--make", "报告", *AT)
    zhicheng("batch", people, *words)
    before = tree(tmp_path / "出")
    run = zhicheng("batch", people, *words)
    assert "生成 0，原来就有 2" in run.stdout
    assert tree(tmp_path / "出") == before


def test_one_alone_that_is_complete_is_fine(
    zhicheng: Command, people: Path, tmp_path: Path
) -> None:
    file = people / "赵一凡" / "case.json"
    run = zhicheng("batch", file, "--out", tmp_path / "出", "--make", "报告", *AT)
    assert run.returncode == cli.FINE
    assert run.stdout.splitlines()[0] == f"已生成：{tmp_path / '出' / '001-赵一凡'}"


def test_bad_files_are_named_and_the_others_made(
    zhicheng: Command, people: Path, tmp_path: Path
) -> None:
    (people / "坏的.json").write_text("{", "utf-8")
    lost = people / "钱二宝" / "case.json"
    body = json.loads(lost.read_text("utf-8"))
    body["attachments"][0]["file"] = "没有这个.jpg"
    body["attachments"][0].pop("sha256", None)
    lost.write_text(json.dumps(body), "utf-8")
    run = zhicheng("batch", people, "--out", tmp_path / "出", "--make", "材料包", *AT)
    assert run.returncode == cli.OPEN
    assert "没有做成：" + str(people / "坏的.json") in run.stderr
    assert "没有这个.jpg" in run.stderr
    assert "生成 1，原来就有 0，没有做成 2。" in run.stdout


def test_nothing_that_can_be_made(zhicheng: Command, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    run = zhicheng("batch", tmp_path / "空", "--out", tmp_path / "出")
    assert run.returncode == cli.BAD_INPUT
    assert "没有申报材料文件" in run.stderr
    (tmp_path / "坏的.json").write_text("{", "utf-8")
    run = zhicheng("batch", tmp_path / "坏的.json", "--out", tmp_path / "出")
    assert run.returncode == cli.BAD_INPUT
    assert "没有做成" in run.stderr
    assert not (tmp_path / "出").exists()


@pytest.mark.parametrize("words", [("--workers", "0"), ("--workers", "二"), ("--make", "照片")])
def test_words_that_are_wrong(
    zhicheng: Command, people: Path, tmp_path: Path, words: tuple[str, str]
) -> None:
    run = zhicheng("batch", people, "--out", tmp_path / "出", *words)
    assert run.returncode == cli.BAD_INPUT
    assert "命令没有写对" in run.stderr
    assert not (tmp_path / "出").exists()


def test_one_file_for_the_printer(zhicheng: Command, people: Path, tmp_path: Path) -> None:
    target = tmp_path / "打印.pdf"
    words = ("--out", tmp_path / "出", "--print", target, *AT)
    run = zhicheng("batch", people, *words, "--make", "报告")
    assert f"打印用：{target}" in run.stdout
    text = "".join(page.extract_text() for page in pypdf.PdfReader(target).pages)
    assert "人数 2 人" in text
    before = target.read_bytes()
    again = zhicheng("batch", people, *words, "--make", "报告")
    assert again.returncode == cli.BAD_INPUT
    assert target.read_bytes() == before
    target.unlink()
    refused = zhicheng("batch", people, *words, "--make", "材料包")
    assert refused.returncode == cli.BAD_INPUT
    assert "文书 或 报告" in refused.stderr
