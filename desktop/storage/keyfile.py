"""The key file: one random vault key, wrapped once for every way to open the vault.

A slot holds the vault key encrypted under a key of its own: derived from the passphrase by
Argon2id, from the printed recovery code by HKDF, or kept by the system's keyring. Losing one way
never loses the others, and changing the passphrase rewrites one slot and no data. What is wrapped
is bound to the vault and to everything the slot says about itself, and a code over the whole file
shows any other change of it. A plain checksum beside it tells a damaged file from a wrong
passphrase before anything is opened.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.storage import passphrases

FORMAT = 1
KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16

SlotName = Literal["passphrase", "recovery", "keyring"]
_SLOTS: tuple[SlotName, ...] = get_args(SlotName)

CODE_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Of the recovery code: 32 signs, without those that are mistaken for one another (I, O, 0, 1)."""
CODE_SIGNS = 32
CODE_GROUP = 4


class NotAKeyFile(ValueError):
    """The bytes are no key file, or have been changed."""


class WrongKey(ValueError):
    """It is another passphrase, code or keyring entry that opens the slot."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One way in; ``terms`` say how its key is derived and are bound to ``wrapped``."""

    wrapped: bytes
    terms: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The slots of one vault; ``revision`` grows with each change, the newer of two counts."""

    vault_id: str
    slots: Mapping[SlotName, Slot]
    revision: int = 1
    seal: bytes = b""


def new() -> tuple[KeyFile, bytes]:
    """A key file without slots, and the key of the vault it is for."""
    key = secrets.token_bytes(KEY_BYTES)
    return sealed(KeyFile(secrets.token_hex(16), {}), key), key


def with_passphrase(file: KeyFile, key: bytes, passphrase: str) -> KeyFile:
    """The file with a passphrase slot, in place of the one there was."""
    terms = passphrases.fresh()
    return _with(file, key, "passphrase", passphrases.key(passphrase, terms), terms)


def with_recovery(file: KeyFile, key: bytes, code: str) -> KeyFile:
    """The file with a slot for the recovery code, in place of the one there was."""
    terms: dict[str, str | int] = {"salt": secrets.token_hex(_SALT_BYTES)}
    return _with(file, key, "recovery", _from_code(code, terms), terms)


def with_keyring(file: KeyFile, key: bytes, kept: bytes) -> KeyFile:
    """The file with a slot for the key the system's keyring keeps."""
    return _with(file, key, "keyring", kept, {})


def without(file: KeyFile, key: bytes, name: SlotName) -> KeyFile:
    """The file without that way in."""
    slots = {n: slot for n, slot in file.slots.items() if n != name}
    return sealed(replace(file, slots=slots, revision=file.revision + 1), key)


def open_with_passphrase(file: KeyFile, passphrase: str) -> bytes:
    """The vault's key; :class:`WrongKey` where the passphrase is another."""
    slot = _slot(file, "passphrase")
    return _unwrapped(file, "passphrase", passphrases.key(passphrase, slot.terms))


def open_with_code(file: KeyFile, code: str) -> bytes:
    """The vault's key; :class:`WrongKey` where the recovery code is another."""
    slot = _slot(file, "recovery")
    return _unwrapped(file, "recovery", _from_code(code, slot.terms))


def open_with_kept(file: KeyFile, kept: bytes) -> bytes:
    """The vault's key by what the keyring kept; :class:`WrongKey` where it kept something else."""
    return _unwrapped(file, "keyring", kept)


def new_code() -> str:
    """A recovery code as it is printed: 160 random bits in groups of four signs."""
    signs = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_SIGNS))
    return "-".join(signs[at : at + CODE_GROUP] for at in range(0, CODE_SIGNS, CODE_GROUP))


def code_as_typed(text: str) -> str:
    """The signs of a code as somebody typed it: any case and width, with or without dashes."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(sign for sign in folded if sign in CODE_ALPHABET)


def sealed(file: KeyFile, key: bytes) -> KeyFile:
    """The file with the code over all it says."""
    return replace(file, seal=_seal(file, key))


def written(file: KeyFile) -> bytes:
    """The key file as it lies on the disk."""
    said = {**_said(file), "seal": _text(file.seal)}
    return json.dumps({**said, "sum": _sum(said)}, indent=1).encode()


def read(data: bytes) -> KeyFile:
    """The key file in ``data``; :class:`NotAKeyFile` where it is none or was cut off."""
    try:
        said = json.loads(data)
        if said["format"] != FORMAT:
            raise NotAKeyFile("format")
        slots: dict[SlotName, Slot] = {
            name: Slot(_bytes(said["slots"][name]["wrapped"]), _terms(name, said["slots"][name]))
            for name in _SLOTS
            if name in said["slots"]
        }
        file = KeyFile(str(said["vault"]), slots, int(said["revision"]), _bytes(said["seal"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NotAKeyFile("shape") from None
    # What does not come back as it was read has been changed where nothing else would show it.
    if written(file) != data:
        raise NotAKeyFile("spelling")
    return file


def _with(
    file: KeyFile, key: bytes, name: SlotName, wrapping: bytes, terms: Mapping[str, str | int]
) -> KeyFile:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    wrapped = nonce + AESGCM(wrapping).encrypt(nonce, key, _bound(file.vault_id, name, terms))
    slots = {**file.slots, name: Slot(wrapped, terms)}
    return sealed(replace(file, slots=slots, revision=file.revision + 1), key)


def _slot(file: KeyFile, name: SlotName) -> Slot:
    if name not in file.slots:
        raise WrongKey(name)
    return file.slots[name]


def _unwrapped(file: KeyFile, name: SlotName, wrapping: bytes) -> bytes:
    slot = _slot(file, name)
    nonce, box = slot.wrapped[:_NONCE_BYTES], slot.wrapped[_NONCE_BYTES:]
    try:
        key = AESGCM(wrapping).decrypt(nonce, box, _bound(file.vault_id, name, slot.terms))
    except (InvalidTag, ValueError):
        raise WrongKey(name) from None
    if not hmac.compare_digest(_seal(file, key), file.seal):
        raise NotAKeyFile("seal")
    return key


def _from_code(code: str, terms: Mapping[str, str | int]) -> bytes:
    salt = bytes.fromhex(str(terms["salt"]))
    return HKDF(SHA256(), KEY_BYTES, salt, b"recovery code").derive(code_as_typed(code).encode())


def _bound(vault_id: str, name: SlotName, terms: Mapping[str, str | int]) -> bytes:
    return json.dumps([FORMAT, vault_id, name, dict(terms)], sort_keys=True).encode()


def _seal(file: KeyFile, key: bytes) -> bytes:
    over = HKDF(SHA256(), KEY_BYTES, None, b"key file").derive(key)
    return hmac.digest(over, json.dumps(_said(file), sort_keys=True).encode(), "sha256")


def _said(file: KeyFile) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "vault": file.vault_id,
        "revision": file.revision,
        "slots": {
            name: {"terms": dict(slot.terms), "wrapped": _text(slot.wrapped)}
            for name, slot in sorted(file.slots.items())
        },
    }


def _terms(name: SlotName, entry: Any) -> dict[str, str | int]:
    said = entry["terms"]
    if name == "passphrase":
        return passphrases.checked(said)
    terms: dict[str, str | int] = {}
    if name == "recovery":
        terms["salt"] = bytes.fromhex(said["salt"]).hex()
    return terms


def _sum(said: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
