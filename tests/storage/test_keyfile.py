"""The key file: every way in opens alone, no other does, and no change goes unseen."""

from __future__ import annotations

import random

import pytest

from desktop.storage import keyfile, passphrases
from desktop.storage.keyfile import KeyFile, NotAKeyFile, WrongKey

PASSPHRASE = "春天的 Jeep 停在 3 号院"


@pytest.fixture(scope="module")
def made(costs: dict[str, int]) -> tuple[KeyFile, bytes, str]:
    file, key = keyfile.new()
    code = keyfile.new_code()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrases, "COSTS", costs)
        file = keyfile.with_passphrase(file, key, PASSPHRASE)
    file = keyfile.with_recovery(file, key, code)
    return keyfile.with_keyring(file, key, b"k" * 32), key, code


def test_each_way_opens_alone(made: tuple[KeyFile, bytes, str]) -> None:
    file, key, code = made
    again = keyfile.read(keyfile.written(file))
    assert keyfile.open_with_passphrase(again, PASSPHRASE) == key
    assert keyfile.open_with_code(again, code) == key
    assert keyfile.open_with_kept(again, b"k" * 32) == key


@pytest.mark.parametrize("typed", ["春天的 Jeep 停在 3 号院 ", "春天的 jeep 停在 3 号院", ""])
def test_another_passphrase_opens_nothing(made: tuple[KeyFile, bytes, str], typed: str) -> None:
    with pytest.raises(WrongKey):
        keyfile.open_with_passphrase(made[0], typed)


def test_a_passphrase_may_be_typed_in_full_width(made: tuple[KeyFile, bytes, str]) -> None:
    wide = PASSPHRASE.replace("3", "３").replace("Jeep", "Ｊｅｅｐ")
    assert keyfile.open_with_passphrase(made[0], wide) == made[1]


def test_a_code_may_be_typed_without_dashes_and_in_small_letters(
    made: tuple[KeyFile, bytes, str],
) -> None:
    file, key, code = made
    assert keyfile.open_with_code(file, f" {code.replace('-', ' ').lower()} ") == key
    with pytest.raises(WrongKey):
        keyfile.open_with_code(file, code[:-1])


def test_a_way_in_that_was_taken_out_opens_nothing(made: tuple[KeyFile, bytes, str]) -> None:
    file, key, _code = made
    revoked = keyfile.without(file, key, "keyring")
    with pytest.raises(WrongKey):
        keyfile.open_with_kept(revoked, b"k" * 32)
    assert keyfile.open_with_passphrase(revoked, PASSPHRASE) == key
    assert revoked.revision == file.revision + 1


def test_a_new_passphrase_shuts_out_the_old_one(made: tuple[KeyFile, bytes, str]) -> None:
    file, key, code = made
    changed = keyfile.with_passphrase(file, key, "另一个")
    with pytest.raises(WrongKey):
        keyfile.open_with_passphrase(changed, PASSPHRASE)
    assert keyfile.open_with_code(changed, code) == key


def test_no_flipped_bit_goes_unseen(made: tuple[KeyFile, bytes, str]) -> None:
    """The keyring's way shows it as well as any and takes no time to derive."""
    data = keyfile.written(made[0])
    chance = random.Random(5)  # noqa: S311
    for _ in range(400):
        at, bit = chance.randrange(len(data)), 1 << chance.randrange(8)
        damaged = bytearray(data)
        damaged[at] ^= bit
        with pytest.raises((NotAKeyFile, WrongKey)):
            keyfile.open_with_kept(keyfile.read(bytes(damaged)), b"k" * 32)


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_a_cut_file_is_none(made: tuple[KeyFile, bytes, str], cut: int) -> None:
    with pytest.raises(NotAKeyFile):
        keyfile.read(keyfile.written(made[0])[:cut])


def test_costs_that_would_exhaust_the_machine_are_refused(
    made: tuple[KeyFile, bytes, str],
) -> None:
    stated = b'"memory_kib": 65536'
    assert stated in keyfile.written(made[0])
    data = keyfile.written(made[0]).replace(stated, b'"memory_kib": 999999999')
    with pytest.raises(NotAKeyFile):
        keyfile.read(data)


def test_a_slot_of_another_vault_does_not_open(made: tuple[KeyFile, bytes, str]) -> None:
    file, _key, _code = made
    other, _other_key = keyfile.new()
    stolen = keyfile.KeyFile(other.vault_id, file.slots, other.revision, other.seal)
    with pytest.raises(WrongKey):
        keyfile.open_with_kept(stolen, b"k" * 32)


def test_no_two_codes_and_keys_are_alike() -> None:
    assert len({keyfile.new_code() for _ in range(50)}) == 50
    assert keyfile.new()[1] != keyfile.new()[1]
