"""Settings: what is damaged or unknown is as at first, and never stops the program."""

import errno
import json
import os
from pathlib import Path

import pytest

from desktop.app import settings
from desktop.app.settings import NAME, Settings
from desktop.errors import UserError


def test_they_come_back(tmp_path: Path) -> None:
    chosen = Settings(theme="dark", scale=150, last_case="c1")
    settings.save(tmp_path / "new folder", chosen)
    assert settings.load(tmp_path / "new folder") == chosen


def test_at_first(tmp_path: Path) -> None:
    assert settings.load(tmp_path) == Settings("auto", 100, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text, expected",
    [
        ("", Settings()),
        ("{half", Settings()),
        ("[1]", Settings()),
        ("null", Settings()),
        ("[" * 100_000, Settings()),
        ('{"theme": "pink", "scale": 150}', Settings(scale=150)),
        ('{"theme": 7, "scale": "150", "last_case": null}', Settings()),
        ('{"scale": true}', Settings()),
        ('{"scale": 125.0}', Settings()),
        ('{"theme": "dark", "of a newer version": 1}', Settings(theme="dark")),
    ],
)
def test_damage_costs_only_what_is_damaged(tmp_path: Path, text: str, expected: Settings) -> None:
    (tmp_path / NAME).write_text(text)
    assert settings.load(tmp_path) == expected
    assert (tmp_path / NAME).read_text() == text


def test_what_is_no_text(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"\xff\xfe\x00")
    assert settings.load(tmp_path) == Settings()


def test_a_failed_saving_leaves_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.save(tmp_path, Settings(theme="dark"))

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="磁盘已经写满"):
        settings.save(tmp_path, Settings(theme="light"))
    assert settings.load(tmp_path) == Settings(theme="dark")
    assert [p.name for p in tmp_path.iterdir()] == [NAME]


def test_the_file_holds_an_id_and_no_name(tmp_path: Path) -> None:
    settings.save(tmp_path, Settings(last_case="c1"))
    looks = {"theme", "scale", "language", "last_case", "desk"}
    places = {"lock_after", "library", "backup_place", "backup_daily", "backup_at"}
    assert set(json.loads((tmp_path / NAME).read_text())) == looks | places
