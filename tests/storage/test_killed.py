"""Killed at any moment, the library opens again and holds everything it called saved.

``ZHICHENG_KILLS=1000`` before the command kills that often instead of 200 times.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.storage.campaign import result, start

KILLS = int(os.environ.get("ZHICHENG_KILLS", "200"))
AT_ONCE = 4

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="children are forked")


def ran(folder: Path, kills: int, *words: str) -> dict[str, Any]:
    """That many kills, some at once, all counted together."""
    each = -(-kills // AT_ONCE)
    children = [start("killing", folder / str(n), each, n, *words) for n in range(AT_ONCE)]
    tallies = [result(child) for child in children]
    return {key: sum((t[key] for t in tallies), type(tallies[0][key])()) for key in tallies[0]}


def test_nothing_called_saved_is_lost(tmp_path: Path) -> None:
    tally = ran(tmp_path, KILLS)
    print(tally)  # noqa: T201  # shown with `pytest -s`
    assert tally["wrong"] == []
    assert tally["kills"] >= KILLS
    assert tally["saved"] > KILLS
    assert tally["backups"] > 0
    assert 0 < tally["early_kills"] < tally["kills"] / 2


def test_the_loop_would_notice(tmp_path: Path) -> None:
    """A child that says “saved” before COMMIT is found out: the test above can fail.

    About one kill in five shows it.
    """
    assert any("LOST an edit" in wrong for wrong in ran(tmp_path, 40, "early")["wrong"])
