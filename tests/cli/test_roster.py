"""``zhicheng roster``: told line by line, case files written once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.commands import Command
from tests.rosters.messy import BAD, good, messy, saved, sheet


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(saved(messy()))
    return path


def test_every_doubt_is_told_and_nothing_is_written(zhicheng: Command, file: Path) -> None:
    run = zhicheng("roster", file, "--notice", "BM24")
    assert run.returncode == 1
    assert "隐藏的 2 行没有算" in run.stdout
    assert "隐藏的列照样用了：联系电话" in run.stdout
    assert "科学计数（6.59901E+17）" in run.stdout
    assert [path.name for path in file.parent.iterdir()] == ["名单.xlsx"]


def test_the_same_roster_writes_nobody_twice(zhicheng: Command, file: Path) -> None:
    out = file.parent / "材料"
    first = zhicheng("roster", file, "--notice", "BM24", "--out", out)
    there = {path.name: path.read_bytes() for path in out.iterdir()}
    again = zhicheng("roster", file, "--notice", "BM24", "--out", out)
    assert f"写了 {len(there)} 份" in first.stdout
    assert f"写了 0 份材料文件，{len(there)} 人已经有了" in again.stdout
    assert {path.name: path.read_bytes() for path in out.iterdir()} == there
    case = json.loads(there[f"001-{good(1)[1]}.json"])
    assert json.dumps(case, ensure_ascii=False).count(good(1)[2]) == 1
    assert zhicheng("check", out / f"001-{good(1)[1]}.json").returncode in (0, 1)


def test_those_that_are_put_right_come_in_later(zhicheng: Command, file: Path) -> None:
    bad = file.parent / "改.xlsx"
    run = zhicheng("roster", file, "--notice", "BM24", "--sheet-of-bad", bad)
    assert f"有问题的 {len(BAD) + 2} 人" in run.stdout
    assert zhicheng("roster", bad, "--notice", "BM24").returncode == 1
    taken = zhicheng("roster", file, "--notice", "BM24", "--sheet-of-bad", bad)
    assert taken.returncode == 2
    assert "已经有一个名为 改.xlsx" in taken.stderr


def test_a_roster_in_which_all_is_well(zhicheng: Command, tmp_path: Path) -> None:
    path = tmp_path / "好.csv"
    rows = [("姓名", "身份证号"), *(good(n)[1:3] for n in range(1, 4))]
    path.write_text("\n".join(",".join(row) for row in rows), encoding="gb18030")
    run = zhicheng("roster", path, "--notice", "BM24", "--take-hidden")
    assert run.returncode == 0
    assert "名单上有 3 人：3 人没有问题" in run.stdout


@pytest.mark.parametrize(
    ("header", "more", "words"),
    [
        (("甲", "乙"), (), "没有找到“姓名”一列"),
        (("姓名", "性别"), ("--sheet", "没有"), "没有名为“没有”的工作表"),
    ],
)
def test_what_cannot_be_is_told(
    zhicheng: Command, tmp_path: Path, header: tuple[str, ...], more: tuple[str, ...], words: str
) -> None:
    path = tmp_path / "名单.xlsx"
    path.write_bytes(saved(sheet([["王伟", "男"]], header)))
    run = zhicheng("roster", path, "--notice", "BM24", *more)
    assert run.returncode == 2
    assert words in run.stderr


def test_a_built_program_can_be_started_as_the_reader(tmp_path: Path) -> None:
    """What ``desktop.__main__`` does with the name of the child."""
    import subprocess
    import sys

    from desktop.rosters.child import CHILD, HEAD
    from tests.cli.commands import ROOT

    data = saved(sheet([good(1)]))
    head = json.dumps({"name": "a", "memory": 1 << 30, "seconds": 30}).encode()
    run = subprocess.run(
        [sys.executable, "-m", "desktop", CHILD],
        cwd=ROOT,
        input=HEAD.pack(len(head), len(data)) + head + data,
        capture_output=True,
        check=True,
    )
    assert json.loads(run.stdout)["book"]["kind"] == "xlsx"
