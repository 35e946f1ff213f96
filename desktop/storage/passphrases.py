"""From a passphrase to a key: Argon2id, slow on purpose (RFC 9106)."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

KEY_BYTES = 32
_SALT_BYTES = 16

Terms = Mapping[str, str | int]
"""Salt and costs, as they stand beside what the key opens."""

COSTS = {"memory_kib": 64 * 1024, "passes": 3, "lanes": 4}
"""Of one guess (second recommended option): 0.1–0.3 s on the laptops this runs on."""

_MOST = {"memory_kib": 256 * 1024, "passes": 16, "lanes": 16}
"""Costs beyond which somebody wants to exhaust the machine: some seconds, and memory all have."""


LEAST_SIGNS = 8
LEAST_DIFFERENT = 4
"""Of a passphrase somebody chooses."""


class BadTerms(ValueError):
    """These are no terms, or exhausting ones."""


def weakness(passphrase: str) -> str:
    """Why somebody should not choose it, as a sentence; ``""`` where it will do."""
    if len(passphrase.strip()) < LEAST_SIGNS:
        return f"口令太短，至少要 {LEAST_SIGNS} 个字符。"
    signs = [s for s in unicodedata.normalize("NFKC", passphrase).upper() if s.isalnum()]
    # Whoever has the laptop tries birthdays, telephone and ID numbers first, and is done in a day.
    if signs[:-1] and all(sign.isdigit() for sign in signs[:-1]):
        return "口令只有数字，容易被人试出来：生日、手机号、身份证号都是先试的。"
    if len(set(signs)) < LEAST_DIFFERENT:
        return f"口令里不同的字太少，容易被人试出来，至少要 {LEAST_DIFFERENT} 种。"
    return ""


def fresh() -> dict[str, str | int]:
    """Terms for a new key."""
    return {"salt": secrets.token_hex(_SALT_BYTES), **COSTS}


def key(passphrase: str, terms: Terms) -> bytes:
    """The key of 32 bytes that follows; the same however the words were typed."""
    # Another system may give the same words in other code points.
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    kdf = Argon2id(
        salt=bytes.fromhex(str(terms["salt"])),
        length=KEY_BYTES,
        iterations=int(terms["passes"]),
        lanes=int(terms["lanes"]),
        memory_cost=int(terms["memory_kib"]),
    )
    return kdf.derive(typed)


def checked(said: Any) -> dict[str, str | int]:
    """Terms as read from a file; :class:`BadTerms` where they are none."""
    try:
        terms: dict[str, str | int] = {"salt": bytes.fromhex(said["salt"]).hex()}
        for name, most in _MOST.items():
            cost = said[name]
            if type(cost) is not int or not 0 < cost <= most:
                raise BadTerms(name)
            terms[name] = cost
    except (KeyError, TypeError, ValueError):
        raise BadTerms from None
    if set(terms) != set(said) or terms != said:
        raise BadTerms
    if len(str(terms["salt"])) != 2 * _SALT_BYTES or int(terms["memory_kib"]) < 8 * int(
        terms["lanes"]
    ):
        raise BadTerms
    return terms
