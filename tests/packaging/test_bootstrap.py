"""The two commands of the README: what they start, pass on and say."""

import ast
import re
import sys
from pathlib import Path

import pytest

import bootstrap
import environment
import screen
import system

SCRIPT = Path(bootstrap.__file__)


def test_an_old_python_can_read_the_sentence_for_it() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 6))
    docstring, first, gate = tree.body[:3]
    assert isinstance(docstring, ast.Expr)
    assert ast.unparse(first) == "import sys"
    assert isinstance(gate, ast.If)
    assert ast.unparse(gate.test) == "sys.version_info < (3, 11)"


@pytest.mark.parametrize("arguments", [[], ["fly"]])
def test_anything_else_gets_the_usage(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert bootstrap.main(arguments) == 2
    assert bootstrap.USAGE in capsys.readouterr().out


@pytest.fixture
def placeholder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose program says how it was started; set-up itself has been seen to."""
    (tmp_path / "desktop").mkdir()
    (tmp_path / "desktop/__init__.py").touch()
    (tmp_path / "desktop/__main__.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.environ.get('QT_QPA_PLATFORM'), os.getcwd())\n"
        "sys.exit(7 if 'fail' in sys.argv else 0)\n",
        "utf-8",
    )
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "ensure", lambda _root: Path(sys.executable))
    monkeypatch.setattr(system, "ensure", lambda *_: None)
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    return tmp_path


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], ["--walk", "out"]),
        (["--text", "150"], ["--walk", "out", "--text", "150"]),
        (["--walk", "there"], ["--walk", "there"]),
        (["check", "my.json"], ["check", "my.json"]),
    ],
)
def test_run_without_a_screen_walks(
    placeholder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    given: list[str],
    passed: list[str],
) -> None:
    monkeypatch.setattr(screen, "reachable", lambda: False)
    assert bootstrap.main(["run", *given]) == 0
    *said, program = capfd.readouterr().out.splitlines()
    assert program == f"{passed} offscreen {placeholder}"
    assert len(said) == (1 if passed[:2] == ["--walk", "out"] else 0)


def test_run_with_a_screen_opens_the_window(
    placeholder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screen, "reachable", lambda: True)
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert bootstrap.main(["run"]) == 0
    assert capfd.readouterr().out == f"[] None {placeholder}\n"


@pytest.mark.parametrize("screen_is_there", [True, False])
def test_the_demonstration_is_started_by_its_own_script(
    placeholder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    screen_is_there: bool,
) -> None:
    (placeholder / "packaging").mkdir()
    (placeholder / "packaging" / "demo.py").write_text("import os; print(os.getcwd())", "utf-8")
    monkeypatch.setattr(screen, "reachable", lambda: screen_is_there)
    assert bootstrap.main(["run", "--demo"]) == 0
    assert capfd.readouterr().out == f"{placeholder}\n"


@pytest.mark.usefixtures("placeholder")
def test_run_hands_on_how_it_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "reachable", lambda: False)
    assert bootstrap.main(["run", "fail"]) == 7


@pytest.mark.usefixtures("placeholder")
def test_every_check_runs_whatever_the_first_one_says(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    checks = (("first", ("json.tool", "none.json")), ("pytest", ("desktop",)))
    monkeypatch.setattr(bootstrap, "CHECKS", checks)
    assert bootstrap.main(["test", "-k", "one"]) == 1
    said = capfd.readouterr().out
    assert "['-k', 'one'] offscreen" in said
    assert re.findall(r"^(通过|未通过)  (\w+)", said, re.MULTILINE) == [
        ("未通过", "first"),
        ("通过", "pytest"),
    ]


@pytest.mark.usefixtures("placeholder")
def test_quick_leaves_the_slow_tests_to_the_others(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "CHECKS", (("lint", ("desktop",)), ("pytest", ("desktop",))))
    assert bootstrap.main(["test", "--quick", "-k", "one"]) == 0
    said = capfd.readouterr().out
    assert "[] offscreen" in said
    assert "['-m', 'not slow', '-k', 'one'] offscreen" in said


@pytest.mark.usefixtures("placeholder")
def test_coverage_is_shown_and_held_for_the_domain(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "CHECKS", (("pytest", ("desktop",)),))
    monkeypatch.setattr(bootstrap, "DOMAIN_COVERED", ("covered", ("json.tool", "none.json")))
    assert bootstrap.main(["test", "--coverage", "-k", "one"]) == 1
    said = capfd.readouterr().out
    assert "['--cov', '--cov-report', 'term:skip-covered', '-k', 'one'] offscreen" in said
    assert re.findall(r"^(通过|未通过)  (\w+)", said, re.MULTILINE) == [
        ("通过", "pytest"),
        ("未通过", "covered"),
    ]


@pytest.mark.usefixtures("placeholder")
def test_all_well_is_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "CHECKS", (("one", ("desktop",)),))
    assert bootstrap.main(["test"]) == 0


@pytest.mark.usefixtures("placeholder")
def test_a_disk_that_refuses_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(_root: Path) -> Path:
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(environment, "ensure", refuse)
    assert bootstrap.main(["run"]) == 1
    assert "Permission denied .venv" in capfd.readouterr().out
