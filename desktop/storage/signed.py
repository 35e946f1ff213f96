"""Files of the project's makers: texts by name, signed, so that a stick can carry them safely.

A file is four letters, an Ed25519 signature of them and of all that follows, and JSON.
Who may sign is known by public keys the program brings along; the private ones are nowhere in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, ValidationError

from desktop.errors import UserError

MAGIC = b"ZCU1"
SUFFIX = ".zcup"
MOST = 16 * 1024 * 1024
"""Bytes; a pack with its notice has a hundred thousand."""

_SIGNATURE = 64
_SAFE = "没有改动任何内容，现在的通知和日历照常使用。"
_NAME = re.compile(
    r"notices/[A-Za-z][A-Za-z0-9_-]{0,39}/(pack\.yaml|notice\.txt)"
    r"|calendars/[a-z][a-z0-9_-]{0,39}\.yaml"
)


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    title: str
    made: str
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Signed:
    """What stands in a file whose signature is right: texts by name, such as ``calendars/x.yaml``.

    ``made`` is the day it was signed, as its maker wrote it.
    """

    title: str
    made: str
    files: Mapping[str, str]


def sealed(content: Signed, key: Ed25519PrivateKey) -> bytes:
    """The file of ``content``; only the project's makers have a key that counts."""
    wrong = [name for name in content.files if not _NAME.fullmatch(name)]
    if wrong:
        raise ValueError(f"no name for a pack or a calendar: {', '.join(wrong)}")
    said = {"title": content.title, "made": content.made, "files": dict(content.files)}
    body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    return MAGIC + key.sign(MAGIC + body) + body


def opened(data: bytes, keys: Sequence[bytes]) -> Signed:
    """What stands in the file ``data``; :class:`UserError` where none of ``keys`` has signed it.

    Nothing of it is read before the signature has been found right.
    """
    if not data.startswith(MAGIC) or len(data) <= len(MAGIC) + _SIGNATURE:
        raise UserError(
            "这不是更新文件。",
            safe=_SAFE,
            todo=f"请选发布通知更新的单位给出的文件，文件名以 {SUFFIX} 结尾。",
        )
    signature, body = data[4 : 4 + _SIGNATURE], data[4 + _SIGNATURE :]
    if len(data) > MOST or not any(_by(key, signature, body) for key in keys):
        raise UserError(
            "这个更新文件的签名不对，没有使用。",
            safe=_SAFE,
            todo="文件可能在传送时损坏，或者不是本程序的发布者做的。请从可信的地方重新取一份。",
        )
    try:
        said = _Body.model_validate_json(body)
    except ValidationError as error:
        raise _newer() from error
    if not said.files or not all(map(_NAME.fullmatch, said.files)):
        raise _newer()
    return Signed(said.title, said.made, said.files)


def _by(key: bytes, signature: bytes, body: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, MAGIC + body)
    except InvalidSignature:
        return False
    return True


def _newer() -> UserError:
    return UserError(
        "这个更新文件是给更新版本的程序用的，这一版读不了。",
        safe=_SAFE,
        todo="请先装新版程序，再导入它。",
    )
