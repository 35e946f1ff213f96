"""Updates from a file: what is newer comes in, what is not stays out, and a case keeps its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop import paths
from desktop.app.notices import updating
from desktop.errors import UserError
from desktop.notices.calendars import layer_of
from desktop.notices.load import load_notice
from desktop.notices.shelf import Shelf
from desktop.storage.signed import Signed, sealed
from tests.notices import test_inherit
from tests.notices.packs import SMALL, SMALL_TEXT

LAW, LAW_TEXT = test_inherit.LAW, test_inherit.LAW_TEXT
KEY = Ed25519PrivateKey.generate()
KEYS = (KEY.public_key().public_bytes_raw(),)
CALENDAR = "calendars/xinjiang.yaml"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(paths.resources(), tmp_path / "user")


def the_file(tmp_path: Path, files: dict[str, str]) -> Path:
    file = tmp_path / "更新.zcup"
    file.write_bytes(sealed(Signed("更新", "2026-11-21", files), KEY))
    return file


def pack(version: int, pack_id: str = "LC22") -> dict[str, str]:
    """The program's own pack, in another version."""
    folder = paths.resources() / "notices" / pack_id
    text = (folder / "pack.yaml").read_text("utf-8")
    changed, times = re.subn(r"^version: \d+$", f"version: {version}", text, flags=re.MULTILINE)
    assert times == 1
    text_of_notice = (folder / "notice.txt").read_text("utf-8")
    return {
        f"notices/{pack_id}/pack.yaml": changed,
        f"notices/{pack_id}/notice.txt": text_of_notice,
    }


def calendar(version: int) -> dict[str, str]:
    text = (paths.resources() / CALENDAR).read_text("utf-8")
    return {CALENDAR: text.replace("id: xinjiang\n", f"id: xinjiang\nversion: {version}\n")}


def taken(tmp_path: Path, shelf: Shelf, files: dict[str, str]) -> list[str]:
    return [item.state for item in updating.take(the_file(tmp_path, files), KEYS, shelf)]


def test_a_newer_notice_comes_in_and_the_older_one_stays(tmp_path: Path, shelf: Shelf) -> None:
    now = load_notice("LC22", shelf).version
    assert taken(tmp_path, shelf, pack(now + 1)) == ["newer"]
    assert load_notice("LC22", shelf).version == now + 1
    assert load_notice("LC22", shelf, now).version == now
    assert taken(tmp_path, shelf, pack(now + 1)) == ["same"]
    assert taken(tmp_path, shelf, pack(now)) == ["older"]
    assert load_notice("LC22", shelf).version == now + 1


def test_the_very_version_with_other_words_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    now = load_notice("LC22", shelf).version
    files = pack(now)
    name = "notices/LC22/pack.yaml"
    files[name] = files[name] + "# other words\n"
    with pytest.raises(UserError, match="内容与这一份不同"):
        taken(tmp_path, shelf, files)


def test_a_newer_calendar_counts_and_an_older_one_does_not(tmp_path: Path, shelf: Shelf) -> None:
    own = layer_of("xinjiang", shelf.resources, shelf.user).version
    assert taken(tmp_path, shelf, calendar(own + 2)) == ["newer"]
    assert layer_of("xinjiang", shelf.resources, shelf.user).version == own + 2
    assert taken(tmp_path, shelf, calendar(own + 1)) == ["older"]
    assert layer_of("xinjiang", shelf.resources, shelf.user).version == own + 2
    versions = {layer.id: layer.version for layer in load_notice("BM24", shelf).calendar.layers}
    assert versions["xinjiang"] == own + 2


def test_a_broken_calendar_of_the_users_counts_for_nothing(shelf: Shelf) -> None:
    assert shelf.user is not None
    file = shelf.user / CALENDAR
    file.parent.mkdir(parents=True)
    file.write_text("id: [", "utf-8")
    assert layer_of("xinjiang", shelf.resources, shelf.user).years


def test_one_broken_part_keeps_all_of_it_out(tmp_path: Path, shelf: Shelf) -> None:
    assert shelf.user is not None
    now = load_notice("LC22", shelf).version
    broken = pack(now + 1) | {"notices/LC22/pack.yaml": "id: LC22\n"}
    with pytest.raises(UserError):
        taken(tmp_path, shelf, calendar(9) | broken)
    assert not shelf.user.exists()


def test_a_pack_comes_in_after_the_one_it_takes_over(tmp_path: Path, shelf: Shelf) -> None:
    """By the alphabet it would be the other way round."""
    child = SMALL.replace("XX25", "AA25") + "inherits: LAW20@1\n"
    files = {
        "notices/AA25/pack.yaml": child,
        "notices/AA25/notice.txt": SMALL_TEXT,
        "notices/LAW20/pack.yaml": LAW,
        "notices/LAW20/notice.txt": LAW_TEXT,
    }
    file = the_file(tmp_path, files)
    titles = [item.title for item in updating.take(file, KEYS, shelf)]
    assert titles == ["《评审条件》", "《2025 试写》"]
    assert load_notice("AA25", shelf).rules[0].id == "AA25.cond.years"
    assert taken(tmp_path, shelf, files) == ["same", "same"]


def test_a_file_that_is_not_there_is_told(tmp_path: Path, shelf: Shelf) -> None:
    with pytest.raises(UserError, match="读不出来"):
        updating.take(tmp_path / "no.zcup", KEYS, shelf)


def test_the_program_brings_a_key_along() -> None:
    assert updating.known_keys()
    assert all(len(key) == 32 for key in updating.known_keys())
