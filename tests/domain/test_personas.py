"""Every rule's verdict on the made-up applicants whose verdicts were set down beforehand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.app.installed import notice as load_notice
from desktop.storage.casefile import read_case_file
from desktop.storage.caseform import dump_case, read_case
from tests.personas import expand, main, verdicts

FILE = Path(__file__).parent.parent / "data" / "personas-BM24.yaml"
PERSONAS: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
EXPECTED = [
    (name, rule, verdict)
    for name, entry in PERSONAS.items()
    for rule, verdict in entry["expected"].items()
]


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, str]]:
    notice = load_notice("BM24")
    return {
        name: verdicts(expand(name, entry["persona"], notice), notice)
        for name, entry in PERSONAS.items()
    }


@pytest.mark.parametrize(("name", "rule", "verdict"), EXPECTED)
def test_verdict(judged: dict[str, dict[str, str]], name: str, rule: str, verdict: str) -> None:
    assert judged[name][rule] == verdict


def test_all_rules_of_all_three_are_expected(judged: dict[str, dict[str, str]]) -> None:
    assert len(EXPECTED) == 3 * 81
    assert all(judged[name].keys() == PERSONAS[name]["expected"].keys() for name in PERSONAS)


def test_case_survives_its_file() -> None:
    notice = load_notice("BM24")
    for name, entry in PERSONAS.items():
        case = expand(name, entry["persona"], notice).case
        assert read_case(dump_case(case)) == case


def test_command_tells_differences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = {"P08": PERSONAS["P08"] | {"expected": {"BM24.ce.mid": "PASS"}}}
    file = tmp_path / "p.yaml"
    file.write_text(yaml.safe_dump(changed, allow_unicode=True), "utf-8")
    assert main([str(file), "--json", "--write", str(tmp_path / "cases")]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["P08"]["BM24.ce.mid"] == "FAIL"
    assert "BM24.ce.mid" in err
    written = read_case_file(tmp_path / "cases" / "P08.json")
    assert written.case.case_id == "P08"
    assert written.files.keys() == {file.id for file in written.case.attachments}


def test_unknown_shorthand_is_refused() -> None:
    told = PERSONAS["P08"]["persona"] | {"slots_mising": ["身份证正面"]}
    with pytest.raises(ValueError, match="slots_mising"):
        expand("P08", told, load_notice("BM24"))
