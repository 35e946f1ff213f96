"""What an installed program carries: the code, and the resources inside it."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_wheel_carries_the_resources_inside(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="comes with the lock")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    # The real metadata around a small tree: the fonts alone would take longer than all else.
    for name in ("desktop/paths.py", "resources/notices/X/pack.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "made"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "made").iterdir()
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"desktop/paths.py", "desktop/resources/notices/X/pack.yaml"} <= names
    assert not [name for name in names if name.startswith(("resources/", "tests/", "packaging/"))]
