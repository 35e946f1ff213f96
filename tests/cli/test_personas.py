"""``zhicheng check`` on the personas: every rule's verdict, through their case files."""

import json
from pathlib import Path

import pytest

from desktop.app.notices.installed import notice as load_notice
from desktop.cli import FINE
from desktop.documents.catalogue import fitting
from desktop.storage.casefile import write_case_file
from tests.cli.commands import Command
from tests.domain.test_personas import PERSONAS
from tests.persona_files import scanned
from tests.personas import expand


@pytest.mark.parametrize("name", PERSONAS)
def test_every_verdict_is_the_expected_one(name: str, tmp_path: Path, zhicheng: Command) -> None:
    told, expected = PERSONAS[name]["persona"], PERSONAS[name]["expected"]
    case, contents = scanned(expand(name, told, load_notice(told["pack"])).case)
    path = tmp_path / f"{name}.json"
    write_case_file(path, case, contents.__getitem__)

    run = zhicheng("check", path, "--at", told["as_of"], "--json")

    found = {f["rule"]: f["verdict"] for f in json.loads(run.stdout)["findings"]}
    assert {rule: found.get(rule) for rule in expected} == expected
    own = {rule for rule in found if rule not in expected}
    assert all(rule.startswith("entry.") for rule in own)
    assert run.returncode == int("FAIL" in found.values())


@pytest.mark.parametrize("name", ["P01", "P05", "P09", "P11", "P12"])
def test_every_document_of_the_notice_is_made(name: str, tmp_path: Path, zhicheng: Command) -> None:
    told = PERSONAS[name]["persona"]
    notice = load_notice(told["pack"])
    expanded = expand(name, told, notice)
    case, contents = scanned(expanded.case)
    path = tmp_path / f"{name}.json"
    write_case_file(path, case, contents.__getitem__)

    run = zhicheng("documents", path, "--out", tmp_path / "out", "--format", "pdf")

    assert run.returncode == FINE, run.stderr
    made = {file.stem for file in (tmp_path / "out").iterdir()}
    assert made == {spec.title for spec in fitting(expanded.case, notice, expanded.now)}
