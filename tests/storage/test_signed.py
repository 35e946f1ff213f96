"""Signed files: only what the makers signed is read, and nothing of it before that is known."""

from __future__ import annotations

import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.errors import UserError
from desktop.storage.signed import MAGIC, Signed, opened, sealed

OURS, OTHERS = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
KEYS = (OTHERS.public_key().public_bytes_raw(), OURS.public_key().public_bytes_raw())
CONTENT = Signed("2026年日历", "2026-11-21", {"calendars/national.yaml": "id: national\n"})


def signed_by(key: Ed25519PrivateKey, body: bytes) -> bytes:
    return MAGIC + key.sign(MAGIC + body) + body


def test_what_was_sealed_is_opened_by_any_key_that_counts() -> None:
    assert opened(sealed(CONTENT, OURS), KEYS) == CONTENT


def test_a_file_of_somebody_else_is_refused() -> None:
    with pytest.raises(UserError, match="签名不对"):
        opened(sealed(CONTENT, OURS), KEYS[:1])
    with pytest.raises(UserError, match="签名不对"):
        opened(sealed(CONTENT, OURS), ())


def test_each_flipped_bit_is_found() -> None:
    whole = sealed(CONTENT, OURS)
    for place in range(len(whole)):
        broken = bytearray(whole)
        broken[place] ^= 1 << place % 8
        with pytest.raises(UserError):
            opened(bytes(broken), KEYS)


@pytest.mark.parametrize("data", [b"", b"ZCU1", b"PK\x03\x04" + bytes(200), MAGIC + bytes(64)])
def test_what_is_no_such_file_is_told_so(data: bytes) -> None:
    with pytest.raises(UserError, match="这不是更新文件"):
        opened(data, KEYS)


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[]",
        b"\xff\xfe",
        json.dumps({"title": "x", "made": "x", "files": {}}).encode(),
        json.dumps({"title": "x", "made": "x", "files": {"../settings.json": "x"}}).encode(),
        json.dumps({"title": "x", "made": "x", "files": {"notices/a/../../x": "x"}}).encode(),
        json.dumps({"title": "x", "made": "x", "files": {}, "more": 1}).encode(),
    ],
)
def test_signed_content_of_another_form_asks_for_a_newer_program(body: bytes) -> None:
    with pytest.raises(UserError, match="更新版本的程序"):
        opened(signed_by(OURS, body), KEYS)


def test_a_name_the_program_would_not_take_is_not_signed() -> None:
    with pytest.raises(ValueError, match="settings"):
        sealed(Signed("x", "x", {"settings.json": "{}"}), OURS)
