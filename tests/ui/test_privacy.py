"""What Qt would keep of its own accord: the folders somebody has visited."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
VISITS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog
from desktop.ui.application import application
app = application(["zhicheng"])
dialog = QFileDialog(None, "", sys.argv[1])
dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
dialog.show()
QTimer.singleShot(300, dialog.accept)
QTimer.singleShot(600, app.quit)
app.exec()
del dialog
"""


def test_no_file_lists_the_folders_visited(tmp_path: Path) -> None:
    visited = tmp_path / "阿卜杜热合曼的材料"
    visited.mkdir()
    home = tmp_path / "home"
    home.mkdir()
    environment = os.environ | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    subprocess.run(
        [sys.executable, "-c", VISITS, str(visited)], cwd=ROOT, env=environment, check=True
    )
    kept = [p for p in home.rglob("*") if p.is_file() and visited.name.encode() in p.read_bytes()]
    assert kept == []
    # Qt writes names in percents too.
    assert not list(home.rglob("QtProject.conf"))
