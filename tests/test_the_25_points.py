"""The page of the 25 points (``tests/README.md``) names tests that exist; no point is left out."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
_ROW = re.compile(r"^\| (\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
_MEASURED = "benchmarks/"


def points(page: str) -> dict[int, tuple[str, tuple[str, ...]]]:
    """Each point with what is promised and what holds it."""
    return {
        int(number): (said, tuple(re.findall(r"`([^`]+)`", held)))
        for number, said, held in _ROW.findall(page)
    }


@cache
def defined(file: Path) -> frozenset[str]:
    """The tests in ``file``; none where there is no such file."""
    if not file.is_file():
        return frozenset()
    tree = ast.parse(file.read_text("utf-8"))
    functions = (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(node.name for node in functions if node.name.startswith("test_"))


def missing(held: str) -> bool:
    """Whether what is said to hold a point is not there."""
    file, _, name = held.partition("::")
    if file.startswith(_MEASURED):
        return not (TESTS / file).is_file() or bool(name)
    return name not in defined(TESTS / file)


POINTS = points((TESTS / "README.md").read_text("utf-8"))


def test_every_point_is_there() -> None:
    assert list(POINTS) == list(range(1, 26))


@pytest.mark.parametrize("number", POINTS)
def test_each_is_held_by_what_exists(number: int) -> None:
    said, held = POINTS[number]
    assert said
    assert held
    assert [one for one in held if missing(one)] == []


def test_what_is_not_there_is_noticed() -> None:
    told = points("| 7 | something | `ui/test_shell.py::test_of_nothing` · `benchmarks/none.py` |")
    assert [missing(one) for one in told[7][1]] == [True, True]
    assert missing("ui/test_none.py::test_of_nothing")
    assert not missing("test_the_25_points.py::test_every_point_is_there")
