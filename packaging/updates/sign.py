"""Signs notices and calendars for people without a network: for the project's makers.

    PYTHONPATH=.:packaging python3 -m updates.sign key PRIVATE.pem NAME
    PYTHONPATH=.:packaging python3 -m updates.sign file PRIVATE.pem OUT.zcup --title 标题 \\
        resources/notices/BM24 resources/calendars/national.yaml …

``key`` makes a new key: its private half goes to ``PRIVATE.pem``, locked by a passphrase, and never
into the project; its public half to ``resources/keys/NAME.pub``. The program takes files of every
key that lies there, so that a new one can be brought in before an old one is given up.
"""

import argparse
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop import paths
from desktop.storage.signed import Signed, sealed


def main(arguments: list[str]) -> int:
    """Make a key or a file."""
    words = argparse.ArgumentParser(description=__doc__)
    ways = words.add_subparsers(required=True, dest="way")
    key = ways.add_parser("key")
    key.add_argument("private", type=Path)
    key.add_argument("name")
    file = ways.add_parser("file")
    file.add_argument("private", type=Path)
    file.add_argument("out", type=Path)
    file.add_argument("--title", required=True)
    file.add_argument("sources", type=Path, nargs="+")
    chosen = words.parse_args(arguments)
    phrase = getpass.getpass("passphrase of the private key: ").encode()
    if chosen.way == "key":
        public = new_key(chosen.private, phrase)
        (paths.resources() / "keys" / f"{chosen.name}.pub").write_text(public + "\n", "ascii")
        return 0
    private = serialization.load_pem_private_key(chosen.private.read_bytes(), phrase)
    if not isinstance(private, Ed25519PrivateKey):
        print("not an Ed25519 key")
        return 1
    made = f"{datetime.now(UTC):%Y-%m-%d}"
    chosen.out.write_bytes(sealed(Signed(chosen.title, made, texts(chosen.sources)), private))
    return 0


def new_key(file: Path, phrase: bytes) -> str:
    """Write a new private key to ``file``, which must not be there; the public one in hex."""
    private = Ed25519PrivateKey.generate()
    lock = serialization.BestAvailableEncryption(phrase)
    form, kind = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    with file.open("xb") as opened:
        file.chmod(0o600)
        opened.write(private.private_bytes(form, kind, lock))
    return private.public_key().public_bytes_raw().hex()


def texts(sources: list[Path]) -> dict[str, str]:
    """The texts of packs (folders) and calendars (files), under the names the program knows."""
    found = {}
    for source in sources:
        if source.is_dir():
            for name in ("pack.yaml", "notice.txt"):
                text = (source / name).read_text("utf-8")
                found[f"notices/{source.resolve().name}/{name}"] = text
        else:
            found[f"calendars/{source.name}"] = source.read_text("utf-8")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
