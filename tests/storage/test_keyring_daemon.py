"""The keyring of GNOME itself, over D-Bus, in a session of its own: no real one is touched."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CHILD = """
import json, subprocess, sys
from pathlib import Path
import keyring
from keyring.backends import SecretService
from desktop.storage import keyrings, vault

folder, words = Path(sys.argv[1]), "春天的吉普停在院里"
said = {}
daemon = subprocess.run(
    ["gnome-keyring-daemon", "--unlock", "--components=secrets"],
    input="password", text=True, capture_output=True, check=True,
)
keyring.set_keyring(SecretService.Keyring())
said["works"] = keyrings.works()
begun = vault.begin(folder, words, in_keyring=True)
said["in keyring"] = vault.in_keyring(folder)
said["silently"] = vault.open_silently(folder) == begun.keys

import secretstorage
bus = secretstorage.dbus_init()
kept = secretstorage.get_default_collection(bus)
items = [i for i in kept.get_all_items() if i.get_attributes().get("service") == keyrings.SERVICE]
said["items"] = len(items)
said["vault key kept"] = any(begun.keys.database.encode() in i.get_secret() for i in items)

kept.lock()
said["locked"] = kept.is_locked()
# A prompt of a locked keyring has nobody to answer it here: asking is cut off, as by a closed one.
SecretService.Keyring.get_preferred_collection = lambda self: (_ for _ in ()).throw(
    keyring.errors.KeyringLocked("locked")
)
said["silently while locked"] = vault.open_silently(folder) is not None
said["passphrase while locked"] = vault.open_with_passphrase(folder, words) == begun.keys
print(json.dumps(said))
"""


def test_gnome_keyring(tmp_path: Path) -> None:
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    home = tmp_path / "home"
    for folder in (home, home / "run"):
        folder.mkdir(mode=0o700)
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("DBUS", "XDG", "GNOME"))},
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "XDG_DATA_HOME": str(home / "data"),
    }
    ran = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", CHILD, str(tmp_path / "library")],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    if "gnome-keyring-daemon" in ran.stderr and "returned non-zero" in ran.stderr:
        pytest.skip(f"the keyring does not start here: {ran.stderr[-300:]}")
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert json.loads(ran.stdout.splitlines()[-1]) == {
        "works": True,
        "in keyring": True,
        "silently": True,
        "items": 1,
        "vault key kept": False,
        "locked": True,
        "silently while locked": False,
        "passphrase while locked": True,
    }
