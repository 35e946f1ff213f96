"""The power goes: of what was written since the last fsync any part may be missing.

``ZHICHENG_IMAGES=3000`` before the command looks at that many disks instead of 300.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.storage.campaign import result, start

IMAGES = int(os.environ.get("ZHICHENG_IMAGES", "300"))


def ran(injector: Path, folder: Path, images: int, how: str) -> dict[str, Any]:
    child = start("power", folder, images, images, how, LD_PRELOAD=str(injector))
    tally: dict[str, Any] = result(child)
    print(how, {k: v for k, v in tally.items() if k != "wrong"})  # noqa: T201
    return tally


def test_nothing_called_saved_is_lost(injector: Path, tmp_path: Path) -> None:
    tally = ran(injector, tmp_path, IMAGES, "honest")
    assert tally["wrong"] == []
    assert tally["images"] == IMAGES
    assert tally["saved"] > 80
    assert set(tally["modes"]) == {"nothing", "everything", "some", "torn"}


@pytest.mark.parametrize(
    "how, found", [("normal", "缺了最近保存过的"), ("lazy", "LOST an attachment")]
)
def test_the_model_would_notice(injector: Path, tmp_path: Path, how: str, found: str) -> None:
    """With ``synchronous=NORMAL``, or attachments without fsync, something is lost.

    In every other image or more: a few show it.
    """
    assert any(found in wrong for wrong in ran(injector, tmp_path, 40, how)["wrong"])
