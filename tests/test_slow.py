"""The table of slow tests names tests that are there."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.slow import SLOW

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", sorted(SLOW))
def test_what_is_called_slow_is_a_test(name: str) -> None:
    module, _, test = name.partition("::")
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    tests = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    assert not test or test in tests
    # Named twice, it would stay slow when somebody has made it quick and taken it out.
    assert not test or module not in SLOW


def test_it_is_marked_and_only_it(request: pytest.FixtureRequest) -> None:
    for item in request.session.items:
        name = item.nodeid.partition("[")[0]
        slow = bool({name, name.partition("::")[0]} & SLOW)
        assert (item.get_closest_marker("slow") is not None) == slow, item.nodeid
