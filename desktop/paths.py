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


def fonts() -> tuple[Path, ...]:
    """Where this system, and this user, keep fonts; also those that WPS and Word bring along."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
        windows = Path(os.environ.get("SYSTEMROOT", "C:\\Windows"))
        return (windows / "Fonts", local / "Microsoft" / "Windows" / "Fonts")
    if sys.platform == "darwin":
        return (
            home / "Library" / "Fonts",
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
            *(
                Path(f"/Applications/{program}/Contents/Resources/{folder}")
                for program, folder in (
                    ("wpsoffice.app", "office6/fonts"),
                    ("Microsoft Word.app", "DFonts"),
                )
            ),
        )
    data = Path(os.environ.get("XDG_DATA_HOME", home / ".local" / "share"))
    return (
        data / "fonts",
        home / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/opt/kingsoft/wps-office/office6/fonts"),
    )
