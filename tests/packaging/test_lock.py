"""The lock: exact, hashed, without addresses, and fit for every system."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import environment

ROOT = Path(__file__).parents[2]


def locked() -> dict[str, list[tuple[Requirement, int]]]:
    """Name → its entries (several where markers divide them), each with how many hashes it has."""
    entries: dict[str, list[tuple[Requirement, int]]] = {}
    text = (ROOT / environment.LOCK).read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        words, *hashes = re.split(r"\s+--hash=sha256:(?=[0-9a-f]{64})", line)
        requirement = Requirement(words)
        entries.setdefault(normal(requirement.name), []).append((requirement, len(hashes)))
    return entries


def normal(name: str) -> str:
    """A project's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_is_exact_and_names_no_place() -> None:
    entries = [entry for several in locked().values() for entry in several]
    assert len(entries) > 20
    for requirement, hashes in entries:
        assert re.fullmatch(r"==[0-9][^*,]*", str(requirement.specifier)), requirement
        assert hashes > 0, requirement
        assert requirement.url is None, requirement
    assert "://" not in (ROOT / environment.LOCK).read_text("utf-8")


def test_the_lock_answers_what_the_project_asks() -> None:
    entries = locked()
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = metadata["project"]["dependencies"] + metadata["dependency-groups"]["check"]
    for requirement in map(Requirement, asked):
        versions = {
            specifier.version
            for entry, _ in entries[normal(requirement.name)]
            for specifier in entry.specifier
        }
        assert any(requirement.specifier.contains(version) for version in versions), requirement


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_gets_one_version_of_each(python: str, platform: str) -> None:
    here = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": platform,
        "platform_python_implementation": "CPython",
    }
    metadata = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    direct = {normal(Requirement(text).name) for text in metadata["project"]["dependencies"]}
    for name, entries in locked().items():
        fitting = [e for e, _ in entries if e.marker is None or e.marker.evaluate(here)]
        # What only some systems or Pythons need (colorama, jeepney) may have none here.
        elsewhere = not fitting and all(e.marker for e, _ in entries) and name not in direct
        assert len(fitting) == 1 or elsewhere, name
