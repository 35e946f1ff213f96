"""Damaged images and PDFs by the hundred: taken or told of, and nothing else ever happens.

``ZHICHENG_SCANS=120000`` before the command tries that many instead of 300 (with ``-s`` it says
what became of them); ``ZHICHENG_SCANS_FROM=7000`` begins with that one.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.imaging import intake, raster
from desktop.imaging.foreign import decoder
from desktop.imaging.foreign.decoder import Decoder, Limits
from tests.imaging.damages import damaged, sound

SCANS = int(os.environ.get("ZHICHENG_SCANS", "300"))
FIRST = int(os.environ.get("ZHICHENG_SCANS_FROM", "0"))
PATIENCE = 10
"""Seconds, instead of those a person's large file is given."""


@dataclass
class Figures:
    """What became of the files; ``memory`` in bytes and ``slowest`` in seconds with its number."""

    told: Counter[str] = field(default_factory=Counter)
    memory: int = 0
    slowest: tuple[float, int] = (0, 0)
    children: set[int] = field(default_factory=set)

    def __str__(self) -> str:
        told = ", ".join(f"{what} {count}" for what, count in self.told.most_common())
        return (
            f"{sum(self.told.values())} files: {told}; children {len(self.children)}, "
            f"most memory {self.memory >> 20} MB, slowest {self.slowest[0]:.1f} s "
            f"(file {self.slowest[1]})"
        )


@pytest.fixture
def one_child(monkeypatch: pytest.MonkeyPatch) -> Iterator[Decoder]:
    ours = Decoder(Limits(children=1))
    monkeypatch.setattr(decoder, "shared", lambda: ours)
    monkeypatch.setattr(intake, "_LOOK_SECONDS", PATIENCE)
    monkeypatch.setattr(intake, "_DRAW_SECONDS", PATIENCE)
    monkeypatch.setattr(raster, "_SECONDS", PATIENCE)
    yield ours
    ours.close()


REASONS = {
    "空文件": "empty",
    "损坏": "damaged",
    "不是图片": "foreign",
    "不是扫描件": "foreign",
    "密码": "encrypted",
    "上限": "too many",
    "像素": "too large",
    "内存": "memory",
    "没有结果": "slow",
    "出错": "crashed",
}


def reason(error: UserError) -> str:
    """One word for a sentence; an unknown sentence is a failure."""
    found = [word for key, word in REASONS.items() if key in error.happened]
    assert found, error.happened
    assert "没有变" in error.safe
    assert error.todo
    return found[0]


def most_memory(pid: int) -> int:
    """The most a process ever held, in bytes."""
    said = Path(f"/proc/{pid}/status").read_text("ascii", errors="replace")
    return int(said.partition("VmHWM:")[2].split()[0]) << 10


def tried(number: int, ours: Decoder, figures: Figures) -> None:
    """Bring one file in, and see its first page both ways."""
    data = damaged(number)
    began = time.monotonic()
    try:
        intake.look(data, "扫描")
        intake.thumbnail(data)
        picture = raster.page(data)
        raster.exif(data)
        assert picture.size
        figures.told["taken"] += 1
    except UserError as error:
        figures.told[reason(error)] += 1
    took = time.monotonic() - began
    figures.slowest = max(figures.slowest, (took, number))
    for pid in ours.processes():
        figures.children.add(pid)
        figures.memory = max(figures.memory, most_memory(pid))


@pytest.mark.parametrize("at", range(len(sound())))
def test_what_is_damaged_here_is_sound_before(at: int) -> None:
    data = sound()[at]
    intake.look(data, "扫描")
    assert raster.page(data).size


def test_damaged_files_are_taken_or_told(one_child: Decoder) -> None:
    figures = Figures()
    for number in range(FIRST, FIRST + SCANS):
        try:
            tried(number, one_child, figures)
        except BaseException as error:
            error.add_note(f"file {number}")
            raise
        if number % 5000 == 4999:
            print(time.strftime("%H:%M:%S"), figures, flush=True)  # noqa: T201 - for long runs
    print(figures)  # noqa: T201
    assert figures.memory < one_child.limits.memory
    assert figures.told["taken"] > SCANS / 20
    assert figures.told["damaged"] > SCANS / 5
    assert intake.look(sound()[0], "扫描").format == "jpg"
