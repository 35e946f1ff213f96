"""Every rule's verdict on the made-up applicants whose verdicts were set down beforehand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.app.notices.installed import notice as load_notice
from desktop.storage.casefile import read_case_file
from desktop.storage.caseform import dump_case, read_case
from tests.personas import expand, main, verdicts

DATA = Path(__file__).parent.parent / "data"
PERSONAS: dict[str, Any] = {
    name: entry
    for path in sorted(DATA.glob("personas-*.yaml"))
    for name, entry in yaml.safe_load(path.read_text("utf-8")).items()
}
EXPECTED = [
    (name, rule, verdict)
    for name, entry in PERSONAS.items()
    for rule, verdict in entry["expected"].items()
]


@pytest.fixture(scope="module")
def judged() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, entry in PERSONAS.items():
        notice = load_notice(entry["persona"]["pack"])
        found[name] = verdicts(expand(name, entry["persona"], notice), notice)
    return found


@pytest.mark.parametrize(("name", "rule", "verdict"), EXPECTED)
def test_verdict(judged: dict[str, dict[str, str]], name: str, rule: str, verdict: str) -> None:
    assert judged[name][rule] == verdict


def test_all_rules_of_the_fourteen_are_expected(judged: dict[str, dict[str, str]]) -> None:
    fourteen = [f"P{n:02}" for n in range(1, 15)]
    assert PERSONAS.keys() >= set(fourteen)
    for name in fourteen:
        assert judged[name].keys() == PERSONAS[name]["expected"].keys()


def test_case_survives_its_file() -> None:
    for name, entry in PERSONAS.items():
        notice = load_notice(entry["persona"]["pack"])
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


def test_command_goes_on_after_a_slip(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = PERSONAS["P12"]["persona"]
    slips = {
        "A": {"persona": told | {"slots_mising": ["职称证书"]}},
        "B": {"persona": told | {"pack": "XX99"}},
        "C": {"tell": "没有 persona"},
        "P12": PERSONAS["P12"],
    }
    file = tmp_path / "p.yaml"
    file.write_text(yaml.safe_dump(slips, allow_unicode=True), "utf-8")
    assert main([str(file), "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out).keys() == {"P12"}
    assert [line[:2] for line in err.splitlines() if ": 没有读懂" in line] == ["A:", "B:", "C:"]
    assert "slots_mising" in err
    assert "XX99" in err


@pytest.mark.parametrize("text", ["- a\n- b\n", "a: [", "\x00"])
def test_command_says_what_it_cannot_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    file = tmp_path / "p.yaml"
    file.write_text(text, "utf-8")
    assert main([str(file)]) == 1
    assert str(file) in capsys.readouterr().err


def test_unknown_shorthand_is_refused() -> None:
    told = PERSONAS["P08"]["persona"] | {"slots_mising": ["身份证正面"]}
    with pytest.raises(ValueError, match="slots_mising"):
        expand("P08", told, load_notice("BM24"))
