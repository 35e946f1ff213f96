"""Whether a window could be seen: asked before Qt is, because Qt aborts where there is none."""

import contextlib
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

X_PORT = 6000
PATIENCE_SECONDS = 3.0
NOT_SEEN = ("offscreen", "minimal", "vnc", "linuxfb")


def reachable(variables: Mapping[str, str] = os.environ) -> bool:
    """True where a window can open; a variable left over from a closed session does not count."""
    if variables.get("QT_QPA_PLATFORM", "").partition(":")[0] in NOT_SEEN:
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland(variables) or _x11(variables.get("DISPLAY", ""))


def _wayland(variables: Mapping[str, str]) -> bool:
    name = variables.get("WAYLAND_DISPLAY", "")
    return bool(name) and _answers(str(Path(variables.get("XDG_RUNTIME_DIR", "/"), name)))


def _x11(display: str) -> bool:
    host, colon, rest = display.rpartition(":")
    number = rest.partition(".")[0]
    if not colon or not number.isdigit():
        return False
    # Where X puts it on every system.
    path = str(Path("/", "tmp", ".X11-unix", f"X{number}"))
    if host in ("", "unix"):
        return _answers(path) or _answers("\0" + path)
    with contextlib.suppress(OSError):
        address = (host.removesuffix(":").strip("[]"), X_PORT + int(number))
        socket.create_connection(address, PATIENCE_SECONDS).close()
        return True
    return False


def _answers(path: str) -> bool:
    if sys.platform == "win32":
        return False
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as one:
        one.settimeout(PATIENCE_SECONDS)
        one.connect(path)
        return True
    return False
