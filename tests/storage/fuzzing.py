"""What could be handed to somebody as a package: noise, damage, and lies that are well made."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

from desktop.storage import handover
from desktop.storage.handover import MAGIC, Receivers
from desktop.storage.identity import Card, Identity

ODD: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2,
    2**63,
    10**400,
    1.5,
    float("inf"),
    float("-inf"),
    float("nan"),
    "",
    "0",
    "../../x",
    "\ud800",
    "\x00",
    "字" * 40,
    "f" * 64,
    "x" * 5000,
    [],
    [[]],
    {},
    {"": None},
)
"""Values nobody expects somewhere."""


def mutated(said: Any, chance: random.Random) -> Any:
    """``said`` with one place changed to something odd, taken away or doubled."""
    if isinstance(said, dict) and said and chance.random() < 0.8:
        key = chance.choice(sorted(said))
        how = chance.random()
        if how < 0.12:
            return {k: v for k, v in said.items() if k != key}
        if how < 0.2:
            return {**said, str(chance.choice(ODD)): chance.choice(ODD)}
        return {**said, key: mutated(said[key], chance)}
    if isinstance(said, list) and said and chance.random() < 0.8:
        at = chance.randrange(len(said))
        if chance.random() < 0.2:
            return said * chance.choice((2, 60, 3000) if len(said) < 3 else (2,))
        return [*said[:at], mutated(said[at], chance), *said[at + 1 :]]
    if isinstance(said, str) and said and chance.random() < 0.5:
        at = chance.randrange(len(said))
        return said[:at] + chance.choice('0fz字"\\') + said[at + 1 :]
    return chance.choice(ODD)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """``data`` with bits turned, cut, doubled or with something put in."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(made)) if made else 0
        how = chance.randrange(5)
        if how == 0 and made:
            made[at] ^= 1 << chance.randrange(8)
        elif how == 1:
            del made[at:]
        elif how == 2:
            made[at:at] = chance.randbytes(chance.randint(1, 40))
        elif how == 3:
            del made[at : at + chance.randint(1, 40)]
        else:
            made += made[at:]
    return bytes(made)


class Maker:
    """Makes inputs from a whole package and what one would say in it."""

    def __init__(self, whole: bytes, manifest: dict[str, Any], sender: Identity, to: Card) -> None:
        self._whole = whole
        self._manifest = manifest
        self._sender = sender
        self._to = to
        end = 8 + int.from_bytes(whole[4:8])
        self._header = json.loads(whole[8:end])
        self._rest = whole[end:]
        self._kinds: dict[str, Callable[[random.Random], bytes]] = {
            "noise": self._noise,
            "damage": self._damage,
            "header": self._odd_header,
            "inside": self._odd_inside,
            "frame": self._odd_frame,
        }

    def make(self, number: int) -> tuple[str, bytes]:
        """The input of that number with its kind, the same each time."""
        chance = random.Random(number)  # noqa: S311
        kind = list(self._kinds)[number % len(self._kinds)]
        made = self._kinds[kind](chance)
        return kind, made if made != self._whole else b""

    @staticmethod
    def _noise(chance: random.Random) -> bytes:
        data = chance.randbytes(chance.randint(0, 400))
        if chance.random() < 0.3:
            return data
        return MAGIC + chance.choice((2, 40, 70_000, 2**32 - 1)).to_bytes(4) + data

    def _damage(self, chance: random.Random) -> bytes:
        return damaged(self._whole, chance)

    def _odd_header(self, chance: random.Random) -> bytes:
        said = json.dumps(mutated(self._header, chance)).encode()
        return MAGIC + len(said).to_bytes(4) + said + self._rest

    def _odd_inside(self, chance: random.Random) -> bytes:
        """Rightly encrypted and signed, by somebody who says odd things."""
        return self._sealed(json.dumps(mutated(self._manifest, chance)).encode(), b"x")

    def _odd_frame(self, chance: random.Random) -> bytes:
        """Rightly encrypted; lengths, JSON and what follows are not right."""
        said = damaged(json.dumps(self._manifest).encode(), chance)
        length = chance.choice((len(said), 0, 1, 2**24 + 1, 2**32 - 1))
        return self._sealed(said, chance.randbytes(chance.randint(0, 90)), length)

    def _sealed(self, said: bytes, behind: bytes, length: int | None = None) -> bytes:
        key, name = b"k" * 32, hashlib.sha256(said).hexdigest()[:32]
        wraps = list(handover._wraps(key, name, Receivers(cards=[self._to])))
        header = json.dumps({"format": 1, "id": name, "to": wraps}).encode()
        signature = self._sender.signature(handover._signed(header, said))
        size = len(said) if length is None else length
        inside = [size.to_bytes(4), said, signature, behind]
        sealed = b"".join(handover._sealed(key, header, inside))
        return MAGIC + len(header).to_bytes(4) + header + sealed
