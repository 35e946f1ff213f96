"""The installers of this system, in ``dist/``: one command on Linux, Windows and macOS.

    .venv/bin/python -m pip install --require-hashes -r packaging/requirements-ship.lock
    .venv/bin/python packaging/build.py

PyInstaller makes the folder; what follows depends on the system: on Linux it is made lean, then
becomes a ``.deb`` and an archive; on Windows Inno Setup (``iscc``) makes the installer; on macOS
the bundle goes into a disk image.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
DIST = ROOT / "dist"


def main() -> int:
    """Build everything that can be built here."""
    said = (ROOT / "desktop" / "__init__.py").read_text("utf-8")
    version = re.findall(r'^__version__ = "(.+)"$', said, re.MULTILINE)[0]
    freeze()
    if sys.platform == "linux":
        _python("linux.lean", str(DIST / "zhicheng"))
        _python("linux.package", str(DIST / "zhicheng"), "--version", version, "--out", str(DIST))
    elif sys.platform == "win32":
        _run("iscc", f"/DVersion={version}", str(HERE / "windows" / "zhicheng.iss"))
    else:
        image = DIST / f"zhicheng-{version}-macos.dmg"
        bundle = DIST / "职称申报助手.app"
        _run("hdiutil", "create", "-volname", "职称申报助手", "-srcfolder", str(bundle), str(image))
    return 0


def freeze() -> None:
    """The folder ``dist/zhicheng``, made anew."""
    for old in (DIST, ROOT / "build"):
        shutil.rmtree(old, ignore_errors=True)
    words = ("--noconfirm", "--distpath", str(DIST), "--workpath", str(ROOT / "build"))
    _python("PyInstaller", *words, str(HERE / "freeze" / "zhicheng.spec"))


def _python(module: str, *words: str) -> None:
    _run(sys.executable, "-m", module, *words)


def _run(*command: str) -> None:
    # Chinese names in the lists of files, whatever the console's own code page is.
    variables = os.environ | {"PYTHONPATH": str(HERE), "PYTHONUTF8": "1"}
    subprocess.run(command, cwd=ROOT, env=variables, check=True)


if __name__ == "__main__":
    sys.exit(main())
