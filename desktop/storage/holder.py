"""Who holds the library: a note for a second window to read. The lock itself is SQLite's."""

from __future__ import annotations

import contextlib
import json
import os
import platform
from datetime import datetime
from pathlib import Path

from desktop.errors import UserError
from desktop.storage import durable

HOLDER = "opened-by.json"


def note(folder: Path, now: datetime) -> None:
    """Say that this process has it open since ``now``."""
    holder = {
        "computer": platform.node(),
        "process": os.getpid(),
        "since": now.isoformat(timespec="minutes"),
    }
    with contextlib.suppress(OSError):  # on a full disk the library can still be read
        text = json.dumps(holder, ensure_ascii=False)
        durable.write(folder / HOLDER, text.encode(), private=True)


def take_back(folder: Path) -> None:
    """Nobody has it open any more."""
    with contextlib.suppress(OSError):
        (folder / HOLDER).unlink(missing_ok=True)


def ours(folder: Path) -> bool:
    """Whether this very process has it open, as far as the note tells."""
    try:
        holder = json.loads((folder / HOLDER).read_text("utf-8"))
        return bool((holder["computer"], holder["process"]) == (platform.node(), os.getpid()))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def held(folder: Path) -> UserError:
    """What the second window says, as far as the note tells."""
    happened = "资料库正在另一个“职称申报助手”窗口中打开。"
    try:
        holder = json.loads((folder / HOLDER).read_text("utf-8"))
        since = datetime.fromisoformat(holder["since"])
        happened = (
            f"资料库正在另一个“职称申报助手”窗口中打开"
            f"（电脑 {holder['computer']}，{since:%m月%d日 %H:%M} 起）。"
        )
    except (OSError, ValueError, KeyError, TypeError):
        pass  # it only says who; that it is held is certain
    return UserError(
        happened,
        safe="那边的内容不受影响。",
        todo="请回到那个窗口继续，或先把它关闭再打开。",
        details=(str(folder),),
    )
