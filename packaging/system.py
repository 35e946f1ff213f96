"""System libraries and programs: what is missing, and the one line that puts it there.

Whether something is missing is asked of the loader and of PATH, not of a package list: that
holds on every distribution, and across renamed packages (``libglib2.0-0`` is ``…-0t64`` in newer
Debian, which apt still finds under the old name).
"""

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from console import Stop, say


@dataclass(frozen=True)
class Part:
    """One system package, and how to see whether it is there.

    ``library`` is the name the loader knows; ``program`` one that PATH must hold; ``module`` one
    this Python must be able to import; ``file`` one that has to be there.
    """

    apt: str
    dnf: str
    library: str = ""
    program: str = ""
    module: str = ""
    file: str = ""

    def missing(self) -> bool:
        """True where the system has no such thing."""
        if self.program:
            return shutil.which(self.program) is None
        if self.file:
            return not Path(self.file).exists()
        if self.module:
            command = [sys.executable, "-c", f"import {self.module}"]
            return subprocess.run(command, capture_output=True, check=False).returncode != 0
        try:
            ctypes.CDLL(self.library)
        except OSError:
            return True
        return False


Parts = tuple[Part, ...]

# What Qt's libraries are linked against, even where nothing is shown.
OFFSCREEN: Parts = (
    Part("libglib2.0-0", "glib2", "libgthread-2.0.so.0"),
    Part("libgl1", "libglvnd-glx", "libGL.so.1"),
    Part("libegl1", "libglvnd-egl", "libEGL.so.1"),
    Part("libdbus-1-3", "dbus-libs", "libdbus-1.so.3"),
    Part("libfontconfig1", "fontconfig", "libfontconfig.so.1"),
    Part("libxkbcommon0", "libxkbcommon", "libxkbcommon.so.0"),
)
# A real window adds what Qt's xcb platform asks for.
WINDOW: Parts = (
    *OFFSCREEN,
    Part("libxcb-cursor0", "xcb-util-cursor", "libxcb-cursor.so.0"),
    Part("libxcb-icccm4", "xcb-util-wm", "libxcb-icccm.so.4"),
    Part("libxcb-keysyms1", "xcb-util-keysyms", "libxcb-keysyms.so.1"),
    Part("libxcb-image0", "xcb-util-image", "libxcb-image.so.0"),
    Part("libxcb-render-util0", "xcb-util-renderutil", "libxcb-render-util.so.0"),
    Part("libxcb-util1", "xcb-util", "libxcb-util.so.1"),
    Part("libxcb-shape0", "libxcb", "libxcb-shape.so.0"),
    Part("libxcb-xkb1", "libxcb", "libxcb-xkb.so.1"),
    Part("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11.so.0"),
)
# Programs the tests hold our work against; a test whose program is missing says so and is skipped.
TOOLS: Parts = (
    Part("xvfb", "xorg-x11-server-Xvfb", program="Xvfb"),
    Part("poppler-utils", "poppler-utils", program="pdftotext"),
    Part("libreoffice-writer-nogui", "libreoffice-writer", program="soffice"),
    # What is laid under the vault to make each of its calls fail is compiled there and then.
    Part("gcc", "gcc", program="cc"),
    Part("libc6-dev", "glibc-devel", program="cc"),
    # A keyring of a desktop, in a session of its own.
    Part("gnome-keyring", "gnome-keyring", program="gnome-keyring-daemon"),
    Part("dbus", "dbus-daemon", program="dbus-run-session"),
    # A print queue of the tests' own, with a printer that makes PDFs.
    Part("cups", "cups", program="cupsd"),
    Part("cups-client", "cups-client", program="lpadmin"),
    Part("printer-driver-cups-pdf", "cups-pdf", file="/usr/lib/cups/backend/cups-pdf"),
)


def venv_package() -> Parts:
    """What Debian splits off its Python: without it ``python -m venv`` makes nothing."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    return (Part(name, "python3", module="ensurepip"),)


def ensure(parts: Parts, extras: Parts = ()) -> None:
    """Have ``parts``, and ``extras`` if possible, installing what is missing.

    Where that is not allowed one line names everything; without ``parts`` it raises
    :class:`Stop`, without ``extras`` it goes on: some tests are then skipped, and say so.
    """
    if sys.platform != "linux":
        return
    lacking = [part for part in parts + extras if part.missing()]
    if lacking and _may_install() and _install(lacking):
        lacking = [part for part in lacking if part.missing()]
    if not lacking:
        return
    line = remedy(lacking)
    stop = Stop(
        f"缺少系统组件。请运行下面这一行，再运行一次刚才的命令：\n  {line}",
        f"System parts are missing. Please run this line, then the same command again:\n  {line}",
    )
    if any(part in parts for part in lacking):
        raise stop
    say(
        f"{stop.chinese}\n现在先继续，用到它们的测试会跳过。",
        f"{stop.english}\nGoing on without; the tests that need them are skipped.",
    )


def remedy(lacking: list[Part]) -> str:
    """The one line that installs ``lacking`` here."""
    for program in ("apt-get", "dnf"):
        if shutil.which(program):
            kind = program.partition("-")[0]
            names = dict.fromkeys(getattr(part, kind) for part in lacking)
            return f"sudo {program} install -y {' '.join(names)}"
    wanted = [part.library or part.program or part.apt for part in lacking]
    return f"[package manager] {' '.join(wanted)}"


def _may_install() -> bool:
    if shutil.which("apt-get") is None:
        return False
    if os.geteuid() == 0:
        return True
    if shutil.which("sudo") is None:
        return False
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return asked.returncode == 0


def _install(lacking: list[Part]) -> bool:
    names = [part.apt for part in lacking]
    say(
        f"正在安装系统组件：{' '.join(names)}（可能要几分钟）…",
        f"Installing system parts: {' '.join(names)} (may take some minutes) ...",
    )
    install = ["install", "-y", "--no-install-recommends", *names]
    known = subprocess.run(
        ["apt-cache", "show", "--no-all-versions", *names], capture_output=True, check=False
    )
    # A package list that is absent or out of date is fetched once, and only then.
    if known.returncode == 0 and _apt(install)[0]:
        return True
    _apt(["update"])
    done, output = _apt(install)
    if not done:
        print("\n".join(output.strip().splitlines()[-12:]), flush=True)
    return done


def _apt(words: list[str]) -> tuple[bool, str]:
    waiting = ["-o", "DPkg::Lock::Timeout=120"]
    command = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", *waiting, *words]
    if os.geteuid() != 0:
        command = ["sudo", "-n", *command]
    ran = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return ran.returncode == 0, ran.stdout
