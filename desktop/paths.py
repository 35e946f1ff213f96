"""The one finder of bundled resources and of the user's own folders."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def resources() -> Path:
    """The folder ``resources/``: inside a wheel or frozen build, else at the checkout's root."""
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def user_data() -> Path:
    """Where this user's library lies; ``ZHICHENG_HOME`` names another place (tests, a stick)."""
    chosen = os.environ.get("ZHICHENG_HOME")
    if chosen:
        return Path(chosen)
    if sys.platform == "win32":
        base = Path(os.environ.get("APPDATA", Path.home() / "AppData" / "Roaming"))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share"))
    return base / "zhicheng"
