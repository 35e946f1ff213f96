import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop import cli
from tests.cli.commands import SAMPLE, Command, Run


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
