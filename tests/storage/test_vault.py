"""The vault: two copies of its key file, three ways in, and a keyring that is never believed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.errors import KeyringLocked

from desktop.errors import UserError
from desktop.storage import keyfile, vault
from desktop.storage.vault import KEY_FILES, WrongPassphrase
from tests.keyrings import InMemory, Nowhere

PASSPHRASE = "春天的吉普停在院里"


class Locked(InMemory):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked


class Windows(InMemory):
    """Raises what is no error of the keyring library, as the Windows backend may."""

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError(1783, "CredRead")


@pytest.fixture
def system() -> Iterator[InMemory]:
    before = keyring.get_keyring()
    backend = InMemory()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def use(backend: Any) -> None:
    keyring.set_keyring(backend)


def test_begun_and_opened_by_each_way(tmp_path: Path, system: InMemory) -> None:
    assert not vault.exists(tmp_path)
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=True)
    assert vault.exists(tmp_path)
    assert vault.open_silently(tmp_path) == begun.keys
    assert vault.open_with_passphrase(tmp_path, PASSPHRASE) == begun.keys
    assert vault.open_with_code(tmp_path, begun.code) == begun.keys
    for wrong in (vault.open_with_passphrase, vault.open_with_code):
        with pytest.raises(WrongPassphrase, match="不对"):
            wrong(tmp_path, "另一句没有用的话")


@pytest.mark.parametrize("backend", [Locked, Nowhere, Windows])
def test_without_a_keyring_that_works_the_passphrase_opens(
    tmp_path: Path, system: InMemory, backend: type[InMemory]
) -> None:
    use(backend())
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=True)
    assert not vault.in_keyring(tmp_path)
    assert vault.open_silently(tmp_path) is None
    assert vault.open_with_passphrase(tmp_path, PASSPHRASE) == begun.keys


def test_a_keyring_wiped_or_changed_later_only_asks_for_the_passphrase(
    tmp_path: Path, system: InMemory
) -> None:
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=True)
    for name in system.kept:
        system.kept[name] = "bm90IHRoZSBrZXk="
    assert vault.open_silently(tmp_path) is None
    system.kept.clear()
    assert vault.open_silently(tmp_path) is None
    assert vault.open_with_passphrase(tmp_path, PASSPHRASE) == begun.keys


def test_the_keyring_is_revoked_and_trusted_again(tmp_path: Path, system: InMemory) -> None:
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=True)
    vault.revoke_keyring(tmp_path, PASSPHRASE)
    assert vault.open_silently(tmp_path) is None
    assert not system.kept
    assert vault.trust_keyring(tmp_path, PASSPHRASE)
    assert vault.open_silently(tmp_path) == begun.keys


def test_another_passphrase_changes_no_key(tmp_path: Path, system: InMemory) -> None:
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=True)
    with pytest.raises(WrongPassphrase, match="现在的口令不对"):
        vault.change_passphrase(tmp_path, "不是这一句口令", "新的一句口令好记")
    vault.change_passphrase(tmp_path, PASSPHRASE, "新的一句口令好记")
    assert vault.open_with_passphrase(tmp_path, "新的一句口令好记") == begun.keys
    assert vault.open_with_code(tmp_path, begun.code) == begun.keys
    with pytest.raises(WrongPassphrase):
        vault.open_with_passphrase(tmp_path, PASSPHRASE)


def test_a_new_recovery_code_makes_the_printed_one_void(tmp_path: Path, system: InMemory) -> None:
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=False)
    renewal = vault.renew_code(tmp_path, PASSPHRASE)
    # Until the person has it, the printed one is the one that opens.
    assert vault.open_with_code(tmp_path, begun.code) == begun.keys
    with pytest.raises(WrongPassphrase):
        vault.open_with_code(tmp_path, renewal.code)
    renewal.keep()
    assert vault.open_with_code(tmp_path, renewal.code) == begun.keys
    with pytest.raises(WrongPassphrase):
        vault.open_with_code(tmp_path, begun.code)


@pytest.mark.parametrize("damage", ["missing", "cut", "flipped", "newer but false"])
@pytest.mark.parametrize("name", KEY_FILES)
def test_one_copy_is_enough_and_makes_the_other_good(
    tmp_path: Path, system: InMemory, name: str, damage: str
) -> None:
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=False)
    path = tmp_path / name
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(whole[: len(whole) // 2])
    elif damage == "flipped":
        path.write_bytes(whole.replace(b"A", b"B", 1))
    else:
        path.write_bytes(whole.replace(b'"revision": 3', b'"revision": 9'))
    assert vault.open_with_passphrase(tmp_path, PASSPHRASE) == begun.keys
    assert [(tmp_path / n).read_bytes() for n in KEY_FILES] == [whole, whole]


def test_with_both_copies_gone_nothing_is_begun_anew(tmp_path: Path, system: InMemory) -> None:
    vault.begin(tmp_path, PASSPHRASE, in_keyring=False)
    for name in KEY_FILES:
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(UserError, match="钥匙文件") as caught:
        vault.open_with_passphrase(tmp_path, PASSPHRASE)
    assert "没有新建" in caught.value.safe
    with pytest.raises(UserError, match="已经有一个加密资料库"):
        vault.begin(tmp_path, PASSPHRASE, in_keyring=False)


@pytest.mark.parametrize("passphrase", ["", "1234567", "        ", " 短口令  "])
def test_a_passphrase_too_short_begins_nothing(
    tmp_path: Path, system: InMemory, passphrase: str
) -> None:
    with pytest.raises(UserError, match="太短"):
        vault.begin(tmp_path, passphrase, in_keyring=True)
    assert not vault.exists(tmp_path)


@pytest.mark.parametrize(
    "passphrase",
    [
        "19880312",
        "1988-03-12",
        "13999990000",
        "65990119880312123x",
        "６５９９０１１９８８０３１２",
        "8 8 8 8 8 8",
    ],
)
def test_nor_does_one_that_is_tried_first(
    tmp_path: Path, system: InMemory, passphrase: str
) -> None:
    with pytest.raises(UserError, match="只有数字"):
        vault.begin(tmp_path, passphrase, in_keyring=False)
    with pytest.raises(UserError, match="不同的字太少"):
        vault.begin(tmp_path, "哈哈哈哈哈哈！！！a", in_keyring=False)
    assert not vault.exists(tmp_path)
    begun = vault.begin(tmp_path, f"{passphrase} 和春天", in_keyring=False)
    with pytest.raises(UserError, match="只有数字"):
        vault.change_passphrase(tmp_path, f"{passphrase} 和春天", passphrase)
    assert vault.open_with_passphrase(tmp_path, f"{passphrase} 和春天") == begun.keys


def test_no_key_is_ever_printed(tmp_path: Path, system: InMemory) -> None:
    begun = vault.begin(tmp_path, PASSPHRASE, in_keyring=False)
    assert begun.keys.database not in repr(begun.keys)
    assert repr(begun.keys) == "Keys()"
    said = (tmp_path / KEY_FILES[0]).read_text()
    assert PASSPHRASE not in said
    assert keyfile.code_as_typed(begun.code) not in said
