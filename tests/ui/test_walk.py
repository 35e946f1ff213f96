"""The whole way in a process of its own: from an empty library to a complete packet."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def test_the_walk_ends_with_a_complete_packet_and_a_picture_of_every_step(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "--walk", str(out)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    packets = [p for p in out.iterdir() if p.is_dir() and p.name.startswith("材料包-BM24-")]
    assert len(packets) == 1
    assert "未完成" not in packets[0].name
    assert (out / f"{packets[0].name}.zip").is_file()
    assert len(list(packets[0].rglob("*.pdf"))) >= 5
    for look in ("light", "light-150", "dark"):
        pictures = sorted((out / "screens").glob(f"[0-9][0-9]-*-{look}.png"))
        assert len(pictures) >= 13
        assert all(picture.stat().st_size > 10_000 for picture in pictures)
