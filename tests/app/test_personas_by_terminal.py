"""The made-up applicants as files: what `zhicheng check` says of them is what was expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli import main as zhicheng
from tests.domain.test_personas import FILE, PERSONAS
from tests.personas import main as personas


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("personas")
    assert personas([str(FILE), "--write", str(folder)]) == 0
    return folder


@pytest.mark.parametrize("name", PERSONAS)
def test_every_verdict(name: str, written: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = str(PERSONAS[name]["persona"]["as_of"])
    assert zhicheng(["check", str(written / f"{name}.json"), "--at", at, "--json"]) == 1
    told = {row["rule"]: row["verdict"] for row in json.loads(capsys.readouterr().out)["findings"]}
    assert told == PERSONAS[name]["expected"]
