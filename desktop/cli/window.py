"""``zhicheng open``, and a start without a command: the window.

Somebody waits for it: what works on the materials is loaded after the first page is seen, or where
a file is to be looked at before.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import paths
from desktop.app import settings
from desktop.cli.moments import now
from desktop.errors import UserError

if TYPE_CHECKING:
    from desktop.app.library import Desk
    from desktop.app.safety.door import Keys
    from desktop.ui.offer import Offer

# ruff: noqa: PLC0415

SAMPLE = "BM24"
"""The notice whose made-up applicant is shown where nobody names one."""

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_window(chosen: argparse.Namespace) -> int:
    """The window until it is closed; ``chosen.file`` is kept first, or a package shown."""
    file: Path | None = chosen.file
    # A package that somebody handed over is looked at in the window, since it wants a passphrase.
    is_package = file is not None and _is_package(file)
    if file is not None and not is_package:
        # A file that is no good is told here, before any window.
        _look_at(file)
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        raise UserError(
            "这里没有屏幕，打不开窗口。",
            safe="没有改动任何材料。",
            todo="请在有桌面的电脑上打开，或者用 check、documents、packet 等命令。",
        )
    try:
        from desktop.ui.application import run
    except ImportError as error:
        if ".so" not in str(error):
            raise
        raise UserError(
            f"系统里缺少窗口要用的组件（{error}）。",
            safe="没有改动任何材料。",
            todo="请运行 python3 packaging/bootstrap.py run，它会装好或告诉您怎么装。",
        ) from error

    home = paths.user_data()

    def keep(opened: Desk) -> None:
        if file is not None:
            case_id = _kept(opened, file)
            settings.save(home, replace(settings.load(home), last_case=case_id))

    package = file if is_package else None
    first = keep if file is not None and not is_package else None
    return run(_desk, _offer, home, sys.argv[:1], now=now, first=first, package=package)


def _desk(folder: Path, keys: Keys) -> Desk:
    from desktop.app.library import Desk
    from desktop.app.notices.installed import notice

    return Desk.open(folder, notice, now, keys)


def _offer() -> Offer:
    from desktop.app.notices.installed import notice
    from desktop.app.samples.sample import keep_sample
    from desktop.ui.offer import Offer

    return Offer(lambda desk: keep_sample(desk, notice(SAMPLE)))


def _is_package(file: Path) -> bool:
    from desktop.app.handover.sending import SUFFIX

    return file.suffix.lower() == SUFFIX


def _look_at(file: Path) -> None:
    from desktop.app.library import bring
    from desktop.app.notices.installed import notice

    bring(file, notice)


def _kept(desk: Desk, path: Path) -> str:
    """The id of the case in ``path`` in the library: the very same one that is there, else new."""
    from desktop.app.library import bring

    brought = bring(path, desk.notices)
    for row in desk.rows():
        there = desk.library.load(row.case_id).case
        if there.model_copy(update={"case_id": brought.case.case_id}) == brought.case:
            return row.case_id
    return desk.add(brought.case, brought.file_of)
