"""The door: what is there, and the ways in."""

from __future__ import annotations

from pathlib import Path

import keyring
import pytest

from desktop.app import settings
from desktop.app.safety.door import Door, WrongPassphrase
from desktop.app.settings import Settings
from desktop.errors import UserError
from tests.keyrings import InMemory, Nowhere

PASSPHRASE = "春天的吉普停在院里"


@pytest.fixture(autouse=True)
def own_keyring() -> InMemory:
    """Never the one of whoever runs the tests."""
    made = InMemory()
    keyring.set_keyring(made)
    return made


def test_new_then_locked_then_lost(tmp_path: Path) -> None:
    door = Door(tmp_path)
    assert door.state() == "new"
    door.begin(PASSPHRASE, in_keyring=False)
    assert door.state() == "locked"
    (tmp_path / "library.db").write_bytes(b"encrypted")
    for name in ("keys.json", "keys-copy.json"):
        (tmp_path / name).unlink()
    assert door.state() == "lost"
    # Whoever still has the page of a first start before them gets no keys that open nothing.
    with pytest.raises(UserError, match="钥匙文件"):
        door.begin(PASSPHRASE, in_keyring=False)
    assert [path.name for path in tmp_path.iterdir()] == ["library.db"]


def test_the_keyring_opens_it_only_where_asked(tmp_path: Path) -> None:
    asked, not_asked = Door(tmp_path / "a"), Door(tmp_path / "b")
    asked.begin(PASSPHRASE, in_keyring=True)
    not_asked.begin(PASSPHRASE, in_keyring=False)
    assert asked.silently() is not None
    assert not_asked.silently() is None
    asked.revoke_keyring(PASSPHRASE)
    assert asked.silently() is None


def test_whether_there_is_a_keyring_leaves_nothing_in_it(own_keyring: InMemory) -> None:
    assert Door.keyring_works()
    assert own_keyring.kept == {}
    keyring.set_keyring(Nowhere())
    assert not Door.keyring_works()


def test_a_new_passphrase_by_the_printed_code(tmp_path: Path) -> None:
    door = Door(tmp_path)
    code = door.begin(PASSPHRASE, in_keyring=False).code
    with pytest.raises(UserError, match="太短"):
        door.replace_passphrase(code, "short")
    with pytest.raises(WrongPassphrase):
        door.replace_passphrase("ABCD", "another sentence")
    door.replace_passphrase(code, "another sentence")
    with pytest.raises(WrongPassphrase):
        door.by_passphrase(PASSPHRASE)
    assert door.by_passphrase("another sentence").keys == door.by_code(code).keys


def test_where_the_library_lies(tmp_path: Path) -> None:
    assert settings.library_of(tmp_path, Settings()) == tmp_path
    assert settings.library_of(tmp_path, Settings(library="library-1")) == tmp_path / "library-1"
    other = tmp_path / "stick"
    assert settings.library_of(tmp_path / "home", Settings(library=str(other))) == other
    for library in (tmp_path, tmp_path / "library-1", tmp_path.parent / "stick"):
        chosen = settings.in_library(tmp_path, Settings(last_case="c1"), library)
        assert settings.library_of(tmp_path, chosen) == library
        assert chosen.last_case == ""
