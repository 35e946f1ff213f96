"""A library with cases under two notices, on the sixth of October 2023, for windows about time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from desktop.app.library import Desk
from tests.app.dated import a_case, at, notice, returned, submits
from tests.storage.keeping import KEYS
from tests.ui.hands import Clock

NOW = "2023-10-06T12:39"

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "甲": ("GT23", {"unit__department": "测绘科"}),
    "乙": (
        "GT23",
        {
            "track__submits": submits("评委会"),
            "track__first_submit_at": "2023-10-01T10:00",
            "track__returns": returned("2023-10-06T10:00", "", "看不清"),
        },
    ),
    "丙": ("BM24", {"apply__type": "评审", "apply__level": "中级"}),
    "丁": ("BM24", {"pub__start": "2023-10-05", "pub__end": "2023-10-12"}),
}
"""Name → the notice and what is filled in."""

IDS = {name: f"c{n}" for n, name in enumerate(CASES)}


def desk_with_cases(folder: Path, clock: Clock | None = None) -> Desk:
    """The library open, the clock at :data:`NOW` where none is given."""
    desk = Desk.open(folder / "library", notice, clock or Clock(at(NOW)), KEYS)
    for name, (pack, values) in CASES.items():
        desk.library.create(a_case(pack, IDS[name], person__name=name, **values))
    return desk
