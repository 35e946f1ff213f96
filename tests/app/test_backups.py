"""Backups: when the next is due, what is said of them, made and restored."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.app.library import Desk
from desktop.app.safety import backups
from desktop.app.safety.backups import Backup
from desktop.app.safety.door import Door, WrongPassphrase
from desktop.domain.moments import BEIJING
from desktop.errors import UserError
from tests.storage.keeping import FakeClock, a_case, a_notice, commit

PASSPHRASE = "春天的吉普停在院里"
NOW = datetime(2024, 7, 20, 9, 30, tzinfo=BEIJING)


@pytest.mark.parametrize(
    "last, due",
    [
        (None, True),
        (NOW - timedelta(hours=9), False),  # today, 00:30 by Beijing's clock
        (NOW - timedelta(hours=10), True),  # yesterday, 23:30
        (NOW + timedelta(days=3), True),  # the clock was set back
        (NOW, False),
    ],
)
def test_once_a_day(last: datetime | None, due: bool) -> None:
    assert backups.due(last, NOW) is due


def test_what_is_said(tmp_path: Path) -> None:
    there, gone = str(tmp_path), str(tmp_path / "stick")
    week = NOW - timedelta(days=8)
    assert backups.line("", None, NOW).careful
    assert backups.line(there, None, NOW).careful
    assert backups.line(there, NOW, NOW) == backups.Line("上次备份：2024-07-20 09:30。", False)
    assert not backups.line(gone, NOW, NOW).careful
    assert backups.line(gone, week, NOW).careful
    assert "现在不在" in backups.line(gone, week, NOW).text


@pytest.mark.parametrize("text", ["", "gestern", "2024-07-20T09:30:00"])
def test_a_moment_that_is_none(text: str) -> None:
    assert backups.moment(text) is None


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Desk, str]:
    """A library with a case, and its recovery code."""
    begun = Door(tmp_path / "library").begin(PASSPHRASE, in_keyring=False)
    desk = Desk.open(tmp_path / "library", lambda *_: a_notice(), FakeClock(), begun.keys)
    desk.library.create(a_case())
    desk.library.put_file(b"a scan")
    return desk, begun.code


def made(desk: Desk, place: Path) -> Backup:
    place.mkdir(exist_ok=True)
    return backups.made(backups.snapshot(desk), place, lambda _done, _all: None)


def test_it_is_of_the_moment_it_was_begun_at_and_leaves_nothing_beside(
    opened: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, _ = opened
    before = {path.name for path in desk.library.folder.iterdir()}
    snapshot = backups.snapshot(desk)
    commit(desk.library, "c1", "person.name", "后来改的")
    place = tmp_path / "stick"
    place.mkdir()
    backup = backups.made(snapshot, place, lambda _done, _all: None)
    assert backup.cases == 1
    assert {path.name for path in desk.library.folder.iterdir()} == before
    desk.close()
    assert backups.restored(backup, PASSPHRASE, tmp_path / "new") == 0
    keys = Door(tmp_path / "new").by_passphrase(PASSPHRASE).keys
    again = Desk.open(tmp_path / "new", lambda *_: a_notice(), FakeClock(), keys)
    assert again.library.load("c1").case == a_case()
    again.close()


def test_called_off_it_leaves_no_backup(opened: tuple[Desk, str], tmp_path: Path) -> None:
    desk, _ = opened
    session = commit(desk.library, "c1", "person.name", "甲")
    assert session is not None
    snapshot = backups.snapshot(desk)
    place = tmp_path / "gone"
    with pytest.raises(UserError):
        backups.made(snapshot, place, lambda _done, _all: None)
    assert not snapshot.copy.exists()
    assert not place.exists()
    desk.close()


def test_restored_by_the_printed_code_as_well_and_by_no_other(
    opened: tuple[Desk, str], tmp_path: Path
) -> None:
    desk, code = opened
    made(desk, tmp_path / "stick")
    (backup,) = backups.found(tmp_path / "stick")
    desk.close()
    with pytest.raises(WrongPassphrase):
        backups.restored(backup, "something else", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    backups.restored(backup, code, tmp_path / "new")
    assert Door(tmp_path / "new").state() == "locked"


def test_the_latest_of_this_library(opened: tuple[Desk, str], tmp_path: Path) -> None:
    desk, _ = opened
    place = tmp_path / "stick"
    assert backups.latest(str(place), desk.library.folder) is None
    backup = made(desk, place)
    # Moments in names of folders have no fractions of a second.
    found = backups.latest(str(place), desk.library.folder)
    assert found is not None
    assert found == backup.at
    desk.close()


def test_where_no_backup_is(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="没有找到备份"):
        backups.found(tmp_path)


def test_a_fresh_folder_is_one_that_is_not_there(tmp_path: Path) -> None:
    first = backups.fresh_folder(tmp_path, NOW)
    first.mkdir()
    assert backups.fresh_folder(tmp_path, NOW) not in (first, tmp_path)
