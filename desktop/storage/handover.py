"""The hand-over package (申报包): one file from one vault to another, by stick or chat.

    "ZCH1" · length · header (who can open it) · chunks of AES-256-GCM
    inside: length · manifest · signature · the files it names, one after the other

The header wraps the package's key for a passphrase or for the receivers' cards. The manifest says
what it is, who made it, and every file by size and hash; the sender's signature covers manifest and
header, so that nobody can pass it on as sent to somebody else. A chunk's place and whether it is
the last are part of its nonce: what was cut, exchanged or added does not decrypt.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.errors import UserError
from desktop.storage import durable, faults, passphrases
from desktop.storage.files import FileStore, hash_of
from desktop.storage.identity import SIGNATURE_BYTES, Card, Identity

MAGIC = b"ZCH1"
SUFFIX = ".zcsb"
FORMAT = 1
CHUNK = 1024 * 1024
_TAG = 16
_ID = re.compile(r"[0-9a-z]{1,64}")
_LENGTH = struct.Struct(">I")

MOST_HEADER = 64 * 1024
MOST_RECEIVERS = 50
MOST_MANIFEST = 16 * 1024 * 1024
MOST_FILES = 2000
MOST_FILE = 100 * 1024 * 1024
MOST_BYTES = 1024 * 1024 * 1024
"""Beyond these a package is refused before it is read."""


class NotForYou(UserError):
    """The passphrase is another, or the package is for somebody else."""


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who can open a package: whoever knows the passphrase, or holds one of the cards."""

    passphrase: str = ""
    cards: Sequence[Card] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was opened and is whole: what it says, and from whom it comes.

    ``package_id`` is the same for every copy of it; ``files`` are the hashes it brought, which lie
    in the store it was opened into.
    """

    package_id: str
    sender: Card
    body: Mapping[str, Any]
    files: tuple[str, ...]


def write(
    path: Path,
    body: Mapping[str, Any],
    files: Mapping[str, bytes],
    sender: Identity,
    receivers: Receivers,
) -> str:
    """Write a package to ``path``, whole or not at all; its id. Nothing there is gone over.

    ``files`` by their hashes are asked for twice and one after the other: a mapping that reads
    them when asked (:meth:`FileStore.among`) never holds more than one.
    """
    key, package_id = secrets.token_bytes(32), secrets.token_hex(16)
    header = json.dumps(
        {"format": FORMAT, "id": package_id, "to": list(_wraps(key, package_id, receivers))}
    ).encode()
    named = [{"sha256": sha256, "size": len(data)} for sha256, data in files.items()]
    manifest = json.dumps(
        {"sender": sender.card.written(), "files": named, "body": dict(body)}, ensure_ascii=False
    ).encode()
    inside = b"".join(
        (_LENGTH.pack(len(manifest)), manifest, sender.signature(_signed(header, manifest)))
    )
    start = MAGIC + _LENGTH.pack(len(header)) + header
    sealed = _sealed(key, header, chain([inside], files.values()))
    with faults.told(path):
        durable.write(path, chain([start], sealed), replace=False)
    return package_id


def read(path: Path, way: str | Identity, into: FileStore) -> Package:
    """Open the package at ``path`` by passphrase or as the one it is for.

    Its files go into the store ``into``, which the caller empties where this raises: nothing of a
    package that is not whole, too large or of unknown make is ever used.
    """
    with faults.reading(path):
        if path.stat().st_size > MOST_BYTES + MOST_MANIFEST:
            raise _refused(path, "太大")
        with path.open("rb") as file:
            header = _header(path, file)
            said = _parsed(path, header)
            key = _key(path, said, way)
            return _opened(path, said["id"], header, _Clear(path, file, key, header), into)


def _opened(path: Path, package_id: str, header: bytes, clear: _Clear, into: FileStore) -> Package:
    length = _LENGTH.unpack(clear.take(_LENGTH.size))[0]
    if length > MOST_MANIFEST:
        raise _refused(path, "太大")
    manifest = clear.take(length)
    signature = clear.take(SIGNATURE_BYTES)
    try:
        said = json.loads(manifest)
        sender = Card.read(said["sender"])
        named = [(str(f["sha256"]), int(f["size"])) for f in said["files"]]
        body = dict(said["body"])
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError):
        raise _refused(path, "内容不完整") from None
    if not sender.verifies(signature, _signed(header, manifest)):
        raise _refused(path, "签名不对")
    sizes = [size for _, size in named]
    if len(named) > MOST_FILES or any(not 0 <= size <= MOST_FILE for size in sizes):
        raise _refused(path, "文件太多或太大")
    if sum(sizes) > MOST_BYTES or len({sha256 for sha256, _ in named}) != len(named):
        raise _refused(path, "文件太多或太大")
    for sha256, size in named:
        data = clear.take(size)
        if hash_of(data) != sha256:
            raise _refused(path, "内容不完整")
        into.put(data)
    clear.finish()
    return Package(package_id, sender, body, tuple(sha256 for sha256, _ in named))


class _Clear:
    """The inside of a package as it is decrypted, chunk by chunk."""

    def __init__(self, path: Path, file: IO[bytes], key: bytes, header: bytes) -> None:
        self._path = path
        self._file = file
        self._box = AESGCM(key)
        self._header = hashlib.sha256(header).digest()
        self._next = file.read(CHUNK + _TAG)
        self._number = 0
        self._ahead = b""

    def take(self, length: int) -> bytes:
        """The next ``length`` bytes."""
        parts = [self._ahead]
        have = len(self._ahead)
        while have < length:
            chunk = self._chunk()
            parts.append(chunk)
            have += len(chunk)
        whole = b"".join(parts)
        self._ahead = whole[length:]
        return whole[:length]

    def finish(self) -> None:
        """Nothing may follow."""
        if self._ahead or self._next:
            raise _refused(self._path, "内容不完整")

    def _chunk(self) -> bytes:
        sealed, self._next = self._next, self._file.read(CHUNK + _TAG)
        if not sealed:
            raise _refused(self._path, "内容不完整")
        nonce = _nonce(self._number, last=not self._next)
        self._number += 1
        try:
            return self._box.decrypt(nonce, sealed, self._header)
        except (InvalidTag, ValueError):
            raise _refused(self._path, "内容不完整") from None


def _sealed(key: bytes, header: bytes, parts: Iterable[bytes]) -> Iterator[bytes]:
    box, over = AESGCM(key), hashlib.sha256(header).digest()
    number, ahead = 0, bytearray()
    for part in parts:
        at = 0
        while at < len(part):
            # A full chunk stays back: only when nothing follows is it known to be the last.
            if len(ahead) == CHUNK:
                yield box.encrypt(_nonce(number, last=False), ahead, over)
                ahead.clear()
                number += 1
            piece = memoryview(part)[at : at + CHUNK - len(ahead)]
            ahead += piece
            at += len(piece)
    yield box.encrypt(_nonce(number, last=True), ahead, over)


def _nonce(number: int, *, last: bool) -> bytes:
    # Each package has a key of its own: its chunks may simply be counted.
    return number.to_bytes(11) + (b"\1" if last else b"\0")


def _signed(header: bytes, manifest: bytes) -> bytes:
    return b"zhicheng hand-over" + hashlib.sha256(header).digest() + manifest


def _wraps(key: bytes, package_id: str, receivers: Receivers) -> Iterator[dict[str, Any]]:
    if receivers.passphrase:
        terms = passphrases.fresh()
        wrapping = passphrases.key(receivers.passphrase, terms)
        yield {"terms": terms, "key": _wrapped(wrapping, key, package_id)}
    for card in receivers.cards:
        once = Identity(secrets.token_bytes(32), secrets.token_bytes(32))
        wrapping = _agreed(once.shared(card.reads), once.card.reads, card.reads)
        yield {"once": once.card.reads.hex(), "key": _wrapped(wrapping, key, package_id)}


def _wrapped(wrapping: bytes, key: bytes, package_id: str) -> str:
    nonce = secrets.token_bytes(12)
    return (nonce + AESGCM(wrapping).encrypt(nonce, key, package_id.encode())).hex()


def _agreed(shared: bytes, once: bytes, reads: bytes) -> bytes:
    return HKDF(SHA256(), 32, once + reads, b"zhicheng hand-over").derive(shared)


def _header(path: Path, file: IO[bytes]) -> bytes:
    start = file.read(len(MAGIC) + _LENGTH.size)
    if len(start) < len(MAGIC) + _LENGTH.size or not start.startswith(MAGIC):
        raise _refused(path, "不是申报包")
    length = _LENGTH.unpack(start[len(MAGIC) :])[0]
    header = file.read(length) if length <= MOST_HEADER else b""
    if len(header) != length:
        raise _refused(path, "内容不完整")
    return header


def _parsed(path: Path, header: bytes) -> dict[str, Any]:
    try:
        said = json.loads(header)
        if said["format"] > FORMAT:
            raise UserError(
                f"{path.name} 是用更新版本的软件做的，当前版本读不了。",
                safe="没有导入任何内容，文件没有被改动。",
                todo="请安装新版本后再打开。",
            )
        named = _ID.fullmatch(said["id"])
        if named and said["format"] == FORMAT and len(said["to"]) <= MOST_RECEIVERS:
            wraps = [dict(wrap) for wrap in said["to"]]
            # Each passphrase tried is slow on purpose; a package has one.
            if sum("terms" in wrap for wrap in wraps) <= 1:
                return {"id": str(said["id"]), "to": wraps}
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise _refused(path, "内容不完整")


def _key(path: Path, said: Mapping[str, Any], way: str | Identity) -> bytes:
    for wrap in said["to"]:
        try:
            wrapping = _wrapping(wrap, way)
            if wrapping is None:
                continue
            boxed = bytes.fromhex(wrap["key"])
            return AESGCM(wrapping).decrypt(boxed[:12], boxed[12:], str(said["id"]).encode())
        except passphrases.BadTerms:
            raise _refused(path, "内容不完整") from None
        except (InvalidTag, ValueError, KeyError, TypeError):
            continue
    if isinstance(way, str):
        raise NotForYou(
            f"口令不对，{path.name} 没有打开。",
            safe="没有导入任何内容，文件没有被改动。",
            todo="请向发给您的人核对口令，注意大小写和空格。",
        )
    raise NotForYou(
        f"{path.name} 不是发给这台电脑上的资料库的。",
        safe="没有导入任何内容，文件没有被改动。",
        todo="请让对方用您现在的收件码重新做一份；用口令加密的，请输入口令。",
    )


def _wrapping(wrap: Mapping[str, Any], way: str | Identity) -> bytes | None:
    if isinstance(way, str):
        return passphrases.key(way, passphrases.checked(wrap["terms"])) if "terms" in wrap else None
    if "once" not in wrap:
        return None
    once = bytes.fromhex(wrap["once"])
    return _agreed(way.shared(once), once, way.card.reads)


def needs_passphrase(path: Path) -> bool:
    """Whether the package is for whoever knows its passphrase."""
    with faults.reading(path), path.open("rb") as file:
        said = _parsed(path, _header(path, file))
    return any("terms" in wrap for wrap in said["to"])


def _refused(path: Path, why: str) -> UserError:
    return UserError(
        f"{path.name} {why}，没有打开。" if why == "不是申报包" else f"{path.name} 打不开：{why}。",
        safe="没有导入任何内容，文件和已有的材料都没有变。",
        todo="请让对方重新发一份；用聊天软件传的，可以改用 U 盘再试。",
    )
