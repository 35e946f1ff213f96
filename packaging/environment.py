"""The virtual environment ``.venv``: made, filled from the lock, and mended when it is broken.

A small file in it says where it was made and how far it came: "installing" while pip writes,
afterwards a stamp of the lock, the project's own metadata and the Python in use. A second run
compares two lines and starts; an interrupted one begins anew, and so does a moved one, because
its programs carry the old place in their first line.
"""

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import system
from console import Stop, say

FOLDER = ".venv"
STATE = "zhicheng-state"
INSTALLING = "installing"
LOCK = "requirements.lock"
# What the wheels in the lock ask of glibc: Qt's is the strictest. Other machines have no wheel.
GLIBC_NEEDED = {"x86_64": (2, 28) if sys.version_info < (3, 14) else (2, 34), "aarch64": (2, 39)}
# Asked of the Python in .venv: which one it is. pip has to answer too, or it is of no use.
PROBE = (
    "import pip, platform, sys; assert sys.prefix != sys.base_prefix; "
    "assert sys.version_info >= (3, 11); "
    "print(sys.implementation.cache_tag, platform.machine())"
)


@dataclass(frozen=True)
class State:
    """What ``.venv`` says of itself; both empty where it says nothing."""

    place: str = ""
    stamp: str = ""


def recorded(folder: Path) -> State:
    """Read it back."""
    file = folder / STATE
    if not file.is_file():
        return State()
    place, _, stamp = file.read_text("utf-8", errors="replace").strip().rpartition("\n")
    return State(place, stamp)


def record(folder: Path, stamp: str) -> None:
    """Write it down."""
    (folder / STATE).write_text(f"{folder}\n{stamp}\n", "utf-8")


def ensure(root: Path) -> Path:
    """The Python of a ready ``.venv`` in ``root``; raises :class:`Stop` where none can be had."""
    folder = root / FOLDER
    python = interpreter(folder)
    tag = _usable(folder)
    if tag is None:
        _refuse_hopeless()
        _make(folder)
        tag = identify(python)
        if tag is None:
            raise Stop(
                f"虚拟环境 {FOLDER} 建好后不能启动，其他内容没有改动。"
                "请检查磁盘空间和 Python 安装，再运行一次。",
                f"The fresh {FOLDER} does not start; nothing else was changed. Please check the "
                "disk space and the Python installation, then run this again.",
            )
    stamp = fingerprint(root, tag)
    if recorded(folder).stamp != stamp:
        record(folder, INSTALLING)
        _install(root, python)
        record(folder, stamp)
    return python


def parts(root: Path) -> system.Parts:
    """The system parts that making ``.venv`` needs: none where there is a working one."""
    return () if _usable(root / FOLDER) else system.venv_package()


def interpreter(folder: Path) -> Path:
    """Where the Python of the virtual environment ``folder`` lies on this system."""
    if sys.platform == "win32":
        return folder / "Scripts" / "python.exe"
    return folder / "bin" / "python"


def identify(python: Path) -> str | None:
    """Which Python it is, or None where it does not start, is too old or has lost its pip."""
    try:
        answer = subprocess.run(
            [str(python), "-I", "-c", PROBE], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None


def child_environment(**more: str) -> dict[str, str]:
    """The user's environment, without what would lead the venv's Python to other libraries."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    return kept | more


def fingerprint(root: Path, tag: str) -> str:
    """One line that changes whenever what is installed would have to."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    digest = hashlib.sha256((root / LOCK).read_bytes())
    for part in (json.dumps(project, sort_keys=True), tag):
        digest.update(b"\0" + part.encode())
    return digest.hexdigest()


def _usable(folder: Path) -> str | None:
    state = recorded(folder)
    if state.stamp == INSTALLING or state.place not in ("", str(folder)):
        return None
    return identify(interpreter(folder))


def _refuse_hopeless() -> None:
    """Say plainly, before any download, that the parts do not exist for this machine."""
    if sys.platform == "win32" and sys.maxsize < 2**32:
        raise Stop(
            "这是 32 位的 Python，界面组件只有 64 位的。请安装 64 位的 Python 3.11 或更新版本。",
            "This Python is 32-bit; the window parts exist for 64-bit only. Please install a "
            "64-bit Python 3.11 or newer.",
        )
    library, version = platform.libc_ver() if sys.platform == "linux" else ("", "")
    if library != "glibc" or not version:
        return
    needed = GLIBC_NEEDED.get(platform.machine())
    have = tuple(int(part) for part in version.split(".")[:2])
    if needed is None or have < needed:
        wanted = "x86_64、aarch64" if needed is None else "glibc {}.{}".format(*needed)
        raise Stop(
            f"这台机器是 {platform.machine()}、glibc {version}，界面组件没有为它制作的版本"
            f"（需要 {wanted}）。没有改动任何内容。",
            f"This machine is {platform.machine()} with glibc {version}; the window parts are not "
            f"made for it (needed: {wanted.replace('、', ', ')}). Nothing was changed.",
        )


def _make(folder: Path) -> None:
    say(f"正在建立虚拟环境 {FOLDER} …", f"Making the virtual environment {FOLDER} ...")
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif (folder / "pyvenv.cfg").is_file() or (folder / STATE).is_file():
        shutil.rmtree(folder)
    elif folder.is_dir() and any(folder.iterdir()):
        # Not a virtual environment: whatever it is, it is not ours to delete.
        _set_aside(folder)
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(folder)], capture_output=True, text=True, check=False
    )
    if made.returncode != 0:
        print((made.stdout + made.stderr).strip(), flush=True)
        raise Stop(
            f"虚拟环境 {FOLDER} 没有建成，原因见上。请处理后再运行一次。",
            f"{FOLDER} could not be made, for the reason above. Please see to it and run again.",
        )


def _set_aside(folder: Path) -> None:
    number = 1
    while (aside := folder.with_name(f"{folder.name}.old{number}")).exists():
        number += 1
    folder.rename(aside)
    say(f"原有的 {folder.name} 已改名为 {aside.name}。", f"{folder.name} is now {aside.name}.")


def _install(root: Path, python: Path) -> None:
    say(
        "正在按锁定的版本安装组件（首次约 300 MB，以后不再下载）…",
        "Installing the locked parts (about 300 MB the first time, nothing later) ...",
    )
    _pip(root, python, "--require-hashes", "--only-binary", ":all:", "--requirement", LOCK)
    # So that `.venv/bin/zhicheng` is there. All that building needs is in the lock already.
    _pip(root, python, "--no-deps", "--no-index", "--no-build-isolation", "-e", ".")


def _pip(root: Path, python: Path, *words: str) -> None:
    # The user's own pip settings (proxy, mirror, certificates) stay in force; --no-user only
    # undoes a setting that cannot work in a virtual environment.
    command = [str(python), "-m", "pip", "install", "--no-user", "--no-input", *words]
    if not sys.stdout.isatty():
        command.append("--quiet")
    variables = child_environment(PIP_DISABLE_PIP_VERSION_CHECK="1")
    if subprocess.run(command, cwd=root, env=variables, check=False).returncode != 0:
        raise Stop(
            "组件没有装好，原因见上；其他内容没有改动。若是网络不通，请接通网络，"
            "或按本单位的规定用 pip config 设好代理或镜像，再运行一次。",
            "The parts could not be installed, for the reason above; nothing else was changed. If "
            "it is the network: connect, or set your proxy or mirror with `pip config`, and run "
            "again.",
        )
