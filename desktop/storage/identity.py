"""Who a vault is to others: a key to sign with and a key to be written to, both from its own key.

Nothing of it is stored: the same vault is the same on every machine it is restored on. What is
given to others is the card, two public keys; how they are compared by voice is its fingerprint.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

_BYTES = 32
SIGNATURE_BYTES = 64


@dataclass(frozen=True, slots=True)
class Card:
    """The public half: whose signature it is, and what to encrypt to; 32 bytes each."""

    signs: bytes
    reads: bytes

    def verifies(self, signature: bytes, data: bytes) -> bool:
        """Whether ``data`` was signed by this card's owner."""
        try:
            Ed25519PublicKey.from_public_bytes(self.signs).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def fingerprint(self) -> str:
        """Five groups of four digits, to be compared over the telephone."""
        digest = hashlib.sha256(b"zhicheng card" + self.signs + self.reads).digest()
        digits = f"{int.from_bytes(digest[:16]) % 10**20:020}"
        return " ".join(digits[at : at + 4] for at in range(0, 20, 4))

    def written(self) -> str:
        """The card as text, for a file or a chat."""
        return (self.signs + self.reads).hex()

    @classmethod
    def read(cls, text: str) -> Card:
        """The card in ``text``; ``ValueError`` where it is none."""
        data = bytes.fromhex(text.strip())
        if len(data) != 2 * _BYTES:
            raise ValueError("not a card")
        return cls(data[:_BYTES], data[_BYTES:])


@dataclass(frozen=True, slots=True)
class Identity:
    """The private half; never written, never printed."""

    signing: bytes = field(repr=False)
    reading: bytes = field(repr=False)

    @property
    def card(self) -> Card:
        """What others may know of it."""
        return Card(
            Ed25519PrivateKey.from_private_bytes(self.signing).public_key().public_bytes_raw(),
            X25519PrivateKey.from_private_bytes(self.reading).public_key().public_bytes_raw(),
        )

    def signature(self, data: bytes) -> bytes:
        """The signature of ``data``."""
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(data)

    def shared(self, with_: bytes) -> bytes:
        """The secret shared with whoever holds the other half of the public key ``with_``."""
        return X25519PrivateKey.from_private_bytes(self.reading).exchange(
            X25519PublicKey.from_public_bytes(with_)
        )
