"""Packs for tests: BM24 with one thing changed, and small ones written from nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import UserError
from desktop.notices.judge import Read, read_pack
from desktop.notices.shelf import Shelf

PACK = (paths.resources() / "notices" / "BM24" / "pack.yaml").read_text("utf-8")

SMALL = """\
schema: 1
id: XX25
version: 1
title: 关于开展2025年职称评审工作的通知
short_title: 2025 试写
year: 2025
issuer: 某某市人力资源和社会保障局
region: 某某市
series: 工程系列
specialties: [林业和草原]
levels: [初级, 中级]
types: [评审]
status: draft
"""

SMALL_TEXT = "关于开展2025年职称评审工作的通知\n申报时间：6月1日至6月30日。\n须如实填写。\n"

RULE = """\
  - id: XX25.{name}
    binds: [applicant]
    stage: fill
    applies_when: always
    kind: confirm
    severity: block
    page: notice
    check: {{op: tick}}
    say: 如实填写
    clause: 一
    quote: {quote}
"""


def resources(where: Path) -> Path:
    """A folder of resources of its own, with the packs of the program."""
    for part in ("notices", "calendars"):
        shutil.copytree(paths.resources() / part, where / part)
    return where


def write(home: Path, name: str, pack: str, text: str = SMALL_TEXT) -> Path:
    """A pack's folder under ``home``."""
    folder = home / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, "utf-8")
    (folder / "notice.txt").write_text(text, "utf-8")
    return folder


def changed(old: str, new: str) -> str:
    """BM24's pack with one thing changed."""
    assert PACK.count(old) >= 1, old
    return PACK.replace(old, new, 1)


def refused(folder: Path, shelf: Shelf) -> UserError:
    """The error that reading the pack in ``folder`` ends in."""
    with pytest.raises(UserError) as raised:
        read_pack(folder, shelf, elsewhere=True)
    assert raised.value.safe
    assert raised.value.todo
    return raised.value


def read(folder: Path, shelf: Shelf) -> Read:
    """A pack that is sound."""
    return read_pack(folder, shelf, elsewhere=True)
