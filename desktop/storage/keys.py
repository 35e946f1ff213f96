"""The keys of an open vault, each for one use, all from the vault's one random key."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.storage.identity import Identity

_DATABASE_BYTES = 48
"""SQLCipher's raw key of 32 bytes and the salt of its file, 16."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What opens the parts of a vault; never printed, never written.

    ``database`` is SQLCipher's key and salt in hex, ``files`` encrypts attachments, ``names``
    makes their file names, ``chain`` links the history, ``identity`` is who the vault is to others.
    """

    database: str = field(repr=False)
    files: bytes = field(repr=False)
    names: bytes = field(repr=False)
    chain: bytes = field(repr=False)
    identity: Identity = field(repr=False)

    @classmethod
    def of(cls, vault_key: bytes) -> Keys:
        """The keys that follow from the vault's own."""

        def derived(use: str, length: int = 32) -> bytes:
            return HKDF(SHA256(), length, None, f"zhicheng {use}".encode()).derive(vault_key)

        return cls(
            database=derived("database", _DATABASE_BYTES).hex(),
            files=derived("files"),
            names=derived("file names"),
            chain=derived("history"),
            identity=Identity(derived("signing"), derived("reading")),
        )
