"""The library for trying things: made-up people, and it opens by the passphrase that is told."""

from __future__ import annotations

from pathlib import Path

import demo
from desktop.app import settings
from desktop.app.safety.door import Door


def test_its_people_are_there_for_whoever_has_the_passphrase(tmp_path: Path) -> None:
    home, now = tmp_path / "demo", demo.clock()
    demo.begin(home, now, 3)
    desk = demo.opened(home, Door(home).by_passphrase(demo.PASSPHRASE).keys, now)
    assert len(desk.rows()) == 3
    desk.close()
    assert settings.load(home).desk


def test_time_goes_on_from_the_moment_of_its_people() -> None:
    now = demo.clock()
    assert now() <= now()
    assert now().year == 2024
